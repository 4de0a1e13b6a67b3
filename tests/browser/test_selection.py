"""The reader's own selection: keeping, arranging, sharing, printing and taking along."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue
from kapstok.model import Practice

from . import results
from .network import abort, garbage, only_the_failed_request
from .test_accessibility import COLOURS, SCHEMES, violations
from .test_pages import BEYOND, PAPER_PAGE
from .test_selection_module import HOSTILE, check_of

KEY = "kapstok.selectie"
PICK = ".k-pick"
REFUSED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); },
});"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


@pytest.fixture
def practices(catalogue: Catalogue) -> list[Practice]:
    """Some practices, in the order of the list."""
    return list(catalogue.practices.values())[:6]


@pytest.fixture
def fresh(page: Page) -> Iterator[Page]:
    """A tab in which nothing is selected."""
    page.goto("over/")
    page.evaluate("localStorage.clear()")
    yield page
    page.goto("over/")
    page.evaluate("localStorage.clear()")


def kept(page: Page) -> dict:
    """What the browser keeps."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or '{"items": []}')


def keep(page: Page, *slugs: str, **more: object) -> None:
    """Let the browser keep a selection, as an earlier visit would have."""
    items = [{"slug": slug, "name": "", "note": ""} for slug in slugs]
    data = {"version": 1, "title": "", "intro": "", "items": items, **more}
    page.evaluate("([key, data]) => localStorage.setItem(key, JSON.stringify(data))", [KEY, data])


def open_selection(page: Page, fragment: str = "") -> None:
    """Go to the page of the selection, and wait until it has its data."""
    page.goto(f"selectie/{fragment}")
    if page.url.endswith(fragment) and fragment:
        page.reload()
    expect(page.locator("[data-body]")).to_be_visible()
    page.wait_for_function("document.querySelector('kapstok-selection-page').catalogue !== undefined")


def picks(page: Page) -> list[str]:
    """The slugs on the page of the selection, in their order."""
    return page.eval_on_selector_all(PICK, "items => items.map((item) => item.dataset.slug)")


def button_of(page: Page, slug: str):
    """The button of a card."""
    return page.locator(f"[data-id='{slug}'] > .k-keep").first


def link_of(page: Page) -> str:
    return page.locator("#selectie-link").input_value()


def said(page: Page) -> str:
    """What a screen reader was told last on the page of the selection."""
    return page.locator("[data-said]").inner_text()


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


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_is_kept_exactly(fresh: Page, practices: list[Practice], text: str) -> None:
    """What is typed must come back exactly after a reload, as text, whatever it is."""
    if "\ud800" in text:
        pytest.skip("no keyboard types half a sign")
    keep(fresh, practices[0].slug)
    open_selection(fresh)
    fresh.locator("#selectie-titel").fill(text.replace("\n", " ")[:120])
    fresh.locator("#selectie-inleiding").fill(text)
    fresh.locator(f"{PICK} textarea").fill(text)
    expect(fresh.locator(f"{PICK} .k-count")).to_have_text(re.compile(r"^[\d.]+ van 1\.000 tekens$"))
    open_selection(fresh)
    assert fresh.locator(f"{PICK} textarea").input_value() == text
    assert fresh.locator("#selectie-inleiding").input_value() == text
    fresh.emulate_media(media="print")
    assert text in fresh.locator(".k-dossier__note .k-typed").evaluate("element => element.textContent")
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
    context.set_default_timeout(10_000)
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


# Sharing


@pytest.fixture
def shared(fresh: Page, practices: list[Practice]) -> str:
    """The fragment of a shared selection of three items with title, introduction and a note; nothing is kept."""
    keep(
        fresh,
        *(practice.slug for practice in practices[:3]),
        title="Voor het college",
        intro="Drie\nvoorbeelden.",
    )
    open_selection(fresh)
    fresh.locator(f"{PICK} textarea").nth(1).fill("Vooral dit, één keer.")
    link = link_of(fresh)
    fresh.evaluate("localStorage.clear()")
    fresh.goto("over/")
    return "#" + link.partition("#")[2]


