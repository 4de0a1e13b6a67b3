"""A list in a file that somebody gives: Excel or CSV, told apart by what is in it."""

from __future__ import annotations

from pathlib import Path

from .progress import Watch
from .sheet import NoSheet, Sheet
from .sheet_csv import csv_sheet
from .sheet_excel import excel_sheet

MAX_FILE = 20_000_000


def read_sheet(path: Path, tab: str = "", watched: Watch = iter) -> Sheet:
    """The list in a file; raises NoSheet with a sentence for the person who made it."""
    name = path.name
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError:
        hint = "Kijk na of de naam juist is en of het bestand nergens anders open staat."
        raise NoSheet(str(path), "Dit bestand is niet te openen.", hint) from None
    if len(data) > MAX_FILE:
        raise NoSheet(
            name,
            f"Het bestand is groter dan {MAX_FILE // 1_000_000} MB.",
            "Verdeel de lijst over meer bestanden.",
        )
    if data.startswith(b"PK"):
        return excel_sheet(name, data, tab, watched)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoSheet(
            name, "Dit is een oud Excel-bestand (.xls), of er staat een wachtwoord op.",
            "Open het in Excel en bewaar het zonder wachtwoord als 'Excel-werkmap (.xlsx)'.",
        )  # fmt: skip
    return csv_sheet(name, data, watched)
