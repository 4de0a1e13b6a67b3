"""Work that a process of its own does, beside what this one goes on with."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TypeVar

T = TypeVar("T")


@contextmanager
def aside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begin the work; what comes back waits for what it gives, each time the same object, which can be pickled.

    Where no process can be had, or that one comes to nothing, the work is done here when it is asked for.
    Its process ends with the block.
    """
    found: list[T] = []

    def result(read: Callable[[], T]) -> T:
        if not found:
            found.append(read())
        return found[0]

    begun = _begun(work)
    if not begun:
        yield lambda: result(work)
        return
    child, reading = begun
    with open(reading, "rb") as answer:

        def read() -> T:
            try:
                return pickle.load(answer)
            except (EOFError, pickle.UnpicklingError):
                return work()

        try:
            yield lambda: result(read)
        finally:
            with suppress(ProcessLookupError, ChildProcessError):  # where the system asks after it by itself
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _begun(work: Callable[[], object]) -> tuple[int, int] | None:
    """A process that does the work, and where to read what it gives; None where none can be had."""
    try:
        reading, writing = os.pipe()
    except OSError:
        return None
    try:
        child = os.fork()
    except (AttributeError, OSError):
        os.close(reading)
        os.close(writing)
        return None
    if child == 0:
        os.close(reading)  # who is left alone finds nobody who reads, and ends
        _do(work, writing)
    os.close(writing)
    return child, reading


def _do(work: Callable[[], object], writing: int) -> NoReturn:
    """Nothing of what goes wrong is said: it will be said where the work is done again."""
    try:
        with open(writing, "wb") as answer:
            pickle.dump(work(), answer, protocol=5)
    finally:
        os._exit(0)
