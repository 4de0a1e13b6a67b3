"""The command line: ``python -m kapstok check``."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from .load import load_catalogue
from .problem import ProblemsFound
from .words import counted


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the content has problems, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="kapstok", description="Hulpmiddelen voor de catalogus.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    checking = commands.add_parser("check", help="controleer alle praktijken en registers")
    checking.add_argument(
        "--root", type=Path, default=Path.cwd(), help="de map van het project (standaard: hier)"
    )
    options = parser.parse_args(arguments)
    try:
        catalogue = load_catalogue(options.root, date.today())
    except ProblemsFound as found:
        sys.stderr.write(str(found))
        return 1
    practices = counted(len(catalogue.practices), "praktijk", "praktijken")
    print(
        f"In orde: {practices}, {len(catalogue.hangijzers)} hete hangijzers, {len(catalogue.partners)} partners, {len(catalogue.subsidies)} subsidies."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
