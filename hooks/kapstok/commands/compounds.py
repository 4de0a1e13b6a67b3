"""``kapstok compounds``: a line for each word that has no entry yet, to be reviewed and added by a person."""

from __future__ import annotations

import argparse
from datetime import date

from ..catalogue import Catalogue
from ..compounds import lexicon, missing, propose
from ..load import load_catalogue
from ..search import vocabulary

NAME = "compounds"
HELP = "stel splitsingen voor van nieuwe lange woorden"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    print("".join(f"{line}\n" for line in proposals(load_catalogue(options.root, date.today()))), end="")
    return 0


def proposals(catalogue: Catalogue) -> list[str]:
    """The lines that the list of compounds lacks, as they could be."""
    words, names = vocabulary(catalogue)
    known = lexicon(catalogue.compounds, words)
    found = ((word, propose(word, known)) for word in missing(words, catalogue.compounds, names))
    return [f"{word} = {' + '.join(parts)}" if parts else word for word, parts in found]
