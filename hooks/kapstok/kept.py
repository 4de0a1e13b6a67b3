"""Answers that are kept until the practice is written, so that nothing that was typed is lost."""

from __future__ import annotations

import itertools
from pathlib import Path

from .answers import Answers
from .practice_file import written
from .problem import Problem
from .raw import RawRecord
from .read import read_draft
from .whole_file import write_whole

KEPT = ".cache/nieuwe-praktijk.md"
"""Where, below the project."""
_SLUG = "slug"


def keep(path: Path, answers: Answers) -> None:
    """Write down what was answered so far, as the file that it will be; at once, for Ctrl+C may come at any time."""
    if answers.data or answers.body:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, written({**answers.data, _SLUG: answers.slug}, answers.body))


def kept_answers(path: Path) -> Answers | Problem:
    """What was kept, or why it cannot be read any more."""
    record = read_draft(path.name, "practice", path.read_bytes())
    if not isinstance(record, RawRecord):
        return record
    data = {key: value for key, value in record.data.items() if key != _SLUG}
    return Answers(data, record.body, str(record.data.get(_SLUG) or ""))


def put_aside(path: Path) -> Path:
    """Give what was kept another name, and say which."""
    others = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(1))
    aside = next(other for other in others if not other.exists())
    return path.rename(aside)
