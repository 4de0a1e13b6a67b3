"""What search may weigh: nothing before it is used, and little until its first result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.server import Served, serving
from bench.visits import CODE, PLAIN, fetched_by, fetched_for
from conftest import BASE
from kapstok.addresses import address
from kapstok.catalogue import Catalogue

BUDGET = 100_000
"""Bytes of all files of search together, with gzip, at the size of the real catalogue."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    """The real site from a server that compresses and counts."""
    with serving(site, BASE) as found:
        yield found


@pytest.fixture(scope="module")
def plain(browser: Browser, served: Served) -> set[str]:
    """What a page without search fetches."""
    return fetched_by(browser, served, PLAIN)


@pytest.mark.parametrize("path", ["zoeken/", "praktijken/"])
def test_no_data_is_fetched_before_a_search(
    path: str, browser: Browser, served: Served, plain: set[str]
) -> None:
    """Opening a page with a search box must fetch its scripts, and none of its data."""
    fetched = fetched_by(browser, served, path) - plain - {BASE + path}
    assert {file for file in fetched if not file.endswith(CODE)} == set()


def test_a_page_without_search_fetches_nothing_of_it(
    browser: Browser, served: Served, plain: set[str], catalogue: Catalogue
) -> None:
    """A page that is only read must fetch no file of search, not even a script."""
    found = fetched_for(browser, served, "taal", plain, by_letter=True)
    search = {answer.path for answer in (*found.before, *found.after)}
    assert len(search) > 1
    assert not any("search" in path for path in plain)
    for path in ("", "themas/", address(next(iter(catalogue.practices.values())))):
        assert fetched_by(browser, served, path) & search == set(), path


@pytest.mark.parametrize("query", ["taalcoach", "huiswerkbegleiding", "hoe bereiken we ouders"])
def test_the_first_result_costs_little(query: str, browser: Browser, served: Served, plain: set[str]) -> None:
    """From opening the page to the result of a typed query all files of search must stay within the budget."""
    found = fetched_for(browser, served, query, plain, by_letter=True)
    assert found.results > 0
    total = found.code + found.data
    assert total <= BUDGET, f"{total} bytes: {found.code} of scripts, {found.data} of data"
