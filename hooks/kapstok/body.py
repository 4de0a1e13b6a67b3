"""What may not stand in the Markdown of a record: the title of a page, and images."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .problem import Problem
from .read import RawRecord

_TITLE = re.compile(r"#(?!#)\s*\S|.*<h1\b", re.IGNORECASE)
_UNDERLINE = re.compile(r"=+\s*\Z")
_IMAGE = re.compile(r"!\[|<img\b", re.IGNORECASE)


def body_problems(record: RawRecord) -> Iterator[Problem]:
    """A problem for each line with a heading of the first level or an image."""
    lines = record.body.split("\n")
    for index, line in enumerate(lines):
        number = record.body_line + index
        if _TITLE.match(line) or (_UNDERLINE.match(line) and index and lines[index - 1].strip()):
            yield Problem(
                record.path, number, "", "", "Dit is een kop van het eerste niveau; die is er al: de titel van de pagina.",
                "Begin een kop in de tekst met '##'.",
            )  # fmt: skip
        if _IMAGE.search(line):
            yield Problem(
                record.path, number, "", "", "Een tekst heeft hier geen afbeeldingen.",
                "Verwijder ze, en schrijf in woorden wat erop te zien is.",
            )  # fmt: skip
