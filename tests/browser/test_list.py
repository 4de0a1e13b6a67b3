"""The list of all practices: filters, their counts, and a state that lives in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from conftest import Watched
from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue, facts_year, sort_key
from kapstok.facets import KEYS
from kapstok.names import slugified

from . import results
from .network import abort, garbage, not_found, only_the_failed_request, remember_index
from .oracle import Chosen, Values, count, matching, query_string, values_of_records

THEME, OTHER_THEME = "taalpromotie", "sociale-cohesie"
PROVINCE, OTHER_PROVINCE = "limburg", "antwerpen"
FACETS = tuple(KEYS)
STATES: tuple[Chosen, ...] = (
    {"thema": [THEME]},
    {"thema": [THEME, OTHER_THEME], "provincie": [PROVINCE, OTHER_PROVINCE]},
    {"soort": ["hangijzer"], "thema": [THEME, OTHER_THEME]},
    {"soort": ["praktijk"], "doelgroep": ["ouders", "jongeren"], "provincie": ["oost-vlaanderen"]},
    {"gemeente": ["gent", "genk"], "thema": [OTHER_THEME]},
)


@pytest.fixture(scope="module")
def values(catalogue: Catalogue) -> Values:
    """The facet values of every practice and hangijzer."""
    return values_of_records(catalogue)


def state_of(page: Page) -> list[tuple[str, str]]:
    """The filters that the address holds."""
    return parse_qsl(urlsplit(page.url).query)


def test_two_filters_stand_in_the_address(page: Page) -> None:
    """Choosing a theme and a province must write both into the address."""
    page.goto("praktijken/")
    results.click_filter(page, "thema", THEME)
    results.click_filter(page, "provincie", PROVINCE)
    assert state_of(page) == [("thema", THEME), ("provincie", PROVINCE)]


def test_two_values_repeat_the_key(page: Page) -> None:
    """Two values of one facet must stand in the address as the same key twice."""
    page.goto("praktijken/")
    results.click_filter(page, "thema", THEME)
    results.click_filter(page, "thema", OTHER_THEME)
    assert sorted(state_of(page)) == [("thema", OTHER_THEME), ("thema", THEME)]


def test_an_address_shows_the_same_list_to_somebody_else(page: Page, browser: Browser) -> None:
    """The address of a filtered list must show the same results in the same order in another window."""
    page.goto("praktijken/")
    results.click_filter(page, "thema", THEME)
    results.click_filter(page, "provincie", PROVINCE)
    own = results.ids(page)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    other = context.new_page()
    other.goto(page.url)
    results.settle(other)
    found = results.ids(other)
    context.close()
    assert own and found == own


def test_back_and_forward_walk_through_the_filters(page: Page) -> None:
    """Back must return to the previous state of the list, step by step, and Forward must undo that."""
    page.goto("praktijken/")
    steps = [results.ids(page)]
    for key, value in (("thema", THEME), ("provincie", PROVINCE)):
        results.click_filter(page, key, value)
        steps.append(results.ids(page))
    page.go_back()
    results.wait_for_ids(page, steps[1])
    assert page.is_checked(f"input[value={THEME}]") and not page.is_checked(f"input[value={PROVINCE}]")
    page.go_back()
    results.wait_for_ids(page, steps[0])
    page.go_forward()
    results.wait_for_ids(page, steps[1])
    page.go_forward()
    results.wait_for_ids(page, steps[2])
    assert page.is_checked(f"input[value={PROVINCE}]")


def test_a_reload_keeps_the_filters(page: Page) -> None:
    """A reload must keep the results and the ticked boxes."""
    page.goto("praktijken/")
    results.click_filter(page, "thema", THEME)
    results.click_filter(page, "provincie", PROVINCE)
    own = results.ids(page)
    page.reload()
    results.settle(page)
    assert results.ids(page) == own
    assert page.locator("[data-facet] input:checked").count() == 2


def test_back_from_a_practice_shows_the_same_list(page: Page) -> None:
    """Back from a practice must show the filtered list from which it was opened."""
    page.goto(f"praktijken/{query_string({'thema': [THEME], 'provincie': [PROVINCE]})}")
    results.settle(page)
    own = results.ids(page)
    page.locator(results.RESULT).first.get_by_role("link").click()
    page.wait_for_url(f"**/praktijken/{own[0]}/")
    page.go_back()
    results.wait_for_ids(page, own)


@pytest.mark.parametrize("chosen", STATES, ids=query_string)
def test_filters_find_what_the_catalogue_holds(page: Page, values: Values, chosen: Chosen) -> None:
    """Values must be OR inside a facet and AND between facets."""
    page.goto(f"praktijken/{query_string(chosen)}")
    results.settle(page)
    found = results.all_ids(page)
    assert len(found) == len(set(found))
    assert set(found) == matching(values, chosen)


@pytest.mark.parametrize("chosen", ({}, *STATES), ids=query_string)
def test_counts_are_honest(page: Page, values: Values, chosen: Chosen) -> None:
    """The number beside each value must be the catalogue's, where a facet's counts ignore its own choice."""
    page.goto(f"praktijken/{query_string(chosen)}")
    results.settle(page)
    shown = results.counts(page)
    assert set(shown) == set(FACETS)
    wrong = {
        f"{key}={value}": (number, count(values, chosen, key, value))
        for key, numbers in shown.items()
        for value, number in numbers.items()
        if number != count(values, chosen, key, value)
    }
    assert wrong == {}, "shown and expected"


@pytest.mark.parametrize("key", FACETS)
def test_a_count_is_the_number_of_results_after_choosing(page: Page, key: str) -> None:
    """The number beside a value must be the number of results after choosing it, also with another filter on."""
    other = {"provincie": [PROVINCE]} if key != "provincie" else {"thema": [THEME]}
    page.goto(f"praktijken/{query_string(other)}")
    results.settle(page)
    promised = results.counts(page)[key]
    value = max(promised, key=lambda value: promised[value])
    results.click_filter(page, key, value)
    assert promised[value] > 0
    assert len(results.all_ids(page)) == promised[value]


def test_counts_hold_together_with_a_query(page: Page) -> None:
    """The number beside a theme must be the number of results after choosing it, also after a query."""
    page.goto("praktijken/?q=school")
    results.settle(page)
    promised = results.counts(page)["thema"]
    found = {}
    for value in promised:
        results.click_filter(page, "thema", value)
        found[value] = len(results.all_ids(page))
        results.click_filter(page, "thema", value)
    assert found == promised


def test_a_chip_removes_its_filter(page: Page, values: Values) -> None:
    """Each chosen value must have a chip that removes it and leaves the others."""
    page.goto(f"praktijken/{query_string({'thema': [THEME], 'provincie': [PROVINCE]})}")
    results.settle(page)
    page.get_by_role("button", name="Verwijder filter Limburg").click()
    results.settle(page)
    assert state_of(page) == [("thema", THEME)]
    assert set(results.all_ids(page)) == matching(values, {"thema": [THEME]})
    assert not page.is_checked(f"input[value={PROVINCE}]")


def test_all_filters_can_be_wiped_at_once(page: Page, catalogue: Catalogue) -> None:
    """'Wis alle filters' must show the full list again, without a filter in the address."""
    page.goto(f"praktijken/{query_string({'thema': [THEME], 'provincie': [PROVINCE]})}")
    results.settle(page)
    page.get_by_role("button", name="wis alle filters").click()
    results.settle(page)
    assert state_of(page) == []
    assert page.locator("[data-facet] input:checked").count() == 0
    assert len(results.all_ids(page)) == len(catalogue.practices) + len(catalogue.hangijzers)
    assert page.get_by_role("button", name="Verwijder filter").count() == 0


def test_wiping_filters_keeps_the_query(page: Page) -> None:
    """'Wis alle filters' must leave what was typed."""
    page.goto("praktijken/?q=school&provincie=limburg")
    results.settle(page)
    page.get_by_role("button", name="wis alle filters").click()
    results.settle(page)
    assert state_of(page) == [("q", "school")]


@pytest.mark.parametrize("word", ("praktijk", "practice"))
@pytest.mark.parametrize("path", ("praktijken/", "zoeken/"))
def test_the_kind_may_be_dutch_or_english(page: Page, catalogue: Catalogue, path: str, word: str) -> None:
    """``soort=praktijk`` and ``soort=practice`` must both show exactly the practices."""
    page.goto(f"{path}?soort={word}")
    results.settle(page)
    assert set(results.kinds(page)) == {"practice"}
    assert set(results.ids(page)) <= set(catalogue.practices)
    assert results.announced(page) == len(catalogue.practices)


def test_a_merged_municipality_in_an_address_still_filters(page: Page, catalogue: Catalogue) -> None:
    """A shared filter on a municipality that has merged since must show the practices of today's municipality."""
    gone = next(
        town
        for town in catalogue.places.towns.values()
        if not town.exists and town.name in catalogue.practices_of_town
    )
    today = slugified(gone.today.name)
    expected = matching(values_of_records(catalogue), {"gemeente": [today]})
    page.goto(f"praktijken/?gemeente={gone.slug}")
    results.settle(page)
    assert set(results.all_ids(page)) == expected


