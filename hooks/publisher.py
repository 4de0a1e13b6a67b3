"""What the adapter does with a catalogue: it is published together with what the engine made.

A build does that once; a preview (``preview.py``) does it again and again.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.utils import CountHandler

from kapstok.aside import aside
from kapstok.catalogue import Catalogue
from kapstok.chapters import Chapters
from kapstok.memo import Memo
from kapstok.memory import Memory
from kapstok.overview import Awaited, Overview, overview_of
from kapstok.progress import shown
from kapstok.publish import BrokenSite, publish
from kapstok.render import Compiled, Templates
from kapstok.shell import Shell
from kapstok.site import Settings, expected_pages, site_files
from kapstok.site_file import SiteFile
from kapstok.words import counted, system_words

ENGINE = CountHandler.__module__.partition(".")[0]
"""Under which name the engine logs: ``mkdocs``, or ``properdocs``, which gives its own modules to who imports MkDocs'."""
log = logging.getLogger(f"{ENGINE}.hooks.kapstok")

CACHE = ".cache/build"

Passed = Callable[[Iterable[SiteFile]], Iterable[SiteFile]]
"""Passes files on as they are made, or ends the work."""


@dataclass(frozen=True)
class Frames:
    """What the engine made of docs/ and of the theme: shells, and files; ``pages`` are the addresses of hand-written pages."""

    root: Path
    target: Path
    settings: Settings
    shells: Mapping[str, Shell]
    files: Sequence[SiteFile]
    pages: Sequence[str]


class Refused(Exception):
    """Why nothing was published, in sentences."""


class Publisher:
    """Publishes a catalogue in a folder, with what the last process remembered of it."""

    def __init__(self) -> None:
        self._beside = ExitStack()
        """The process that makes the overview."""

    def refuse(self, text: str, target: Path) -> None:
        """Say why nothing is published: the build ends."""
        raise PluginError(f"De site is niet gewijzigd.\n{text}") from None

    def memo(self, root: Path, name: str) -> Memo:
        """Work of the last build, in the same way; ``name`` says which work."""
        return Memo(root / CACHE / name if remembering() else None)

    def memory(self, frames: Frames) -> Memory:
        """What the last build wrote."""
        return Memory.below(frames.root / CACHE, frames.target) if remembering() else Memory()

    def templates(self, root: Path) -> Templates:
        """The templates of the pages of the catalogue."""
        compiled = Compiled(root / CACHE / "templates") if remembering() else None
        return Templates(root / "templates", compiled)

    def overview(self, root: Path, catalogue: Catalogue) -> Overview:
        """The overview, with what the last build found; without an index of search when somebody measures what the rest takes."""
        memo = self.memo(root, "overview")
        made = overview_of(catalogue, os.environ.get("KAPSTOK_SEARCH") != "0", memo)
        memo.keep()
        return made

    def begins(self, paths: Sequence[str]) -> None:
        """The engine begins to build what stands at these paths."""

    def prepare(self, root: Path, catalogue: Catalogue) -> None:
        """Begin with the overview of the catalogue that will be published, while the engine does its part."""
        self._beside.close()
        self._overview = self._beside.enter_context(aside(lambda: self.overview(root, catalogue)))

    def publish(self, frames: Frames, catalogue: Catalogue, begun: float) -> None:
        """Bring the folder up to date; ``begun`` is when the build began (``time.monotonic()``)."""
        try:
            with self._beside:
                self.site(frames, catalogue, Awaited(self._overview), begun)
        except Refused as refused:
            self.refuse(str(refused), frames.target)

    def site(
        self,
        frames: Frames,
        catalogue: Catalogue,
        overview: Overview | Awaited,
        begun: float,
        passed: Passed = iter,
    ) -> frozenset[str]:
        """The paths that were written, or Refused; the files come by way of ``passed``."""
        templates, memory = self.templates(frames.root), self.memory(frames)
        chapters = Chapters(memory.chapters)
        generated = site_files(
            catalogue, frames.shells, templates, frames.settings, overview, frames.pages, chapters
        )
        files = shown(chain(frames.files, generated), "Bestanden van de site", sys.stderr, since=begun)
        expected = expected_pages(catalogue) + len(frames.pages)
        try:
            result = publish(
                passed(files), frames.target, expected, catalogue.published, memory, chapters.made
            )
        except BrokenSite as broken:
            raise Refused(str(broken)) from None
        except OSError as error:
            raise Refused(f"{error.filename or frames.target}: {system_words(error)}") from None
        finally:
            templates.keep()
        log.info(
            "%s: %s geschreven, %d ongewijzigd, %d verwijderd.",
            frames.target, counted(len(result.written), "bestand", "bestanden"), result.unchanged, result.deleted,
        )  # fmt: skip
        return result.written


def remembering() -> bool:
    """Builds help one another, unless somebody measures what one takes by itself."""
    return os.environ.get("KAPSTOK_CACHE") != "0"
