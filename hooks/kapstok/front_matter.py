"""The text of a file to its front matter and body: YAML of which every scalar stays text.

``no`` is not a boolean and ``015`` not a number here; the model gives values a type.
"""

from __future__ import annotations

import yaml
from frontmatter.default_handlers import YAMLHandler

from .raw import Lines, Loc, Value

MAX_DEPTH = 8
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


def parsed(text: str, first_line: int) -> tuple[Value, Lines]:
    """YAML to text values and the line of each key; refuses what a record never needs."""
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line:
            raise Refused(number, "tab")
    try:
        _refuse_unneeded(text, first_line)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Refused((mark.line if mark else 0) + first_line, "ongeldige-yaml") from None
    except (yaml.YAMLError, RecursionError):
        raise Refused(first_line, "ongeldige-yaml", "signs") from None
    lines: Lines = {}
    return (None if node is None else _value(node, (), lines, first_line)), lines


def parsed_value(text: str) -> Value:
    """A value as it stands in a file, such as ``[{label: duo's, value: 24}]``; a ValueError when it is none."""
    try:
        return parsed(text, first_line=1)[0]
    except Refused:
        raise ValueError(text) from None


def _refuse_unneeded(text: str, first_line: int) -> None:
    """Refuse deep lists and references, before anything is built of them."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + first_line
        if depth > MAX_DEPTH:
            raise Refused(line, "te-ingewikkeld", "deep", what="deep")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(line, "te-ingewikkeld", "alias", what="alias")


def _value(node: yaml.Node, loc: Loc, lines: Lines, first_line: int) -> Value:
    lines.setdefault(loc, node.start_mark.line + first_line)
    if isinstance(node, yaml.ScalarNode):
        plain = not node.style
        return None if plain and node.value in ("", "~", "null") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*loc, index), lines, first_line) for index, item in enumerate(node.value)]
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + first_line
        if not isinstance(key_node, yaml.ScalarNode):
            raise Refused(line, "te-ingewikkeld", "name", what="name")
        if key_node.value in result:
            raise Refused(line, "dubbel-veld", name=key_node.value)
        lines[(*loc, key_node.value)] = line
        result[key_node.value] = _value(value_node, (*loc, key_node.value), lines, first_line)
    return result
