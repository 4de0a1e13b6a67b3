"""``kapstok schema``: what follows from the model and the registers, written for editors and hosts."""

from __future__ import annotations

import argparse
from datetime import date

from ..load import load_catalogue
from ..schema import schema_files
from ..snippets import PATH, snippets_text

NAME = "schema"
HELP = "vernieuw de schema's, de fragmenten voor VS Code en het meldformulier"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.root, date.today())
    for path, text in (*schema_files(catalogue), (PATH, snippets_text(catalogue))):
        target = options.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return 0
