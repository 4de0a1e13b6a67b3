"""Judged queries: what people type, and which practices and hangijzers they were looking for.

``develop.yml`` may be read while changing the search; ``end.yml`` is only measured at the end of a
change, and nothing here prints its queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
PARTS = ("develop", "end")
KINDS = ("name", "typo", "stem", "compound", "synonym", "place", "question", "combination")
SOUGHT, USEFUL = 2, 1
"""The grades: what the person was looking for, and what is useful beside it."""


@dataclass(frozen=True)
class Judged:
    """A query of a kind, with the grade of each slug that matters; all other records have 0."""

    query: str
    kind: str
    grades: Mapping[str, int]


def read_judged(path: Path) -> list[Judged]:
    """The queries of a file; a ValueError names what is wrong by its position, not by its query."""
    found = []
    rows = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(rows, list):
        raise ValueError(f"{path.name}: not a list")
    for number, row in enumerate(rows, 1):
        fault = _fault(row)
        if fault:
            raise ValueError(f"{path.name}, query {number}: {fault}")
        found.append(Judged(row["query"].strip(), row["kind"], dict(row["grades"])))
    return found


def _fault(row: object) -> str:
    """Why a row is no judged query, "" when it is one."""
    if not isinstance(row, dict) or row.keys() != {"query", "kind", "grades"}:
        return "the keys must be query, kind and grades"
    if not isinstance(row["query"], str) or not row["query"].strip():
        return "the query must be a text"
    if row["kind"] not in KINDS:
        return f"the kind must be one of {', '.join(KINDS)}"
    grades = row["grades"]
    if not isinstance(grades, dict) or not all(isinstance(slug, str) for slug in grades):
        return "the grades must be slugs with a number"
    if not all(type(grade) is int and grade in (SOUGHT, USEFUL) for grade in grades.values()):
        return "a grade must be 2 or 1"
    return "" if SOUGHT in grades.values() else "at least one grade must be 2"
