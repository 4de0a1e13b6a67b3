"""Facets: the values by which a list is narrowed, each with its honest count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .catalogue import Catalogue, sort_key
from .model import PROVINCES, Hangijzer, Partner, Practice, Record, Subsidy
from .names import folded, slugified
from .words import KINDS

KEYS = ("soort", "thema", "provincie", "gemeente", "doelgroep", "partner")
"""The facets by their key in an address, in the order in which they are shown."""

TITLES = {
    "soort": "Soort",
    "thema": "Thema",
    "provincie": "Provincie",
    "gemeente": "Gemeente",
    "doelgroep": "Voor wie",
    "partner": "Partner",
}


@dataclass(frozen=True)
class Option:
    """One value of a facet: its id in addresses, its title, how many records have it, and former ids."""

    id: str
    title: str
    count: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet:
    """A facet with the values that occur."""

    key: str
    title: str
    options: tuple[Option, ...]


def searchable(catalogue: Catalogue) -> Iterator[tuple[str, Record]]:
    """Every record that search finds, with its kind, in a fixed order."""
    for kind, items in (
        ("practice", catalogue.practices),
        ("hangijzer", catalogue.hangijzers),
        ("partner", catalogue.partners),
        ("subsidy", catalogue.subsidies),
    ):
        for item in items.values():
            yield kind, item


def facet_values(catalogue: Catalogue, kind: str, record: Record) -> dict[str, tuple[str, ...]]:
    """The values of one record in each facet."""
    values: dict[str, tuple[str, ...]] = {key: () for key in KEYS}
    values["soort"] = (KINDS[kind],)
    match record:
        case Practice():
            values["thema"] = record.theme
            values["provincie"] = tuple(slugified(p) for p in catalogue.provinces_of[record.slug])
            values["gemeente"] = tuple(
                dict.fromkeys(
                    catalogue.places.current(town.name).slug for town in catalogue.towns_of[record.slug]
                )
            )
            values["doelgroep"] = record.target_groups
            values["partner"] = _partner_slugs(catalogue, record)
        case Hangijzer():
            values["thema"] = record.theme
            values["partner"] = _partner_slugs(catalogue, record)
        case Partner():
            values["provincie"] = tuple(slugified(p) for p in record.province)
            values["gemeente"] = tuple(
                dict.fromkeys(catalogue.places.current(name).slug for name in record.municipality)
            )
        case Subsidy():
            values["thema"] = record.theme
            values["provincie"] = tuple(slugified(p) for p in record.province)
    return values


def _partner_slugs(catalogue: Catalogue, record: Practice | Hangijzer) -> tuple[str, ...]:
    found = (catalogue.partner_named.get(folded(name)) for name in record.partners)
    return tuple(dict.fromkeys(partner.slug for partner in found if partner))


def facets(catalogue: Catalogue, kinds: tuple[str, ...]) -> list[Facet]:
    """The facets over the records of some kinds; themes in their own order, kinds too, the rest by title."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in KEYS}
    for kind, record in searchable(catalogue):
        if kind in kinds:
            for key, values in facet_values(catalogue, kind, record).items():
                counts[key].update(values)
    titles = facet_titles(catalogue)
    former = {
        town.slug: tuple(slugified(row.name) for row in town.predecessors) for town in catalogue.places.today
    }
    found = []
    for key in KEYS:
        ids = [value for value in titles[key] if counts[key][value]]
        if key not in ("soort", "thema", "provincie"):
            ids.sort(key=lambda value: sort_key(titles[key][value]))
        found.append(
            Facet(
                key,
                TITLES[key],
                tuple(
                    Option(i, titles[key][i], counts[key][i], former.get(i, ()) if key == "gemeente" else ())
                    for i in ids
                ),
            )
        )
    return [facet for facet in found if len(facet.options) > 1]


def facet_titles(catalogue: Catalogue) -> dict[str, Mapping[str, str]]:
    """The title of every possible value of each facet."""
    kinds = {
        "praktijk": "Praktijken",
        "hangijzer": "Hete hangijzers",
        "partner": "Partners",
        "subsidie": "Subsidies",
    }
    return {
        "soort": kinds,
        "thema": {theme.slug: theme.title for theme in catalogue.themes.values()},
        "provincie": {slugified(p): p for p in PROVINCES},
        "gemeente": {town.slug: town.name for town in catalogue.places.today},
        "doelgroep": {group.slug: group.title for group in catalogue.target_groups.values()},
        "partner": {partner.slug: partner.name for partner in catalogue.partners.values()},
    }