def test_the_number_of_results_is_announced(page: Page) -> None:
    """The number of results must be told in a live region that was there before the search."""
    page.goto("praktijken/")
    region = page.query_selector("kapstok-search [aria-live=polite]")
    assert region is not None
    for key, value in (("thema", THEME), ("provincie", PROVINCE)):
        results.click_filter(page, key, value)
        assert results.announced(page) == len(results.all_ids(page))
        assert region.evaluate("element => element.isConnected")


def test_the_full_list_announces_its_number(page: Page, catalogue: Catalogue) -> None:
    """The list without a filter must say how many practices and hangijzers it holds."""
    page.goto("praktijken/")
    assert results.announced(page) == len(catalogue.practices) + len(catalogue.hangijzers)


def test_more_results_come_one_after_the_other(page: Page, values: Values) -> None:
    """'Toon meer' must keep what was there, add to it, and put the focus on the first new result."""
    page.goto(f"praktijken/{query_string({'thema': [OTHER_THEME]})}")
    results.settle(page)
    before = results.ids(page)
    page.get_by_role("button", name="Toon meer").click()
    expect(page.locator(results.RESULT)).not_to_have_count(len(before))
    after = results.ids(page)
    assert after[: len(before)] == before
    focused = page.evaluate("document.activeElement.closest('[data-id]')?.dataset.id")
    assert focused == after[len(before)]


