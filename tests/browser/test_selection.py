"""The reader's own selection: adding to it, arranging it, and keeping it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import PATIENCE, Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue
from kapstok.model import Practice

from . import results
from .accessibility import COLOURS, RULES, SCHEMES, violations
from .network import abort, only_the_failed_request
from .selections import (
    FULL,
    HOSTILE,
    KEY,
    PICK,
    REFUSED,
    button_of,
    check_of,
    keep,
    kept,
    link_of,
    make_dossier,
    open_selection,
    picks,
    said,
)
from .test_pages import BEYOND

TYPED = [text for text in HOSTILE if "\ud800" not in text]
"""What somebody can type; no keyboard gives half a sign."""


# Adding


PLACES: dict[str, Callable[[Catalogue], str]] = {
    "list": lambda _: "praktijken/",
    "home": lambda _: "./",
    "search": lambda _: "zoeken/?q=taal",
    "theme": lambda catalogue: address_of(next(iter(catalogue.themes.values()))),
    "municipality": lambda _: "gemeenten/gent/",
    "target group": lambda _: "doelgroepen/ouders/",
    "hangijzers": lambda _: "hete-hangijzers/",
    "practice": lambda catalogue: address_of(next(iter(catalogue.practices.values()))),
    "hangijzer": lambda catalogue: address_of(next(iter(catalogue.hangijzers.values()))),
}


@pytest.mark.parametrize("place", PLACES)
def test_something_is_kept_from_everywhere(fresh: Page, catalogue: Catalogue, place: str) -> None:
    """A card, a result and the page of a record must have a button that keeps it, and shows that it did."""
    fresh.goto(PLACES[place](catalogue))
    if place == "search":
        results.settle(fresh)
    button = fresh.locator(".k-keep").first
    slug = button.evaluate("button => button.closest('[data-id]').dataset.id")
    title = button.evaluate(
        "button => button.closest('[data-id]').querySelector('.k-card__title, h1, h2').textContent"
    )
    expect(button).to_have_text(re.compile("^Bewaar: "))
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_text(f"Bewaard ✓: {title.strip()}")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert [(item["slug"], item["name"]) for item in kept(fresh)["items"]] == [(slug, title.strip())]
    expect(fresh.locator(".k-kept")).to_have_text("Bewaard. Uw selectie telt 1 item.")
    fresh.locator("header").get_by_role("link", name="Mijn selectie (1)").click()
    fresh.wait_for_url("**/selectie/")
    expect(fresh.locator(PICK)).to_contain_text(title.strip())


def test_only_practices_and_hangijzers_have_a_button(fresh: Page) -> None:
    """Partners and subsidies among the results must have no button; every practice and hangijzer one."""
    fresh.goto("zoeken/?q=OCMW")
    results.settle(fresh)
    kinds = results.kinds(fresh)
    assert {"practice", "partner"} <= set(kinds)
    with_button = sum(kind in ("practice", "hangijzer") for kind in kinds)
    assert fresh.locator(".k-keep").count() == with_button
    fresh.goto("partners/")
    assert fresh.locator(".k-keep").count() == 0


def test_new_results_get_their_button(fresh: Page) -> None:
    """Results of the next query, more results and the untouched list must have one button each, in its right state."""
    fresh.goto("zoeken/?q=taal")
    results.settle(fresh)
    fresh.locator(".k-keep").first.click()
    fresh.locator("kapstok-search input[name=q]").fill("sport")
    expect(fresh.locator(".k-keep[aria-pressed=true]")).to_have_count(0)
    before = fresh.locator(".k-keep").count()
    fresh.locator("button", has_text="Toon meer").first.click()
    expect(fresh.locator(".k-keep")).not_to_have_count(before)
    kinds = results.kinds(fresh)
    assert fresh.locator(".k-keep").count() == sum(kind in ("practice", "hangijzer") for kind in kinds)
    fresh.locator("kapstok-search input[name=q]").fill("taal")
    expect(fresh.locator(".k-keep[aria-pressed=true]")).to_have_count(1)
    fresh.goto("praktijken/?q=taal")
    results.settle(fresh)
    fresh.locator("kapstok-search input[name=q]").fill("")
    expect(fresh.locator("[data-kind=practice]")).to_have_count(
        fresh.locator("[data-kind=practice] > .k-keep").count()
    )


def test_a_second_press_takes_it_out_and_a_third_puts_it_back(fresh: Page, practices: list[Practice]) -> None:
    """Pressing again must take the item out; once more must bring it back in its place with its note."""
    one, two, *_ = practices
    keep(fresh, one.slug, two.slug)
    fresh.evaluate(
        "key => { const all = JSON.parse(localStorage[key]); all.items[0].note = 'Nota'; localStorage[key] = JSON.stringify(all); }",
        KEY,
    )
    fresh.goto("praktijken/")
    before = kept(fresh)["items"]
    button_of(fresh, one.slug).click()
    assert [item["slug"] for item in kept(fresh)["items"]] == [two.slug]
    expect(fresh.locator(".k-kept")).to_contain_text("samen met uw nota")
    expect(fresh.locator(".k-kept")).to_be_visible()
    button_of(fresh, one.slug).click()
    assert [(item["slug"], item["note"]) for item in kept(fresh)["items"]] == [
        (item["slug"], item["note"]) for item in before
    ]


def test_the_button_does_not_follow_the_card(fresh: Page) -> None:
    """The button lies over a card that is a link as a whole: pressing it must not open the card."""
    fresh.goto("./")
    fresh.locator(".k-cards .k-keep").first.click()
    expect(fresh.locator(".k-keep[aria-pressed=true]")).to_have_count(1)
    assert urlsplit(fresh.url).path.endswith("/kapstok/")


def test_nothing_moves_when_the_buttons_come(fresh: Page, catalogue: Catalogue) -> None:
    """Buttons must find their room ready: a title must stand where it stands without them."""
    for path in (
        "praktijken/",
        "./",
        PLACES["practice"](catalogue),
        "hete-hangijzers/",
        PLACES["theme"](catalogue),
    ):
        for width in (1280, 360):
            fresh.set_viewport_size({"width": width, "height": 800})
            fresh.goto(path)
            fresh.wait_for_selector(".k-keep")
            where = "found => found.map((link) => link.getBoundingClientRect().top)"
            titles = fresh.locator("h1, .k-card__title, .k-hotlist h2")
            with_buttons = titles.evaluate_all(where)
            fresh.evaluate("document.querySelectorAll('.k-keep').forEach((button) => button.remove())")
            without = titles.evaluate_all(where)
            moved = [abs(a - b) for a, b in zip(with_buttons, without, strict=True)]
            assert max(moved) <= 0.5, (path, width)


def test_a_full_selection_says_so(fresh: Page, catalogue: Catalogue) -> None:
    """The hundred-and-first item must be refused with a reason, and its button stay as it was."""
    slugs = list(catalogue.practices)
    keep(fresh, *slugs[:100])
    fresh.goto(address_of(catalogue.practices[slugs[120]]))
    button_of(fresh, slugs[120]).click()
    expect(fresh.locator(".k-kept")).to_contain_text("hoogstens 100 items")
    expect(fresh.locator(".k-kept")).to_be_visible()
    expect(button_of(fresh, slugs[120])).to_have_attribute("aria-pressed", "false")
    fresh.locator(".k-kept").get_by_role("button", name="Sluit").click()
    expect(fresh.locator(".k-kept")).to_be_empty()
    assert len(kept(fresh)["items"]) == 100


def test_the_header_holds_the_link_at_every_width(fresh: Page, catalogue: Catalogue) -> None:
    """With a hundred items the header must stay one row on a phone and a wide screen, and nothing overlap."""
    keep(fresh, *list(catalogue.practices)[:100])
    for width in (320, 360, 800, 1280, 1920):
        fresh.set_viewport_size({"width": width, "height": 700})
        fresh.goto("over/")
        link = fresh.locator("header").get_by_role("link", name="Mijn selectie (100)")
        expect(link).to_be_visible()
        assert fresh.evaluate("document.scrollingElement.scrollWidth") <= width
        assert fresh.locator("header").bounding_box()["height"] < 70, width
        box = link.bounding_box()
        assert box["height"] >= 24 and box["x"] + box["width"] <= width
        overlapping = fresh.evaluate(
            """() => {
                const boxes = [...document.querySelector(".k-header__inner").children]
                    .map((child) => child.getBoundingClientRect()).filter((box) => box.width);
                return boxes.filter((box, at) => at && box.left < boxes[at - 1].right - 1).length;
            }"""
        )
        assert overlapping == 0, width


def test_the_header_has_no_link_without_a_selection(fresh: Page) -> None:
    """Nothing selected: no link in the header, but always one at the bottom of the page."""
    fresh.goto("over/")
    expect(fresh.locator("[data-selection-link]")).not_to_be_visible()
    fresh.locator("footer").get_by_role("link", name="Mijn selectie").click()
    expect(fresh.locator("[data-empty]")).to_contain_text("nog niets geselecteerd")
    expect(fresh.locator("[data-body]")).not_to_be_visible()


# Arranging


def test_the_page_shows_what_a_card_shows(
    fresh: Page, catalogue: Catalogue, practices: list[Practice]
) -> None:
    """An item must show its theme, title with a link, summary and place."""
    practice = practices[0]
    hangijzer = next(iter(catalogue.hangijzers.values()))
    keep(fresh, practice.slug, hangijzer.slug)
    open_selection(fresh)
    first, second = fresh.locator(PICK).all()
    expect(first.locator(".k-card__theme")).to_have_text(catalogue.themes[practice.theme[0]].title)
    expect(first.locator(".k-card__summary")).to_have_text(practice.summary)
    expect(first.locator(".k-card__place")).to_contain_text(practice.municipality[0])
    expect(second.locator(".k-card__theme")).to_have_text("Heet hangijzer")
    second.get_by_role("link", name=hangijzer.title).click()
    expect(fresh.locator("h1")).to_have_text(hangijzer.title)


def test_the_keyboard_alone_is_enough(fresh: Page, practices: list[Practice]) -> None:
    """Keep, open, move, annotate and remove: all with the keyboard, and the focus stays where one is working."""
    a, b, c, *_ = (practice.slug for practice in practices)
    keep(fresh, a, b)
    fresh.goto("praktijken/")
    results.tab_to(fresh, f"[data-id='{c}'] > .k-keep", limit=120)
    fresh.keyboard.press("Space")
    open_selection(fresh)
    assert picks(fresh) == [a, b, c]
    focused = (
        "document.activeElement.closest('.k-pick')?.dataset.slug + ' ' + document.activeElement.dataset.move"
    )
    results.tab_to(fresh, f"[data-slug='{c}'] [data-move='-1']", limit=80)
    fresh.keyboard.press("Enter")
    assert picks(fresh) == [a, c, b]
    assert fresh.evaluate(focused) == f"{c} -1"
    assert said(fresh).endswith("staat nu op plaats 2 van 3.")
    fresh.keyboard.press("Enter")
    assert picks(fresh) == [c, a, b]
    fresh.keyboard.press("Enter")
    assert picks(fresh) == [c, a, b]
    assert fresh.evaluate(focused) == f"{c} -1"
    assert said(fresh).endswith("staat al bovenaan.")
    fresh.keyboard.press("Tab")
    fresh.keyboard.press("Enter")
    assert picks(fresh) == [a, c, b]
    assert fresh.evaluate(focused) == f"{c} 1"
    assert [item["slug"] for item in kept(fresh)["items"]] == [a, c, b]
    results.tab_to(fresh, f"[data-slug='{c}'] [data-remove]", limit=3)
    fresh.keyboard.press("Enter")
    assert picks(fresh) == [a, b]
    expect(fresh.get_by_role("button", name="Zet terug")).to_be_focused()
    fresh.keyboard.press("Enter")
    assert picks(fresh) == [a, c, b]
    assert fresh.evaluate("'remove' in document.activeElement.dataset")
    expect(fresh.locator(".k-undo")).to_have_count(0)


@pytest.mark.parametrize("text", ["\n".join(TYPED[:-1]), TYPED[-1]], ids=["odd", "long"])
def test_a_text_is_kept_exactly(fresh: Page, practices: list[Practice], text: str) -> None:
    """What is typed must come back exactly after a reload, on paper and from a link, as text, whatever it is."""
    keep(fresh, practices[0].slug)
    open_selection(fresh)
    fresh.locator("#selectie-titel").fill(text.replace("\n", " ")[:60])
    fresh.locator("#selectie-inleiding").fill(text)
    fresh.locator(f"{PICK} textarea").fill(text)
    expect(fresh.locator(f"{PICK} .k-count")).to_have_text(re.compile(r"^[\d.]+ van 1\.000 tekens$"))
    open_selection(fresh)
    assert fresh.locator(f"{PICK} textarea").input_value() == text
    assert fresh.locator("#selectie-inleiding").input_value() == text
    fresh.emulate_media(media="print")
    assert fresh.locator(".k-dossier__note .k-typed").evaluate("element => element.textContent") == text
    assert fresh.locator("kapstok-selection-page img").count() == 0
    link = link_of(fresh)
    fresh.emulate_media(media="screen")
    fresh.evaluate("localStorage.clear()")
    open_selection(fresh, f"#{link.partition('#')[2]}")
    assert fresh.locator(".k-pick__note").evaluate("element => element.textContent") == text
    assert fresh.locator("[data-their-intro]").evaluate("element => element.textContent") == text
    assert fresh.locator("kapstok-selection-page img").count() == 0


def test_a_note_has_an_end(fresh: Page, practices: list[Practice]) -> None:
    """A note of ten thousand signs must stop at the limit, and the reader must hear so."""
    keep(fresh, practices[0].slug)
    open_selection(fresh)
    area = fresh.locator(f"{PICK} textarea")
    area.focus()
    fresh.keyboard.insert_text("n" * 10_000)
    assert len(area.input_value()) == 1000
    expect(fresh.locator(f"{PICK} .k-count")).to_have_text("1.000 van 1.000 tekens")
    assert "hoogstens 1.000 tekens" in said(fresh)


def test_clearing_can_be_undone(fresh: Page, practices: list[Practice]) -> None:
    """Clearing must leave nothing in the browser, and one press must bring all of it back."""
    keep(fresh, *(practice.slug for practice in practices), title="Titel", intro="Inleiding")
    open_selection(fresh)
    before = kept(fresh)
    fresh.get_by_role("button", name="Wis mijn selectie").click()
    assert fresh.evaluate("key => localStorage.getItem(key)", KEY) is None
    expect(fresh.locator("[data-empty]")).to_be_visible()
    expect(fresh.locator("[data-selection-link]")).not_to_be_visible()
    undo = fresh.get_by_role("button", name="Zet terug")
    expect(undo).to_be_focused()
    undo.click()
    assert kept(fresh) == before
    expect(fresh.locator("#selectie-titel")).to_have_value("Titel")


def test_removing_the_only_item_can_be_undone(fresh: Page, practices: list[Practice]) -> None:
    """Also the last item must come back, with its note."""
    keep(fresh, practices[0].slug)
    open_selection(fresh)
    fresh.locator(f"{PICK} textarea").fill("Nota")
    fresh.locator("[data-remove]").click()
    assert picks(fresh) == []
    fresh.get_by_role("button", name="Zet terug").click()
    assert kept(fresh)["items"][0]["note"] == "Nota"
    assert fresh.locator(f"{PICK} textarea").input_value() == "Nota"


# Keeping


def test_a_second_tab_follows(desktop: Watched, practices: list[Practice]) -> None:
    """What changes in one tab must show in the other, and what is typed in one must survive the other."""
    a, b, *_ = practices
    one = desktop.page("praktijken/")
    button_of(one, a.slug).click()
    two = desktop.page("selectie/")
    two.wait_for_selector(PICK)
    two.locator(f"{PICK} textarea").fill("Getypt in het tweede tabblad")
    button_of(one, b.slug).click()
    expect(two.locator(PICK)).to_have_count(2)
    assert two.evaluate("document.activeElement.localName") == "textarea"
    two.keyboard.type("!")
    assert kept(two)["items"][0]["note"] == "Getypt in het tweede tabblad!"
    assert len(kept(two)["items"]) == 2
    two.locator("[data-remove]").first.click()
    expect(button_of(one, a.slug)).to_have_attribute("aria-pressed", "false")
    expect(one.locator("[data-selection-count]")).to_have_text("(1)")
    two.get_by_role("button", name="Wis mijn selectie").click()
    expect(one.locator("[data-selection-link]")).not_to_be_visible()


def test_going_back_shows_the_present_state(fresh: Page, practices: list[Practice]) -> None:
    """Back in the list after a removal, the button must say what holds now."""
    fresh.goto("praktijken/")
    button_of(fresh, practices[0].slug).click()
    fresh.locator("[data-selection-link]").click()
    fresh.locator("[data-remove]").click()
    fresh.go_back()
    expect(button_of(fresh, practices[0].slug)).to_have_attribute("aria-pressed", "false")


def test_damaged_data_is_explained(fresh: Page, practices: list[Practice]) -> None:
    """Of damaged data the rest must be shown with a sentence, which stays until the reader has seen it."""
    a, b, *_ = practices
    whole = {
        "version": 1,
        "title": "T",
        "items": [{"slug": a.slug, "name": "A", "note": "Nota"}, {"slug": b.slug}],
    }
    broken = json.dumps(whole, separators=(",", ":")).partition(b.slug)[0]
    fresh.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, broken])
    fresh.goto("praktijken/")
    button_of(fresh, b.slug).click()
    open_selection(fresh)
    assert picks(fresh) == [a.slug, b.slug]
    notice = fresh.locator("[data-notices]")
    expect(notice).to_contain_text("Uw bewaarde selectie was beschadigd. Dit is er nog: 1 item.")
    notice.get_by_role("button", name="Begrepen").click()
    expect(notice).to_be_empty()
    open_selection(fresh)
    expect(notice).to_be_empty()


def test_what_is_gone_or_moved_is_explained(fresh: Page, practices: list[Practice]) -> None:
    """A record that no longer exists must stay with its note until the reader removes it; an alias is followed."""
    a = practices[0]
    fresh.context.route("**/data/selection.*.json", lambda route: with_alias(route, "vroeger", a.slug))
    keep(fresh)
    items = [
        {"slug": "bestaat-niet-meer", "name": "Een oude praktijk", "note": "Mijn nota"},
        {"slug": "vroeger", "name": "Vroegere titel", "note": "Over vroeger"},
    ]
    keep(fresh, items=items)
    open_selection(fresh)
    fresh.context.unroute("**/data/selection.*.json")
    assert picks(fresh) == ["bestaat-niet-meer", a.slug]
    notices = fresh.locator("[data-notices]")
    expect(notices).to_contain_text("1 item staat niet meer in Kapstok")
    expect(notices).to_contain_text("‘Vroegere titel’ heeft een nieuw adres gekregen")
    gone = fresh.locator(PICK).first
    expect(gone).to_contain_text("Een oude praktijk")
    expect(gone).to_contain_text("Dit staat niet meer in Kapstok.")
    expect(gone.locator("textarea")).to_have_value("Mijn nota")
    assert gone.get_by_role("link").count() == 0
    assert [item["slug"] for item in kept(fresh)["items"]] == ["bestaat-niet-meer", a.slug]
    gone.locator("[data-remove]").click()
    expect(notices).not_to_contain_text("niet meer in Kapstok")


def with_alias(route, alias: str, slug: str) -> None:
    """The data with a former slug, which the real catalogue does not have yet."""
    answer = route.fetch()
    data = answer.json()
    data["aliases"][alias] = slug
    route.fulfill(response=answer, json=data)


@pytest.mark.parametrize("trouble", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_it_works_for_the_page(
    browser: Browser, address: str, trouble: str, practices: list[Practice]
) -> None:
    """Where nothing can be kept a sentence must say so, and the selection travels to its page and to others by link."""
    a, b, *_ = practices
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    page.add_init_script(trouble)
    page.goto("praktijken/")
    button_of(page, a.slug).click()
    button_of(page, b.slug).click()
    expect(button_of(page, b.slug)).to_have_text(re.compile("^Bewaard ✓"))
    message = page.locator(".k-kept")
    expect(message).to_contain_text("laat niet toe" if trouble == REFUSED else "is vol")
    expect(message).to_contain_text("alleen zolang deze pagina openstaat")
    message.get_by_role("link", name="Mijn selectie").click()
    expect(page.locator(PICK)).to_have_count(2)
    if trouble == REFUSED:
        expect(page.locator("h1")).to_have_text("Mijn selectie")
        page.locator(f"{PICK} textarea").first.fill("Nota")
        page.locator("[data-move='1']").first.click()
        page.reload()
        expect(page.locator("h1")).to_have_text("Mijn selectie")
    else:
        page.get_by_role("button", name="Overnemen in mijn selectie").click()
        page.locator(f"{PICK} textarea").first.fill("Nota")
        page.locator("[data-move='1']").first.click()
    assert picks(page) == [b.slug, a.slug]
    expect(page.locator("[data-notices]")).to_contain_text("staat alleen op deze pagina")
    other = browser.new_context()
    theirs = other.new_page()
    theirs.goto(link_of(page))
    expect(theirs.locator(PICK)).to_have_count(2)
    expect(theirs.locator(".k-pick__note").nth(1)).to_have_text("Nota")
    other.close()
    context.close()
    assert [text for text in errors if "selection" in text] == []


def test_own_link_of_another_browser_is_a_shared_one(fresh: Page, practices: list[Practice]) -> None:
    """The address of a browser that keeps nothing, opened elsewhere, must not change what is kept there."""
    field = f"i{practices[0].slug}"
    fresh.goto(f"selectie/#eigen/s1/1/{field}{check_of(field)}")
    expect(fresh.locator("h1")).to_have_text("Gedeelde selectie")
    assert not kept(fresh)["items"]


# When things are missing


def test_without_its_data_the_page_still_works(desktop: Watched, practices: list[Practice]) -> None:
    """Offline the titles that were kept must be shown, with a sentence and a second try."""
    page = desktop.page("praktijken/")
    button_of(page, practices[0].slug).click()
    desktop.context.route("**/data/selection.*.json", abort)
    page.goto(f"{desktop.address}selectie/")
    notices = page.locator("[data-notices]")
    expect(notices).to_contain_text("er is geen verbinding met de site")
    expect(page.locator(PICK)).to_contain_text(practices[0].title)
    page.locator(f"{PICK} textarea").fill("Ook zo")
    page.get_by_role("button", name="Maak dossier").click()
    expect(page.locator("[data-dossier-state]")).to_contain_text("alleen de korte vorm afdrukken")
    desktop.context.unroute("**/data/selection.*.json")
    notices.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator(PICK)).to_contain_text(practices[0].summary)
    expect(notices).to_be_empty()
    assert kept(page)["items"][0]["note"] == "Ook zo"
    only_the_failed_request(desktop)


def test_without_javascript_a_sentence_says_what_one_can_do(plain: Page) -> None:
    """Without JavaScript there must be no button that does nothing, but other ways."""
    plain.goto("selectie/")
    sentence = plain.locator("noscript p")
    expect(sentence).to_be_visible()
    expect(sentence).to_contain_text("Een selectie maken kan alleen met JavaScript.")
    assert plain.locator("article button:visible, article textarea:visible").count() == 0
    expect(plain.locator("[data-selection-link]")).not_to_be_visible()
    sentence.get_by_role("link", name="thema").click()
    expect(plain.locator("h1")).to_be_visible()
    plain.goto("praktijken/")
    assert plain.locator(".k-keep").count() == 0


def test_from_a_disk_the_page_says_that_it_cannot_work(browser: Browser, site: Path) -> None:
    """Opened from a disk, where nothing can be kept or fetched, the page must say so."""
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "selectie/index.html").as_uri())
    expect(page.get_by_text("Van een schijf geopend, werkt de selectie niet.")).to_be_visible()
    assert page.locator("article button:visible").count() == 0
    context.close()


# For everybody


def test_the_page_with_items_breaks_no_rule(fresh: Page, practices: list[Practice]) -> None:
    """With items, notes, an undo and a dossier the page must break no rule, in both schemes, narrow and wide."""
    keep(
        fresh,
        *(practice.slug for practice in practices[:4]),
        "bestaat-niet-meer",
        title="Titel",
        lost=["Er is iets weg."],
    )
    fresh.emulate_media(color_scheme="light")
    open_selection(fresh)
    fresh.locator(f"{PICK} textarea").first.fill("Nota " * 200)
    fresh.locator(f"{PICK} textarea").nth(1).fill("Nota " * 200)
    fresh.locator("[data-remove]").nth(2).click()
    make_dossier(fresh)
    fresh.emulate_media(reduced_motion="reduce")
    found = set()
    for scheme, (name, rules) in SCHEMES.items():
        fresh.emulate_media(color_scheme=scheme)
        expect(fresh.locator("body")).to_have_attribute("data-md-color-scheme", name)
        for width in (360, 1280) if rules is RULES else (1280,):
            fresh.set_viewport_size({"width": width, "height": 800})
            found |= violations(fresh, rules)
    assert found == set()


def test_a_shared_selection_breaks_no_rule(fresh: Page, shared: str, practices: list[Practice]) -> None:
    """The view of a shared selection must break no rule either."""
    keep(fresh, practices[5].slug)
    open_selection(fresh, shared)
    assert violations(fresh) == set()
    fresh.emulate_media(color_scheme="dark")
    expect(fresh.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(fresh, COLOURS) == set()


def test_chosen_cards_and_messages_break_no_rule(fresh: Page, catalogue: Catalogue) -> None:
    """Chosen cards and the message over the page must break no rule in either scheme."""
    slugs = list(catalogue.practices)
    keep(fresh, *slugs[20:120])
    fresh.goto("zoeken/?q=taal")
    results.settle(fresh)
    fresh.locator(".k-keep[aria-pressed=false]").first.click()
    expect(fresh.locator(".k-kept")).to_be_visible()
    assert fresh.locator(".k-keep[aria-pressed=true]").count() > 0
    for scheme, (name, rules) in SCHEMES.items():
        fresh.emulate_media(color_scheme=scheme)
        expect(fresh.locator("body")).to_have_attribute("data-md-color-scheme", name)
        assert violations(fresh, rules) == set()


def test_nothing_is_too_wide_on_the_smallest_phone(fresh: Page, practices: list[Practice]) -> None:
    """At 320 pixels the page must not scroll sideways, and every button be large enough for a finger."""
    keep(fresh, *(practice.slug for practice in practices), title="Donaudampfschifffahrtsgesellschaft" * 3)
    fresh.set_viewport_size({"width": 320, "height": 640})
    open_selection(fresh)
    fresh.locator(f"{PICK} textarea").first.fill("x" * 900)
    fresh.locator("[data-remove]").last.click()
    make_dossier(fresh)
    wide = fresh.eval_on_selector_all("body *", BEYOND, 320)
    assert fresh.evaluate("document.scrollingElement.scrollWidth") <= 320, wide
    for button in fresh.locator("article button:visible, article a.k-button:visible").all():
        box = button.bounding_box()
        assert box["height"] >= 24 and box["width"] >= 24
    link = "#" + link_of(fresh).partition("#")[2]
    open_selection(fresh, link)
    assert fresh.evaluate("document.scrollingElement.scrollWidth") <= 320
