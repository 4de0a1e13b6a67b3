"""What one hostile file costs: each is checked, and rendered when it is accepted, in a process of its own.

``python tests/measured.py render`` (or ``check``) reads paths of catalogues, one a line, and answers each with a line of JSON: seconds of the
processor, megabytes beyond those of an empty process, the texts of the problems, and the name of an exception if one came
out. A process that asks too much is stopped by the system, and its line says so.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypedDict

MOST_SECONDS, MOST_MEGABYTES = 20, 2_000
"""Here the system stops a process: far above what is allowed, so that the excess is measured."""


class Cost(TypedDict):
    """What one catalogue took."""

    seconds: float
    megabytes: float
    problems: list[str]
    error: str


def costs(roots: Iterable[Path], work: str) -> list[Cost]:
    """The cost of each catalogue to ``check`` or to ``render`` it, from one child that imports the program once and forks for each."""
    import subprocess

    lines = "".join(f"{root}\n" for root in roots)
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, __file__, work],
        input=lines,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(here.parent / "hooks"), str(here)))},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _worked(root: Path, work: str) -> tuple[list[str], str]:
    """The texts of the problems of a catalogue, and the exception that came out; accepted, it is rendered."""
    from kapstok.catalogue import build_catalogue
    from kapstok.check import check
    from kapstok.read import read_catalogue
    from small_site import rendered_site

    try:
        checked, problems = check(read_catalogue(root))
        if work == "render" and not problems:
            rendered_site(build_catalogue(checked, date(2026, 1, 1)))
    except Exception as error:
        return [], f"{type(error).__name__}: {error}"[:500]
    return [problem.text() for problem in problems[:50]], ""


def _cost(root: Path, work: str) -> Cost:
    """The cost of one catalogue, measured in a fork."""
    mine, theirs = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEGABYTES * 1_000_000,) * 2)
        before, begun = _peak(), time.process_time()
        problems, error = _worked(root, work)
        cost = Cost(
            seconds=time.process_time() - begun, megabytes=_peak() - before, problems=problems, error=error
        )
        with os.fdopen(theirs, "w") as out:
            json.dump(cost, out)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(mine) as answer:
        text = answer.read()
    _, status = os.waitpid(child, 0)
    stopped = Cost(
        seconds=MOST_SECONDS,
        megabytes=0,
        problems=[],
        error=f"stopped by signal {os.waitstatus_to_exitcode(status)}",
    )
    return json.loads(text) if text else stopped


def _peak() -> float:
    """The most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Answer each line."""
    sys.path[:0] = os.environ["PYTHONPATH"].split(os.pathsep)
    _worked(Path(__file__).parent / "catalogue", sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(_cost(Path(line.rstrip("\n")), sys.argv[1])), flush=True)


if __name__ == "__main__":
    main()
