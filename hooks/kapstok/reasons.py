"""Why one practice stands beside another, in words: what the two really share.

Of words only nouns are said.  Which words are nouns follows from where they stand in the texts: behind
an article or preposition and before a function word or a sign (``met de buddy's.``), or as a keyword.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain

from .catalogue import Catalogue
from .field_types import PROVINCES
from .model import Practice
from .names import folded
from .reading import BEFORE, BEHIND, TOKEN, Reading
from .stem import stem, tokens
from .words import listed

Feature = tuple[str, str]
"""Kind and key of what practices may share: ``("word", "moskee")``, ``("group", "ouders")``."""

NOUN = 0.2
"""The share of its uses in which a word must stand like a noun."""
TOLD = 150_000
"""What a shared word must add to the score to be said."""
FIRM = 2_000_000
"""The score from which two things in common are enough; below it takes three, or the same section."""
TELLING = 0.12
"""A target group or partner of more than this share of the practices says nothing."""

_VAGUE = frozenset(
    [
        "aanpak", "actie", "acties", "activiteit", "activiteiten", "doelgroep", "doelgroepen", "geld", "iedereen",
        "jaar", "jong", "maand", "maanden", "maat", "manier", "manieren", "moment", "stap", "stappen", "week", "weken",
        "wensen", "werking",
    ]
)  # fmt: skip
"""Words that say nothing about what a practice is about."""
_NAMES = frozenset(["Roma"])
"""Target groups that keep their capital inside a sentence."""
_ADJECTIVE = re.compile(r"[A-Z].*se\Z")
"""``Marokkaanse``"""


class Reasons:
    """What is needed to say what two practices share; every practice is read before the first is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._readings: dict[str, Reading] = {}
        self._found = Nouns(word for practice in catalogue.practices.values() for word in practice.keywords)

    def read(self, slug: str, reading: Reading) -> None:
        """Take in a practice."""
        self._found.read(reading)
        self._readings[slug] = reading

    def forms(self, key: str) -> tuple[str, ...]:
        """The nouns with this stem, in lower case and as one says them."""
        return tuple(chain.from_iterable(self._nouns.get(key, {}).items()))

    @cached_property
    def _nouns(self) -> Mapping[str, Mapping[str, str]]:
        """Of each stem the nouns in lower case, each as one says it."""
        places = {word for name in (*self.catalogue.places.towns, *PROVINCES) for word in tokens(name)}
        by_stem: dict[str, dict[str, str]] = {}
        for word, said in self._found.said().items():
            parts = tokens(word)
            if parts and word not in places:
                by_stem.setdefault(stem(parts[-1]), {})[word] = said
        return by_stem

    def reason(self, own: Practice, other: Practice, shared: Mapping[Feature, int]) -> str:
        """One line such as ``Ook over huiswerk, voor studenten``; "" when they share too little to say.

        ``shared``: what each feature that both have adds to the score.
        """
        keys: dict[str, list[str]] = {}
        for points, (kind, key) in sorted((-points, feature) for feature, points in shared.items()):
            if kind != "word" or -points >= TOLD:
                keys.setdefault(kind, []).append(key)
        section = self._section(keys.get("section", []))
        groups = self._groups(keys.get("group", []))
        partners = self._partners(keys.get("partner", []), own, other)
        words = self._words(
            keys.get("word", []), own, other, [section, *groups, *partners, *keys.get("town", [])]
        )
        things = len(words) + bool(groups) + bool(partners)
        if not section and things < (2 if sum(shared.values()) >= FIRM else 3):
            return ""
        phrases = [
            *([f"bij '{section}'"] if section else []),
            *([f"over {listed(words)}"] if words else []),
            *([f"voor {listed(groups)}"] if groups else []),
        ][:2]
        said = f"Ook {', '.join(phrases)}"
        if partners and len(phrases) < 2:
            said += f"; zelfde {'partner' if len(partners) == 1 else 'partners'}: {listed(partners)}"
        return said

    def _section(self, keys: list[str]) -> str:
        if not keys:
            return ""
        theme, _, section = keys[0].partition("/")
        return next(s.title for s in self.catalogue.themes[theme].sections if s.id == section)

    def _groups(self, keys: list[str]) -> list[str]:
        found = self.catalogue.practices_of_target_group
        titles = [self.catalogue.target_groups[key].title for key in keys if self._tells(len(found[key]))]
        return [title if title in _NAMES else title[:1].lower() + title[1:] for title in titles][:2]

    def _partners(self, keys: list[str], own: Practice, other: Practice) -> list[str]:
        """Partners by the name that the other practice gives them; a kind of service counts under one name only."""
        if not keys:
            return []
        found = self.catalogue.practices_of_partner
        mine = {folded(name) for name in own.partners}
        names = {
            partner.slug if partner else folded(name): name
            for name, partner in self.catalogue.partners_of(other)
            if not partner
            or (self._tells(len(found[partner.slug])) and (not partner.generic or folded(name) in mine))
        }
        return [names[key] for key in keys if key in names][:2]

    def _words(self, keys: list[str], own: Practice, other: Practice, said: list[str]) -> list[str]:
        """Two nouns at most, of which a reader finds each in one of the texts and in no other phrase."""
        readings = self._readings[own.slug], self._readings[other.slug]
        heads = {word for reading in readings for word in reading.heads}
        taken = [key for text in said for key in stems(text)]
        chosen: list[str] = []
        for key in keys:
            forms = self._nouns.get(key)
            if not forms or not any(word in heads for word in forms):
                continue
            found = [
                form for word, form in forms.items() if any(word in reading.shown for reading in readings)
            ]
            if found and not any(key in word or word in key for word in taken):
                chosen.append(max(found, key=lambda form: (not form.startswith("een "), form)))
                taken.append(key)
                if len(chosen) == 2:
                    break
        return chosen

    def _tells(self, practices: int) -> bool:
        return practices <= max(2, TELLING * len(self.catalogue.practices))


