"""Pages that list: home, all practices, hangijzers, themes, target groups, figures, search and selection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..addresses import (
    FIGURES,
    HANGIJZERS,
    SEARCH,
    SELECTION,
    TARGET_GROUPS,
    TERMS,
    THEMES,
    address,
)
from ..cartography import SmallMap
from ..catalogue import Catalogue
from ..facets import KEYS, facets
from ..field_types import PROVINCES
from ..gazetteer import gazetteer
from ..model import Practice
from ..words import counted
from .page import Page, cards, citations, facts_year, initials
from .practice_lists import practice_lists
from .small_maps import theme_map


def list_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The pages that have a hand-written beginning in docs/."""
    themes = [
        (theme, len(catalogue.practices_of_theme.get(theme.slug, ()))) for theme in catalogue.themes.values()
    ]
    hangijzers = list(catalogue.hangijzers.values())
    practices = list(catalogue.practices.values())
    groups = [
        (group, len(catalogue.practices_of_target_group.get(group.slug, ())))
        for group in catalogue.target_groups.values()
    ]
    towns = {town.today.nis for found in catalogue.towns_of.values() for town in found}
    yield Page(
        "",
        "home.html",
        context={
            "themes": themes,
            "hangijzers": hangijzers,
            "practice_count": len(practices),
            "town_count": len(towns),
            "partner_count": len(catalogue.partners),
            "subsidy_count": len(catalogue.subsidies),
            "small_map": theme_map(catalogue, SmallMap.of(catalogue.places.today), practices),
            "newest": cards(catalogue, newest(catalogue, practices)),
            "names": gazetteer(catalogue).path,
            "provinces": PROVINCES,
        },
    )
    yield Page(HANGIJZERS, "hangijzers.html", context={"hangijzers": hangijzers})
    yield Page(
        THEMES,
        "themes.html",
        context={
            "themes": themes,
            "resources": [item for item in catalogue.resources.values() if not item.theme],
        },
    )
    yield Page(TARGET_GROUPS, "target_groups.html", context={"groups": groups})
    for group, count in groups:
        found = catalogue.practices_of_target_group.get(group.slug, ())
        yield Page(
            address(group),
            "target_group.html",
            f"Praktijken voor: {group.title}",
            f"{counted(count, 'praktijk', 'praktijken').capitalize()} voor de doelgroep {group.title}.",
            {"group": group, "cards": cards(catalogue, found)},
            group.path,
            group.line,
        )
    terms = [
        (term, [catalogue.terms[slug] for slug in term.see], catalogue.partners.get(term.partner or ""))
        for term in catalogue.terms.values()
    ]
    yield Page(
        TERMS,
        "terms.html",
        context={"letters": initials(terms, lambda item: item[0].title)},
        source="register/terms.yml",
    )
    tables = [table for table in catalogue.tables.values() if not table.practices]
    yield Page(
        FIGURES,
        "figures.html",
        context={
            "tables": [(table, citations(catalogue, table.source)) for table in tables],
            "practice_tables": [
                (table, [catalogue.practices[slug] for slug in table.practices])
                for table in catalogue.tables.values()
                if table.practices
            ],
        },
        source="register/tables.yml",
    )


def searching_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The pages that also show where the index of search is: all practices, search and selection."""
    yield from practice_lists(catalogue)
    yield Page(
        SEARCH,
        "search.html",
        context={
            "themes": list(catalogue.themes.values()),
            "facets": facets(catalogue, ("practice", "hangijzer", "partner", "subsidy")),
            "facet_keys": KEYS,
        },
    )
    yield Page(SELECTION, "selection.html")


def newest(catalogue: Catalogue, practices: Iterable[Practice], most: int = 6) -> list[Practice]:
    """Of these practices those with the newest facts, at most half of them of one municipality if others can."""

    def freshness(practice: Practice) -> tuple[int, int]:
        checked = practice.checked.toordinal() if practice.checked else 0
        year = max(facts_year(catalogue, practice) or 0, practice.checked.year if practice.checked else 0)
        return (-year, -checked)

    ordered = sorted(practices, key=freshness)
    told: Counter[str] = Counter()
    first, rest = [], []
    for practice in ordered:
        town = practice.municipality[0] if practice.municipality else ""
        told[town] += 1
        (first if told[town] <= most // 2 else rest).append(practice)
    return sorted([*first, *rest][:most], key=freshness)
