"""``kapstok report``: what a maintainer looks at this month, as Markdown and as a page."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..load import load_catalogue
from ..render import Templates
from ..report import report
from ..report.written import report_html, report_markdown
from ..web.results import results_of
from ..whole_file import write_whole
from . import links
from .options import add_today, settings_of

NAME = "report"
HELP = "schrijf een verslag van wat er na te kijken is"
FOLDER = Path("report")
TEMPLATES = Path(__file__).parents[3] / "templates"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output", metavar="MAP", type=Path, help=f"map voor report.md en report.html (standaard: {FOLDER})"
    )
    parser.add_argument(
        "--links", metavar="BESTAND", type=Path, help=f"wat 'links' bewaarde (standaard: {links.RESULTS})"
    )
    add_today(parser)


def run(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.root, options.today)
    remembered: Path = options.links or options.root / links.RESULTS
    results = results_of(remembered.read_text("utf-8", "replace")) if remembered.is_file() else None
    if options.links and results is None:
        sys.stderr.write(f"'{remembered}' is geen bestand dat 'links' bewaarde.\n")
        return 2
    whole = report(catalogue, options.today, results)
    settings = settings_of(os.environ)
    output: Path = options.output or options.root / FOLDER
    texts = {
        "report.md": report_markdown(whole, settings),
        "report.html": report_html(whole, settings, Templates(TEMPLATES)),
    }
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            write_whole(output / name, text)
    except OSError:
        sys.stderr.write(f"In '{output}' is niet te schrijven; kies met --output een andere map.\n")
        return 2
    for part in whole.parts:
        print(f"{part.title}: {part.count}")
    print(f"Geschreven: {output / 'report.md'} en {output / 'report.html'}")
    return 0
