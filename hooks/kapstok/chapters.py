"""Parts of the site, each with a digest of all that it is made of: where that is the same, nothing of it is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from .memo import digest
from .memory import Chapter
from .site_file import Made, SiteFile


class Chapters:
    """The parts of one build; ``last`` are those of the site that is there."""

    def __init__(self, last: Mapping[str, Chapter]) -> None:
        self._last = last
        self.made: dict[str, Chapter] = {}
        """The parts so far, each when all its files were asked for."""

    def of(self, name: str, key: bytes, make: Callable[[], Iterable[SiteFile]]) -> Iterator[SiteFile]:
        """The files of a part; equal keys, equal files. ``make`` is called when something of them is missing."""
        last = self._last.get(name)
        if last and last.key == key:
            part = _Again(make)
            for path, known in last.files.items():
                yield SiteFile(path, part.maker(path), known)
            self.made[name] = last
            return
        files: dict[str, bytes] = {}
        for file in make():
            files[file.path] = own = file.key or digest(key, file.path)
            yield replace(file, key=own)
        self.made[name] = Chapter(key, files)


class _Again:
    """The files of a part that need not be made, unless somebody touched them."""

    def __init__(self, make: Callable[[], Iterable[SiteFile]]) -> None:
        self._make = make

    @cached_property
    def _files(self) -> Mapping[str, SiteFile]:
        return {file.path: file for file in self._make()}

    def maker(self, path: str) -> Callable[[], Made]:
        """How the file at this path is made."""
        return lambda: self._files[path].make()