def test_nothing_is_fetched_before_it_is_needed(desktop: Watched) -> None:
    """The index must be fetched at the first search or filter, not before, and each file of it once."""
    asked: list[str] = []
    desktop.context.on("request", lambda request: remember_index(asked, request))
    page = desktop.page("praktijken/")
    page.wait_for_load_state("networkidle")
    assert asked == []
    results.click_filter(page, "thema", THEME)
    assert asked
    results.click_filter(page, "provincie", PROVINCE)
    page.locator("kapstok-search input[name=q]").fill("school")
    results.settle(page)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("answer", (abort, not_found, garbage))
def test_without_the_index_the_list_stays(desktop: Watched, catalogue: Catalogue, answer) -> None:
    """When the index cannot be loaded, the state must be 'error', with a Dutch message and the full list."""
    desktop.context.route("**/search/**", answer)
    page = desktop.page("praktijken/")
    page.locator("[data-facet=thema] label").first.click()
    page.wait_for_selector("[data-search-state=error]")
    message = page.locator("kapstok-search [aria-live=polite]").inner_text()
    assert "zoekindex is niet geladen" in message
    assert len(results.ids(page)) == len(catalogue.practices) + len(catalogue.hangijzers)
    only_the_failed_request(desktop)


def test_a_search_works_again_when_the_index_is_back(desktop: Watched) -> None:
    """After a failed load the next keystroke must try again and give results."""
    desktop.context.route("**/search/**", abort)
    page = desktop.page("praktijken/")
    box = page.locator("kapstok-search input[name=q]")
    box.fill("schoo")
    page.wait_for_selector("[data-search-state=error]")
    desktop.context.unroute("**/search/**", abort)
    box.fill("school")
    results.settle(page)
    assert 0 < len(results.ids(page)) <= 10
    only_the_failed_request(desktop)


