"""The map: dots, filter, pointer, finger and keyboard, and the small maps beside a text."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue
from kapstok.places import Town

from . import results
from .kinds import town_with_most_practices

DOTS = "svg[data-unit] a"
SEEN = f"{DOTS}:not(.is-empty)"
THEME = "taalpromotie"
MAP_LIMIT = 4096
"""What a small map may weigh, in bytes, compressed."""


def counts(catalogue: Catalogue, theme: str = "") -> dict[str, int]:
    """Today's municipality (its slug) to the number of practices, all or of a theme, from the records themselves."""
    found: Counter[str] = Counter()
    for practice in catalogue.practices.values():
        if not theme or theme in practice.theme:
            found.update({catalogue.places.current(name).slug for name in practice.municipality})
    return dict(found)


def dots(page: Page) -> dict[str, int]:
    """The same as the visible dots say it, in the words that a screen reader hears."""
    rows = page.eval_on_selector_all(
        SEEN, "found => found.map((a) => [a.dataset.town, a.getAttribute('aria-label')])"
    )
    return {town: int(re.search(r": (\d+) prakti", label)[1]) for town, label in rows}  # fmt: skip


def table(page: Page) -> dict[str, int]:
    """The same as the visible rows of the table say it."""
    rows = page.eval_on_selector_all(
        "[data-row]:not([hidden])", "rows => rows.map((row) => [row.dataset.row, row.cells[2].textContent])"
    )
    return {town: int(text) for town, text in rows}


def middle(page: Page, town: str) -> tuple[float, float]:
    """Where a dot is in the window."""
    circle = page.locator(f"{DOTS}[data-town='{town}'] circle")
    circle.scroll_into_view_if_needed()
    box = circle.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def finger(browser: Browser, address: str) -> Iterator[Page]:
    """A phone of 360 px with a touch screen."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, base_url=address
    )
    watched = Watched(context, address)
    yield watched.page()
    context.close()
    assert watched.errors == []


# What is there


@pytest.mark.parametrize("reader", ("page", "plain"))
def test_dots_and_table_say_what_the_catalogue_says(
    reader: str, catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    """Every municipality with practices must have a dot and a row with its number, also without JavaScript."""
    page: Page = request.getfixturevalue(reader)
    page.goto("kaart/")
    assert dots(page) == table(page) == counts(catalogue)
    expect(page.locator(DOTS).first).to_be_visible()
    expect(page.locator("[data-row]").last).to_be_visible()


def test_table_comes_by_name(page: Page, catalogue: Catalogue) -> None:
    """The rows must come by name."""
    page.goto("kaart/")
    names = page.locator("[data-row] th").all_inner_texts()
    assert names == sorted(names) and len(names) == len(counts(catalogue))


def test_every_municipality_can_be_reached(page: Page, catalogue: Catalogue) -> None:
    """Dots, table and the list of those without practices must lead to every municipality of today."""
    page.goto("kaart/")
    found = page.eval_on_selector_all("kapstok-map a", "links => links.map((a) => a.getAttribute('href'))")
    assert {f"../{address_of(town)}" for town in catalogue.places.today} <= set(found)


def test_larger_number_larger_dot(page: Page, catalogue: Catalogue) -> None:
    """A municipality with more practices must never have a smaller dot."""
    page.goto("kaart/")
    rows = page.eval_on_selector_all(
        DOTS,
        "found => found.map((a) => [Number(a.dataset.count), a.querySelector('circle').r.baseVal.value])",
    )
    radii = [radius for _, radius in sorted(rows)]
    assert radii == sorted(radii) and radii[0] < radii[-1]


def test_practices_without_municipality_are_linked(page: Page, catalogue: Catalogue) -> None:
    """Practices that are not on the map must be counted in a sentence, with links."""
    page.goto("kaart/")
    elsewhere = [p for p in catalogue.practices.values() if not p.municipality]
    section = page.locator("section", has=page.locator("#niet-op-de-kaart"))
    expect(section).to_contain_text(f"{len(elsewhere)} praktijken horen")
    assert section.locator("li a").count() == len(elsewhere)


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_dots_have_the_colour_of_their_theme(page: Page, catalogue: Catalogue, scheme: str) -> None:
    """A dot must have the colour of its theme in both schemes."""
    page.emulate_media(color_scheme=scheme)
    page.goto("kaart/")
    dot = page.locator(f"{DOTS}[data-theme]").first
    theme = catalogue.themes[dot.get_attribute("data-theme")]
    colour = theme.colour if scheme == "light" else theme.colour_dark
    rgb = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    expect(dot.locator("circle")).to_have_css("fill", f"rgb{rgb}")


def test_without_javascript_themes_lead_to_their_pages(plain: Page, catalogue: Catalogue) -> None:
    """Without JavaScript the themes above the map must lead to the pages of the themes."""
    plain.goto("kaart/")
    plain.locator(f"[data-choice={THEME}]").click()
    expect(plain.locator("h1")).to_have_text(catalogue.themes[THEME].question)


# The filter


@pytest.mark.parametrize("theme", (THEME, "toeleiding"))
def test_a_theme_narrows_map_table_and_list(page: Page, catalogue: Catalogue, theme: str) -> None:
    """A theme must leave exactly its practices: in dots, table, list and announced number."""
    page.goto("kaart/")
    region = page.locator("[data-status][aria-live=polite]").element_handle()
    page.locator(f"[data-choice={theme}]").click()
    own = [p for p in catalogue.practices.values() if theme in p.theme]
    placed = [p for p in own if p.municipality]
    expected = counts(catalogue, theme)
    assert dots(page) == table(page) == expected
    assert region.inner_text().startswith(
        f"{catalogue.themes[theme].title}: {len(placed)} praktijken in {len(expected)} gemeenten."
    )
    assert page.locator("[data-themes]:not([hidden])").count() == len(own) - len(placed)
    expect(page.locator("[data-choice][aria-current=true]")).to_have_attribute("data-choice", theme)
    assert {dot.get_attribute("data-theme") for dot in page.locator(SEEN).all()} == {theme}


def test_the_theme_is_in_the_address(page: Page, catalogue: Catalogue) -> None:
    """A reload must keep the theme, Back must undo it, and 'Alle thema's' must show all again."""
    page.goto("kaart/")
    page.locator(f"[data-choice={THEME}]").click()
    assert page.url.endswith(f"kaart/?thema={THEME}")
    page.reload()
    assert dots(page) == counts(catalogue, THEME)
    page.locator("[data-choice=toeleiding]").click()
    page.go_back()
    expect(page.locator(SEEN)).to_have_count(len(counts(catalogue, THEME)))
    page.locator("[data-choice='']").click()
    assert dots(page) == counts(catalogue)
    assert "?" not in page.url


