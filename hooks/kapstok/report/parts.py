"""What a report is made of, without a word on how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SHOWN = 12
"""How many items of a part are named; the rest is counted."""


@dataclass(frozen=True)
class Item:
    """One thing to look at: what it is, why it stands here, which files to open.

    ``line`` is where it stands in a file that holds more, 0 when the file is about it alone. ``address`` is what can be opened on the web, ``page`` the record's page on the site ("" when there is none).
    """

    title: str
    reason: str
    paths: tuple[str, ...] = ()
    page: str = ""
    address: str = ""
    line: int = 0

    @property
    def places(self) -> list[tuple[str, str, int]]:
        """Each file as it is shown, as it is opened, and the line in it."""
        return [(f"{path}:{self.line}" if self.line else path, path, self.line) for path in self.paths]


@dataclass(frozen=True)
class Table:
    """A table of texts; the first cell of a row is its header."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """One chapter: why it matters, what to do, and the items, of which there may be ``more`` than are named.

    ``count`` is what there is to do in all; a part without anything to do says so in ``nothing``.
    """

    id: str
    title: str
    why: str
    todo: str
    nothing: str
    count: int
    items: tuple[Item, ...] = ()
    table: Table | None = None
    note: str = ""

    @property
    def more(self) -> int:
        """How many are not named."""
        return max(0, self.count - len(self.items)) if self.items else 0


@dataclass(frozen=True)
class Report:
    """A report of one day: first the parts with something to do, then those without."""

    today: date
    summary: str
    parts: tuple[Part, ...]
    empty: tuple[Part, ...]
