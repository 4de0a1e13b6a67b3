"""Former addresses in a real Chromium: renamed, moved to another kind, and deleted."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import BASE, PATIENCE, build_site, small_project

from . import results
from .accessibility import WIDTHS, violations
from .selections import fragment, open_selection

REMOVED = """
- id: wijk
  kind: theme
  title: De wijk
  removed: 2026-01-05
  reason: De praktijken staan nu bij een ander thema.
  instead: [/themas/buurt/]
"""
MOVED = {
    "praktijken/praattafel/": "praktijken/babbelcafe/",
    "praktijken/geen-tijd/": "hete-hangijzers/1-geen-tijd/",
    "partners/praatgroep/": "partners/praatvereniging/",
    "subsidies/taalgeld/": "subsidies/taalsubsidie/",
    "doelgroepen/vaders-en-moeders/": "doelgroepen/ouders/",
    "themas/taalbeleid/": "themas/taal/",
    "embed/thema/taalbeleid/": "embed/thema/taal/",
    "praktijken/boekenhoek/": "praktijken/leeshoek/",
}
"""Former addresses in the small site, one of each kind, and today's."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small catalogue, with a practice that became a hangijzer and a deleted theme."""
    project = small_project(tmp_path_factory.mktemp("former"))
    hangijzer = project / "practices/hete-hangijzers/1-geen-tijd.md"
    text = hangijzer.read_text("utf-8").replace("number: 1", "number: 1\naliases: [geen-tijd]")
    hangijzer.write_text(text, "utf-8")
    with (project / "register/addresses.txt").open("a", encoding="utf-8") as listed:
        listed.write("/praktijken/geen-tijd/\n/themas/wijk/\n/embed/thema/wijk/\n")
    with (project / "register/removed.yml").open("a", encoding="utf-8") as removed:
        removed.write(REMOVED)
    target = project / "out/kapstok"
    result = build_site(project, target)
    assert result.returncode == 0, result.stdout + result.stderr
    return target


