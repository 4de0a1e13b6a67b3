"""``kapstok check``: every problem of every file, or how many records there are."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from ..load import load_catalogue
from ..problem import ProblemsFound
from ..published import LIST, unlisted
from ..words import counted

NAME = "check"
HELP = "controleer alle praktijken en registers"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    try:
        catalogue = load_catalogue(options.root, date.today())
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
    new = unlisted(((kind, item.slug) for kind, item in catalogue.with_page()), catalogue.published)
    if new:
        number = counted(len(new), "nieuw adres staat", "nieuwe adressen staan")
        print(f"{number} nog niet in {LIST}; wie de site publiceert, voegt ze toe met 'make addresses'.")
    return 0
