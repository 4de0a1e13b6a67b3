"""The form of /meedoen/: filled in by people, hostile ones too, on a phone, with the keyboard and in two tabs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from chromium import until
from conftest import PATIENCE, ROOT, build_site
from kapstok.__main__ import main
from kapstok.catalogue import Catalogue
from kapstok.model import Practice

from .accessibility import SCHEMES, violations
from .forms import (
    FORM,
    GOOD,
    HOSTILE,
    WHOLE,
    error_of,
    file_of,
    fill_essentials,
    kept,
    open_form,
    problems_of,
    read_back,
    ready,
    tab_to,
    unfold,
)
from .network import abort, only_the_failed_request
from .selections import FULL, REFUSED
from .test_pages import BEYOND

MAILBOX = "redactie@example.org"
LONG = 10_000


@pytest.fixture
def form(page: Page) -> Iterator[Page]:
    """A tab with an empty form; at the end nothing is kept."""
    open_form(page)
    yield page
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("over/")


@pytest.fixture(scope="module")
def proposing(site: Path) -> str:
    """The path of the same site with a repository and a mailbox."""
    target = site.parent / "voorstel"
    result = build_site(ROOT, target, REPO_URL="https://github.com/stad/kapstok", MAILBOX=MAILBOX)
    assert result.returncode == 0, result.stdout + result.stderr
    return f"../{target.name}/meedoen/"


@pytest.fixture
def proposal(browser: Browser, address: str, proposing: str) -> Iterator[Page]:
    """The form of that site, filled in with what every practice needs; no request reaches the host."""
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE)
    context.route("https://github.com/**", lambda route: route.fulfill(body="<!doctype html><p>GitHub</p>"))
    page = context.new_page()
    open_form(page, proposing)
    fill_essentials(page)
    checked(page)
    yield page
    context.close()


def checked(page: Page) -> None:
    """Wait until the check is there."""
    until(page, "document.querySelector('kapstok-form').check !== undefined")


# From empty to a file


def test_with_the_keyboard_alone_to_a_file_that_is_right(form: Page, tmp_path: Path) -> None:
    """Somebody without a mouse must come from an empty form to a file with which the whole catalogue is in order."""
    keys = form.keyboard
    tab_to(form, "#veld-title")
    keys.type(GOOD["title"])
    tab_to(form, "#veld-summary")
    keys.type(GOOD["summary"])
    tab_to(form, "#veld-theme")
    keys.type("Taalpromotie")
    tab_to(form, "#veld-municipality")
    keys.type("zelli")
    expect(form.locator("#veld-municipality-keuzes [role=option]")).to_have_count(1)
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.type("Gent")
    keys.press("Enter")
    tab_to(form, "[data-heading=Wat]")
    keys.press("Enter")
    keys.type("Buren wandelen elke maand een uur door hun wijk.")
    tab_to(form, "[aria-labelledby=groep-tekst] + details > summary")
    keys.press("Enter")
    tab_to(form, "#veld-partners")
    keys.type("bibliotheek")
    keys.press("Enter")
    tab_to(form, "[data-do=download]")
    with form.expect_download() as download:
        keys.press("Enter")
    root = tmp_path / "catalogue"
    for name in ("practices", "register"):
        shutil.copytree(ROOT / name, root / name)
    name = download.value.suggested_filename
    assert name == "taalwandeling-door-de-wijk.md"
    download.value.save_as(root / "practices/taalpromotie" / name)
    assert main(["check", "--root", str(root)]) == 0
    found = read_back((root / "practices/taalpromotie" / name).read_text("utf-8"))
    assert found.data == {
        **GOOD,
        "theme": "taalpromotie",
        "municipality": ["Asse", "Gent"],
        "place": {"Asse": "Zellik"},
        "partners": "bibliotheek",
    }
    assert found.body == "## Wat\n\nBuren wandelen elke maand een uur door hun wijk."
    expect(form.locator("[data-after]")).to_contain_text("Wat nu?")


def test_tab_takes_the_suggestion_that_the_arrow_is_on(form: Page) -> None:
    """Who went to a suggestion with the arrow keys and on with Tab must have that, not the letters that were typed."""
    tab_to(form, "#veld-municipality")
    form.keyboard.type("nino")
    expect(form.locator("#veld-municipality-keuzes [role=option]").first).to_have_text("Ninove")
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Tab")
    expect(form.locator("[data-key=municipality] [data-chips] li")).to_have_text(["Ninove×"])
    expect(form.locator("[data-key=municipality] [data-add]")).to_be_focused()


def test_every_kind_of_field_reaches_the_file(form: Page) -> None:
    """Choices, check boxes, dates, names, items and places must stand in the file as the model wants them."""
    fill_essentials(form)
    unfold(form)
    form.get_by_label("Toeleiding: ").check()
    form.get_by_label("Ouders").check()
    form.select_option("#veld-scope", "intermunicipal")
    form.select_option("#veld-status", "running")
    form.fill("#veld-status_note", "Loopt nog.")
    form.fill("#veld-year", "2025")
    form.press("#veld-year", "Enter")
    form.fill("#veld-year", "2026")
    form.fill("#veld-checked", "2026-03-02")
    form.fill("#veld-subsidies", "jint")
    form.locator("#veld-subsidies-keuzes [role=option]").first.click()
    form.get_by_role("button", name="Voeg bron toe").click()
    form.select_option("#veld-source-1-id", "kapstokken-2013")
    form.fill("#veld-source-1-page", "25")
    form.locator("#veld-source-1-estimated").check()
    for number, label in ((1, "duo's"), (2, "avonden")):
        form.get_by_role("button", name="Voeg cijfer toe").click()
        form.fill(f"#veld-figures-{number}-label", label)
        form.fill(f"#veld-figures-{number}-value", str(24 * number))
    form.get_by_role("button", name="Verwijder cijfer 1").click()
    form.get_by_role("button", name="Voeg verwante praktijk toe").click()
    form.fill("#veld-see_also-1-practice", "Praatcaf")
    form.locator("#veld-see_also-1-practice-keuzes [role=option]").first.click()
    form.locator("#veld-place-1").fill("Rabot")
    text = file_of(form)
    data = read_back(text).data
    assert data["theme"] == ["taalpromotie", "toeleiding"]
    assert (data["scope"], data["status"], data["target_groups"]) == ("intermunicipal", "running", "ouders")
    assert (data["year"], data["checked"]) == (["2025", "2026"], "2026-03-02")
    assert data["source"] == {"id": "kapstokken-2013", "page": "25", "estimated": "true"}
    assert data["figures"] == [{"label": "avonden", "value": "48"}]
    assert data["place"] == {"Gent": "Rabot"}
    assert problems_of(text, "practices/taalpromotie/taalwandeling.md") == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_whatever_is_typed_is_read_back(form: Page, hostile: str) -> None:
    """Any text in every field must be read back by the program exactly as it was typed, and run nowhere."""
    dialogs: list[Dialog] = []
    form.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    expected = fill_everything(form, hostile)
    form.evaluate("document.querySelector('[data-preview]').open = true")
    expect(form.locator(".k-preview__title")).to_be_visible()
    found = read_back(file_of(form))
    assert found.data == {**expected, "theme": "taalpromotie"}
    assert found.body == hostile.strip().replace("\u0085", " ").replace("\u2028", " ")
    assert form.locator(f"{FORM} :is(script, img, iframe)").count() == 0
    assert form.locator(f"{FORM} a[href^='javascript:']").count() == 0
    assert dialogs == []


def fill_everything(page: Page, text: str) -> dict:
    """Type a text into each field that takes one; gives what should be in the file."""
    plain = text.strip()
    page.select_option("#veld-theme", "taalpromotie")
    unfold(page)
    for button in page.locator("[data-add-item]").all():
        button.click()
    unfold(page)
    page.fill("#veld-municipality", text)
    page.press("#veld-municipality", "Enter")
    for names in page.locator("kapstok-names input:not(#veld-municipality)").all():
        names.fill(text)
        names.press("Enter")
    for control in page.locator(
        f"{FORM} :is(textarea, [data-input=text] > input, [data-input=number] > input)"
    ).all():
        control.fill(text)
    page.select_option("#veld-source-1-id", "kapstokken-2013")
    names = ("municipality", "partners", "subsidies", "year", "keywords", "aliases")
    lines = ("title", "summary", "contact", "status_note", "note")
    return {
        **{key: plain for key in (*names, *lines)},
        "place": {plain: plain},
        "source": {"id": "kapstokken-2013", "page": plain},
        "figures": [{"label": plain, "value": plain, "note": plain}],
        "links": [{"label": plain, "url": plain}],
        "variants": [{"municipality": plain, "note": plain}],
        "see_also": [{"practice": plain, "reason": plain}],
    }


def test_ten_thousand_signs_in_a_field_are_not_cut(form: Page) -> None:
    """A text that is much too long must stay whole, in the form and in the file, until somebody shortens it."""
    long = "é" * LONG
    form.fill("#veld-title", long)
    form.fill("#veld-body", long)
    form.fill("#veld-municipality", long)
    assert file_of(form).count("é") == 3 * LONG
    expect(form.locator("[data-key=title] [data-count]")).to_have_text(f"{LONG - 90} te veel")
    assert len(form.locator("#veld-slug").input_value()) <= 50


def test_a_pasted_line_end_does_not_reach_a_field_of_one_line(form: Page) -> None:
    """Enter and pasted line ends must become spaces that one sees in a field of one line."""
    form.fill("#veld-summary", "een\ntwee")
    expect(form.locator("#veld-summary")).to_have_value("een twee")
    form.press("#veld-summary", "Enter")
    expect(form.locator("#veld-summary")).to_have_value("een twee")


# Fields that follow from others


def test_address_follows_from_the_title_until_somebody_changes_it(form: Page) -> None:
    """The address must be made of the title, and be left alone once it was typed."""
    form.fill("#veld-title", "Praten in 't park")
    expect(form.locator("#veld-slug")).to_have_value("praten-in-t-park")
    form.fill("#veld-slug", "parkpraat")
    form.fill("#veld-title", "Iets anders")
    expect(form.locator("#veld-slug")).to_have_value("parkpraat")
    form.fill("#veld-slug", "")
    form.fill("#veld-title", "Weer anders")
    expect(form.locator("#veld-slug")).to_have_value("weer-anders")


@pytest.mark.parametrize("name", ["constructor", "__proto__", "toString", "\\ud800"])
def test_a_name_means_nothing_to_the_program(form: Page, name: str) -> None:
    """A municipality called like something of JavaScript, or half a character, must be a name like any other."""
    form.evaluate(f"() => {{ document.querySelector('#veld-municipality').value = '{name}'; }}")
    form.press("#veld-municipality", "Enter")
    expect(form.locator("[data-key=municipality] li button")).to_have_count(1)
    form.evaluate("document.querySelector('[data-preview]').open = true")
    place = form.locator("[data-preview-body] .k-card__place")
    expect(place).not_to_be_empty() if name.startswith("\\") else expect(place).to_have_text(name)


def test_sub_questions_are_those_of_the_theme(form: Page, catalogue: Catalogue) -> None:
    """Only sub-questions of the chosen theme may be offered; the choice comes back with its theme."""
    expect(form.locator("[data-key=section]")).to_be_hidden()
    first, second = list(catalogue.themes.values())[:2]
    form.select_option("#veld-theme", first.slug)
    wanted = first.sections[0]
    form.select_option("#veld-section", wanted.id)
    form.select_option("#veld-theme", second.slug)
    expect(form.locator("#veld-section")).to_have_value("")
    titles = form.locator("#veld-section option").all_inner_texts()
    assert titles == ["Geen", *(section.title for section in second.sections)]
    form.select_option("#veld-theme", first.slug)
    expect(form.locator("#veld-section")).to_have_value(wanted.id)


def test_names_are_taken_away_one_by_one(form: Page) -> None:
    """A name must go with its button, and the focus stay near."""
    form.fill("#veld-title", "Titel")
    for name in ("Gent", "Lokeren"):
        form.fill("#veld-municipality", name)
        form.press("#veld-municipality", "Enter")
    form.get_by_role("button", name="Verwijder Gent").click()
    expect(form.get_by_role("button", name="Verwijder Lokeren")).to_be_focused()
    form.keyboard.press("Enter")
    expect(form.locator("#veld-municipality")).to_be_focused()
    assert "municipality" not in read_back(file_of(form)).data


def test_a_name_that_was_not_added_counts(form: Page) -> None:
    """What still stands in the field of a name must be kept and must be in the file."""
    form.locator("#veld-municipality").press_sequentially("Gent")
    assert read_back(file_of(form)).data["municipality"] == "Gent"
    form.reload()
    ready(form)
    expect(form.locator("[data-key=municipality] .k-chips li")).to_have_text(["Gent×"])


def test_headings_are_set_once(form: Page) -> None:
    """A button must put its heading at the end, or go to it when it is there."""
    form.get_by_role("button", name="Wat", exact=True).click()
    form.keyboard.type("Tekst.")
    form.get_by_role("button", name="Hoe", exact=True).click()
    form.keyboard.type("Zo.")
    form.get_by_role("button", name="Wat", exact=True).click()
    assert form.locator("#veld-body").input_value() == "## Wat\n\nTekst.\n\n## Hoe\n\nZo."


@pytest.mark.parametrize("has_touch", [False, True], ids=["mouse", "finger"])
def test_what_appears_on_leaving_a_field_does_not_take_the_press_away(
    browser: Browser, address: str, has_touch: bool
) -> None:
    """Who presses a button straight after typing must reach it, although a chip or a message appears above it."""
    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 640}, has_touch=has_touch, is_mobile=has_touch
    )
    page = context.new_page()
    open_form(page)

    def press(selector: str) -> None:
        box = page.locator(selector)
        box.scroll_into_view_if_needed()
        box.tap() if has_touch else box.click(delay=80)

    unfold(page)
    page.fill("#veld-title", "Titel")
    checked(page)
    for name in ("bibliotheek", "wijkwerker"):
        page.locator("#veld-partners").press_sequentially(name)
        press("[data-key=partners] [data-add]")
        expect(page.locator("#veld-partners")).to_be_focused()
    page.locator("#veld-year").press_sequentially("2024")
    press("[data-input=date][data-key=checked] [data-do=today]")
    page.locator("#veld-summary").press_sequentially("x" * 201)
    press("[data-heading=Wat]")
    expect(error_of(page, "summary")).to_contain_text("hoogstens 200")
    found = read_back(file_of(page))
    assert found.data["partners"] == ["bibliotheek", "wijkwerker"]
    assert found.data["year"] == "2024" and "checked" in found.data
    assert found.body == "## Wat"
    context.close()


# Messages


def test_what_was_meant_takes_the_place_of_a_slip_at_one_press(form: Page) -> None:
    """A name that the check proposes must be there to press, and the other names stay as they are."""
    unfold(form)
    for name in ("wijkwerker", "biblotheek"):
        form.fill("#veld-partners", name)
        form.press("#veld-partners", "Enter")
    form.locator("#veld-contact").focus()
    form.get_by_role("button", name="Maak er ‘bibliotheek’ van").click()
    expect(form.locator("[data-key=partners] .k-chips li")).to_have_text(["wijkwerker×", "bibliotheek×"])
    expect(error_of(form, "partners")).to_be_empty()
    expect(form.get_by_role("button", name="Maak er")).to_have_count(0)
    expect(form.locator("#veld-partners")).to_be_focused()


def test_years_in_words_are_answered_in_words_of_the_form(form: Page) -> None:
    """A year among words must be there to press; of a span the form must say how years are added, without brackets."""
    unfold(form)
    form.fill("#veld-year", "sinds 2015")
    form.press("#veld-year", "Enter")
    form.locator("#veld-contact").focus()
    form.get_by_role("button", name="Maak er ‘2015’ van").click()
    expect(error_of(form, "year")).to_be_empty()
    form.fill("#veld-year", "2019-2021")
    form.press("#veld-year", "Enter")
    expect(error_of(form, "year")).to_contain_text("'2019-2021' is geen jaartal. Voeg elk jaar apart toe")
    expect(error_of(form, "year")).not_to_contain_text("[")


def test_places_go_along_when_a_municipality_is_corrected(form: Page) -> None:
    """What was filled in for a misspelt municipality must belong to the one that takes its place."""
    unfold(form)
    for key, name in (("municipality", "Lokere"), ("place-1", "Eksaarde")):
        form.fill(f"#veld-{key}", name)
        form.press(f"#veld-{key}", "Enter")
    form.get_by_role("button", name="Maak er ‘Lokeren’ van").click()
    expect(form.locator("[data-key=place] .k-chips li")).to_have_text(["Eksaarde×"])
    assert read_back(file_of(form)).data["place"] == {"Lokeren": "Eksaarde"}


def test_a_misspelt_borough_becomes_its_municipality_with_the_place(form: Page) -> None:
    """Who misspells a borough must have its municipality to press, which takes the borough along as place."""
    form.fill("#veld-municipality", "Zelik")
    form.press("#veld-municipality", "Enter")
    form.locator("#veld-title").focus()
    told = error_of(form, "municipality")
    expect(told).to_have_text("'Zelik' is geen gemeente. Bedoelde u 'Zellik', een deelgemeente van 'Asse'?")
    form.get_by_role("button", name="Maak er ‘Asse’ van, met plaats ‘Zellik’").click()
    expect(told).to_be_empty()
    data = read_back(file_of(form)).data
    assert (data["municipality"], data["place"]) == ("Asse", {"Asse": "Zellik"})


def test_a_postcode_is_not_in_the_way_of_a_municipality(form: Page) -> None:
    """The name behind a postcode must be suggested; a postcode alone must be answered with what to type."""
    form.fill("#veld-municipality", "9100 Sint-Ni")
    form.locator("#veld-municipality-keuzes li", has_text="Sint-Niklaas").first.click()
    expect(form.locator("[data-key=municipality] .k-chips li")).to_have_text(["Sint-Niklaas×"])
    form.fill("#veld-municipality", "9100")
    form.press("#veld-municipality", "Enter")
    form.locator("#veld-title").focus()
    expect(error_of(form, "municipality")).to_contain_text(
        "'9100' is geen gemeente. Kies een gemeente uit de lijst"
    )
    expect(error_of(form, "municipality")).to_contain_text("zonder postcode")


def test_a_borough_of_several_municipalities_asks_which(form: Page) -> None:
    """Who names a borough that several municipalities have must choose one, without a word about a file."""
    form.fill("#veld-municipality", "Deurne")
    form.press("#veld-municipality", "Enter")
    form.locator("#veld-title").focus()
    expect(error_of(form, "municipality")).to_have_text(
        "'Deurne' is een deelgemeente, geen gemeente. Kies in welke gemeente ze ligt."
    )
    expect(form.get_by_role("button", name="Maak er")).to_have_text(
        [f"Maak er ‘{town}’ van, met plaats ‘Deurne’" for town in ("Antwerpen", "Diest")]
    )
    form.get_by_role("button", name="Maak er ‘Diest’").click()
    assert read_back(file_of(form)).data["place"] == {"Diest": "Deurne"}


def test_a_title_that_is_there_already_is_said_with_a_way_to_it(form: Page, catalogue: Catalogue) -> None:
    """Who describes a practice that is there must hear it while typing the title, without being stopped."""
    known = next(iter(catalogue.practices.values()))
    fill_essentials(form, title=f" {known.title.upper()} ", body=WHOLE)
    twin = form.locator("[data-twin]")
    expect(twin.get_by_role("link")).to_have_attribute("href", re.compile(f"praktijken/{known.slug}/$"))
    form.get_by_role("button", name="Kijk alles na").click()
    expect(form.locator("[data-summary]")).to_contain_text("Alles is in orde")
    form.fill("#veld-title", "Iets anders")
    expect(twin).to_be_empty()


def test_nothing_is_said_of_a_field_before_it_is_left(form: Page) -> None:
    """While somebody types for the first time no field may complain, nor one that was only walked through."""
    form.locator("#veld-title").focus()
    form.keyboard.press("Tab")
    form.locator("#veld-title").fill("x" * 95)
    checked(form)
    expect(form.locator("[data-error]:not(:empty)")).to_have_count(0)
    form.locator("#veld-summary").focus()
    expect(error_of(form, "title")).to_contain_text("hoogstens 90")
    expect(form.locator("#veld-title")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("[data-error]:not(:empty)")).to_have_count(1)
    form.fill("#veld-title", "Korter")
    expect(error_of(form, "title")).to_be_empty()
    expect(form.locator("[aria-invalid]")).to_have_count(0)


def test_asking_for_the_file_says_everything_with_a_way_to_it(form: Page) -> None:
    """Everything that is wrong must be listed, with the focus on the list and a link to each field, folded or not."""
    unfold(form)
    form.get_by_role("button", name="Voeg link toe").click()
    form.fill("#veld-links-1-label", "Site")
    form.evaluate(
        "document.querySelectorAll('kapstok-form details').forEach((fold) => { fold.open = false; })"
    )
    form.get_by_role("button", name="Download het bestand").click()
    summary = form.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Titel: Dit veld is verplicht.")
    assert summary.locator("a").count() == form.locator("[data-error]:not(:empty)").count() == 6
    form.get_by_role("link", name="Links 1, Adres").click()
    expect(form.locator("#veld-links-1-url")).to_be_focused()
    form.get_by_role("link", name="Titel: ").click()
    form.keyboard.type("Een titel")
    expect(summary.locator("a")).to_have_count(5)


def test_messages_speak_of_the_form(form: Page) -> None:
    """No message may tell somebody who sees no file to add a line or to look in a folder."""
    unfold(form)
    for key in ("subsidies", "municipality"):
        form.fill(f"#veld-{key}", "zzzzzz")
    form.get_by_role("button", name="Voeg variant toe").click()
    form.fill("#veld-variants-1-note", "Anders.")
    form.fill("#veld-status_note", "Loopt.")
    form.get_by_role("button", name="Kijk alles na").click()
    text = form.locator("[data-summary]").inner_text()
    assert text.count("\n") > 5
    keys = "|".join(Practice.model_fields)
    assert not re.search(rf"regel|register/|practices/|\.md|'(?:{keys})\b", text)


def test_the_file_can_be_taken_although_it_is_not_right(form: Page) -> None:
    """Who cannot mend everything must be able to take what there is."""
    form.fill("#veld-title", "Half")
    form.get_by_role("button", name="Kijk alles na").click()
    with form.expect_download() as download:
        form.get_by_role("button", name="Download wat er is").click()
    assert download.value.suggested_filename == "half.md"


def test_a_right_practice_is_told_so(form: Page) -> None:
    """When nothing is wrong the form must say so."""
    fill_essentials(form, body=WHOLE)
    form.get_by_role("button", name="Kijk alles na").click()
    expect(form.locator("[data-summary]")).to_contain_text("Alles is in orde")
    expect(form.locator("[data-remarks]")).to_be_empty()


@pytest.mark.parametrize(
    ("body", "remarks"),
    [
        ("## Wat\n\nBuren wandelen samen.", ["De tekst telt 4 woorden; de meeste praktijken tellen er 60 tot 250."]),
        (f"{WHOLE} {'woord ' * 200}", ["De tekst telt 260 woorden; de meeste praktijken tellen er 60 tot 250."]),
        (f"{WHOLE}\n\n## Hoe\n\n\n## Resultaat\n\n### Cijfers\n\nTien.\n\n## Leerpunten\n", ["Onder de kop ‘Hoe’ staat niets", "Onder de kop ‘Leerpunten’ staat niets"]),
        ("## Wat", ["De tekst telt 1 woord;", "Onder de kop ‘Wat’ staat niets"]),
    ],
    ids=["short", "long", "empty-headings", "heading-alone"],
)  # fmt: skip
def test_a_text_that_an_editor_would_remark_on_is_remarked_on(
    form: Page, body: str, remarks: list[str]
) -> None:
    """What the check accepts and an editor would ask about must be said, with a way to the text, and stop nobody."""
    fill_essentials(form, body=body)
    form.locator("#veld-title").focus()
    for remark in remarks:
        expect(form.locator("[data-remarks]")).to_contain_text(remark)
    expect(error_of(form, "body")).to_be_empty()
    form.get_by_role("button", name="Kijk alles na").click()
    summary = form.locator("[data-summary]")
    expect(summary).to_contain_text("U kunt dit indienen. Mag het nog beter?")
    expect(summary).to_contain_text("Kies nu hieronder hoe u het indient.")
    expect(summary.locator("a")).to_contain_text([f"Tekst: {remark}" for remark in remarks])
    form.fill("#veld-body", WHOLE)
    expect(summary).to_contain_text("Alles is in orde")
    form.fill("#veld-body", body)
    with form.expect_download():
        form.get_by_role("button", name="Download het bestand").click()


def test_nothing_is_remarked_on_a_text_that_is_refused(form: Page) -> None:
    """A text with a mistake must be told the mistake alone."""
    fill_essentials(form, body="# Wat\n\nBuren wandelen samen.")
    form.get_by_role("button", name="Kijk alles na").click()
    expect(form.locator("[data-summary] li")).to_have_count(1)
    expect(form.locator("[data-remarks]")).to_be_empty()


def test_without_the_check_the_file_is_still_there(desktop) -> None:
    """When the check cannot be fetched the form must say so, and give the file."""
    desktop.context.route("**/practice-check.mjs", abort)
    page = desktop.page("meedoen/")
    ready(page)
    fill_essentials(page)
    expect(page.locator("[data-no-check]")).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Download het bestand").click()
    only_the_failed_request(desktop)


def test_without_the_facts_the_form_says_what_to_do(desktop) -> None:
    """When the choices cannot be fetched there must be a message and a way to try again, and no half form."""
    desktop.context.route("**/data/form.*", abort)
    page = desktop.page("meedoen/")
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("#veld-title")).to_be_hidden()
    desktop.context.unroute("**/data/form.*")
    page.get_by_role("button", name="Probeer opnieuw").click()
    ready(page)
    only_the_failed_request(desktop)


# Drafts


def test_a_draft_survives_a_reload(form: Page) -> None:
    """Everything that was typed must be there again after a reload, in every field."""
    fill_essentials(form)
    expected = fill_everything(form, "Tekst: één")
    before = file_of(form)
    form.reload()
    ready(form)
    assert file_of(form) == before
    assert read_back(before).data["note"] == expected["note"]


def test_several_drafts(form: Page) -> None:
    """A new practice must begin empty, the former one be listed with title and date, and each come back whole."""
    form.fill("#veld-title", "Eerste")
    form.get_by_role("button", name="Begin een nieuwe praktijk").click()
    expect(form.locator("#veld-title")).to_have_value("")
    form.fill("#veld-title", "Tweede")
    row = form.locator("[data-draft-list] li")
    expect(row).to_contain_text("Eerste")
    expect(row).to_contain_text(re.compile(r"bewaard op \d+ \w+ \d{4}"))
    form.locator("[data-draft-list] li", has_text="Eerste").get_by_role("button", name="Ga verder").click()
    expect(form.locator("#veld-title")).to_have_value("Eerste")
    expect(form.locator("#veld-title")).to_be_focused()
    expect(row).to_contain_text("Tweede")


def test_a_deleted_draft_can_come_back(form: Page) -> None:
    """A draft must go at once, and come back with one button, the open one too."""
    form.fill("#veld-title", "Eerste")
    form.get_by_role("button", name="Wis dit concept").click()
    expect(form.locator("#veld-title")).to_have_value("")
    assert kept(form) == []
    expect(form.get_by_role("button", name="Zet terug")).to_be_focused()
    form.keyboard.press("Enter")
    expect(form.locator("#veld-title")).to_have_value("Eerste")
    assert [draft["data"] for draft in kept(form)] == [{"title": "Eerste"}]


def test_an_empty_form_leaves_no_draft(form: Page) -> None:
    """Who only looks must leave nothing behind."""
    form.locator("#veld-title").focus()
    form.keyboard.press("Tab")
    form.reload()
    ready(form)
    assert kept(form) == []


def test_two_tabs_with_different_drafts_do_not_meet(form: Page, window) -> None:
    """What is typed in two tabs must be two drafts."""
    other = window.page("meedoen/")
    ready(other)
    form.fill("#veld-title", "Hier")
    other.fill("#veld-title", "Daar")
    assert sorted(draft["data"]["title"] for draft in kept(form)) == ["Daar", "Hier"]
    other.close()


def test_two_tabs_with_one_draft_show_each_others_work(form: Page, window) -> None:
    """A tab must show what another wrote in the same draft, and say so."""
    form.fill("#veld-title", "Samen")
    other = window.page("meedoen/")
    ready(other)
    other.locator("[data-draft-list] li", has_text="Samen").get_by_role("button", name="Ga verder").click()
    other.fill("#veld-summary", "Uit het andere tabblad.")
    expect(form.locator("#veld-summary")).to_have_value("Uit het andere tabblad.")
    expect(form.locator("[data-note]")).to_contain_text("Een ander tabblad wijzigde dit concept")
    other.close()


def test_a_draft_that_changed_unseen_is_not_overwritten(form: Page) -> None:
    """When what is kept is not what the tab knows, both texts must be kept, and somebody must be told."""
    form.fill("#veld-title", "Hier")
    form.evaluate(
        """key => {
            const name = Object.keys(localStorage).find((one) => one.startsWith(key));
            localStorage.setItem(name, localStorage.getItem(name).replace("Hier", "Daar"));
        }""",
        "kapstok.concept.",
    )
    form.fill("#veld-summary", "Nog iets.")
    assert sorted(draft["data"]["title"] for draft in kept(form)) == ["Daar", "Hier"]
    expect(form.locator("[data-note]")).to_contain_text("apart concept")


def test_a_damaged_draft_is_shown_as_text(form: Page) -> None:
    """A draft that cannot be read must come back as text: nothing that was typed is lost."""
    form.evaluate('localStorage.setItem(\'kapstok.concept.stuk\', \'{"version": 1, "draft": {"data"\')')
    form.reload()
    ready(form)
    form.locator("[data-draft-list] li", has_text="Zonder titel").get_by_role(
        "button", name="Ga verder"
    ).click()
    expect(form.locator("#veld-body")).to_have_value(re.compile("version"))


@pytest.mark.parametrize(("refusal", "words"), [(REFUSED, "laat niet toe"), (FULL, "is vol")])
def test_where_nothing_can_be_kept_nothing_is_lost(
    browser: Browser, address: str, refusal: str, words: str
) -> None:
    """With storage off or full there must be a clear sentence, a warning before leaving, and the file."""
    context = browser.new_context(base_url=address)
    context.set_default_timeout(PATIENCE)
    errors: list[str] = []
    warned: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.add_init_script(refusal)
    page.goto("meedoen/")
    ready(page)
    fill_essentials(page)
    checked(page)
    expect(page.locator("[data-trouble]")).to_contain_text(words)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download het bestand").click()
    assert GOOD["title"] in Path(download.value.path()).read_text("utf-8")
    assert [text for text in errors if "form" in text] == []
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert warned == ["beforeunload"]
    context.close()


# Ways to send it


def test_propose_leads_to_the_host_with_the_file(proposal: Page) -> None:
    """The first button must open the host's page for a new file, with name and text filled in, and say what comes."""
    text = file_of(proposal)
    with proposal.context.expect_page() as opened:
        proposal.get_by_role("link", name="Stel voor op GitHub").click()
    parts = urlsplit(opened.value.url)
    assert parts.path == "/stad/kapstok/new/main/practices/taalpromotie"
    assert parse_qs(parts.query) == {"filename": ["taalwandeling-door-de-wijk-gent.md"], "value": [text]}
    expect(proposal.locator("[data-after]")).to_contain_text("Create pull request")
    expect(proposal.locator("[data-after-way]:visible")).to_have_count(1)
    assert opened.value.evaluate("window.opener") is None


