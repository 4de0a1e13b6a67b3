"""A file that a command writes anew: all of it, or it stays as it was."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


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
    try:
        new.write_bytes(data)
        if goal.exists():
            shutil.copymode(goal, new)
        os.replace(new, goal)
    except OSError as error:
        with suppress(OSError):
            new.unlink()
        raise type(error)(error.errno, error.strerror, str(path)) from error
