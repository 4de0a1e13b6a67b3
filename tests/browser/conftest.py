"""What the browser tests share: the catalogue to compare with, and a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT, Watched
from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of which the site is made."""
    return load_catalogue(ROOT, date.today())


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Watched]:
    """A phone on which no script runs; at the end: no request to another host."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    watched = Watched(context, address)
    yield watched
    context.close()
    assert watched.foreign == []


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Watched]:
    """A window of 1280 px for all tests of a file; a new one for each costs half a second."""
    context = browser.new_context(base_url=address)
    context.set_default_timeout(10_000)
    yield Watched(context, address)
    context.close()


@pytest.fixture(scope="module")
def tab(window: Watched) -> Page:
    """The one tab of that window."""
    return window.page()


@pytest.fixture
def page(window: Watched, tab: Page) -> Iterator[Page]:
    """A tab that other tests used before, for tests that begin at an address; same checks as ``desktop``."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    yield tab
    errors, window.errors[:] = window.errors[:], []
    foreign, window.foreign[:] = window.foreign[:], []
    assert errors == []
    assert foreign == []
    assert window.context.cookies() == []
