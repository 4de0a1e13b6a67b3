"""Names that people type: folding, slugs and the nearest known name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import extractOne

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_FOLD = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-",
        "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l",
    }
)  # fmt: skip


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """The name in lower case, without accents, with single spaces and plain quotes."""
    plain = unicodedata.normalize("NFKD", name).lower().translate(_FOLD)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def slugified(name: str) -> str:
    """The name as a part of an address: ``Sint-Gillis-Waas`` gives ``sint-gillis-waas``."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name).replace("'", "")).strip("-")


@lru_cache(maxsize=20_000)
def _bare(name: str) -> str:
    """The name without legal form, punctuation and spaces."""
    return re.sub(r"[\W_]+", "", re.sub(r"\b(vzw|nv|bv)\b", "", folded(name)))


def allowed_distance(name: str) -> int:
    """How many typing errors (insert, delete, replace, swap) still count as the same name."""
    length = len(_bare(name))
    return 0 if length < 5 else 1 if length < 9 else 2


def nearest(name: str, known: Iterable[str], distance: int | None = None) -> str | None:
    """The known name that differs least, or None when all differ by more than ``distance`` typing errors.

    ``distance`` defaults to a third of the length: generous, for a suggestion.
    """
    bare = _bare(name)
    limit = max(1, len(bare) // 3) if distance is None else distance
    candidates = sorted(set(known))
    found = extractOne(bare, map(_bare, candidates), scorer=OSA.distance, score_cutoff=limit)
    return candidates[found[2]] if found else None


def most_similar(name: str, known: Iterable[str]) -> str | None:
    """The known name that shares most letters with this one, in their order; None when all share too few."""
    best: tuple[float, str] | None = None
    for candidate in sorted(set(known)):
        shared = Indel.normalized_similarity(_bare(name), _bare(candidate))
        if shared >= 0.6 and (best is None or shared > best[0]):
            best = (shared, candidate)
    return best[1] if best else None
