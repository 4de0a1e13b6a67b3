"""From the folders of the project to a catalogue, or every problem that stands in the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .catalogue import Catalogue, build_catalogue
from .check import check
from .memo import Memo
from .problem import ProblemsFound
from .progress import Watch
from .raw import RawCatalogue
from .read import read_catalogue


def load_catalogue(root: Path, today: date, memo: Memo | None = None) -> Catalogue:
    """Read and check everything below ``root``; raises ProblemsFound with all problems at once."""
    return built_catalogue(read_catalogue(root, memo), today)


def built_catalogue(raw: RawCatalogue, today: date, watched: Watch = iter) -> Catalogue:
    """The same for what was read already, perhaps with drafts added; ``watched`` as in ``check``."""
    checked, problems = check(raw, watched)
    if problems:
        raise ProblemsFound(problems)
    return build_catalogue(checked, today)
