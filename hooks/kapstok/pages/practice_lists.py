"""The list of every practice and hangijzer, on as many numbered pages as keep each of them light."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from ..addresses import PRACTICES, numbered
from ..catalogue import Catalogue, sort_key
from ..facets import KEYS, facets
from ..model import Practice
from ..words import counted
from .page import Page, card

T = TypeVar("T")

MOST = 180
"""Cards on one page.  A card weighs some 100 bytes (gzip) and all the rest of a page at most 11 kB, so that
so many stay below the 30 kB that a page may weigh."""


def page_count(number: int) -> int:
    """On how many pages so many cards stand: as few as possible, and one when there are none."""
    return max(1, -(-number // MOST))


def spread(items: Sequence[T]) -> list[Sequence[T]]:
    """The items of each page, in their order; a page has at most one more than another."""
    count = page_count(len(items))
    cuts = (len(items) * page // count for page in range(count + 1))
    return [items[begin:end] for begin, end in pairwise(cuts)]


def practice_lists(catalogue: Catalogue) -> Iterator[Page]:
    """The pages of the list: the practices and the hangijzers by title, as search orders them without a query."""
    practices, hangijzers = catalogue.practices.values(), catalogue.hangijzers.values()
    parts = spread(sorted([*practices, *hangijzers], key=lambda item: (sort_key(item.title), item.slug)))
    context = {
        "facets": facets(catalogue, ("practice", "hangijzer")),
        "facet_keys": KEYS,
        "counts": (len(practices), len(hangijzers)),
        "pages": [numbered(PRACTICES, number) for number in range(1, len(parts) + 1)],
    }
    before = 0
    for number, part in enumerate(parts, 1):
        own = sum(isinstance(item, Practice) for item in part)
        shown = what_is_shown(before, own, len(part) - own)
        page = Page(
            numbered(PRACTICES, number),
            "practices.html",
            context={
                **context,
                "items": [card(catalogue, item) if isinstance(item, Practice) else item for item in part],
                "number": number,
                "shown": shown if len(parts) > 1 else "",
            },
        )
        yield page if number == 1 else _further(page, f"pagina {number} van {len(parts)}", shown)
        before += own


def _further(page: Page, place: str, shown: str) -> Page:
    """A page after the first: nothing in docs/ gives it a title."""
    return replace(
        page,
        title=f"Praktijken, {place}",
        description=f"De lijst van alle inspirerende praktijken, {place}: {shown}.",
        context={**page.context, "heading": "Praktijken"},
        lasting=False,
    )


def what_is_shown(before: int, practices: int, hangijzers: int) -> str:
    """``praktijk 91 tot en met 180, en 6 hete hangijzers``: what stands on a page after so many practices."""
    first, last = before + 1, before + practices
    parts = [
        f"praktijk {first} tot en met {last}" if practices > 1 else f"praktijk {last}" if practices else "",
        counted(hangijzers, "heet hangijzer", "hete hangijzers") if hangijzers else "",
    ]
    return ", en ".join(filter(None, parts))
