"""One page of every kind: the one that is hardest to fit, where kinds have many pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from conftest import ROOT
from kapstok.addresses import RULES, address, embed_address
from kapstok.catalogue import Catalogue
from kapstok.places import Town

T = TypeVar("T")

FIXED = {
    "home": "",
    "practices": "praktijken/",
    "hangijzers": "hete-hangijzers/",
    "themes": "themas/",
    "provinces": "provincies/",
    "municipalities": "gemeenten/",
    "partners": "partners/",
    "subsidies": "subsidies/",
    "target groups": "doelgroepen/",
    "figures": "cijfers/",
    "map": "kaart/",
    "filtered map": "kaart/?thema=toeleiding",
    "search": "zoeken/",
    "search results": "zoeken/?q=taal",
    "filtered practices": "praktijken/?thema=taalpromotie&provincie=limburg",
    "freshness": "over/stand/",
    "rules": "meedoen/regels/",
    "not found": "404.html",
}
"""Pages of which there is one."""

WRITTEN = {
    f"{name}/": f"{name}/"
    for name in sorted(
        {path.parent.name for path in (ROOT / "docs").glob("*/index.md")}
        | {path.stem for path in (ROOT / "docs").glob("*.md") if path.stem != "index"}
    )
    if f"{name}/" not in FIXED.values()
}
"""The other pages that stand in docs/."""

EXAMPLES: dict[str, Callable[[Catalogue], str]] = {
    "practice": lambda catalogue: address(
        max(catalogue.practices.values(), key=lambda item: len(item.body) + 60 * len(item.partners))
    ),
    "practice with a table": lambda catalogue: address(
        catalogue.practices[next(iter(catalogue.tables_of_practice))]
    ),
    "hangijzer": lambda catalogue: address(
        max(catalogue.hangijzers.values(), key=lambda item: len(item.body))
    ),
    "theme": lambda catalogue: address(next(iter(catalogue.themes.values()))),
    "province": lambda _: address("Limburg"),
    "municipality": lambda catalogue: address(town_with_most_practices(catalogue)),
    "municipality without practices": lambda catalogue: address(
        next(town for town in catalogue.places.today if town.name not in catalogue.practices_of_town)
    ),
    "merged municipality": lambda catalogue: address(catalogue.places.towns["Kruibeke"]),
    "partner": lambda catalogue: address(
        max(catalogue.partners.values(), key=lambda item: len(item.services) + bool(item.successor))
    ),
    "subsidy": lambda catalogue: address(
        max(catalogue.subsidies.values(), key=lambda item: len(item.conditions or ""))
    ),
    "rule": lambda _: f"{RULES}verkeerde-vorm/",
    "target group": lambda catalogue: address(catalogue.target_groups["ouders"]),
}
"""Kinds with many pages, and how to find a hard one."""

EMBEDS: dict[str, Callable[[Catalogue], str]] = {
    "theme": lambda catalogue: embed_address(
        max(
            catalogue.themes.values(), key=lambda theme: len(catalogue.practices_of_theme.get(theme.slug, ()))
        )
    ),
    "municipality": lambda catalogue: embed_address(town_with_most_practices(catalogue)),
    "municipality without practices": lambda catalogue: embed_address(
        next(town for town in catalogue.places.today if town.name not in catalogue.practices_of_town)
    ),
    "merged municipality": lambda catalogue: embed_address(catalogue.places.towns["Kruibeke"]),
}
"""Lists for other sites: documents of their own, without our frame and its scheme switch."""

KINDS = (*FIXED, *WRITTEN, *EXAMPLES)


def page_of(kind: str, catalogue: Catalogue) -> str:
    """The address of the page that stands for a kind."""
    if kind in EXAMPLES:
        return EXAMPLES[kind](catalogue)
    return FIXED[kind] if kind in FIXED else WRITTEN[kind]


def town_with_most_practices(catalogue: Catalogue) -> Town:
    """Today's municipality with the most practices."""
    return max(catalogue.places.today, key=lambda town: len(catalogue.practices_of_town.get(town.name, ())))


def spread(items: Sequence[T], number: int) -> list[T]:
    """Some items, evenly spread."""
    return [items[index * len(items) // number] for index in range(number)]
