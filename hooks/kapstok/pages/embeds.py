"""Light lists that another site shows in a frame: the practices of a theme or of a municipality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..addresses import address, embed_address
from ..catalogue import Catalogue
from ..model import Practice, Theme
from ..places import Town
from ..words import counted
from .lists import newest
from .page import Page, facts_year, place_text
from .places import nearest_practices
from .removed import removed_embeds

MOST = 50
"""Practices in one list: with more, the page would no longer be light."""

FEW = 3
"""With fewer practices of its own, a municipality also shows those nearby."""


@dataclass(frozen=True)
class Entry:
    """A practice in such a list: with its place and the year of its facts, because nothing else says how old it is."""

    practice: Practice
    place: str
    year: int | None


def embed_pages(catalogue: Catalogue) -> Iterator[Page]:
    """A list for each theme and each municipality of every period, and what is said of a deleted theme."""
    for theme in catalogue.themes.values():
        yield theme_embed(catalogue, theme)
    for town in sorted(catalogue.places.towns.values(), key=lambda town: town.slug):
        yield town_embed(catalogue, town)
    yield from removed_embeds(catalogue)


def theme_embed(catalogue: Catalogue, theme: Theme) -> Page:
    """The practices of a theme, the newest facts first."""
    practices = catalogue.practices_of_theme.get(theme.slug, ())
    return Page(
        embed_address(theme),
        "embed.html",
        theme.question,
        context={
            "intro": f"{counted(len(practices), 'praktijk', 'praktijken').capitalize()} uit Vlaamse gemeenten.",
            "entries": entries(catalogue, practices),
            "nearby": [],
            "whole": address(theme),
            "words": f"Alle praktijken over {theme.title} op Kapstok",
        },
    )


def town_embed(catalogue: Catalogue, town: Town) -> Page:
    """The practices of a municipality, and the nearest ones when it has none or few."""
    practices = catalogue.practices_of_town.get(town.name, ())
    nearby = nearest_practices(catalogue, town) if len(practices) < FEW else []
    if practices:
        title = f"Praktijken uit {town.name}"
        intro = f"{counted(len(practices), 'praktijk', 'praktijken').capitalize()} over samenleven in diversiteit."
    else:
        title = f"Praktijken in de buurt van {town.name}"
        intro = f"Uit {town.name} staan er nog geen praktijken op Kapstok. Deze komen uit de dichtstbijzijnde gemeenten."
    if not town.exists:
        intro += f" {town.name} is nu een deel van {town.today.name}."
    return Page(
        embed_address(town),
        "embed.html",
        title,
        context={
            "intro": intro,
            "entries": entries(catalogue, practices, town.name),
            "nearby": [
                Entry(practice, place_text(catalogue, practice, town=name), facts_year(catalogue, practice))
                for practice, name, _ in nearby
            ],
            "whole": address(town),
            "words": f"{town.name} op Kapstok",
        },
    )


def entries(catalogue: Catalogue, practices: Iterable[Practice], town: str = "") -> list[Entry]:
    """At most fifty practices, the newest facts first."""
    return [
        Entry(practice, place_text(catalogue, practice, town=town), facts_year(catalogue, practice))
        for practice in newest(catalogue, practices, MOST)
    ]
