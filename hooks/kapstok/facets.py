"""Facets: the values by which a list is narrowed, each with its honest count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .catalogue import Catalogue, facts_year, sort_key
from .field_types import PROVINCES
from .model import Hangijzer, Partner, Practice, Record, Subsidy
from .names import folded, slugified
from .words import KINDS, SCOPES

TITLES = {
    "soort": "Soort",
    "thema": "Thema",
    "deelvraag": "Deelvraag",
    "provincie": "Provincie",
    "gemeente": "Gemeente",
    "doelgroep": "Voor wie",
    "partner": "Partner",
    "subsidie": "Subsidie",
    "schaal": "Schaal",
    "periode": "Periode van de feiten",
}
"""The facets by their key in an address, in the order in which they are shown."""

KEYS = tuple(TITLES)
_IN_THEIR_OWN_ORDER = frozenset({"soort", "thema", "deelvraag", "provincie", "schaal", "periode"})
LONG = 160
"""A facet with more values than this keeps them in the search index and not on the page, where each weighs some 20 bytes."""
_PERIOD = 5
"""Years in one value of the facet of the period."""


@dataclass(frozen=True)
class Option:
    """One value of a facet: its id in addresses, its title, how many records have it, its position among all
    values that occur (the search index counts by it), and other names and former slugs as ids."""

    id: str
    title: str
    count: int
    position: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet:
    """A facet with the values that occur."""

    key: str
    title: str
    options: tuple[Option, ...]

    @property
    def is_long(self) -> bool:
        """It has so many values that they are fetched when somebody wants them."""
        return len(self.options) > LONG


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
    values["periode"] = _periods(catalogue, record)
    match record:
        case Practice():
            values["thema"] = record.theme
            values["deelvraag"] = (f"{record.theme[0]}.{record.section}",) if record.section else ()
            values["provincie"] = tuple(slugified(p) for p in catalogue.provinces_of[record.slug])
            values["gemeente"] = tuple(
                dict.fromkeys(
                    catalogue.places.current(town.name).slug for town in catalogue.towns_of[record.slug]
                )
            )
            values["doelgroep"] = record.target_groups
            values["partner"] = _partner_slugs(catalogue, record)
            values["subsidie"] = record.subsidies
            values["schaal"] = (record.scope,)
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


def _periods(catalogue: Catalogue, record: Record) -> tuple[str, ...]:
    """The periods of five years that the facts are about: the record's own years, else that of its source."""
    own: tuple[int, ...] = getattr(record, "year", ())
    known = facts_year(catalogue, record) or getattr(record, "as_of", None)
    years = own or ((known,) if known else ())
    starts = sorted({year - year % _PERIOD for year in years})
    return tuple(f"{start}-{start + _PERIOD - 1}" for start in starts)


def _partner_slugs(catalogue: Catalogue, record: Practice | Hangijzer) -> tuple[str, ...]:
    found = (catalogue.partner_named.get(folded(name)) for name in record.partners)
    return tuple(dict.fromkeys(partner.slug for partner in found if partner))


@lru_cache(maxsize=2)
def all_facet_values(catalogue: Catalogue) -> list[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """The kind of each searchable record, with its values."""
    return [(kind, facet_values(catalogue, kind, record)) for kind, record in searchable(catalogue)]


def facet_options(catalogue: Catalogue) -> dict[str, list[str]]:
    """The values of each facet that occur, over all kinds: what has an order of its own in that, the rest by title."""
    used: dict[str, set[str]] = {key: set() for key in KEYS}
    for _, record in all_facet_values(catalogue):
        for key, values in record.items():
            used[key].update(values)
    titles = facet_titles(catalogue) | {"periode": {period: period for period in sorted(used["periode"])}}
    options = {key: [value for value in titles[key] if value in used[key]] for key in KEYS}
    options["soort"] = list(titles["soort"])
    for key in set(KEYS) - _IN_THEIR_OWN_ORDER:
        options[key].sort(key=lambda value: sort_key(titles[key][value]))
    return options


def facet_counts(catalogue: Catalogue, kinds: Container[str]) -> dict[str, Counter[str]]:
    """How many records of some kinds have each value of each facet."""
    counts: dict[str, Counter[str]] = {key: Counter() for key in KEYS}
    for kind, record in all_facet_values(catalogue):
        if kind in kinds:
            for key, values in record.items():
                counts[key].update(values)
    return counts


def facets(catalogue: Catalogue, kinds: tuple[str, ...]) -> list[Facet]:
    """The facets over the records of some kinds, without those that cannot narrow anything."""
    counts = facet_counts(catalogue, kinds)
    titles = facet_titles(catalogue)
    also = {
        "thema": {theme.slug: theme.former_slugs for theme in catalogue.themes.values()},
        "deelvraag": {
            f"{theme.slug}.{section.id}": tuple(f"{slug}.{section.id}" for slug in theme.former_slugs)
            for theme in catalogue.themes.values()
            for section in theme.sections
        },
        "doelgroep": {group.slug: group.former_slugs for group in catalogue.target_groups.values()},
        "subsidie": {subsidy.slug: subsidy.former_slugs for subsidy in catalogue.subsidies.values()},
        "gemeente": {
            town.slug: tuple(slugified(row.name) for row in town.predecessors)
            for town in catalogue.places.today
        },
        "partner": {
            partner.slug: (*partner.former_slugs, *(slugified(alias) for alias in partner.aliases))
            for partner in catalogue.partners.values()
        },
    }
    found = []
    for key, values in facet_options(catalogue).items():
        options = tuple(
            Option(
                value,
                titles[key].get(value, value),
                counts[key][value],
                position,
                also.get(key, {}).get(value, ()),
            )
            for position, value in enumerate(values)
            if counts[key][value]
        )
        found.append(Facet(key, TITLES[key], options))
    return [facet for facet in found if len(facet.options) > 1]


def facet_titles(catalogue: Catalogue) -> dict[str, Mapping[str, str]]:
    """The title of every possible value of each facet; a period is its own title."""
    return {
        "soort": {
            "praktijk": "Praktijken",
            "hangijzer": "Hete hangijzers",
            "partner": "Partners",
            "subsidie": "Subsidies",
        },
        "thema": {theme.slug: theme.title for theme in catalogue.themes.values()},
        "deelvraag": {
            f"{theme.slug}.{section.id}": section.title
            for theme in catalogue.themes.values()
            for section in theme.sections
        },
        "provincie": {slugified(p): p for p in PROVINCES},
        "gemeente": {town.slug: town.name for town in catalogue.places.today},
        "doelgroep": {group.slug: group.title for group in catalogue.target_groups.values()},
        "partner": {partner.slug: partner.name for partner in catalogue.partners.values()},
        "subsidie": {subsidy.slug: subsidy.name for subsidy in catalogue.subsidies.values()},
        "schaal": {scope: title[:1].upper() + title[1:] for scope, title in SCOPES.items()},
        "periode": {},
    }
