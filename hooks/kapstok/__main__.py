"""The command line: ``python -m kapstok <command>``, see ``commands``."""

from __future__ import annotations

import sys

from .commands import COMMANDS, parser_of


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    options = parser_of(COMMANDS).parse_args(arguments)
    try:
        return options.command.run(options)
    except KeyboardInterrupt:
        sys.stderr.write("\nGestopt.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
