"""``kapstok schema``: what follows from the model and the registers, written for editors and hosts."""

from __future__ import annotations

import argparse
from datetime import date

from ..issue_forms import FORMS, with_current_themes
from ..load import load_catalogue
from ..schema import schema_files
from ..snippets import PATH, snippets_text
from ..whole_file import write_whole

NAME = "schema"
HELP = "vernieuw de schema's, de fragmenten voor VS Code en de thema's in het meldformulier"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.root, date.today())
    files = {**dict(schema_files(catalogue)), PATH: snippets_text(catalogue)}
    for path in FORMS:
        if (options.root / path).is_file():
            files[path] = with_current_themes(path, (options.root / path).read_text("utf-8"), catalogue)
    changed = 0
    for path, text in files.items():
        target = options.root / path
        if target.is_file() and target.read_text("utf-8") == text:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text)
        changed += 1
    print(f"Vernieuwd: {changed} van {len(files)} bestanden.")
    return 0
