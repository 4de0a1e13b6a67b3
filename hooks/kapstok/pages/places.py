"""Pages of places: provinces, and municipalities of every period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from math import cos, hypot, radians

from ..addresses import MUNICIPALITIES, address
from ..addresses import PROVINCES as PROVINCE_PAGES
from ..catalogue import Catalogue, sort_key
from ..field_types import PROVINCES, Province
from ..gazetteer import gazetteer
from ..model import Municipality, Practice
from ..places import Town
from ..words import PROVINCE_NAMES, counted
from .page import Page, card, cards, initials
from .small_maps import province_map

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""
Neighbour = tuple[float, Town]
"""A municipality of today with its distance in kilometres."""

NEIGHBOURS = 5
"""How many neighbours the page of a municipality names."""


def place_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The two lists, then one page for each province and for each municipality name."""
    by_province = [
        (province, [t for t in catalogue.places.today if t.today.province == province])
        for province in PROVINCES
    ]
    every = sorted(catalogue.places.towns.values(), key=lambda town: (sort_key(town.name), town.slug))
    counts = {name: len(catalogue.practices_of_town.get(name, ())) for name in catalogue.places.towns}
    province_counts = [
        (p, len(catalogue.practices_of_province.get(p, ())), len(towns)) for p, towns in by_province
    ]
    yield Page(PROVINCE_PAGES, "provinces.html", context={"provinces": province_counts})
    yield Page(
        MUNICIPALITIES,
        "municipalities.html",
        context={
            "letters": initials(every, lambda town: town.name),
            "counts": counts,
            "provinces": PROVINCES,
            "names": gazetteer(catalogue).path,
        },
    )
    for province, towns in by_province:
        found = catalogue.practices_of_province.get(province, ())
        yield Page(
            address(province),
            "province.html",
            PROVINCE_NAMES[province][:1].upper() + PROVINCE_NAMES[province][1:],
            f"{counted(len(found), 'praktijk', 'praktijken').capitalize()} uit {PROVINCE_NAMES[province]}, met de gemeenten, partners en subsidies.",
            {
                "province": province,
                "cards": cards(catalogue, found),
                "towns": [(town, counts[town.name]) for town in towns if counts[town.name]],
                "empty": [town for town in towns if not counts[town.name]],
                "small_map": province_map(catalogue, province),
                "partners": [
                    p for p in catalogue.partners.values() if province in p.province and not p.municipality
                ],
                "subsidies": [s for s in catalogue.subsidies.values() if province in s.province],
            },
        )
    regional = {province: regional_practices(catalogue, province) for province in PROVINCES}
    for town in sorted(catalogue.places.towns.values(), key=lambda t: t.slug):
        yield municipality_page(catalogue, town, regional[town.today.province])


def regional_practices(catalogue: Catalogue, province: Province, most: int = 8) -> list[Practice]:
    """Practices of no municipality in particular that hold for a province: its own first, then wider ones."""
    found = [p for p in catalogue.practices_of_province.get(province, ()) if not p.municipality]
    return sorted(found, key=lambda practice: len(catalogue.provinces_of[practice.slug]))[:most]


def municipality_page(catalogue: Catalogue, town: Town, regional: Sequence[Practice]) -> Page:
    """What a municipality is today, what it was, which practices and partners are there, and who is near."""
    practices = catalogue.practices_of_town.get(town.name, ())
    province = town.today.province
    neighbours = nearest_towns(catalogue)[town.name]
    nearby = nearest_practices(catalogue, town) if len(practices) < 3 else []
    now = catalogue.places.current(town.name)
    return Page(
        address(town),
        "municipality.html",
        town.name,
        f"{counted(len(practices), 'praktijk', 'praktijken').capitalize()} over samenleven in diversiteit in {town.name} ({province}), en wat de gemeenten in de buurt deden.",
        {
            "town": town,
            "ended": town.rows[-1].until + timedelta(days=1) if town.rows[-1].until else None,
            "now": now,
            "province": province,
            "cards": cards(catalogue, practices, town.name),
            "partners": catalogue.partners_of_town.get(town.name, ()),
            "resources": catalogue.resources_of_town.get(town.name, ()),
            "predecessors": [(row, catalogue.places.towns[row.name]) for row in town.predecessors],
            "now_count": len(catalogue.practices_of_town.get(now.name, ())),
            "nearby": [(card(catalogue, practice, name), km) for practice, name, km in nearby],
            "neighbours": [
                (other, len(catalogue.practices_of_town[other.name]), max(1, round(km)))
                for km, other in neighbours[:NEIGHBOURS]
            ],
            "regional": regional,
            "province_count": len(catalogue.practices_of_province.get(province, ())),
        },
        town.rows[-1].path,
        town.rows[-1].line,
    )


@lru_cache(maxsize=2)
def nearest_towns(catalogue: Catalogue) -> Mapping[str, list[Neighbour]]:
    """For each municipality of any period those of today that have practices, the nearest centre point first."""
    others = [town for town in catalogue.places.today if town.name in catalogue.practices_of_town]
    points = [(other.name, point(other.today), other.slug, number) for number, other in enumerate(others)]
    found = {}
    for town in catalogue.places.towns.values():
        here, own = point(town.rows[-1]), town.today.name
        near = sorted(
            [(kilometres(here, there), slug, number) for name, there, slug, number in points if name != own]
        )
        found[town.name] = [(distance, others[number]) for distance, _, number in near]
    return found


def nearest_practices(
    catalogue: Catalogue, town: Town, most: int = 6, of_one: int = 3
) -> list[tuple[Practice, str, int]]:
    """Practices of its neighbours, nearest first and few of each, with the municipality meant and kilometres."""
    seen = {practice.slug for practice in catalogue.practices_of_town.get(town.today.name, ())}
    nearest: list[tuple[Practice, str, int]] = []
    for distance, other in nearest_towns(catalogue)[town.name]:
        new = [p for p in catalogue.practices_of_town[other.name] if p.slug not in seen][:of_one]
        seen.update(practice.slug for practice in new)
        nearest += [(practice, other.name, max(1, round(distance))) for practice in new]
        if len(nearest) >= most:
            break
    return nearest[:most]


def point(municipality: Municipality) -> Point:
    """Where its centre lies."""
    return municipality.lat, municipality.lon


def kilometres(one: Point, other: Point) -> float:
    """The distance between two points, in kilometres (flat earth: within Flanders that is close enough)."""
    east = (one[1] - other[1]) * 111.32 * cos(radians((one[0] + other[0]) / 2))
    north = (one[0] - other[0]) * 110.57
    return round(hypot(east, north), 3)
