"""The report for maintainers in a real browser: it stands on its own, and everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT
from kapstok.__main__ import main

from . import results
from .accessibility import violations


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the real catalogue."""
    folder = tmp_path_factory.mktemp("report")
    assert main(["report", "--root", str(ROOT), "--today", "2026-03-02", "--output", str(folder)]) == 0
    return folder / "report.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_report_breaks_no_rule_and_asks_for_nothing(
    browser: Browser, written: Path, scheme: str, width: int
) -> None:
    """The report must break no rule of WCAG 2 A or AA, be no wider than the screen, and make no request."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(written.as_uri())
    assert asked == [written.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == set()
    context.close()


def test_cell_of_the_matrix_leads_to_the_practices_that_it_counts(page: Page) -> None:
    """A number of the table of themes and provinces must be that of the list behind it."""
    page.goto("over/stand/")
    cell = page.locator(".k-counts td a").last
    label = cell.get_attribute("aria-label") or ""
    number = cell.inner_text()
    assert label.startswith((f"{number} praktijken: ", f"{number} praktijk: "))
    cell.click()
    page.wait_for_selector("[data-facet=thema] input:checked", state="attached")
    results.settle(page)
    assert results.announced(page) == len(results.all_ids(page)) == int(number)


def test_about_leads_to_the_page_on_freshness(page: Page) -> None:
    """Whoever reads how old the facts are must be one click from the numbers."""
    page.goto("over/")
    page.get_by_role("link", name="Hoe vers is deze catalogus?").click()
    assert page.locator("h1").inner_text() == "Hoe vers is deze catalogus?"
