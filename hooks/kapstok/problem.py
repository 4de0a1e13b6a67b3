"""A problem in a file that somebody wrote: a value, shown to the person who can mend it."""

from __future__ import annotations

import re
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

    def annotation(self, title: str) -> str:
        """The problem as a line that GitHub shows at its place in a pull request; ``title`` stands above it."""
        place = {"file": self.path, "line": str(self.line) if self.line else "", "title": title}
        properties = ",".join(f"{name}={_property(value)}" for name, value in place.items() if value)
        field = f"{self.field}: " if self.field else ""
        text = "\n".join(part for part in (f"{field}{self.message}", self.hint) if part)
        return f"::error {properties}::{_data(text)}"

    def data(self) -> dict[str, str | int]:
        """The problem for another program."""
        names = ("rule", "path", "line", "field", "value", "message", "hint")
        return {name: getattr(self, name) for name in names}


def _data(text: str) -> str:
    """A text in a workflow command of GitHub."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A text among the properties of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


GUIDE = "meedoen/regels/"
"""Where the site explains each rule, under its id."""
_FEW = 5


def problems_text(problems: Iterable[Problem]) -> str:
    """All problems, sorted by place, with a line that counts them and where the site explains their rules."""
    found = sorted(set(problems))
    count = "1 probleem gevonden." if len(found) == 1 else f"{len(found)} problemen gevonden."
    rules = dict.fromkeys(problem.rule for problem in found if problem.rule)
    pages = [f"    /{GUIDE}{rule}/" for rule in rules] if len(rules) <= _FEW else [f"    /{GUIDE}"]
    guide = ["Uitleg en voorbeelden op de site:", *pages] if rules else []
    return "\n".join([*(problem.text() for problem in found), count, *guide]) + "\n"


CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
"""A character that does something to a terminal or a page instead of being shown; also what turns the order of letters round."""


def quoted(value: object, limit: int = 60) -> str:
    """The value as its author typed it, between quotes, shortened when long; nothing in it moves a terminal."""
    text = " ".join(re.sub(CONTROL, "\ufffd", str(value)).split())
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


class ProblemsFound(Exception):
    """Raised at the edge only: nothing is published because the content has problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(problems_text(self.problems))
