"""What the browser tests share: the catalogue to compare with, and a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from conftest import PATIENCE, ROOT, Watched
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.model import Practice

from .selections import fragment


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of which the site is made."""
    return load_catalogue(ROOT, date.today())


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Watched]:
    """A window for all tests of a file; a new one for each costs half a second."""
    yield from _window(browser, address)


@pytest.fixture(scope="module")
def plain_window(browser: Browser, address: str) -> Iterator[Watched]:
    """A window in which no script runs."""
    yield from _window(browser, address, java_script_enabled=False)


@pytest.fixture(scope="module")
def tab(window: Watched) -> Page:
    """The one tab of the window."""
    return window.page()


@pytest.fixture(scope="module")
def plain_tab(plain_window: Watched) -> Page:
    """The one tab of the window without scripts."""
    return plain_window.page()


@pytest.fixture
def page(window: Watched, tab: Page) -> Iterator[Page]:
    """A tab of 1280 px that other tests used before, for tests that begin at an address."""
    yield from _used_tab(window, tab, width=1280, height=900)


@pytest.fixture
def plain(plain_window: Watched, plain_tab: Page) -> Iterator[Page]:
    """A tab of 360 px without scripts that other tests used before."""
    yield from _used_tab(plain_window, plain_tab, width=360, height=740)


@pytest.fixture
def practices(catalogue: Catalogue) -> list[Practice]:
    """Some practices, in the order of the list."""
    return list(catalogue.practices.values())[:6]


@pytest.fixture
def fresh(page: Page) -> Iterator[Page]:
    """A tab in which nothing is selected."""
    page.goto("over/")
    page.evaluate("localStorage.clear()")
    yield page
    page.goto("over/")
    page.evaluate("localStorage.clear()")


@pytest.fixture
def shared(practices: list[Practice]) -> str:
    """The fragment of a shared selection: three items, a title, an introduction, and a note with the second."""
    slugs = ".".join(practice.slug for practice in practices[:3])
    return fragment(f"i{slugs}", "tVoor_het_college", "uDrie~a~voorbeelden.", "n1.Vooral_dit,_~6h-6h~n_keer.")


def _window(browser: Browser, address: str, **settings: bool) -> Iterator[Watched]:
    context = browser.new_context(base_url=address, **settings)
    context.set_default_timeout(PATIENCE)
    yield Watched(context, address)
    context.close()


def _used_tab(window: Watched, tab: Page, width: int, height: int) -> Iterator[Page]:
    """The tab as it was at first; at the end the same checks as for ``desktop``."""
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
    tab.set_viewport_size({"width": width, "height": height})
    yield tab
    errors, window.errors[:] = window.errors[:], []
    foreign, window.foreign[:] = window.foreign[:], []
    assert errors == []
    assert foreign == []
    assert window.context.cookies() == []
