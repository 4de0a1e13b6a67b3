"""Accessibility: axe-core on every kind of page, in both schemes, narrow and wide."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from conftest import Watched
from kapstok.catalogue import Catalogue

from . import results
from .kinds import EXAMPLES, KINDS, WRITTEN, page_of
from .network import abort, only_the_failed_request

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a scheme can break: in the dark scheme the rest of the page is the same."""

LONG = [f"{name}:nth-of-type(n+9)" for name in ("li", "tr", "dt", "dd", ".k-directory > div")]
"""In a list of hundreds the later items repeat the first; checking all of them takes half a minute."""

SCHEMES = {"light": ("default", WCAG), "dark": ("slate", COLOURS)}
WIDTHS = (360, 1280)


def without_transitions(page: Page) -> None:
    """Colours change at once; not by a style element, which the policy of the page refuses."""
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )


def violations(page: Page, rules: dict = WCAG) -> set[str]:
    """What breaks a rule of WCAG 2 A or AA: rule, element and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(
        "given => axe.run(...given)", [{"exclude": [[selector] for selector in LONG]}, options]
    )["violations"]
    return {
        f"{rule['id']}: {node['target'][-1]} {node['html'][:100]!r}: "
        + "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
        for rule in found
        for node in rule["nodes"]
    }


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_breaks_a_rule(page: Page, catalogue: Catalogue, kind: str) -> None:
    """A page of each kind must break no rule of WCAG 2 A or AA, in either scheme, at 360 and 1280 pixels."""
    path = page_of(kind, catalogue)
    page.emulate_media(color_scheme="light")
    page.goto(path or "./")
    if "?" in path and page.locator("kapstok-search").count():
        results.settle(page)
    without_transitions(page)
    found: dict[str, list[str]] = {}
    for scheme, (name, rules) in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for violation in violations(page, rules):
                found.setdefault(violation, []).append(f"{scheme} {width}")
    assert not found, "\n".join(f"{text} ({', '.join(where)})" for text, where in sorted(found.items()))


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


def test_a_failed_search_breaks_no_rule(desktop: Watched) -> None:
    """The message of a search that failed must break no rule."""
    desktop.context.route("**/search/**", abort)
    page = desktop.page("zoeken/?q=taal")
    page.wait_for_selector("[data-search-state=error]")
    assert violations(page) == set()
    only_the_failed_request(desktop)


def skipped(levels: list[int]) -> list[tuple[int, int]]:
    """Where a heading lies more than one level below the one before."""
    return [(before, after) for before, after in pairwise(levels) if after > before + 1]


@pytest.mark.parametrize("kind", ("home", "practices", "themes", "figures", *WRITTEN, *EXAMPLES))
def test_headings_form_an_outline(site: Path, catalogue: Catalogue, kind: str) -> None:
    """The content of a page must have one h1, that comes first, and skip no level below it."""
    html = (site / page_of(kind, catalogue) / "index.html").read_text("utf-8")
    content = re.sub(r"(?s)<template.*?</template>", "", html.partition("<article")[2])
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", content)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert skipped(levels) == []


@pytest.mark.parametrize("query", ("taal", "zwembad"))
def test_results_keep_the_outline(page: Page, query: str) -> None:
    """Results, in groups or not, must not skip a level of heading."""
    page.goto(f"zoeken/?q={query}")
    results.settle(page)
    headings = page.locator("article").locator("h1, h2, h3, h4")
    levels = headings.evaluate_all("found => found.map((heading) => Number(heading.tagName[1]))")
    assert levels[0] == 1 and skipped(levels) == []
