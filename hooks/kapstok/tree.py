"""The next site, complete in a folder beside the one that is served."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Container
from pathlib import Path

from .memory import Written


def next_to(target: Path) -> Path:
    """Where the next site is made; after publishing, what stood there before."""
    return target.with_name(f".{target.name}.next")


def give_back(new: Path, target: Path, own: Container[str], inside: str = "") -> None:
    """Return to the served site what is somebody else's, when a build that took it along came to no end.

    ``own`` are the files of the site.
    """
    for name in _hidden(f"{new}/{inside}") if not inside else sorted(os.listdir(new / inside)):
        path = f"{inside}{name}"
        if not os.path.lexists(target / path):
            if path not in own and target.is_dir():
                os.rename(new / path, target / path)
        elif all(folder.is_dir() and not folder.is_symlink() for folder in (new / path, target / path)):
            give_back(new, target, own, f"{path}/")


class Tree:
    """The folder of the next site. Files that did not change are shared with the site that is served (hard links).

    What lies there of an earlier build is used where it is still right.
    """

    def __init__(self, folder: Path, served: Path) -> None:
        self._folder, self._served = str(folder), str(served)
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        self._files: dict[str, os.stat_result] = {}
        self._folders: set[str] = {""}
        self._scan()
        self.placed: dict[str, Written] = {}

    def _scan(self) -> None:
        waiting = [""]
        while waiting:
            here = waiting.pop()
            with os.scandir(f"{self._folder}/{here}") as entries:
                for entry in entries:
                    path = here + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        self._folders.add(path)
                        waiting.append(f"{path}/")
                    else:
                        self._files[path] = entry.stat(follow_symlinks=False)

    def keeps(self, path: str, known: Written) -> bool:
        """Take over the file of the last build, when it was not touched since; False when it must be made again."""
        here = self._files.get(path)
        if here is not None and known.is_in(here):
            self.placed[path] = known
            return True
        there = self._of_served(path)
        if there is None or not known.is_in(there):
            return False
        self._link(path)
        self.placed[path] = known
        return True

    def put(self, path: str, data: bytes, key: bytes | None, known: Written | None) -> bool:
        """Place a file; True when the served site does not have it with these bytes already."""
        digest = _digest(data)
        there = self._of_served(path)
        if there is not None and self._is_same(path, data, digest, there, known):
            here = self._files.get(path)
            if here is None or here.st_ino != there.st_ino:
                self._link(path)
            found, new = there, False
        else:
            found, new = self._write(path, data), True
        self.placed[path] = Written.of(key, digest, found)
        return new

    def read(self, path: str) -> str:
        """The text of a page that was placed."""
        with open(f"{self._folder}/{path}", encoding="utf-8", newline="") as file:
            return file.read()

    def read_served(self, path: str) -> str:
        """The text of a page of the site that is served, "" when it is not there."""
        try:
            with open(f"{self._served}/{path}", encoding="utf-8", newline="") as file:
                return file.read()
        except OSError:
            return ""

    def finish(self) -> None:
        """Delete what is no part of the next site, and take along what is somebody else's in the served one.

        Names that begin with a dot at the top (``.git``, ``.well-known``) are somebody else's.
        """
        needed = {""}
        for path in self.placed:
            while path := path.rpartition("/")[0]:
                if path in needed:
                    break
                needed.add(path)
        for path in self._files.keys() - self.placed.keys():
            if not path.startswith("."):
                os.unlink(f"{self._folder}/{path}")
        for path in sorted(self._folders - needed, reverse=True):
            if not path.startswith("."):
                os.rmdir(f"{self._folder}/{path}")
        for name in _hidden(self._served):
            self._take(name, needed)

    def _take(self, path: str, needed: set[str]) -> None:
        """Bring a file or folder of somebody else; what is part of the site stays as it was placed."""
        if path in self.placed:
            return
        if path in needed:
            for name in os.listdir(f"{self._served}/{path}"):
                self._take(f"{path}/{name}", needed)
        else:
            left = f"{self._folder}/{path}"
            if os.path.lexists(left):
                _remove(left)
            os.rename(f"{self._served}/{path}", left)

    def _of_served(self, path: str) -> os.stat_result | None:
        """The file at this path in the served site, None when there is none."""
        try:
            found = os.lstat(f"{self._served}/{path}")
        except OSError:
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def _is_same(
        self, path: str, data: bytes, digest: bytes, there: os.stat_result, known: Written | None
    ) -> bool:
        if there.st_size != len(data):
            return False
        if known and known.is_in(there):
            return known.digest == digest
        with open(f"{self._served}/{path}", "rb") as file:
            return file.read() == data

    def _link(self, path: str) -> None:
        """The file of the served site, not written again."""
        self._clear(path)
        try:
            os.link(f"{self._served}/{path}", f"{self._folder}/{path}")
        except OSError:  # a file system without hard links
            shutil.copy2(f"{self._served}/{path}", f"{self._folder}/{path}")

    def _write(self, path: str, data: bytes) -> os.stat_result:
        """A new file, never the old one overwritten: the served site may share it."""
        self._clear(path)
        with open(f"{self._folder}/{path}", "xb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            return os.fstat(file.fileno())

    def _clear(self, path: str) -> None:
        """Make room for a file, and the folder that it lies in."""
        self._need(path.rpartition("/")[0])
        if path in self._folders:
            shutil.rmtree(f"{self._folder}/{path}")
            self._folders = {f for f in self._folders if f != path and not f.startswith(f"{path}/")}
            self._files = {f: s for f, s in self._files.items() if not f.startswith(f"{path}/")}
        elif self._files.pop(path, None):
            os.unlink(f"{self._folder}/{path}")

    def _need(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._need(folder.rpartition("/")[0])
        if self._files.pop(folder, None):
            os.unlink(f"{self._folder}/{folder}")
        os.mkdir(f"{self._folder}/{folder}")
        self._folders.add(folder)


def put_at_once(path: Path, data: bytes, key: bytes | None) -> Written:
    """A file in the served site: a reader finds the old one or the new one; what shares the old one keeps it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    return Written.of(key, _digest(data), path.stat())


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _hidden(folder: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder) if name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)
