"""Work of the last build that follows from its input alone: the same input, the same result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from .memory import add, load_parts, save
from .program import program

T = TypeVar("T")

MOST_PARTS = 10
"""So many parts a file has at most, and no added one is larger than that share of it: it never grows beyond twice its size."""


class Memo:
    """Results by the digest of their input. What a build does not ask for is forgotten.

    Without a file it only helps the builds of this process.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._last: dict[bytes, Any] = {}
        self._now: dict[bytes, Any] = {}
        self._parts = 0
        """How many parts the file has to which one may be added."""
        if file:
            self._read(file)

    def _read(self, file: Path) -> None:
        parts, whole = load_parts(file)
        if all(isinstance(part, dict) and part.get("program") == program() for part in parts):
            for part in parts:
                for key in part["forgotten"]:
                    self._last.pop(key, None)
                self._last.update(part["results"])
            self._parts = len(parts) if whole else 0

    def of(self, name: str, make: Callable[[], T], *parts: str | bytes) -> T:
        """The result called ``name`` of these parts, made when it is not known yet."""
        key = digest(name, *parts)
        if key in self._now:
            return self._now[key]
        found = self._last[key] if key in self._last else make()
        self._now[key] = found
        return found

    def keep(self) -> None:
        """End a build: forget what it did not ask for, and write down what is new.

        What is written down need not stay in this process.
        """
        if self._file and self._now.keys() != self._last.keys():
            self._write(self._file)
        self._last, self._now = {} if self._file else self._now, {}
        self._parts = 0

    def _write(self, file: Path) -> None:
        """Add what changed to the file when that is little; now and then it is written as a whole again."""
        new = {key: self._now[key] for key in self._now.keys() - self._last.keys()}
        forgotten = self._last.keys() - self._now.keys()
        if 0 < self._parts < MOST_PARTS and len(new) + len(forgotten) <= len(self._now) // MOST_PARTS:
            add(file, {"program": program(), "results": new, "forgotten": set(forgotten)})
        else:
            save(file, {"program": program(), "results": self._now, "forgotten": ()})


def digest(*parts: str | bytes) -> bytes:
    """One short digest of some texts, each with its length."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "little") + data)
    return found.digest()
