"""``kapstok addresses``: the new addresses of the site, added to the list of those that must live for ever."""

from __future__ import annotations

import argparse
from datetime import date

from ..load import load_catalogue
from ..published import LIST, list_text
from ..read import written_pages
from ..site import permanent_addresses
from ..whole_file import write_whole
from ..words import counted

NAME = "addresses"
HELP = "voeg nieuwe adressen toe aan de lijst van wat gepubliceerd is"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    catalogue = load_catalogue(options.root, date.today())
    new = permanent_addresses(catalogue, written_pages(options.root)) - catalogue.published
    whole = catalogue.published | new
    write_whole(options.root / LIST, list_text(whole))
    added = counted(len(new), "nieuw adres", "nieuwe adressen")
    print(f"{added[0].upper()}{added[1:]} toegevoegd; {LIST} telt er nu {len(whole)}.")
    return 0
