"""What a command costs: time by the clock, time of the processors and memory, with everything that it starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .processes import below, held

LIMIT = 600.0
"""Seconds after which a command is ended."""
STEP = 0.05
"""Seconds between two looks at the memory of a command that has started others, at least."""
REST = 30
"""How many times as long as a look took nobody looks again: a look takes time of the processors, and stops who is looked at."""


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, seconds of user and system together, and bytes at the peak.

    A command that was ended at the limit has only the seconds by the clock.
    """

    wall: float
    cpu: float
    peak: int
    ended: bool = False


class Failed(Exception):
    """The command ended with an error; the text is the end of what it said."""


def taken_by(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, limit: float = LIMIT
) -> Taken:
    """Run a command in a folder, with these variables besides our own, and say what it took."""
    with tempfile.TemporaryDirectory(prefix="bench-") as notes:
        result, said = Path(notes, "result.json"), Path(notes, "said")
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(Path(__file__).with_name("stopwatch.py")), str(result), *command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )  # fmt: skip
            with _Memory(process.pid) as memory:
                try:
                    process.wait(limit)
                except subprocess.TimeoutExpired:
                    return Taken(limit, 0.0, 0, ended=True)
                finally:
                    _end(process)
        taken = json.loads(result.read_text()) if result.exists() else {"code": process.returncode}
        if code := taken["code"]:
            raise Failed(said.read_text("utf-8", "replace")[-2000:].strip() or f"it ended with code {code}")
        return Taken(taken["wall"], taken["cpu"], max(taken["peak"], memory.peak))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command and what it left behind: all that is in its session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


class _Memory:
    """Watches the processes below one: the most that they held together, shared memory counted once.

    The kernel remembers the peak of one process exactly, so only several at once are looked at,
    where the system has ``/proc``.
    """

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = STEP
        while not self._stop.wait(pause):
            begun = time.perf_counter()
            processes = list(below(self._root))
            if len(processes) > 1:
                self.peak = max(self.peak, sum(map(held, processes)))
            pause = max(STEP, REST * (time.perf_counter() - begun))