def test_an_unknown_theme_is_explained(page: Page, catalogue: Catalogue) -> None:
    """An address with a theme that does not exist must say so and show all."""
    page.goto("kaart/?thema=<b>zwemmen</b>")
    expect(page.locator("[data-status]")).to_contain_text(
        "Het thema ‘<b>zwemmen</b>’ uit dit adres bestaat niet"
    )
    assert dots(page) == counts(catalogue)


def test_colours_come_back_after_a_filter(page: Page) -> None:
    """After 'Alle thema's' every dot must have its own colour and size again."""
    page.goto("kaart/")
    look = "found => found.map((a) => [a.dataset.theme, a.querySelector('circle').getAttribute('r')])"
    before = page.eval_on_selector_all(DOTS, look)
    page.locator(f"[data-choice={THEME}]").click()
    assert page.eval_on_selector_all(DOTS, look) != before
    page.locator("[data-choice='']").click()
    assert page.eval_on_selector_all(DOTS, look) == before


# Keyboard


def test_keyboard_alone_opens_a_municipality(page: Page) -> None:
    """With the keyboard alone a reader must reach a dot, read its name, and go to its page."""
    page.goto("kaart/")
    results.tab_to(page, DOTS, limit=40)
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    expect(page.locator(".k-map__label")).to_have_text(label)
    expect(page.locator("[data-caption]")).to_have_text(label)
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/*/")
    assert label.startswith(page.locator("h1").inner_text() + ":")


def test_only_dots_with_practices_are_stops(page: Page, catalogue: Catalogue) -> None:
    """Tab must stop at each dot with practices, by province and name, and not at the others."""
    expected = counts(catalogue, THEME)
    page.goto(f"kaart/?thema={THEME}")
    results.tab_to(page, DOTS, limit=40)
    stops = []
    while town := page.evaluate("document.activeElement.dataset.town"):
        stops.append(town)
        page.keyboard.press("Tab")
    assert stops == [town.slug for town in catalogue.places.today if town.slug in expected]


def test_the_map_can_be_skipped(page: Page) -> None:
    """A link before the map must lead past its dots to the table."""
    page.goto("kaart/")
    results.tab_to(page, ".k-map__skip a", limit=25)
    expect(page.locator(".k-map__skip a")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('[data-row]'))")


# Mouse and finger


def test_a_mouse_reads_and_opens_a_dot(page: Page, catalogue: Catalogue) -> None:
    """Pointing near a dot must show name and number, and a click there must open its page."""
    town = town_with_most_practices(catalogue)
    page.goto("kaart/")
    x, y = middle(page, town.slug)
    page.mouse.move(x + 2, y - 2)
    expect(page.locator(".k-map__label")).to_have_text(
        f"{town.name}: {counts(catalogue)[town.slug]} praktijken"
    )
    page.mouse.move(2, 200)
    expect(page.locator(".k-map__label")).to_have_text("")
    page.mouse.click(x + 2, y - 2)
    page.wait_for_url(f"**/gemeenten/{town.slug}/")


