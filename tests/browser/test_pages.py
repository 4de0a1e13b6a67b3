"""Every kind of page: without JavaScript, on a phone, on paper, and when the address is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue

from . import results
from .kinds import KINDS, page_of, spread
from .network import slow

BEYOND = """(elements, width) => elements
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 90)).slice(0, 5)"""
"""Which elements reach beyond the right side of the window."""

PAPER_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def test_no_kind_of_page_is_forgotten(site: Path, catalogue: Catalogue) -> None:
    """Every page at the top of the site must be in the list of kinds that these tests visit."""
    top = {path.parent.name + "/" for path in site.glob("*/index.html")}
    visited = {page_of(kind, catalogue).partition("?")[0] for kind in KINDS}
    assert top - visited == set(), "add it to tests/browser/kinds.py"


# Without JavaScript


def test_a_reader_without_javascript_reaches_everything_by_links(plain: Page) -> None:
    """From home to a theme, a practice, a partner and back to a practice must work without JavaScript."""
    plain.goto("./")
    follow(plain.locator(".k-questions a").first)
    follow(plain.locator("[data-kind=practice] a").first)
    plain.locator(".k-facts a[href*='partners/']").first.click()
    expect(plain.locator(".k-record[data-kind=partner] h1")).to_be_visible()
    follow(plain.locator("[data-kind=practice] a").last)
    expect(plain.locator(".k-record[data-kind=practice] h1")).to_be_visible()


def follow(link: Locator) -> None:
    """Click a link and see that it leads to the page with its words as the heading."""
    words = link.inner_text()
    link.click()
    expect(link.page.locator("h1")).to_have_text(words)


def test_a_practice_can_be_read_without_javascript(plain: Page, catalogue: Catalogue) -> None:
    """A practice must show its title, sentence, text and facts without JavaScript."""
    practice = next(iter(catalogue.practices.values()))
    plain.goto(address_of(practice))
    assert plain.locator("h1").inner_text() == practice.title
    expect(plain.locator(".k-lead")).to_have_text(practice.summary)
    for part in (".k-text :is(p, li)", ".k-facts dd"):
        expect(plain.locator(part).first).to_be_visible()
        for element in plain.locator(part).all():
            expect(element).to_be_visible()


def test_the_list_without_javascript_holds_every_practice(plain: Page, catalogue: Catalogue) -> None:
    """The list must show every practice of the catalogue without JavaScript, each with a link."""
    plain.goto("praktijken/")
    links = plain.locator("[data-kind=practice] .k-card__title a")
    assert set(results.ids(plain)) == {*catalogue.practices, *catalogue.hangijzers}
    assert links.count() == len(catalogue.practices)
    expect(links.last).to_be_visible()


def test_controls_that_need_javascript_are_not_shown_without_it(plain: Page) -> None:
    """Filters and the switch of the scheme, which do nothing without JavaScript, must not be there then, for the keyboard neither."""
    plain.goto("praktijken/")
    expect(plain.locator(".k-facets")).not_to_be_visible()
    expect(plain.locator(".k-header [role=radiogroup]")).to_be_hidden()
    for _ in range(8):
        plain.keyboard.press("Tab")
        assert not plain.evaluate("document.activeElement.matches('[type=radio]')")


def test_search_without_javascript_points_to_the_list(plain: Page) -> None:
    """Searching without JavaScript must end at a page that points to the list of all practices."""
    plain.goto("praktijken/")
    box = plain.locator("kapstok-search input[name=q]")
    box.fill("taal")
    box.press("Enter")
    plain.wait_for_url("**/zoeken/?q=taal")
    link = plain.locator("kapstok-search").get_by_role("link", name="lijst van alle praktijken")
    expect(link).to_be_visible()
    link.click()
    plain.wait_for_url("**/praktijken/")


@pytest.mark.parametrize("kind", ("home", "practice", "theme", "practices"))
def test_nothing_hides_the_text_without_javascript(plain: Page, catalogue: Catalogue, kind: str) -> None:
    """Menu and colour scheme must not lie over the text or make it unreadable without JavaScript."""
    plain.goto(page_of(kind, catalogue) or "./")
    heading = plain.locator("h1")
    expect(heading).to_be_visible()
    expect(plain.locator(".k-menu nav")).not_to_be_visible()
    heading.click(trial=True)
    colours = [
        heading.evaluate("element => getComputedStyle(element).color"),
        plain.locator("body").evaluate("element => getComputedStyle(element).backgroundColor"),
    ]
    dark, light = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours)
    assert light - dark > 400


def test_the_menu_opens_without_javascript(plain: Page) -> None:
    """The menu of a phone must open, lead to a page and be closed there, without JavaScript."""
    plain.goto("./")
    plain.locator(".k-menu summary").click()
    plain.locator(".k-menu").get_by_role("link", name="Partners").click()
    plain.wait_for_url("**/partners/")
    expect(plain.locator(".k-menu nav")).not_to_be_visible()


# Menu and scheme


def test_the_menu_of_a_phone_works_with_the_keyboard(phone: Watched) -> None:
    """On a phone the menu must open with the keyboard and lead to a page."""
    page = phone.page()
    results.tab_to(page, ".k-menu summary", limit=12)
    page.keyboard.press("Enter")
    expect(page.locator(".k-menu nav")).to_be_visible()
    results.tab_to(page, ".k-menu a[href*='praktijken/']", limit=8)
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijken/")
    expect(page.locator("h1")).to_be_visible()


def test_the_chosen_scheme_stays(desktop: Watched) -> None:
    """A reader who chooses the dark scheme must find it on the next page."""
    page = desktop.page()
    body = page.locator("body")
    for _ in range(3):
        if body.get_attribute("data-md-color-scheme") == "slate":
            break
        page.locator("form[data-md-component=palette] label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{desktop.address}over/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_first_tab_leads_past_the_header(page: Page) -> None:
    """The first press of Tab must offer to skip to the content, and that must work."""
    page.goto("themas/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#inhoud'))")


# Addresses of the past


def test_a_merged_municipality_says_so(page: Page) -> None:
    """The page of a merged municipality must say that it has merged, and link today's."""
    page.goto("gemeenten/kruibeke/")
    remark = page.locator(".k-remark")
    expect(remark).to_contain_text("Kruibeke bestaat sinds 1 januari 2025 niet meer als gemeente")
    remark.get_by_role("link", name="Beveren-Kruibeke-Zwijndrecht").click()
    expect(page.locator("h1")).to_have_text("Beveren-Kruibeke-Zwijndrecht")
    expect(page.locator("article").get_by_role("link", name="Kruibeke", exact=True)).to_be_visible()


