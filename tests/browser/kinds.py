"""One page of every kind: the one that is hardest to fit, where kinds have many pages."""

from __future__ import annotations

from collections.abc import Callable

from kapstok.addresses import address
from kapstok.catalogue import Catalogue
from kapstok.places import Town

WRITTEN = ("over/", "privacy/")
"""Pages that are written by hand as a whole."""

PAGES: dict[str, Callable[[Catalogue], str]] = {
    "home": lambda _: "",
    "practices": lambda _: "praktijken/",
    "practice": lambda catalogue: address(
        max(catalogue.practices.values(), key=lambda item: len(item.body) + 60 * len(item.partners))
    ),
    "practice with a table": lambda catalogue: address(
        catalogue.practices[next(iter(catalogue.tables_of_practice))]
    ),
    "hangijzers": lambda _: "hete-hangijzers/",
    "hangijzer": lambda catalogue: address(
        max(catalogue.hangijzers.values(), key=lambda item: len(item.body))
    ),
    "themes": lambda _: "themas/",
    "theme": lambda catalogue: address(next(iter(catalogue.themes.values()))),
    "provinces": lambda _: "provincies/",
    "province": lambda _: address("Limburg"),
    "municipalities": lambda _: "gemeenten/",
    "municipality": lambda catalogue: address(town_with_most_practices(catalogue)),
    "municipality without practices": lambda catalogue: address(
        next(town for town in catalogue.places.today if town.name not in catalogue.practices_of_town)
    ),
    "merged municipality": lambda catalogue: address(catalogue.places.towns["Kruibeke"]),
    "partners": lambda _: "partners/",
    "partner": lambda catalogue: address(
        max(catalogue.partners.values(), key=lambda item: len(item.services) + bool(item.successor))
    ),
    "subsidies": lambda _: "subsidies/",
    "subsidy": lambda catalogue: address(
        max(catalogue.subsidies.values(), key=lambda item: len(item.conditions or ""))
    ),
    "target groups": lambda _: "doelgroepen/",
    "target group": lambda catalogue: address(catalogue.target_groups["ouders"]),
    "figures": lambda _: "cijfers/",
    "search": lambda _: "zoeken/",
    "search results": lambda _: "zoeken/?q=taal",
    "filtered practices": lambda _: "praktijken/?thema=taalpromotie&provincie=limburg",
    "not found": lambda _: "404.html",
    **{path: lambda _, path=path: path for path in WRITTEN},
}
"""The name of each kind, and how to find its example's address."""


def town_with_most_practices(catalogue: Catalogue) -> Town:
    """Today's municipality with the most practices."""
    return max(catalogue.places.today, key=lambda town: len(catalogue.practices_of_town.get(town.name, ())))
