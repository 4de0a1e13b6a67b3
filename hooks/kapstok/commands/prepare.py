"""``kapstok prepare``: the project that an engine without hooks renders; ``kapstok fill`` makes the site of its output."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from ..load import load_catalogue
from ..unhooked import write_project

NAME = "prepare"
HELP = "zet klaar wat een ander programma dan MkDocs bouwt"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where the project comes."""
    parser.add_argument("folder", type=Path, help="een lege map")


def run(options: argparse.Namespace) -> int:
    if options.folder.exists() and any(options.folder.iterdir()):
        sys.stderr.write(f"{options.folder}: deze map is niet leeg. Geef een lege of een nieuwe map.\n")
        return 2
    catalogue = load_catalogue(options.root, date.today())
    write_project(options.root, options.folder, catalogue)
    print(f"Klaar. Bouw nu {options.folder}/mkdocs.yml, en vul dan met 'kapstok fill {options.folder}'.")
    return 0
