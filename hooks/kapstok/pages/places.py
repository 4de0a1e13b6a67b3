"""Pages of places: provinces, and municipalities of every period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import cos, hypot, radians

from ..addresses import MUNICIPALITIES, address
from ..addresses import PROVINCES as PROVINCE_PAGES
from ..catalogue import Catalogue
from ..model import PROVINCES, Municipality, Practice
from ..places import Town
from ..words import PROVINCE_NAMES, counted
from .page import Page, card, cards


def place_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The two lists, then one page for each province and for each municipality name."""
    by_province = [
        (province, [t for t in catalogue.places.today if t.today.province == province])
        for province in PROVINCES
    ]
    former = sorted((t for t in catalogue.places.towns.values() if not t.exists), key=lambda t: t.slug)
    counts = {name: len(catalogue.practices_of_town.get(name, ())) for name in catalogue.places.towns}
    province_counts = [
        (p, len(catalogue.practices_of_province.get(p, ())), len(towns)) for p, towns in by_province
    ]
    yield Page(PROVINCE_PAGES, "provinces.html", context={"provinces": province_counts})
    yield Page(
        MUNICIPALITIES,
        "municipalities.html",
        context={"provinces": by_province, "former": former, "counts": counts},
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
                "partners": [
                    p for p in catalogue.partners.values() if province in p.province and not p.municipality
                ],
                "subsidies": [s for s in catalogue.subsidies.values() if province in s.province],
            },
        )
    for town in sorted(catalogue.places.towns.values(), key=lambda t: t.slug):
        yield municipality_page(catalogue, town)


def municipality_page(catalogue: Catalogue, town: Town) -> Page:
    """What a municipality is today, what it was, and which practices and partners are there."""
    practices = catalogue.practices_of_town.get(town.name, ())
    province = town.today.province
    nearby = nearest_practices(catalogue, town) if len(practices) < 3 else []
    now = catalogue.places.current(town.name)
    return Page(
        address(town),
        "municipality.html",
        town.name,
        f"{counted(len(practices), 'praktijk', 'praktijken').capitalize()} over samenleven in diversiteit in {town.name} ({province}).",
        {
            "town": town,
            "ended": town.rows[-1].until + timedelta(days=1) if town.rows[-1].until else None,
            "now": now,
            "province": province,
            "cards": cards(catalogue, practices, town.name),
            "partners": [p for p in catalogue.partners.values() if town.name in p.municipality],
            "resources": [r for r in catalogue.resources.values() if town.name in r.municipality],
            "predecessors": [(row, catalogue.places.towns[row.name]) for row in town.predecessors],
            "nearby": [card(catalogue, practice, name) for practice, name in nearby],
            "nearby_count": len(catalogue.practices_of_province.get(province, ())),
        },
    )


def nearest_practices(catalogue: Catalogue, town: Town, most: int = 6) -> list[tuple[Practice, str]]:
    """Practices in other municipalities, the nearest centre point first, each with the municipality meant."""
    here = town.today
    found: dict[str, tuple[float, str]] = {}
    for slug, others in catalogue.towns_of.items():
        for other in others:
            if other.today.nis != here.nis:
                distance = kilometres(here, other.today)
                found[slug] = min(found.get(slug, (distance, other.name)), (distance, other.name))
    own = {practice.slug for practice in catalogue.practices_of_town.get(here.name, ())}
    order = sorted((distance, slug, name) for slug, (distance, name) in found.items() if slug not in own)
    return [(catalogue.practices[slug], name) for _, slug, name in order[:most]]


def kilometres(one: Municipality, other: Municipality) -> float:
    """The distance between two centre points, in kilometres (flat earth: within Flanders that is close enough)."""
    east = (one.lon - other.lon) * 111.32 * cos(radians((one.lat + other.lat) / 2))
    north = (one.lat - other.lat) * 110.57
    return round(hypot(east, north), 3)
