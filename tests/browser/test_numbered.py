"""A catalogue of a thousand practices, whose list stands on several pages and whose long facets are in the index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.project import write_project
from bench.server import Served, serving
from bench.weights import beyond_frame, visited
from conftest import BASE, Watched, build_site
from kapstok.addresses import PRACTICES, SEARCH, numbered
from kapstok.catalogue import Catalogue, sort_key
from kapstok.load import load_catalogue
from kapstok.pages.practice_lists import page_count
from kapstok.policy import header

from . import results
from .accessibility import WIDTHS, seen_in_every_way, violations_in_every_scheme
from .network import abort, only_the_failed_request
from .oracle import count, matching, values_of_records
from .test_visits import BEYOND_FRAME, FIRST_VIEW

NUMBER = 1000
SECOND = numbered(PRACTICES, 2)
NAV = "nav.k-pages"
LONG = "[data-facet=partner]"
"""A facet with more values than a page can bear."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the size at which every list is long."""
    folder = tmp_path_factory.mktemp("thousand") / "project"
    write_project(NUMBER, folder)
    return folder


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    """Its catalogue."""
    return load_catalogue(project, date.today())


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[Served]:
    """Its site, from a server that compresses, counts and sends the policy."""
    target = project / "out/kapstok"
    result = build_site(project, target)
    assert result.returncode == 0, result.stdout + result.stderr
    with serving(target, BASE, {"Content-Security-Policy": header()}) as found:
        yield found


@pytest.fixture(scope="module")
def address(served: Served) -> str:
    """The address of that site, in the place of the real one."""
    return served.address


@pytest.fixture
def urls(catalogue: Catalogue) -> list[str]:
    """The addresses of the pages of the list."""
    cards = len(catalogue.practices) + len(catalogue.hangijzers)
    return [numbered(PRACTICES, number) for number in range(1, page_count(cards) + 1)]


def html_of(served: Served, url: str) -> str:
    """A page as it is written."""
    return (served.folder / url / "index.html").read_text("utf-8")


def status_of(page: Page) -> str:
    """What stands above the list."""
    return page.locator("[data-status]").inner_text()


def mailed(page: Page) -> str:
    """The text of the mail that hands the page on."""
    link = page.locator("[data-mail]")
    link.evaluate("link => link.addEventListener('click', (event) => event.preventDefault(), { once: true })")
    link.click()
    return dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))["body"]


@pytest.mark.parametrize("number", range(1, 7))
def test_every_page_of_a_long_list_is_light(served: Served, urls: list[str], number: int) -> None:
    """However many practices there are, a page of the list must stay within the budget."""
    assert len(urls) == 6
    assert beyond_frame(html_of(served, urls[number - 1])) <= BEYOND_FRAME


def test_search_is_light_with_long_facets(served: Served) -> None:
    """The page of search must stay within the budget too."""
    assert beyond_frame(html_of(served, SEARCH)) <= BEYOND_FRAME


@pytest.mark.parametrize("width", WIDTHS)
def test_a_visit_to_a_further_page_is_light_and_still(browser: Browser, served: Served, width: int) -> None:
    """Opened and read to its end, a further page must be as light and as still as the others."""
    found = visited(browser, served, SECOND, width)
    assert found.bytes <= FIRST_VIEW, f"{found.files} files"
    assert found.shift == 0, found.moved
    assert (found.refused, found.errors, found.foreign) == ((), (), ())


def test_every_record_is_reached_without_scripts(plain: Page, catalogue: Catalogue, urls: list[str]) -> None:
    """Without JavaScript, from page to page, each practice and hangijzer must be met once, and then there is no next page."""
    plain.goto(PRACTICES)
    found, seen, titles = [], [], set()
    while True:
        found += results.ids(plain)
        seen.append(plain.url)
        titles.add(plain.title())
        expect(plain.locator(f"{NAV} [aria-current=page]")).to_have_text(f"Pagina {len(seen)}")
        onward = plain.locator(NAV).get_by_role("link", name="Volgende pagina")
        if not onward.count():
            break
        onward.click()
        expect(plain.locator(f"{NAV} [aria-current=page]")).to_have_text(f"Pagina {len(seen) + 1}")
    every = [*catalogue.practices.values(), *catalogue.hangijzers.values()]
    assert found == [item.slug for item in sorted(every, key=lambda item: (sort_key(item.title), item.slug))]
    assert [urlsplit(url).path.removeprefix(BASE) for url in seen] == urls
    assert len(titles) == len(urls)


