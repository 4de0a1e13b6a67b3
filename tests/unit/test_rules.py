"""One table holds every rule of the check, and the code uses all of it and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kapstok
from kapstok.problem import Problem
from kapstok.rules import Rule, found, rules, suggestion

PACKAGE = Path(kapstok.__file__).parent
SLOT = re.compile(r"\{(\w+)(?:!(\w))?\}")


def texts_in_code() -> Iterator[str]:
    """Every literal text in the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def rules_in_code() -> Iterator[str]:
    """The rule that each call names which makes a problem, where it names one literally."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "func", None)
            called = getattr(name, "attr", getattr(name, "id", ""))
            if called in ("found", "problem", "body_problem", "Refused") and isinstance(node, ast.Call):
                at = 1 if called == "Refused" else 0
                rule = node.args[at] if len(node.args) > at else None
                if isinstance(rule, ast.Constant):
                    yield rule.value


def test_every_rule_of_the_code_is_in_the_table() -> None:
    """A call that makes a problem must name a rule of the table."""
    named = set(rules_in_code())
    assert len(named) > 40
    assert named - rules().keys() == set()


def test_every_rule_of_the_table_is_used() -> None:
    """A rule that no code names must not stand in the table."""
    assert rules().keys() - set(texts_in_code()) == set()


def test_problems_are_made_of_rules_only() -> None:
    """No module but that of the rules may make a problem in words of its own."""
    makers = [
        path.name for path in PACKAGE.rglob("*.py") if re.search(r"\bProblem\(", path.read_text("utf-8"))
    ]
    assert makers == ["rules.py"]


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_rule_is_complete(rule: Rule) -> None:
    """A rule must have an id that can be an address, full sentences, and words for every slot that takes one."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert rule.hints
    for text in (rule.message, rule.what, rule.why, *rule.hints.values()):
        assert text.endswith((".", "?", ".md'.")), text
    for text in (rule.title, rule.what, rule.why, rule.right):
        assert text.strip()
    takes_words = any(how == "w" for _, how in SLOT.findall(rule.message))
    assert not takes_words or rule.words
    assert rule.wrong.strip() != rule.right.strip()


def test_problem_is_filled_from_its_rule() -> None:
    """A problem must carry its rule, the message with the value in quotes, and the hint that was named."""
    assert found("onbekend-thema", "a.md", 3, "theme", "tal", hint="near", near="taal") == Problem(
        "a.md", 3, "theme", "tal", "'tal' is geen thema.", "Bedoelde u 'taal'?", "onbekend-thema"
    )


def test_first_hint_counts_when_none_is_named() -> None:
    """A rule with several hints must give its first one when the code names none."""
    assert found("koppeling", "a.md", what="file").hint == "Zet het bestand zelf op deze plaats."


def test_value_that_looks_like_a_slot_stays_as_it_was_typed() -> None:
    """Braces in what somebody typed must not be filled in."""
    assert found("datum", "a.md", value="{near} {value!q}").message == "'{near} {value!q}' is geen datum."


@pytest.mark.parametrize(
    ("rule", "values"), [("datum!", {}), ("koppeling", {}), ("koppeling", {"what": "x"})]
)
def test_mistake_of_the_code_is_an_error(rule: str, values: dict[str, str]) -> None:
    """An unknown rule, a missing value and an unknown word must not give half a message."""
    with pytest.raises(KeyError):
        found(rule, "a.md", **values)


def test_suggestion_is_the_nearest_name() -> None:
    """A name that is nearly known must be suggested."""
    assert suggestion("Lokere", ["Gent", "Lokeren"]) == {"hint": "near", "near": "Lokeren"}


def test_without_a_near_name_all_are_named() -> None:
    """When nothing is near, the choices must be named, in their order."""
    assert suggestion("xyzzy", ["b", "a"]) == {"hint": "choose", "choices": "b, a"}
