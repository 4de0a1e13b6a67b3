"""The catalogue as pages: one function a page kind, each giving what its template needs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from ..cartography import SmallMap
from ..catalogue import Catalogue
from ..related import Similar
from .contribute import contribute_page
from .directories import directory_pages, partner_page, subsidy_page
from .freshness import freshness_page
from .lists import list_pages
from .map import map_page
from .page import Page
from .places import place_pages
from .records import hangijzer_page, practice_page, practice_pages, record_pages
from .removed import removed_pages
from .rules import rule_pages

__all__ = ["Page", "catalogue_pages", "other_pages", "pages_of_files", "practice_pages"]


def catalogue_pages(catalogue: Catalogue, similar: Mapping[str, Iterable[Similar]]) -> Iterator[Page]:
    """Every page that is made of the catalogue, in a fixed order.

    ``similar``: for each practice those that resemble it, perhaps as they were in a former build.
    """
    yield from other_pages(catalogue)
    yield from practice_pages(catalogue, similar)


def other_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Every page but those of practices."""
    yield from list_pages(catalogue)
    yield from record_pages(catalogue)
    yield from directory_pages(catalogue)
    yield map_page(catalogue)
    yield contribute_page(catalogue)
    yield freshness_page(catalogue)
    yield from place_pages(catalogue)
    yield from removed_pages(catalogue)
    yield from rule_pages()


def pages_of_files(
    catalogue: Catalogue, similar: Mapping[str, Iterable[Similar]], paths: Container[str]
) -> Iterator[Page]:
    """The pages of the records that are files of their own, of those whose path is among ``paths``."""
    country = SmallMap.of(catalogue.places.today)
    for practice in catalogue.practices.values():
        if practice.path in paths:
            yield practice_page(catalogue, practice, similar.get(practice.slug, ()), country)
    for hangijzer in catalogue.hangijzers.values():
        if hangijzer.path in paths:
            yield hangijzer_page(catalogue, hangijzer)
    for partner in catalogue.partners.values():
        if partner.path in paths:
            yield partner_page(catalogue, partner)
    for subsidy in catalogue.subsidies.values():
        if subsidy.path in paths:
            yield subsidy_page(catalogue, subsidy)