def test_pages_lead_back_by_keyboard(plain: Page) -> None:
    """With the keyboard a reader must come from the last practice to the page before and to any other."""
    plain.goto(numbered(PRACTICES, 3))
    plain.locator(f"{results.RESULT} a").last.focus()
    assert results.tab_to(plain, NAV) == 1
    plain.keyboard.press("Enter")
    plain.wait_for_url(f"**/{SECOND}")
    plain.locator(NAV).get_by_role("link", name="Pagina 1", exact=True).press("Enter")
    plain.wait_for_url(f"**/{PRACTICES}")


def test_links_to_pages_are_large_enough(phone: Watched) -> None:
    """On a phone of 320 pixels the links to pages must be 44 pixels high and wide, and nothing must stick out."""
    page = phone.page(SECOND)
    page.set_viewport_size({"width": 320, "height": 740})
    boxes = [link.bounding_box() for link in page.locator(f"{NAV} a").all()]
    assert len(boxes) == 8
    assert all(box and min(box["width"], box["height"]) >= 44 for box in boxes), boxes
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_query_on_a_further_page_searches_everything(page: Page, catalogue: Catalogue) -> None:
    """A query on page 2 must search all pages and hide the way through them; Back or an empty box must show that page's list again."""
    page.goto(SECOND)
    own, status = results.ids(page), status_of(page)
    elsewhere = next(item for slug, item in catalogue.practices.items() if slug not in own)
    box = page.locator("kapstok-search input[name=q]")
    box.fill(elsewhere.title)
    expect(page.locator(results.RESULT).first).to_have_attribute("data-id", elsewhere.slug)
    results.settle(page)
    found = results.ids(page)
    expect(page.locator(NAV)).to_have_count(0)
    page.go_back()
    results.wait_for_ids(page, own)
    expect(page.locator(NAV)).to_be_visible()
    page.go_forward()
    results.wait_for_ids(page, found)
    expect(page.locator(NAV)).to_have_count(0)
    box.fill("")
    results.wait_for_ids(page, own)
    expect(page.locator(NAV)).to_be_visible()
    assert status_of(page) == status


def test_filters_on_a_further_page_filter_everything(page: Page, catalogue: Catalogue) -> None:
    """A filter on page 2 must find what the catalogue holds; Back must show that page's list again, and Forward the results."""
    page.goto(SECOND)
    own = results.ids(page)
    results.click_filter(page, "provincie", "limburg")
    found = results.ids(page)
    expect(page.locator(NAV)).to_have_count(0)
    expected = matching(values_of_records(catalogue), {"provincie": ["limburg"]})
    assert results.announced(page) == len(expected) and set(found) <= expected
    page.go_back()
    results.wait_for_ids(page, own)
    expect(page.locator(NAV)).to_be_visible()
    page.go_forward()
    results.wait_for_ids(page, found)


@pytest.mark.parametrize("path", [PRACTICES, SECOND])
def test_a_link_with_filters_is_restored(page: Page, catalogue: Catalogue, path: str) -> None:
    """An address with filters must show the same results on any page, also where the values come from the index, without a list in between."""
    values = values_of_records(catalogue)
    partner = max(catalogue.partners, key=lambda slug: count(values, {}, "partner", slug))
    expected = matching(values, {"partner": [partner]})
    page.goto(f"{path}?partner={partner}")
    results.settle(page)
    assert page.locator(f"{LONG} input:checked").get_attribute("value") == partner
    assert set(results.all_ids(page)) == expected
    page.get_by_role("button", name="Verwijder filter").click()
    expect(page.locator(NAV)).to_be_visible()


