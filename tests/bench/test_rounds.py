"""The rounds of a comparison, with engines that are small commands."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from .engines.engine import Content, Engine, Job, nothing
from .notes import Notes, Run, read_notes
from .rounds import Plan, rotated, run_rounds
from .timing import Failed

WRITES = "import pathlib; p = pathlib.Path('site'); p.mkdir(exist_ok=True); (p / 'index.html').write_text('0123456789'); (p / 'style.css').write_text('01234')"


def engine(name: str, code: str = WRITES, seen: list | None = None, **settings) -> Engine:
    """An engine that runs this code; ``seen`` gets its name and the turn before each run."""

    def prepared(content: Content, folder: Path) -> Job:
        folder.mkdir(parents=True)
        note = (lambda turn: seen.append((name, content.number, turn))) if seen is not None else nothing
        return Job((sys.executable, "-c", code), folder, folder / "site", reset=note, **settings)

    return Engine(name, name.title(), prepared, lambda: "", lambda: name)


def run(tmp_path: Path, engines: list[Engine], turns: int, notes: Notes | None = None, sizes=(1,)):
    """The notes after so many rounds, and what was said."""
    said: list[str] = []
    notes = notes or Notes("source", "machine", {})
    work = tmp_path / f"work-{len(list(tmp_path.iterdir()))}"
    run_rounds(Plan(sizes, engines, turns), notes, tmp_path / "notes.json", work, said.append)
    return notes, said


def test_rounds_are_interleaved_and_rotated(tmp_path: Path) -> None:
    """Each round must run every engine once, and begin with another one than the round before."""
    seen: list = []
    run(tmp_path, [engine("one", seen=seen), engine("two", seen=seen)], 2, sizes=(1, 2))
    assert [item for item in seen if item[2] > 0] == [
        ("one", 1, 1), ("two", 1, 1), ("one", 2, 1), ("two", 2, 1),
        ("two", 1, 2), ("one", 1, 2), ("two", 2, 2), ("one", 2, 2),
    ]  # fmt: skip
    assert rotated([], 3) == []


def test_warm_up_does_not_count(tmp_path: Path) -> None:
    """Before the rounds each engine must run as often as it needs to get warm, without a note."""
    seen: list = []
    notes, _ = run(tmp_path, [engine("one", seen=seen, warmups=2)], 1)
    assert [turn for *_, turn in seen] == [0, -1, 1]
    assert [found.turn for found in notes.runs] == [1]


def test_output_is_counted(tmp_path: Path) -> None:
    """A run must tell how many files, pages and bytes it wrote."""
    notes, _ = run(tmp_path, [engine("one")], 1)
    (found,) = notes.runs
    assert (found.size, found.engine, found.files, found.pages, found.bytes) == (1, "one", 2, 1, 15)
    assert found.wall > 0 and found.cpu > 0 and found.peak > 1_000_000


def test_command_may_measure_itself(tmp_path: Path) -> None:
    """Where only a part of a command counts, what it measured of that must be noted, and no memory."""
    notes, _ = run(tmp_path, [engine("one", own=lambda: (0.25, 0.125))], 1)
    (found,) = notes.runs
    assert (found.wall, found.cpu, found.peak) == (0.25, 0.125, 0)


def test_measurement_that_was_stopped_goes_on(tmp_path: Path) -> None:
    """What is in the file must not be measured again, and what lacks must be."""
    seen: list = []
    run(tmp_path, [engine("one")], 2)
    notes = read_notes(tmp_path / "notes.json")
    kept = list(notes.runs)
    run(tmp_path, [engine("one", seen=seen), engine("two", seen=seen)], 3, notes)
    assert [item for item in seen if item[2] > 0] == [
        ("two", 1, 1), ("two", 1, 2), ("one", 1, 3), ("two", 1, 3),
    ]  # fmt: skip
    assert read_notes(tmp_path / "notes.json").runs[:2] == kept


def test_run_that_was_ended_is_not_repeated(tmp_path: Path, monkeypatch) -> None:
    """An engine that takes too long must be noted once, and never be waited for again."""
    monkeypatch.setattr("bench.rounds.LIMIT", 3.0)
    seen: list = []
    slow = engine("slow", f"{WRITES}; import time; time.sleep(60)", seen)
    notes, _ = run(tmp_path, [slow, engine("one")], 2)
    assert [(found.engine, found.ended) for found in notes.runs] == [
        ("slow", True), ("one", False), ("one", False),
    ]  # fmt: skip
    run(tmp_path, [slow, engine("one")], 3, notes)
    assert len(seen) == 1
    assert not list(tmp_path.glob("work-*/1/slow/site"))


def test_engine_that_fails_is_left_out(tmp_path: Path) -> None:
    """An engine that fails must be left out with what it said, and the rest must go on."""
    notes, said = run(tmp_path, [engine("bad", "import sys; sys.exit('no room')"), engine("one")], 1)
    assert [found.engine for found in notes.runs] == ["one"]
    assert "Bad, 1: left out: no room" in said


def test_engine_that_cannot_be_made_ready_is_left_out(tmp_path: Path) -> None:
    """An engine that fails before its first run must be left out too, and the rest must go on."""

    def unready(content: Content, folder: Path) -> Job:
        raise Failed("nothing to compare with")

    bad = replace(engine("bad"), prepare=unready)
    notes, said = run(tmp_path, [bad, engine("one")], 1)
    assert [found.engine for found in notes.runs] == ["one"]
    assert "Bad, 1: left out: nothing to compare with" in said


def test_site_that_was_not_asked_for_is_left_out(tmp_path: Path) -> None:
    """An engine whose site is something else must be left out with the reason."""
    other = engine("other", objection=lambda output: f"{len(list(output.iterdir()))} files")
    notes, said = run(tmp_path, [other], 1)
    assert notes.runs == []
    assert "Other, 1: left out: 2 files" in said


def test_missing_turns() -> None:
    """The turns that lack must be those that were not run, and none after one that was ended."""
    notes = Notes("", "", {}, [Run(1, "one", 2, 1, 1), Run(1, "slow", 1, 600, 0, ended=True)])
    assert notes.lacking(1, "one", 3) == [1, 3]
    assert notes.lacking(1, "slow", 3) == []
    assert notes.lacking(2, "one", 2) == [1, 2]
