"""The examples of the guide: what is called wrong breaks exactly its rule, what is called right breaks none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from browser.drafts import said_of
from conftest import ROOT
from kapstok.check import check
from kapstok.front_matter import Refused, parsed, split
from kapstok.known import Known
from kapstok.raw import RawRecord
from kapstok.read import read_catalogue
from kapstok.rules import Rule, rules

PATH = "practices/taalpromotie/voorbeeld.md"
FIELDS = """\
title: Praatgroep aan de schoolpoort
summary: Ouders oefenen Nederlands terwijl ze wachten.
theme: taalpromotie
municipality: Lokeren
"""
TEXT = "## Wat\n\nOuders praten elke vrijdag een half uur.\n"
IN_WORDS = {"te-groot", "codering"}
"""Rules of the whole file whose examples are told and not shown."""
OF_THE_FOLDER = {
    "koppeling",
    "onleesbaar",
    "ontbreekt",
    "onbekend-register",
    "geen-markdown",
    "verkeerde-map",
}
"""Rules of names that only a folder on the disk can break."""
OF_PRACTICES = [
    rule
    for rule in rules().values()
    if rule.place in ("fields", "text", "file", "name")
    and rule.id not in {"spelling"} | IN_WORDS | OF_THE_FOLDER
]


@pytest.fixture(scope="module")
def known() -> Known:
    """What a practice of the real catalogue may refer to."""
    return check(read_catalogue(ROOT))[0].known


def file_with(snippet: str, place: str) -> tuple[str, str]:
    """Path and text of a valid practice into which a snippet is put."""
    if place == "file":
        return PATH, snippet
    if place == "name":
        folder = PurePosixPath(snippet).parent.name
        fields = FIELDS.replace("theme: taalpromotie", f"theme: {folder}")
        return snippet, f"---\n{fields}---\n\n{TEXT}"
    if place == "text":
        return PATH, f"---\n{FIELDS}---\n\n{snippet}\n"
    given = set(re.findall(r"^(\w+):", snippet, re.M))
    kept = "".join(f"{line}\n" for line in FIELDS.splitlines() if line.split(":")[0] not in given)
    return PATH, f"---\n{kept}{snippet.rstrip()}\n---\n\n{TEXT}"


def broken(snippet: str, place: str, known: Known) -> set[str]:
    """The rules that a practice with the snippet in it breaks."""
    path, text = file_with(snippet, place)
    try:
        front, front_line, body, body_line = split(text)
        data, lines = parsed(front, front_line)
        if not isinstance(data, dict):
            return {"verkeerde-opbouw"}
    except Refused as refused:
        return {refused.rule}
    record = RawRecord(path, "practice", PurePosixPath(path).stem, data, lines, body, body_line)
    return {rule for rule, *_ in said_of(record, known)}


def test_most_rules_are_of_practices() -> None:
    """The examples that can be tried out must be many: otherwise these tests test nothing."""
    assert len(OF_PRACTICES) >= 40
    assert broken("", "fields", check(read_catalogue(ROOT))[0].known) == set()


@pytest.mark.parametrize("rule", OF_PRACTICES, ids=lambda rule: rule.id)
def test_wrong_example_breaks_its_rule(rule: Rule, known: Known) -> None:
    """What the guide calls wrong must break that rule and no other."""
    assert broken(rule.wrong, rule.place, known) == {rule.id}


@pytest.mark.parametrize("rule", OF_PRACTICES, ids=lambda rule: rule.id)
def test_right_example_breaks_no_rule(rule: Rule, known: Known) -> None:
    """What the guide calls right must be accepted."""
    assert broken(rule.right, rule.place, known) == set()