def test_a_link_that_is_handed_on_is_that_of_the_list(page: Page) -> None:
    """What was asked on page 2 must be handed on as a link to the list, which stays when that page goes; the page itself as it is."""
    page.goto(SECOND)
    assert mailed(page).endswith(f"{BASE}{SECOND}")
    results.click_filter(page, "provincie", "limburg")
    assert mailed(page).endswith(f"{BASE}{PRACTICES}?provincie=limburg")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("[data-paper-address]").text_content() or ""
    assert printed.startswith(f"https://kapstok.test{BASE}{PRACTICES}?provincie=limburg · ")


def test_values_of_a_long_facet_come_when_it_opens(page: Page, catalogue: Catalogue) -> None:
    """A facet with hundreds of values must get all of them, with their honest counts, when it is opened, and narrow the list."""
    values = values_of_records(catalogue)
    page.goto(f"{PRACTICES}?thema=taalpromotie")
    results.settle(page)
    assert page.locator(f"{LONG} input[type=checkbox]").count() == 0
    shown = results.counts(page)
    chosen = {"thema": ["taalpromotie"]}
    for key in ("partner", "gemeente"):
        used = {value for own in values.values() for value in own.get(key, ())}
        assert shown[key] == {value: count(values, chosen, key, value) for value in used}
    partner = max(shown["partner"], key=lambda slug: shown["partner"][slug])
    results.click_filter(page, "partner", partner)
    assert set(results.all_ids(page)) == matching(values, {**chosen, "partner": [partner]})
    assert parse_qsl(urlsplit(page.url).query) == [("thema", "taalpromotie"), ("partner", partner)]


def test_long_facet_counts_what_its_page_lists(page: Page, catalogue: Catalogue) -> None:
    """On a page where nothing was asked, each value must have the count of the kinds of that page: partners count in search alone."""
    values = values_of_records(catalogue)
    page.goto(SECOND)
    on_list = results.counts(page)["gemeente"]
    assert on_list == {slug: count(values, {}, "gemeente", slug) for slug in on_list}
    page.goto(SEARCH)
    everywhere = results.counts(page)["gemeente"]
    assert set(on_list) < set(everywhere)
    assert sum(everywhere.values()) > sum(on_list.values())


def test_long_facet_can_be_narrowed(page: Page) -> None:
    """What was typed before the values came must narrow them too."""
    page.goto(PRACTICES)
    page.locator(f"{LONG} summary").click()
    page.locator(f"{LONG} .k-facet__narrow").fill("vdab")
    shown = page.locator(f"{LONG} li:visible")
    expect(shown.first).to_contain_text("VDAB")
    assert shown.count() < page.locator(f"{LONG} li").count()


def test_long_facet_without_its_values_says_so(desktop: Watched, catalogue: Catalogue) -> None:
    """When the values cannot be loaded, the page must say so and keep its list; opened again later, the facet must have them."""
    desktop.context.route("**/values-partner.json", abort)
    page = desktop.page(SECOND)
    own = results.ids(page)
    page.locator(f"{LONG} summary").click()
    page.wait_for_selector("[data-search-state=error]")
    assert "zoekindex is niet geladen" in status_of(page)
    assert results.ids(page) == own
    desktop.context.unroute("**/values-partner.json", abort)
    page.locator(f"{LONG} summary").click()
    page.locator(f"{LONG} summary").click()
    expect(page.locator(f"{LONG} input[type=checkbox]").first).to_be_visible()
    results.settle(page)
    only_the_failed_request(desktop)


def test_a_further_page_breaks_no_rule(page: Page) -> None:
    """A further page must break no rule of axe-core in either scheme, narrow or wide, and be readable in every way.

    Invented practices share titles, so what links are called is no matter here.
    """
    page.emulate_media(color_scheme="light")
    page.goto(SECOND)
    found = {*violations_in_every_scheme(page), *seen_in_every_way(page)}
    assert {text for text in found if not text.startswith("links: ")} == set()


def test_pages_are_not_printed(page: Page) -> None:
    """On paper there must be no way to other pages, and the numbers of what is printed."""
    page.goto(SECOND)
    page.emulate_media(media="print")
    expect(page.locator(NAV)).to_be_hidden()
    assert re.search(r"Pagina 2 van 6: praktijk \d+ tot en met \d+", status_of(page))
