"""What is known before anything is drawn: the colour scheme, the reader's selection, and whether scripts will come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PATIENCE, Watched

from .network import abort, only_the_failed_request
from .selections import REFUSED, keep

FRAMES = """
globalThis.schemes = new Set();
const note = () => {
  if (document.body) schemes.add(document.body.getAttribute("data-md-color-scheme"));
  requestAnimationFrame(note);
};
requestAnimationFrame(note);
"""
"""Notes the scheme of every frame that is drawn."""
SWITCH = "form[data-md-component=palette]"
FETCHED = """() => {
  const named = (entries) => entries.map(({ name }) => name.split("/").pop()).sort();
  const files = performance.getEntriesByType("resource");
  const [painted] = performance.getEntriesByName("first-contentful-paint");
  return {
    blocking: named(files.filter((file) => file.renderBlockingStatus === "blocking")),
    modules: named(files.filter((file) => file.name.endsWith(".mjs"))),
    early: named(files.filter((file) => file.name.endsWith(".mjs") && file.startTime < painted.startTime)),
  };
}"""
"""What a page fetched: what the browser says that it blocks drawing, its modules, and those of them that did not wait for the first picture."""
KEEP = "article .k-keep"


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Watched]:
    """A window of its own, in which every frame is watched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(FRAMES)
    watched = Watched(context, address)
    yield watched
    context.close()
    assert watched.errors == []


def schemes(page: Page) -> list[str]:
    """The schemes of all frames so far."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.evaluate("[...schemes]")


def test_the_scheme_of_the_device_is_there_at_once(window: Watched) -> None:
    """With a dark device no frame may be light, and a change of the device must be followed."""
    page = window.page("over/")
    page.emulate_media(color_scheme="dark")
    page.goto("praktijken/")
    assert schemes(page) == ["slate"]
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_chosen_scheme_is_there_at_once(window: Watched) -> None:
    """Who chose the other scheme must see no frame in that of the device, on this page's reload and on the next."""
    page = window.page("over/")
    page.emulate_media(color_scheme="light")
    page.locator(f"{SWITCH} label:visible").click()
    page.locator(f"{SWITCH} label:visible").click()
    for path in ("over/", "praktijken/"):
        page.goto(path)
        assert schemes(page) == ["slate"], path
    page.locator(f"{SWITCH} label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_switch_works_with_the_keyboard(window: Watched) -> None:
    """Enter must go to the next choice and keep the focus, and the page must not be left."""
    page = window.page("over/")
    page.emulate_media(color_scheme="light")
    page.locator(f"{SWITCH} input").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Licht", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Donker", exact=True)).to_be_focused()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.url == f"{window.address}over/"


def test_the_switch_works_where_nothing_may_be_kept(window: Watched) -> None:
    """With storage that the browser refuses, the scheme must follow the device and the switch, without an error."""
    window.context.add_init_script(REFUSED)
    page = window.page("over/")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(f"{SWITCH} label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_selection_is_in_the_header_at_once(window: Watched) -> None:
    """A reader with a selection must find it in the header before the module of the selection comes."""
    page = window.page("over/")
    keep(page, "katrol", "praatcafes")
    window.context.route("**/kapstok-selection.mjs", abort)
    page.goto("over/")
    expect(page.locator("[data-selection-link]")).to_be_visible()
    expect(page.locator("[data-selection-count]")).to_have_text("(2)")
    only_the_failed_request(window)


def test_home_waits_for_two_files_only(window: Watched) -> None:
    """Home must be drawn with nothing but its style sheet and the small script at its end, and fetch what only adds to it afterwards."""
    page = window.page("")
    expect(page.locator(KEEP).first).to_be_visible()
    page.wait_for_selector("kapstok-municipality [role=combobox]")
    found = page.evaluate(FETCHED)
    assert found["blocking"] == ["kapstok.js", "site.css"]
    assert {"kapstok-selection.mjs", "kapstok-municipality.mjs"} < set(found["modules"])
    assert found["early"] == []


def test_a_page_fetches_no_module_for_what_is_not_on_it(window: Watched) -> None:
    """The module of the field on home must not be fetched by a page without it."""
    page = window.page("praktijken/")
    expect(page.locator(KEEP).first).to_be_visible()
    assert "kapstok-municipality.mjs" not in page.evaluate(FETCHED)["modules"]


def test_modules_come_where_no_picture_is_told_of(window: Watched) -> None:
    """A browser that tells nothing of its first picture must get what the modules add, too."""
    window.context.add_init_script("PerformanceObserver.prototype.observe = () => {};")
    expect(window.page("").locator(KEEP).first).to_be_visible()


def test_no_room_is_kept_for_modules_that_do_not_come(window: Watched) -> None:
    """When a module that is fetched after the first picture fails, the page must be as without JavaScript."""
    window.context.route("**/selection.mjs", abort)
    expect(window.page("").locator("html")).to_have_class("no-js")
    only_the_failed_request(window)


def test_no_room_is_kept_for_scripts_that_do_not_come(window: Watched) -> None:
    """When the module of a list fails, the list must stand there as without JavaScript, also where the address asks for something."""
    window.context.route("**/kapstok-search.mjs", abort)
    page = window.page("praktijken/?thema=taalpromotie")
    expect(page.locator(".k-results .k-card").first).to_be_visible()
    expect(page.locator(".k-search__bar")).not_to_be_visible()
    assert page.locator(".k-search__main").bounding_box()["x"] < 100
    only_the_failed_request(window)


def test_what_is_folded_is_printed(window: Watched) -> None:
    """Folded parts of a text must be open on paper, and folded again after it."""
    page = window.page("kaart/")
    fold = page.locator("article details.k-fold").first
    assert fold.evaluate("fold => fold.open") is False
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert fold.evaluate("fold => fold.open") is True
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert fold.evaluate("fold => fold.open") is False
