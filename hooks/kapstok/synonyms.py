"""Synonyms of the search: lines of ``register/synonyms.yml`` to what a word or phrase also finds.

``a = b = c`` holds both ways; ``a > b, c`` one way; ``a = b > c`` says that a and b mean the same
and both also find c.  Everything is reduced to stems, because that is what the index holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .stem import stem, tokens

Phrase = tuple[str, ...]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def phrase(text: str, stop: Collection[str] = ()) -> Phrase:
    """The stems of a word or phrase without stop words; what stands joined in the index (``kids-id``) is one stem."""
    words = [tokens(word)[-1] for word in text.split() if tokens(word)]
    return tuple(stem(word) for word in words if word not in stop) or tuple(stem(word) for word in words)


def sides(line: str) -> tuple[list[str], list[str]]:
    """The equal terms of a line, and the terms that they also find."""
    left, _, right = line.partition(">")
    return (
        [term.strip() for term in left.split("=") if term.strip()],
        [term.strip() for term in right.split(",") if term.strip()],
    )


def stems(lines: Iterable[str], stop: Collection[str] = ()) -> set[str]:
    """Every stem that a line names."""
    return {part for line in lines for side in sides(line) for term in side for part in phrase(term, stop)}


def coded(lines: Iterable[str], numbers: Mapping[str, int], stop: Collection[str] = ()) -> str:
    """The lines as the browser reads them: only what can lead to something in the index.

    A line is ``a=b>c,d``; a term is its stems with ``+`` between them; a stem is its number in
    base 36, or ``_`` and the stem itself when the index lacks it (such a term finds nothing, it only leads on).
    """
    out = []
    for line in lines:
        equal, further = ([phrase(term, stop) for term in side] for side in sides(line))
        known = [term for term in further if term and all(part in numbers for part in term)]
        own = [term for term in dict.fromkeys(equal) if term]
        findable = sum(all(part in numbers for part in term) for term in own)
        if known or (findable and len(own) > 1):
            text = "=".join(_term(term, numbers) for term in own)
            out.append(text + (">" + ",".join(_term(term, numbers) for term in known) if known else ""))
    return "\n".join(out)


def _term(term: Phrase, numbers: Mapping[str, int]) -> str:
    return "+".join(_base36(numbers[part]) if part in numbers else f"_{part}" for part in term)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, low = divmod(number, 36)
        digits = _DIGITS[low] + digits
        if not number:
            return digits
