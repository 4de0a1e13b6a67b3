"""``kapstok export``: the practices as a list in Excel or CSV, in the columns that ``import`` reads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ..catalogue import Catalogue
from ..listed import columns, rows_of
from ..load import built_catalogue
from ..names import folded, nearest
from ..problem import quoted
from ..read import read_catalogue
from ..sheet_csv import write_csv
from ..sheet_excel import Unwritable, write_excel
from ..words import counted

NAME = "export"
HELP = "zet praktijken in een lijst in Excel of CSV"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "list", type=Path, metavar="lijst", help="het bestand dat gemaakt wordt, op .xlsx of .csv"
    )
    parser.add_argument("--theme", default="", metavar="thema", help="alleen de praktijken van dit thema")
    parser.add_argument(
        "--municipality",
        default="",
        metavar="gemeente",
        help="alleen de praktijken van deze gemeente van vandaag of vroeger",
    )
    parser.add_argument("--overwrite", action="store_true", help="vervang het bestand als het al bestaat")


def run(options: argparse.Namespace) -> int:
    path: Path = options.list
    if path.suffix.lower() not in (".csv", ".xlsx"):
        return _refused(f"{path}: een lijst is een bestand op .xlsx of .csv.", 2)
    if path.exists() and not options.overwrite:
        return _refused(
            f"{path}: dit bestand bestaat al. Kies een andere naam, of vervang het met --overwrite.", 2
        )
    raw = read_catalogue(options.root)
    catalogue = built_catalogue(raw, date.today())
    for value, word, known in (
        (options.theme, "thema", catalogue.themes),
        (options.municipality, "gemeente", catalogue.places.towns),
    ):
        if value and value not in known:
            return _refused(_unknown(value, word, known), 2)
    chosen = _chosen(catalogue, options.theme, options.municipality)
    rows = list(rows_of(record for record in raw.of_kind("practice") if record.slug in chosen))
    try:
        write = write_excel if path.suffix.lower() == ".xlsx" else write_csv
        write(path, columns(), rows)
    except Unwritable as why:
        return _refused(str(why), 1)
    except OSError:
        return _refused(f"{path}: dit bestand is niet te schrijven. Staat het nog open?", 1)
    print(f"{path}: {counted(len(rows), 'praktijk', 'praktijken')}.")
    return 0


def _chosen(catalogue: Catalogue, theme: str, municipality: str) -> set[str]:
    """The slugs of the practices of a theme and of a municipality under any of its names; "" takes all."""
    towns = catalogue.places
    here = towns.current(municipality) if municipality else None
    return {
        practice.slug
        for practice in catalogue.practices.values()
        if (not theme or theme in practice.theme)
        and (here is None or any(towns.current(name) is here for name in practice.municipality))
    }


def _unknown(value: str, word: str, known: Iterable[str]) -> str:
    names = list(known)
    same = next((name for name in names if folded(name) == folded(value)), "")
    near = same or nearest(value, names)
    hint = f"Bedoelde u '{near}'?" if near else f"Kies uit: {', '.join(names)}." if len(names) < 20 else ""
    return f"{quoted(value)} is geen {word}. {hint}".strip()


def _refused(text: str, code: int) -> int:
    sys.stderr.write(f"{text}\n")
    return code