def test_propose_waits_for_a_practice_that_is_right(proposal: Page) -> None:
    """With a mistake the button must say so and open nothing."""
    proposal.fill("#veld-title", "")
    proposal.get_by_role("link", name="Stel voor op GitHub").click()
    expect(proposal.locator("[data-summary]")).to_be_focused()
    assert len(proposal.context.pages) == 1


def test_a_text_too_long_for_an_address_goes_in_two_steps(proposal: Page) -> None:
    """Too long for an address: the form must say so, copy the text, and lead to the empty page."""
    proposal.fill("#veld-body", f"## Wat\n\n{'Een lange zin over samen praten. ' * 250}")
    proposal.get_by_role("link", name="Stel voor op GitHub").click()
    steps = proposal.locator("[data-steps]")
    expect(steps).to_be_focused()
    expect(steps).to_contain_text("te lang")
    steps.get_by_role("button", name="Kopieer de inhoud").click()
    expect(steps.locator("[role=status]")).to_have_text("De inhoud is gekopieerd.")
    assert proposal.evaluate("navigator.clipboard.readText()") == file_of(proposal)
    with proposal.context.expect_page() as opened:
        steps.get_by_role("link", name="Open het lege bestand op GitHub").click()
    assert parse_qs(urlsplit(opened.value.url).query) == {"filename": ["taalwandeling-door-de-wijk-gent.md"]}


