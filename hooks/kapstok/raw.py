"""What was read and is not yet trusted: raw records that remember their line numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .memo import Memo
from .problem import Problem, quoted
from .rules import found

Value = str | list["Value"] | dict[str, "Value"] | None
Loc = tuple[str | int, ...]
Lines = Mapping[Loc, int]


@dataclass(frozen=True)
class RawRecord:
    """One untrusted record: ``data`` as written, ``lines`` the line of every key and item in it.

    ``front`` is the text of its front matter when it has a file of its own.
    """

    path: str
    kind: str
    slug: str
    data: dict[str, Value]
    lines: Lines
    body: str = ""
    body_line: int = 0
    front: str = ""
    key: bytes = field(default=b"", repr=False, compare=False)
    """The digest of what it was read from; empty for what is on no disk."""
    outline: bytes = field(default=b"", repr=False, compare=False)
    """The same without its text, when it has a file of its own."""

    def line(self, loc: Loc = ()) -> int:
        """The line of a field, or of the nearest field around it.

        A single value where a list may stand has no index of its own: ``("source", 0, "page")``
        is looked up as ``("source", "page")`` too.
        """
        while loc:
            bare = tuple(part for part in loc if not isinstance(part, int))
            for candidate in (loc, bare):
                if candidate in self.lines:
                    return self.lines[candidate]
            loc = loc[:-1]
        return self.lines.get((), 1)

    @property
    def place(self) -> str:
        """Where its author finds it: the file, or the item in a file of many."""
        return self.path if self.path.endswith(".md") else f"{quoted(self.slug)} in {self.path}"

    def problem(self, rule: str, loc: Loc, value: str = "", hint: str = "", **values: object) -> Problem:
        """A problem with a field: the line of the field, and its name in dotted form."""
        return found(rule, self.path, self.line(loc), dotted(loc), value, hint=hint, **values)

    def body_problem(
        self, rule: str, line: int, value: str = "", hint: str = "", **values: object
    ) -> Problem:
        """A problem with the text; ``line`` counts from 0 at its beginning."""
        return found(rule, self.path, self.body_line + line, "", value, hint=hint, **values)


@dataclass
class RawCatalogue:
    """Everything that was read, and what could not be."""

    records: list[RawRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    """The addresses of the hand-written pages; empty where only the content lies."""
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)

    def of_kind(self, kind: str) -> list[RawRecord]:
        return [record for record in self.records if record.kind == kind]


def dotted(loc: Loc) -> str:
    """The name of a field for an author: ``source.page``."""
    return ".".join(str(part) for part in loc if not isinstance(part, int))


def texts_of(value: Value) -> list[str]:
    """The texts in a value that may be one or a list."""
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
