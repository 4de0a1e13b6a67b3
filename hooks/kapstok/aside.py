"""Work that a process of its own does, beside what this one goes on with."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    reading, writing = os.pipe()
    try:
        child = os.fork()
    except (AttributeError, OSError):  # a system without it, or without room for it
        os.close(reading)
        os.close(writing)
        yield lambda: result(work)
        return
    if child == 0:
        os.close(reading)  # who is left alone finds nobody who reads, and ends
        _do(work, writing)
    os.close(writing)
    with open(reading, "rb") as answer:

        def read() -> T:
            try:
                return pickle.load(answer)
            except (EOFError, pickle.UnpicklingError):
                return work()

        try:
            yield lambda: result(read)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _do(work: Callable[[], object], writing: int) -> NoReturn:
    """Nothing of what goes wrong is said: it will be said where the work is done again."""
    try:
        with open(writing, "wb") as answer:
            pickle.dump(work(), answer, protocol=5)
    finally:
        os._exit(0)
