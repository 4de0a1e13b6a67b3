"""``kapstok import``: practices from a list in Excel or CSV, all of them or none."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from ..answers import Facts
from ..check import check
from ..drafts import Changed, Draft, changed_fields, with_drafts, write_drafts
from ..listed import RowDraft, drafts_of
from ..load import built_catalogue
from ..problem import Problem, ProblemsFound
from ..progress import Watch, shown
from ..raw import RawCatalogue, RawRecord
from ..read import read_catalogue
from ..sheet import MAX_ROWS, CellProblem, NoSheet
from ..sheet_file import read_sheet
from ..words import counted

NAME = "import"
HELP = "voeg praktijken toe of wijzig ze uit een lijst in Excel of CSV"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", type=Path, metavar="lijst", help="een bestand op .xlsx of .csv")
    parser.add_argument(
        "--sheet", default="", metavar="blad", help="het blad, als het Excel-bestand er meer heeft"
    )
    parser.add_argument("--write", action="store_true", help="schrijf de bestanden; zonder is het een proef")


def run(options: argparse.Namespace) -> int:
    name = options.list.name
    watch = partial(shown, out=sys.stderr, since=time.monotonic(), patience=1.0)
    try:
        sheet = read_sheet(options.list, options.sheet, partial(watch, label="Rijen lezen"))
    except NoSheet as none:
        return _refused([none.problem])
    raw = read_catalogue(options.root)
    rows, refused = drafts_of(sheet, raw, name)
    facts = Facts(check(raw)[0])
    rows = [replace(row, draft=replace(row.draft, data=facts.named(row.draft.data))) for row in rows]
    own = {record.slug: record for record in raw.of_kind("practice")}
    differences = {row.draft.slug: changed_fields(row.draft, own.get(row.draft.slug)) for row in rows}
    drafts = [row.draft for row in rows if differences[row.draft.slug] is not None]
    problems = [*refused, *_problems(rows, drafts, raw, name, partial(watch, label="Controleren"))]
    if problems:
        return _refused(problems)
    _tell(rows, differences)
    if not options.write:
        print("Dit was een proef: er is niets geschreven. Schrijf ze met --write.")
        return 0
    try:
        write_drafts(options.root, drafts, partial(watch, label="Schrijven"))
    except Changed as changed:
        sys.stderr.write(
            f"{changed.filename}: dit bestand is intussen gewijzigd. Er is niets geschreven; probeer opnieuw.\n"
        )
        return 1
    except OSError as error:
        where = error.filename or options.root
        sys.stderr.write(f"{where}: dit is niet te schrijven. Alles is zoals het was.\n")
        return 1
    print(f"Geschreven: {counted(len(drafts), 'bestand', 'bestanden')}.")
    if drafts:
        print("Bekijk ze met 'make serve', en controleer ook de spelling met 'make check'.")
    return 0


def _refused(problems: Iterable[CellProblem | Problem]) -> int:
    found = list(dict.fromkeys(problems))
    lines = [problem.text() for problem in found]
    count = counted(len(found), "probleem", "problemen")
    sys.stderr.write("\n".join([*lines, f"{count} gevonden; er is niets geschreven."]) + "\n")
    return 1


def _problems(
    rows: Iterable[RowDraft],
    drafts: Iterable[Draft],
    raw: RawCatalogue,
    name: str,
    watched: Watch,
) -> list[CellProblem | Problem]:
    """What the check says of the whole catalogue with the list in it; of a row, at its cell."""
    whole = with_drafts(raw, drafts)
    by_path = {row.draft.path: row for row in rows}
    records: dict[str, RawRecord] = {
        record.path: record for record in whole.records if record.path in by_path
    }
    try:
        built_catalogue(whole, date.today(), watched)
    except ProblemsFound as found:
        return [
            by_path[problem.path].placed(problem, records.get(problem.path), name)
            if problem.path in by_path
            else problem
            for problem in sorted(found.problems, key=lambda problem: _place(problem, by_path))
        ]
    return []


def _place(problem: Problem, by_path: Mapping[str, RowDraft]) -> tuple[int, Problem]:
    """Rows in their order, other files after them."""
    row = by_path.get(problem.path)
    return (row.row if row else MAX_ROWS, problem)


def _tell(rows: Iterable[RowDraft], differences: Mapping[str, list[str] | None]) -> None:
    unchanged = 0
    for row in rows:
        draft, fields = row.draft, differences[row.draft.slug]
        if fields is None:
            unchanged += 1
        elif not draft.replaces:
            print(f"nieuw        {draft.path} (rij {row.row})")
        else:
            moved = f", was {draft.replaces}" if draft.replaces != draft.path else ""
            print(f"gewijzigd    {draft.path} (rij {row.row}: {', '.join(fields)}{moved})")
    print(f"ongewijzigd  {counted(unchanged, 'praktijk', 'praktijken')}")