def test_an_unknown_address_offers_ways_on(desktop: Watched, site: Path, catalogue: Catalogue) -> None:
    """The 404 page must work at any depth: its looks, its search form with the words of the address, its seven themes and home."""
    wrong = f"{desktop.address}praktijken/bestaat-niet/"
    html = (site / "404.html").read_text("utf-8")
    desktop.context.route(
        wrong, lambda route: route.fulfill(status=404, body=html, content_type="text/html; charset=utf-8")
    )
    page = desktop.page("praktijken/bestaat-niet/")
    expect(page.locator("h1")).to_have_text("Deze pagina vinden we niet")
    expect(page.locator("article input[name=q]")).to_have_value("bestaat niet")
    assert page.locator(".k-brand__mark").bounding_box()["height"] < 60, "without style sheet"
    links = page.locator("article a[href*='themas/']")
    assert links.count() == len(catalogue.themes) == 7
    links.first.click()
    page.wait_for_url(f"{desktop.address}themas/*/")
    page.goto(wrong)
    page.locator("article").get_by_role("link", name="Naar de startpagina").click()
    page.wait_for_url(re.compile(re.escape(desktop.address) + r"(\.|index\.html)?$"))
    page.goto(wrong)
    page.locator("article input[name=q]").fill("moskee")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desktop.address}zoeken/?q=moskee")
    results.settle(page)
    assert results.ids(page)
    not_found = "Failed to load resource: the server responded with a status of 404"
    desktop.errors[:] = [text for text in desktop.errors if not text.startswith(not_found)]


