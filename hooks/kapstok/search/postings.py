"""The inverted index: for every stem the records that hold it, each with a score.

Scores are BM25F term weights (fields with weights, length normalised) in fifteen levels; the inverse
document frequency follows from the length of a posting list, so the browser only adds and multiplies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from ..stem import stem, tokens
from .fields import FIELDS
from .packing import distances, nibbles, varint

K1 = 2.0
LEVELS_OF_SCORE = 15
PART = 0.4
"""How much a part of a compound counts beside a word of its own."""

_SEPARABLE = re.compile("(aan|af|bij|door|in|mee|na|om|op|over|rond|samen|toe|uit|voor|weg)ge(.{3,})")

Forms = tuple[tuple[str, str, float], ...]
"""What a word is found by: stem, written form and weight; the word itself first, then the parts of a compound."""


Row = tuple[str, str, tuple[tuple[int, int], ...]]
"""A stem, the word that stands for it most often, and its records with their scores."""


def parts_of(word: str, compounds: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The parts of a compound; of three or more also the neighbours together (``speel + plein``)."""
    parts = list(compounds.get(word, ()))
    return parts + [a + b for a, b in pairwise(parts) if len(parts) > 2]


def infinitive(word: str) -> list[str]:
    """The verb of a separable participle: ``rondgeleid`` gives ``rondleid``, as ``rondleiding`` does."""
    found = _SEPARABLE.fullmatch(word)
    return [found[1] + found[2]] if found else []


class _Forms(dict[str, Forms]):
    """What each word is found by, worked out once."""

    def __init__(self, compounds: Mapping[str, tuple[str, ...]]) -> None:
        self._compounds = compounds

    def __missing__(self, word: str) -> Forms:
        parts = [*parts_of(word, self._compounds), *infinitive(word)]
        self[word] = (stem(word), word, 1.0), *((stem(part), part, PART) for part in parts)
        return self[word]


def postings_of(
    documents: Iterable[Mapping[str, str]],
    compounds: Mapping[str, tuple[str, ...]],
    stop: Collection[str] = (),
) -> list[Row]:
    """The index of documents of field texts, numbered as they come; by stem.

    Words of ``stop`` count in titles only: a query drops them unless it holds nothing else.
    """
    forms = _Forms(compounds)
    written: dict[str, Counter[str]] = {}
    counted: list[dict[str, Counter[str]]] = []
    for document in documents:
        fields = {}
        for name, text in document.items():
            if not text:
                continue
            counts: Counter[str] = Counter()
            for word in tokens(text):
                if word in stop and name != "title":
                    continue
                for term, form, weight in forms[word]:
                    counts[term] += weight  # type: ignore[assignment]
                    written.setdefault(term, Counter())[form] += 1
            fields[name] = counts
        counted.append(fields)
    weights = _weights(counted)
    return [
        (
            term,
            min(written[term].items(), key=lambda item: (-item[1], item[0]))[0],
            tuple((number, level(weight)) for number, weight in weights[term].items()),
        )
        for term in sorted(weights)
    ]


def _weights(counted: list[dict[str, Counter[str]]]) -> dict[str, dict[int, float]]:
    """For each stem the BM25F weight of each record that holds it, by rising number."""
    total, present = Counter[str](), Counter[str]()
    for document in counted:
        for name, words in document.items():
            total[name] += sum(words.values())
            present[name] += 1
    average = {name: total[name] / present[name] or 1.0 for name in present}
    weights: dict[str, dict[int, float]] = {}
    for number, document in enumerate(counted):
        for name, words in document.items():
            field = FIELDS[name]
            length = sum(words.values())
            scale = field.weight / (1 - field.b + field.b * length / average[name])
            for term, count in words.items():
                own = weights.setdefault(term, {})
                own[number] = own.get(number, 0.0) + scale * count
    return weights


def level(weight: float) -> int:
    """The score of a weight: it rises ever slower, to fifteen; never 0."""
    return max(1, round(LEVELS_OF_SCORE * weight / (weight + K1)))


def packed(found: Iterable[Row]) -> bytes:
    """Posting lists: the length of each, then the distances of the records, then two scores in a byte."""
    rows = [own for _, _, own in found]
    return b"".join(
        (
            b"".join(varint(len(row)) for row in rows),
            b"".join(distances(number for number, _ in row) for row in rows),
            nibbles(score for row in rows for _, score in row),
        )
    )


def in_files(rows: Iterable[Row], size: int, with_words: bool = False) -> list[list[Row]]:
    """Stems with their word and list, cut into runs that take about ``size`` bytes, with or without the words."""
    files: list[list[Row]] = []
    room = 0.0
    for row in rows:
        if room <= 0:
            files.append([])
            room = size
        files[-1].append(row)
        room -= 1 + 1.5 * len(row[2]) + (len(row[1]) if with_words else 0)
    return files
