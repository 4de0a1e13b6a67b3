"""The site in use under its security policy, as meta tag and as header at once; test_visits.py opens every kind of page."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import BASE, PATIENCE, ROOT
from kapstok.catalogue import Catalogue
from kapstok.policy import header
from kapstok.redirects import Redirect
from kapstok.render import Templates
from kapstok.site import Settings, redirect_html

from . import results
from .forms import BODY, GOOD, ready
from .kinds import EMBEDS

LISTEN = """addEventListener("securitypolicyviolation", (event) =>
    refused(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber} ${event.sample}`));
window.print = () => {};"""
INLINE = "<script>document.title = 'inline'</script>"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class _Guarded(_Quiet):
    """A server that sends the policy as the examples in hosting/ do."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", header("*" if "/embed/" in self.path else "'none'"))
        super().end_headers()


@dataclass
class Visitor:
    """A reader, and what the browser refused, said as an error or asked of another host."""

    page: Page
    address: str
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """To a page of the site."""
        self.page.goto(self.address + path)


@contextmanager
def _serving(folder: Path, handler: type[http.server.SimpleHTTPRequestHandler]) -> Iterator[int]:
    """A folder on a free port."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()


@pytest.fixture(scope="module")
def guarded(site: Path) -> Iterator[str]:
    """The address of the site with the policy as header."""
    with _serving(site.parent, _Guarded) as port:
        yield f"http://127.0.0.1:{port}{BASE}"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One window, which may copy."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visitor(context: BrowserContext, guarded: str) -> Iterator[Visitor]:
    """A reader in a new tab, to whom at the end nothing was refused, nothing went wrong and nothing came from elsewhere."""
    page = context.new_page()
    visitor = Visitor(page, guarded)
    page.expose_function("refused", lambda text: visitor.refused.append(text))
    page.add_init_script(LISTEN)
    page.on(
        "console", lambda message: visitor.errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((guarded, "data:", "blob:"))
            else visitor.foreign.append(request.url)
        ),
    )
    yield visitor
    page.close()
    assert visitor.refused == []
    assert visitor.errors == []
    assert visitor.foreign == []
    assert context.cookies() == []


def test_a_former_address_leads_on_under_the_policy(visitor: Visitor) -> None:
    """The script of a former address must run."""
    html = redirect_html(
        Redirect("over/vroeger/", "over/", "Over Kapstok"),
        Templates(ROOT / "templates"),
        Settings("Proef", "/"),
    )
    visitor.page.route(
        "**/over/vroeger/*",
        lambda route: route.fulfill(
            body=html, content_type="text/html", headers={"Content-Security-Policy": header()}
        ),
    )
    visitor.page.goto(f"{visitor.address}over/vroeger/?x=1", wait_until="commit")
    visitor.page.wait_for_url("**/over/?x=1")


def test_search_and_selection_work_under_the_policy(visitor: Visitor) -> None:
    """Searching, filtering, keeping, sharing, the dossier and the list as a table must be refused nothing."""
    page = visitor.page
    visitor.go("zoeken/")
    page.locator("main input[name=q]").fill("taal")
    results.settle(page)
    page.locator("[data-facet=thema] input").first.check()
    results.settle(page)
    page.locator(".k-results .k-keep").first.click()
    page.get_by_role("button", name="Kopieer link").first.click()
    expect(page.locator("kapstok-share .k-said")).to_have_text("Link gekopieerd.")
    visitor.go("selectie/")
    expect(page.locator(".k-pick")).to_have_count(1)
    page.get_by_role("button", name="Maak dossier").click()
    expect(page.locator(".k-dossier, [data-dossier]").first).to_be_visible()


def test_map_and_scheme_work_under_the_policy(visitor: Visitor) -> None:
    """The map with its filter, the home page's municipality and the scheme switch must be refused nothing."""
    page = visitor.page
    visitor.go("kaart/?thema=toeleiding")
    page.locator("svg[data-unit] a:not(.is-empty)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/*/**")
    visitor.go("")
    page.locator("#gemeente").fill("Zell")
    expect(page.get_by_role("option").first).to_be_visible()
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:visible").click()


def test_the_form_works_under_the_policy(visitor: Visitor) -> None:
    """Filling in the form, its check, its preview and a draft must be refused nothing."""
    page = visitor.page
    visitor.go("meedoen/")
    ready(page)
    page.locator("#veld-title").fill(GOOD["title"])
    page.locator("#veld-summary").fill(GOOD["summary"])
    page.locator("#veld-body").fill(
        f"{BODY}\n\n<b>x</b> **vet** [een link](https://www.example.org) &eacute;"
    )
    page.locator("[data-preview] > summary").click()
    expect(page.locator("[data-preview-body]")).to_contain_text("vet")
    page.reload()
    ready(page)
    expect(page.locator("#veld-title")).to_have_value(GOOD["title"])


@pytest.mark.parametrize("by", ["meta", "header"])
def test_an_inline_script_is_refused(
    context: BrowserContext, address: str, guarded: str, site: Path, by: str
) -> None:
    """A script that somebody smuggles into a page must not run, whether the tag or the header says so; without both it would."""
    html = (site / "over/index.html").read_text("utf-8").replace("</h1>", f"</h1>{INLINE}", 1)
    said = html if by == "meta" else html.replace("Content-Security-Policy", "x-nothing")
    policy = {"Content-Security-Policy": header()} if by == "header" else {}
    page = context.new_page()
    refused: list[str] = []
    page.expose_function("refused", lambda text: refused.append(text))
    page.add_init_script(LISTEN)
    page.route("**/over/", lambda route: route.fulfill(body=said, content_type="text/html", headers=policy))
    page.goto(f"{address}over/")
    page.wait_for_function("() => true")
    assert page.title() != "inline"
    assert [text.split()[:2] for text in refused] == [["script-src-elem", "inline"]]
    page.unroute("**/over/")
    bare = html.replace("Content-Security-Policy", "x-nothing")
    page.route("**/over/", lambda route: route.fulfill(body=bare, content_type="text/html"))
    page.goto(f"{address}over/")
    assert page.title() == "inline"
    page.close()


def test_only_lists_can_be_framed(
    context: BrowserContext, guarded: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    """A frame on another site must show a list that is made for it, and refuse every other page."""
    frames = (("lijst", EMBEDS["theme"](catalogue)), ("pagina", "over/"))
    html = "".join(f'<iframe id="{name}" src="{guarded}{path}"></iframe>' for name, path in frames)
    (tmp_path / "index.html").write_text(f"<!doctype html>{html}", "utf-8")
    page = context.new_page()
    with _serving(tmp_path, _Quiet) as port:
        page.goto(f"http://localhost:{port}/")
        expect(page.frame_locator("#lijst").locator(".whole")).to_be_visible()
        expect(page.frame_locator("#pagina").locator(".k-brand")).to_have_count(0)
    page.close()
