"""A list of rows in a spreadsheet: as texts, with the numbers that the spreadsheet shows.

Nothing in such a file is trusted: it may be anything, of any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_ROWS = 10_000
MAX_COLUMNS = 200
LAST_ROW = 100_000
"""The last row that is looked at; a stray format may make a sheet a million rows long."""


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with a list, at the place that a spreadsheet shows; rules of the catalogue are not its business."""

    path: str
    field: str
    message: str
    hint: str

    def text(self) -> str:
        """The problem as lines for a terminal, like any other."""
        return f"{self.path}: {f'{self.field}: ' if self.field else ''}{self.message}\n    {self.hint}"


@dataclass(frozen=True)
class Sheet:
    """The rows of a list: the number of each as the spreadsheet shows it, and its texts; empty rows are left out.

    ``problems`` are cells that hold no text.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[CellProblem, ...] = ()


class NoSheet(Exception):
    """The file is no list that can be read; holds the problem."""

    def __init__(self, path: str, message: str, hint: str) -> None:
        self.problem = CellProblem(path, "", message, hint)
        super().__init__(message)


def cell_name(row: int, column: int) -> str:
    """The name of a cell as a spreadsheet shows it: row 7, column 4 is ``D7``."""
    from openpyxl.utils import get_column_letter  # a build knows lists too, and loads nothing of spreadsheets

    return f"{get_column_letter(column)}{row}"


def limited_rows(name: str, rows: Iterable[Sequence[str]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows with their numbers; those without any text are left out."""
    found = []
    for number, row in enumerate(rows, 1):
        if not any(text.strip() for text in row):
            if number < LAST_ROW:
                continue
            raise NoSheet(
                name,
                f"Het blad telt meer dan {LAST_ROW} rijen.",
                "Kopieer de rijen met tekst naar een nieuw bestand.",
            )
        if len(found) > MAX_ROWS:
            raise NoSheet(
                name, f"De lijst telt meer dan {MAX_ROWS} rijen.", "Verdeel ze over meer bestanden."
            )
        if any(text.strip() for text in row[MAX_COLUMNS:]):
            raise NoSheet(
                name,
                f"Rij {number} heeft meer dan {MAX_COLUMNS} kolommen.",
                "Verwijder wat er niet bij hoort.",
            )
        found.append(
            (number, tuple(text.replace("\r\n", "\n").replace("\r", "\n") for text in row[:MAX_COLUMNS]))
        )
    return tuple(found)
