"""Pages at the addresses of deleted records: since when they are gone, why, and what to read instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..addresses import SECTION_OF, address, addresses_of
from ..catalogue import Catalogue
from ..field_types import PROVINCES
from ..model import Removed
from ..words import FAREWELLS, LISTS_OF, PROVINCE_NAMES, dated
from .page import Page


@dataclass(frozen=True)
class Alternative:
    """A page to read instead: its address, its title, and a sentence about it ("" when it has none)."""

    address: str
    title: str
    summary: str


def removed_pages(catalogue: Catalogue) -> Iterator[Page]:
    """One page for each deleted record; search engines and lists pass it over."""
    known = {page.address: page for page in _readable(catalogue)}
    for url, removed in catalogue.removed.items():
        yield Page(
            url,
            "removed.html",
            f"{removed.title} (verwijderd)",
            farewell(removed),
            {
                "removed": removed,
                "farewell": farewell(removed),
                "alternatives": alternatives(catalogue, removed, known),
                "list": (SECTION_OF[removed.kind], LISTS_OF[removed.kind]),
            },
            removed.path,
            removed.line,
            unlisted=True,
        )


def removed_embeds(catalogue: Catalogue) -> Iterator[Page]:
    """The lists for other sites of deleted themes: they say so, and lead to the page that says more."""
    for url, removed in catalogue.removed.items():
        for frame in addresses_of(removed.kind, removed.slug)[1:]:
            yield Page(
                frame,
                "embed.html",
                removed.title,
                context={
                    "intro": farewell(removed),
                    "entries": [],
                    "nearby": [],
                    "whole": url,
                    "words": "Lees op Kapstok wat ervoor in de plaats komt",
                },
            )


def farewell(removed: Removed) -> str:
    """Since when it is gone, and why."""
    return f"{FAREWELLS[removed.kind].format(dated(removed.removed))} {removed.reason}"


def alternatives(
    catalogue: Catalogue, removed: Removed, known: Mapping[str, Alternative]
) -> list[Alternative]:
    """What to read instead; for a page that is deleted too, what to read instead of that. The check excludes circles."""
    found: dict[str, Alternative] = {}
    for target in removed.instead:
        url = target.removeprefix("/")
        if url in catalogue.removed:
            found |= {page.address: page for page in alternatives(catalogue, catalogue.removed[url], known)}
        else:
            found[url] = known[url]
    return list(found.values())


def _readable(catalogue: Catalogue) -> Iterator[Alternative]:
    """Every page that may stand at ``instead``."""
    for kind, item in catalogue.with_page():
        title = getattr(item, "title", item.slug)
        yield Alternative(addresses_of(kind, item.slug)[0], title, getattr(item, "summary", ""))
    for town in catalogue.places.towns.values():
        yield Alternative(address(town), town.name, "")
    for province in PROVINCES:
        yield Alternative(address(province), PROVINCE_NAMES[province], "")
