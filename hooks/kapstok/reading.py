"""The words of one practice, read once: what of them counts, what a reader sees, and what stands like a noun."""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .model import Practice
from .stem import stem, tokens

FIELDS: Mapping[str, float] = MappingProxyType({"title": 3, "keywords": 3, "summary": 2, "body": 1})
"""How often a word in a field counts."""
PART = 0.5
"""How much a part of a compound counts beside a word of its own."""

PREPOSITIONS = "van voor met in bij tussen over naar uit op door zonder tegen via per rond aan"
BEFORE = frozenset(f"de het een deze elke elk ieder iedere geen hun haar onze uw {PREPOSITIONS}".split())
"""What a noun stands behind."""
BEHIND = frozenset(
    ". , ; : ! ? ( ) en of maar want omdat als die dat waar is zijn was waren wordt worden werd werden heeft "
    f"hebben kan kunnen om te tot tijdens zich ze {PREPOSITIONS}".split()
)
"""What stands behind a noun."""
TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[.,;:!?()]")
"""A word as it is written, or a sign."""
_ADDRESS = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+")

Terms = tuple[tuple[str, float], ...]
"""The stems for which a word counts, and how much."""


class Noun(NamedTuple):
    """A word in lower case that stands like a noun: how often, how it is written there, and whether behind ``een``."""

    word: str
    times: int
    written: str
    single: bool


class Reading(NamedTuple):
    """The words of one practice."""

    stems: tuple[str, ...]
    """Those of all its words and of parts of compounds."""
    strengths: array[float]
    """How strongly each of them is in it."""
    shown: tuple[str, ...]
    """The different words that a reader sees, in lower case."""
    heads: tuple[str, ...]
    """Those of its title, summary and keywords."""
    repeated: tuple[tuple[str, int], ...]
    """Of those shown how many times more, for words that come back."""
    capital: tuple[str, ...]
    """Of those shown which are always written with a capital."""
    nouns: tuple[Noun, ...]


def reading_of(practice: Practice, terms_of: Callable[[str], Terms]) -> Reading:
    """Read a practice; addresses of links are no words."""
    fields = {
        "title": TOKEN.findall(practice.title),
        "keywords": TOKEN.findall(". ".join(practice.keywords)),
        "summary": TOKEN.findall(practice.summary),
        "body": TOKEN.findall(_ADDRESS.sub(" ", practice.body)),
    }
    found: dict[str, float] = {}
    for field, written in fields.items():
        for word, times in Counter(written).items():
            weight = FIELDS[field] * times
            for term, share in terms_of(word):
                found[term] = found.get(term, 0.0) + weight * share
    strengths = array("d", [round(1 + math.log(n), 6) if n > 1 else n for n in found.values()])
    seen = [*fields["title"], ".", *fields["summary"], *fields["body"]]
    lower = _lower(seen)
    uses = Counter(lower)
    return Reading(
        tuple(found),
        strengths,
        tuple(uses),
        tuple(set(_lower([*fields["title"], *fields["summary"], *fields["keywords"]]))),
        tuple((word, times - 1) for word, times in uses.items() if times > 1),
        tuple(uses.keys() - set(seen)),
        tuple(nouns_in(seen, lower)),
    )


def _lower(words: list[str]) -> list[str]:
    """In lower case, and equal words as one object: they come back in many practices."""
    return list(map(sys.intern, map(str.lower, words)))


def nouns_in(written: list[str], words: list[str]) -> list[Noun]:
    """What stands behind an article or preposition and before a function word or a sign: ``met de buddy's.``

    ``words`` are the same in lower case; a text ends as a sentence does.
    """
    found: dict[str, Noun] = {}
    for before, word, form, behind in zip(words, words[1:], written[1:], [*words[2:], "."], strict=False):
        if before in BEFORE and behind in BEHIND:
            last = found.get(word)
            times, single = (last.times, last.single) if last else (0, False)
            found[word] = Noun(word, times + 1, form, single or before == "een")
    return list(found.values())


def terms(word: str, compounds: Mapping[str, tuple[str, ...]]) -> Terms:
    """The stems for which a word counts; parts of a compound count less."""
    return tuple(
        (sys.intern(term), share)
        for token in tokens(word)
        if len(token) > 2 and not token.isdigit()
        for term, share in (
            (stem(token), 1.0), *((stem(part), PART) for part in compounds.get(token, ()))
        )
    )  # fmt: skip
