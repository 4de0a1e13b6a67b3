"""A problem in a file that somebody wrote: a value, shown to the person who can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong and what to write instead.

    ``path`` is relative to the project, ``line`` counts from 1 (0: the file as a whole),
    ``field`` is the front-matter key in dotted form ("" for the file), ``value`` is what was given.
    ``message`` and ``hint`` are Dutch sentences; the message names the value in quotes.
    ``rule`` is the id of what was broken, see ``rules``, which makes problems.
    """

    path: str
    line: int
    field: str
    value: str
    message: str
    hint: str = ""
    rule: str = ""

    def text(self) -> str:
        """The problem as lines for a terminal."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        field = f"{self.field}: " if self.field else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{where}: {field}{self.message}{hint}"


def problems_text(problems: Iterable[Problem]) -> str:
    """All problems, sorted by place, with a closing line that counts them."""
    found = sorted(set(problems))
    count = "1 probleem gevonden." if len(found) == 1 else f"{len(found)} problemen gevonden."
    return "\n".join([problem.text() for problem in found] + [count]) + "\n"


def quoted(value: object, limit: int = 60) -> str:
    """The value as its author typed it, between quotes, shortened when long."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


class ProblemsFound(Exception):
    """Raised at the edge only: nothing is published because the content has problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(problems_text(self.problems))
