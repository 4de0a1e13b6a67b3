"""A name for the file of a new practice, which becomes its permanent address."""

from __future__ import annotations

from collections.abc import Mapping

from .names import slugified
from .raw import Value

LONGEST = 50
NO_SLUG = "Uit de titel volgt geen naam voor het bestand."
"""What is said when ``proposed_slug`` gives nothing, and below it what to do."""
GIVE_SLUG = "Geef een slug: kleine letters, cijfers en streepjes."


def proposed_slug(data: Mapping[str, Value]) -> str:
    """The title, shortened at a whole word, and the municipality when it is one and not named yet; "" when neither gives a name."""
    words = slugified(str(data.get("title") or "")).split("-")
    towns = data.get("municipality")
    towns = towns if isinstance(towns, list) else [towns]
    town = slugified(str(towns[0] or "")) if len(towns) == 1 else ""
    room = LONGEST - len(town)
    slug = words[0][:room]
    for word in words[1:]:
        if len(slug) + len(word) + 1 > room:
            break
        slug += f"-{word}"
    if not town or f"-{town}-" in f"-{slug}-":
        return slug or town
    return f"{slug}-{town}" if slug else town
