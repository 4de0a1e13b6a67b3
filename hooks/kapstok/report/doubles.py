"""Names that are nearly the same: perhaps one organisation, or one practice, that stands there twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from ..addresses import address
from ..catalogue import Catalogue
from ..field_types import PROVINCES
from ..model import Partner
from ..names import folded
from .parts import SHOWN, Item, Part

ALIKE = 88
"""The least likeness of two names (rapidfuzz, 0 to 100, words in any order).

On the real catalogue 88 gives what a person would look at; at 82 come families of names that belong apart.
"""
_SHORTEST = 5
_EMPTY = frozenset(
    ["de", "het", "een", "van", "voor", "en", "the", "met", "in", "op", "te", "vzw", "nv", "bv"]
)
_PLACES = frozenset(
    ["vlaanderen", "vlaams", "belgie", "stad", "gemeente", "provincie", "provinciaal", "lokaal"]
)


def double_names(catalogue: Catalogue) -> Part:
    """Pairs of partners, and of practices, that are called nearly the same."""
    places = _place_words(catalogue)
    partners = [
        (name, partner)
        for partner in catalogue.partners.values()
        for name in (partner.name, *partner.aliases)
    ]
    items: dict[tuple[str, str], Item] = {}
    for first, second in near_pairs([name for name, _ in partners], places):
        (name, one), (other_name, other) = partners[first], partners[second]
        if one is not other and not _are_known_apart(one, other):
            items.setdefault(
                (one.path, other.path),
                Item(
                    f"{_named(name, one)} / {_named(other_name, other)}", "twee partners met bijna dezelfde naam", (one.path, other.path), address(one)
                ),
            )  # fmt: skip
    practices = list(catalogue.practices.values())
    for first, second in near_pairs([practice.title for practice in practices], places):
        own, next_to = practices[first], practices[second]
        if all(related.practice is not next_to for related in catalogue.related[own.slug]):
            items[own.path, next_to.path] = Item(
                f"{own.title} / {next_to.title}",
                "twee praktijken met bijna dezelfde titel",
                (own.path, next_to.path),
                address(own),
            )
    return Part(
        "dubbel",
        "Namen die bijna gelijk zijn",
        "Staat één organisatie of praktijk er twee keer, dan vindt een lezer op elke pagina maar de helft.",
        "Kijk of het om hetzelfde gaat. Voeg partners samen: zet de andere naam bij `aliases` en de oude bestandsnaam bij `former_slugs`. Voeg praktijken samen en zet het oude adres bij `aliases`. Zijn het er echt twee, verbind praktijken dan met `see_also` of partners met `same_as`; ze verdwijnen dan uit deze lijst.",
        "Geen twee namen lijken te veel op elkaar.",
        len(items),
        tuple(items.values())[:SHOWN],
    )


def _named(name: str, partner: Partner) -> str:
    """A name, and whose it is when it is another name."""
    return name if name == partner.name else f"{name} ({partner.name})"


def near_pairs(names: Sequence[str], places: frozenset[str]) -> list[tuple[int, int]]:
    """The positions of names that are alike.

    What names a place, or a level of government, must be the same in both: 'Riso Limburg' is not 'Riso Brussel'.
    """
    keys = [_key(name, places) for name in names]
    groups: dict[frozenset[str], list[int]] = {}
    for index, (text, where) in enumerate(keys):
        if len(text) >= _SHORTEST:
            groups.setdefault(where, []).append(index)
    found = []
    for members in groups.values():
        texts = [keys[index][0] for index in members]
        for position, index in enumerate(members):
            for _, _, offset in process.extract(
                texts[position], texts[position + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=None
            ):  # fmt: skip
                found.append((index, members[position + 1 + offset]))
    return sorted(found)


def _key(name: str, places: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The telling words of a name, and the places that it names."""
    words = [word for word in re.findall(r"\w+", folded(name)) if word not in _EMPTY]
    return " ".join(word for word in words if word not in places), frozenset(words) & places


def _place_words(catalogue: Catalogue) -> frozenset[str]:
    names: Iterable[str] = (*catalogue.places.towns, *catalogue.places.boroughs, *PROVINCES)
    return _PLACES | {
        word for name in names for word in re.findall(r"\w+", folded(name)) if word not in _EMPTY
    }


def _are_known_apart(one: Partner, other: Partner) -> bool:
    """The register says already how the two belong together."""
    return any(
        a.same_as == b.slug or (a.successor is not None and a.successor.partner == b.slug)
        for a, b in ((one, other), (other, one))
    )
