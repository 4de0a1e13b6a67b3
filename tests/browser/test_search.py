"""Search over everything: from the header's box to the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import parse_qsl, quote_plus, urlsplit

import pytest
from playwright.sync_api import Page, expect

from chromium import until
from conftest import Watched
from kapstok.catalogue import Catalogue
from kapstok.model import Practice
from kapstok.names import slugified
from kapstok.search.fields import record_fields
from kapstok.stem import stem, tokens

from . import results
from .kinds import spread
from .network import abort, only_the_failed_request, remember_index, slow

GROUP = {"practice": 0, "hangijzer": 0, "partner": 1, "subsidy": 2}


def search_for(page: Page, query: str) -> None:
    """Open the results of a query and wait for them."""
    page.goto(f"zoeken/?q={quote_plus(query)}")
    results.settle(page)


def words_of_one_body(catalogue: Catalogue) -> dict[str, str]:
    """For practices with such a word: a word of the body that no other record has in any text."""
    texts = [item.model_dump_json() + item.body for item in catalogue.practices.values()]
    texts += [
        item.model_dump_json() + item.body
        for items in (catalogue.hangijzers, catalogue.partners, catalogue.subsidies)
        for item in items.values()
    ]
    records_with = Counter(term for text in texts for term in {stem(word) for word in tokens(text)})
    found = {}
    for practice in catalogue.practices.values():
        for word in tokens(practice.body):
            rare = len(word) > 7 and word.isascii() and word.isalpha() and records_with[stem(word)] == 1
            if rare and word not in tokens(f"{practice.title} {practice.summary}"):
                found[practice.slug] = word
                break
    return found


def test_a_word_of_the_text_finds_the_practice(page: Page, catalogue: Catalogue) -> None:
    """A word that stands only in the text of one practice must find it from the header's box, first."""
    wanted = spread(sorted(words_of_one_body(catalogue).items()), 5)
    found = {}
    for _, word in wanted:
        page.goto("./")
        page.locator("#zoek-kop").fill(word)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/zoeken/?q={word}")
        results.settle(page)
        card = page.locator(results.RESULT).first
        expect(card).to_be_visible()
        found[word] = (card.get_attribute("data-kind"), card.get_attribute("data-id"))
    assert found == {word: ("practice", slug) for slug, word in wanted}


def test_the_box_of_the_home_page_searches(page: Page) -> None:
    """The large box of the home page must lead to the results."""
    page.goto("./")
    page.locator(".k-hero [role=search] input[name=q]").fill("huiswerk")
    page.get_by_role("button", name="Zoeken").click()
    page.wait_for_url("**/zoeken/?q=huiswerk")
    results.settle(page)
    assert results.ids(page)


@pytest.mark.parametrize("path", ["zoeken/", "zoeken/?q=sport", "praktijken/"])
def test_what_is_typed_before_the_module_is_there_is_searched(page: Page, path: str) -> None:
    """On a slow network a word may be typed before the script came; it must stay there and be looked for."""
    with slow(page, "**/kapstok-search.mjs"):
        page.goto(path, wait_until="domcontentloaded")
        page.locator("main input[name=q]").fill("huiswerk")
    page.wait_for_url("**/?q=huiswerk")
    results.settle(page)
    expect(page.locator("main input[name=q]")).to_have_value("huiswerk")
    assert results.ids(page)


def test_a_title_finds_its_practice_first(page: Page, catalogue: Catalogue) -> None:
    """The title of a practice as a query must give that practice first."""
    page.goto("zoeken/")
    first = {}
    for practice in spread(list(catalogue.practices.values()), 20):
        page.locator("kapstok-search input[name=q]").fill(practice.title)
        results.settle(page)
        assert dict(parse_qsl(urlsplit(page.url).query)) == {"q": practice.title}
        first[practice.slug] = page.locator(results.RESULT).first.get_attribute("data-id")
    assert {slug: found for slug, found in first.items() if found != slug} == {}