def test_the_legend_fits_what_is_shown(page: Page) -> None:
    """On a map of one theme the legend must not say that a colour is that of the theme with the most practices."""
    page.goto("kaart/")
    legend = page.locator(".k-map__legend").first
    expect(legend).to_contain_text("grijs is een gelijke stand", use_inner_text=True)
    page.locator(f"[data-choice={THEME}]").click()
    expect(legend).not_to_contain_text("gelijke stand", use_inner_text=True)
    expect(legend).to_contain_text("De kleinste stippen zijn gemeenten zonder praktijk", use_inner_text=True)
    page.go_back()
    expect(legend).to_contain_text("grijs is een gelijke stand", use_inner_text=True)


def test_a_small_dot_beside_a_large_one_can_be_chosen(page: Page, catalogue: Catalogue) -> None:
    """On every dot, however close to a larger one, the mouse must mean that dot."""
    page.goto("kaart/")
    for dot in page.locator(DOTS).all():
        page.mouse.move(*middle(page, dot.get_attribute("data-town")))
        expect(page.locator(".k-map__label")).to_have_text(dot.get_attribute("aria-label"))


def test_a_mouse_far_from_any_dot_opens_nothing(page: Page) -> None:
    """A click on the empty sea must stay on the map."""
    page.goto("kaart/")
    box = page.locator("svg[data-unit]").bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.wait_for_timeout(200)
    assert page.url.endswith("kaart/")


def test_a_finger_reads_the_name_first(finger: Page, catalogue: Catalogue) -> None:
    """On a phone the first tap must show the name with a link, and a second tap must open the page."""
    town = next(town for town in catalogue.places.today if town.name == "Gent")
    finger.goto("kaart/")
    x, y = middle(finger, town.slug)
    finger.touchscreen.tap(x, y)
    link = finger.locator("[data-caption] a")
    expect(link).to_have_text(f"Gent: {counts(catalogue)['gent']} praktijken")
    expect(link).to_be_focused()
    assert finger.url.endswith("kaart/")
    finger.touchscreen.tap(x, y)
    finger.wait_for_url("**/gemeenten/gent/")


def test_a_finger_finds_the_nearest_dot_anywhere(finger: Page) -> None:
    """A tap beside every dot must choose the nearest one that the filter leaves; its link must open the page."""
    finger.goto("kaart/?thema=taalpromotie")
    x, y = middle(finger, "roeselare")
    finger.touchscreen.tap(x - 25, y - 12)
    link = finger.locator("[data-caption] a")
    expect(link).to_have_text(re.compile("^Roeselare: "))
    link.tap()
    finger.wait_for_url("**/gemeenten/roeselare/")


# Small maps


def test_small_maps_are_light(site: Path) -> None:
    """No small map may weigh more than 4 kB compressed."""
    weights = {}
    for path in site.glob("*/*/index.html"):
        for svg in re.findall(r'(?s)<a class="k-smallmap".*?</a>', path.read_text("utf-8")):
            weights[path.parent.name] = len(gzip.compress(svg.encode()))
    assert len(weights) > 150
    assert max(weights.values()) <= MAP_LIMIT


def test_map_of_a_practice_says_where(page: Page, catalogue: Catalogue) -> None:
    """The small map of a practice must be an image that names the places, and lead to the map."""
    practice = next(p for p in catalogue.practices.values() if len(p.municipality) == 2)
    page.goto(address_of(practice))
    image = page.locator(".k-smallmap").get_by_role("img")
    expect(image).to_be_visible()
    for name in practice.municipality:
        assert catalogue.places.current(name).name in image.get_attribute("aria-label")
    image.click()
    page.wait_for_url("**/kaart/")


def test_map_of_a_theme_leads_to_its_filter(page: Page, catalogue: Catalogue) -> None:
    """The small map of a theme must lead to the map with that theme."""
    page.goto(address_of(catalogue.themes[THEME]))
    page.get_by_role("link", name="Bekijk de kaart").click()
    page.wait_for_url(f"**/kaart/?thema={THEME}")
    expect(page.locator(SEEN)).to_have_count(len(counts(catalogue, THEME)))


def test_small_map_is_not_printed(page: Page, catalogue: Catalogue) -> None:
    """Paper must leave out the small map of a practice: it has one sheet."""
    page.goto(address_of(next(p for p in catalogue.practices.values() if p.municipality)))
    expect(page.locator(".k-smallmap")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".k-smallmap")).not_to_be_visible()


def test_marked_dots_are_where_the_municipality_is(page: Page, catalogue: Catalogue) -> None:
    """On the map of a province, west must be left and north above."""
    towns = [
        t for t in catalogue.places.today if t.today.province == "Limburg" and t.slug in counts(catalogue)
    ]
    page.goto(address_of("Limburg"))
    found = page.eval_on_selector_all(
        ".k-smallmap circle", "found => found.map((c) => [c.cx.baseVal.value, c.cy.baseVal.value])"
    )
    assert len(found) == len(towns)

    def west(town: Town) -> float:
        return town.today.lon

    assert min(x for x, _ in found) < max(x for x, _ in found)
    spread = (max(map(west, towns)) - min(map(west, towns))) * 0.628
    high = max(t.today.lat for t in towns) - min(t.today.lat for t in towns)
    wide, tall = (max(c) - min(c) for c in zip(*found, strict=True))
    assert wide / tall == pytest.approx(spread / high, rel=0.05)
