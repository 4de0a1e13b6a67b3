"""What a filter must find, worked out from the catalogue and not from the search index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kapstok.catalogue import Catalogue
from kapstok.model import Hangijzer, Practice
from kapstok.names import slugified

Values = Mapping[str, Mapping[str, set[str]]]
"""Slug of a practice or hangijzer to facet key to the values that it has."""

Chosen = Mapping[str, Sequence[str]]


def values_of_records(catalogue: Catalogue) -> Values:
    """The facet values of every practice and hangijzer, from their own fields."""
    found: dict[str, dict[str, set[str]]] = {}
    for practice in catalogue.practices.values():
        towns = [catalogue.places.towns[name].today.name for name in practice.municipality]
        provinces = practice.province or [catalogue.places.towns[name].today.province for name in towns]
        found[practice.slug] = {
            "soort": {"praktijk"},
            "thema": set(practice.theme),
            "provincie": {slugified(name) for name in provinces},
            "gemeente": {slugified(name) for name in towns},
            "doelgroep": set(practice.target_groups),
            "partner": {partner.slug for _, partner in catalogue.partners_of(practice) if partner},
            "deelvraag": {f"{practice.theme[0]}.{practice.section}"} if practice.section else set(),
            "subsidie": set(practice.subsidies),
            "schaal": {practice.scope},
            "periode": periods(practice.year or tuple(source_years(catalogue, practice)[-1:])),
        }
    for hangijzer in catalogue.hangijzers.values():
        found[hangijzer.slug] = {
            "soort": {"hangijzer"},
            "thema": set(hangijzer.theme),
            "partner": {partner.slug for _, partner in catalogue.partners_of(hangijzer) if partner},
            "periode": periods(tuple(source_years(catalogue, hangijzer)[-1:])),
        }
    return found


def source_years(catalogue: Catalogue, item: Practice | Hangijzer) -> list[int]:
    """The years of the sources of a record, rising."""
    return sorted(catalogue.sources[ref.id].year for ref in item.source)


def periods(years: tuple[int, ...]) -> set[str]:
    """The blocks of five years in which years lie."""
    return {f"{year // 5 * 5}-{year // 5 * 5 + 4}" for year in years}


def matching(values: Values, chosen: Chosen, without: str = "") -> set[str]:
    """The slugs that have one of the chosen values in every facet, but for the facet ``without``."""
    return {
        slug
        for slug, own in values.items()
        if all(own.get(key, set()) & set(wanted) for key, wanted in chosen.items() if key != without)
    }


def count(values: Values, chosen: Chosen, key: str, value: str) -> int:
    """The honest number beside a value: what it would give with the choices in the other facets."""
    return sum(value in values[slug].get(key, set()) for slug in matching(values, chosen, without=key))


def query_string(chosen: Chosen) -> str:
    """The state of a list as the end of an address; a key is repeated for several values."""
    return "?" + "&".join(f"{key}={value}" for key, values in chosen.items() for value in values)
