"""The commands of ``python -m kapstok``, one module each.

A module gives ``NAME`` and ``HELP`` (Dutch, for the list of commands), ``add_options``, which adds its own options
to a parser that has ``--root`` already, and ``run``, which gives the exit code: 0 when all is well, 1 when the
content has problems, 2 for a wrong call; ``ProblemsFound`` may pass, it is told and gives 1.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

from .dutch import speak

COMMANDS: Mapping[str, str] = {
    "check": "check",
    "spell": "spell",
    "new": "new",
    "import": "import_list",
    "export": "export_list",
    "addresses": "addresses",
    "pages": "pages",
    "prepare": "prepare",
    "fill": "fill",
    "fields": "fields",
    "compounds": "compounds",
    "schema": "schema",
    "report": "report",
    "links": "links",
}
"""The module of each command. Only the module of the command that is called is imported: what the others need costs
more time than a whole check."""


def parser_of(arguments: list[str]) -> argparse.ArgumentParser:
    """The command line for these arguments; the chosen module is ``options.command``, no ``options.root`` means here."""
    speak()
    parser = argparse.ArgumentParser(prog="kapstok", description="Hulpmiddelen voor de catalogus.")
    chosen = parser.add_subparsers(required=True, metavar="opdracht")
    called = arguments[0] if arguments else ""
    for module in map(command, [called] if called in COMMANDS else COMMANDS):
        own = chosen.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        own.add_argument("--root", type=Path, help="de map van het project (standaard: hier)")
        module.add_options(own)
        own.set_defaults(command=module)
    return parser


def command(name: str) -> ModuleType:
    """The module of a command."""
    return import_module(f"{__name__}.{COMMANDS[name]}")
