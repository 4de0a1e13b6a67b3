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
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]+(?:['’.\-–&/][^\W_]+)+", re.UNICODE)
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
    clean = re.sub(r"['’]s\b", "", unicodedata.normalize("NFC", text.lower()).replace("\u0307", ""))
    return _WORD.findall(clean) + [re.sub(r"[\W_]+", "", match) for match in _COMPOUND.findall(clean)]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word in lower case. Words of up to three letters stay as they are."""
    if len(word) <= 3 or word.isdigit():
        return fold(word)
    for ending, replacement in _IRREGULAR:
        if word.endswith(ending) and not _NOT_IRREGULAR.search(word):
            return fold(word[: -len(ending)] + replacement)
    if word.endswith("eeën") or word.endswith("ieën"):
        word = word[:-2]
    elif (len(word) >= 5 and re.search(r"[aoyé]s\Z", word)) or (len(word) >= 6 and _E_PLURAL.search(word)):
        word = word[:-1]
    elif len(word) >= 6:
        for pattern, replacement in _DIMINUTIVE:
            if pattern.search(word):
                word = pattern.sub(replacement, word)
                break
    found = _PORTER.stemWord(word)
    if found.endswith("z"):
        found = found[:-1] + "s"
    elif found.endswith("v"):
        found = found[:-1] + "f"
    found = re.sub(r"([bcdfghjklmnpqrstvwxz])\1\Z", r"\1", found)
    return fold(found)


def fold(word: str) -> str:
    """The word without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")
