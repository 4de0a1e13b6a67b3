"""``kapstok compounds``: a line for each word that has no entry yet, to be reviewed and added by a person."""

from __future__ import annotations

import argparse
from datetime import date

from ..compounds import lexicon, missing, propose
from ..load import load_catalogue
from ..search import vocabulary

NAME = "compounds"
HELP = "stel splitsingen voor van nieuwe lange woorden"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.root, date.today())
    words, names = vocabulary(catalogue)
    known = lexicon(catalogue.compounds, words)
    for word in missing(words, catalogue.compounds, names):
        parts = propose(word, known)
        print(f"{word} = {' + '.join(parts)}" if parts else word)
    return 0
