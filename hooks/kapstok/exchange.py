"""Two folders that change places, in one step where the file system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY}


def between(target: Path) -> Path:
    """Where a folder stands for a moment when it takes two steps to replace it."""
    return target.with_name(f".{target.name}.old")


def exchange(new: Path, target: Path) -> bool:
    """Give ``target`` the content of ``new`` and the other way round; False when the file system refuses.

    Linux and macOS do it in one step.  Elsewhere it takes two, and ``repaired`` mends what is
    interrupted between them.
    """
    if not os.path.lexists(target):
        os.rename(new, target)
        return True
    try:
        _at_once(new, target)
        return True
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    old = between(target)
    try:
        os.rename(target, old)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        return False
    os.rename(new, target)
    os.rename(old, new)
    return True


def repaired(target: Path) -> None:
    """Put back what stood at ``target`` when a build was killed between two steps; after both it is old."""
    old = between(target)
    if old.is_dir() and not os.path.lexists(target):
        os.rename(old, target)
    elif old.is_dir() and not old.is_symlink():
        shutil.rmtree(old)


def _at_once(one: Path, other: Path) -> None:
    """See renameat2(2) and renamex_np(2); an OSError where the system has neither."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        result = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        result = library.renamex_np(first, second, _RENAME_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(other))
