"""Practices that resemble one another, computed: they stand below the editor's own choice.

A practice is a bag of features: the stems of its text, its section, target groups, partners,
municipalities and themes.  A feature weighs more when fewer practices have it (tf-idf, cosine
within each kind); a kind weighs as in ``KINDS``.  An inverted index finds the candidates, and of
a feature that many have it keeps only those that it tells most about, so that the work grows
with the number of practices.  Weights are whole numbers: no rounding error can change an order.
How many practices have a feature counts in half doublings, so that another text changes few weights: what was
found for a practice holds as long as all that it follows from is the same (``memo``).
The reason in words comes from ``reasons``; who shares nothing that can be said is not shown.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from .catalogue import Catalogue
from .memo import Memo, digest
from .model import Practice
from .names import folded
from .reading import Reading, Terms, reading_of, terms
from .reasons import Feature, Reasons, stems

MOST = 4
"""How many similar practices are shown at most."""
LEAST = 1_600_000
"""The score below which two practices do not resemble one another; the same text twice: ten million."""
KINDS: Mapping[str, int] = MappingProxyType(
    {"word": 1000, "section": 200, "group": 200, "partner": 200, "town": 50, "theme": 30}
)
"""How much each kind of feature counts at most, in ten thousands of the score."""
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


K = TypeVar("K")


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

    A practice is its place in ``slugs`` and a feature its place in ``features``, both sorted: so are equals.
    """

    slugs: list[str]
    features: list[Feature]
    vectors: list[Vector]
    postings: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, bags: Bags) -> Space:
        """Weigh what more than one practice has and what tells something."""
        slugs = sorted(bags.of)
        rarity = bags.rarity()
        telling = sorted((feature, number) for number, feature in enumerate(bags.features) if rarity[number])
        features = [feature for feature, _ in telling]
        place = [0] * len(rarity)
        for number, (_, before) in enumerate(telling):
            place[before] = number
        vectors: list[Vector] = []
        postings: list[list[tuple[int, int]]] = [[] for _ in features]
        for practice, slug in enumerate(slugs):
            weights = sorted(
                [
                    (-strength * rarity[number], place[number])
                    for number, strength in zip(*bags.of[slug], strict=True)
                    if rarity[number]
                ]
            )
            found: dict[str, list[tuple[float, int]]] = {kind: [] for kind in KINDS}
            for weight in weights:
                found[features[weight[1]][0]].append(weight)
            del found["word"][WORDS:]
            weighed: list[tuple[int, int]] = []
            for kind, own in found.items():
                length = sum([weight * weight for weight, _ in own]) + (0 if kind == "word" else 0.5)
                part = 100 * math.sqrt(KINDS[kind] / length) if own else 0
                weighed += [(round(weight * part), number) for weight, number in own]
            weighed.sort()
            vectors.append({number: -points for points, number in weighed})
            for points, number in weighed:
                postings[number].append((points, practice))
        for having in postings:
            having.sort()
            del having[POSTINGS:]
        return cls(slugs, features, vectors, postings)

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


def similar_practices(catalogue: Catalogue, memo: Memo | None = None) -> Mapping[str, tuple[Similar, ...]]:
    """For each practice up to ``MOST`` others that resemble it, the best first, none that its editor chose.

    ``memo`` knows what was read and found before.
    """
    memo = memo or Memo()
    bags, reasons = Bags(catalogue), Reasons(catalogue)
    compounds = digest(repr(catalogue.compounds))

    @cache
    def terms_of(word: str) -> Terms:
        return terms(word, catalogue.compounds)

    for practice in catalogue.practices.values():
        read = partial(reading_of, practice, terms_of)
        reading = memo.of("reading", read, catalogue.keys[practice.path], compounds)
        bags.read(practice, reading)
        reasons.read(practice.slug, reading)
    space = Space.of(bags)
    return {
        slug: memo.of("similar", partial(_chosen, catalogue, space, reasons, number), key)
        for number, (slug, key) in enumerate(zip(space.slugs, _keys(catalogue, space, reasons), strict=True))
    }


def _keys(catalogue: Catalogue, space: Space, reasons: Reasons) -> Iterator[bytes]:
    """For each practice a digest of all from which ``_chosen`` follows: the outline, its own text and vector, those of
    whoever has one of its strongest features, and the nouns that any of these features can be said with."""
    features = [
        digest(kind, key, *(reasons.forms(key) if kind == "word" else ())) for kind, key in space.features
    ]
    own = [
        digest(
            catalogue.keys[catalogue.practices[slug].path],
            array("q", vector.values()).tobytes(),
            b"".join([features[number] for number in vector]),
        )
        for slug, vector in zip(space.slugs, space.vectors, strict=True)
    ]

    @cache
    def having(feature: int) -> bytes:
        return digest(b"".join([own[practice] for _, practice in space.postings[feature]]))

    for practice, vector in zip(own, space.vectors, strict=True):
        yield digest(catalogue.outline, practice, b"".join(map(having, islice(vector, STRONGEST))))


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


class Numbers(dict[K, int]):
    """A number for each key that is asked for."""

    def __missing__(self, key: K) -> int:
        self[key] = number = len(self)
        return number


class Bags:
    """The features of every practice that was read; the names of its own places are no words.

    Numbers stand for features: ten thousand texts are too much to keep as text.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.of: dict[str, Bag] = {}
        self._catalogue = catalogue
        self._numbers: Numbers[str | Feature] = Numbers()
        """A word stands for itself."""

    @property
    def features(self) -> list[Feature]:
        """Every feature, in the order of the numbers."""
        return [("word", key) if isinstance(key, str) else key for key in self._numbers]

    def read(self, practice: Practice, reading: Reading) -> None:
        """Take in a practice."""
        catalogue = self._catalogue
        towns = catalogue.towns_of[practice.slug]
        names = chain((n for t in towns for n in (t.name, t.today.name)), *practice.place.values())
        own = {stem for name in names for stem in stems(name)}
        words, strengths = reading.stems, reading.strengths
        if not own.isdisjoint(words):
            left = [(word, much) for word, much in zip(words, strengths, strict=True) if word not in own]
            words, strengths = tuple(word for word, _ in left), array("d", [much for _, much in left])
        others: dict[str, Iterable[str]] = {
            "section": [f"{practice.theme[0]}/{practice.section}"] if practice.section else [],
            "group": practice.target_groups,
            "partner": [
                partner.slug if partner else folded(name) for name, partner in catalogue.partners_of(practice)
            ],
            "town": [town.today.name for town in towns],
            "theme": practice.theme,
        }
        features = [*words, *((kind, key) for kind, keys in others.items() for key in dict.fromkeys(keys))]
        strengths = strengths + array("d", [1.0] * (len(features) - len(words)))
        self.of[practice.slug] = array("I", map(self._numbers.__getitem__, features)), strengths

    def rarity(self) -> list[float]:
        """Of each feature, from 0 (everyone or no other has it) to 1; a word of too many practices tells nothing either.

        How many have it counts in half doublings.
        """
        total = len(self.of)
        most = {kind: max(2.0, total * COMMON) if kind == "word" else total for kind in KINDS}
        counts = Counter(chain.from_iterable(features for features, _ in self.of.values()))
        steps = round(2 * math.log2(total + 1))
        return [
            max(0.0, 1 - round(2 * math.log2(counts[number])) / steps)
            if 1 < counts[number] <= most[kind]
            else 0.0
            for number, (kind, _) in enumerate(self.features)
        ]
