"""The map: every municipality a dot, those with practices larger and in the colour of a theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..addresses import MAP
from ..cartography import Projection, by_province, dots, outline, radius
from ..catalogue import Catalogue, sort_key
from ..field_types import Province
from ..places import Town
from .page import Page, place_text

WIDTH = 960
MARGIN = (16, 44)
LEAST = 3.5
LARGEST = 16.0
NAMES: Mapping[Province, tuple[float, float, str]] = {
    "Antwerpen": (51.49, 4.8, "middle"),
    "Limburg": (51.36, 5.52, "middle"),
    "Oost-Vlaanderen": (51.37, 3.95, "middle"),
    "Vlaams-Brabant": (50.645, 4.62, "start"),
    "West-Vlaanderen": (51.37, 2.6, "start"),
    "Brussel": (50.645, 4.37, "middle"),
}
"""Where the name of a province stands (latitude, longitude, anchor): beside its dots, chosen by eye."""

LETTER, LINE = 6.6, 13
"""The width of a letter and the height of a line of a municipality's name on the map."""


@dataclass(frozen=True)
class Spot:
    """A municipality with practices on the map.

    ``theme`` is the first theme of most of its practices, None when two have as many; ``by_theme``
    counts every theme of a practice; ``name_at`` says where its name fits, None where it does not.
    """

    town: Town
    x: float
    y: float
    radius: float
    count: int
    theme: str | None
    by_theme: tuple[tuple[str, int], ...]
    name_at: tuple[float, float, str] | None = None


def map_page(catalogue: Catalogue) -> Page:
    """The map of all practices, with a table that says the same."""
    towns = catalogue.places.today
    projection = Projection.around(towns, WIDTH, MARGIN)
    spots = map_spots(catalogue, projection)
    practices = {slug: p for slug, p in catalogue.practices.items() if catalogue.towns_of[slug]}
    elsewhere = [p for slug, p in catalogue.practices.items() if slug not in practices]
    placed = Counter(theme for practice in practices.values() for theme in practice.theme)
    most = max((spot.count for spot in spots), default=1)
    shapes = by_province(towns)
    return Page(
        MAP,
        "map.html",
        context={
            "width": projection.width,
            "height": projection.height,
            "shapes": [outline(map(projection.of, rows)) for rows in shapes.values()],
            "dots": dots(projection.of(town.today) for town in towns),
            "names": [(p, *projection.at(lat, lon), anchor) for p, (lat, lon, anchor) in NAMES.items() if p in shapes],
            "spots": spots,
            "table": sorted(spots, key=lambda spot: (sort_key(spot.town.name), spot.town.slug)),
            "empty": sorted(
                set(towns) - {spot.town for spot in spots}, key=lambda town: (sort_key(town.name), town.slug)
            ),
            "themes": [(theme, placed[theme.slug]) for theme in catalogue.themes.values()],
            "theme_titles": {theme.slug: theme.title for theme in catalogue.themes.values()},
            "practice_count": len(practices),
            "elsewhere": [(p, place_text(catalogue, p)) for p in elsewhere],
            "unit": round(LARGEST / most**0.5, 3),
            "least": LEAST,
            "sizes": [(n, radius(n, most, LEAST, LARGEST)) for n in sorted({1, max(1, most // 4), most})],
        },
    )  # fmt: skip


def map_spots(catalogue: Catalogue, projection: Projection) -> list[Spot]:
    """The municipalities that have practices, by province and name."""
    found = [
        (town, catalogue.practices_of_town[town.name])
        for town in catalogue.places.today
        if town.name in catalogue.practices_of_town
    ]
    most = max((len(practices) for _, practices in found), default=1)
    spots = []
    for town, practices in found:
        first = Counter(practice.theme[0] for practice in practices).most_common(2)
        every = Counter(theme for practice in practices for theme in practice.theme)
        spots.append(
            Spot(
                town,
                *projection.of(town.today),
                radius(len(practices), most, LEAST, LARGEST),
                len(practices),
                None if len(first) > 1 and first[0][1] == first[1][1] else first[0][0],
                tuple((slug, every[slug]) for slug in catalogue.themes if every[slug]),
            )
        )
    return with_names(spots, projection)


def with_names(spots: list[Spot], projection: Projection) -> list[Spot]:
    """The same spots with a place for the name of those that have room for it, the largest first."""
    taken = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    places = {}
    for spot in sorted(spots, key=lambda s: (-s.count, s.town.slug)):
        wide = len(spot.town.name) * LETTER
        for x, y, anchor in (
            (spot.x + spot.radius + 3, spot.y + 4, "start"),
            (spot.x - spot.radius - 3, spot.y + 4, "end"),
            (spot.x, spot.y - spot.radius - 4, "middle"),
            (spot.x, spot.y + spot.radius + LINE - 1, "middle"),
        ):
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            box = (left, y - LINE + 3, left + wide, y + 3)
            inside = box[0] > 0 and box[2] < projection.width
            if inside and not any(overlap(box, other) for other in taken):
                taken.append(box)
                places[spot.town.slug] = (round(x, 1), round(y, 1), anchor)
                break
    return [replace(spot, name_at=places.get(spot.town.slug)) for spot in spots]


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Two rectangles (left, top, right, bottom) have ground in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