def test_the_box_shows_the_query_of_the_address(page: Page) -> None:
    """The box must show the query that the address holds."""
    page.goto("zoeken/?q=hoe+leren+ouders+Nederlands%3F")
    results.settle(page)
    assert page.input_value("kapstok-search input[name=q]") == "hoe leren ouders Nederlands?"


@pytest.mark.parametrize("query", ("taal", "integratie", "Gent", "opvang"))
def test_results_are_grouped_with_practices_first(page: Page, query: str) -> None:
    """Practices and hangijzers must come first, then partners, then subsidies, each group with its heading."""
    page.goto(f"zoeken/?q={query}")
    results.settle(page)
    groups = [group for group, _ in groupby(GROUP[kind] for kind in results.kinds(page))]
    assert groups == sorted(set(groups)) and len(groups) > 1
    headings = page.locator("[data-search-state] h2").all_inner_texts()
    assert len(headings) == len(groups)
    assert headings[0].startswith("Praktijken")


def test_the_number_of_results_is_announced(page: Page) -> None:
    """The live region must tell the number of results of all groups together."""
    page.goto("zoeken/?q=taal")
    results.settle(page)
    assert results.announced(page) == len(results.all_ids(page)) > 20


def test_every_kind_of_result_opens_its_record(page: Page) -> None:
    """A result of each kind must lead to the page of that record."""
    page.goto("zoeken/?q=onthaal")
    seen = {}
    for kind in ("praktijk", "hangijzer", "partner", "subsidie"):
        page.goto(f"zoeken/?soort={kind}")
        results.settle(page)
        card = page.locator(results.RESULT).first
        wanted = (card.get_attribute("data-kind"), card.get_attribute("data-id"))
        card.get_by_role("link").click()
        record = page.locator(".k-record")
        seen[wanted] = (record.get_attribute("data-kind"), record.get_attribute("data-id"))
    assert [kind for kind, _ in seen] == ["practice", "hangijzer", "partner", "subsidy"]
    assert all(wanted == opened for wanted, opened in seen.items())


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("TAALCOACH", "taalcoach"),
        ("coördinatie", "coordinatie"),
        ("crèche", "creche"),
        ("  moskee  ", "moskee"),
    ),
)
def test_writing_does_not_matter(page: Page, one: str, other: str) -> None:
    """Capitals, accents and spaces around a word must not change the results."""
    page.goto("zoeken/")
    found = []
    for query in (one, other):
        search_for(page, query)
        found.append(results.ids(page))
    assert found[0] == found[1] and found[0]


@pytest.mark.parametrize(
    "query",
    (
        "<img src=x onerror=alert(1)>",
        "\"'><script>alert(1)</script>",
        "100 % + 50 & meer",
        "?!…",
        "__proto__ constructor toString",
        "🙂 مرحبا Ünïcödé",
        "taal " * 200,
    ),
    ids=("image", "script", "signs", "only signs", "names of JavaScript", "other scripts", "very long"),
)
def test_any_query_is_only_text(page: Page, query: str) -> None:
    """Whatever a reader types must be treated as text and end in the state 'ready'."""
    page.goto("zoeken/")
    search_for(page, query)
    assert page.locator("kapstok-search img, kapstok-search script").count() == 0
    assert page.input_value("kapstok-search input[name=q]").strip() == query.strip()


def test_back_returns_to_the_previous_query(page: Page) -> None:
    """After a second query with Enter, Back must show the results of the first one."""
    page.goto("./")
    page.locator("#zoek-kop").fill("moskee")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=moskee")
    results.settle(page)
    first = results.ids(page)
    box = page.locator("kapstok-search input[name=q]")
    box.click()
    box.press("Control+a")
    page.keyboard.type("zwembad")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=zwembad")
    results.settle(page)
    assert results.ids(page) != first
    page.go_back()
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=moskee$"))
    results.wait_for_ids(page, first)


def test_an_emptied_box_gives_the_beginning_back(page: Page) -> None:
    """Emptying the box must take the results and the query away and show the ways to begin."""
    page.goto("zoeken/?q=moskee")
    results.settle(page)
    box = page.locator("kapstok-search input[name=q]")
    box.fill("")
    expect(page.locator(results.RESULT)).to_have_count(0)
    expect(page.get_by_text("Of begin bij een thema")).to_be_visible()
    expect(page).to_have_url(re.compile("/zoeken/$"))


