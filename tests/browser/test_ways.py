"""Ways from one page to the next: similar practices, arguments and their practices, the menu, and where to look now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from chromium import until
from conftest import Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue
from kapstok.related import similar_practices

from . import results
from .kinds import spread

NARROWEST = 320


@pytest.fixture(scope="module")
def with_similar(catalogue: Catalogue) -> dict[str, list[str]]:
    """The slugs of the similar practices of each practice that has some."""
    return {
        slug: [item.slug for item in items] for slug, items in similar_practices(catalogue).items() if items
    }


def focused(page: Page, selector: str) -> bool:
    """The element that has the keyboard is, or lies in, what the selector names."""
    return page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector)


# Similar practices


def test_similar_practices_stand_below_the_choice_of_the_editor(
    plain: Page, catalogue: Catalogue, with_similar: dict[str, list[str]]
) -> None:
    """Below "Lees ook" stands "Lijkt hierop", in the order computed, each with a reason in words, without scripts."""
    for slug in spread(sorted(with_similar), 6):
        plain.goto(f"praktijken/{slug}/")
        assert plain.locator(".k-related h2").all_inner_texts() == (
            ["Lees ook", "Lijkt hierop"] if catalogue.related[slug] else ["Lijkt hierop"]
        )
        cards = plain.locator("section[aria-labelledby=lijkt-hierop] .k-card")
        assert cards.evaluate_all("found => found.map((card) => card.dataset.id)") == with_similar[slug]
        for reason in cards.locator(".k-card__reason").all_inner_texts():
            assert re.match(r"Ook (bij|over|voor) \S", reason)
        assert cards.locator(".k-card__reason").count() == cards.count()


def test_practice_that_resembles_none_has_no_heading(
    page: Page, catalogue: Catalogue, with_similar: dict[str, list[str]]
) -> None:
    """A practice without similar ones must not show an empty list."""
    page.goto(f"praktijken/{next(slug for slug in catalogue.practices if slug not in with_similar)}/")
    expect(page.locator("#lijkt-hierop")).to_have_count(0)


# Questions first


@pytest.mark.parametrize("path", ["./", "themas/"])
def test_questions_lead(page: Page, catalogue: Catalogue, path: str) -> None:
    """Home and themes must show the question of each theme as a heading, in the order of the register."""
    page.goto(path)
    assert page.locator(".k-question :is(h2, h3)").all_inner_texts() == [
        theme.question for theme in catalogue.themes.values()
    ]


def test_newest_on_home_lead_to_all_in_that_order(page: Page, catalogue: Catalogue) -> None:
    """Home must say that its newest facts are of several municipalities, as they are, and lead to all of them, the newest first."""
    page.goto("./")
    section = page.locator("section[aria-labelledby=recent]")
    assert len(set(section.locator(".k-card__place").all_inner_texts())) > 1
    expect(section).to_contain_text("Uit verschillende gemeenten")
    section.get_by_role("link", name="Alle praktijken, de nieuwste eerst").click()
    results.settle(page)
    years = [
        int(text[-4:]) for text in page.locator(".k-card__place").all_inner_texts() if text[-4:].isdigit()
    ]
    assert years == sorted(years, reverse=True)
    assert years[0] == max(source.year for source in catalogue.sources.values())


def test_hangijzer_names_the_list_of_all(page: Page, catalogue: Catalogue) -> None:
    """The list of all hard questions beside one must have a heading, for the eye too."""
    page.goto(address_of(next(iter(catalogue.hangijzers.values()))))
    box = page.get_by_role("navigation", name="Alle hete hangijzers")
    expect(box.get_by_role("heading", name="Alle hete hangijzers")).to_be_visible()
    assert box.locator("li").count() == len(catalogue.hangijzers)


def test_argument_leads_to_its_practices_and_back(page: Page, catalogue: Catalogue) -> None:
    """With the keyboard: from an argument to the practices that prove it, and back to the argument."""
    hangijzer = next(iter(catalogue.hangijzers.values()))
    points = [proof.point for proof in hangijzer.practices]
    page.goto(address_of(hangijzer))
    links = page.locator(".k-proof a")
    assert links.all_text_contents() == [
        f"Praktijken hierbij: {points.count(p)}, bij argument {p}" for p in sorted(set(points))
    ]
    second = sorted(set(points))[1]
    links.nth(1).focus()
    page.keyboard.press("Enter")
    heading = page.locator(f"#punt-{second}")
    expect(heading).to_be_in_viewport()
    page.keyboard.press("Tab")
    back = page.get_by_role("link", name="Terug naar dit argument").nth(1)
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    argument = page.locator(".k-arguments h2").nth(1)
    expect(argument).to_be_in_viewport()
    assert argument.inner_text() == heading.inner_text()


def test_every_proof_stands_under_its_argument(site: Path, catalogue: Catalogue) -> None:
    """Each practice of a hangijzer must stand under the argument that it proves, and lead back to the hangijzer."""
    for hangijzer in catalogue.hangijzers.values():
        html = (site / address_of(hangijzer) / "index.html").read_text("utf-8")
        for proof in hangijzer.practices:
            section = html.partition(f'id="punt-{proof.point}"')[2].partition("<h3 ")[0]
            assert f"praktijken/{proof.practice}/" in section, (hangijzer.slug, proof)
        for practice in catalogue.practices_of_hangijzer[hangijzer.slug]:
            page = (site / address_of(practice) / "index.html").read_text("utf-8")
            own = page.partition("Moeilijke vragen hierover")[2].partition("</section>")[0]
            assert address_of(hangijzer) in own, (hangijzer.slug, practice.slug)


def test_practice_without_questions_offers_those_of_its_theme(page: Page, catalogue: Catalogue) -> None:
    """A practice that no hangijzer names must offer the hard questions of its theme."""
    practice = next(p for s, p in catalogue.practices.items() if s not in catalogue.hangijzers_of_practice)
    page.goto(address_of(practice))
    box = page.locator("section[aria-labelledby=moeilijk]")
    expect(box.get_by_role("heading")).to_have_text("Moeilijke vragen bij dit thema")
    assert box.get_by_role("link").all_inner_texts() == [
        item.title for item in catalogue.hangijzers_of_theme[practice.theme[0]]
    ]


@pytest.mark.parametrize("slug", ["2-kleine-gemeente", "6-voordelen-van-beleid"])
def test_questions_about_money_lead_to_the_subsidies(page: Page, slug: str) -> None:
    """An argument about money must link to the overview of subsidies."""
    page.goto(f"hete-hangijzers/{slug}/")
    page.locator(".k-arguments").get_by_role("link", name="overzicht van subsidies").click()
    expect(page.locator("h1")).to_have_text("Subsidies")


# Menu


def menu_links(page: Page, selector: str) -> list[str]:
    return page.locator(f"{selector} a").evaluate_all("found => found.map((link) => link.href)")


def test_menus_and_footer_have_the_same_links(page: Page) -> None:
    """The row with "Meer", the narrow menu and the footer must offer the same pages in the same order."""
    page.goto("praktijken/")
    row = menu_links(page, ".k-nav")
    assert len(row) == len(set(row)) >= 12
    assert menu_links(page, ".k-menu") == row == menu_links(page, ".k-footer nav")


def test_more_opens_and_closes_with_the_keyboard(page: Page) -> None:
    """ "Meer" must open with Enter, hold its links for Tab, and close with Escape and when the keyboard leaves."""
    page.goto("themas/")
    rest = page.locator(".k-rest")
    links = rest.locator("ul")
    results.tab_to(page, ".k-rest summary", limit=12)
    expect(links).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(links).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page, ".k-rest a")
    page.keyboard.press("Escape")
    expect(links).not_to_be_visible()
    assert focused(page, ".k-rest summary")
    page.keyboard.press("Enter")
    for _ in range(links.locator("a").count() + 1):
        page.keyboard.press("Tab")
    assert not focused(page, ".k-rest")
    expect(links).not_to_be_visible()


def test_more_closes_with_a_click_elsewhere(page: Page) -> None:
    """A click on the page must close "Meer"."""
    page.goto("themas/")
    page.locator(".k-rest summary").click()
    expect(page.locator(".k-rest ul")).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(".k-rest ul")).not_to_be_visible()


def test_more_shows_where_the_reader_is(page: Page) -> None:
    """On a page that stands behind "Meer" its link must say so."""
    page.goto("doelgroepen/")
    assert page.locator(".k-rest [aria-current=page]").get_attribute("href") in ("./", "../doelgroepen/")


@pytest.mark.parametrize("width", [1190, 1280])
def test_the_row_fits(page: Page, width: int) -> None:
    """Where the row is shown it must stand on one line, and at 1024 pixels and less the menu takes its place."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("./")
    tops = page.locator(".k-nav > ul > li > a, .k-rest summary").evaluate_all(
        "found => found.map((item) => Math.round(item.getBoundingClientRect().top))"
    )
    assert max(tops) - min(tops) <= 4
    page.set_viewport_size({"width": 1024, "height": 800})
    expect(page.locator(".k-nav")).not_to_be_visible()
    expect(page.locator(".k-menu summary")).to_be_visible()


