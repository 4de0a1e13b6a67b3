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
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from .catalogue import Catalogue
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


Bag = dict[str, dict[str, float]]
"""How strongly each feature is in a practice, by kind."""
Vector = dict[int, int]
"""The weight of each feature of a practice, the heaviest first; a feature is its place in ``Space.features``."""


@dataclass(frozen=True)
class Space:
    """Every practice as a vector, and for each feature the practices that have it with their weights.

    A practice is its place in ``slugs``, which are sorted: what is equal stays in the order of the slugs.
    """

    slugs: list[str]
    features: list[Feature]
    vectors: list[Vector]
    postings: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, bags: Mapping[str, Bag]) -> Space:
        """Weigh what more than one practice has and what tells something."""
        slugs = sorted(bags)
        rarity = {kind: _rarity(kind, [bag[kind] for bag in bags.values()]) for kind in KINDS}
        numbers: dict[Feature, int] = {}
        vectors: list[Vector] = []
        postings: list[list[tuple[int, int]]] = []
        for practice, slug in enumerate(slugs):
            weighed: list[tuple[int, int]] = []
            for kind, keys in bags[slug].items():
                rare = rarity[kind]
                own = [
                    (-round(strength * rare[key], 6), key) for key, strength in keys.items() if key in rare
                ]
                if kind == "word":
                    own = sorted(own)[:WORDS]
                length = sum(weight * weight for weight, _ in own) + (0 if kind == "word" else 0.5)
                for weight, key in own:
                    number = numbers.setdefault((kind, key), len(numbers))
                    weighed.append((round(100 * weight * math.sqrt(KINDS[kind] / length)), number))
            postings += [[] for _ in range(len(numbers) - len(postings))]
            vectors.append({number: -points for points, number in sorted(weighed)})
            for points, number in weighed:
                postings[number].append((points, practice))
        most = [[(other, -points) for points, other in sorted(found)[:POSTINGS]] for found in postings]
        return cls(slugs, list(numbers), vectors, most)

    def nearest(self, practice: int) -> list[tuple[int, int]]:
        """Practice and score of those that share most, the best first."""
        sums: dict[int, int] = {}
        for number, weight in islice(self.vectors[practice].items(), STRONGEST):
            for other, theirs in self.postings[number]:
                sums[other] = sums.get(other, 0) + weight * theirs
        sums.pop(practice, None)
        candidates = sorted((-score, other) for other, score in sums.items() if score > LEAST // 4)
        scores = [
            (-sum(self.shared(practice, other).values()), other) for _, other in candidates[:CANDIDATES]
        ]
        return [(other, -score) for score, other in sorted(scores)]

    def shared(self, practice: int, other: int) -> Vector:
        """What each feature that both have adds to the score."""
        own, theirs = self.vectors[practice], self.vectors[other]
        return {number: own[number] * theirs[number] for number in own.keys() & theirs.keys()}


def similar_practices(catalogue: Catalogue) -> Mapping[str, tuple[Similar, ...]]:
    """For each practice up to ``MOST`` others that resemble it, the best first, none that its editor chose."""
    words = {slug: words_of(practice) for slug, practice in catalogue.practices.items()}
    space = Space.of(_bags(catalogue, words))
    reasons = Reasons.of(catalogue, words)
    return MappingProxyType(
        {slug: _chosen(catalogue, space, reasons, number) for number, slug in enumerate(space.slugs)}
    )


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


def _rarity(kind: str, bags: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """From 0 (everyone has it) to 1, of each key that more than one practice has; words of all texts are left out."""
    total = len(bags)
    most = max(2.0, total * COMMON) if kind == "word" else total
    return {
        key: math.log((total + 1) / number) / math.log(total + 1)
        for key, number in Counter(chain.from_iterable(bags)).items()
        if 1 < number <= most
    }


def _bags(catalogue: Catalogue, words: Mapping[str, Words]) -> dict[str, Bag]:
    """The features of every practice; the names of its own places are no words."""
    terms: dict[str, list[tuple[str, float]]] = {}
    bags: dict[str, Bag] = {}
    for slug, fields in words.items():
        practice = catalogue.practices[slug]
        towns = catalogue.towns_of[slug]
        found: dict[str, float] = {}
        for field, written in fields.items():
            for word, times in Counter(written).items():
                if word not in terms:
                    terms[word] = _terms(word, catalogue.compounds)
                weight = FIELDS[field] * times
                for term, share in terms[word]:
                    found[term] = found.get(term, 0.0) + weight * share
        for name in chain((n for t in towns for n in (t.name, t.today.name)), *practice.place.values()):
            for term in stems(name):
                found.pop(term, None)
        bags[slug] = {
            "word": {term: 1 + math.log(count) if count > 1 else count for term, count in found.items()},
            "section": {f"{practice.theme[0]}/{practice.section}": 1.0} if practice.section else {},
            "group": dict.fromkeys(practice.target_groups, 1.0),
            "partner": {
                partner.slug if partner else folded(name): 1.0
                for name, partner in catalogue.partners_of(practice)
            },
            "town": {town.today.name: 1.0 for town in towns},
            "theme": dict.fromkeys(practice.theme, 1.0),
        }
    return bags


def _terms(word: str, compounds: Mapping[str, tuple[str, ...]]) -> list[tuple[str, float]]:
    """The stems for which a word counts, and how much."""
    return [
        pair
        for token in tokens(word)
        if len(token) > 2 and not token.isdigit()
        for pair in ((stem(token), 1.0), *((stem(part), PART) for part in compounds.get(token, ())))
    ]
