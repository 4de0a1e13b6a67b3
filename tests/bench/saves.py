"""The preview of ``make serve``: how long it takes from saving a practice until its page shows the change.

What a browser with the page open does is done here too: the engine's script waits for the answer to a question that
the preview leaves open until it has built, and then asks for the page again.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from .engines.kapstok import ENVIRONMENT, SERVE, edited_practice, editing
from .notes import SERVE as NAME
from .notes import Notes, Run
from .processes import worked
from .project import write_project
from .timing import LIMIT

LOOK = 0.01
"""Seconds between two looks at the page."""
PAUSE = 5.0
"""Seconds of rest before each save, as somebody who writes takes at least."""


class NotSeen(Exception):
    """The preview did not start, or did not show what was saved."""


def run_saves(
    size: int, turns: int, notes: Notes, path: Path, folder: Path, say: Callable[[str], None]
) -> None:
    """Save a practice as often as the notes lack, and write them to ``path`` each time."""
    lacking = notes.lacking(size, NAME, turns)
    if not lacking:
        return
    write_project(size, folder)
    try:
        for turn, (wall, cpu) in zip(lacking, seen(folder), strict=False):
            notes.runs.append(Run(size, NAME, turn, wall, cpu))
            notes.write(path)
            say(f"save {turn}, {size:,}: seen after {wall:.2f} s, {cpu:.2f} s user+sys")
    except NotSeen as trouble:
        say(f"The preview, {size:,}: {trouble}")


def seen(folder: Path, pause: float = PAUSE) -> Iterator[tuple[float, float]]:
    """Save a practice of a project again and again: seconds until its page shows it, and user+sys until then.

    The first save is not counted.
    """
    practice = edited_practice(folder)
    edit = editing(practice)
    with previewing(folder) as (address, process):
        for turn in count():
            time.sleep(pause)
            page = f"{address}praktijken/{practice.stem}/"
            epoch = _epoch(_asked(page))
            before = worked(process.pid)
            begun = time.perf_counter()
            sentence = edit(turn)
            while sentence not in _asked(page):
                if time.perf_counter() > begun + LIMIT:
                    raise NotSeen(f"'{sentence}' was not on {page} within {LIMIT:.0f} s.")
                epoch = int(_asked(f"{address}livereload/{epoch}/1"))
            wall = time.perf_counter() - begun
            if turn:
                yield wall, worked(process.pid) - before


@contextmanager
def previewing(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The preview of a project: its address, once its home page answers, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *SERVE, f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, **ENVIRONMENT, "SITE_URL": address},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(address, "</html>", process)
            yield address, process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _epoch(html: str) -> int:
    """Of when a page of the preview is, as the engine's script in it says."""
    found = re.search(r"^livereload\((\d+), \d+\);$", html, re.MULTILINE)
    if not found:
        raise NotSeen("its pages do not load again by themselves.")
    return int(found[1])


def _asked(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=LIMIT) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        raise NotSeen(f"{address} did not answer.") from None


def _wait_for(address: str, text: str, process: subprocess.Popen[bytes]) -> None:
    """Ask for a page until it holds a text."""
    end = time.perf_counter() + LIMIT
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=LIMIT) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            if process.poll() is not None:
                raise NotSeen("it stopped by itself.") from None
        time.sleep(LOOK)
    raise NotSeen(f"'{text}' was not on {address} within {LIMIT:.0f} s.")
