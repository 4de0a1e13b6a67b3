"""A list in CSV, as spreadsheets and people really write it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from .progress import Watch
from .sheet import NoSheet, Sheet, limited_rows
from .whole_file import write_whole

SEPARATORS = ";,\t"


def csv_sheet(name: str, data: bytes, watched: Watch) -> Sheet:
    text = _decoded(name, data)
    first, _, rest = text.partition("\n")
    given = re.fullmatch(r"sep=(.)\r?", first, re.IGNORECASE)
    separator = given[1] if given else _separator(text)
    # Some spreadsheets begin with a line "sep=;", which they do not show as a row.
    reader = csv.reader(io.StringIO(rest if given else text, newline=""), delimiter=separator, strict=True)
    try:
        rows = limited_rows(name, watched(reader))
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


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a list."""
    write_whole(path, csv_text(header, rows))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A list for a Belgian Excel: ``;`` between values, and a mark that says UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([header, *rows])
    return "\ufeff" + out.getvalue()
