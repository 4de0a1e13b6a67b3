"""The rounds of a comparison: in each, every engine once for every size, beginning with another one each time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .engines.engine import Content, Engine, Job
from .notes import Notes, Run
from .timing import LIMIT, Failed, Taken, taken_by

Key = tuple[int, str]
"""A size and the name of an engine."""


@dataclass(frozen=True)
class Plan:
    """What is to be measured: catalogues of these sizes, by these engines, so many times."""

    sizes: Sequence[int]
    engines: Sequence[Engine]
    turns: int


def rotated(items: Sequence[Engine], turn: int) -> list[Engine]:
    """The same items, beginning with another one each turn."""
    start = (turn - 1) % len(items) if items else 0
    return [*items[start:], *items[:start]]


def run_rounds(plan: Plan, notes: Notes, path: Path, work: Path, say: Callable[[str], None]) -> None:
    """Run what the notes lack, and write them to ``path`` after every run.

    An engine that fails, or gives another site than was asked for, is left out with a sentence.
    """
    jobs = _warm_jobs(plan, notes, path, work, say)
    for turn in range(1, plan.turns + 1):
        for size in plan.sizes:
            for engine in rotated(plan.engines, turn):
                key = (size, engine.name)
                if key not in jobs or turn not in notes.lacking(*key, plan.turns):
                    continue
                load = os.getloadavg()[0]
                try:
                    taken = _taken(jobs[key], turn)
                except Failed as failed:
                    say(f"{engine.label}, {size:,}: left out from here on: {failed}")
                    del jobs[key]
                    continue
                _note(notes, path, _run(key, turn, taken, jobs[key], load))
                say(f"round {turn}, {size:,}, {engine.label}: {_shown(taken)}, {taken.cpu:.2f} s user+sys")


def _warm_jobs(
    plan: Plan, notes: Notes, path: Path, work: Path, say: Callable[[str], None]
) -> dict[Key, Job]:
    """Everything that the notes lack, made ready and run without being counted; says how long the rounds will take.

    A run that is ended at the limit is noted all the same: it will not be repeated.
    """
    jobs: dict[Key, Job] = {}
    left = 0.0
    for size in plan.sizes:
        content = Content(size)
        for engine in plan.engines:
            key = (size, engine.name)
            lacking = notes.lacking(*key, plan.turns)
            if not lacking:
                continue
            try:
                job = engine.prepare(content, work / str(size) / engine.name)
                taken = _warmed_up(job)
            except Failed as failed:
                say(f"{engine.label}, {size:,}: left out: {failed}")
                continue
            if taken.ended:
                _note(notes, path, _run(key, 1, taken, job))
            else:
                jobs[key] = job
                left += taken.wall * len(lacking)
            say(f"{engine.label}, {size:,}: a run takes {_shown(taken)}")
    say(f"All rounds together take about {left / 60:.0f} minutes.")
    return jobs


def _warmed_up(job: Job) -> Taken:
    """The last warm-up run, or the one that was ended."""
    for turn in range(job.warmups):
        taken = _taken(job, -turn)
        if taken.ended:
            break
    return taken


def _taken(job: Job, turn: int) -> Taken:
    """One run, with nothing left to be written to disk from the one before; Failed when its site is not as asked."""
    job.reset(turn)
    os.sync()
    taken = taken_by(job.command, job.folder, job.environment, LIMIT)
    if not taken.ended and (objection := job.objection(job.output)):
        raise Failed(objection)
    if job.own and not taken.ended:
        return Taken(*job.own(), peak=0)
    return taken


def _run(key: Key, turn: int, taken: Taken, job: Job, load: float = 0.0) -> Run:
    """What is noted of a run; of one that was ended, not what it had written by then."""
    size, engine = key
    if taken.ended:
        shutil.rmtree(job.output, ignore_errors=True)
        return Run(size, engine, turn, taken.wall, taken.cpu, taken.peak, ended=True, load=load)
    files = [path for path in job.output.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    written = sum(path.stat().st_size for path in files)
    return Run(size, engine, turn, taken.wall, taken.cpu, taken.peak, len(files), pages, written, False, load)


def _note(notes: Notes, path: Path, run: Run) -> None:
    notes.runs.append(run)
    notes.write(path)


def _shown(taken: Taken) -> str:
    return f"more than {taken.wall:.0f} s" if taken.ended else f"{taken.wall:.2f} s"
