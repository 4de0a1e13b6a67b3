"""The text of a file to its front matter and body: YAML of which every scalar stays text.

``no`` is not a boolean and ``015`` not a number here; the model gives values a type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml
from frontmatter.default_handlers import YAMLHandler

from .raw import Lines, Loc, Value

MAX_DEPTH = 8
MAX_VALUES = 1_000
"""In the front matter of one file; the fullest record of the catalogue has some hundred."""
_FENCE = YAMLHandler()
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """A file that gives no record: the line, the rule that it breaks, and what the rule's message needs."""

    def __init__(self, line: int, rule: str, hint: str = "", **values: object) -> None:
        super().__init__(rule)
        self.line, self.rule, self.hint, self.values = line, rule, hint, values


def split(text: str) -> tuple[str, int, str, int]:
    """Front matter and body, each with the line on which it begins."""
    if not text.strip():
        raise Refused(0, "kopgegevens", "empty", what="empty")
    if not text.startswith("---") or not _FENCE.detect(text):
        raise Refused(1, "kopgegevens", "missing", what="missing")
    try:
        front, body = _FENCE.split(text)
    except ValueError:
        raise Refused(1, "kopgegevens", "open", what="open") from None
    body_line = text[: len(text) - len(body)].count("\n") + 1
    leading = len(body) - len(body.lstrip("\n"))
    front = front.lstrip("\n")
    front_line = text[: text.index(front)].count("\n") + 1 if front else 2
    return front, front_line, body.strip("\n"), body_line + leading


def parsed(text: str, first_line: int, most: int = MAX_VALUES) -> tuple[Value, Lines]:
    """YAML to text values and the line of each key; refuses what a record never needs, as more than ``most`` values.

    The values are built of the parser's events, so that deep lists and references end it before they cost anything.
    """
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line:
            raise Refused(number, "tab")
    builder = _Builder(yaml.parse(text, Loader=_LOADER), first_line, most)
    try:
        return builder.document(), builder.lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (
            min(mark.line, text.count("\n")) if mark else 0
        )  # the end of a text may be a line of its own there
        raise Refused(line + first_line, "ongeldige-yaml") from None
    except yaml.YAMLError:
        raise Refused(first_line, "ongeldige-yaml", "signs") from None


@dataclass(frozen=True, eq=False)
class LinesOf(Mapping[Loc, int]):
    """The lines of a text that was parsed before, parsed again by who asks: only a problem does, and they take ten times its room."""

    text: str
    first_line: int
    whole: int
    """The line of the text as a whole."""

    @classmethod
    def of(cls, text: str, first_line: int, lines: Lines) -> LinesOf:
        """The same lines, forgotten."""
        return cls(text, first_line, lines.get((), 1))

    def __getitem__(self, loc: Loc) -> int:
        return _lines(self.text, self.first_line)[loc] if loc else self.whole

    def __iter__(self) -> Iterator[Loc]:
        return iter(_lines(self.text, self.first_line))

    def __len__(self) -> int:
        return len(_lines(self.text, self.first_line))


@lru_cache(maxsize=64)
def _lines(text: str, first_line: int) -> Lines:
    return parsed(text, first_line)[1]


def parsed_value(text: str) -> Value:
    """A value as it stands in a file, such as ``[{label: duo's, value: 24}]``; a ValueError when it is none."""
    try:
        return parsed(text, first_line=1)[0]
    except Refused:
        raise ValueError(text) from None


class _Builder:
    """Values and their lines from the events of a parser; ``first_line`` is where its text begins in the file."""

    def __init__(self, events: Iterator[yaml.Event], first_line: int, most: int) -> None:
        self.events, self.first_line, self.most = events, first_line, most
        self.lines: dict[Loc, int] = {}

    def document(self) -> Value:
        """The one document of the text, None when it is empty."""
        value: Value = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Refused(self.line(event), "ongeldige-yaml")
                value = self.value(next(self.events), ())
        return value

    def line(self, event: yaml.Event) -> int:
        return event.start_mark.line + self.first_line

    def value(self, event: yaml.Event, loc: Loc) -> Value:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise Refused(self.line(event), "te-ingewikkeld", "alias", what="alias")
        self.lines.setdefault(loc, self.line(event))
        if len(self.lines) > self.most:
            raise Refused(self.line(event), "te-ingewikkeld", "many", what="many", limit=self.most)
        if isinstance(event, yaml.ScalarEvent):
            is_plain = event.style in (None, "")
            return None if is_plain and event.value in ("", "~", "null") else event.value
        if len(loc) >= MAX_DEPTH:
            raise Refused(self.line(event), "te-ingewikkeld", what="deep")
        return self.items(loc) if isinstance(event, yaml.SequenceStartEvent) else self.fields(loc)

    def items(self, loc: Loc) -> list[Value]:
        found: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*loc, len(found))))
        return found

    def fields(self, loc: Loc) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent) or key.anchor:
                alias = isinstance(key, yaml.AliasEvent) or key.anchor
                what = "alias" if alias else "name"
                raise Refused(self.line(key), "te-ingewikkeld", what, what=what)
            if key.value in found:
                raise Refused(self.line(key), "dubbel-veld", name=key.value)
            self.lines[(*loc, key.value)] = self.line(key)
            found[key.value] = self.value(next(self.events), (*loc, key.value))
        return found
