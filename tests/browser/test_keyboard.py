"""Journeys with the keyboard alone through what other files only click, and what a reader hears on the way."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from chromium import until
from conftest import Watched
from kapstok.catalogue import Catalogue
from kapstok.model import Practice

from . import results
from .accessibility import violations, walked
from .forms import error_of, open_form, tab_to, unfold
from .kinds import page_of
from .selections import keep, open_selection, said

SWITCH = ".md-option"


def focused(page: Page, selector: str) -> bool:
    """The element that has the keyboard is, or lies in, what the selector names."""
    return page.evaluate("selector => Boolean(document.activeElement.closest(selector))", selector)


# On every page


def test_the_scheme_is_chosen_with_the_arrow_keys(desktop: Watched) -> None:
    """The switch must be a named group whose choice is heard, change with the arrow keys, and stay on the next page."""
    page = desktop.page("over/")
    group = page.get_by_role("radiogroup", name="Licht of donker")
    expect(group.get_by_role("radio", name="Volgt uw toestel")).to_be_checked()
    results.tab_to(page, SWITCH, limit=20)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="Donker")).to_be_checked()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{desktop.address}privacy/")
    expect(page.get_by_role("radio", name="Donker")).to_be_checked()
    results.tab_to(page, SWITCH, limit=20)
    label = page.locator(f"{SWITCH}:focus + label")
    expect(label).to_be_visible()
    assert label.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_no_letter_does_something_by_itself(page: Page) -> None:
    """A letter that somebody says or types outside a field must do nothing (2.1.4)."""
    page.goto("praktijken/")
    before = page.evaluate("[location.href, scrollY, document.activeElement.tagName]")
    for key in "abcdefghijklmnopqrstuvwxyz0123456789/.,?":
        page.keyboard.press(key)
    assert page.evaluate("[location.href, scrollY, document.activeElement.tagName]") == before


def test_what_escape_closes_on_the_map(page: Page) -> None:
    """The name over a dot must go with Escape, and the keyboard stay on the dot (1.4.13)."""
    page.goto("kaart/")
    page.locator(".k-map__svg a").first.focus()
    label = page.locator(".k-map__label")
    expect(label).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(label).to_be_empty()
    assert focused(page, ".k-map__svg a")


# Lists and search


def test_a_correction_is_taken_with_the_keyboard(page: Page) -> None:
    """From a typing error to the results of what was meant, with Tab and Enter; the question must be announced."""
    page.goto("zoeken/")
    results.tab_to(page, "kapstok-search input[name=q]", limit=25)
    page.keyboard.type("huiswerkbegleiding")
    results.settle(page)
    expect(page.get_by_role("status").filter(has_text="Bedoelde u")).to_be_visible()
    results.tab_to(page, ".k-meant a", limit=80)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=huiswerkbegeleiding")
    results.settle(page)
    assert results.ids(page)


def test_the_order_is_chosen_with_the_keyboard(page: Page) -> None:
    """The order must change with the arrow keys, and the keyboard stay on it."""
    page.goto("praktijken/")
    before = results.ids(page)
    results.tab_to(page, "[name=volgorde]", limit=80)
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**/praktijken/?volgorde=nieuwste")
    results.settle(page)
    assert results.ids(page) != before
    assert focused(page, "[name=volgorde]")


def test_a_chip_is_taken_away_with_the_keyboard(page: Page) -> None:
    """A filter must go with its chip, with the keyboard on the next chip, and on the search box when none is left."""
    page.goto("praktijken/?thema=taalpromotie&provincie=limburg")
    results.settle(page)
    results.tab_to(page, ".k-chip", limit=25)
    page.keyboard.press("Enter")
    expect(page.locator(".k-chip")).to_have_count(1)
    assert focused(page, ".k-chip")
    page.keyboard.press("Enter")
    expect(page.locator(".k-chip")).to_have_count(0)
    assert focused(page, "kapstok-search input[name=q]")


def test_more_results_come_with_the_keyboard(page: Page) -> None:
    """ "Toon meer" must put the keyboard on the first result that is new."""
    page.goto("zoeken/?q=taal")
    results.settle(page)
    before = results.ids(page)
    results.tab_to(page, ".k-more", limit=90)
    page.keyboard.press("Enter")
    until(
        page,
        "before => document.querySelectorAll('[data-search-state] [data-id]').length > before",
        len(before),
    )
    assert page.evaluate("document.activeElement.closest('[data-id]')?.dataset.id") not in [None, *before]


def test_a_narrowed_list_is_used_with_the_keyboard(page: Page) -> None:
    """Type, hear how many are left, and open the first one with Tab and Enter."""
    page.goto("gemeenten/")
    results.tab_to(page, "#smal", limit=40)
    page.keyboard.type("lokeren")
    expect(page.locator(".k-narrow__status")).not_to_be_empty()
    results.tab_to(page, "[data-item] a", limit=40)
    assert page.evaluate("document.activeElement.textContent") == "Lokeren"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Lokeren")


def test_a_fold_opens_and_closes_with_the_keyboard(page: Page, catalogue: Catalogue) -> None:
    """The code for another site must open with Enter and close with Space."""
    page.goto(page_of("theme", catalogue))
    results.tab_to(page, ".k-frame summary", limit=150)
    page.keyboard.press("Enter")
    expect(page.locator(".k-frame textarea")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".k-frame textarea")).not_to_be_visible()


# The own selection


def test_a_selection_is_annotated_and_handed_on_with_the_keyboard(
    desktop: Watched, practices: list[Practice]
) -> None:
    """A title, a note, the link, the table, the dossier and wiping must all work with the keyboard alone, and be announced."""
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = desktop.page("over/")
    keep(page, *(practice.slug for practice in practices[:2]))
    page.goto(f"{desktop.address}selectie/")
    expect(page.locator("[data-body]")).to_be_visible()
    tab_to(page, "[data-field=title]")
    page.keyboard.type("Voor het college")
    tab_to(page, ".k-pick textarea")
    page.keyboard.type("Dit eerst.")
    tab_to(page, "[data-do=dossier]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".k-dossier.is-made")
    expect(page.locator(".k-dossier")).to_contain_text("Dit eerst.")
    tab_to(page, "[data-notes]")
    page.keyboard.press("Space")
    expect(page.locator("[data-notes]")).not_to_be_checked()
    tab_to(page, "[data-do=copy]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-copied], [data-said]").filter(has_text="ekopieerd").first).to_be_attached()
    tab_to(page, "[data-do=csv]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    tab_to(page, "[data-do=clear]")
    page.keyboard.press("Enter")
    assert said(page)
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()


def test_the_keyboard_goes_through_a_selection(fresh: Page, practices: list[Practice]) -> None:
    """With items and a dossier Tab must come to everything and show where it is."""
    keep(fresh, *(practice.slug for practice in practices[:3]), title="Titel")
    open_selection(fresh)
    fresh.get_by_role("button", name="Maak dossier").click()
    fresh.wait_for_selector(".k-dossier.is-made")
    assert walked(fresh) == []


def test_a_message_over_the_page_covers_no_stop(fresh: Page, catalogue: Catalogue) -> None:
    """What the keyboard comes to must not lie under the message that stays at the bottom, on a phone either."""
    keep(fresh, *list(catalogue.practices)[20:120])
    fresh.set_viewport_size({"width": 360, "height": 600})
    fresh.goto("themas/taalpromotie/")
    fresh.locator(".k-keep[aria-pressed=false]").first.click()
    expect(fresh.locator(".k-kept")).to_contain_text("Uw selectie is vol")
    assert walked(fresh) == []


# The form


def test_the_keyboard_goes_through_the_whole_form(page: Page) -> None:
    """With everything unfolded and added Tab must come to every field and button, and show where it is."""
    open_form(page)
    unfold(page)
    for button in page.locator("[data-add-item]").all():
        button.click()
    assert walked(page) == []
    page.evaluate("localStorage.clear()")


def test_a_mistake_is_found_and_mended_with_the_keyboard(page: Page) -> None:
    """Asking for a check must lead to the list of mistakes, its link to the field, and the field must be tied to its message until it is right."""
    open_form(page)
    tab_to(page, "[data-do=check]", most=90)
    page.keyboard.press("Enter")
    expect(page.locator("[data-summary]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    title = page.locator("#veld-title")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    message = error_of(page, "title")
    assert message.get_attribute("id") in title.get_attribute("aria-describedby").split()
    assert "verplicht" in message.inner_text()
    page.keyboard.type("Taalwandeling")
    expect(title).not_to_have_attribute("aria-invalid", "true")
    expect(message).to_be_empty()
    page.evaluate("localStorage.clear()")


def test_every_message_is_tied_to_its_field(page: Page) -> None:
    """Each message must be named by its field, or by the group of fields that it is about, and that field be marked wrong."""
    open_form(page)
    unfold(page)
    for button in page.locator("[data-add-item]").all():
        button.click()
    page.fill("#veld-links-1-label", "Site")
    page.fill("#veld-figures-1-label", "Deelnemers")
    page.locator("[data-do=check]").click()
    expect(page.locator("[data-summary] a").first).to_be_visible()
    loose = page.eval_on_selector_all(
        "[data-error]:not(:empty)",
        """messages => messages.filter(({ id }) => {
            const told = [...document.querySelectorAll(`[aria-describedby~="${id}"]`)];
            return !told.length || !told.some((one) => one.matches("fieldset, [aria-invalid=true]"));
        }).map((message) => message.id)""",
    )
    assert page.locator("[data-error]:not(:empty)").count() >= 6
    assert loose == []
    assert violations(page) == set()
    page.evaluate("localStorage.clear()")


def test_a_draft_is_taken_up_and_wiped_with_the_keyboard(page: Page) -> None:
    """Begin anew, go on with the former draft, wipe it and take it back, all with the keyboard."""
    open_form(page)
    page.keyboard.press("Tab")
    tab_to(page, "#veld-title")
    page.keyboard.type("Eerste")
    tab_to(page, "[data-own-draft] [data-do=begin]", most=90)
    page.keyboard.press("Enter")
    expect(page.locator("#veld-title")).to_be_focused()
    page.keyboard.type("Tweede")
    page.locator("h1").click()
    tab_to(page, "[data-draft-list] [data-do=open]")
    page.keyboard.press("Enter")
    expect(page.locator("#veld-title")).to_have_value("Eerste")
    expect(page.locator("#veld-title")).to_be_focused()
    tab_to(page, "[data-own-draft] [data-do=remove]", most=90)
    page.keyboard.press("Enter")
    expect(page.locator("[data-do=undo]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#veld-title")).to_have_value("Eerste")
    page.evaluate("localStorage.clear()")