def test_more_of_one_group_puts_the_focus_on_its_first_new_result(page: Page) -> None:
    """'Toon meer' in one of several groups must put the focus on the first result that it added."""
    page.goto("zoeken/?q=taal")
    results.settle(page)
    before = set(results.ids(page))
    page.get_by_role("button", name="Toon meer").first.click()
    expect(page.locator(results.RESULT)).not_to_have_count(len(before))
    added = [slug for slug in results.ids(page) if slug not in before]
    focused = page.evaluate("document.activeElement.closest('[data-id]')?.dataset.id")
    assert focused == added[0]


@pytest.mark.parametrize("path", ("", "zoeken/", "themas/taalpromotie/"))
def test_nothing_is_fetched_before_a_search(desktop: Watched, path: str) -> None:
    """A page that is only read must not fetch the index."""
    asked: list[str] = []
    desktop.context.on("request", lambda request: remember_index(asked, request))
    desktop.page(path).wait_for_load_state("networkidle")
    assert asked == []


def test_without_the_index_a_link_leads_to_the_list(desktop: Watched, catalogue: Catalogue) -> None:
    """When the index cannot be loaded, a Dutch message must lead to the list of all practices."""
    desktop.context.route("**/search/**", abort)
    page = desktop.page("zoeken/?q=taal")
    page.wait_for_selector("[data-search-state=error]")
    message = page.locator("kapstok-search [aria-live=polite]")
    expect(message).to_contain_text("Zoeken lukt nu niet")
    message.get_by_role("link").click()
    page.wait_for_url("**/praktijken/")
    assert set(catalogue.practices) <= set(results.ids(page))
    only_the_failed_request(desktop)


def test_keyboard_alone_is_enough(page: Page) -> None:
    """From the home page a reader must find and open a practice with the keyboard alone."""
    page.goto("./")
    results.tab_to(page, "#zoek-kop", limit=15)
    page.keyboard.type("zwemmen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=zwemmen")
    results.settle(page)
    first = results.ids(page)[0]
    results.tab_to(page, f"[data-id='{first}'] a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/praktijken/{first}/")


def test_a_phone_has_a_link_instead_of_the_box(phone: Watched) -> None:
    """On a phone the header must have a link to the search page instead of a box."""
    page = phone.page()
    expect(page.locator("#zoek-kop")).not_to_be_visible()
    page.locator("header").get_by_role("link", name="Zoeken").click()
    page.wait_for_url("**/zoeken/#zoek")
    expect(page.locator("kapstok-search input[name=q]")).to_be_visible()


def test_the_first_result_is_visible_on_a_phone(phone: Watched) -> None:
    """On a phone the first result and its title must be visible without scrolling."""
    page = phone.page("zoeken/?q=taal")
    results.settle(page)
    card = page.locator(results.RESULT).first.bounding_box()
    title = page.locator(f"{results.RESULT} a").first.bounding_box()
    assert card and card["y"] < 740
    assert title and title["y"] + title["height"] < 740


def test_matched_words_are_marked(page: Page, catalogue: Catalogue) -> None:
    """The words of the query must be marked in the title, and the title must stay as it is written."""
    practice: Practice = next(item for item in catalogue.practices.values() if "zwem" in item.title.lower())
    page.goto("zoeken/")
    search_for(page, practice.title)
    title = page.locator(f"[data-id='{practice.slug}'] .k-card__title")
    assert title.inner_text() == practice.title
    assert title.locator("mark").count() > 0


def test_a_result_found_in_the_text_says_so(page: Page, catalogue: Catalogue) -> None:
    """When nothing that a result shows holds the word, it must say by which word it was found."""
    slug, word = sorted(words_of_one_body(catalogue).items())[0]
    search_for(page, word)
    expect(page.locator(f"[data-id='{slug}'] .k-card__reason")).to_have_text(f"Gevonden in de tekst: {word}")


