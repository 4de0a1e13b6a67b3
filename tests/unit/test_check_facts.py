"""What the check in the browser is told: the rules, the model and every name, as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel

from kapstok.check_facts import catalogue_check_facts, check_facts
from kapstok.model import Practice
from kapstok.model_facts import model_facts
from kapstok.rules import rules
from kapstok.text_links import headings

from .values import catalogue_of, practice, record, removed


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    """The facts of a small catalogue with a former name and a deleted practice."""
    return catalogue_check_facts(
        catalogue_of(
            practice("a", aliases=["oud"], body="## Wat\n\nTekst."),
            record("hangijzer", "1-b"),
            record("partner", "brug", name="De Brug", aliases=["Brug vzw"]),
            removed("weg", reason="Ze is gestopt."),
        )
    )


def texts(value: Any) -> Iterator[str]:
    """Every text in the facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)


def test_facts_are_json(facts: dict[str, Any]) -> None:
    """The facts must survive the way to the browser."""
    assert json.loads(json.dumps(facts))["rules"] == facts["rules"]


def test_facts_hold_every_rule(facts: dict[str, Any]) -> None:
    """Message, hints and words of every rule must be there, and nothing of its page in the guide."""
    assert list(facts["rules"]) == list(rules())
    assert {key for rule in facts["rules"].values() for key in rule} == {"message", "hints", "words"}


def test_facts_name_what_may_be_referred_to(facts: dict[str, Any]) -> None:
    """Records, places and what became of names must be there."""
    assert facts["practices"] == [{"id": "a", "theme": "taal"}]
    assert facts["hangijzers"] == [{"id": "1-b"}]
    assert facts["partners"] == [
        {"id": "brug", "title": "De Brug", "aliases": ("Brug vzw",), "generic": False}
    ]
    assert facts["municipalities"]["Zwijndrecht"] == ["Oost-Vlaanderen", "Antwerpen"]
    assert facts["boroughs"]["Zellik"] == ["Asse"]
    assert facts["aliases"] == {"oud": "a"}
    assert facts["history"]["practice"]["oud"] == {
        "kind": "practice",
        "slug": "a",
        "place": "practices/taal/a.md",
    }
    assert facts["history"]["practice"]["weg"]["reason"] == "Ze is gestopt."
    assert facts["pages"]["headings"]["praktijken/a/"] == ["wat"]


def test_headings_are_those_of_the_texts(facts: dict[str, Any]) -> None:
    """A catalogue that is rendered already must give the same facts as one that was only read."""
    catalogue = catalogue_of(
        practice("a", body="## Wat\n\n## Wat\n\nNT2."), record("term", "nt2", title="NT2")
    )
    texts_behind = catalogue.known.pages.texts
    read = check_facts(catalogue.known, {url: headings(text) for url, text in texts_behind.items()})
    assert catalogue_check_facts(catalogue) == read


def test_model_has_every_field() -> None:
    """The fields of the browser must be those that a person may write, in the order of the model."""
    written = [name for name, field in Practice.model_fields.items() if not field.exclude]
    facts = model_facts(Practice)
    assert list(facts["fields"]) == written
    assert facts["fields"]["title"] == {
        "type": "text",
        "least": 1,
        "most": 90,
        "title": "Titel",
        "required": True,
    }
    assert set(facts["reserved"]) == Practice.model_fields.keys() - set(written)


def test_unknown_validator_is_an_error() -> None:
    """A validator that the browser does not know must not be left out without a word."""

    class Odd(BaseModel):
        field: Annotated[str, AfterValidator(str.upper)]

    with pytest.raises(KeyError):
        model_facts(Odd)


def test_patterns_mean_the_same_in_both_languages(facts: dict[str, Any]) -> None:
    r"""No pattern may use what Python and JavaScript read differently: \w, \d, \s, \b, \Z, (?i)."""
    given = [facts["forms"], facts["web"], facts["personal"], facts["text"], facts["pages"]["own_anchor"]]
    patterns = [text for text in texts(given) if re.search(r"[\\\[(^]", text)]
    assert len(patterns) >= 10
    assert [
        pattern for pattern in patterns if re.search(r"\\[wWdDsSbBAZ]|\(\?[iaLmsux]|\(\?P", pattern)
    ] == []
