"""Pages of places: provinces, and municipalities of every period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ..addresses import MUNICIPALITIES, address
from ..addresses import PROVINCES as PROVINCE_PAGES
from ..catalogue import Catalogue
from ..model import PROVINCES
from ..places import Town
from ..words import PROVINCE_NAMES, counted
from .page import Page, cards


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
    nearby = [p for p in catalogue.practices_of_province.get(province, ()) if p not in practices]
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
            "cards": cards(catalogue, practices),
            "partners": [p for p in catalogue.partners.values() if town.name in p.municipality],
            "resources": [r for r in catalogue.resources.values() if town.name in r.municipality],
            "predecessors": [(row, catalogue.places.towns[row.name]) for row in town.predecessors],
            "nearby": cards(catalogue, nearby[:6]) if not practices else [],
            "nearby_count": len(catalogue.practices_of_province.get(province, ())),
        },
    )
