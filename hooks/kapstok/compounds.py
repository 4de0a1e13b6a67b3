"""Dutch compounds and their parts, from the reviewed list ``register/compounds.txt``.

``buurtfeest = buurt + feest`` makes a search for ``feest`` find the word; a word without ``=`` is
no compound.  The list is reviewed by a person: ``propose`` only suggests.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

SHORTEST = 7
"""Words of fewer letters are not looked at."""
_LINKS = ("", "s", "e", "en", "n", "er")
_PARTICLES = frozenset(
    [
        "aan",
        "achter",
        "af",
        "bij",
        "binnen",
        "door",
        "in",
        "langs",
        "mee",
        "na",
        "om",
        "onder",
        "op",
        "over",
        "samen",
        "tegen",
        "toe",
        "uit",
        "voor",
        "weer",
    ]
)


def parsed(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Word to parts; a word that is no compound has none."""
    found = {}
    for line in lines:
        word, _, parts = line.partition("=")
        if word.strip() and not line.startswith("#"):
            found[word.strip()] = tuple(part.strip() for part in parts.split("+") if part.strip())
    return found


def missing(words: Iterable[str], known: Collection[str], names: Collection[str]) -> list[str]:
    """The words that ask for an entry: long enough, only letters, no name of a place."""
    return sorted({w for w in words if len(w) >= SHORTEST and w.isalpha()} - set(known) - set(names))


def propose(word: str, lexicon: Collection[str]) -> tuple[str, ...]:
    """The parts of a word when it falls apart in two words of the lexicon, the longest last part first."""
    for end in range(3, len(word) - 2):
        left = word[:end]
        if left not in lexicon or left in _PARTICLES:
            continue
        for link in _LINKS:
            right = word[end + len(link) :]
            if (
                word.startswith(link, end)
                and len(right) >= 3
                and right in lexicon
                and right not in _PARTICLES
            ):
                return (left, right)
    return ()


def lexicon(known: Mapping[str, tuple[str, ...]], words: Iterable[str]) -> set[str]:
    """Everything that may be a part: parts that were accepted before, and words of four letters or more."""
    return {part for parts in known.values() for part in parts} | {word for word in words if len(word) >= 4}
