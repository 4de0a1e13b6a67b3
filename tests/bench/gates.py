"""The goals that a build has to meet, each as a ratio or a difference of runs of the same round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from operator import sub, truediv
from statistics import median

from .notes import SERVE, Notes, Run

Values = Mapping[str, list[float]]
"""For each way to look at it (``wall``, ``cpu``, ``peak``) a value of every round."""
BUILDS = ("wall", "cpu")


@dataclass(frozen=True)
class Gate:
    """A goal: what it is about, the most that is allowed, and where to find its values."""

    text: str
    limit: float
    unit: str
    values: Callable[[Notes], Values]


@dataclass(frozen=True)
class Verdict:
    """The median of each way to look at a gate; ``met`` when all are within the limit, None without a measurement."""

    gate: Gate
    medians: Mapping[str, float]
    met: bool | None


def judged(gate: Gate, notes: Notes) -> Verdict:
    """What the notes say of a gate."""
    medians = {way: median(values) for way, values in gate.values(notes).items() if values}
    met = all(value <= gate.limit for value in medians.values()) if medians else None
    return Verdict(gate, medians, met)


def without_search(notes: Notes, engine: str, size: int) -> str:
    """The same engine without its search index, where that was measured."""
    return f"{engine}-lean" if notes.of(size, f"{engine}-lean") else engine


def compared(one: list[Run], other: list[Run], by: Callable[[float, float], float]) -> Values:
    """A value for each round in which both were run.

    Where the other was ended at the limit, each round of the first is compared with that limit, by the clock;
    where the first was, the value is infinite.
    """
    if any(run.ended for run in one):
        return {"wall": [inf]} if other else {}
    if any(run.ended for run in other):
        return {"wall": [by(run.wall, other[-1].wall) for run in one]}
    turns = {run.turn: run for run in other}
    pairs = [(run, turns[run.turn]) for run in one if run.turn in turns]
    return {way: [by(getattr(a, way), getattr(b, way)) for a, b in pairs] for way in BUILDS}


def _against(notes: Notes, size: int, engine: str, other: str, by: Callable[[float, float], float]) -> Values:
    return compared(notes.of(size, without_search(notes, engine, size)), notes.of(size, other), by)


def _growth(notes: Notes, small: int, large: int) -> Values:
    one, other = (notes.of(size, without_search(notes, "kapstok", size)) for size in (large, small))
    return compared(one, other, truediv)


def _peak(notes: Notes, size: int) -> Values:
    """The highest of all rounds, in MB."""
    runs = notes.of(size, without_search(notes, "kapstok", size))
    return {"peak": [max(inf if run.ended else run.peak / 1e6 for run in runs)]} if runs else {}


def _seen(notes: Notes, size: int) -> Values:
    return {"wall": [run.wall for run in notes.of(size, SERVE)]}


def _ratio(size: int, engine: str, other: str) -> Callable[[Notes], Values]:
    return partial(_against, size=size, engine=engine, other=other, by=truediv)


def _more(size: int, engine: str, other: str) -> Callable[[Notes], Values]:
    return partial(_against, size=size, engine=engine, other=other, by=sub)


GATES = (
    Gate("1,000: a build ÷ MkDocs + Material, pages out of the navigation", 0.35, "×",
         _ratio(1_000, "kapstok", "material")),
    Gate("1,000: a build ÷ MkDocs + Material, automatic navigation", 0.06, "×",
         _ratio(1_000, "kapstok", "material-nav")),
    Gate("10,000: a build ÷ MkDocs + Material, pages out of the navigation", 0.25, "×",
         _ratio(10_000, "kapstok", "material")),
    Gate("1,000: a build ÷ Hugo", 2.5, "×", _ratio(1_000, "kapstok", "hugo")),
    Gate("10,000: a build ÷ Hugo", 1.5, "×", _ratio(10_000, "kapstok", "hugo")),
    Gate("10,000: most memory in any round", 200, "MB", partial(_peak, size=10_000)),
    Gate("1,000: after one edit − MkDocs + Material, two pages", 0.2, "s",
         _more(1_000, "kapstok-edit", "material-two")),
    Gate("10,000: after one edit − MkDocs + Material, two pages", 0.8, "s",
         _more(10_000, "kapstok-edit", "material-two")),
    Gate("10,000: after one edit ÷ Hugo", 1.0, "×", _ratio(10_000, "kapstok-edit", "hugo")),
    Gate("a build of 10,000 ÷ a build of 1,000", 11, "×", partial(_growth, small=1_000, large=10_000)),
    Gate("1,000: from a saved practice to its page in the preview", 0.6, "s", partial(_seen, size=1_000)),
)  # fmt: skip
