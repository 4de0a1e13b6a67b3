"""Fields in which a reader types a name: "Mijn gemeente", and lists that narrow."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, expect

from conftest import Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue
from kapstok.gazetteer import gazetteer

from . import results
from .accessibility import violations
from .network import abort, garbage, not_found, only_the_failed_request, slow

FIELD = "kapstok-municipality input"
OPTIONS = "kapstok-municipality [role=option]"
STATUS = "kapstok-municipality [role=status]"
ITEMS = "[data-item]:visible"


def suggestions(page: Page, text: str) -> list[str]:
    """Type a text into the field and give what it suggests, without the numbers."""
    page.locator(FIELD).click()
    page.locator(FIELD).fill(text)
    expect(page.locator(STATUS)).not_to_be_empty()
    return [
        re.sub(r" (\d+|geen) praktijk(en)?$", "", option)
        for option in page.locator(OPTIONS).all_inner_texts()
    ]


# Mijn gemeente


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("zell", "Asse (deelgemeente Zellik)"),
        ("kruib", "Beveren-Kruibeke-Zwijndrecht (vroeger Kruibeke)"),
        ("winters", "Genk (Winterslag)"),
        ("GENT", "Gent"),
        ("hal", "Halle"),
        ("st. niklaas", "Sint-Niklaas"),
        ("sint niklaas", "Sint-Niklaas"),
        ("s graven", "Schilde (deelgemeente 's-Gravenwezel)"),
        ("mélle", "Merelbeke-Melle (vroeger Melle)"),
    ],
)
def test_a_name_of_any_kind_is_understood(page: Page, text: str, first: str) -> None:
    """A borough, a former name, a neighbourhood, capitals, accents and signs must all lead to today's municipality."""
    page.goto("./")
    assert first in suggestions(page, text)


def test_who_types_before_the_module_is_there_is_answered(page: Page) -> None:
    """On a slow network a name may be typed before the script came; the list must open without another key."""
    with slow(page, "**/kapstok-municipality.mjs"):
        page.goto("./", wait_until="domcontentloaded")
        page.locator(FIELD).fill("zell")
        assert page.locator(FIELD).get_attribute("role") is None
    expect(page.locator(OPTIONS).first).to_contain_text("Zellik")


def test_what_begins_so_comes_first(page: Page) -> None:
    """Names that begin with the text must come before boroughs that do, and those before names that hold it."""
    page.goto("./")
    found = suggestions(page, "leeuw")
    assert found.index("Sint-Pieters-Leeuw") < found.index("Denderleeuw")
    assert found[0] == "Zottegem (deelgemeente Leeuwergem)"
    assert suggestions(page, "halle")[0] == "Halle"


def test_suggestions_say_how_many_practices(page: Page, catalogue: Catalogue) -> None:
    """A suggestion must say how many practices there are."""
    page.goto("./")
    suggestions(page, "denderleeuw")
    count = len(catalogue.practices_of_town["Denderleeuw"])
    expect(page.locator(OPTIONS).first).to_contain_text(f"{count} praktijken")


def test_keyboard_alone_chooses(page: Page) -> None:
    """Arrow keys must walk through the options and round, and Enter must open the chosen one."""
    page.goto("./")
    results.tab_to(page, FIELD, limit=25)
    page.keyboard.type("koek")
    expect(page.locator(OPTIONS)).to_have_count(2)
    field = page.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator(f"#{active}")).to_contain_text("Koekelare")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Koekelberg")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/koekelare/")


def test_escape_closes_and_keeps_the_text(page: Page) -> None:
    """Escape must close the list and keep what was typed; an arrow key must open it again."""
    page.goto("./")
    suggestions(page, "koek")
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS).first).not_to_be_visible()
    expect(page.locator(FIELD)).to_have_value("koek")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.locator(OPTIONS).first).to_be_visible()


def test_a_mouse_chooses(page: Page) -> None:
    """A click on an option must open its page."""
    page.goto("./")
    suggestions(page, "zellik")
    page.locator(OPTIONS).first.click()
    page.wait_for_url("**/gemeenten/asse/")


