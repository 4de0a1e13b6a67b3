"""One file of the site, made when it is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .links import NO_MARKS, Marks

NAMED = b"named by its content"
"""The key of a file whose name changes with its content: who leads to it changes too."""


@dataclass(frozen=True)
class Made:
    """The bytes of a file; of a page also its ids and addresses, and those of its shell."""

    data: bytes
    marks: Marks = NO_MARKS
    frame: Marks = NO_MARKS


@dataclass(frozen=True)
class SiteFile:
    """One file of the site: its path below ``site/``, and how it is made.

    ``key`` tells what it is made of: equal keys, equal bytes; None when only making it tells.
    """

    path: str
    make: Callable[[], Made]
    key: bytes | None = None

    @classmethod
    def of(cls, path: str, data: bytes) -> SiteFile:
        """A file whose bytes are there already."""
        return cls(path, lambda: made(path, data))

    @classmethod
    def named(cls, path: str, data: bytes) -> SiteFile:
        """A file whose name, or that of its folder, is a digest of its content."""
        return cls(path, lambda: Made(data), NAMED)

    @property
    def data(self) -> bytes:
        """Its bytes, made for this."""
        return self.make().data


def made(path: str, data: bytes) -> Made:
    """A file without a shell."""
    return Made(data, Marks.of(data.decode())) if path.endswith(".html") else Made(data)
