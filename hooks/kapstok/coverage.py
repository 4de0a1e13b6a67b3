"""How many practices there are for each theme in each province, and where there are none."""

from __future__ import annotations

from dataclasses import dataclass

from .catalogue import Catalogue
from .field_types import PROVINCES, Province
from .model import Theme


@dataclass(frozen=True)
class ThemeRow:
    """One theme: its number of practices in each province, in the order of ``PROVINCES``, and in all."""

    theme: Theme
    counts: tuple[tuple[Province, int], ...]
    total: int


def theme_rows(catalogue: Catalogue) -> tuple[ThemeRow, ...]:
    """A row for each theme; a practice counts in each of its provinces, and once in the total."""
    rows = []
    for theme in catalogue.themes.values():
        practices = catalogue.practices_of_theme.get(theme.slug, ())
        counts = tuple(
            (province, sum(province in catalogue.provinces_of[practice.slug] for practice in practices))
            for province in PROVINCES
        )
        rows.append(ThemeRow(theme, counts, len(practices)))
    return tuple(rows)
