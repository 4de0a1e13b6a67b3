"""How far long work is: one line that is rewritten on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any, TextIO, TypeVar

T = TypeVar("T")
Watch = Callable[[Iterable[Any]], Iterable[Any]]
"""Passes things on as they come, and may show how many there were."""

BETWEEN_REWRITES = 0.1
BETWEEN_LINES = 5.0
"""Seconds; nothing is shown before the first of them has passed."""


def shown(
    items: Iterable[T],
    label: str,
    out: TextIO,
    since: float | None = None,
    patience: float = 2.0,
    total: int = 0,
) -> Iterator[T]:
    """The items as they come; says ``label: 340 van 1000`` when work takes longer than ``patience`` seconds.

    ``since`` is when the work began (``time.monotonic()``), now if it is not given; ``total`` is how many there are
    in all, for items that do not know it themselves.
    """
    if isinstance(items, Sized):
        total = len(items)
    on_terminal = out.isatty()
    pause = BETWEEN_REWRITES if on_terminal else BETWEEN_LINES
    due = (time.monotonic() if since is None else since) + max(patience, 0 if on_terminal else pause)
    count = 0
    drawn = False
    try:
        for count, item in enumerate(items, 1):
            now = time.monotonic()
            if now >= due:
                due = now + pause
                text = f"{label}: {count} van {total}" if total else f"{label}: {count}"
                out.write(f"\r\x1b[K{text}" if on_terminal else f"{text}\n")
                out.flush()
                drawn = on_terminal
            yield item
    finally:
        if drawn:
            out.write("\r\x1b[K")
            out.flush()
