"""The measures, against numbers worked out by hand; and the judged queries, against the catalogue."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from math import inf, log2
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue

from .judged import FOLDER, PARTS, Judged, read_judged
from .measures import ndcg, ratio, recall, reciprocal_rank, table
from .quality import failures_text
from .records import plain_records

GRADES = {"a": 2, "b": 2, "c": 1}
MANY = {f"s{number}": 2 for number in range(12)}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["a", "b"], 1),
        (["c", "x", "b"], 0.5),
        (["c"], 0),
        ([], 0),
        ([*"0123456789", "a", "b"], 0),
        ([*"012345678", "a", "b"], 0.5),
    ],
)
def test_recall(found: list[str], expected: float) -> None:
    """Recall must be the share of the grades 2 that is in the first ten; a grade 1 does not count."""
    assert recall(found, GRADES) == expected


def test_recall_of_more_than_ten() -> None:
    """When more than ten were sought, ten of them in the first ten must be all, and five half."""
    assert recall(list(MANY), MANY) == 1
    assert recall([*list(MANY)[:5], *"12345"], MANY) == 0.5


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["a"], 1),
        (["c", "b"], 1 / 2),
        (["x", "c", "y", "a", "b"], 1 / 4),
        (["c"], 0),
        ([*"0123456789", "a"], 0),
    ],
)
def test_reciprocal_rank(found: list[str], expected: float) -> None:
    """It must be one divided by the rank of the first grade 2, and 0 when that is not in the first ten."""
    assert reciprocal_rank(found, GRADES) == expected


def test_ndcg_of_the_best_order_is_one() -> None:
    """The grades from high to low must give 1, whatever follows."""
    assert ndcg(["a", "b", "c", "x"], GRADES) == ndcg(["b", "a", "c"], GRADES) == 1
    assert ndcg(["x"], GRADES) == ndcg([], GRADES) == 0


def test_ndcg_by_hand() -> None:
    """The gains are 3, 3 and 1, the discounts 1, log2(3) and 2: c, x, a gives (1 + 3/2) / (3 + 3/log2(3) + 1/2)."""
    assert ndcg(["c", "x", "a"], GRADES) == pytest.approx(2.5 / (3.5 + 3 / log2(3)))
    assert ndcg(["c", "x", "a"], GRADES) == pytest.approx(0.46358, abs=1e-5)


def test_ndcg_looks_at_ten() -> None:
    """The eleventh result must not count, nor an eleventh grade in the ideal list."""
    assert ndcg([*"0123456789", "a"], GRADES) == 0
    assert ndcg(list(MANY)[:10], MANY) == 1


def test_a_record_counts_once() -> None:
    """A record that stands twice in a list must not count twice."""
    assert ndcg(["a", "a"], {"a": 2, "b": 2}) == ndcg(["a"], {"a": 2, "b": 2})


def test_table_has_a_row_for_each_kind_and_all() -> None:
    """Each row must hold the means over its queries; an answer without results is empty."""
    judged = [
        Judged("een", "name", {"a": 2}), Judged("twee", "name", {"a": 2}), Judged("drie", "place", {"a": 2}),
    ]  # fmt: skip
    rows = {row.kind: row for row in table(judged, [["a"], [], ["x", "a"]])}
    assert list(rows) == ["name", "place", "all"]
    name, place, whole = rows.values()
    assert (name.queries, name.recall, name.mrr, name.ndcg, name.empty) == (2, 0.5, 0.5, 0.5, 0.5)
    assert (place.queries, place.recall, place.mrr, place.empty) == (1, 1, 0.5, 0)
    assert place.ndcg == pytest.approx(1 / log2(3))
    assert (whole.queries, whole.recall, whole.mrr) == (3, 2 / 3, 0.5)


def test_ratio_of_means() -> None:
    """The ratio must be of the means; equal ratios on every query leave no doubt, a zero below gives infinity."""
    found = ratio([0.2, 0.6], [0.1, 0.3])
    assert (found.value, found.low, found.high) == pytest.approx((2, 2, 2))
    assert ratio([1.0], [0.0]).value == inf


def test_interval_of_a_ratio() -> None:
    """With one query won and one lost the interval must hold both, and be the same every time."""
    found = ratio([1.0, 0.5], [0.5, 1.0])
    assert (found.value, found.low, found.high) == (1, 0.5, 2)
    assert ratio([0.9, 0.4, 0.7], [0.3, 0.5, 0.6]) == ratio([0.9, 0.4, 0.7], [0.3, 0.5, 0.6])


def test_failures_name_what_is_missing() -> None:
    """The list must have the queries that miss a grade 2, with what is missing and what was found instead."""
    judged = [Judged("een", "name", {"a": 2, "b": 1}), Judged("twee", "name", {"a": 2})]
    text = failures_text(judged, [["x", "b"], ["a"]])
    assert "name: een\n  missing: a\n  found:   x, b (1)" in text
    assert "twee" not in text


@pytest.mark.parametrize("part", ["end", "all"])
def test_failures_of_the_end_part_are_refused(part: str) -> None:
    """Asking for the failures of the end part must be refused before anything is read or built."""
    command = [sys.executable, "-m", "search.quality", "--part", part, "--failures", "--judged", "/nowhere"]
    done = subprocess.run(
        command, cwd=ROOT / "tests", env={"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT / 'tests'}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "not listed" in done.stderr


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("query: taal", "not a list"),
        ("- {query: taal, kind: name}", "query 1: the keys"),
        ("- {query: taal, kind: joke, grades: {a: 2}}", "query 1: the kind"),
        ("- {query: ' ', kind: name, grades: {a: 2}}", "query 1: the query"),
        ("- {query: taal, kind: name, grades: {a: 3}}", "query 1: a grade"),
        ("- {query: taal, kind: name, grades: {a: 1}}", "query 1: at least one"),
        ("- {query: taal, kind: name, grades: {}}", "query 1: at least one"),
        (
            "- {query: x, kind: name, grades: {a: 2}}\n- {query: taal, kind: name, grades: {a: true}}",
            "query 2: a grade",
        ),
    ],
)
def test_a_faulty_file_is_refused(row: str, fault: str, tmp_path: Path) -> None:
    """A mistake in a file must be named by its position, without the query."""
    path = tmp_path / "develop.yml"
    path.write_text(row, "utf-8")
    with pytest.raises(ValueError, match=fault) as raised:
        read_judged(path)
    assert "taal" not in str(raised.value)


def test_plain_records_hold_every_searched_text(catalogue: Catalogue) -> None:
    """The records for plain engines must be all practices and hangijzers, with places, partners and keywords."""
    records = {record.slug: record for record in plain_records(catalogue)}
    assert set(records) == {*catalogue.practices, *catalogue.hangijzers}
    for slug, item in catalogue.practices.items():
        for text in (item.title, item.summary, *item.keywords, *item.partners, *item.municipality):
            assert text in " ".join(records[slug].fields.values()), slug


def present() -> list[str]:
    return [part for part in PARTS if (FOLDER / f"{part}.yml").exists()]


@pytest.mark.parametrize("part", present())
def test_judged_slugs_exist(part: str, catalogue: Catalogue) -> None:
    """Every judged slug must be a practice or hangijzer; positions are named, not queries."""
    known = {*catalogue.practices, *catalogue.hangijzers}
    judged = read_judged(FOLDER / f"{part}.yml")
    assert {
        number: set(item.grades) - known for number, item in enumerate(judged, 1) if set(item.grades) - known
    } == {}


def test_no_query_is_judged_twice() -> None:
    """A query must stand once, in one of the two parts: else the end part would not be unseen."""
    assert len(present()) == 2
    seen: dict[str, tuple[str, int]] = {}
    twice = []
    for part in present():
        for number, item in enumerate(read_judged(FOLDER / f"{part}.yml"), 1):
            place = (part, number)
            if seen.setdefault(" ".join(item.query.casefold().split()), place) != place:
                twice.append(place)
    assert twice == []
