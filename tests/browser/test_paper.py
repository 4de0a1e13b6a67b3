"""Paper: what a printed page shows, and the QR code of a practice."""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue

from . import results
from .kinds import page_of, spread

KINDS = (
    "practice", "practice with a table", "hangijzer", "theme", "municipality", "merged municipality", "province",
    "target group", "partner", "subsidy", "practices", "filtered practices", "search results", "partners", "subsidies",
    "hangijzers", "municipalities", "figures", "filtered map",
)  # fmt: skip

QUIET = 4
"""Modules of white that a QR code needs around it."""

SCREEN_ONLY = "header, footer, form, button, textarea, summary, nav, [data-mail], .k-facets, .k-chip, .k-more"
"""What means nothing on paper."""

MILLIMETRE = 96 / 25.4
"""Pixels of a style sheet in a millimetre."""

GREY = """async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let grey = "";
    for (let at = 0; at < data.length; at += 4) grey += String.fromCharCode((data[at] + data[at + 1] + data[at + 2]) / 3);
    return [image.width, image.height, btoa(grey)];
}"""
"""A picture as width, height and the grey of each pixel."""

PALE = """elements => elements.filter((element) => {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const [red, green, blue] = getComputedStyle(element).color.match(/[\\d.]+/g).map(Number);
    return 0.3 * red + 0.6 * green + 0.1 * blue > 110;
}).map((element) => element.outerHTML.slice(0, 120))"""
"""Texts that are too light for white paper."""


@pytest.fixture
def sharp(browser: Browser, address: str) -> Iterator[Page]:
    """A tab with four times the pixels, as a printer has."""
    context = browser.new_context(base_url=address, device_scale_factor=4)
    yield context.new_page()
    context.close()


def test_the_qr_code_on_paper_is_that_of_the_published_address(sharp: Page, catalogue: Catalogue) -> None:
    """In either scheme the printed code must be read as the canonical address."""
    sharp.emulate_media(media="print", color_scheme="dark")
    for practice in spread(list(catalogue.practices.values()), 4):
        sharp.goto(address_of(practice))
        png = base64.b64encode(sharp.locator(".k-qr").screenshot()).decode()
        width, height, grey = sharp.evaluate(GREY, png)
        picture = memoryview(base64.b64decode(grey)).cast("B", (height, width))
        (found,) = zxingcpp.read_barcodes(picture)
        assert found.text == f"https://kapstok.test/kapstok/{address_of(practice)}"


def test_the_qr_code_is_large_enough(page: Page, catalogue: Catalogue) -> None:
    """The longest address must give a code of at least 20 mm without its white, in modules of at least 0.4 mm."""
    page.goto(f"praktijken/{max(catalogue.practices, key=len)}/")
    page.emulate_media(media="print")
    code = page.locator(".k-qr")
    box = code.bounding_box()
    modules = int(code.get_attribute("viewBox").split()[2])
    millimetres = box["width"] / MILLIMETRE / modules
    assert box["width"] == pytest.approx(box["height"])
    assert millimetres * (modules - 2 * QUIET) >= 20
    assert millimetres >= 0.4


def test_the_qr_code_is_only_on_paper(page: Page, catalogue: Catalogue) -> None:
    """On a screen the code must not be shown; on paper it must stand with address, source and date of the facts."""
    practice = next(item for item in catalogue.practices.values() if item.source and not item.checked)
    page.goto(address_of(practice))
    block = page.locator(".k-paper")
    expect(block).not_to_be_visible()
    page.emulate_media(media="print")
    expect(block.locator("svg")).to_be_visible()
    text = block.inner_text()
    assert f"https://kapstok.test/kapstok/{address_of(practice)}" in text
    assert re.search(r"Bron: .+ \(\d{4}\)", text)
    assert re.search(r"Beschreven in \d{4}, sindsdien niet nagekeken", text)


def test_every_practice_has_a_light_code(site: Path, catalogue: Catalogue) -> None:
    """Every practice must have one code, of one path and at most 2 kB compressed."""
    for practice in catalogue.practices.values():
        html = (site / address_of(practice) / "index.html").read_text("utf-8")
        (code,) = re.findall(r'<svg [^>]*class="k-qr".*?</svg>', html)
        assert code.count("<path") == 1
        assert len(gzip.compress(code.encode())) <= 2048


@pytest.mark.parametrize("kind", KINDS)
def test_paper_has_nothing_to_press(page: Page, catalogue: Catalogue, kind: str) -> None:
    """No button, filter, form or navigation may be printed; heading and text must be."""
    path = page_of(kind, catalogue)
    page.goto(path)
    if page.locator("kapstok-search").count():
        results.settle(page)
    page.emulate_media(media="print")
    shown = page.locator(SCREEN_ONLY).evaluate_all(
        "elements => elements.filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 90))"
    )
    assert shown == []
    expect(page.locator("h1")).to_be_visible()
    assert len(page.locator("article").inner_text()) > 100


@pytest.mark.parametrize("kind", KINDS)
def test_paper_is_dark_on_white_from_the_dark_scheme(page: Page, catalogue: Catalogue, kind: str) -> None:
    """Every text that is printed from the dark scheme must be dark, and the paper white."""
    path = page_of(kind, catalogue)
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(path)
    if page.locator("kapstok-search").count():
        results.settle(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert (
        page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert page.eval_on_selector_all("article *", PALE) == []


@pytest.mark.parametrize(
    "kind", ("theme", "municipality", "province", "target group", "partner", "subsidy", "map")
)
def test_paper_names_its_address(plain: Page, catalogue: Catalogue, kind: str) -> None:
    """A printed page must name the published address, also without JavaScript, where nothing can be copied."""
    path = page_of(kind, catalogue)
    plain.goto(path)
    place = plain.locator(".k-print")
    expect(place).not_to_be_visible()
    plain.emulate_media(media="print")
    expect(place).to_have_text(f"Kapstok · https://kapstok.test/kapstok/{path}")
    expect(place).to_be_visible()


def test_a_printed_list_says_what_was_searched(page: Page) -> None:
    """A printed list must name its address with the state, what was searched and chosen, and that it is cut off."""
    page.goto("praktijken/?q=taal&provincie=limburg&soort=praktijk&thema=taalpromotie")
    results.settle(page)
    page.pdf()
    place = page.locator(".k-print")
    expect(place).to_contain_text(
        "https://kapstok.test/kapstok/praktijken/?q=taal&provincie=limburg&soort=praktijk&thema=taalpromotie · "
    )
    expect(place).to_contain_text(
        "Gezocht: taal · Soort: Praktijken · Thema: Taalpromotie · Provincie: Limburg"
    )
    expect(place).not_to_contain_text("alleen de eerste")
    page.goto("praktijken/?q=taal")
    results.settle(page)
    page.pdf()
    expect(place).to_contain_text("Gezocht: taal · alleen de eerste resultaten zijn afgedrukt")


def test_a_printed_map_names_its_theme(page: Page) -> None:
    """A printed map must name its address with the theme that it shows, and without one when it shows all."""
    page.goto("kaart/")
    page.locator("[data-choice=toeleiding]").click()
    page.pdf()
    place = page.locator(".k-print")
    expect(place).to_have_text("Kapstok · https://kapstok.test/kapstok/kaart/?thema=toeleiding")
    page.locator("[data-choice='']").click()
    page.pdf()
    expect(place).to_have_text("Kapstok · https://kapstok.test/kapstok/kaart/")
