"""A file that a command writes anew: all of it, or it stays as it was."""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

_LONGEST = 60
"""Seconds that no writing takes."""


def write_whole(path: Path, text: str | bytes) -> None:
    """Write the file beside the old one and exchange the two; text is written as UTF-8.

    What is no file, such as ``/dev/null`` or a pipe, is written to and stays what it is.
    An OSError names this file, and leaves what stood there.
    """
    data = text.encode() if isinstance(text, str) else text
    goal = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    new = goal.with_name(f".{goal.name}.{os.getpid()}.new")
    tidy(goal.parent, re.escape(goal.name), time.time())
    try:
        new.write_bytes(data)
        if goal.exists():
            shutil.copymode(goal, new)
        os.replace(new, goal)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise type(error)(error.errno, error.strerror, str(path)) from error


def tidy(folder: Path, names: str, now: float) -> None:
    """Delete what writers that were killed left in a folder: ``.name.123.new`` and ``.name.123.old``.

    ``names`` is a pattern of the files that they wrote. The process of that number must be gone; one of another
    container has a number that says nothing here, so what stands there must also be older than any writing takes.
    """
    if os.name != "posix":  # elsewhere no process can be asked for without disturbing it
        return
    left = re.compile(rf"\.(?:{names})\.([0-9]{{1,9}})\.(?:new|old)")
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            found = left.fullmatch(entry.name)
            if found and _is_gone(int(found[1])):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_ctime < now - _LONGEST:
                        os.unlink(entry.path)


def _is_gone(process: int) -> bool:
    """No process has this number; of one that belongs to somebody else that is not known, so it has."""
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False
