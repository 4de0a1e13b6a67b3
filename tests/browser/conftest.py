"""What the browser tests share: the catalogue to compare with, and a browser without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser

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
