"""A list of Kapstok in a frame on somebody else's site, and the code that puts it there."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kapstok.addresses import address as address_of
from kapstok.addresses import embed_address
from kapstok.catalogue import Catalogue

from .accessibility import violations
from .kinds import EMBEDS, EXAMPLES

SNIPPETS = ("theme", "municipality", "municipality without practices", "merged municipality")
"""Kinds of pages that offer the code."""

MOST_BYTES = 6 * 1024
"""Compressed size of a list."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def intranet(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of another site, and its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://localhost:{server.server_port}/"
    server.shutdown()


def snippet_of(site: Path, path: str) -> str:
    """The code that a page offers."""
    html = (site / path / "index.html").read_text("utf-8")
    (code,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.S)
    return unescape(code)


@pytest.mark.parametrize("kind", SNIPPETS)
def test_the_code_shows_the_list_on_another_site(
    browser: Browser, address: str, site: Path, catalogue: Catalogue, intranet: tuple[Path, str], kind: str
) -> None:
    """Pasted into a page of another site the code must show the list; its links must open Kapstok in a new tab."""
    folder, there = intranet
    code = snippet_of(site, EXAMPLES[kind](catalogue)).replace("https://kapstok.test/kapstok/", address)
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="nl"><title>Intranet</title><h1>Intranet</h1>{code}', "utf-8"
    )
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    asked: list[Request] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request))
    page.goto(there)
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    assert page.locator("iframe").get_attribute("title") == frame.locator("h1").inner_text()
    assert not [request.url for request in asked if not request.url.startswith((there, address))]
    assert not [
        request.url for request in asked if request.resource_type in ("script", "font", "xhr", "fetch")
    ]
    link = frame.locator("li a").first
    words = link.inner_text()
    with context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("h1")).to_have_text(words)
    assert opened.value.url.startswith(f"{address}praktijken/")
    assert opened.value.evaluate("window.opener") is None
    with context.expect_page() as opened:
        frame.locator(".whole a").click()
    assert opened.value.url == address + EXAMPLES[kind](catalogue)
    assert page.url == there
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("kind", EMBEDS)
def test_a_list_breaks_no_rule(page: Page, catalogue: Catalogue, kind: str) -> None:
    """A list must break no rule of WCAG 2 A or AA, whatever the scheme of the reader, at 260 and 800 pixels, and not scroll sideways."""
    page.goto(EMBEDS[kind](catalogue))
    paper = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (260, 800):
            page.set_viewport_size({"width": width, "height": 600})
            assert violations(page) == set()
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        paper.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(paper) == 1, "light in both: the page around it is light nearly always"
    heights = page.locator("a").evaluate_all(
        "links => links.map((link) => link.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


def test_a_list_works_with_the_keyboard(page: Page, catalogue: Catalogue) -> None:
    """Tab must reach every link of a list in order, with a focus that can be seen."""
    page.goto(EMBEDS["municipality"](catalogue))
    links = page.locator("a")
    for number in range(3):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
        assert links.nth(number).evaluate("link => getComputedStyle(link).outlineStyle") == "solid"


def test_every_list_is_light_and_stands_alone(site: Path, catalogue: Catalogue) -> None:
    """Each theme and each municipality must have a list: light, without script or form, that search engines pass over."""
    for record in (*catalogue.themes.values(), *catalogue.places.towns.values()):
        html = (site / embed_address(record) / "index.html").read_text("utf-8")
        assert len(gzip.compress(html.encode())) <= MOST_BYTES
        assert '<html lang="nl">' in html and '<meta name="robots" content="noindex">' in html
        assert f'<link rel="canonical" href="https://kapstok.test/kapstok/{address_of(record)}">' in html
        assert re.findall(r"<(script|form|iframe|img|button|style)\b|\s(style|on\w+)=", html) == []
        assert re.findall(r'rel="stylesheet" href="([^"]+)"', html) == [
            "../../../assets/stylesheets/embed.css"
        ]
        links = re.findall(r"<a ([^>]*)>", html)
        assert links and all('target="_blank" rel="noopener"' in link for link in links)
        practices = re.findall(r'href="\.\./\.\./\.\./praktijken/([^/"]+)/"', html)
        assert practices and set(practices) <= set(catalogue.practices)
    assert len((site / "assets/stylesheets/embed.css").read_bytes()) < 4096


def test_no_list_is_in_the_sitemap(site: Path) -> None:
    """What search engines pass over must not be in the sitemap."""
    assert "/embed/" not in (site / "sitemap.xml").read_text("utf-8")


def test_a_list_says_that_its_practices_are_of_others(page: Page, catalogue: Catalogue) -> None:
    """The list of a municipality without practices must say that these come from elsewhere."""
    page.goto(EMBEDS["municipality without practices"](catalogue))
    expect(page.locator("h1")).to_contain_text("Praktijken in de buurt van")
    expect(page.locator("h1 + p")).to_contain_text("staan er nog geen praktijken")


# The code


@pytest.mark.parametrize("kind", SNIPPETS)
def test_the_code_can_be_selected_without_javascript(
    plain: Page, catalogue: Catalogue, site: Path, kind: str
) -> None:
    """Without JavaScript the code must be there to select, and no button that does nothing."""
    plain.goto(EXAMPLES[kind](catalogue))
    field = plain.get_by_role("textbox", name="Code voor uw site")
    expect(field).not_to_be_visible()
    plain.get_by_text("Zet deze lijst op uw eigen site").click()
    expect(field).to_be_visible()
    expect(field).not_to_be_editable()
    expect(field).to_have_value(snippet_of(site, EXAMPLES[kind](catalogue)))
    expect(plain.get_by_role("button", name="Kopieer code")).to_have_count(0)


def test_the_code_is_copied(page: Page, catalogue: Catalogue, site: Path) -> None:
    """With the keyboard alone the code must be opened and copied, and the page must say so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(EXAMPLES["theme"](catalogue))
    page.locator(".k-frame summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Kopieer code").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".k-frame").get_by_role("status")).to_have_text("Code gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == snippet_of(site, EXAMPLES["theme"](catalogue))
    page.context.clear_permissions()
    assert violations(page) == set()


def test_a_browser_that_does_not_copy_selects_the_code(page: Page, catalogue: Catalogue) -> None:
    """Without a clipboard the code must be selected in its own field, at 320 pixels too."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(EXAMPLES["municipality"](catalogue))
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator(".k-frame summary").click()
    page.get_by_role("button", name="Kopieer code").click()
    field = page.locator(".k-frame textarea")
    expect(field).to_have_count(1)
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()").startswith("<iframe src=")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
