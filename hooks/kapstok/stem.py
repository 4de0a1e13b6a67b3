"""Dutch words to stems, the same at build time and in the browser (``stem.mjs`` is its twin).

Own rules for what Snowball misses (vowel changes, diminutives, plurals with 's), then
Snowball's Porter stemmer for Dutch, then spelling (z/s, v/f, double consonants) and accents.
The steps are listed in README.md under "Search".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_PORTER = Stemmer.Stemmer("dutch_porter", maxCacheSize=0)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_WORDS = re.compile(r"[^\W_]+(?:['’.\-–&/][^\W_]+)*", re.UNICODE)
_IRREGULAR = (
    ("steden", "stad"),
    ("leden", "lid"),
    ("kinderen", "kind"),
    ("eieren", "ei"),
    ("ouderen", "oudere"),
    ("oudere", "oudere"),
    ("musea", "museum"),
    ("centra", "centrum"),
    ("schepen", "schepen"),
    ("kansen", "kans"),
    ("kans", "kans"),
    ("verenigingen", "vereniging"),
    ("vereniging", "vereniging"),
    ("gemeenten", "gemeente"),
    ("gemeente", "gemeente"),
    ("cursussen", "cursus"),
    ("cursus", "cursus"),
    ("zussen", "zus"),
    ("minderheden", "minderheid"),
    ("minderheid", "minderheid"),
    ("overheden", "overheid"),
    ("overheid", "overheid"),
    ("werklozen", "werkloos"),
    ("werkloze", "werkloos"),
    ("werkloos", "werkloos"),
    ("leraren", "leraar"),
    ("leraar", "leraar"),
    ("fietsen", "fiets"),
    ("fiets", "fiets"),
    ("artsen", "arts"),
    ("arts", "arts"),
    ("gidsen", "gids"),
    ("gids", "gids"),
    ("fondsen", "fonds"),
    ("fonds", "fonds"),
    ("plaatsen", "plaats"),
    ("plaats", "plaats"),
    ("grenzen", "grens"),
    ("grens", "grens"),
    ("wensen", "wens"),
    ("wens", "wens"),
    ("dansen", "dans"),
    ("dans", "dans"),
    ("beurzen", "beurs"),
    ("beurs", "beurs"),
    ("koersen", "koers"),
    ("koers", "koers"),
    ("mensen", "mens"),
    ("mens", "mens"),
)
_IRREGULAR_ENDINGS = tuple(ending for ending, _ in _IRREGULAR)
_NOT_IRREGULAR = re.compile(r"(?:be|ver|over|ge)(?:steden|leden)\Z")
"""Verbs and participles that end like an irregular plural (``besteden``, ``verleden``)."""
_E_PLURAL = re.compile(
    r"(?:[bdfghlmnprst]ie|ure|age|che|que|ine|tte|nde|[^aeiou]en)s\Z(?<!verlies)(?<!devies)"
)
"""Plurals in -s of nouns that end in -e or -en (``subsidies``, ``vacatures``, ``woonwagens``)."""
_DIMINUTIVE = (
    (re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])etjes?\Z"), ""),
    (re.compile(r"(?<=m)pjes?\Z"), ""),
    (re.compile(r"(?<=[lnrw])tjes?\Z"), ""),
    (re.compile(r"(?<=[bdfgkpt])jes?\Z"), ""),
)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case; a word with a sign inside also counts without it.

    ``Kids-ID's`` gives ``kids``, ``id`` and ``kidsid``.
    """
    clean = text.lower()
    if not clean.isascii():
        clean = unicodedata.normalize("NFC", clean).replace("\u0307", "")
    if "'s" in clean or "’s" in clean:
        clean = re.sub(r"['’]s\b", "", clean)
    words: list[str] = []
    joined: list[str] = []
    for word in _WORDS.findall(clean):
        if word.isalnum():
            words.append(word)
        else:
            parts = _WORD.findall(word)
            words += parts
            joined.append("".join(parts))
    return words + joined


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word in lower case. Words of up to three letters stay as they are."""
    if len(word) <= 3 or word.isdigit():
        return fold(word)
    if word.endswith(_IRREGULAR_ENDINGS):
        for ending, replacement in _IRREGULAR:
            if word.endswith(ending) and not _NOT_IRREGULAR.search(word):
                return fold(word[: -len(ending)] + replacement)
    if word.endswith("eeën") or word.endswith("ieën"):
        word = word[:-2]
    elif word.endswith("s") and (
        (len(word) >= 5 and word[-2] in "aoyé") or (len(word) >= 6 and _E_PLURAL.search(word))
    ):
        word = word[:-1]
    elif len(word) >= 6 and word.endswith(("je", "jes")):
        for pattern, replacement in _DIMINUTIVE:
            if pattern.search(word):
                word = pattern.sub(replacement, word)
                break
    found = _PORTER.stemWord(word)
    if found.endswith("z"):
        found = found[:-1] + "s"
    elif found.endswith("v"):
        found = found[:-1] + "f"
    if found[-2:-1] == found[-1:] and found[-1:] in "bcdfghjklmnpqrstvwxz":
        found = found[:-1]
    return fold(found)


def fold(word: str) -> str:
    """The word without accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")
