"""Measures of a ranked list against grades, each between 0 and 1, over the first ten results.

Recall and MRR look at grade 2 only; nDCG has the gain ``2 ** grade - 1`` and the discount
``log2(rank + 1)`` of Järvelin and Kekäläinen, and its ideal list is made of the judged grades.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log2
from statistics import fmean

from .judged import KINDS, SOUGHT, Judged

TOP = 10
RESAMPLES = 10_000

Grades = Mapping[str, int]


def recall(found: Sequence[str], grades: Grades) -> float:
    """The share of what was sought that is in the first ten; ten of more than ten is all."""
    sought = {slug for slug, grade in grades.items() if grade == SOUGHT}
    return len(sought & set(found[:TOP])) / min(TOP, len(sought))


def reciprocal_rank(found: Sequence[str], grades: Grades) -> float:
    """One divided by the rank of the first sought record, 0 when it is not in the first ten."""
    ranks = (rank for rank, slug in enumerate(found[:TOP], 1) if grades.get(slug) == SOUGHT)
    return 1 / next(ranks, inf)


def gain(grades: Iterable[int]) -> float:
    """The discounted cumulative gain of the first ten grades."""
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(list(grades)[:TOP], 1))


def ndcg(found: Sequence[str], grades: Grades) -> float:
    """The gain of the first ten results as a share of the best possible."""
    first = list(dict.fromkeys(found))
    return gain(grades.get(slug, 0) for slug in first) / gain(sorted(grades.values(), reverse=True))


@dataclass(frozen=True)
class Row:
    """Means over some queries; ``empty`` is the share of queries without any result."""

    kind: str
    queries: int
    recall: float
    mrr: float
    ndcg: float
    empty: float


def table(judged: Sequence[Judged], answers: Sequence[Sequence[str]]) -> list[Row]:
    """A row for each kind that occurs, and one over all queries (``all``)."""
    pairs = list(zip(judged, answers, strict=True))
    rows = []
    for kind in (*KINDS, "all"):
        own = [(item.grades, found) for item, found in pairs if kind in (item.kind, "all")]
        if own:
            rows.append(
                Row(
                    kind,
                    len(own),
                    fmean(recall(found, grades) for grades, found in own),
                    fmean(reciprocal_rank(found, grades) for grades, found in own),
                    fmean(ndcg(found, grades) for grades, found in own),
                    fmean(not found for _, found in own),
                )
            )
    return rows


@dataclass(frozen=True)
class Ratio:
    """A ratio of means with the interval in which it lies in 95 of 100 resamples."""

    value: float
    low: float
    high: float


def ratio(ours: Sequence[float], theirs: Sequence[float], seed: int = 1) -> Ratio:
    """Our mean divided by theirs, with a paired bootstrap over the queries (percentiles 2.5 and 97.5)."""
    chance = random.Random(seed)
    pairs = list(zip(ours, theirs, strict=True))
    resampled = sorted(_quotient(chance.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    low, high = resampled[round(0.025 * RESAMPLES)], resampled[round(0.975 * RESAMPLES) - 1]
    return Ratio(_quotient(pairs), low, high)


def _quotient(pairs: Sequence[tuple[float, float]]) -> float:
    below = sum(theirs for _, theirs in pairs)
    return sum(ours for ours, _ in pairs) / below if below else inf
