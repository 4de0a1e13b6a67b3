"""The goals that a build has to meet, each as a ratio or a difference of runs of the same round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from operator import sub, truediv
from statistics import median

from .notes import SERVE, Notes, Run

Values = Mapping[str, list[float]]
"""For each way to look at it (``wall``, ``cpu``, ``peak``) a value of every round."""
BUILDS = ("wall", "cpu")
FLOORS = {"kapstok": ("floor",), "kapstok-edit": ("floor-edit",)}
"""Which engine is the floor of which."""
OWN = {"kapstok": ("own-start", "own-pages"), "kapstok-edit": ("own-start",)}
"""What of our own comes on top of the floor, whatever else is done."""


def unknown(notes: Notes) -> Values:
    """For a gate of which nobody knows a floor."""
    return {}


@dataclass(frozen=True)
class Gate:
    """A goal: what it is about, the most that is allowed, and where to find its values.

    ``floor`` are those of the floor, ``own`` those of the floor with parts of our own on top.
    """

    text: str
    limit: float
    unit: str
    values: Callable[[Notes], Values]
    floor: Callable[[Notes], Values] = unknown
    own: Callable[[Notes], Values] = unknown


@dataclass(frozen=True)
class Verdict:
    """The median of each way to look at a gate; ``met`` when all are within the limit, None without a measurement.

    ``floor`` are the medians of the floor, ``own`` those of the floor with parts of our own; empty where there are none or
    they were not measured. ``met`` does not depend on them.
    """

    gate: Gate
    medians: Mapping[str, float]
    met: bool | None
    floor: Mapping[str, float]
    own: Mapping[str, float]


def judged(gate: Gate, notes: Notes) -> Verdict:
    """What the notes say of a gate."""
    medians = _medians(gate.values(notes))
    met = all(value <= gate.limit for value in medians.values()) if medians else None
    return Verdict(gate, medians, met, _medians(gate.floor(notes)), _medians(gate.own(notes)))


def _medians(values: Values) -> dict[str, float]:
    return {way: median(found) for way, found in values.items() if found}


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


def together(notes: Notes, size: int, engines: tuple[str, ...]) -> list[Run]:
    """For each round in which all were run, what they take one after the other; each without its search index."""
    first, *rest = (notes.of(size, without_search(notes, engine, size)) for engine in engines)
    found = []
    for run in first:
        others = [other for runs in rest for other in runs if other.turn == run.turn and not other.ended]
        if len(others) == len(rest):
            wall, cpu = (sum(getattr(one, way) for one in (run, *others)) for way in BUILDS)
            found.append(replace(run, wall=wall, cpu=cpu))
    return found


def _against(
    notes: Notes, size: int, engines: tuple[str, ...], other: str, by: Callable[[float, float], float]
) -> Values:
    return compared(together(notes, size, engines), notes.of(size, other), by)


def _growth(notes: Notes, small: int, large: int) -> Values:
    one, other = (notes.of(size, without_search(notes, "kapstok", size)) for size in (large, small))
    return compared(one, other, truediv)


def _peak(notes: Notes, size: int, engines: tuple[str, ...]) -> Values:
    """The highest of all rounds, in MB."""
    runs = together(notes, size, engines)
    return {"peak": [max(inf if run.ended else run.peak / 1e6 for run in runs)]} if runs else {}


def _seen(notes: Notes, size: int) -> Values:
    return {"wall": [run.wall for run in notes.of(size, SERVE)]}


def _ratio(text: str, limit: float, size: int, engine: str, other: str, unit: str = "×", by=truediv) -> Gate:
    """A goal of an engine of ours beside another, with the same values of its floor, without and with parts of our own."""
    floor = FLOORS[engine]
    values = (
        partial(_against, size=size, engines=engines, other=other, by=by)
        for engines in ((engine,), floor, (*floor, *OWN[engine]))
    )
    return Gate(text, limit, unit, *values)


_more = partial(_ratio, unit="s", by=sub)
"""The same, of how much more it takes."""


GATES = (
    _ratio("1,000: a build ÷ MkDocs + Material, pages out of the navigation", 0.35, 1_000, "kapstok", "material"),
    _ratio("1,000: a build ÷ MkDocs + Material, automatic navigation", 0.06, 1_000, "kapstok", "material-nav"),
    _ratio("10,000: a build ÷ MkDocs + Material, pages out of the navigation", 0.25, 10_000, "kapstok", "material"),
    _ratio("1,000: a build ÷ Hugo", 2.5, 1_000, "kapstok", "hugo"),
    _ratio("10,000: a build ÷ Hugo", 1.5, 10_000, "kapstok", "hugo"),
    Gate("10,000: most memory in any round", 200, "MB", *(partial(_peak, size=10_000, engines=engines) for engines in (("kapstok",), FLOORS["kapstok"]))),
    _more("1,000: after one edit − MkDocs + Material, two pages", 0.2, 1_000, "kapstok-edit", "material-two"),
    _more("10,000: after one edit − MkDocs + Material, two pages", 0.8, 10_000, "kapstok-edit", "material-two"),
    _ratio("10,000: after one edit ÷ Hugo", 1.0, 10_000, "kapstok-edit", "hugo"),
    Gate("a build of 10,000 ÷ a build of 1,000", 11, "×", partial(_growth, small=1_000, large=10_000)),
    Gate("1,000: from a saved practice to its page in the preview", 0.6, "s", partial(_seen, size=1_000)),
)  # fmt: skip
