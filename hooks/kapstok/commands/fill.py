"""``kapstok fill``: the site, from what an engine without hooks made of the project of ``kapstok prepare``."""

from __future__ import annotations

import argparse
import itertools
import sys
from datetime import date
from pathlib import Path

from ..contact import mailbox_problems
from ..engine import engine_files
from ..load import load_catalogue
from ..memo import Memo
from ..overview import overview_of
from ..problem import ProblemsFound
from ..publish import BrokenSite, publish
from ..render import Templates
from ..repository import repository_problems
from ..site import expected_pages, site_files
from ..unhooked import NotRendered, read_config, read_output, settings_of
from ..words import counted

NAME = "fill"
HELP = "maak de site van wat een ander programma dan MkDocs bouwde"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The project that was rendered, and where the site comes."""
    parser.add_argument("folder", type=Path, help="de map van 'kapstok prepare', na de bouw")
    parser.add_argument(
        "--site", type=Path, default=Path("site"), help="de map van de site (standaard: site)"
    )


def run(options: argparse.Namespace) -> int:
    settings = settings_of(read_config(options.root))
    try:
        problems = repository_problems(settings.repository, settings.edit)
        problems += mailbox_problems(settings.mailbox)
        if problems:
            raise ProblemsFound(problems)
        catalogue = load_catalogue(options.root, date.today())
        output = read_output(options.root, options.folder)
        templates = Templates(options.root / "templates")
        overview = overview_of(catalogue)
        generated = site_files(catalogue, output.shells, templates, settings, overview, output.written_pages)
        expected = expected_pages(catalogue) + len(output.written_pages)
        own = engine_files(output.files, output.shells.values(), catalogue, Memo())
        files = itertools.chain(own, generated)
        result = publish(files, options.site, expected, catalogue.published)
    except (ProblemsFound, NotRendered, BrokenSite) as reason:
        sys.stderr.write(f"De site is niet gewijzigd.\n{reason}\n")
        return 1
    written = counted(len(result.written), "bestand", "bestanden")
    print(
        f"{options.site}: {written} geschreven, {result.unchanged} ongewijzigd, {result.deleted} verwijderd."
    )
    return 0