@pytest.fixture(scope="module")
def there(small: Path) -> Iterator[str]:
    """The address of that site, below a folder."""
    handler = functools.partial(_Quiet, directory=str(small.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()


@pytest.fixture(scope="module")
def window(browser: Browser, there: str) -> Iterator[BrowserContext]:
    """A browser with scripts."""
    context = browser.new_context(base_url=there)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def tab(window: BrowserContext) -> Iterator[Page]:
    """A new tab; at the end: no error on any page that it saw."""
    page = window.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.mark.parametrize("old", MOVED)
def test_former_address_leads_on_with_what_follows_it(tab: Page, there: str, old: str) -> None:
    """A former address must lead to today's and keep what stood behind ? and #, and Back must not come back to it."""
    tab.goto("./over/")
    tab.goto(f"{old}?x=1&y=%C3%A9#deel")
    tab.wait_for_url(f"{there}{MOVED[old]}?x=1&y=%C3%A9#deel")
    expect(tab.locator("h1")).to_be_visible()
    tab.go_back()
    assert tab.url == f"{there}over/"


@pytest.mark.parametrize("old", MOVED)
def test_former_address_leads_on_without_scripts(browser: Browser, there: str, old: str) -> None:
    """Without JavaScript a former address must lead on too."""
    context = browser.new_context(base_url=there, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{old}?x=1#deel", wait_until="commit")
    page.wait_for_url(lambda url: url.split("?")[0].split("#")[0] == there + MOVED[old])
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_former_address_leads_on_from_a_disk(window: BrowserContext, small: Path) -> None:
    """From a disk, where a folder has no page of its own, a former address must lead to the file."""
    page = window.new_page()
    page.goto((small / "partners/praatgroep/index.html").as_uri() + "?x=1#deel")
    page.wait_for_url((small / "partners/praatvereniging/index.html").as_uri() + "?x=1#deel")
    expect(page.locator("h1")).to_have_text("Praatvereniging Gent")
    page.close()


def test_where_the_script_does_not_load_there_is_a_link(browser: Browser, there: str) -> None:
    """When the script is blocked a sentence with a link by the title of the page must stand there."""
    context = browser.new_context(base_url=there)
    context.route("**/redirect.js", lambda route: route.abort())
    page = context.new_page()
    page.goto("praktijken/praattafel/")
    expect(page.locator("body")).to_have_text("Deze pagina is verhuisd. Ga naar Babbelcafé.")
    page.get_by_role("link", name="Babbelcafé").click()
    page.wait_for_url(f"{there}praktijken/babbelcafe/")
    context.close()


@pytest.mark.parametrize(
    ("old", "heading"), [("taalbeleid", "Hoe oefenen inwoners Nederlands?"), ("wijk", "De wijk")]
)
def test_frame_on_another_site_follows(tab: Page, small: Path, there: str, old: str, heading: str) -> None:
    """A frame that shows the list of a renamed or deleted theme must show the new list, or say that it is gone."""
    frame = f'<!doctype html><title>Intranet</title><link rel="icon" href="data:,"><iframe src="{there}embed/thema/{old}/"></iframe>'
    (small.parent / "intranet.html").write_text(frame, "utf-8")
    tab.goto(there.replace("127.0.0.1", "localhost").replace(BASE, "/intranet.html"))
    expect(tab.frame_locator("iframe").locator("h1")).to_have_text(heading)


@pytest.mark.parametrize(
    ("search", "title"),
    [
        ("thema=taalbeleid", "Taal"),
        ("deelvraag=taalbeleid.lezen", "Lezen"),
        ("doelgroep=vaders-en-moeders", "Ouders"),
        ("partner=praatgroep", "Praatvereniging Gent"),
    ],
)
def test_search_with_a_former_name_means_its_value(tab: Page, search: str, title: str) -> None:
    """An old address of a search must choose the value as it is called today, and find what it has."""
    tab.goto(f"zoeken/?{search}")
    results.settle(tab)
    expect(tab.locator("[data-chosen] .k-chip")).to_have_text(f"{title} ✕")
    expect(tab.locator("[data-chosen]")).not_to_contain_text("bestaat hier niet")
    assert results.ids(tab)


def test_map_with_a_former_name_means_its_theme(tab: Page) -> None:
    """An old address of the map must choose the theme as it is called today."""
    tab.goto("kaart/?thema=taalbeleid")
    expect(tab.locator("kapstok-map [aria-current=true]")).to_have_text("Taal")
    expect(tab.locator("kapstok-map [data-status]")).to_contain_text("Taal: ")


def test_page_of_something_deleted_says_so(tab: Page, there: str) -> None:
    """The page of a deleted practice must say since when and why, lead to what to read instead, and offer nothing to keep."""
    tab.goto("praktijken/leeshoek/")
    expect(tab.locator("h1")).to_have_text("Leeshoek")
    expect(tab.locator(".k-remark")).to_have_text(
        "Deze praktijk staat sinds 1 februari 2026 niet meer in Kapstok. Ze beschreef hetzelfde als een andere praktijk."
    )
    assert tab.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert tab.locator(".k-keep, [data-kind]").count() == 0
    expect(tab.locator(".k-header")).to_be_visible()
    tab.get_by_role("link", name="Voorleesuur").click()
    tab.wait_for_url(f"{there}praktijken/voorleesuur/")


@pytest.mark.parametrize("width", (320, *WIDTHS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_something_deleted_breaks_no_rule(tab: Page, width: int, scheme: str) -> None:
    """The page of a deleted record must break no rule of WCAG 2 A or AA, and not scroll sideways."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)
    tab.goto("praktijken/leeshoek/")
    assert violations(tab) == set()
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= width


def test_search_does_not_find_what_is_deleted(tab: Page) -> None:
    """A deleted practice must not be found, by its title either."""
    tab.goto("zoeken/?q=leeshoek")
    results.settle(tab)
    assert "leeshoek" not in results.ids(tab)


@pytest.mark.parametrize("slug", ["leeshoek", "boekenhoek"])
def test_shared_selection_says_what_is_deleted(tab: Page, there: str, slug: str) -> None:
    """A shared selection with a deleted practice, under any name it had, must say why and lead to its page."""
    open_selection(tab, fragment(f"ivoorleesuur.{slug}"))
    gone = tab.locator(".k-pick").nth(1)
    expect(gone).to_contain_text("sinds 1 februari 2026 niet meer in Kapstok. Ze beschreef hetzelfde")
    expect(tab.locator("[data-notices]")).to_contain_text("1 item staat niet meer in Kapstok")
    link = gone.get_by_role("link", name="Leeshoek")
    assert link.evaluate("link => link.href") == f"{there}praktijken/leeshoek/"


def test_shared_selection_follows_a_new_name(tab: Page) -> None:
    """A shared selection with a former slug must show the practice under its name of today."""
    open_selection(tab, fragment("ipraattafel.geen-tijd"))
    expect(tab.locator(".k-pick .k-card__title")).to_have_text(["Babbelcafé", "Waar halen we de tijd?"])
