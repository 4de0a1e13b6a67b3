"""The preview of ``make serve`` in a real browser: who writes sees what is saved without touching the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


def test_lists_come_by_themselves(preview: tuple[Path, str], tab: Page) -> None:
    """A list that is open must load again when a title in it is saved, behind the page of the record itself."""
    root, address = preview
    path = root / WRITTEN
    text = path.read_text("utf-8")
    tab.goto(f"{address}themas/taal/")
    path.write_text(text.replace("title: ", "title: Zeer grote ", 1), "utf-8")
    expect(tab.get_by_role("link", name="Zeer grote").first).to_be_visible(timeout=SEEN)
    path.write_text(text, "utf-8")
    expect(tab.get_by_role("link", name="Zeer grote")).to_have_count(0, timeout=SEEN)


def test_nothing_that_was_saved_gets_lost(preview: tuple[Path, str], tab: Page) -> None:
    """What was saved while a mistake stood elsewhere must be seen when that is mended: of docs/ and of a register."""
    root, address = preview
    path, page, partner = (
        root / WRITTEN,
        root / "docs/over/index.md",
        next((root / "register/partners").glob("*.md")),
    )
    text = path.read_text("utf-8")
    with _told(root, "niet gewijzigd", tab):
        path.write_text(text.replace("title:", "titel:"), "utf-8")
    page.write_text(f"{page.read_text('utf-8')}\nMet een luchtballon.\n", "utf-8")
    partner.write_text(f"{partner.read_text('utf-8')}\nMet een roeiboot.\n", "utf-8")
    tab.wait_for_timeout(1_000)
    tab.goto(f"{address}over/")
    expect(tab.get_by_text("Met een luchtballon.")).to_have_count(0)
    path.write_text(text, "utf-8")
    expect(tab.get_by_text("Met een luchtballon.")).to_be_visible(timeout=SEEN)
    tab.goto(f"{address}partners/{partner.stem}/")
    expect(tab.get_by_text("Met een roeiboot.")).to_be_visible(timeout=SEEN)


def test_saved_text_comes_by_itself(preview: tuple[Path, str], tab: Page) -> None:
    """A page that is open must load again when its file is saved, also after a mistake that was mended."""
    root, address = preview
    path = root / WRITTEN
    text = path.read_text("utf-8")
    tab.goto(f"{address}praktijken/voorleesuur/")
    path.write_text(f"{text}\nNu ook met een kikkerkoning.\n", "utf-8")
    expect(tab.get_by_text("met een kikkerkoning")).to_be_visible(timeout=SEEN)
    with _told(root, "niet gewijzigd", tab):
        path.write_text(text.replace("title:", "titel:"), "utf-8")
    told = tab.get_by_role("alert")
    expect(told).to_contain_text("practices/taal/voorleesuur.md:2: titel", timeout=SEEN)
    expect(told.get_by_role("link").first).to_have_attribute("href", "/meedoen/regels/onbekend-veld/")
    expect(tab.get_by_text("met een kikkerkoning")).to_be_visible()
    path.write_text(f"{text}\nNu ook met een reuzenrad.\n", "utf-8")
    expect(tab.get_by_text("met een reuzenrad")).to_be_visible(timeout=SEEN)
    expect(tab.get_by_text("met een kikkerkoning")).to_have_count(0)
    expect(told).to_have_count(0)


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


@contextmanager
def _told(root: Path, text: str, tab: Page) -> Iterator[None]:
    """Do something, and wait until the terminal of the preview says this of it."""
    log = root / "serve.log"
    before = log.read_text("utf-8").count(text)
    yield
    for _ in range(SEEN // 100):
        if log.read_text("utf-8").count(text) > before:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"'{text}' was not said")
