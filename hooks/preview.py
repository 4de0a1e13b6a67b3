"""What makes the preview quick: saved files are told by the system, and search is made up to date behind the scenes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

SAVED = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
QUIET = 0.03
"""Seconds without another saved file before the preview is built."""


class SavedFiles(Observer):  # type: ignore[misc,valid-type]
    """Tells of files that are written; the engine builds at every event, and reading a file is one too."""

    def schedule(self, event_handler, path, *, recursive=False, event_filter=None):
        return super().schedule(event_handler, path, recursive=recursive, event_filter=event_filter or SAVED)


def observer_of(paths: list[str]) -> BaseObserver | None:
    """An observer that need not look again and again; None where the system has no more watches to give."""
    trial = SavedFiles()
    for path in paths:
        trial.schedule(None, path, recursive=True)
    try:
        trial.start()
    except OSError:
        return None
    trial.stop()
    trial.join()
    return SavedFiles()


class Behind:
    """Work after a build, behind the scenes: what a newer build asks for takes the place of what waits."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        """Held by whoever publishes."""
        self._newest = 0

    def build(self) -> int:
        """A new build begins; its number."""
        self._newest += 1
        return self._newest

    def start(self, build: int, work: Callable[[], Callable[[], None]]) -> None:
        """Do the work in a thread; what it gives is done when no newer build has begun in the meantime."""

        def run() -> None:
            finish = work()
            with self.lock:
                if build == self._newest:
                    finish()

        threading.Thread(target=run, daemon=True).start()
