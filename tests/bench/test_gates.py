"""The gates: computed per round, and each of them can fail."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from .gates import GATES, judged, together
from .notes import SERVE, Notes, Run

GOOD = {
    (1_000, "kapstok-lean"): 1.0,
    (1_000, "kapstok-edit-lean"): 0.6,
    (1_000, "material"): 4.0,
    (1_000, "material-nav"): 40.0,
    (1_000, "material-two"): 0.5,
    (1_000, "hugo"): 1.0,
    (1_000, SERVE): 0.5,
    (10_000, "kapstok-lean"): 8.0,
    (10_000, "kapstok-edit-lean"): 1.2,
    (10_000, "material"): 40.0,
    (10_000, "material-two"): 0.5,
    (10_000, "hugo"): 8.0,
}
"""Seconds of runs that meet every gate."""
SPOILED = (
    (1_000, "material", {"wall": 2.8}),
    (1_000, "material-nav", {"wall": 16.0}),
    (10_000, "material", {"wall": 30.0}),
    (1_000, "hugo", {"wall": 0.3}),
    (10_000, "hugo", {"wall": 5.0}),
    (10_000, "kapstok-lean", {"peak": 201_000_000}),
    (1_000, "kapstok-edit-lean", {"wall": 0.75}),
    (10_000, "kapstok-edit-lean", {"wall": 1.4}),
    (10_000, "hugo", {"wall": 1.1, "cpu": 1.1}),
    (1_000, "kapstok-lean", {"wall": 0.7}),
    (1_000, SERVE, {"wall": 0.61}),
)
"""For each gate a change of one engine's runs that makes it fail."""


def notes_of(runs: list[Run]) -> Notes:
    return Notes("source", "machine", {}, runs)


def good_runs(turns: int = 3) -> list[Run]:
    return [
        Run(size, engine, turn, seconds, seconds, 150_000_000)
        for (size, engine), seconds in GOOD.items()
        for turn in range(1, turns + 1)
    ]


def gate(text: str):
    return next(found for found in GATES if text in found.text)


def test_good_runs_meet_every_gate() -> None:
    """Runs within all limits must meet every gate."""
    verdicts = [judged(found, notes_of(good_runs())) for found in GATES]
    assert {verdict.gate.text: verdict.met for verdict in verdicts} == dict.fromkeys(
        (found.text for found in GATES), True
    )


@pytest.mark.parametrize(
    ("found", "spoiled"), [*zip(GATES, SPOILED, strict=True)], ids=[found.text for found in GATES]
)
def test_every_gate_can_fail(found, spoiled) -> None:
    """A gate must not be met when what it compares is past its limit, be it in one way only."""
    size, engine, change = spoiled
    runs = [
        replace(run, **change) if (run.size, run.engine) == (size, engine) else run for run in good_runs()
    ]
    assert judged(found, notes_of(runs)).met is False


def test_ratio_is_taken_in_each_round() -> None:
    """The median must be of the ratios of the rounds, not the ratio of the medians."""
    seconds = [(1.0, 10.0), (6.0, 20.0), (30.0, 40.0)]
    runs = []
    for turn, (own, other) in enumerate(seconds, 1):
        runs += [
            Run(1_000, "kapstok", turn, own, 2 * own),
            Run(1_000, "material", turn, other, other),
        ]
    verdict = judged(gate("out of the navigation"), notes_of(runs))
    assert verdict.medians == {"wall": pytest.approx(0.3), "cpu": pytest.approx(0.6)}
    assert verdict.met is False


def test_only_runs_of_one_round_are_compared() -> None:
    """A run without its counterpart of the same round must not count."""
    runs = [
        Run(1_000, "kapstok", 1, 1.0, 1.0),
        Run(1_000, "kapstok", 2, 9.0, 9.0),
        Run(1_000, "hugo", 1, 1.0, 1.0),
    ]
    assert judged(gate("1,000: a build ÷ Hugo"), notes_of(runs)).medians == {"wall": 1.0, "cpu": 1.0}


def test_difference_is_in_seconds() -> None:
    """After an edit, what a build takes longer than a two-page one must count."""
    runs = [Run(1_000, "kapstok-edit", 1, 0.9, 0.8), Run(1_000, "material-two", 1, 0.5, 0.5)]
    verdict = judged(gate("1,000: after one edit"), notes_of(runs))
    assert verdict.medians == {"wall": pytest.approx(0.4), "cpu": pytest.approx(0.3)}


