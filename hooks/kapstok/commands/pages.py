"""``kapstok pages``: whether a finished site has every page, whatever built it."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from ..finished import finished_problems
from ..load import load_catalogue
from ..read import written_pages
from ..words import counted

NAME = "pages"
HELP = "kijk na of een gebouwde site elke pagina heeft"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which folder."""
    parser.add_argument(
        "site", type=Path, nargs="?", default=Path("site"), help="de map van de site (standaard: site)"
    )


def run(options: argparse.Namespace) -> int:
    if not options.site.is_dir():
        sys.stderr.write(f"{options.site}: deze map is er niet. Bouw de site eerst met 'make build'.\n")
        return 2
    catalogue = load_catalogue(options.root, date.today())
    problems = finished_problems(options.site, catalogue, written_pages(options.root))
    if problems:
        sys.stderr.write("\n".join(problems) + "\n")
        return 1
    number = counted(sum(1 for _ in options.site.rglob("*.html")), "pagina", "pagina's")
    print(f"{options.site}: {number}, geen enkele ontbreekt.")
    return 0
