"""Practices that resemble one another, computed: they stand below the editor's own choice.

A practice is a bag of features: the stems of its text, its section, target groups, partners,
municipalities and themes.  A feature weighs more when fewer practices have it (tf-idf, cosine
within each kind); a kind weighs as in ``KINDS``.  An inverted index finds the candidates, and of
a feature that many have it keeps only those that it tells most about, so that the work grows
with the number of practices.  Weights are whole numbers: no rounding error can change an order.
The reason in words comes from ``reasons``; who shares nothing that can be said is not shown.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from .catalogue import Catalogue
from .model import Practice
from .names import folded
from .reasons import Feature, Reasons, Words, stems, words_of
from .stem import stem, tokens

MOST = 4
"""How many similar practices are shown at most."""
LEAST = 1_600_000
"""The score below which two practices do not resemble one another; the same text twice: ten million."""
KINDS: Mapping[str, int] = MappingProxyType(
    {"word": 1000, "section": 200, "group": 200, "partner": 200, "town": 50, "theme": 30}
)
"""How much each kind of feature counts at most, in ten thousands of the score."""
FIELDS: Mapping[str, float] = MappingProxyType({"title": 3, "keywords": 3, "summary": 2, "body": 1})
"""How often a word in a field counts."""
PART = 0.5
"""How much a part of a compound counts beside a word of its own."""
COMMON = 0.125
"""A word in more than this share of the practices tells nothing."""
WORDS = 30
"""How many words of a text count: the most telling ones."""
POSTINGS = 50
"""How many practices of one feature are looked at."""
STRONGEST = 16
"""How many features of a practice find it candidates."""
CANDIDATES = 16
"""How many candidates are compared feature by feature."""
SPREAD = 0.75
"""What is left of a score for each practice of the same municipality that the reader has already."""


class Similar(NamedTuple):
    """A practice that resembles another, by its slug, and what they share in words."""

    slug: str
    reason: str


Bag = tuple["array[int]", "array[float]"]
"""The features of a practice, each as its place in ``Bags.features``, and how strongly each is in it."""
Vector = dict[int, int]
"""The weight of each feature of a practice, the heaviest first; a feature is its place in ``Space.features``."""


@dataclass(frozen=True)
class Space:
    """Every practice as a vector, and for each feature its weight in the practices that have it, as a negative number, the heaviest first.

    A practice is its place in ``slugs``, which are sorted: what is equal stays in the order of the slugs.
    """

    slugs: list[str]
    features: list[Feature]
    vectors: list[Vector]
    postings: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, bags: Bags) -> Space:
        """Weigh what more than one practice has and what tells something."""
        slugs = sorted(bags.of)
        features, rarity = bags.features, bags.rarity()
        numbers: dict[Feature, int] = {}
        vectors: list[Vector] = []
        postings: list[list[tuple[int, int]]] = []
        for practice, slug in enumerate(slugs):
            found: dict[str, list[tuple[float, str]]] = {kind: [] for kind in KINDS}
            for feature, strength in zip(*bags.of[slug], strict=True):
                if rarity[feature]:
                    kind, key = features[feature]
                    found[kind].append((-round(strength * rarity[feature], 6), key))
            found["word"] = sorted(found["word"])[:WORDS]
            weighed: list[tuple[int, int]] = []
            for kind, own in found.items():
                length = sum(weight * weight for weight, _ in own) + (0 if kind == "word" else 0.5)
                for weight, key in own:
                    number = numbers.setdefault((kind, key), len(numbers))
                    weighed.append((round(100 * weight * math.sqrt(KINDS[kind] / length)), number))
            postings += [[] for _ in range(len(numbers) - len(postings))]
            vectors.append({number: -points for points, number in sorted(weighed)})
            for points, number in weighed:
                postings[number].append((points, practice))
        for found in postings:
            found.sort()
            del found[POSTINGS:]
        return cls(slugs, list(numbers), vectors, postings)

    def nearest(self, practice: int) -> list[tuple[int, int]]:
        """Practice and score of those that share most, the best first."""
        sums: dict[int, int] = {}
        for number, weight in islice(self.vectors[practice].items(), STRONGEST):
            for theirs, other in self.postings[number]:
                sums[other] = sums.get(other, 0) - weight * theirs
        sums.pop(practice, None)
        candidates = sorted((-score, other) for other, score in sums.items() if score > LEAST // 4)
        own = self.vectors[practice]
        scores = []
        for _, other in candidates[:CANDIDATES]:
            theirs = self.vectors[other]
            scores.append((-sum([own[n] * theirs[n] for n in own.keys() & theirs.keys()]), other))
        return [(other, -score) for score, other in sorted(scores)]

    def shared(self, practice: int, other: int) -> Vector:
        """What each feature that both have adds to the score."""
        own, theirs = self.vectors[practice], self.vectors[other]
        return {number: own[number] * theirs[number] for number in own.keys() & theirs.keys()}


def similar_practices(catalogue: Catalogue) -> Mapping[str, tuple[Similar, ...]]:
    """For each practice up to ``MOST`` others that resemble it, the best first, none that its editor chose."""
    bags, reasons = Bags(catalogue), Reasons(catalogue)
    for practice in catalogue.practices.values():
        words = words_of(practice)
        bags.read(practice, words)
        reasons.read(practice.slug, words)
    space = Space.of(bags)
    return {slug: _chosen(catalogue, space, reasons, number) for number, slug in enumerate(space.slugs)}


def _chosen(catalogue: Catalogue, space: Space, reasons: Reasons, practice: int) -> tuple[Similar, ...]:
    """The best of the nearest that can be explained, spread over municipalities."""
    own = catalogue.practices[space.slugs[practice]]
    known = {item.practice.slug for item in catalogue.related[own.slug]}
    left = {
        other: score
        for other, score in space.nearest(practice)
        if score >= LEAST and space.slugs[other] not in known
    }
    towns = {
        other: [town.today.name for town in catalogue.towns_of[space.slugs[other]]]
        for other in (practice, *left)
    }
    seen = Counter(towns[practice])
    seen.update({t.today.name for slug in known for t in catalogue.towns_of[slug]} - set(seen))
    chosen: list[Similar] = []

    def worth(other: int) -> tuple[int, int]:
        repeats = max((seen[name] for name in towns[other]), default=0)
        return (-round(left[other] * SPREAD**repeats), other)

    while left and len(chosen) < MOST:
        best = min(left, key=worth)
        del left[best]
        found = catalogue.practices[space.slugs[best]]
        shared = {space.features[number]: points for number, points in space.shared(practice, best).items()}
        reason = reasons.reason(own, found, shared)
        if reason:
            chosen.append(Similar(found.slug, reason))
            seen.update(towns[best])
    return tuple(chosen)


class Bags:
    """The features of every practice that was read; the names of its own places are no words.

    Numbers stand for features: ten thousand texts are too much to keep as text.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.of: dict[str, Bag] = {}
        self._catalogue = catalogue
        self._numbers: dict[Feature, int] = {}
        self._terms: dict[str, list[tuple[int, float]]] = {}

    @property
    def features(self) -> list[Feature]:
        """Every feature, in the order of the numbers."""
        return list(self._numbers)

    def read(self, practice: Practice, words: Words) -> None:
        """Take in a practice with the words of each field."""
        catalogue, terms = self._catalogue, self._terms
        towns = catalogue.towns_of[practice.slug]
        found: dict[int, float] = {}
        for field, written in words.items():
            for word, times in Counter(written).items():
                if word not in terms:
                    terms[word] = self._terms_of(word)
                weight = FIELDS[field] * times
                for term, share in terms[word]:
                    found[term] = found.get(term, 0.0) + weight * share
        for name in chain((n for t in towns for n in (t.name, t.today.name)), *practice.place.values()):
            for term in stems(name):
                found.pop(self._number("word", term), None)
        bag = {term: 1 + math.log(count) if count > 1 else count for term, count in found.items()}
        others: dict[str, Iterable[str]] = {
            "section": [f"{practice.theme[0]}/{practice.section}"] if practice.section else [],
            "group": practice.target_groups,
            "partner": [
                partner.slug if partner else folded(name) for name, partner in catalogue.partners_of(practice)
            ],
            "town": [town.today.name for town in towns],
            "theme": practice.theme,
        }
        for kind, keys in others.items():
            bag.update((self._number(kind, key), 1.0) for key in keys)
        self.of[practice.slug] = array("I", bag), array("d", bag.values())

    def rarity(self) -> list[float]:
        """Of each feature, from 0 (everyone or no other has it) to 1; a word of too many practices tells nothing either."""
        total = len(self.of)
        most = {kind: max(2.0, total * COMMON) if kind == "word" else total for kind in KINDS}
        counts = Counter(chain.from_iterable(features for features, _ in self.of.values()))
        return [
            math.log((total + 1) / counts[number]) / math.log(total + 1)
            if 1 < counts[number] <= most[kind]
            else 0.0
            for number, (kind, _) in enumerate(self._numbers)
        ]

    def _number(self, kind: str, key: str) -> int:
        return self._numbers.setdefault((kind, key), len(self._numbers))

    def _terms_of(self, word: str) -> list[tuple[int, float]]:
        """The stems for which a word counts, as features, and how much."""
        compounds = self._catalogue.compounds
        return [
            (self._number("word", term), share)
            for token in tokens(word)
            if len(token) > 2 and not token.isdigit()
            for term, share in (
                (stem(token), 1.0), *((stem(part), PART) for part in compounds.get(token, ()))
            )
        ]  # fmt: skip