def test_floor_stands_beside_what_was_measured() -> None:
    """The floor of a gate, and that with parts of our own, must be worked out as the gate itself, and change nothing of whether it is met."""
    own = good_runs()
    least = [
        Run(size, engine, turn, seconds, 2 * seconds, 90_000_000)
        for size in (1_000, 10_000)
        for engine, seconds in (("floor", 2.0), ("floor-edit", 0.6), ("own-start", 0.2), ("own-pages", 1.0))
        for turn in (1, 2, 3)
    ]
    before, after = ([judged(found, notes_of(runs)) for found in GATES] for runs in (own, own + least))
    assert [(v.medians, v.met) for v in before] == [(v.medians, v.met) for v in after]
    assert not any(verdict.floor or verdict.own for verdict in before)
    assert [verdict.floor for verdict in after] == [
        pytest.approx(found)
        for found in (
            {"wall": 2 / 4, "cpu": 4 / 4},
            {"wall": 2 / 40, "cpu": 4 / 40},
            {"wall": 2 / 40, "cpu": 4 / 40},
            {"wall": 2 / 1, "cpu": 4 / 1},
            {"wall": 2 / 8, "cpu": 4 / 8},
            {"peak": 90.0},
            {"wall": 0.1, "cpu": 0.7},
            {"wall": 0.1, "cpu": 0.7},
            {"wall": 0.6 / 8, "cpu": 1.2 / 8},
            {},
            {},
        )
    ]
    assert [verdict.own for verdict in after] == [
        pytest.approx(found)
        for found in (
            {"wall": 3.2 / 4, "cpu": 6.4 / 4},
            {"wall": 3.2 / 40, "cpu": 6.4 / 40},
            {"wall": 3.2 / 40, "cpu": 6.4 / 40},
            {"wall": 3.2 / 1, "cpu": 6.4 / 1},
            {"wall": 3.2 / 8, "cpu": 6.4 / 8},
            {},
            {"wall": 0.3, "cpu": 1.1},
            {"wall": 0.3, "cpu": 1.1},
            {"wall": 0.8 / 8, "cpu": 1.6 / 8},
            {},
            {},
        )
    ]


def test_parts_of_one_round_are_added() -> None:
    """Of a round in which a part lacks, or was ended, nothing must be made up."""
    runs = [
        Run(1_000, "floor", 1, 1.0, 2.0),
        Run(1_000, "floor", 2, 3.0, 4.0),
        Run(1_000, "floor", 3, 5.0, 6.0),
        Run(1_000, "own-start", 2, 0.5, 0.25),
        Run(1_000, "own-start", 3, 600.0, 0.0, ended=True),
    ]
    found = together(notes_of(runs), 1_000, ("floor", "own-start"))
    assert [(run.turn, run.wall, run.cpu) for run in found] == [(2, 3.5, 4.25)]


def test_highest_peak_counts() -> None:
    """One round with too much memory must be enough to miss the gate."""
    runs = [Run(10_000, "kapstok", turn, 1.0, 1.0, peak) for turn, peak in ((1, 100), (2, 250_000_000))]
    assert judged(gate("most memory"), notes_of(runs)).medians == {"peak": 250.0}


def test_other_that_was_ended_is_at_least_the_limit() -> None:
    """Against an engine that was ended the ratio must be the one to the limit, by the clock."""
    runs = [Run(10_000, "kapstok", 1, 60.0, 60.0), Run(10_000, "material", 1, 600.0, 0.0, ended=True)]
    verdict = judged(gate("10,000: a build ÷ MkDocs"), notes_of(runs))
    assert (verdict.medians, verdict.met) == ({"wall": 0.1}, True)


def test_own_run_that_was_ended_is_never_met() -> None:
    """A build of ours that does not finish must not meet a gate."""
    runs = [Run(10_000, "kapstok", 1, 600.0, 0.0, ended=True), Run(10_000, "hugo", 1, 599.0, 599.0)]
    verdicts = {
        text: judged(gate(text), notes_of(runs)) for text in ("10,000: a build ÷ Hugo", "most memory")
    }
    assert [verdict.met for verdict in verdicts.values()] == [False, False]
    assert verdicts["most memory"].medians == {"peak": inf}


def test_nothing_measured_is_not_met_nor_missed() -> None:
    """Without runs nothing must be said of a gate."""
    assert {judged(found, notes_of([])).met for found in GATES} == {None}
