"""A field as one line of text, for a cell of a list and for an answer to a question, and back."""

from __future__ import annotations

import re

from .front_matter import parsed_value
from .practice_file import flow
from .raw import Value
from .shapes import Shape

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LINES = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]")
"""Ends of lines and tabs that somebody typed between brackets; another blank, such as one that does not break, stays."""
_NOT_PLAIN = re.compile(r"[;\n]|^[\s\[{\"']|\s$")


def protected(text: str) -> str:
    """Text that a spreadsheet does not take for a formula: a leading sign of one gets an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def unprotected(text: str) -> str:
    """What ``protected`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def cell_text(shape: Shape, value: Value) -> str:
    """The value of a field on one line: ``Gent; Asse``, ``{Gent: Rabot}``, ``[{label: duo's, value: 24}]``."""
    if value is None:
        return ""
    if shape.kind == "text":
        return str(value).strip()
    items = value if isinstance(value, list) else [value]
    if shape.kind == "texts_by_name":
        return flow(value)
    if all(isinstance(item, str) and item.strip() and not _NOT_PLAIN.search(item) for item in items):
        return "; ".join(str(item) for item in items)
    return flow(items, shape.order)


def cell_value(shape: Shape, text: str) -> Value:
    """The value that a line of text stands for, None when it is empty; a ValueError when its brackets are wrong.

    Several values are separated by ``;`` or stand in brackets, as in a file. A date may also be written ``2/3/2026``.
    """
    text = text.strip()
    if not text:
        return None
    if shape.kind == "text":
        return _iso(text) if shape.what == "day" else text
    if text[0] in "[{":
        return parsed_value(_LINES.sub(" ", text))
    items: list[Value] = [item for part in text.split(";") if (item := part.strip())]
    return _by_name(items) if shape.kind == "texts_by_name" else items


def _iso(text: str) -> str:
    """The day as year-month-day; what is no day stays as it is, for the check to refuse."""
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def _by_name(items: list[Value]) -> Value:
    """``Gent: Rabot`` and ``Gent: Sluizeken`` as both quarters of Gent; a ValueError without a name."""
    found: dict[str, Value] = {}
    for item in items:
        name, colon, value = str(item).partition(":")
        if not colon:
            raise ValueError(item)
        of_name = found.setdefault(name.strip(), [])
        assert isinstance(of_name, list)
        of_name.append(value.strip())
    return found