@pytest.mark.parametrize(
    ("text", "slug"), [("Asse", "asse"), ("zellik", "asse"), ("halle", "halle"), ("denderl", "denderleeuw")]
)
def test_enter_opens_what_can_only_be_meant(page: Page, text: str, slug: str) -> None:
    """Enter without a choice must open a name that is complete, or the only one that is left."""
    page.goto("./")
    suggestions(page, text)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/gemeenten/{slug}/")


def test_enter_does_not_guess(page: Page) -> None:
    """Enter with several possibilities must ask to choose, and lose nothing."""
    page.goto("./")
    suggestions(page, "koek")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text("2 gemeenten: kies er een uit de lijst.")
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(page.locator(FIELD)).to_have_value("koek")


def test_the_number_is_announced(page: Page) -> None:
    """The number of suggestions must be told in a live region, also of those that are not shown."""
    page.goto("./")
    suggestions(page, "koek")
    expect(page.locator(STATUS)).to_have_text("2 gemeenten")
    assert len(suggestions(page, "b")) == 8
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d\d+ gemeenten, de eerste 8 staan in de lijst"))


def test_an_unknown_name_says_what_to_do(page: Page) -> None:
    """A name that nobody knows must give a sentence with a way on, and stay in the field."""
    page.goto("./")
    assert suggestions(page, "Xqz <b>") == []
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("We kennen geen gemeente ‘Xqz <b>’. Kijk de spelling na")
    expect(page.locator(FIELD)).to_have_value("Xqz <b>")
    page.locator(STATUS).get_by_role("link").click()
    page.wait_for_url("**/gemeenten/")


def test_a_postcode_is_not_in_the_way(page: Page) -> None:
    """The name behind a postcode must be suggested, and a postcode alone be answered with what to type."""
    page.goto("./")
    assert suggestions(page, "9470 Denderl")[0] == "Denderleeuw"
    assert suggestions(page, "9470") == []
    expect(page.locator(STATUS)).to_have_text(
        "Schrijf de naam van de gemeente, zonder postcode, of kies uit alle gemeenten."
    )
    page.locator(FIELD).fill("9470 denderleeuw")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/denderleeuw/")


@pytest.mark.parametrize(
    ("typed", "meant", "slug"),
    [
        ("Limbrug", "de provincie Limburg", "limburg"),
        ("Oost-Vlaandren", "de provincie Oost-Vlaanderen", "oost-vlaanderen"),
        ("Limburg", "de provincie Limburg", "limburg"),
        ("provincie limbrug", "de provincie Limburg", "limburg"),
        ("brussels hoofdstedelijk gewset", "het Brussels Hoofdstedelijk Gewest", "brussel"),
    ],
)
def test_a_province_is_offered(page: Page, typed: str, meant: str, slug: str) -> None:
    """The name of a province, also with a typing error, must lead to its page."""
    page.goto("./")
    suggestions(page, typed)
    expect(page.locator(STATUS)).to_have_text(f"We kennen geen gemeente ‘{typed}’. Bedoelde u {meant}?")
    page.locator(STATUS).get_by_role("link").click()
    page.wait_for_url(f"**/provincies/{slug}/")


def test_an_empty_field_says_what_to_do(page: Page) -> None:
    """The button with nothing typed must say what to do."""
    page.goto("./")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator(STATUS)).to_contain_text("Typ eerst de naam van een gemeente")


def test_names_are_fetched_at_the_first_focus_and_once(desktop: Watched, catalogue: Catalogue) -> None:
    """The file of names must not be asked for before a reader comes to the field, and then once."""
    asked: list[str] = []

    def remember(request: Request) -> None:
        if "/places/" in request.url:
            asked.append(request.url)

    desktop.context.on("request", remember)
    page = desktop.page()
    page.wait_for_load_state("networkidle")
    assert asked == []
    suggestions(page, "as")
    suggestions(page, "gen")
    assert asked == [desktop.address + gazetteer(catalogue).path]


@pytest.mark.parametrize("answer", (abort, not_found, garbage))
def test_without_the_names_there_is_a_way_on(desktop: Watched, answer) -> None:
    """When the names cannot be fetched, a message must lead to the list, and Enter must go there with the text."""
    desktop.context.route("**/places/**", answer)
    page = desktop.page()
    page.locator(FIELD).click()
    page.keyboard.type("Asse")
    expect(page.locator(STATUS)).to_contain_text("De lijst van gemeenten is niet geladen.")
    expect(page.locator(STATUS).get_by_role("link")).to_have_attribute("href", "./gemeenten/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/?q=Asse")
    expect(page.locator(ITEMS).first).to_contain_text("Asse")
    only_the_failed_request(desktop)


