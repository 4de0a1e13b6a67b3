"""The preview: what was saved is seen at once, and all that follows from it comes behind the scenes."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.memo import Memo
from kapstok.memory import Memory
from kapstok.overview import Awaited, Overview
from kapstok.problem import ProblemsFound
from kapstok.publish import renew
from kapstok.render import Templates
from kapstok.site import record_files
from kapstok.tree import next_to
from kapstok.words import counted
from publisher import Frames, Passed, Publisher, Refused, log, remembering
from told import telling

SAVED = [FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
QUIET = 0.03
"""Seconds without another saved file before the preview is built."""
RECORDS = ("practices/", "register/")
"""The folders of which the engine reads nothing."""

Stamps = dict[Path, tuple[int, int, int]]
"""Files, each with how to know that it was not touched: inode, size and time."""
T = TypeVar("T")


@dataclass(frozen=True)
class Seen:
    """Of what a site is made, and the files as they were when that was read; ``begun`` as in ``Publisher.site``."""

    frames: Frames
    catalogue: Catalogue
    overview: Overview
    files: Stamps
    begun: float


class Preview(Publisher):
    """Publishes again and again in one process, for somebody who writes and looks.

    Where only records were saved, what the engine made still holds: their own pages are renewed at once, and
    the site follows as a whole.  The overview is that of the last build until the new one is made.
    A mistake is told, in the terminal and on every page, and the last good site stays.
    """

    def __init__(self) -> None:
        super().__init__()
        self._memos: dict[str, Memo] = {}
        self._memory = Memory()
        self._templates: Templates | None = None
        self._target: Path | None = None
        self._watched: Sequence[str] = ()
        self._tried: Stamps = {}
        """The files as they were when the last build began, whatever came of it."""
        self._seen: Seen | None = None
        """The site that is seen now; changed by who holds the lock of ``_behind``."""
        self._trouble = ""
        """What is wrong with the files as they are now; a build takes it away, not the work behind the scenes."""
        self._behind = Behind(self._failed)
        self._thinking = threading.Lock()
        """Held by whoever makes an overview: they share what they remember."""
        self._rebuild: Callable[[], None] = lambda: None
        self._bell = Path(tempfile.mkdtemp(prefix="kapstok-")) / "bell"
        """A file that is written when browsers must load again."""

    def serve(self, server: Any, paths: Sequence[str], rebuild: Callable[[], None]) -> None:
        """Build as soon as a file is saved: the engine's own observer looks twice a second.

        ``paths`` are what the engine watches so far; ``rebuild`` is a build by the engine.
        """
        self._bell.touch()
        observer = observer_of([*self._watched, str(self._bell)])
        if observer:
            for path in paths:
                server.unwatch(path)
            server.observer = observer
            server.build_delay = QUIET
            for path in paths:
                server.watch(path)
        server.watch(str(self._bell))
        self._rebuild = rebuild
        server.builder = self.build
        server.set_app(telling(server.serve_request, lambda: self._trouble, server.mount_path))

    def close(self) -> None:
        """The engine deletes the folder of its preview, and knows nothing of what lies beside it."""
        self._behind.stop()
        if self._target:
            shutil.rmtree(next_to(self._target), ignore_errors=True)
        shutil.rmtree(self._bell.parent, ignore_errors=True)

    def refuse(self, text: str, target: Path) -> None:
        """Tell what is wrong; without a site to go on showing, the preview ends."""
        if not (target / "index.html").exists():
            super().refuse(text, target)
        self._tell(f"De site is niet gewijzigd; u ziet nog de vorige.\n{text}")

    def _tell(self, trouble: str) -> None:
        self._trouble = trouble
        log.error(trouble)

    def _failed(self) -> None:
        """Something that nobody foresaw went wrong behind the scenes; an exception is being handled."""
        log.exception("De rest van de site is niet vernieuwd.")
        self._trouble = "De rest van de site is niet vernieuwd.\nIn de terminal staat waarom."
        self._ring()

    def _ring(self) -> None:
        with suppress(OSError):
            self._bell.write_bytes(b"")

    def memo(self, root: Path, name: str) -> Memo:
        """Work of the last build of this process."""
        return self._memos.setdefault(name, Memo()) if remembering() else Memo()

    def memory(self, frames: Frames) -> Memory:
        """What the last build of this process wrote."""
        return self._memory if remembering() else Memory()

    def templates(self, root: Path) -> Templates:
        """They are compiled once, as long as none of them changes."""
        new = super().templates(root)
        if self._templates is None or self._templates.digest != new.digest:
            self._templates = new
        return self._templates

    def begins(self, paths: Sequence[str]) -> None:
        """The engine begins to build what stands at these paths."""
        self._watched = paths
        self._tried = stamps(paths)

    def prepare(self, root: Path, catalogue: Catalogue) -> None:
        """The first build makes the overview beside all else, later ones behind the scenes."""
        if self._seen is None:
            super().prepare(root, catalogue)

    def publish(self, frames: Frames, catalogue: Catalogue, begun: float) -> None:
        """Bring the folder up to date after a build by the engine."""
        self._target = frames.target
        last, files = self._seen, self._tried
        try:
            if last is None:
                with self._beside:
                    self.site(frames, catalogue, Awaited(self._overview), begun)
                    self._seen = Seen(frames, catalogue, self._overview(), files, begun)
                return
            turn = self._behind.begin()
            with self._behind.lock:
                seen = Seen(frames, catalogue, self._shown(last), files, begun)
                self._trouble = ""
                self._whole(seen)
        except Refused as refused:
            self.refuse(str(refused), frames.target)
        else:
            self._behind.start(lambda: self._overview_anew(turn, seen))

    def build(self) -> None:
        """Files were saved, or the bell rang."""
        last, tried, files = self._seen, self._tried, stamps(self._watched)
        self._tried = files
        if last is None:
            self._rebuild()
        elif files != tried:
            saved = changed(last.files, files)
            paths = {Path(os.path.relpath(path, last.frames.root)).as_posix() for path in saved}
            if all(path.startswith(RECORDS) for path in paths):
                self._records_saved(last, paths, files)
            else:
                self._rebuild()

    def _records_saved(self, last: Seen, paths: Container[str], files: Stamps) -> None:
        """The engine has nothing to do, unless a theme changed: themes stand in what it makes."""
        begun = time.monotonic()
        frames = last.frames
        memo = self.memo(frames.root, "work")
        try:
            catalogue = load_catalogue(frames.root, date.today(), memo)
        except ProblemsFound as found:
            self.refuse(str(found), frames.target)
            return
        memo.keep()
        if catalogue.themes != last.catalogue.themes:
            self._rebuild()
            return
        turn = self._behind.begin()
        with self._behind.lock:
            seen = Seen(frames, catalogue, self._shown(last), files, begun)
            self._trouble = ""
            ahead = self._ahead(seen, paths)
            if not ahead:
                try:
                    self._whole(seen)
                except Refused as refused:
                    self.refuse(str(refused), frames.target)
                    return
        self._behind.start(lambda: self._rest(turn, seen) if ahead else self._overview_anew(turn, seen))

    def _shown(self, last: Seen) -> Overview:
        """The overview that is seen; the lock must be held."""
        return (self._seen or last).overview

    def _ahead(self, seen: Seen, paths: Container[str]) -> bool:
        """Renew the pages of the records in these files; False when there are none, or only the whole site tells what is wrong."""
        frames = seen.frames
        pages = list(
            record_files(
                seen.catalogue, frames.shells, self.templates(frames.root), frames.settings, seen.overview, paths
            )
        )  # fmt: skip
        with suppress(OSError):
            if pages and renew(pages, frames.target, self.memory(frames)):
                log.info("%s vernieuwd; de rest volgt.", counted(len(pages), "pagina", "pagina's"))
                return True
        return False

    def _rest(self, turn: int, seen: Seen) -> None:
        """All that follows from what was saved; browsers load again when another page changed, or something is wrong."""
        with self._behind.lock:
            try:
                written = self._whole(seen, lambda files: self._behind.as_long_as(turn, files))
            except Refused as refused:
                self._tell(
                    f"Alleen wat u bewaarde is vernieuwd; de rest van de site is nog de vorige.\n{refused}"
                )
                self._ring()
                return
        if any(path.endswith(".html") for path in written):
            self._ring()
        self._overview_anew(turn, seen)

    def _overview_anew(self, turn: int, seen: Seen) -> None:
        """Until now that of the last build was shown."""
        with self._thinking:
            self._behind.still(turn)
            new = self.overview(seen.frames.root, seen.catalogue)
        with self._behind.lock:
            if new != seen.overview:
                self._whole(replace(seen, overview=new), lambda files: self._behind.as_long_as(turn, files))

    def _whole(self, seen: Seen, passed: Passed = iter) -> frozenset[str]:
        """Publish the site; the lock must be held."""
        written = self.site(seen.frames, seen.catalogue, seen.overview, seen.begun, passed)
        self._seen = seen
        return written


def changed(before: Stamps, now: Stamps) -> set[Path]:
    """The files that came, went or were written."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def stamps(paths: Iterable[str]) -> Stamps:
    """The files at these paths and below them."""
    found: Stamps = {}
    for path in paths:
        below = (Path(here) / name for here, _, names in os.walk(path, followlinks=True) for name in names)
        for file in below if os.path.isdir(path) else [Path(path)]:
            with suppress(OSError):
                known = file.stat()
                found[file] = known.st_ino, known.st_size, known.st_mtime_ns
    return found


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


class Overtaken(Exception):
    """A newer build began."""


class Behind:
    """Work after a build, behind the scenes: it ends early when a newer build begins.

    ``failed`` is called where something goes wrong that nobody foresaw.
    """

    def __init__(self, failed: Callable[[], None]) -> None:
        self.lock = threading.Lock()
        """Held by whoever publishes."""
        self._failed = failed
        self._newest = 0

    def begin(self) -> int:
        """A new build begins; its number."""
        self._newest += 1
        return self._newest

    def start(self, work: Callable[[], None]) -> None:
        """Do the work of a build in a thread."""

        def run() -> None:
            try:
                work()
            except Overtaken:
                pass
            except Exception:
                self._failed()

        threading.Thread(target=run, daemon=True, name="kapstok-behind").start()

    def as_long_as(self, turn: int, items: Iterable[T]) -> Iterator[T]:
        """The items, as long as no newer build begins; then Overtaken."""
        for item in items:
            self.still(turn)
            yield item

    def still(self, turn: int) -> None:
        """Overtaken when a newer build began."""
        if turn != self._newest:
            raise Overtaken

    def stop(self) -> None:
        """Nothing is published any more."""
        self.begin()
        self.lock.acquire(timeout=10)
