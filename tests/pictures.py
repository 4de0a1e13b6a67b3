"""The pictures of the form in the guide and of home in README.md, taken from the real pages: ``make pictures``.

Beside each picture of the form stands what it shows (``pictures.json``: a hash of the words and controls in it), so that a test
notices when the page has changed since.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

import chromium
from bench.server import serving
from browser.forms import fill_essentials, open_form
from chromium import until
from conftest import BASE, ROOT, build_site

FOLDER = ROOT / "docs" / "assets" / "images" / "meedoen"
LIST = FOLDER / "pictures.json"
HOME = ROOT / "docs" / "assets" / "images" / "home.png"
WIDTH = 720
"""Pixels: wide enough to read in the guide, narrow enough for one column."""

SHOWN = """element => [...element.querySelectorAll("*")].filter((one) => one.checkVisibility())
  .map((one) => [one.tagName, one.getAttribute("type"), one.value,
    [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(" ")])"""
"""The visible elements with their own words and values."""


@dataclass(frozen=True)
class Picture:
    """A part of the page in some state: ``prepare`` gives the element that the picture shows."""

    name: str
    prepare: Callable[[Page], Locator]


def essentials(page: Page) -> Locator:
    """The first fields, filled in."""
    fill_essentials(page)
    return page.locator(".k-group").first


def problems(page: Page) -> Locator:
    """What is still to be looked at."""
    page.fill("#veld-title", "Taalwandeling door de wijk")
    page.locator("[data-do=check]").click()
    shown = page.locator("[data-summary]")
    shown.wait_for()
    return shown


def preview(page: Page) -> Locator:
    """The page of the practice as it will look."""
    fill_essentials(page)
    page.locator("[data-preview] > summary").click()
    page.locator("[data-preview-body] .k-text").first.wait_for()
    return page.locator("[data-preview]")


PICTURES = (Picture("invullen", essentials), Picture("nakijken", problems), Picture("bekijken", preview))


@contextmanager
def taken(browser: Browser, address: str, picture: Picture) -> Iterator[tuple[Locator, str]]:
    """The element of a picture on the page, and the hash of what it shows."""
    context = browser.new_context(
        base_url=address, viewport={"width": WIDTH, "height": 1000}, reduced_motion="reduce"
    )
    page = context.new_page()
    open_form(page)
    element = picture.prepare(page)
    until(page, "document.querySelector('kapstok-form').check !== undefined")
    shown = json.dumps(element.evaluate(SHOWN), ensure_ascii=False)
    yield element, hashlib.sha256(shown.encode()).hexdigest()
    context.close()


def main() -> None:
    """Build the site and take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    hashes = {}
    with tempfile.TemporaryDirectory(prefix="kapstok-pictures-") as folder:
        result = build_site(ROOT, Path(folder))
        if result.returncode:
            raise SystemExit(result.stdout + result.stderr)
        with serving(Path(folder), BASE) as served, chromium.launched() as browser:
            for picture in PICTURES:
                with taken(browser, served.address, picture) as (element, shown):
                    element.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled")
                    hashes[picture.name] = shown
            page = browser.new_page(base_url=served.address, viewport={"width": 1280, "height": 800})
            page.goto("")
            page.screenshot(path=HOME, animations="disabled")
    LIST.write_text(json.dumps(hashes, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