def test_a_result_that_shows_the_word_says_nothing_more(page: Page) -> None:
    """When the title holds the word, no reason is needed."""
    search_for(page, "zwembad")
    marked = page.locator(f"{results.RESULT}:has(mark)")
    assert marked.count() > 0
    assert marked.locator(".k-card__reason").count() == 0


def test_a_municipality_inside_a_query_is_offered(page: Page, catalogue: Catalogue) -> None:
    """A query that names a municipality beside other words must lead to its page too."""
    search_for(page, "taal in Herzele")
    link = page.locator("[data-list]").get_by_role("link", name="Gemeente Herzele")
    expect(link).to_have_attribute("href", re.compile(r"gemeenten/herzele/$"))


def places_named(page: Page) -> dict[str, str]:
    """The lines above the results that lead to the page of a place, to their addresses below the site."""
    lines = page.locator("[data-list] > p").all()
    return {
        line.inner_text(): line.get_by_role("link").get_attribute("href").removeprefix("../")
        for line in lines
    }


@pytest.mark.parametrize(
    "query", ["Limburg", "taal in limburg", "Provincie Limburg", "offerfeest provincie limburg"]
)
def test_a_province_in_a_query_is_offered(page: Page, catalogue: Catalogue, query: str) -> None:
    """A query that names a province must lead to its page, with the number of its practices."""
    search_for(page, query)
    count = len(catalogue.practices_of_province["Limburg"])
    assert places_named(page) == {f"Provincie Limburg: {count} praktijken": "provincies/limburg/"}


@pytest.mark.parametrize("query", ["West-Vlaanderen zwemmen", "zwemmen in west vlaanderen"])
def test_a_province_of_two_words_is_offered(page: Page, query: str) -> None:
    """With and without its hyphen, between other words too."""
    search_for(page, query)
    assert list(places_named(page).values()) == ["provincies/west-vlaanderen/"]


def test_a_city_and_its_province_are_both_offered(page: Page) -> None:
    """Antwerpen is both; with the word 'provincie' only the province is meant."""
    search_for(page, "Antwerpen")
    assert list(places_named(page).values()) == ["gemeenten/antwerpen/", "provincies/antwerpen/"]
    search_for(page, "vrijwilligers in de provincie Antwerpen")
    assert list(places_named(page).values()) == ["provincies/antwerpen/"]


def without_name(catalogue: Catalogue, slugs: Iterable[str], name: str) -> list[str]:
    """Those of these practices and hangijzers that say nothing of a name."""
    records = {**catalogue.practices, **catalogue.hangijzers}
    texts = {slug: " ".join(record_fields(catalogue, records[slug]).values()) for slug in slugs}
    return [slug for slug, text in texts.items() if name not in text]


@pytest.mark.parametrize(
    "name", ["Sint-Niklaas", "sint pieters leeuw", "Dilsen-Stokkem", "Heist-op-den-Berg"]
)
def test_a_name_of_several_words_is_one_name(page: Page, catalogue: Catalogue, name: str) -> None:
    """A municipality must not bring practices that share only a word of its name ('Sint')."""
    page.goto(f"praktijken/?q={quote_plus(name)}")
    results.settle(page)
    town = next(
        town for town in catalogue.places.towns.values() if town.slug == name.lower().replace(" ", "-")
    )
    own = {practice.slug for practice in catalogue.practices_of_town.get(town.name, ())}
    found = set(results.all_ids(page))
    assert own <= found
    assert without_name(catalogue, found - own, town.name) == []


@pytest.mark.parametrize(
    "name", ["West-Vlaanderen", "oost vlaanderen", "provincie Antwerpen", "provincie limburg"]
)
def test_a_province_gives_its_practices(page: Page, catalogue: Catalogue, name: str) -> None:
    """A province must give every practice of it, and none of another with a word in common."""
    page.goto(f"praktijken/?q={quote_plus(name)}&soort=praktijk")
    results.settle(page)
    wanted = slugified(name).removeprefix("provincie-")
    own = {
        slug for slug, provinces in catalogue.provinces_of.items()
        if slug in catalogue.practices and wanted in map(slugified, provinces)
    }  # fmt: skip
    found = set(results.all_ids(page))
    assert own <= found
    texts = {
        slug: " ".join(record_fields(catalogue, catalogue.practices[slug]).values()) for slug in found - own
    }
    assert [slug for slug, text in texts.items() if wanted not in slugified(text)] == []


