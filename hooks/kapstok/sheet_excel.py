"""A list in a file of Excel (``.xlsx``)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .names import nearest
from .problem import quoted
from .progress import Watch
from .sheet import MAX_COLUMNS, MAX_ROWS, CellProblem, NoSheet, Sheet, cell_name, limited_rows
from .whole_file import write_whole

MAX_UNPACKED = 50_000_000
MAX_PARTS = 1_000
MAX_CELL = 32_767
"""The most characters of a cell, as Excel counts them: in two bytes; openpyxl would cut off the rest."""
LAST_COLUMN = 1_000
"""Empty cells up to here do no harm."""
SHEET = "praktijken"
"""The sheet that ``export`` writes, and that ``import`` takes when there are several."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def excel_sheet(name: str, data: bytes, tab: str, watched: Watch) -> Sheet:
    problems: list[CellProblem] = []
    _weigh(name, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = _chosen(name, book, tab)
        sheet.reset_dimensions()
        rows = limited_rows(name, (_row_texts(name, row, problems) for row in watched(sheet.iter_rows())))
    except NoSheet:
        raise
    except Exception:  # the package raises whatever a damaged file makes it stumble over
        raise NoSheet(
            name, "Dit Excel-bestand is beschadigd of is er geen.",
            "Open het in Excel en bewaar het opnieuw als 'Excel-werkmap (.xlsx)'.",
        ) from None  # fmt: skip
    return Sheet(rows, tuple(problems))


def _weigh(name: str, data: bytes) -> None:
    """Refuse what would unpack to too much, and XML that declares entities; Excel writes neither."""
    damaged = NoSheet(
        name, "Dit is geen Excel-werkmap (.xlsx).", "Open het bestand in Excel en bewaar het als 'Excel-werkmap (.xlsx)'."
    )  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise NoSheet(
                    name,
                    "Dit Excel-bestand bevat te veel.",
                    "Bewaar alleen het blad met de lijst in een nieuw bestand.",
                )
            if "xl/workbook.xml" not in parts.namelist():
                raise damaged
            # No more than the declared size is ever unpacked.
            if any(
                b"<!DOCTYPE" in parts.read(info).replace(b"\0", b"")  # without the zeros of UTF-16
                for info in infos
                if info.filename.endswith((".xml", ".rels"))
            ):
                raise damaged
    except NoSheet:
        raise
    except Exception:
        raise damaged from None


def _chosen(name: str, book: Any, tab: str) -> Any:
    """The sheet that is asked for, the only one with something in it, or the one that ``export`` writes."""
    by_title = {sheet.title: sheet for sheet in book.worksheets}
    if tab:
        if tab not in by_title:
            near = nearest(tab, by_title)
            hint = f"Bedoelde u '{near}'?" if near else f"De bladen zijn: {', '.join(by_title)}."
            raise NoSheet(name, f"Er is geen blad {quoted(tab)}.", hint)
        return by_title[tab]
    if SHEET in by_title:
        return by_title[SHEET]
    filled = [sheet for sheet in by_title.values() if _is_filled(sheet)]
    if not filled:
        raise NoSheet(name, "Dit bestand bevat geen rijen.", "Zet de namen van de velden op de eerste rij.")
    if len(filled) > 1:
        titles = ", ".join(quoted(sheet.title) for sheet in filled)
        raise NoSheet(
            name, f"Dit bestand heeft {len(filled)} bladen: {titles}.", "Kies er een met --sheet naam."
        )
    return filled[0]


def _is_filled(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
    return any(value is not None for row in rows for value in row)


def _row_texts(name: str, row: Sequence[Any], problems: list[CellProblem]) -> list[str]:
    if len(row) > LAST_COLUMN:
        raise NoSheet(
            name,
            f"Een rij heeft meer dan {LAST_COLUMN} kolommen.",
            "Kopieer alleen de kolommen met tekst naar een nieuw bestand.",
        )
    return [_cell_text(name, cell, problems) for cell in row]


def _cell_text(name: str, cell: Any, problems: list[CellProblem]) -> str:
    """A cell as somebody would have typed it in a file; a formula or an error has no text."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        what = "een formule" if cell.data_type == "f" else "een fout van Excel"
        problems.append(
            CellProblem(
                f"{name}, cel {cell_name(cell.row, cell.column)}", "",
                f"Hier staat {what}, geen waarde: {quoted(value)}.",
                "Kopieer de cellen en plak ze als waarden ('Plakken speciaal').",
            )
        )  # fmt: skip
        return str(value)
    return _value_text(value)


def _value_text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
    return str(value)


class Unwritable(Exception):
    """A text cannot stand in a file of Excel; says why."""


def write_excel(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a list; raises Unwritable for a text that no cell of Excel can hold."""
    rows = list(rows)
    for text in (text for row in rows for text in row):
        if _ILLEGAL.search(text):
            raise Unwritable(
                f"{quoted(text)} bevat een teken dat niet in Excel kan. Verwijder het, of maak een .csv."
            )
        if len(text.encode("utf-16-le")) > 2 * MAX_CELL:
            raise Unwritable(
                f"{quoted(text)} is te lang voor Excel: een cel telt hoogstens {MAX_CELL} tekens. Kort de tekst in, of maak een .csv."
            )
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "B2"
    for index, name in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(index)].width = max(16, len(name) + 4)
    sheet.append([_written_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_written_cell(sheet, text) if text else None for text in row])
    out = io.BytesIO()
    book.save(out)
    write_whole(path, out.getvalue())


def _written_cell(sheet: Any, text: str, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=False)
    return cell