def test_a_shared_link_opens_elsewhere(desktop: Watched, shared: str, practices: list[Practice]) -> None:
    """In another browser the link must show everything, keep nothing by itself, and be taken over on request."""
    asked: list[str] = []
    page = desktop.page("over/")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{desktop.address}selectie/{shared}")
    expect(page.get_by_role("heading", name="Deze selectie is met u gedeeld")).to_be_visible()
    expect(page.locator("[data-their-title]")).to_have_text("Voor het college")
    expect(page.locator("[data-their-intro]")).to_have_text("Drie\nvoorbeelden.")
    expect(page.locator(".k-pick__note").nth(1)).to_have_text("Vooral dit, één keer.")
    assert page.locator("textarea:visible, [data-move], [data-remove]").count() == 0
    assert not kept(page)["items"]
    assert not any("college" in url.partition("#")[0] for url in asked)
    page.get_by_role("button", name="Overnemen in mijn selectie").click()
    expect(page.locator("h1")).to_have_text("Mijn selectie")
    assert picks(page) == [practice.slug for practice in practices[:3]]
    assert [item["name"] for item in kept(page)["items"]] == [practice.title for practice in practices[:3]]
    assert kept(page)["intro"] == "Drie\nvoorbeelden."
    assert "#" not in page.url
    page.reload()
    expect(page.locator(PICK)).to_have_count(3)
    expect(page.locator(f"{PICK} textarea").nth(1)).to_have_value("Vooral dit, één keer.")


def test_only_looking_changes_nothing(fresh: Page, shared: str, practices: list[Practice]) -> None:
    """Only looking must leave the own selection alone, and lead back to it."""
    keep(fresh, practices[5].slug)
    open_selection(fresh, shared)
    fresh.get_by_role("button", name="Alleen bekijken").click()
    expect(fresh.locator("[data-shared]")).not_to_be_visible()
    expect(fresh.locator("h1")).to_be_focused()
    assert [item["slug"] for item in kept(fresh)["items"]] == [practices[5].slug]
    fresh.get_by_role("link", name="Naar mijn eigen selectie").click()
    expect(fresh.locator("h1")).to_have_text("Mijn selectie")
    assert picks(fresh) == [practices[5].slug]


def test_taking_over_adds_to_ones_own(fresh: Page, shared: str, practices: list[Practice]) -> None:
    """Own items must stay first with their title; the shared ones follow; one press undoes it."""
    a, b, c, *_, own = (practice.slug for practice in practices)
    keep(fresh, own, b, title="Eigen titel")
    open_selection(fresh, shared)
    before = kept(fresh)
    expect(fresh.locator("[data-question]")).to_contain_text("U hebt zelf al een selectie (2 items)")
    fresh.get_by_role("button", name="Overnemen in mijn selectie").click()
    assert picks(fresh) == [own, b, a, c]
    expect(fresh.locator("#selectie-titel")).to_have_value("Eigen titel")
    assert kept(fresh)["items"][1]["note"] == "Vooral dit, één keer."
    fresh.get_by_role("button", name="Zet terug").click()
    assert kept(fresh) == before


def test_replacing_can_be_undone(fresh: Page, shared: str, practices: list[Practice]) -> None:
    """Replacing must say what was there, and one press bring it back."""
    keep(fresh, practices[5].slug, title="Eigen titel")
    open_selection(fresh, shared)
    before = kept(fresh)
    fresh.get_by_role("button", name="Mijn selectie vervangen").click()
    assert picks(fresh) == [practice.slug for practice in practices[:3]]
    expect(fresh.locator(".k-undo")).to_contain_text("Uw selectie telt nu 3 items; het waren er 1.")
    fresh.get_by_role("button", name="Zet terug").click()
    assert kept(fresh) == before
    assert picks(fresh) == [practices[5].slug]


