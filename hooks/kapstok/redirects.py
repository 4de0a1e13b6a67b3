"""Former addresses and where they lead today: always straight to a page, never to another former address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .addresses import addresses_of
from .catalogue import Catalogue
from .history import FORMER
from .model import Record

_SIBLING = {"practice": "hangijzer", "hangijzer": "practice"}
"""Kinds that share their slugs, so that a record may move from one to the other."""


@dataclass(frozen=True)
class Redirect:
    """A former address, today's, and the title of the page there."""

    address: str
    target: str
    title: str


def redirects(catalogue: Catalogue) -> Iterator[Redirect]:
    """Every former address of a record, of its page and of its list for other sites, deleted records included."""
    for kind, item in catalogue.with_page():
        yield from _redirects(catalogue, kind, item, getattr(item, FORMER[kind]))
    for removed in catalogue.removed.values():
        yield from _redirects(catalogue, removed.kind, removed, removed.former_slugs)


def _redirects(catalogue: Catalogue, kind: str, item: Record, former: tuple[str, ...]) -> Iterator[Redirect]:
    title = getattr(item, "title", item.slug)
    own = addresses_of(kind, item.slug)
    for slug in former:
        for old, new in zip(addresses_of(kind, slug), own, strict=True):
            yield Redirect(old, new, title)
    if kind in _SIBLING:
        for slug in (item.slug, *former):
            (old,) = addresses_of(_SIBLING[kind], slug)
            if old in catalogue.published:
                yield Redirect(old, own[0], title)
