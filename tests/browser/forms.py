"""What tests of the form share: opening it, what it makes, and what the check says of that."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from conftest import ROOT
from kapstok.check import check
from kapstok.raw import RawRecord
from kapstok.read import read_catalogue, read_draft

FORM = "kapstok-form form"
KEY = "kapstok.concept."
HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}",
    "- a: b # c",
    "{x: [y, z]} & *a !b |c >d %e @f `g` ? h",
    "null",
    "yes",
    "012",
    "\\n \\u0041 \\",
    "'enkel' \"dubbel\" „laag” ‘hoog’",
    "👩‍👩‍👧‍👦 🇧🇪 é ß \ufeff \u0301",
    "\u202eomgekeerd\u202c \u2067עברית\u2069 العربية",
    "a\tb \u0085 \u2028 \u00a0 \x7f",
    "---",
    "javascript:alert(1)",
)
GOOD = {
    "title": "Taalwandeling door de wijk",
    "summary": "Buren wandelen elke maand samen en praten Nederlands.",
}
BODY = "## Wat\n\nBuren wandelen elke maand een uur door hun wijk."
WHOLE = f"## Wat\n\n{'Buren wandelen elke maand een uur door hun wijk. ' * 6}Wie wil, drinkt daarna koffie."
"""A text of sixty words."""


def open_form(page: Page, path: str = "meedoen/") -> None:
    """Go to the form as somebody who was never there."""
    page.goto("over/")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto(path)
    ready(page)


def ready(page: Page) -> None:
    """Wait until the form can be filled in."""
    expect(page.locator("#veld-title")).to_be_visible()


def file_of(page: Page) -> str:
    """The file that the form makes."""
    return page.evaluate("document.querySelector('kapstok-form').file")


def read_back(text: str, path: str = "practices/taalpromotie/naam.md") -> RawRecord:
    """The file as the program reads it."""
    found = read_draft(path, "practice", text.encode())
    assert isinstance(found, RawRecord), found
    return found


def problems_of(text: str, path: str) -> list[str]:
    """What the check says of the file among all that are there."""
    raw = read_catalogue(ROOT)
    raw.records.append(read_back(text, path))
    return [problem.text() for problem in check(raw)[1]]


def kept(page: Page) -> list[dict[str, Any]]:
    """The drafts that the browser keeps."""
    return [
        json.loads(text)["draft"]
        for text in page.evaluate(
            "key => Object.keys(localStorage).filter((name) => name.startsWith(key)).map((name) => localStorage.getItem(name))",
            KEY,
        )
    ]


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate(
        "document.querySelectorAll('kapstok-form details').forEach((fold) => { fold.open = true; })"
    )


def fill_essentials(page: Page, **more: str) -> None:
    """Fill in what every practice needs."""
    for key, text in {**GOOD, **more}.items():
        page.fill(f"#veld-{key}", text)
    page.select_option("#veld-theme", "taalpromotie")
    page.fill("#veld-municipality", "Gent")
    page.press("#veld-municipality", "Enter")
    page.fill("#veld-body", more.get("body", BODY))


def tab_to(page: Page, selector: str, most: int = 60) -> Locator:
    """Press Tab until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return page.locator(selector)
    raise AssertionError(f"Tab does not reach {selector}")


def error_of(page: Page, key: str) -> Locator:
    """The message at a field."""
    return page.locator(f"[data-key='{key}'] > [data-error]")