def test_what_does_not_fit_any_more_is_named(fresh: Page, catalogue: Catalogue) -> None:
    """Taking over more than a selection can hold must name what stayed out."""
    slugs = list(catalogue.practices)
    keep(fresh, *slugs[:99])
    fields = f"i{slugs[120]}.{slugs[121]}"
    open_selection(fresh, f"#s1/1/{fields}{check_of(fields)}")
    fresh.get_by_role("button", name="Overnemen in mijn selectie").click()
    expect(fresh.locator(PICK)).to_have_count(100)
    expect(fresh.locator("[data-notices]")).to_contain_text(
        f"Dit paste er niet meer bij: ‘{catalogue.practices[slugs[121]].title}’"
    )


def test_a_link_pasted_into_an_open_page_is_shown(
    fresh: Page, shared: str, practices: list[Practice]
) -> None:
    """Another link in the same tab must be shown, and an anchor on the page must not make it go away."""
    keep(fresh, practices[5].slug)
    open_selection(fresh)
    fresh.evaluate("fragment => { location.hash = fragment; }", shared)
    expect(fresh.locator("h1")).to_have_text("Gedeelde selectie")
    expect(fresh.locator(PICK)).to_have_count(3)
    fresh.evaluate("location.hash = 'inhoud'")
    expect(fresh.locator("h1")).to_have_text("Gedeelde selectie")
    fresh.reload()
    expect(fresh.locator(PICK)).to_have_count(3)
    fresh.go_back()
    expect(fresh.locator("h1")).to_have_text(re.compile("selectie"))


@pytest.mark.parametrize(
    ("damage", "items", "words"),
    [
        (lambda link: link[:-12], 3, "aan het einde ontbreekt iets"),
        (lambda link: link[: link.index("/t") - 8], 2, "aan het einde ontbreekt iets"),
        (lambda link: link.replace("college", "kollege"), 3, "Verloren: de titel."),
        (lambda link: link + "/n1." + "n" * 9000, 3, "langer dan 8.000 tekens"),
        (lambda link: link.replace("s1/", "s9/"), 0, "andere versie van Kapstok"),
        (lambda link: "#s1/", 0, "Er is niets van leesbaar"),
        (lambda link: "#s1/4/%%%%", 0, "Er is niets van leesbaar"),
        (lambda link: "#s1/1/i" + check_of("i"), 0, "De gedeelde selectie is leeg"),
    ],
    ids=["cut", "cut in the list", "changed", "oversized", "later version", "empty", "noise", "nothing in it"],
)  # fmt: skip
def test_a_broken_link_is_explained(
    fresh: Page, shared: str, damage: Callable[[str], str], items: int, words: str
) -> None:
    """A broken link must say in words what is wrong and show what can be read."""
    fresh.goto("selectie/" + damage(shared))
    expect(fresh.locator("h1")).to_have_text("Gedeelde selectie")
    expect(fresh.locator("[data-notices]")).to_contain_text(words)
    expect(fresh.locator(PICK)).to_have_count(items)
    expect(fresh.locator("[data-body]")).to_be_visible(visible=items > 0)
    expect(fresh.get_by_role("link", name="Naar mijn eigen selectie")).to_be_visible(visible=items == 0)


def test_a_long_link_is_warned_about_and_a_longer_one_refused(fresh: Page, practices: list[Practice]) -> None:
    """Beyond 2,000 signs a warning and a way without notes; beyond 8,000 no link at all."""
    keep(fresh, *(practice.slug for practice in practices))
    open_selection(fresh)
    state = fresh.locator("[data-link-state]")
    expect(state).to_be_empty()
    for area in fresh.locator(f"{PICK} textarea").all()[:2]:
        area.fill("nota " * 200)
    expect(state).to_contain_text("knippen een link van meer dan 2.000 tekens af")
    full = link_of(fresh)
    assert len(full) > 2000
    state.get_by_role("button", name="Maak de link zonder nota's").click()
    expect(state).to_be_empty()
    assert len(link_of(fresh)) < 1000
    fresh.get_by_label("Met mijn nota's").check()
    assert link_of(fresh) == full
    for area in fresh.locator(f"{PICK} textarea").all():
        area.fill("€" * 1000)
    expect(state).to_contain_text("8.000 tekens is het meeste")
    expect(fresh.locator("[data-link]")).not_to_be_visible()
    state.get_by_role("button", name="Maak de link zonder nota's").click()
    expect(fresh.locator("[data-link]")).to_be_visible()


