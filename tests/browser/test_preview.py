"""The preview of ``make serve`` in a real browser: who writes sees what is saved without touching the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.saves import previewing
from conftest import small_project

WRITTEN = "practices/taal/voorleesuur.md"
SEEN = 60_000
"""Milliseconds in which a saved file must be seen on a busy machine."""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A small project and the address of its preview."""
    root = small_project(tmp_path_factory.mktemp("preview"))
    with previewing(root) as (address, _):
        yield root, address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of its own."""
    page = browser.new_page()
    yield page
    page.close()


def test_saved_text_comes_by_itself(preview: tuple[Path, str], tab: Page) -> None:
    """A page that is open must load again when its file is saved, also after a mistake that was mended."""
    root, address = preview
    path = root / WRITTEN
    text = path.read_text("utf-8")
    tab.goto(f"{address}praktijken/voorleesuur/")
    path.write_text(f"{text}\nNu ook met een kikkerkoning.\n", "utf-8")
    expect(tab.get_by_text("met een kikkerkoning")).to_be_visible(timeout=SEEN)
    path.write_text(text.replace("title:", "titel:"), "utf-8")
    log = root / "serve.log"
    for _ in range(SEEN // 100):
        if "niet gewijzigd" in log.read_text("utf-8"):
            break
        tab.wait_for_timeout(100)
    assert "niet gewijzigd" in log.read_text("utf-8")
    expect(tab.get_by_text("met een kikkerkoning")).to_be_visible()
    path.write_text(f"{text}\nNu ook met een reuzenrad.\n", "utf-8")
    expect(tab.get_by_text("met een reuzenrad")).to_be_visible(timeout=SEEN)
    expect(tab.get_by_text("met een kikkerkoning")).to_have_count(0)


def test_search_follows(preview: tuple[Path, str], tab: Page) -> None:
    """The search must find a word that was saved, as soon as the index that is made behind the scenes is there."""
    root, address = preview
    path = root / WRITTEN
    path.write_text(f"{path.read_text('utf-8')}\nMet een zeppelinvaart.\n", "utf-8")

    def found() -> bool:
        tab.goto(f"{address}zoeken/?q=zeppelinvaart")
        tab.wait_for_timeout(500)
        return tab.locator("a[href$='praktijken/voorleesuur/']").count() > 0

    assert any(found() for _ in range(SEEN // 1_000))