def test_the_text_can_be_copied(proposal: Page) -> None:
    """The button must put exactly the file on the clipboard."""
    proposal.locator("[data-do=copy]").click()
    expect(proposal.locator("[data-copied] [role=status]")).to_have_text("De inhoud is gekopieerd.")
    assert proposal.evaluate("navigator.clipboard.readText()") == file_of(proposal)


def test_the_file_can_be_mailed(proposal: Page) -> None:
    """The mail must go to the editors with the text; a text that is too long must be downloaded to be attached."""
    mail = proposal.get_by_role("link", name="Mail het naar de redactie")
    assert str(mail.get_attribute("href")).startswith(f"mailto:{MAILBOX}?subject=Praktijk")
    proposal.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    mail.click()
    expect(proposal.locator("[data-attach]")).to_be_hidden()
    proposal.fill("#veld-body", f"## Wat\n\n{'Een lange zin over samen praten. ' * 80}")
    with proposal.expect_download():
        mail.click()
    expect(proposal.locator("[data-attach]")).to_be_visible()


# The preview


def test_preview_shows_card_and_page(form: Page) -> None:
    """The preview must show the card and the page, and follow what is typed."""
    fill_essentials(form, title="Eerst zo")
    form.get_by_text("Bekijk hoe het eruitziet").click()
    preview = form.locator("[data-preview-body]")
    expect(preview.locator(".k-card__title")).to_have_text("Eerst zo")
    form.fill("#veld-title", "Dan zo")
    expect(preview.locator(".k-card__title, .k-preview__title")).to_have_text(["Dan zo", "Dan zo"])
    expect(preview.locator(".k-card__place")).to_have_text("Gent")
    form.fill("#veld-body", "Zie [het praatcafé](praatcafes.md).")
    expect(preview.get_by_role("link", name="het praatcafé")).to_have_attribute(
        "href", re.compile(r"praktijken/praatcafes/$")
    )


