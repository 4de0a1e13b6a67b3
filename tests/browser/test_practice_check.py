"""The check in the browser against Python's: the same problems, words and order for the same practice."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from conftest import ROOT
from kapstok.check import check
from kapstok.known import Known
from kapstok.names import allowed_distance, folded, nearest, slugified
from kapstok.problem import quoted
from kapstok.raw import RawCatalogue, RawRecord
from kapstok.read import read_catalogue
from test_cases import CASES, lay

from .drafts import TEXTS, WORDS, Said, draft_of, facts_of, said_of, spoiled, typed_wrong

MODULES = "assets/javascripts"


@pytest.fixture(scope="module")
def raw() -> RawCatalogue:
    """The real catalogue as it was read."""
    return read_catalogue(ROOT)


@pytest.fixture(scope="module")
def known(raw: RawCatalogue) -> Known:
    """What a practice of the real catalogue may refer to."""
    checked, problems = check(raw)
    assert problems == []
    return checked.known


Round = tuple[Known, list[RawRecord]]
"""Practices, and what they may refer to."""


def in_browser(page: Page, rounds: list[Round]) -> list[list[list[Said]]]:
    """What the shipped module says of each record of each round."""
    page.goto("over/")
    answers = page.evaluate(
        """async ([module, rounds]) => {
            const { checkPractice } = await import(new URL(module, document.baseURI));
            return rounds.map(([facts, drafts]) => drafts.map((draft) => checkPractice(draft, facts)
                .map(({ rule, field, value, message, hint }) => [rule, field, value, message, hint])));
        }""",
        [
            f"../{MODULES}/practice-check.mjs",
            [[facts_of(known), [draft_of(record) for record in records]] for known, records in rounds],
        ],
    )
    return [[[tuple(found) for found in answer] for answer in answered] for answered in answers]


def differences(page: Page, rounds: list[Round]) -> list[tuple[Any, ...]]:
    """The first records for which Python (first) and the browser (second) differ, with what was given."""
    found = []
    for (known, records), there in zip(rounds, in_browser(page, rounds), strict=True):
        here = [said_of(record, known) for record in records]
        pairs = zip(records, here, there, strict=True)
        found += [(draft_of(record), own, other) for record, own, other in pairs if own != other]
    return found[:5]


def test_every_case_says_the_same(page: Page, tmp_path: Path) -> None:
    """Each folder with a mistake must give the same problems of every practice that can be read."""
    rounds = []
    elsewhere = []
    for case in CASES:
        root = tmp_path / case.name
        lay(case, root)
        found = read_catalogue(root)
        known = check(found)[0].known
        rounds.append((known, found.of_kind("practice")))
        if not any(said_of(record, known) for record in found.of_kind("practice")):
            elsewhere.append(case.name)
    assert differences(page, rounds) == []
    assert len(CASES) // 5 < len(elsewhere) < len(CASES) // 2, elsewhere


def test_real_practices_have_no_problem(page: Page, raw: RawCatalogue, known: Known) -> None:
    """Every practice of the catalogue must be in order in the browser too."""
    (answers,) = in_browser(page, [(known, raw.of_kind("practice"))])
    assert len(answers) > 100
    assert [answer for answer in answers if answer] == []


@pytest.mark.parametrize("seed", [2013, 2026])
def test_spoiled_practices_say_the_same(page: Page, raw: RawCatalogue, known: Known, seed: int) -> None:
    """Real practices with mistakes thrown in by dice must give the same problems, words and order."""
    dice = random.Random(seed)
    practices = raw.of_kind("practice")
    records = [spoiled(dice.choice(practices), practices, dice) for _ in range(300)]
    assert sum(bool(said_of(record, known)) for record in records) > 200
    assert differences(page, [(known, records)]) == []


def test_texts_say_the_same(page: Page, raw: RawCatalogue, known: Known) -> None:
    """Links, headings, images and code in a text must be understood in the browser as in Python."""
    first = raw.of_kind("practice")[0]
    records = [RawRecord(first.path, "practice", first.slug, first.data, {}, text) for text in TEXTS]
    assert differences(page, [(known, records)]) == []


def test_names_are_read_the_same(page: Page, known: Known) -> None:
    """Folding, slugs, quotes and the nearest name must be the same in the browser as in Python."""
    dice = random.Random(2013)
    partners = sorted(known.partner_names.values())
    given = [*(word for word in WORDS if isinstance(word, str)), *dice.sample(sorted(known.places.towns), 50)]
    given += [typed_wrong(dice.choice([*given, *partners]), dice) for _ in range(300)]
    page.goto("over/")
    there = page.evaluate(
        """async ([module, given, known]) => {
            const names = await import(new URL(module, document.baseURI));
            return given.map((name) => [names.folded(name), names.slugified(name), names.quoted(name),
                names.nearest(name, known), names.nearest(name, known, names.allowedDistance(name))]);
        }""",
        [f"../{MODULES}/names.mjs", given, partners],
    )
    here = [
        [
            folded(name),
            slugified(name),
            quoted(name),
            nearest(name, partners) or "",
            nearest(name, partners, allowed_distance(name)) or "",
        ]
        for name in given
    ]
    assert [row for row in zip(given, here, there, strict=True) if row[1] != row[2]] == []
    assert sum(bool(row[3]) for row in here) > 100
