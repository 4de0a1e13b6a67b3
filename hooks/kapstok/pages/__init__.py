"""The catalogue as pages: one function a page kind, each giving what its template needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..catalogue import Catalogue
from ..related import Similar
from .contribute import contribute_page
from .directories import directory_pages
from .freshness import freshness_page
from .lists import list_pages
from .map import map_page
from .page import Page
from .places import place_pages
from .records import record_pages
from .removed import removed_pages
from .rules import rule_pages

__all__ = ["Page", "catalogue_pages"]


def catalogue_pages(catalogue: Catalogue, similar: Mapping[str, Iterable[Similar]]) -> Iterator[Page]:
    """Every page that is made of the catalogue, in a fixed order.

    ``similar``: for each practice those that resemble it, perhaps as they were in a former build.
    """
    yield from list_pages(catalogue)
    yield from record_pages(catalogue, similar)
    yield from directory_pages(catalogue)
    yield map_page(catalogue)
    yield contribute_page(catalogue)
    yield freshness_page(catalogue)
    yield from place_pages(catalogue)
    yield from removed_pages(catalogue)
    yield from rule_pages()
