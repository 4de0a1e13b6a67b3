"""Builds compared: this project beside MkDocs with Material, Hugo and Eleventy, on the same records.

``make bench`` measures and prints the figures as Markdown; stopped halfway, the same command goes on.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from .engines import ENGINES, Engine
from .gates import GATES, judged
from .generate import ROOT
from .machine import machine_name
from .notes import SERVE, Notes, read_notes, source_digest
from .report import report
from .rounds import Plan, run_rounds
from .saves import run_saves

CACHE = ROOT / ".cache/bench"
DOCUMENT = ROOT / "MEASUREMENTS.md"
MARKS = "<!-- builds: begin, written by make bench WRITE=1 -->", "<!-- builds: end -->"


def say(text: str) -> None:
    """A line about what goes on, with the time."""
    print(f"{datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def available(names: Sequence[str]) -> list[Engine]:
    """The engines of these names whose tool is there; of the others is said what they lack."""
    found = []
    for name in names:
        if missing := ENGINES[name].missing():
            say(f"{ENGINES[name].label}: left out. {missing}")
        else:
            found.append(ENGINES[name])
    return found


def opened(path: Path, engines: Sequence[Engine], fresh: bool) -> Notes:
    """The notes to go on with, or new ones; ends the program when the old ones do not belong to what is here."""
    versions = {engine.name: engine.version() for engine in engines}
    new = Notes(source_digest(), machine_name(), versions)
    if fresh or not path.exists():
        return new
    old = read_notes(path)
    same = all(old.versions.get(name, version) == version for name, version in versions.items())
    if (old.source, old.machine) != (new.source, new.machine) or not same:
        sys.exit(f"{path} was measured on something else: FRESH=1 begins anew, JSON=… takes another file.")
    old.versions |= versions
    return old


def with_report(document: str, text: str) -> str:
    """The document with the report between its two marks."""
    begin, end = (document.index(mark) for mark in MARKS)
    return f"{document[: begin + len(MARKS[0])]}\n\n{text}\n\n{document[end:]}"


def measure(options: argparse.Namespace) -> Notes:
    """Measure what is not in the notes yet."""
    engines = available([name for name in options.engines if name != SERVE])
    notes = opened(options.json, engines, options.fresh)
    work = CACHE / "work"
    shutil.rmtree(work, ignore_errors=True)
    try:
        run_rounds(Plan(options.sizes, engines, options.runs), notes, options.json, work, say)
        if SERVE in options.engines:
            for size in options.sizes:
                run_saves(size, options.runs, notes, options.json, work / str(size) / SERVE, say)
    except KeyboardInterrupt:
        sys.exit(f"Stopped; what was measured is in {options.json}, and the same command goes on.")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return notes


def main() -> None:
    """The command line; the exit code is 1 when a gate that was measured is not met."""
    names = [*ENGINES, SERVE]
    parser = argparse.ArgumentParser(prog="bench.builds", description="Compare builds with other engines.")
    parser.add_argument(
        "sizes", nargs="*", type=int, default=[200, 1_000, 10_000], help="numbers of practices"
    )
    parser.add_argument("--runs", type=int, default=5, help="rounds; each runs every engine once")
    parser.add_argument(
        "--engines", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names)
    )
    parser.add_argument("--json", type=Path, default=CACHE / "builds.json", help="the file of every figure")
    parser.add_argument("--fresh", action="store_true", help="begin anew instead of going on")
    parser.add_argument("--report", action="store_true", help="measure nothing, print what the file holds")
    parser.add_argument("--write", action="store_true", help=f"put the report into {DOCUMENT.name}")
    options = parser.parse_args()
    notes = read_notes(options.json) if options.report else measure(options)
    text = report(notes)
    print(text)
    if options.write:
        DOCUMENT.write_text(with_report(DOCUMENT.read_text("utf-8"), text), "utf-8")
    if any(judged(gate, notes).met is False for gate in GATES):
        sys.exit(1)


if __name__ == "__main__":
    main()