def test_without_a_network_the_preview_says_so(desktop) -> None:
    """When the preview cannot be fetched it must say so, and come when it can."""
    desktop.context.route("**/form-preview.mjs", abort)
    page = desktop.page("meedoen/")
    ready(page)
    fill_essentials(page)
    page.get_by_text("Bekijk hoe het eruitziet").click()
    expect(page.locator("[data-preview-body]")).to_contain_text("geen verbinding")
    desktop.context.unroute("**/form-preview.mjs")
    page.fill("#veld-title", "Nu wel")
    expect(page.locator(".k-preview__title")).to_have_text("Nu wel")
    only_the_failed_request(desktop)


# For everybody


STATES = ("empty", "errors", "preview")


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_form_breaks_a_rule(form: Page, state: str) -> None:
    """Empty, with messages and with a preview the form must break no rule of WCAG 2 A or AA, in either scheme."""
    bring_into(form, state)
    form.emulate_media(reduced_motion="reduce")
    for scheme, (name, rules) in SCHEMES.items():
        form.emulate_media(color_scheme=scheme)
        expect(form.locator("body")).to_have_attribute("data-md-color-scheme", name)
        for width in (320, 1280):
            form.set_viewport_size({"width": width, "height": 800})
            assert violations(form, rules) == set(), f"{scheme} {width}"


