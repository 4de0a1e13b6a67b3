"""The icons that a theme may name: the files of ``templates/icons/``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "templates" / "icons"


@lru_cache(maxsize=1)
def icon_names() -> tuple[str, ...]:
    """The names, sorted: ``forum`` is ``forum.svg``."""
    return tuple(
        sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.svg"))
    )
