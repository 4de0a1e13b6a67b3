"""What a reader sees of a search or a filtered list, and waiting until it is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import Page, TimeoutError, expect

from chromium import until

RESULT = "[data-search-state] [data-id]"
Counts = dict[str, dict[str, int]]


def settle(page: Page) -> None:
    """Wait until the search has done its work."""
    page.wait_for_selector("[data-search-state=ready]")


def ids(page: Page) -> list[str]:
    """The slugs of the results on the page, in their order."""
    return page.eval_on_selector_all(RESULT, "cards => cards.map((card) => card.dataset.id)")


def kinds(page: Page) -> list[str]:
    """The kinds of the results on the page, in their order."""
    return page.eval_on_selector_all(RESULT, "cards => cards.map((card) => card.dataset.kind)")


def all_ids(page: Page) -> list[str]:
    """The slugs of all results, after asking for more until there is no more."""
    more = page.locator("button", has_text="Toon meer")
    while more.count():
        before = page.locator(RESULT).count()
        more.first.click()
        expect(page.locator(RESULT)).not_to_have_count(before)
        settle(page)
    return ids(page)


def wait_for_ids(page: Page, expected: Sequence[str]) -> None:
    """Wait until exactly these results are on the page, in this order; fail with what is there instead."""
    try:
        until(
            page,
            """([selector, expected]) => {
                const found = [...document.querySelectorAll(selector)].map((card) => card.dataset.id);
                return JSON.stringify(found) === JSON.stringify(expected);
            }""",
            arg=[RESULT, list(expected)],
        )
    except TimeoutError:
        found = ids(page)
        raise AssertionError(f"{page.url}\nexpected: {list(expected)}\nfound:    {found}") from None


def announced(page: Page) -> int:
    """The number of results that a screen reader is told."""
    text = page.locator("kapstok-search [aria-live=polite]").inner_text()
    return sum(int(number) for number in re.findall(r"\d+", text))


def counts(page: Page) -> Counts:
    """The number beside every value of every facet; a closed facet is opened first."""
    page.evaluate("document.querySelectorAll('[data-facet]').forEach((facet) => { facet.open = true; })")
    expect(page.locator("[data-facet][data-stale]")).to_have_count(0)
    rows = page.eval_on_selector_all(
        "[data-facet] input",
        """boxes => boxes.filter((box) => box.name).map((box) => [
            box.name, box.value, box.closest("label").querySelector(".k-facet__count").textContent,
        ])""",
    )
    found: Counts = {}
    for key, value, count in rows:
        found.setdefault(key, {})[value] = int(count)
    return found


def click_filter(page: Page, key: str, value: str) -> None:
    """Click one value of a facet, as a reader does: open what is closed first."""
    sheet = page.locator("[data-open-sheet]")
    if sheet.is_visible() and not page.locator("dialog[open]").count():
        sheet.click()
    facet = page.locator(f"[data-facet={key}]")
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    facet.locator("label", has=page.locator(f"input[value='{value}']")).click()
    settle(page)


def tab_to(page: Page, selector: str, limit: int = 60) -> int:
    """Press Tab until the focus is on (or in) an element; gives how many times that took."""
    for presses in range(1, limit + 1):
        page.keyboard.press("Tab")
        if page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector):
            return presses
    raise AssertionError(f"{page.url}: {limit} times Tab does not lead to {selector}")
