"""Accessibility of every kind of page: axe-core in both schemes, our own measures in every view, and a walk with the keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import Watched
from kapstok.catalogue import Catalogue

from . import results
from .accessibility import measured, seen_in_every_way, violations, violations_in_every_scheme, walked
from .kinds import KINDS, page_of
from .network import abort, only_the_failed_request


def open_kind(page: Page, catalogue: Catalogue, kind: str) -> None:
    """The page that stands for a kind, with its results."""
    path = page_of(kind, catalogue)
    page.goto(path or "./")
    if "?" in path and page.locator("kapstok-search").count():
        results.settle(page)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_breaks_a_rule(page: Page, catalogue: Catalogue, kind: str) -> None:
    """A page of each kind must break no rule of axe-core for WCAG 2.2 A and AA, nor its best practices, in either scheme, at 360 and 1280 pixels."""
    page.emulate_media(color_scheme="light")
    open_kind(page, catalogue, kind)
    found = violations_in_every_scheme(page)
    assert not found, "\n".join(f"{text} ({', '.join(where)})" for text, where in sorted(found.items()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_can_be_read_in_every_way(page: Page, catalogue: Catalogue, kind: str) -> None:
    """A page of each kind must keep its structure, names and text, zoomed, with large letters, wide spacing or forced colours, and never move by itself."""
    open_kind(page, catalogue, kind)
    found = seen_in_every_way(page)
    assert not found, "\n".join(f"{text} ({', '.join(where)})" for text, where in sorted(found.items()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_goes_through_every_kind_of_page(page: Page, catalogue: Catalogue, kind: str) -> None:
    """Tab and Shift+Tab must come to everything that can be operated, in the order of the page, with a focus that shows and is not covered, and leave the page again."""
    open_kind(page, catalogue, kind)
    page.set_viewport_size({"width": 1280, "height": 600})
    forwards = walked(page, whole=kind == "home")
    page.set_viewport_size({"width": 360, "height": 600})
    open_kind(page, catalogue, kind)
    backwards = walked(page, backwards=True, whole=kind == "home")
    assert (forwards, backwards) == ([], [])


# What opens


def test_open_filters_break_no_rule(phone: Watched) -> None:
    """Opened on a phone, the filters must break no rule either."""
    page = phone.page("praktijken/?thema=taalpromotie")
    results.settle(page)
    page.locator("[data-open-sheet]").click()
    for key in ("gemeente", "doelgroep", "partner"):
        page.locator(f"[data-facet={key}]:not([open]) > summary").click()
    assert violations(page) == set()


def test_an_open_menu_breaks_no_rule(phone: Watched) -> None:
    """Opened on a phone, the menu must break no rule either."""
    page = phone.page("over/")
    page.locator(".k-menu summary").click()
    assert violations(page) == set()


def test_open_folds_break_no_rule(page: Page, catalogue: Catalogue) -> None:
    """The menu "Meer", the code for another site and the list below the map must break no rule when they are open."""
    for kind in ("theme", "map"):
        open_kind(page, catalogue, kind)
        page.locator(".k-rest summary").click()
        page.evaluate("document.querySelectorAll('article details').forEach((fold) => { fold.open = true; })")
        assert violations(page) == set()


def test_a_failed_search_breaks_no_rule(desktop: Watched) -> None:
    """The message of a search that failed must break no rule."""
    desktop.context.route("**/search/**", abort)
    page = desktop.page("zoeken/?q=taal")
    page.wait_for_selector("[data-search-state=error]")
    assert violations(page) == set()
    only_the_failed_request(desktop)


@pytest.mark.parametrize("query", ("taal", "zwembad", "taalkoffie", "xyzxyz"))
def test_results_keep_the_outline(page: Page, query: str) -> None:
    """Results, in groups or not, with a correction or none at all, must not skip a level of heading."""
    page.goto(f"zoeken/?q={query}")
    results.settle(page)
    assert measured(page, "headings") == []


# The whole site


def test_no_two_pages_have_the_same_title(site: Path) -> None:
    """Every page must have a title that no other page has: it is what a screen reader says first, and what a tab shows."""
    titles: dict[str, list[str]] = {}
    for path in sorted(site.rglob("index.html")):
        html = path.read_text("utf-8")
        if "noindex" not in html:
            titles.setdefault(re.search(r"<title>(.*?)</title>", html)[1], []).append(
                str(path.parent.relative_to(site))
            )
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_help_stands_in_the_same_place(site: Path) -> None:
    """The way to the editors and to the statement of accessibility must stand at the end of the footer of every page, in the same order (3.2.6)."""
    orders = set()
    for path in sorted(site.rglob("*.html")):
        footer = path.read_text("utf-8").partition('<footer class="md-footer')[2]
        if footer:
            orders.add(tuple(re.findall(r">(Contact|Toegankelijkheidsverklaring|Privacy)\b", footer)))
    assert orders == {("Toegankelijkheidsverklaring", "Privacy", "Contact")}