@lru_cache(maxsize=10_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a name or title, which comes back with many practices."""
    return tuple(stem(word) for word in tokens(text))


class Nouns:
    """The words that stand like nouns in what was read, each as one says it: ``buddy`` as ``een buddy``."""

    def __init__(self, keywords: Iterable[str] = ()) -> None:
        self._keywords = list(keywords)
        self._shown: Counter[str] = Counter()
        """In how many practices a reader sees each word."""
        self._more: Counter[str] = Counter()
        """How often words come back in a practice."""
        self._capital: Counter[str] = Counter()
        """In how many practices a word is always written with a capital."""
        self._like_noun: Counter[str] = Counter()
        self._single: set[str] = set()
        self._names: dict[str, str] = {}
        self._plain = {word for keyword in self._keywords for word in TOKEN.findall(keyword)}

    def read(self, reading: Reading) -> None:
        """Take in the words of a practice."""
        self._shown.update(reading.shown)
        for word, times in reading.repeated:
            self._more[word] += times
        self._capital.update(reading.capital)
        for noun in reading.nouns:
            self._like_noun[noun.word] += noun.times
            self._names[noun.word] = noun.written
            if noun.single:
                self._single.add(noun.word)

    def said(self) -> dict[str, str]:
        """The nouns in lower case with how one says them, sorted."""
        shown, more = self._shown, self._more
        found = {
            word for word, count in self._like_noun.items() if count >= NOUN * (shown[word] + more[word])
        }
        found.update(word.lower() for word in self._keywords if TOKEN.fullmatch(word))
        said = {
            word: word
            if word in self._plain or shown[word] > self._capital[word]
            else self._names.get(word, word)
            for word in sorted(found - _VAGUE - BEFORE - BEHIND)
            if len(word) > 3 and word[0].isalpha()
        }
        return {
            word: f"een {form}" if word in self._single else form
            for word, form in said.items()
            if not _ADJECTIVE.match(form)
        }