def test_all_links_of_the_narrow_menu_are_reachable(page: Page) -> None:
    """At 320 pixels and a low window every link of the open menu must be reachable."""
    page.set_viewport_size({"width": NARROWEST, "height": 480})
    page.goto("over/")
    page.locator(".k-menu summary").click()
    last = page.locator(".k-menu a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    last.click()
    page.wait_for_url("**/privacy/")


def test_search_button_of_a_phone_leads_to_the_field(phone: Watched) -> None:
    """After a tap on the magnifier a reader must be able to type at once."""
    page = phone.page("over/")
    page.locator(".k-header__find").click()
    page.wait_for_url("**/zoeken/#zoek")
    expect(page.locator("#zoek")).to_be_focused()
    page.keyboard.type("moskee")
    expect(page.locator("#zoek")).to_have_value("moskee")


# Subsidies and figures


def test_historical_subsidy_says_where_to_look_now(page: Page, catalogue: Catalogue) -> None:
    """A subsidy that nobody looked at since must say whom to ask, and offer newer ones of its themes."""
    subsidy = next(
        item
        for item in catalogue.subsidies.values()
        if item.status == "historical" and item.level == "provinciaal" and len(item.province) == 1
    )
    page.goto(address_of(subsidy))
    section = page.locator("section[aria-labelledby=waar-nu]")
    expect(section).to_contain_text(f"sinds {subsidy.as_of} niet nagekeken")
    expect(section).to_contain_text(f"Vraag het aan de provincie {subsidy.province[0]}")
    newer = {
        address_of(item)
        for item in catalogue.subsidies.values()
        if item.status != "historical" and set(item.theme) & set(subsidy.theme)
    }
    shown = section.get_by_role("link").evaluate_all("found => found.map((link) => link.href)")
    assert len(shown) == min(4, len(newer))
    assert all(any(href.endswith(path) for path in newer) for href in shown)


def test_successors_stand_in_the_overview(page: Page, catalogue: Catalogue) -> None:
    """The overview must name the successor of every subsidy of which the register knows it."""
    page.goto("subsidies/")
    for subsidy in catalogue.subsidies.values():
        if subsidy.successor:
            row = page.locator("tr", has=page.get_by_role("link", name=subsidy.name, exact=True))
            expect(row).to_contain_text(f"opvolger: {subsidy.successor.name}")


def test_charts_can_be_read_on_the_narrowest_phone(page: Page, catalogue: Catalogue) -> None:
    """At 320 pixels the letters of a chart must be at least 12 pixels high, and the chart must not overflow."""
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    drawn = [table for table in catalogue.tables.values() if table.chart]
    assert drawn
    for table in drawn:
        page.goto(f"praktijken/{table.practices[0]}/" if table.practices else "cijfers/")
        chart = page.locator(f"#tabel-{table.slug} ~ .k-chart svg").first
        size = chart.evaluate(
            "svg => parseFloat(getComputedStyle(svg).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
        )
        assert size >= 12
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= NARROWEST


# Tables on a phone


def test_sentences_of_a_table_stand_below_each_other(page: Page, catalogue: Catalogue) -> None:
    """At 320 pixels a table of sentences must not scroll, and each cell must say of which column it is."""
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    table = next(table for table in catalogue.tables.values() if table.is_prose and not table.practices)
    page.goto("cijfers/")
    region = page.locator(f"#tabel-{table.slug}")
    assert region.evaluate("element => element.scrollWidth <= element.clientWidth")
    cells = (
        region.locator("tbody tr")
        .first.locator("td")
        .evaluate_all(
            "cells => cells.map((cell) => [cell.textContent, cell.checkVisibility(), getComputedStyle(cell, '::before').content])"
        )
    )
    given = zip(table.rows[0][1:], table.columns[1:], strict=True)
    assert cells == [[text or "", bool(text), f'"{column}: "'] for text, column in given]


def table_of_figures(page: Page, catalogue: Catalogue) -> Locator:
    """The region of the table of figures with the most columns, with the keyboard in it."""
    figures = [table for table in catalogue.tables.values() if not table.is_prose]
    widest = max(figures, key=lambda table: len(table.columns))
    page.goto(f"praktijken/{widest.practices[0]}/")
    region = page.get_by_role("region", name=widest.title)
    region.focus()
    expect(region).to_be_focused()
    return region


def scroll_to_its_end(page: Page, region: Locator) -> None:
    """With the keyboard."""
    for _ in range(60):
        page.keyboard.press("ArrowRight")
    until(
        page,
        "region => region.scrollLeft && region.scrollLeft + region.clientWidth >= region.scrollWidth - 1",
        arg=region.element_handle(),
    )


@pytest.mark.parametrize("width", [NARROWEST, 360])
def test_figures_keep_the_name_of_their_row(page: Page, catalogue: Catalogue, width: int) -> None:
    """On a phone the keyboard must reach every column, with the name of the row beside it, and a shade tell that there is more."""
    page.set_viewport_size({"width": width, "height": 800})
    region = table_of_figures(page, catalogue)
    assert "linear-gradient" in region.evaluate("element => getComputedStyle(element).backgroundImage")
    row = region.locator("tbody tr").first
    scroll_to_its_end(page, region)
    box, name, last = (found.bounding_box() for found in (region, row.locator("th"), row.locator("td").last))
    assert abs(name["x"] - box["x"]) <= 2
    assert name["x"] + name["width"] <= last["x"] + 1
    assert last["x"] + last["width"] <= box["x"] + box["width"] + 1


def test_the_name_of_a_row_covers_no_figures_in_large_letters(page: Page, catalogue: Catalogue) -> None:
    """On a phone with letters of 200 % the name of a row must scroll along with its figures."""
    page.set_viewport_size({"width": 360, "height": 800})
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    try:
        region = table_of_figures(page, catalogue)
        scroll_to_its_end(page, region)
        name = region.locator("tbody th").first.bounding_box()
        assert name["x"] + name["width"] < region.bounding_box()["x"]
    finally:
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})


