"""``kapstok spell``: the words that the Dutch dictionary does not know."""

from __future__ import annotations

import argparse
import sys

from ..problem import problems_text
from ..spelling import NoDictionary, spelling_problems

NAME = "spell"
HELP = "controleer de spelling (met hunspell)"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    try:
        problems = spelling_problems(options.root)
    except NoDictionary as missing:
        print(f"Spelling niet gecontroleerd: {missing}")
        return 0
    if problems:
        sys.stderr.write(problems_text(problems))
        return 1
    print("Spelling in orde.")
    return 0