def test_a_name_of_two_words_weighs_like_one(page: Page, catalogue: Catalogue) -> None:
    """Beside a name of several words the subject must count as it does beside one of one word."""
    search_for(page, "zwemmen Sint-Niklaas")
    first = [slug for slug in results.ids(page) if slug in catalogue.practices][:3]
    subjects = [
        slug
        for slug in first
        if "zwem" in f"{catalogue.practices[slug].title} {catalogue.practices[slug].body}"
    ]
    assert subjects


def test_a_place_that_was_found_is_marked_and_told_by_its_name(page: Page) -> None:
    """The words of the name must be marked, and the reason must be the name as it is written."""
    search_for(page, "sint niklaas")
    title = page.locator("[data-id=taalstages-sint-niklaas] .k-card__place mark")
    expect(title).to_have_text(["Sint", "Niklaas"])
    search_for(page, "west vlaanderen")
    reason = page.locator(".k-card__reason").first
    expect(reason).to_have_text("Gevonden in de tekst: West-Vlaanderen")


@pytest.mark.parametrize("query", ["taal", "Dilsen-Stokkem", "zwemmen in Dilsen-Stokkem", "begraafplaats"])
def test_what_was_found_is_counted_by_its_name(page: Page, query: str) -> None:
    """The number of results must be told for each kind that was found, one in the singular, and no other kind."""
    names = {
        "practice": ("praktijk", "praktijken"), "hangijzer": ("heet hangijzer", "hete hangijzers"),
        "partner": ("partner", "partners"), "subsidy": ("subsidie", "subsidies"),
    }  # fmt: skip
    search_for(page, query)
    told = page.locator("[data-status]").evaluate("status => status.firstChild.textContent")
    results.all_ids(page)
    found = Counter(results.kinds(page))
    assert found["practice"]
    parts = [
        f"{found[kind]} {one if found[kind] == 1 else many}"
        for kind, (one, many) in names.items()
        if found[kind]
    ]
    *before, last = parts
    assert sorted(re.split(", | en ", told)) == sorted(parts)
    assert told.endswith(f" en {told.split(' en ')[-1]}" if before else last)


def test_small_words_are_not_corrected(page: Page) -> None:
    """A query of small words only must not be taken for other words."""
    search_for(page, "waarom zouden wij dat doen")
    expect(page.locator(".k-meant")).to_have_count(0)


def test_a_word_that_was_only_found_in_parts_is_named(page: Page) -> None:
    """When only parts of a word are found, the page must say so."""
    search_for(page, "taaltuin")
    expect(page.locator("[data-status]")).to_contain_text("‘taaltuin’ komt nergens voor")


def test_parents_are_not_the_elderly(page: Page, catalogue: Catalogue) -> None:
    """'ouders' must not bring the practices for older people on top."""
    search_for(page, "ouders")
    groups = [
        catalogue.practices[slug].target_groups for slug in results.ids(page) if slug in catalogue.practices
    ]
    assert groups and all("ouders" in group or "ouderen" not in group for group in groups)


def test_back_closes_the_sheet_and_keeps_what_was_chosen(phone: Watched) -> None:
    """On a phone Back must close the sheet of filters, not undo the choice or leave the page."""
    page = phone.page("zoeken/?q=taal")
    results.settle(page)
    page.locator("[data-open-sheet]").click()
    page.locator("dialog input[value=taalpromotie]").check()
    results.settle(page)
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"q=taal&thema=taalpromotie$"))
    expect(page.locator("dialog input[value=taalpromotie]")).to_be_checked()