def test_keyboard_alone_is_enough(page: Page) -> None:
    """With the keyboard alone a reader must reach the box, type, reach the first result and open it."""
    page.goto("praktijken/")
    results.tab_to(page, "kapstok-search input[name=q]", limit=25)
    page.keyboard.type("zwemmen")
    results.settle(page)
    first = results.ids(page)[0]
    results.tab_to(page, f"[data-id='{first}'] a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/praktijken/{first}/")


def test_a_filter_is_set_with_the_keyboard(page: Page, values: Values) -> None:
    """The space bar must tick a value, and the focus must stay on it."""
    page.goto("praktijken/")
    results.tab_to(page, f"input[value={THEME}]", limit=40)
    page.keyboard.press("Space")
    results.settle(page)
    assert state_of(page) == [("thema", THEME)]
    assert page.evaluate("document.activeElement.value") == THEME


def test_typing_keeps_the_focus_and_the_caret(page: Page) -> None:
    """Results that appear while typing must not take the focus or lose a letter."""
    page.goto("praktijken/")
    page.locator("kapstok-search input[name=q]").click()
    page.keyboard.type("huiswerkbegeleiding", delay=5)
    results.settle(page)
    assert page.evaluate("document.activeElement.value") == "huiswerkbegeleiding"


def test_filters_are_closed_on_a_phone(phone: Watched) -> None:
    """On a phone the filters must be closed, and one tap must open them."""
    page = phone.page("praktijken/")
    box = page.locator("[data-facet=thema] label").first
    expect(box).not_to_be_visible()
    page.get_by_role("button", name="Filters").click()
    expect(box).to_be_visible()


def test_the_first_practice_comes_soon_on_a_phone(phone: Watched) -> None:
    """On a phone the title of the first practice of the list must be visible without scrolling."""
    page = phone.page("praktijken/")
    box = page.locator(f"{results.RESULT} a").first.bounding_box()
    assert box and box["y"] + box["height"] < 740


def test_filters_are_reachable_after_turning_a_tablet(page: Page) -> None:
    """Filters must be reachable when a narrow window becomes a wide one."""
    page.goto("over/")
    page.set_viewport_size({"width": 800, "height": 1180})
    page.goto("praktijken/")
    page.set_viewport_size({"width": 1180, "height": 800})
    labels = page.locator("[data-facet=thema] label").first
    summary = page.get_by_role("button", name="Filters")
    assert labels.is_visible() or summary.is_visible()


def test_no_result_says_what_to_do(page: Page) -> None:
    """A query without results must say so in Dutch."""
    page.goto("praktijken/?q=xqzvwk")
    results.settle(page)
    assert results.ids(page) == []
    expect(page.locator("kapstok-search [aria-live=polite]")).to_contain_text("Geen resultaten")


def test_a_province_leads_to_its_filtered_list(page: Page, catalogue: Catalogue) -> None:
    """The link 'Verfijn met filters' of a province must show exactly the practices of that page."""
    page.goto(address_of("Limburg"))
    own = set(page.eval_on_selector_all("[data-id]", "cards => cards.map((card) => card.dataset.id)"))
    page.get_by_role("link", name="Verfijn met filters").click()
    results.settle(page)
    assert own == {item.slug for item in catalogue.practices_of_province["Limburg"]}
    assert set(results.all_ids(page)) == own


def titles(page: Page) -> list[str]:
    """The titles of the results, in their order."""
    return page.locator(f"{results.RESULT} .k-card__title").all_inner_texts()


def test_the_list_is_sorted_as_asked(page: Page, catalogue: Catalogue) -> None:
    """Each order must be kept in the address and must put the results in that order."""
    page.goto(f"praktijken/?thema={THEME}")
    results.settle(page)
    own = [item for item in catalogue.practices.values() if THEME in item.theme]
    own += [item for item in catalogue.hangijzers.values() if THEME in item.theme]
    assert titles(page) == [item.title for item in sorted(own, key=lambda item: sort_key(item.title))][:10]
    page.get_by_label("Volgorde").select_option("nieuwste")
    expect(page).to_have_url(re.compile("volgorde=nieuwste"))
    results.settle(page)
    years = [
        facts_year(catalogue, (catalogue.practices | catalogue.hangijzers)[slug])
        for slug in results.all_ids(page)
    ]
    assert years == sorted(years, reverse=True)
    page.goto(f"praktijken/?thema={THEME}&volgorde=gemeente")
    results.settle(page)
    places = [
        catalogue.practices[slug].municipality for slug in results.ids(page) if slug in catalogue.practices
    ]
    first = [catalogue.places.towns[names[0]].today.name for names in places if len(names) == 1]
    assert first == sorted(first, key=sort_key)


