"""What the last build knew: which page was made of what, and which file holds it.

It only saves work.  A memory that is lost, damaged or of another version is an empty one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

try:
    import fcntl
except ImportError:  # a system without it builds without a lock
    fcntl = None  # type: ignore[assignment]


class Written(NamedTuple):
    """A file of the site: what it was made of (None: not known), its digest, and how to know it again."""

    key: bytes | None
    digest: bytes
    inode: int
    size: int
    time: int

    @classmethod
    def of(cls, key: bytes | None, digest: bytes, found: os.stat_result) -> Written:
        """A file as it was found behind the writing."""
        return cls(key, digest, found.st_ino, found.st_size, found.st_mtime_ns)

    def is_in(self, found: os.stat_result) -> bool:
        """The file was not touched since it was written."""
        return (found.st_ino, found.st_size, found.st_mtime_ns) == (self.inode, self.size, self.time)


class Chapter(NamedTuple):
    """What a part was made of, and the key of each of its files by path."""

    key: bytes
    files: Mapping[str, bytes]


@dataclass
class Memory:
    """The files of the last build by path, its chapters, and where they are remembered (None: only in this process)."""

    folder: Path | None = None
    written: dict[str, Written] = field(default_factory=dict)
    chapters: dict[str, Chapter] = field(default_factory=dict)
    """The parts of the site, when it was made of any."""

    @classmethod
    def below(cls, cache: Path, target: Path) -> Memory:
        """The memory of the site at ``target``, in a folder of its own below ``cache``."""
        place = hashlib.blake2b(os.fsencode(os.path.realpath(target)), digest_size=6).hexdigest()
        memory = cls(cache / f"{target.name}-{place}")
        memory._look()
        return memory

    def _look(self) -> None:
        """Take in what was written down."""
        found: Any = (load(self.folder / "files", dict) if self.folder else None) or {}
        self.written, self.chapters = found.get("written", {}), found.get("chapters", {})

    def keep(self) -> None:
        """Write it down for the next process."""
        if self.folder:
            save(self.folder / "files", {"written": self.written, "chapters": self.chapters})

    @contextlib.contextmanager
    def alone(self, beside: Path) -> Iterator[None]:
        """Wait until no other process publishes into this folder. The folder itself is the lock: it is always there."""
        beside.mkdir(parents=True, exist_ok=True)
        if not fcntl:
            yield
            return
        lock = os.open(beside, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Een andere bouw van deze site is bezig; deze wacht tot die klaar is.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.folder:
                self._look()
        except OSError:  # a file system without locks
            pass
        try:
            yield
        finally:
            os.close(lock)


def load(path: Path, kind: type) -> object | None:
    """What ``save`` wrote there, None when it is not there or not whole."""
    found = load_parts(path)
    return found.parts[0] if found.parts and isinstance(found.parts[0], kind) else None


class Parts(NamedTuple):
    """What a file holds, as far as it can be read; ``whole`` when that is all of it, so that a part may be added."""

    parts: list[Any]
    whole: bool


def load_parts(path: Path) -> Parts:
    """What ``save`` wrote there and ``add`` added, in that order."""
    parts: list[Any] = []
    try:
        with path.open("rb") as file:
            while head := file.read(_HEAD):
                digest, length = head[:16], int.from_bytes(head[16:], "little")
                begin = file.tell()
                if _digest(file, length) != digest:
                    return Parts(parts, False)
                file.seek(begin)
                parts.append(pickle.load(file))
                file.seek(begin + length)
    except Exception:  # whatever is wrong with it, the work is done anew
        return Parts(parts, False)
    return Parts(parts, bool(parts))


def save(path: Path, content: object) -> None:
    """Write it with its digest, at once or not at all; a folder that cannot be written keeps nothing."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("w+b") as file:
            file.write(bytes(_HEAD))
            pickle.dump(content, file, protocol=5)
            length = file.tell() - _HEAD
            file.seek(_HEAD)
            digest = _digest(file, length)
            file.seek(0)
            file.write(digest + length.to_bytes(8, "little"))
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()


def add(path: Path, content: object) -> None:
    """Add a part to what ``save`` wrote; of one that cannot be written whole, ``load_parts`` finds the ones before."""
    data = pickle.dumps(content, protocol=5)
    head = hashlib.blake2b(data, digest_size=16).digest() + len(data).to_bytes(8, "little")
    with contextlib.suppress(OSError), path.open("ab", buffering=0) as file:
        file.write(head + data)


_HEAD = 24
"""Bytes before each part: its digest and its length."""


def _digest(file: BinaryIO, length: int) -> bytes:
    """The digest of the next bytes of a file, which may be fewer than there should be."""
    found = hashlib.blake2b(digest_size=16)
    while length and (data := file.read(min(length, 1 << 20))):
        found.update(data)
        length -= len(data)
    return found.digest() if not length else b""