def test_short_figures_need_no_scrolling(page: Page, catalogue: Catalogue) -> None:
    """A table of two or three columns of short figures must fit on a phone."""
    page.set_viewport_size({"width": 360, "height": 800})
    short = [
        table for table in catalogue.tables.values()
        if len(table.columns) <= 3 and all(len(cell or "") <= 12 for row in (table.columns, *table.rows) for cell in row[1:])
    ]  # fmt: skip
    assert short
    for table in short:
        page.goto(f"praktijken/{table.practices[0]}/")
        region = page.locator(f"#tabel-{table.slug}")
        assert region.evaluate("element => element.scrollWidth <= element.clientWidth"), table.slug


# Words


def test_no_page_speaks_of_bookkeeping(site: Path, catalogue: Catalogue) -> None:
    """No page may show what only editors need: estimated pages, "ommezijde", "herbevestigd", codes in a status."""
    coded = {
        slug for slug, item in catalogue.practices.items() if re.search(r"\bA\d{5}\b", item.status_note or "")
    }
    assert coded == set()
    found = {}
    for path in site.rglob("*.html"):
        text = re.sub(r"<[^>]*>", " ", path.read_text("utf-8").partition("<article")[2])
        words = re.findall(r"\(geschat\)|ommezijde|herbevestigd|\b1 hete hangijzers", text)
        if words:
            found[path.relative_to(site).as_posix()] = words
    assert found == {}
