"""The commands of ``python -m kapstok``, one module each.

A module gives ``NAME`` and ``HELP`` (Dutch, for the list of commands), ``add_options``, which adds its own options
to a parser that has ``--root`` already, and ``run``, which gives the exit code: 0 when all is well, 1 when the
content has problems, 2 for a wrong call.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from . import check, compounds, export_list, fields, import_list, new, spell

COMMANDS: tuple[ModuleType, ...] = (check, spell, new, import_list, export_list, fields, compounds)


def parser_of(commands: Sequence[ModuleType]) -> argparse.ArgumentParser:
    """The command line; the chosen module is ``options.command``."""
    parser = argparse.ArgumentParser(prog="kapstok", description="Hulpmiddelen voor de catalogus.")
    chosen = parser.add_subparsers(required=True, metavar="opdracht")
    for module in commands:
        own = chosen.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        own.add_argument(
            "--root", type=Path, default=Path.cwd(), help="de map van het project (standaard: hier)"
        )
        module.add_options(own)
        own.set_defaults(command=module)
    return parser
