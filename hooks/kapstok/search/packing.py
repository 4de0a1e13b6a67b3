"""Numbers and words in few bytes; ``search-engine.mjs`` reads them back."""

from __future__ import annotations

from collections.abc import Iterable


def varint(number: int) -> bytes:
    """A non-negative integer in groups of seven bits, lowest first."""
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def distances(numbers: Iterable[int]) -> bytes:
    """Rising integers as the distance of each to the one before it, the first to 0."""
    out, previous = bytearray(), 0
    for number in numbers:
        out += varint(number - previous)
        previous = number
    return bytes(out)


def nibbles(values: Iterable[int]) -> bytes:
    """Integers from 0 to 15, two in a byte, the first in the low half."""
    pairs = iter(values)
    return bytes(low | next(pairs, 0) << 4 for low in pairs)


def front_coded(words: Iterable[str]) -> str:
    """Words without the beginning that they share with the one before.

    A word is a capital letter (A: nothing shared, B: one letter …, at most 25) and the rest of it.
    Words are in small letters, so the next capital begins the next word.
    """
    out, previous = [], ""
    for word in words:
        shared = 0
        while shared < min(len(previous), len(word), 25) and previous[shared] == word[shared]:
            shared += 1
        out.append(chr(ord("A") + shared) + word[shared:])
        previous = word
    return "".join(out)


def endings(pairs: Iterable[tuple[str, str]]) -> str:
    """Stems as what makes them of their words: how many letters go, and what comes in their place.

    The number is a capital letter (A: none, B: one …, at most 24), after a Z for every 25 more.
    Letters are counted as JavaScript does, in UTF-16.
    """
    out = []
    for word, stem in pairs:
        shared = 0
        while shared < min(len(word), len(stem)) and word[shared] == stem[shared]:
            shared += 1
        many, few = divmod(len(word[shared:].encode("utf-16-le")) // 2, 25)
        out.append("Z" * many + chr(ord("A") + few) + stem[shared:])
    return "".join(out)
