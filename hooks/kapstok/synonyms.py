"""Synonyms of the search: lines of ``register/synonyms.yml`` to what a word or phrase also finds.

``a = b = c`` holds both ways; ``a > b, c`` one way; ``a = b > c`` says that a and b mean the same
and both also find c.  Everything is reduced to stems, because that is what the index holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .stem import stem, tokens

Phrase = tuple[str, ...]


def phrase(text: str) -> Phrase:
    """The stems of a word or phrase; what stands joined in the index (``kids-id``) is one stem."""
    words = text.split()
    return tuple(stem(tokens(word)[-1]) for word in words if tokens(word))


def sides(line: str) -> tuple[list[str], list[str]]:
    """The equal terms of a line, and the terms that they also find."""
    left, _, right = line.partition(">")
    return (
        [term.strip() for term in left.split("=") if term.strip()],
        [term.strip() for term in right.split(",") if term.strip()],
    )


def expansions(lines: Iterable[str]) -> dict[Phrase, list[Phrase]]:
    """For each phrase the phrases that it also finds, in the order of the lines."""
    found: dict[Phrase, dict[Phrase, None]] = {}
    for line in lines:
        equal, further = sides(line)
        phrases = [phrase(term) for term in equal]
        targets = [phrase(term) for term in further]
        for own in phrases:
            for other in (*phrases, *targets):
                if own and other and own != other:
                    found.setdefault(own, {}).setdefault(other)
    return {key: list(values) for key, values in found.items()}


def in_vocabulary(
    found: Mapping[Phrase, list[Phrase]], vocabulary: Collection[str], most: int = 12
) -> dict[str, list[str]]:
    """Only what can be found: targets whose every stem is in the index; at most ``most`` for a key."""
    kept = {}
    for key in sorted(found):
        targets = [" ".join(target) for target in found[key] if all(part in vocabulary for part in target)]
        if targets:
            kept[" ".join(key)] = targets[:most]
    return kept
