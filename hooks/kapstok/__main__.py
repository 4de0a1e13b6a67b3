"""The command line: ``python -m kapstok <command>``, see ``commands``."""

from __future__ import annotations

import sys

from .commands import parser_of


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    options = parser_of(given).parse_args(given)
    try:
        return options.command.run(options)
    except KeyboardInterrupt:
        sys.stderr.write("\nGestopt.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
