"""What tests of the reader's own selection share: what the browser keeps, the page, and links made by hand."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from chromium import until

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "\u202eomgekeerd\u202c \u2067עברית\u2069 العربية",
    "👩‍👩‍👧‍👦 🇧🇪 é ß \u0301",
    "regel 1\nregel 2\n\n  ingesprongen\tmet tab  ",
    "a_b ~c~ d/e %20 #f .g. ,,, :-) 'h' \"i\" \\n \\u0041",
    "\ud800 half",
    "~zzzzzzzzzz~",
    "x" * 1000,
)

KEY = "kapstok.selectie"
PICK = ".k-pick"
REFUSED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); },
});"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


def kept(page: Page) -> dict:
    """What the browser keeps."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or '{"items": []}')


def keep(page: Page, *slugs: str, **more: object) -> None:
    """Let the browser keep a selection, as an earlier visit would have."""
    items = [{"slug": slug, "name": "", "note": ""} for slug in slugs]
    data = {"version": 1, "title": "", "intro": "", "items": items, **more}
    page.evaluate("([key, data]) => localStorage.setItem(key, JSON.stringify(data))", [KEY, data])


def open_selection(page: Page, link: str = "") -> None:
    """Go to the page of the selection, and wait until it has its data."""
    page.goto("over/")
    page.goto(f"selectie/{link}")
    expect(page.locator("[data-body]")).to_be_visible()
    until(page, "document.querySelector('kapstok-selection-page').catalogue !== undefined")


def picks(page: Page) -> list[str]:
    """The slugs on the page of the selection, in their order."""
    return page.eval_on_selector_all(PICK, "items => items.map((item) => item.dataset.slug)")


def button_of(page: Page, slug: str) -> Locator:
    """The button of a card."""
    return page.locator(f"[data-id='{slug}'] > .k-keep").first


def link_of(page: Page) -> str:
    """The link that the page offers to share."""
    return page.locator("#selectie-link").input_value()


def said(page: Page) -> str:
    """What a screen reader was told last on the page of the selection."""
    return page.locator("[data-said]").inner_text()


def make_dossier(page: Page) -> None:
    """Press the button and wait until every text was asked for."""
    page.get_by_role("button", name="Maak dossier").click()
    page.wait_for_selector(".k-dossier.is-made")
    expect(page.locator("[data-progress]")).not_to_be_visible()


def check_of(field: str) -> str:
    """The four signs that check a field, as the module computes them."""
    value = 0x811C9DC5
    for sign in field:
        value = ((value ^ ord(sign)) * 0x01000193) & 0xFFFFFFFF
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits.rjust(4, "0")[-4:]


def fragment(*fields: str) -> str:
    """A link with these fields (a letter and escaped text each), from the # on."""
    return f"#s1/{len(fields)}/" + "/".join(field + check_of(field) for field in fields)
