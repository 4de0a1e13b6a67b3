"""Small maps beside a text: where a practice is, the practices of a theme, and a province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from ..cartography import SmallMap
from ..catalogue import Catalogue
from ..field_types import PROVINCES, Province
from ..model import Practice
from ..places import Town
from ..words import PROVINCE_NAMES, listed

WHOLE = "Kaart van Vlaanderen en Brussel"
MOST_NAMES = 20
"""How many names the text of a map says before it counts the others."""


def practice_map(catalogue: Catalogue, country: SmallMap, practice: Practice) -> Markup | None:
    """The municipalities of a practice, or else its provinces; nothing for one that is everywhere."""
    towns = towns_with(catalogue, [practice])
    if towns:
        return _map_of(country, tuple(towns))
    provinces = catalogue.provinces_of[practice.slug]
    if practice.scope == "flemish" or len(provinces) >= len(PROVINCES) - 1:
        return None
    inside = [town for town in catalogue.places.today if town.today.province in provinces]
    names = listed(PROVINCE_NAMES[province] for province in provinces)
    return country.svg_of_provinces(inside, f"{WHOLE}: {names}")


@lru_cache(maxsize=1_000)
def _map_of(country: SmallMap, towns: tuple[Town, ...]) -> Markup:
    """Some municipalities alike; most practices have one, which others have too."""
    marked = dict.fromkeys(towns, 1)
    return country.svg(marked, f"{WHOLE}: {named(marked)}")


def theme_map(catalogue: Catalogue, country: SmallMap, practices: Iterable[Practice]) -> Markup | None:
    """The municipalities of the practices of a theme, larger where there are more."""
    towns = towns_with(catalogue, practices)
    return country.svg(towns, f"{WHOLE}: praktijken in {named(towns)}") if towns else None


def province_map(catalogue: Catalogue, province: Province) -> Markup | None:
    """A province by itself, with its municipalities that have practices."""
    inside = [town for town in catalogue.places.today if town.today.province == province]
    counts = {town: len(catalogue.practices_of_town.get(town.name, ())) for town in inside}
    towns = {town: count for town, count in counts.items() if count}
    if not towns:
        return None
    return SmallMap.of(inside).svg(towns, f"Kaart, {PROVINCE_NAMES[province]}: praktijken in {named(towns)}")


def towns_with(catalogue: Catalogue, practices: Iterable[Practice]) -> Counter[Town]:
    """Today's municipalities of the practices, each with how many of them are there."""
    places = catalogue.places
    return Counter(
        town
        for practice in practices
        for town in dict.fromkeys(places.current(own.name) for own in catalogue.towns_of[practice.slug])
    )


def named(towns: Counter[Town] | dict[Town, int]) -> str:
    """``Gent (3) en Aalst``: the names with their numbers, most first; the rest counted."""
    ordered = sorted(towns.items(), key=lambda item: (-item[1], item[0].slug))
    texts = [f"{town.name} ({count})" if count > 1 else town.name for town, count in ordered]
    more = len(texts) - MOST_NAMES
    return listed([*texts[:MOST_NAMES], f"{more} andere"] if more > 1 else texts)
