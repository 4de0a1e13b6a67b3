"""Accessibility: axe-core on every kind of page, in both schemes, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import Watched
from kapstok.catalogue import Catalogue

from . import results
from .kinds import PAGES
from .test_list import abort, only_the_failed_request

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}
SCHEMES = {"light": "default", "dark": "slate"}
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[dict[str, Page]]:
    """A window in each scheme."""
    contexts: list[BrowserContext] = []
    pages = {}
    for scheme in SCHEMES:
        contexts.append(browser.new_context(color_scheme=scheme, reduced_motion="reduce"))
        pages[scheme] = contexts[-1].new_page()
    yield pages
    for context in contexts:
        context.close()


def violations(page: Page) -> set[str]:
    """What breaks a rule of WCAG 2 A or AA: rule, element and why."""
    found = Axe().run(page, options=RULES).response["violations"]
    return {
        f"{rule['id']}: {node['target'][-1]} {node['html'][:100]!r}: "
        + "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
        for rule in found
        for node in rule["nodes"]
    }


@pytest.mark.parametrize("kind", PAGES)
def test_no_kind_of_page_breaks_a_rule(
    windows: dict[str, Page], address: str, catalogue: Catalogue, kind: str
) -> None:
    """A page of each kind must break no rule of WCAG 2 A or AA, in either scheme, at 360 and 1280 pixels."""
    path = PAGES[kind](catalogue)
    found: dict[str, list[str]] = {}
    for scheme, page in windows.items():
        page.goto(address + path)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        if "?" in path:
            results.settle(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for violation in violations(page):
                found.setdefault(violation, []).append(f"{scheme} {width}")
    assert found == {}


def test_open_filters_and_menu_break_no_rule(phone: Watched) -> None:
    """Opened on a phone, filters and menu must break no rule either."""
    page = phone.page("praktijken/?thema=taalpromotie")
    results.settle(page)
    page.locator(".k-facets > summary").click()
    for facet in page.locator("details[data-facet]:not([open])").all():
        facet.locator("summary").click()
    assert violations(page) == set()
    page.locator(".k-menu summary").click()
    assert violations(page) == set()


def test_a_failed_search_breaks_no_rule(desktop: Watched) -> None:
    """The message of a search that failed must break no rule."""
    desktop.context.route("**/search/*", abort)
    page = desktop.page("zoeken/?q=taal")
    page.wait_for_selector("[data-search-state=error]")
    assert violations(page) == set()
    only_the_failed_request(desktop)


@pytest.mark.parametrize("kind", PAGES)
def test_headings_form_an_outline(plain: Watched, catalogue: Catalogue, kind: str) -> None:
    """A page must be in Dutch, with one h1 that comes first and no level skipped below it."""
    page = plain.page(PAGES[kind](catalogue))
    levels = [
        int(name[1])
        for name in page.eval_on_selector_all(
            "article :is(h1, h2, h3, h4, h5, h6)", "headings => headings.map((item) => item.tagName)"
        )
    ]
    assert page.locator("html").get_attribute("lang") == "nl"
    assert levels.count(1) == 1 and levels[0] == 1, levels
    skipped = [
        (before, after) for before, after in zip(levels, levels[1:], strict=False) if after > before + 1
    ]
    assert skipped == []


@pytest.mark.parametrize("query", ("taal", "zwembad"))
def test_results_keep_the_outline(desktop: Watched, query: str) -> None:
    """Results, in groups or not, must not skip a level of heading."""
    page = desktop.page(f"zoeken/?q={query}")
    results.settle(page)
    levels = page.eval_on_selector_all(
        "article :is(h1, h2, h3, h4)", "headings => headings.map((item) => Number(item.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), levels
