"""``kapstok check``: every problem of every file, or how many records there are."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from ..addresses import SECTION_OF
from ..check import Checked, check
from ..code_quality import code_quality
from ..problem import Problem, problems_text
from ..published import LIST, parsed, unlisted
from ..read import read_catalogue
from ..rules import rules
from ..words import counted

NAME = "check"
HELP = "controleer alle praktijken en registers"
CONTENT = ("practices", "register")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", "github", "gitlab", "json"),
        default="text",
        help="text voor een mens (standaard), github en gitlab voor aantekeningen bij een voorstel, json voor een programma",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="bestand", help="toon alleen de problemen van deze bestanden en mappen"
    )


def run(options: argparse.Namespace) -> int:
    try:
        wanted = [_below(path, options.root) for path in options.paths]
    except ValueError as wrong:
        print(f"kapstok check: {wrong}", file=sys.stderr)
        return 2
    checked, problems = check(read_catalogue(options.root))
    found = sorted({problem for problem in problems if _is_wanted(problem, wanted)})
    if options.format == "json":
        print(json.dumps([problem.data() for problem in found], ensure_ascii=False, indent=2))
    elif options.format == "gitlab":
        sys.stdout.write(code_quality(found))
    elif options.format == "github":
        for problem in found:
            print(problem.annotation(rules()[problem.rule].title))
    elif found:
        sys.stderr.write(problems_text(found))
    if not found and options.format in ("text", "github"):
        print(_summary(checked, wanted, len(set(problems))))
    return 1 if found else 0


def _below(path: str, root: Path) -> str:
    """A path as problems name it, seen from the root; a ValueError (Dutch) when it is no content that is there."""
    if not os.path.lexists(path):
        raise ValueError(f"'{path}' bestaat niet.")
    folder, name = os.path.split(os.path.abspath(path))
    here = os.path.join(os.path.realpath(folder), name)  # links on the way there, but not the file itself
    try:
        shown = os.path.relpath(here, os.path.realpath(root)).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        shown = path
    if shown.split("/")[0] not in CONTENT:
        raise ValueError(f"'{path}' ligt niet in {' of '.join(f'{name}/' for name in CONTENT)}.")
    return shown


def _is_wanted(problem: Problem, wanted: list[str]) -> bool:
    return not wanted or any(problem.path == path or problem.path.startswith(f"{path}/") for path in wanted)


def _unlisted(checked: Checked) -> str:
    """A line about addresses that are not in the list of published ones yet, if there are any."""
    listed = [address for item in checked.records["published"].values() for address in parsed(item.lines)]
    records = (
        (kind, slug) for kind in SECTION_OF if kind in checked.records for slug in checked.records[kind]
    )
    new = unlisted(records, frozenset(listed))
    number = counted(len(new), "nieuw adres staat", "nieuwe adressen staan")
    return (
        f"{number} nog niet in {LIST}; wie de site publiceert, voegt ze toe met 'make addresses'."
        if new
        else ""
    )


def _summary(checked: Checked, wanted: list[str], elsewhere: int) -> str:
    """What is in order: the whole catalogue, or the files that were asked for."""
    if wanted:
        others = counted(elsewhere, "probleem", "problemen")
        return f"In orde: {', '.join(wanted)}." + (f" In andere bestanden: {others}." if elsewhere else "")
    counts = (
        counted(len(checked.records["practice"]), "praktijk", "praktijken"),
        counted(len(checked.records["hangijzer"]), "heet hangijzer", "hete hangijzers"),
        counted(len(checked.records["partner"]), "partner", "partners"),
        counted(len(checked.records["subsidy"]), "subsidie", "subsidies"),
    )
    return "\n".join(line for line in (f"In orde: {', '.join(counts)}.", _unlisted(checked)) if line)
