"""A list in a file of Excel or in CSV: its rows as text, or a sentence why it cannot be read.

Nothing in the file is trusted: it may be anything, of any size.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .names import nearest
from .problem import Problem, quoted

MAX_FILE = 20_000_000
MAX_UNPACKED = 50_000_000
MAX_PARTS = 1_000
MAX_ROWS = 10_000
MAX_COLUMNS = 200
SEPARATORS = ";,\t"
SHEET = "praktijken"
"""The sheet that ``export`` writes, and that ``import`` takes when there are several."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """The rows of a list: the number of each as the spreadsheet shows it, and its texts; empty rows are left out.

    ``problems`` are cells that hold no text.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()


class NoSheet(Exception):
    """The file is no list that can be read; holds the problem."""

    def __init__(self, path: str, message: str, hint: str) -> None:
        self.problem = Problem(path, 0, "", "", message, hint)
        super().__init__(message)


def cell_name(row: int, column: int) -> str:
    """The name of a cell as a spreadsheet shows it: row 7, column 4 is ``D7``."""
    return f"{get_column_letter(column)}{row}"


def read_sheet(path: Path, tab: str = "", watched: Callable[[Iterable[Any]], Iterable[Any]] = iter) -> Sheet:
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
        return _workbook_sheet(name, data, tab, watched)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoSheet(
            name, "Dit is een oud Excel-bestand (.xls), of er staat een wachtwoord op.",
            "Open het in Excel en bewaar het zonder wachtwoord als 'Excel-werkmap (.xlsx)'.",
        )  # fmt: skip
    return _text_sheet(name, data, watched)


def _text_sheet(name: str, data: bytes, watched: Callable[[Iterable[Any]], Iterable[Any]]) -> Sheet:
    text = _decoded(name, data)
    first, _, rest = text.partition("\n")
    given = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)
    separator = given[1] if given else _separator(text)
    # Some spreadsheets begin with a line "sep=;", which they do not show as a row.
    reader = csv.reader(io.StringIO(rest if given else text, newline=""), delimiter=separator, strict=True)
    try:
        rows = _limited(name, watched(reader))
    except csv.Error:
        raise NoSheet(
            name, f"De lijst is niet te lezen vanaf regel {reader.line_num}.",
            "Kijk na of elk aanhalingsteken gesloten is, of bewaar de lijst opnieuw vanuit Excel.",
        ) from None  # fmt: skip
    return Sheet(rows)


def _decoded(name: str, data: bytes) -> str:
    sixteen = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if sixteen else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NoSheet(
            name, f"Dit bestand is niet als UTF-8 bewaard, dus letters als é zijn niet zeker (regel {line}).",
            "Kies in Excel 'Opslaan als' en dan 'CSV UTF-8' of 'Excel-werkmap (.xlsx)'.",
        ) from None  # fmt: skip
    if "\0" in text:
        raise NoSheet(
            name,
            "Dit is geen lijst in CSV of Excel.",
            "Bewaar de lijst als 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'.",
        )
    return text


def _separator(text: str) -> str:
    """The sign that stands most often in the first line that is not empty, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


def _limited(name: str, rows: Iterable[Sequence[str]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The rows with their numbers; those without any text are left out."""
    found = []
    for number, row in enumerate(rows, 1):
        if not any(text.strip() for text in row):
            continue
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


def _workbook_sheet(
    name: str, data: bytes, tab: str, watched: Callable[[Iterable[Any]], Iterable[Any]]
) -> Sheet:
    problems: list[Problem] = []
    _weigh(name, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = _chosen(name, book, tab)
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
        rows = _limited(name, ([_cell_text(name, cell, problems) for cell in row] for row in watched(cells)))
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
                b"<!DOCTYPE" in parts.read(info)
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


def _cell_text(name: str, cell: Any, problems: list[Problem]) -> str:
    """A cell as somebody would have typed it in a file; a formula or an error has no text."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        what = "een formule" if cell.data_type == "f" else "een fout van Excel"
        problems.append(
            Problem(
                f"{name}, cel {cell_name(cell.row, cell.column)}", 0, "", str(value),
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
    """A text cannot stand in a file of Excel."""


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a list as Excel (``.xlsx``) or as CSV for a Belgian Excel: ``;``, and a mark that says UTF-8."""
    if path.suffix.lower() != ".xlsx":
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows([header, *rows])
        path.write_bytes(("\ufeff" + out.getvalue()).encode())
        return
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "B2"
    for index, name in enumerate(header, 1):
        sheet.column_dimensions[get_column_letter(index)].width = max(16, len(name) + 4)
    sheet.append([_written_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_written_cell(sheet, text) if text else None for text in row])
    book.save(path)


def _written_cell(sheet: Any, text: str, bold: bool = False) -> WriteOnlyCell:
    if _ILLEGAL.search(text):
        raise Unwritable(text)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=False)
    return cell
