"""Work of the last build that follows from its input alone: the same input, the same result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from .memory import load, save
from .program import program

T = TypeVar("T")


class Memo:
    """Results by the digest of their input. What a build does not ask for is forgotten.

    Without a file it only helps the builds of this process.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        found = cast(dict[str, Any], load(file, dict) or {}) if file else {}
        self._last: dict[bytes, Any] = found.get("results", {}) if found.get("program") == program() else {}
        self._now: dict[bytes, Any] = {}

    def of(self, name: str, make: Callable[[], T], *parts: str | bytes) -> T:
        """The result called ``name`` of these parts, made when it is not known yet."""
        key = digest(name, *parts)
        if key in self._now:
            return self._now[key]
        found = self._last[key] if key in self._last else make()
        self._now[key] = found
        return found

    def keep(self) -> None:
        """End a build: forget what it did not ask for, and write the rest down when something is new.

        What is written down need not stay in this process.
        """
        if self._file and self._now.keys() != self._last.keys():
            save(self._file, {"program": program(), "results": self._now})
        self._last, self._now = {} if self._file else self._now, {}


def digest(*parts: str | bytes) -> bytes:
    """One short digest of some texts, each with its length."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "little") + data)
    return found.digest()