def test_without_javascript_the_field_leads_to_the_list(plain: Page) -> None:
    """Without JavaScript the field must lead to the list of all municipalities."""
    plain.goto("./")
    plain.locator(FIELD).fill("Asse")
    plain.locator(FIELD).press("Enter")
    plain.wait_for_url("**/gemeenten/?q=Asse")
    expect(plain.get_by_role("link", name="Asse", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", (320, 360))
def test_suggestions_fit_a_phone(page: Page, width: int) -> None:
    """On a phone the options must lie inside the window, each high enough for a finger."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("./")
    assert suggestions(page, "sint")
    for option in page.locator(OPTIONS).all():
        box = option.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width and box["height"] >= 24
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_open_suggestions_break_no_rule(page: Page, scheme: str) -> None:
    """Open, with an option chosen, the list must break no rule of accessibility."""
    page.emulate_media(color_scheme=scheme)
    page.goto("./")
    suggestions(page, "koek")
    page.keyboard.press("ArrowDown")
    assert violations(page) == set()


# Lists that narrow


def narrow(page: Page, text: str) -> list[str]:
    """Type a text above a list and give the first word or words of each item that is left."""
    field = page.locator("kapstok-narrow input")
    field.click()
    field.fill(text)
    expect(page.locator("kapstok-narrow [role=status]")).not_to_be_empty()
    return [item.locator("a, dt").first.inner_text() for item in page.locator(ITEMS).all()]


def test_municipalities_narrow_by_other_names_too(page: Page) -> None:
    """The list must narrow to the municipality of a borough, and say which borough that is."""
    page.goto("gemeenten/")
    assert narrow(page, "gen") != []
    page.locator("kapstok-narrow input").fill("zellik")
    expect(page.locator(ITEMS)).to_have_text([re.compile(r"Asse.*\(deelgemeente Zellik\)")])
    expect(page.locator("kapstok-narrow [role=status]")).to_have_text("1 gemeente")
    assert page.locator("kapstok-narrow h2:visible").all_inner_texts() == ["A"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/gemeenten/asse/")


def test_what_narrows_is_in_the_address(page: Page, catalogue: Catalogue) -> None:
    """A reload must keep what was typed; an empty field must show all again."""
    page.goto("gemeenten/?q=Kruibeke")
    expect(page.locator("kapstok-narrow input")).to_have_value("Kruibeke")
    expect(page.locator(ITEMS)).to_have_count(2)
    page.locator("kapstok-narrow input").fill("")
    expect(page.locator(ITEMS)).to_have_count(len(catalogue.places.towns))
    assert "?" not in page.url


def test_no_municipality_says_what_to_do(page: Page) -> None:
    """A text that fits nothing must give a sentence, and a search for it."""
    page.goto("gemeenten/")
    assert narrow(page, "zwembad") == []
    status = page.locator("kapstok-narrow [role=status]")
    expect(status).to_contain_text("Geen gemeente met ‘zwembad’. Kijk de spelling na")
    status.get_by_role("link").click()
    page.wait_for_url("**/zoeken/?q=zwembad")


def test_a_postcode_does_not_narrow(page: Page, catalogue: Catalogue) -> None:
    """With a postcode the list must narrow to the name beside it; alone it must be answered with what to type."""
    page.goto("gemeenten/?q=9470+Denderleeuw")
    expect(page.locator(ITEMS)).to_have_text([re.compile("Denderleeuw")])
    page.goto("gemeenten/?q=9470")
    expect(page.locator("kapstok-narrow [role=status]")).to_have_text(
        "Schrijf de naam van de gemeente, zonder postcode."
    )
    expect(page.locator(ITEMS)).to_have_count(len(catalogue.places.towns))


def test_list_narrows_without_the_names(desktop: Watched) -> None:
    """When the other names cannot be fetched, the list must still narrow by its own names."""
    desktop.context.route("**/places/**", abort)
    page = desktop.page("gemeenten/")
    assert narrow(page, "denderl") == ["Denderleeuw"]
    only_the_failed_request(desktop)


def test_names_that_did_not_come_are_asked_for_again(desktop: Watched) -> None:
    """When the other names could not be fetched, the next letter must try again: a borough is found after all."""
    desktop.context.route("**/places/*.json", abort)
    page = desktop.page("gemeenten/")
    assert narrow(page, "zelli") == []
    desktop.context.unroute("**/places/*.json")
    page.locator("kapstok-narrow input").press_sequentially("k")
    expect(page.locator("kapstok-narrow [role=status]")).to_have_text("1 gemeente")
    only_the_failed_request(desktop)


def test_terms_narrow_by_every_form(page: Page, catalogue: Catalogue) -> None:
    """A term must be found by its title and by its other forms; the number must be announced."""
    term = next(term for term in catalogue.terms.values() if term.forms)
    page.goto("begrippen/")
    assert term.title in narrow(page, term.forms[0])
    found = narrow(page, "onthaal")
    assert found and all("onthaal" in name for name in found)
    expect(page.locator("kapstok-narrow [role=status]")).to_have_text(re.compile(rf"^{len(found)} begrip"))


def test_a_link_to_a_hidden_term_shows_it(page: Page) -> None:
    """'Zie ook' must lead to its term also when that is narrowed away."""
    page.goto("begrippen/")
    narrow(page, "onthaalbureau")
    link = page.locator(f"{ITEMS} a[href^='#']").first
    target = page.locator(link.get_attribute("href"))
    expect(target).not_to_be_visible()
    link.click()
    expect(target).to_be_in_viewport()
    expect(page.locator("kapstok-narrow input")).to_have_value("")


@pytest.mark.parametrize("path", ("gemeenten/", "begrippen/"))
def test_letters_jump(page: Page, path: str) -> None:
    """Every letter must lead to its heading, and hold the names that begin with it."""
    page.goto(path)
    letters = page.locator(".k-letters a")
    assert letters.count() == page.locator("kapstok-narrow h2").count() > 10
    letters.last.click()
    expect(page.locator("kapstok-narrow h2").last).to_be_in_viewport()


@pytest.mark.parametrize("path", ("gemeenten/", "begrippen/"))
def test_without_javascript_the_list_is_whole(plain: Page, path: str) -> None:
    """Without JavaScript there must be no field that does nothing, and every item must be there."""
    plain.goto(path)
    expect(plain.locator("kapstok-narrow form")).not_to_be_visible()
    assert plain.locator(ITEMS).count() == plain.locator("[data-item]").count() > 50


@pytest.mark.parametrize("path", ("gemeenten/", "begrippen/"))
def test_a_narrowed_list_breaks_no_rule(page: Page, path: str) -> None:
    """A narrowed list, and one without a result, must break no rule of accessibility."""
    page.goto(path)
    narrow(page, "gent")
    found = violations(page)
    narrow(page, "xqz")
    assert found | violations(page) == set()


# The page of a municipality


def test_a_municipality_without_practices_is_no_dead_end(page: Page, catalogue: Catalogue) -> None:
    """Its page must say what it is and offer neighbours, practices nearest first, its province and the map."""
    town = next(town for town in catalogue.places.today if town.name not in catalogue.practices_of_town)
    page.goto(address_of(town))
    expect(page.locator("article")).to_contain_text(f"Er zijn nog geen praktijken uit {town.name} beschreven")
    distances = [
        int(re.search(r"Op (\d+) km", text)[1]) for text in page.locator(".k-card__reason").all_inner_texts()
    ]
    assert len(distances) == 6 and distances == sorted(distances)
    section = page.locator("section", has=page.locator("#buurt"))
    expect(section.locator("p a[href*='gemeenten/']")).to_have_count(5)
    expect(section.get_by_role("link", name="op de kaart")).to_be_visible()
    expect(page.locator("#streek + * a, #streek ~ * a").first).to_be_visible()


def test_a_typing_error_in_a_municipality_is_forgiven(page: Page) -> None:
    """A name with a typing error must be answered with the name that is meant, as a link."""
    page.goto("./")
    page.get_by_label("Mijn gemeente").fill("Hezele")
    link = page.locator(".k-town__status").get_by_role("link", name="Herzele")
    expect(link).to_have_attribute("href", re.compile(r"gemeenten/herzele/$"))
