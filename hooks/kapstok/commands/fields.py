"""``kapstok fields``: the table of fields in the Dutch guide, renewed from the model."""

from __future__ import annotations

import argparse

from ..fields import with_current_table
from ..whole_file import write_whole

NAME = "fields"
HELP = "vernieuw de tabel met velden in BIJDRAGEN.md"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(options: argparse.Namespace) -> int:
    guide = options.root / "BIJDRAGEN.md"
    write_whole(guide, with_current_table(guide.read_text("utf-8")))
    return 0
