"""The command line: ``python -m kapstok check``, ``spell``, ``fields`` and ``compounds``."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from .compounds import lexicon, missing, propose
from .fields import with_current_table
from .load import load_catalogue
from .problem import ProblemsFound, problems_text
from .search import vocabulary
from .spelling import NoDictionary, spelling_problems
from .words import counted


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the content has problems, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="kapstok", description="Hulpmiddelen voor de catalogus.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    checking = commands.add_parser("check", help="controleer alle praktijken en registers")
    checking.add_argument(
        "--root", type=Path, default=Path.cwd(), help="de map van het project (standaard: hier)"
    )
    spelling = commands.add_parser("spell", help="controleer de spelling (met hunspell)")
    spelling.add_argument(
        "--root", type=Path, default=Path.cwd(), help="de map van het project (standaard: hier)"
    )
    fields = commands.add_parser("fields", help="vernieuw de tabel met velden in BIJDRAGEN.md")
    fields.add_argument(
        "--root", type=Path, default=Path.cwd(), help="de map van het project (standaard: hier)"
    )
    compounds = commands.add_parser("compounds", help="stel splitsingen voor van nieuwe lange woorden")
    compounds.add_argument(
        "--root", type=Path, default=Path.cwd(), help="de map van het project (standaard: hier)"
    )
    options = parser.parse_args(arguments)
    return {"check": _check, "spell": _spell, "fields": _fields, "compounds": _compounds}[options.command](
        options.root
    )


def _check(root: Path) -> int:
    try:
        catalogue = load_catalogue(root, date.today())
    except ProblemsFound as found:
        sys.stderr.write(str(found))
        return 1
    counts = (
        counted(len(catalogue.practices), "praktijk", "praktijken"),
        counted(len(catalogue.hangijzers), "heet hangijzer", "hete hangijzers"),
        counted(len(catalogue.partners), "partner", "partners"),
        counted(len(catalogue.subsidies), "subsidie", "subsidies"),
    )
    print(f"In orde: {', '.join(counts)}.")
    return 0


def _spell(root: Path) -> int:
    try:
        problems = spelling_problems(root)
    except NoDictionary as missing:
        print(f"Spelling niet gecontroleerd: {missing}")
        return 0
    if problems:
        sys.stderr.write(problems_text(problems))
        return 1
    print("Spelling in orde.")
    return 0


def _fields(root: Path) -> int:
    guide = root / "BIJDRAGEN.md"
    guide.write_text(with_current_table(guide.read_text("utf-8")), "utf-8")
    return 0


def _compounds(root: Path) -> int:
    """Print a line for each word that has no entry yet, to be reviewed and added by a person."""
    catalogue = load_catalogue(root, date.today())
    words, names = vocabulary(catalogue)
    known = lexicon(catalogue.compounds, words)
    for word in missing(words, catalogue.compounds, names):
        parts = propose(word, known)
        print(f"{word} = {' + '.join(parts)}" if parts else word)
    return 0


if __name__ == "__main__":
    sys.exit(main())
