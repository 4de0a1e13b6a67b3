"""The catalogue as pages: one function a page kind, each giving what its template needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from ..cartography import SmallMap
from ..catalogue import Catalogue
from ..model import Record
from ..related import Similar
from .contribute import contribute_page
from .directories import directory_pages, partner_page, subsidy_page
from .freshness import freshness_page
from .lists import list_pages, searching_pages
from .map import map_page
from .page import Page
from .places import place_pages
from .records import hangijzer_page, practice_page, theme_pages
from .removed import removed_pages
from .rules import rule_pages

__all__ = [
    "Page", "TextPage", "catalogue_pages", "contribute_page", "other_pages", "practice_pages", "searching_pages",
    "text_pages",
]  # fmt: skip

TextPage = tuple[Record, Callable[[], Page]]
"""A record with a text, and how the page is made that shows it; no other page does."""


def catalogue_pages(catalogue: Catalogue, similar: Mapping[str, Iterable[Similar]]) -> Iterator[Page]:
    """Every page that is made of the catalogue, in a fixed order.

    ``similar``: for each practice those that resemble it, perhaps as they were in a former build.
    """
    yield from other_pages(catalogue)
    yield from searching_pages(catalogue)
    yield contribute_page(catalogue)
    for _, make in (*text_pages(catalogue), *practice_pages(catalogue, similar)):
        yield make()


def other_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The pages that follow from the outline of the catalogue: none shows a text, or what is made of all texts."""
    yield from list_pages(catalogue)
    yield from theme_pages(catalogue)
    yield from directory_pages(catalogue)
    yield map_page(catalogue)
    yield freshness_page(catalogue)
    yield from place_pages(catalogue)
    yield from removed_pages(catalogue)
    yield from rule_pages()


def text_pages(catalogue: Catalogue) -> Iterator[TextPage]:
    """One page for each record with a text, but practices."""
    for hangijzer in catalogue.hangijzers.values():
        yield hangijzer, partial(hangijzer_page, catalogue, hangijzer)
    for partner in catalogue.partners.values():
        yield partner, partial(partner_page, catalogue, partner)
    for subsidy in catalogue.subsidies.values():
        yield subsidy, partial(subsidy_page, catalogue, subsidy)


def practice_pages(catalogue: Catalogue, similar: Mapping[str, Iterable[Similar]]) -> Iterator[TextPage]:
    """One page for each practice; ``similar`` as in ``catalogue_pages``."""
    country = SmallMap.of(catalogue.places.today)
    for practice in catalogue.practices.values():
        near = similar.get(practice.slug, ())
        yield practice, partial(practice_page, catalogue, practice, near, country)