def test_words_of_a_wrong_address_leave_what_is_typed(desktop: Watched, site: Path) -> None:
    """Who types on the 404 page before its script is there must keep what was typed."""
    html = (site / "404.html").read_text("utf-8")
    desktop.context.route(
        "**/bestaat-niet/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    page = desktop.page()
    field = page.locator("article input[name=q]")
    with slow(page, "**/not-found.js"):
        page.goto(f"{desktop.address}bestaat-niet/", wait_until="commit")
        field.fill("moskee")
    page.wait_for_load_state()
    expect(field).to_have_value("moskee")


def test_privacy_says_what_a_server_hears(page: Page) -> None:
    """A search from another page is asked of the server with its words, so the page about privacy must not deny that."""
    asked: list[str] = []
    page.goto("./")
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#zoek").fill("moskee")
    page.locator("#zoek").press("Enter")
    page.wait_for_url("**/zoeken/?q=moskee")
    assert any(url.endswith("/zoeken/?q=moskee") for url in asked)
    page.goto("privacy/")
    text = page.locator("article").inner_text()
    assert "stuurt het mee naar de server van deze site" in text
    assert "Wat u typt, wordt niet verstuurd" not in text


# From a disk


@pytest.mark.parametrize(
    ("start", "field", "goal", "says"),
    [
        ("index.html", "#zoek", "zoeken", "werkt zoeken niet."),
        ("over/stand/index.html", "#zoek-kop", "zoeken", "werkt zoeken niet."),
        ("praktijken/index.html", "#zoek", "zoeken", "werkt zoeken niet."),
        ("index.html", "#gemeente", "gemeenten", ""),
    ],
)
def test_a_form_leads_on_from_a_disk(
    browser: Browser, site: Path, start: str, field: str, goal: str, says: str
) -> None:
    """Opened from a disk, where a folder has no page of its own, a form must lead to a page that says what works."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((site / start).as_uri())
    page.locator(field).fill("taal")
    page.locator(field).press("Enter")
    page.wait_for_url((site / goal / "index.html").as_uri() + "?q=taal")
    if says:
        expect(page.get_by_text(f"Van een schijf geopend, {says}")).to_be_visible()
        page.locator("[data-from-disk]").get_by_role("link", name="praktijken").click()
        expect(page.get_by_text("Van een schijf geopend, werken filters en zoeken niet.")).to_be_visible()
    context.close()


# Paper


def test_a_printed_practice_fits_one_sheet(page: Page, catalogue: Catalogue) -> None:
    """At least nine of ten practices, short ones and long ones, must fit on one printed A4."""
    by_length = sorted(catalogue.practices.values(), key=lambda item: len(item.model_dump_json() + item.body))
    practices = [item.slug for item in spread(by_length, 15)]
    page.goto("./")
    page.emulate_media(media="print")
    sheets = {}
    for slug in practices:
        page.goto(f"praktijken/{slug}/")
        sheets[slug] = len(PAPER_PAGE.findall(page.pdf(format="A4")))
    longer = {slug: number for slug, number in sheets.items() if number != 1}
    assert len(longer) <= len(practices) * 0.1, longer


def test_paper_shows_the_practice_only(page: Page, catalogue: Catalogue) -> None:
    """A printed practice must leave out header, footer, search and related practices, and keep the rest."""
    practice = next(slug for slug, related in catalogue.related.items() if related)
    page.goto(f"praktijken/{practice}/")
    related = page.locator(".k-related")
    expect(related).to_be_visible()
    page.emulate_media(media="print")
    for element in (page.locator("header"), page.locator("footer"), related, page.locator("form").first):
        expect(element).not_to_be_visible()
    for element in (page.locator("h1"), page.locator(".k-dated"), page.locator(".k-facts")):
        expect(element).to_be_visible()


def test_paper_is_light(page: Page, catalogue: Catalogue) -> None:
    """A practice that is printed from the dark scheme must be printed dark on light."""
    page.goto(address_of(next(iter(catalogue.practices.values()))))
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    colour = page.locator("h1").evaluate("element => getComputedStyle(element).color")
    assert sum(map(int, re.findall(r"\d+", colour)[:3])) < 300, colour