def test_the_link_is_copied_or_selected(desktop: Watched, practices: list[Practice]) -> None:
    """The button must copy; where that is refused, the link must stand selected with what to press."""
    page = desktop.page("over/")
    keep(page, practices[0].slug)
    page.goto(f"{desktop.address}selectie/")
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator("[data-copied]")).to_have_text("De link is gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == link_of(page)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator("[data-copied]")).to_contain_text("Ctrl+C")
    assert page.evaluate(
        "getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    ) == link_of(page)
    expect(page.locator("#selectie-link")).to_be_focused()


def test_the_mail_holds_title_and_link(fresh: Page, practices: list[Practice]) -> None:
    """The mail must have the title as its subject and the whole link in its text."""
    keep(fresh, practices[0].slug, title="Vraag & antwoord: 100% <b>")
    open_selection(fresh)
    mail = urlsplit(fresh.get_by_role("link", name="Stuur met e-mail").get_attribute("href"))
    given = {key: unquote(values[0]) for key, values in parse_qs(mail.query.replace("+", "%2B")).items()}
    assert mail.scheme == "mailto"
    assert given["subject"] == "Vraag & antwoord: 100% <b>"
    assert link_of(fresh) in given["body"]


# On paper


def sheets(page: Page) -> int:
    """How many A4 the page takes."""
    return len(PAPER_PAGE.findall(page.pdf(format="A4")))


def make_dossier(page: Page) -> None:
    page.get_by_role("button", name="Maak dossier").click()
    page.wait_for_selector(".k-dossier.is-made")
    expect(page.locator("[data-progress]")).not_to_be_visible()


def test_a_dossier_has_everything(fresh: Page, catalogue: Catalogue, practices: list[Practice]) -> None:
    """Cover, contents, every practice in full with its note, and each source once; each on a sheet of its own."""
    chosen = practices[:3]
    hangijzer = next(iter(catalogue.hangijzers.values()))
    keep(
        fresh,
        *(item.slug for item in chosen),
        hangijzer.slug,
        title="Voor het college",
        intro="Regel een\nRegel twee",
    )
    open_selection(fresh)
    fresh.locator(f"{PICK} textarea").first.fill("Nota bij de eerste")
    make_dossier(fresh)
    expect(fresh.locator("[data-dossier-state]")).to_have_text("Het dossier is klaar. U ziet het hieronder.")
    dossier = fresh.locator(".k-dossier")
    cover = dossier.locator(".k-dossier__cover")
    expect(cover.locator("h2")).to_have_text("Voor het college")
    expect(cover).to_contain_text("Regel een\nRegel twee")
    expect(cover).to_contain_text(re.compile(r"Samengesteld met Kapstok op \d+ \w+ 20\d\d\."))
    expect(cover.locator(".k-address")).to_have_text(fresh.url.removesuffix("selectie/"))
    titles = [item.title for item in (*chosen, hangijzer)]
    assert dossier.locator(".k-dossier__contents a").all_inner_texts() == titles
    chapters = dossier.locator(".k-dossier__record")
    assert chapters.locator("h3").all_inner_texts() == titles
    for chapter, record in zip(chapters.all(), (*chosen, hangijzer), strict=True):
        words = re.findall(r"[^\W\d_]{4,}", re.sub(r"\]\([^)]*\)", "", record.body))
        text = chapter.inner_text()
        assert [word for word in words if word not in text] == []
        assert "Bron" in text
    expect(chapters.first.locator(".k-dossier__note")).to_contain_text("Nota bij de eerste")
    lines = dossier.locator(".k-dossier__sources li").all_inner_texts()
    assert (
        len(lines) == len(set(lines)) == len({ref.id for item in (*chosen, hangijzer) for ref in item.source})
    )
    pages = {str(ref.page) for item in (*chosen, hangijzer) for ref in item.source if ref.page}
    assert pages <= set(re.findall(r"\d+", " ".join(lines)))
    assert (
        dossier.locator("script, button, nav, form, svg, [style], [onclick], [data-id], .k-related").count()
        == 0
    )
    ids = fresh.eval_on_selector_all("[id]", "found => found.map((element) => element.id)")
    assert len(ids) == len(set(ids))
    fresh.emulate_media(media="null")
    assert sheets(fresh) >= 1 + 4 + 1


def test_every_practice_begins_on_a_new_sheet(fresh: Page, practices: list[Practice]) -> None:
    """Each practice more must take a sheet more."""
    slugs = [practice.slug for practice in practices[:3]]
    keep(fresh, slugs[0])
    open_selection(fresh)
    make_dossier(fresh)
    one = sheets(fresh)
    keep(fresh, *slugs)
    open_selection(fresh)
    short = sheets(fresh)
    make_dossier(fresh)
    assert one == 3
    assert short == 1
    assert sheets(fresh) == 5


def test_paper_shows_the_dossier_only(fresh: Page, practices: list[Practice]) -> None:
    """On paper there must be the dossier and nothing else, dark on light, also from the dark scheme."""
    keep(fresh, practices[0].slug)
    fresh.emulate_media(color_scheme="dark")
    open_selection(fresh)
    expect(fresh.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(fresh.locator(".k-dossier")).not_to_be_visible()
    fresh.locator(f"{PICK} textarea").fill("Nota")
    fresh.emulate_media(media="print", color_scheme="dark")
    expect(fresh.locator(".k-dossier")).to_be_visible()
    for selector in ("header.md-header", "footer.k-footer", "h1", "[data-body]", "[data-notices]", ".k-kept"):
        expect(fresh.locator(selector)).not_to_be_visible()
    for part in fresh.locator(".k-dossier").locator("h2, h3, p, li").all():
        colour = part.evaluate("element => getComputedStyle(element).color")
        assert sum(map(int, re.findall(r"\d+", colour)[:3])) < 300, colour


def test_a_dossier_without_network_is_honest(desktop: Watched, practices: list[Practice]) -> None:
    """Texts that do not come must be named with the reason, the rest kept, and a second try fetch only those."""
    gone, off, odd, good = practices[:4]
    page = desktop.page("over/")
    keep(page, gone.slug, off.slug, odd.slug, good.slug)
    page.goto(f"{desktop.address}selectie/")
    page.wait_for_selector(f"{PICK} .k-card__summary:not(:empty)")
    context = desktop.context
    context.route(f"**/{gone.slug}/", lambda route: route.fulfill(status=404, body=""))
    context.route(f"**/{off.slug}/", abort)
    context.route(f"**/{odd.slug}/", garbage)
    make_dossier(page)
    state = page.locator("[data-dossier-state]")
    expect(state).to_contain_text("Van 4 items ontbreken 3 teksten")
    expect(state).to_contain_text(f"‘{gone.title}’ (de pagina bestaat niet meer)")
    expect(state).to_contain_text(f"‘{off.title}’ (er is geen verbinding met de site)")
    expect(state).to_contain_text(f"‘{odd.title}’ (de pagina ziet er anders uit dan verwacht)")
    chapters = page.locator(".k-dossier__record")
    expect(chapters.nth(1)).to_contain_text(off.summary)
    expect(chapters.nth(1)).to_contain_text("De volledige tekst ontbreekt")
    expect(chapters.nth(3).locator(".k-facts")).to_be_visible()
    context.unroute(f"**/{off.slug}/")
    context.unroute(f"**/{odd.slug}/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Maak dossier").click()
    expect(state).to_contain_text("ontbreekt 1 tekst")
    assert not any(good.slug in url for url in asked)
    expect(chapters.nth(1).locator(".k-facts")).to_be_visible()
    only_the_failed_request(desktop)


def test_a_hostile_page_brings_no_script_into_a_dossier(desktop: Watched, practices: list[Practice]) -> None:
    """Of a fetched page only known elements must come along, without handlers, styles and odd addresses."""
    practice = practices[0]
    page = desktop.page("over/")
    keep(page, practice.slug)
    page.goto(f"{desktop.address}selectie/")
    page.wait_for_selector(f"{PICK} .k-card__summary:not(:empty)")
    evil = f"""<!doctype html><div class="k-record" data-id="{practice.slug}"><div class="k-main"><h1 onclick="x()" id="gedeeld">T</h1>
        <div class="k-text evil" style="position:fixed" onclick="x()"><script>window.evil = 1</script><img src=x onerror="window.evil = 1">
        <a href="javascript:alert(1)">een</a> <a href="../ander/">twee</a><kapstok-search>weg</kapstok-search><button>weg</button>
        <svg onload="window.evil = 1"></svg><iframe srcdoc="<script>parent.evil = 1</script>"></iframe>tekst</div></div></div>"""
    desktop.context.route(
        f"**/{practice.slug}/", lambda route: route.fulfill(body=evil, content_type="text/html")
    )
    make_dossier(page)
    text = page.locator(".k-dossier .k-text")
    expect(text).to_contain_text("tekst")
    expect(text).not_to_contain_text("weg")
    assert text.evaluate("element => element.getAttributeNames()") == ["class"]
    assert text.get_attribute("class") == "k-text"
    assert text.locator("*").evaluate_all("found => found.map((e) => e.outerHTML)") == [
        "<a>een</a>",
        f'<a href="{desktop.address}praktijken/ander/">twee</a>',
    ]
    assert page.evaluate("window.evil") is None


def test_a_dossier_that_is_old_says_so(fresh: Page, practices: list[Practice]) -> None:
    """After a removal the dossier must follow; its contents must lead to a chapter without losing the address."""
    keep(fresh, *(practice.slug for practice in practices[:3]))
    open_selection(fresh)
    make_dossier(fresh)
    fresh.locator("[data-remove]").first.click()
    expect(fresh.locator(".k-dossier__record")).to_have_count(2)
    before = fresh.url
    fresh.locator(".k-dossier__contents a").last.click()
    assert fresh.url == before
    assert fresh.evaluate("document.activeElement.id") == f"dossier-{practices[2].slug}"


def test_a_shared_selection_prints_too(fresh: Page, shared: str) -> None:
    """Who only looks must be able to print the dossier, with its title and notes."""
    open_selection(fresh, shared)
    make_dossier(fresh)
    expect(fresh.locator(".k-dossier__cover h2")).to_have_text("Voor het college")
    expect(fresh.locator(".k-dossier__note")).to_contain_text("Vooral dit, één keer.")
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


# A table


def test_the_table_holds_the_selection(fresh: Page, practices: list[Practice], site: Path) -> None:
    """The table must have a row an item in its order, the cells of the open data, the whole address and the note."""
    a, b, *_ = practices
    keep(fresh, b.slug, a.slug)
    open_selection(fresh)
    fresh.locator(f"{PICK} textarea").first.fill('=HYPERLINK("http://evil.test")\nregel; twee, "drie"')
    with fresh.expect_download() as download:
        fresh.get_by_role("button", name="Download de tabel (CSV)").click()
    assert download.value.suggested_filename == "kapstok-selectie.csv"
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    with (site / "data/practices.csv").open(encoding="utf-8-sig", newline="") as file:
        open_data = {row["slug"]: row for row in csv.DictReader(file)}
    assert [row["slug"] for row in rows] == [b.slug, a.slug]
    for row in rows:
        for name in ("title", "summary", "theme", "municipality", "province", "year", "source"):
            assert row[name] == open_data[row["slug"]][name]
        assert row["address"] == fresh.url.removesuffix("selectie/") + open_data[row["slug"]]["address"]
    assert rows[0]["note"] == '\'=HYPERLINK("http://evil.test")\nregel; twee, "drie"'


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
    fresh.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    found = set()
    for scheme, (name, rules) in SCHEMES.items():
        fresh.emulate_media(color_scheme=scheme)
        expect(fresh.locator("body")).to_have_attribute("data-md-color-scheme", name)
        for width in (360, 1280):
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
    fresh.goto("praktijken/")
    button_of(fresh, slugs[21]).click()
    button_of(fresh, slugs[1]).click()
    button_of(fresh, slugs[2]).click()
    expect(fresh.locator(".k-kept")).to_be_visible()
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
