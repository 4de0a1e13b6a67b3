"""A page before it is rendered: its address, its template and what the template reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from ..catalogue import Catalogue, facts_year, sort_key
from ..field_types import SourceRef
from ..model import Practice
from ..words import cited

__all__ = ["Card", "Page", "card", "cards", "citations", "facts_year", "initials", "place_text"]

T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """One page of the catalogue.

    ``title`` and ``description`` may be empty where the hand-written page in docs/ gives them.
    ``source`` is the file that a maintainer edits, relative to the project; ``line`` is where in it, 0 for a file of its own.
    ``unlisted`` pages are kept from search engines and from the sitemap.
    Pages that are not ``lasting`` come and go, so that nobody may rely on their addresses.
    """

    url: str
    template: str
    title: str = ""
    description: str = ""
    context: Mapping[str, object] = field(default_factory=dict)
    source: str = ""
    line: int = 0
    unlisted: bool = False
    lasting: bool = True

    @property
    def section(self) -> str:
        """The first part of the address: it names the shell."""
        return self.url.split("/", 1)[0]


@dataclass(frozen=True)
class Card:
    """A practice in a list: title, one sentence, place, theme."""

    practice: Practice
    place: str
    themes: tuple[tuple[str, str], ...]
    year: int | None = None


def card(catalogue: Catalogue, practice: Practice, town: str = "") -> Card:
    """What a card of a practice shows; on the page of a municipality that name stands first."""
    known = _cards(catalogue)
    key = (practice.slug, town if len(practice.municipality) > 1 else "")
    found = known.get(key)
    if found is None:
        found = known[key] = Card(
            practice,
            place_text(catalogue, practice, town=town),
            tuple((slug, catalogue.themes[slug].title) for slug in practice.theme),
            facts_year(catalogue, practice),
        )
    return found


@lru_cache(maxsize=2)
def _cards(catalogue: Catalogue) -> dict[tuple[str, str], Card]:
    """The cards of a catalogue that were made already, by slug and municipality: most come back on many pages."""
    return {}


def cards(
    catalogue: Catalogue, practices: tuple[Practice, ...] | list[Practice], town: str = ""
) -> list[Card]:
    """Cards in the order given."""
    return [card(catalogue, practice, town) for practice in practices]


def place_text(catalogue: Catalogue, practice: Practice, most: int = 3, town: str = "") -> str:
    """``Genk (Winterslag)``, ``Asse, Diest en 4 andere``, or the provinces."""
    names = []
    towns = catalogue.places.towns
    own_first = sorted(practice.municipality, key=lambda name: town not in (name, towns[name].today.name))
    for name in own_first:
        inside = practice.place.get(name)
        names.append(f"{name} ({', '.join(inside)})" if inside else name)
    if not names:
        provinces = catalogue.provinces_of[practice.slug]
        return "Vlaanderen" if len(provinces) >= 5 else ", ".join(provinces)
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} en {len(names) - most} andere"
    return ", ".join(names)


def citations(catalogue: Catalogue, refs: tuple[SourceRef, ...]) -> list[str]:
    """The sources of a record, as a reader cites them, each once."""
    found = (cited(ref, catalogue.sources[ref.id].cite, catalogue.sources[ref.id].year) for ref in refs)
    return list(dict.fromkeys(found))


def initials(items: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """The items, which come sorted by name, under the first letter of it."""
    return [
        (letter, list(group))
        for letter, group in groupby(items, lambda item: sort_key(name(item))[:1].upper())
    ]