def chosen_order(page: Page) -> str:
    """The order that a reader sees as chosen."""
    return page.get_by_label("Volgorde").locator("option:checked").inner_text()


@pytest.mark.parametrize(
    "query", ["", f"?thema={THEME}", "?volgorde=titel", f"?q=%3F&thema={THEME}&volgorde=titel"]
)
def test_without_a_query_the_order_is_by_title(page: Page, query: str) -> None:
    """With no word to fit, 'best passend' must not be offered: the list must be by title, and the order say so, once."""
    page.goto(f"praktijken/{query}")
    results.settle(page)
    assert chosen_order(page) == "Titel, A tot Z"
    assert page.get_by_label("Volgorde").locator("option").all_inner_texts() == [
        "Titel, A tot Z",
        "Nieuwste feiten eerst",
        "Gemeente, A tot Z",
    ]
    assert titles(page) == sorted(titles(page), key=sort_key)


def test_the_order_follows_the_query(page: Page) -> None:
    """A query must bring the order by fit and choose it, its end must take it away, and another choice must stay."""
    page.goto("praktijken/")
    box = page.locator("kapstok-search input[name=q]")
    box.fill("school")
    results.settle(page)
    assert chosen_order(page) == "Best passend eerst"
    assert page.get_by_label("Volgorde").locator("option").count() == 4
    box.fill("")
    results.settle(page)
    assert chosen_order(page) == "Titel, A tot Z"
    page.get_by_label("Volgorde").select_option("gemeente")
    box.fill("school")
    results.settle(page)
    assert chosen_order(page) == "Gemeente, A tot Z"
    page.get_by_label("Volgorde").select_option("")
    assert chosen_order(page) == "Best passend eerst"
    assert parse_qsl(urlsplit(page.url).query) == [("q", "school")]


def test_search_names_the_order_that_it_has(page: Page) -> None:
    """On the page of search too, a filter without a query must give what it says: by title."""
    page.goto("zoeken/?soort=partner")
    results.settle(page)
    assert chosen_order(page) == "Titel, A tot Z"
    assert titles(page) == sorted(titles(page), key=sort_key)
    page.goto("zoeken/?soort=partner&q=school")
    results.settle(page)
    assert chosen_order(page) == "Best passend eerst"


def test_a_query_can_be_sorted_too(page: Page) -> None:
    """Another order of a query must keep the same results."""
    page.goto("praktijken/?q=school")
    results.settle(page)
    best = results.all_ids(page)
    page.goto("praktijken/?q=school&volgorde=titel")
    results.settle(page)
    sorted_ids = results.all_ids(page)
    assert sorted_ids != best and set(sorted_ids) == set(best)


def test_an_unknown_order_is_explained(page: Page) -> None:
    """An order that does not exist must be named, not silently left out."""
    page.goto("praktijken/?q=school&volgorde=kleur")
    results.settle(page)
    expect(page.locator("[data-chosen]")).to_contain_text("De volgorde ‘kleur’")


