"""The command line: ``python -m kapstok <command>``, see ``commands``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .commands import parser_of
from .problem import ProblemsFound


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    options = parser_of(given).parse_args(given)
    try:
        options.root = options.root or Path.cwd()
        code = options.command.run(options)
        sys.stdout.flush()
        return code
    except ProblemsFound as found:
        sys.stderr.write(str(found))
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nGestopt.\n")
        return 130
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        sys.stderr.write(
            f"{error.filename or options.root or 'Deze map'}: dit is niet te lezen of te schrijven.\n"
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