def bring_into(page: Page, state: str) -> None:
    """The form in a state, with everything open."""
    if state != "empty":
        fill_essentials(page, title="Een titel")
        unfold(page)
        for button in page.locator("[data-add-item]").all():
            button.click()
        page.fill("#veld-partners", "een vereniging met een lange naam in de wijk")
        page.press("#veld-partners", "Enter")
    if state == "errors":
        page.fill("#veld-title", "")
        page.fill("#veld-links-1-label", "Site")
        page.get_by_role("button", name="Kijk alles na").click()
        expect(page.locator("[data-summary] a").first).to_be_visible()
    if state == "preview":
        expect(page.locator(".k-preview__title")).to_be_visible()
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


@pytest.mark.parametrize("state", STATES)
def test_the_form_fits_on_320_pixels(form: Page, state: str) -> None:
    """In every state the form must fit a narrow phone, with long words too."""
    form.set_viewport_size({"width": 320, "height": 740})
    bring_into(form, state)
    if state == "preview":
        form.fill("#veld-title", "Meervoudigepersoonlijkheidsstoornis" * 2)
    needed = form.evaluate("document.scrollingElement.scrollWidth")
    assert needed <= 320, form.eval_on_selector_all("body *", BEYOND, 320)


def test_at_first_few_fields_are_shown(form: Page) -> None:
    """Nobody may see thirty fields at once."""
    shown = form.locator(f"{FORM} :is(input, select, textarea):visible").count()
    assert shown <= 7


