"""What the system knows of processes that run: which there are below one, what they hold and how long they worked.

It is read from ``/proc``; where that is absent there is nothing to know.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def below(process: int) -> Iterator[int]:
    """The processes that this one started, and those that they started."""
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(children).split():
            yield int(child)
            yield from below(int(child))


def held(process: int) -> int:
    """The bytes that a process holds, its share of what it shares with others included."""
    for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def worked(process: int) -> float:
    """Seconds of user and system of a process and of all that are or were below it."""
    total = 0.0
    for one in (process, *below(process)):
        fields = _read(Path(f"/proc/{one}/stat")).rpartition(")")[2].split()
        total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return total


def _read(path: Path) -> str:
    """A file of ``/proc``; nothing when its process is gone."""
    try:
        return path.read_text()
    except OSError:
        return ""