def test_the_sheet_of_filters_on_a_phone(phone: Watched) -> None:
    """On a phone the filters must open as a sheet that counts, closes with Escape and gives the focus back."""
    page = phone.page("praktijken/")
    button = page.get_by_role("button", name="Filters")
    button.click()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet).to_be_visible()
    results.click_filter(page, "thema", THEME)
    expect(sheet.get_by_role("button", name=re.compile("Toon [0-9]+ resultaten"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_sheet_is_used_with_the_keyboard_at_320_px(phone: Watched) -> None:
    """With the keyboard alone, at 320 px, a filter must be chosen in the sheet and its results shown."""
    page = phone.page("praktijken/")
    page.set_viewport_size({"width": 320, "height": 640})
    results.tab_to(page, "[data-open-sheet]", limit=25)
    page.keyboard.press("Enter")
    results.tab_to(page, f"dialog input[value={THEME}]", limit=25)
    page.keyboard.press("Space")
    results.settle(page)
    results.tab_to(page, "[data-show]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert state_of(page) == [("thema", THEME)]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_long_facet_is_narrowed_by_typing(page: Page) -> None:
    """Typing in a facet with many values must leave those that hold the letters, and change nothing else."""
    page.goto("praktijken/")
    facet = page.locator("[data-facet=gemeente]")
    facet.locator("summary").click()
    facet.get_by_role("searchbox").fill("BEER")
    names = [
        name
        for name in facet.locator("li:visible span:first-of-type").all_inner_texts()
        if not name.isdigit()
    ]
    assert names and all("beer" in name.lower() for name in names)
    expect(facet.get_by_role("status")).to_have_text(re.compile(r"\d+ waarden?"))
    assert state_of(page) == []


def test_more_results_are_kept_after_back(page: Page) -> None:
    """After 'Toon meer' and the visit of a result, Back must show as many results as before."""
    page.goto(f"praktijken/{query_string({'thema': [OTHER_THEME]})}")
    results.settle(page)
    page.get_by_role("button", name="Toon meer").click()
    expect(page.locator(results.RESULT)).not_to_have_count(10)
    before = results.ids(page)
    page.locator(f"[data-id='{before[11]}'] a").first.click()
    page.wait_for_url(f"**/{before[11]}/")
    page.go_back()
    results.wait_for_ids(page, before)


def test_a_hash_keeps_what_is_shown(page: Page) -> None:
    """A jump inside the page must not collapse the list."""
    page.goto("praktijken/?q=school")
    results.settle(page)
    page.get_by_role("button", name="Toon meer").click()
    expect(page.locator(results.RESULT)).not_to_have_count(10)
    before = results.ids(page)
    page.evaluate("location.hash = 'resultaten'")
    page.go_back()
    page.wait_for_timeout(200)
    assert results.ids(page) == before


def test_a_link_leads_past_the_filters(page: Page) -> None:
    """The keyboard must reach the results without going through the filters."""
    page.goto("praktijken/")
    link = page.get_by_role("link", name="Naar de resultaten")
    results.tab_to(page, ".k-jump-on", limit=25)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('[data-results]'))")


@pytest.mark.parametrize("part", ("lists-", "records-", "facet-"))
def test_a_file_that_fails_gives_a_message_and_a_second_chance(desktop: Watched, part: str) -> None:
    """When one file of the index fails, the list must stay with a message; the next query must try again."""
    desktop.context.route(f"**/search/**/{part}*", not_found)
    page = desktop.page("praktijken/?q=school")
    page.wait_for_selector("[data-search-state=error]")
    expect(page.locator("[data-status]")).to_contain_text("Zoeken lukt nu niet")
    desktop.context.unroute(f"**/search/**/{part}*", not_found)
    page.locator("kapstok-search input[name=q]").fill("scholen")
    results.settle(page)
    assert 0 < len(results.ids(page)) <= 10
    only_the_failed_request(desktop)


def test_a_slow_index_is_announced(desktop: Watched) -> None:
    """While the index is slow, the page must say that it is loading, where it can be seen."""
    held: list[Route] = []
    desktop.context.route("**/search/**/index.json", lambda route: held.append(route))
    page = desktop.page("praktijken/?q=school")
    expect(page.locator("[data-status]")).to_contain_text("zoekindex wordt geladen")
    expect(page.locator("[data-status]")).to_be_visible()
    held[0].continue_()
    results.settle(page)
    assert results.ids(page)


def test_the_title_of_the_window_names_the_query(page: Page) -> None:
    """A bookmark or tab of a search must be named after the query, and lose that name with the query."""
    page.goto("praktijken/")
    plain = page.title()
    page.locator("kapstok-search input[name=q]").fill("huiswerk")
    results.settle(page)
    assert page.title() == f"huiswerk – {plain}"
    page.locator("kapstok-search input[name=q]").fill("")
    expect(page).to_have_title(plain)