def test_paper_gets_every_result(page: Page) -> None:
    """Before printing with the button, all results must be on the page."""
    page.goto("praktijken/?thema=toeleiding")
    results.settle(page)
    page.evaluate(
        "window.print = () => { window.printed = document.querySelectorAll('[data-results] [data-id]').length; }"
    )
    page.get_by_role("button", name="Druk af").click()
    until(page, "window.printed > 10")
    assert page.evaluate("window.printed") == results.announced(page)


def asked_for_names(page: Page) -> list[str]:
    """The requests for the names of places, from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/places/" in request.url else None)
    return asked


@pytest.mark.parametrize(
    ("query", "question", "slug"),
    [
        ("Kortemrk", "Bedoelde u de gemeente Kortemark?", "kortemark"),
        ("kotemark", "Bedoelde u de gemeente Kortemark?", "kortemark"),
        ("kortemarc", "Bedoelde u de gemeente Kortemark?", "kortemark"),
        ("taal in kortemarc", "Bedoelde u de gemeente Kortemark?", "kortemark"),
        ("Diksmude", "Bedoelde u de gemeente Diksmuide?", "diksmuide"),
        ("ichtegme", "Bedoelde u de gemeente Ichtegem?", "ichtegem"),
        ("heuvelant", "Bedoelde u de gemeente Heuvelland?", "heuvelland"),
        ("deinse", "Bedoelde u de gemeente Deinze?", "deinze"),
        ("handzaeme", "Bedoelde u Handzame, een deelgemeente van Kortemark?", "kortemark"),
        ("kruishoutm", "Bedoelde u Kruishoutem, nu een deel van Kruisem?", "kruisem"),
        ("vilvorde", "Bedoelde u de gemeente Vilvoorde? U ziet de resultaten daarvoor.", "vilvoorde"),
    ],
)
def test_a_typing_error_in_a_place_is_understood(page: Page, query: str, question: str, slug: str) -> None:
    """A place with a typing error must be asked for in the live region, and no farther word instead of it."""
    search_for(page, query)
    meant = page.locator("[data-status][aria-live=polite] .k-meant")
    expect(meant).to_have_text([question])
    expect(meant.get_by_role("link")).to_have_attribute("href", re.compile(rf"/?gemeenten/{slug}/$"))


@pytest.mark.parametrize(
    ("query", "question", "slug"),
    [
        ("Limbrug", "Bedoelde u de provincie Limburg? U ziet de resultaten daarvoor.", "limburg"),
        ("zwemmen in limbrug", "Bedoelde u de provincie Limburg? U ziet de resultaten daarvoor.", "limburg"),
        (
            "Oost-Vlaandren",
            "Bedoelde u de provincie Oost-Vlaanderen? U ziet de resultaten daarvoor.",
            "oost-vlaanderen",
        ),
        (
            "west vlanderen",
            "Bedoelde u de provincie West-Vlaanderen? U ziet de resultaten daarvoor.",
            "west-vlaanderen",
        ),
        (
            "provincie Antwerpne",
            "Bedoelde u de provincie Antwerpen? U ziet de resultaten daarvoor.",
            "antwerpen",
        ),
    ],
)
def test_a_typing_error_in_a_province_is_understood(
    page: Page, catalogue: Catalogue, query: str, question: str, slug: str
) -> None:
    """A province with a typing error must be asked for with a link to its page, and give its own results."""
    search_for(page, query)
    meant = page.locator("[data-status][aria-live=polite] .k-meant")
    expect(meant).to_have_text([question])
    expect(meant.get_by_role("link")).to_have_attribute("href", re.compile(rf"/?provincies/{slug}/$"))
    first = catalogue.provinces_of[results.ids(page)[0]]
    assert slug in map(slugified, first) or query.startswith("zwemmen")


@pytest.mark.parametrize("query", ["9470", " 2018 "])
def test_a_postcode_is_answered_with_what_to_write(page: Page, query: str) -> None:
    """A number that is in no text may be a postcode: the page must ask for the name, and take it for no other number."""
    search_for(page, query)
    expect(page.locator("[data-status]")).to_have_text(
        "Geen resultaten. Zoekt u een gemeente? Schrijf haar naam, zonder postcode."
    )


@pytest.mark.parametrize(
    ("query", "town"),
    [
        ("Kessel-Lo", "Leuven"),
        ("sint amandsberg", "Gent"),
        ("Mechelen-aan-de-Maas", "Maasmechelen"),
        ("Sint-Kornelis-Horebeke", "Horebeke"),
    ],
)
def test_a_borough_of_several_words_is_one_name(
    page: Page, catalogue: Catalogue, query: str, town: str
) -> None:
    """A borough must lead to its municipality and bring its practices, not those that share a word of its name."""
    search_for(page, query)
    assert list(places_named(page).values()) == [f"gemeenten/{slugified(town)}/"]
    page.goto(f"praktijken/?q={quote_plus(query)}")
    results.settle(page)
    own = {practice.slug for practice in catalogue.practices_of_town.get(town, ())}
    found = set(results.all_ids(page))
    assert own <= found
    assert without_name(catalogue, found - own, town) == []


@pytest.mark.parametrize(
    ("query", "sentence", "slug"),
    [
        ("handzame", "Handzame is een deelgemeente van Kortemark: ", "kortemark"),
        ("denderhoutem", "Denderhoutem is een deelgemeente van Haaltert: ", "haaltert"),
        ("zellik", "Zellik is een deelgemeente van Asse: ", "asse"),
        ("jeugdwerk in Zellik", "Zellik is een deelgemeente van Asse: ", "asse"),
        ("St.-Niklaas", "Gemeente Sint-Niklaas: ", "sint-niklaas"),
    ],
)
def test_a_borough_leads_to_its_municipality(page: Page, query: str, sentence: str, slug: str) -> None:
    """The name of a borough must lead to the page of its municipality, and be taken for no other word."""
    search_for(page, query)
    line = page.locator("[data-list] > p")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(sentence)
    expect(page.locator(".k-meant")).to_have_count(0)
    line.get_by_role("link").click()
    expect(page).to_have_url(re.compile(rf"gemeenten/{slug}/$"))


def test_a_borough_without_practices_is_no_dead_end(page: Page) -> None:
    """A borough whose municipality has no practice must be announced as known."""
    search_for(page, "handzame")
    expect(page.locator("[data-status]")).to_have_text(re.compile("^Geen praktijk noemt deze gemeente"))


@pytest.mark.parametrize(
    "query",
    ["wie leest voor", "taalcoach", "waar kunnen nieuwkomers hun Nederlands oefenen", "meeuwen in de wijk"],
)
def test_an_ordinary_word_is_no_place(page: Page, query: str) -> None:
    """A word of the language must not be taken for a borough of that name or one like it."""
    search_for(page, query)
    assert results.ids(page)
    expect(page.locator("[data-list] > p, .k-meant")).to_have_count(0)


@pytest.mark.parametrize(
    "query", ["taalcoach", "huiswerkbegeleiding", "hoe bereiken we ouders", "taal in Herzele"]
)
def test_an_ordinary_query_asks_for_no_names_of_places(page: Page, query: str) -> None:
    """A query of words that the index knows must not fetch the names of places."""
    asked = asked_for_names(page)
    search_for(page, query)
    assert asked == []


def test_typing_on_asks_for_no_names_of_places(page: Page) -> None:
    """The names of places must wait until the reader stops typing, and be fetched once."""
    asked = asked_for_names(page)
    page.goto("zoeken/")
    field = page.locator("kapstok-search input[name=q]")
    field.press_sequentially("kortemarc")
    expect(page.locator(".k-meant")).to_have_text("Bedoelde u de gemeente Kortemark?")
    field.fill("diksmude")
    expect(page.locator(".k-meant")).to_have_text("Bedoelde u de gemeente Diksmuide?")
    assert len(asked) == 1


def test_search_does_without_the_names_of_places(desktop: Watched) -> None:
    """When the names of places cannot be fetched, search must work with its own words."""
    desktop.context.route("**/places/*", abort)
    page = desktop.page("zoeken/?q=offerfest")
    results.settle(page)
    assert results.ids(page)
    expect(page.locator(".k-meant")).to_contain_text("offerfeest")
    only_the_failed_request(desktop)
