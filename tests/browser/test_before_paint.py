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
