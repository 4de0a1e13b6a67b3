"""Rules of the Markdown of a record, and of every text in it: no second title, no image, nobody's own number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contact import personal_contact
from .problem import CONTROL, Problem
from .raw import Loc, RawRecord, Value

MAX_BODY = 10_000
MODEL_CHECKS = {"practice": {"contact"}, "partner": {"email", "phone", "fax"}}
"""Fields in which the model itself looks for personal data."""

_WRITTEN = (
    "practice", "hangijzer", "partner", "subsidy", "resource", "table", "term", "source", "theme", "target_group", "removed",
)  # fmt: skip
"""Kinds of which people write the texts."""
TITLE = r"^#(?!#)[ \t]*[^ \t]|<[hH]1(?![A-Za-z0-9])"
UNDERLINE = r"^=+[ \t]*$"
DEEP = r"^#{5,}[ \t]*[^# \t]|<[hH][56](?![A-Za-z0-9])"
IMAGE = r"!\[|<[iI][mM][gG](?![A-Za-z0-9])"
"""Of one line; also read by the browser, so only what means the same in Python and in JavaScript."""


def personal_problems(record: RawRecord) -> Iterator[Problem]:
    """Characters that nobody sees in any value, and personal data in any text of what people contribute.

    A line of the published addresses is looked at as an address, in ``published``.
    """
    if record.kind == "published":
        return
    is_written = record.kind in _WRITTEN
    for loc, value in _leaves(record.data):
        if re.search(CONTROL, value):
            yield record.problem("past-niet", loc, value)
        contact = personal_contact(value) if is_written else None
        if contact and loc[0] not in MODEL_CHECKS.get(record.kind, ()):
            yield record.problem("persoonsgegevens", loc, contact, found=contact)
    contact = personal_contact(record.body)
    if contact:
        line = record.body[: record.body.index(contact)].count("\n")
        yield record.body_problem("persoonsgegevens", line, contact, found=contact)


def body_problems(record: RawRecord) -> Iterator[Problem]:
    """A text that is missing or too long, and each line with a character that nobody sees, a heading of the first level or below the fourth, or an image."""
    body = record.body
    if record.kind in ("practice", "hangijzer") and not body.strip():
        yield record.body_problem("tekst-ontbreekt", 0)
    if len(body) > MAX_BODY:
        yield record.body_problem("te-lang", 0, hint="body", count=len(body), limit=MAX_BODY)
    lines = body.split("\n")
    for index, line in enumerate(lines):
        if re.search(CONTROL, line):
            yield record.body_problem("past-niet", index, line)
        if re.search(TITLE, line) or (index and lines[index - 1].strip() and re.search(UNDERLINE, line)):
            yield record.body_problem("kop-eerste-niveau", index)
        if re.search(DEEP, line):
            yield record.body_problem("kop-te-diep", index)
        if re.search(IMAGE, line):
            yield record.body_problem("afbeelding", index)


def _leaves(value: Value, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text in a raw value, with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*loc, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*loc, name))
