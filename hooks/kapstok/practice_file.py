"""The one way in which a program writes the file of a practice.

``docs/assets/javascripts/practice-file.mjs`` writes the same bytes; ``tests/written.json`` holds both to them.
What ``read`` gives for the text is the data and the body again; only a list of one value comes back as that value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from .front_matter import Refused, parsed, split
from .raw import Value
from .shapes import Shape, shapes

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9](?:[A-Za-zÀ-ÖØ-öø-ÿ0-9 .'’()/+&%–-]*[A-Za-zÀ-ÖØ-öø-ÿ0-9.)%])?")
_KEY = re.compile(r"[a-z]+(?:_[a-z]+)*")
_FIELD = re.compile(r"([a-z_]+):")
_NOT_TEXT = frozenset(("null", "~", "true", "false", "yes", "no", "on", "off"))
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t"}
_ON_THE_LINE = "source"
"""The field whose single mapping stands on the line of its key: nearly every practice has one source."""


def written(data: Mapping[str, Value], body: str) -> str:
    """The file of a practice: its fields in the order of the model, those without a value left out, and its text.

    A field that the model does not know comes last, so that the check can say so.
    """
    return _file(_fields(data).values(), body)


def rewritten(front: str, data: Mapping[str, Value], body: str) -> str:
    """The same for a practice that has a file: a field that stays as it is keeps its lines, with their comments.

    A field that changes keeps the comments above it; those of a field that goes, go with it.
    ``front`` is the front matter that is there. When its lines cannot be told apart, all of it is written anew.
    """
    head, own, tail = _lines_of(front)
    before = parsed(front, first_line=1)[0]
    old = _fields(before if isinstance(before, dict) else {})
    new = _fields(data)
    lines: list[list[str]] = []
    for key, line in new.items():
        above, there = own.get(key, ([], line))
        lines.append([*above, *(there if old.get(key) == line else line)])
    whole = _file([head, *lines, tail], body)
    try:
        found = parsed(split(whole)[0], first_line=1)[0]
    except Refused:
        found = None
    return whole if isinstance(found, dict) and _fields(found) == new else _file(new.values(), body)


def _lines_of(front: str) -> tuple[list[str], dict[str, tuple[list[str], list[str]]], list[str]]:
    """The lines before the first field, those above each field (comments, empty ones) and its own, and the last ones."""
    head: list[str] = []
    own: dict[str, tuple[list[str], list[str]]] = {}
    lines, above = head, []
    for line in front.rstrip("\n").split("\n"):
        field = _FIELD.match(line)
        if field and not own:
            head, above = [*head, *above], []
        if field:
            lines = [line]
            own[field[1]] = above, lines
            above = []
        elif not line.strip() or line.startswith("#"):
            above.append(line)
        else:
            lines += [*above, line]
            above = []
    return head, own, above


def _fields(data: Mapping[str, Value]) -> dict[str, list[str]]:
    """The lines of each field that has a value."""
    known = shapes()
    keys = [*known, *(key for key in data if key not in known)]
    return {key: _field(key, value, known.get(key)) for key in keys if (value := _kept(data.get(key)))}


def _file(fields: Iterable[list[str]], body: str) -> str:
    lines = ["---", *(line for field in fields for line in field)]
    text = re.sub("[\u0085\u2028\u2029]", " ", body.replace("\r\n", "\n").replace("\r", "\n")).strip(" \t\n")
    return "\n".join([*lines, "---", *(["", text] if text else [])]) + "\n"


def flow(value: Value, order: Sequence[str] = ()) -> str:
    """A value on one line: ``Gent``, ``[Rabot, Sluizeken]``, ``{label: duo's, value: 24}``; ``order`` are the first keys."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {flow(value[key])}" for key in _ordered(value, order)) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, order) for item in value) + "]"
    return _text(str(value))


def _field(key: str, value: Value, shape: Shape | None) -> list[str]:
    order = shape.order if shape else ()
    if order and isinstance(value, dict):
        value = [value]
    if not isinstance(value, list) or not any(isinstance(item, dict) for item in value):
        return [f"{_key(key)}: {flow(value)}"]
    if key == _ON_THE_LINE and len(value) == 1:
        return [f"{_key(key)}: {flow(value[0], order)}"]
    return [f"{_key(key)}:", *(f"  - {flow(item, order)}" for item in value)]


def _kept(value: Value) -> Value:
    """The value without what is empty in it; a list of one text is that text."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _kept(item))}
    if isinstance(value, list):
        items = [kept for item in value if (kept := _kept(item))]
        return items[0] if len(items) == 1 and isinstance(items[0], str) else items
    return value


def _ordered(value: Mapping[str, Value], order: Iterable[str]) -> list[str]:
    first = [key for key in order if key in value]
    return [*first, *(key for key in value if key not in first)]


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and key not in _NOT_TEXT else _text(key)


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _ESCAPES.get(found[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