def test_without_javascript_the_other_ways_are_there(plain: Page) -> None:
    """Without scripts no field may be shown, and file, list and mail must be explained."""
    plain.goto("meedoen/")
    expect(plain.locator(f"{FORM}")).to_be_hidden()
    expect(plain.locator("noscript p")).to_contain_text("alleen met JavaScript")
    expect(plain.locator("noscript p")).to_be_visible()
    expect(plain.get_by_label("Een bestand om over te nemen")).to_be_visible()
    for name in ("Met een bestand", "Met een lijst", "Met een mail"):
        expect(plain.get_by_role("heading", name=name)).to_be_visible()


@pytest.mark.parametrize(
    "path", ["praktijken/", "gemeenten/gent/", "themas/taalpromotie/", "doelgroepen/ouders/"]
)
def test_lists_lead_to_the_form(plain: Page, path: str) -> None:
    """Under a list of practices there must be a way to add one that is missing."""
    plain.goto(path)
    plain.get_by_text("Ontbreekt er een praktijk?").get_by_role("link").click()
    expect(plain.locator("h1")).to_have_text("Meedoen")


def test_a_search_that_finds_nothing_leads_to_the_form(page: Page) -> None:
    """Who finds nothing must see how to add what is missing."""
    page.goto("zoeken/?q=xqzvw")
    expect(page.get_by_text("Geen resultaten.")).to_be_visible()
    page.get_by_text("Kent u zelf een praktijk?").get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Meedoen")
