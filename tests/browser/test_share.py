"""The bar "Doorgeven": copy the link, mail it, print; and the short answer of a hangijzer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from kapstok.addresses import address as address_of
from kapstok.catalogue import Catalogue
from kapstok.share import MAIL_MOST, mail_link

from . import results
from .accessibility import violations
from .kinds import page_of

KINDS = (
    "practice", "hangijzer", "theme", "municipality", "municipality without practices", "merged municipality",
    "target group", "province", "partner", "subsidy", "practices", "search", "map", "hangijzers", "partners", "subsidies",
    "target groups", "figures",
)  # fmt: skip
"""Kinds of pages with the bar."""

FILTERED = "praktijken/?thema=taalpromotie&thema=sociale-cohesie&provincie=limburg"
REFUSED = {
    "absent": "Object.defineProperty(navigator, 'clipboard', { value: undefined })",
    "refused": "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError')); }",
}
"""Ways in which a browser does not copy."""

BAR = "kapstok-share"


@pytest.fixture
def copying(page: Page) -> Iterator[Page]:
    """A tab in which scripts may read what was copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    page.context.clear_permissions()


def copied(page: Page) -> str:
    """The text on the clipboard."""
    return page.evaluate("navigator.clipboard.readText()")


def mail_fields(link: str) -> dict[str, str]:
    """Subject and body as a mail program reads them."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def mail_at_click(page: Page) -> str:
    """The address of the mail at the click on it; the click itself opens nothing."""
    page.evaluate("addEventListener('click', (event) => event.preventDefault(), { once: true })")
    page.locator(BAR).get_by_role("link", name="Mail").click()
    return page.locator(f"{BAR} [data-mail]").get_attribute("href")


# Copying


@pytest.mark.parametrize("kind", ("practice", "theme", "partner", "partners", "figures"))
def test_the_link_of_a_page_is_copied(copying: Page, catalogue: Catalogue, kind: str) -> None:
    """The reader's own address must be copied, without the place on the page, and be confirmed in words."""
    copying.goto(page_of(kind, catalogue) + "#inhoud")
    copying.get_by_role("button", name="Kopieer link").click()
    expect(copying.locator(BAR).get_by_role("status")).to_have_text("Link gekopieerd.")
    assert copied(copying) == copying.url.removesuffix("#inhoud")
    assert "#" not in copied(copying)


@pytest.mark.parametrize("path", ("praktijken/", "zoeken/"))
def test_the_link_of_a_list_holds_its_state(copying: Page, path: str) -> None:
    """The copied link of a list must hold the filters of that moment, not those with which it was opened."""
    copying.goto(path)
    results.click_filter(copying, "provincie", "limburg")
    copying.get_by_role("button", name="Kopieer link").click()
    expect(copying.locator(BAR).get_by_role("status")).to_have_text("Link gekopieerd.")
    assert copied(copying) == copying.url
    assert copied(copying).endswith(f"{path}?provincie=limburg")


@pytest.mark.parametrize("how", REFUSED)
def test_a_browser_that_does_not_copy_shows_the_address(page: Page, catalogue: Catalogue, how: str) -> None:
    """Without a clipboard the address must stand in a field, selected, and the page must say so."""
    page.goto(page_of("practice", catalogue))
    page.evaluate(REFUSED[how])
    for _ in range(2):
        page.get_by_role("button", name="Kopieer link").click()
        field = page.get_by_role("textbox", name="Adres van deze pagina")
        expect(field).to_be_focused()
        expect(field).to_have_value(page.url)
        expect(field).not_to_be_editable()
        assert page.evaluate("getSelection().toString()") == page.url
        expect(page.locator(BAR).get_by_role("status")).to_contain_text("kopieert niet vanzelf")
    assert violations(page) == set()


def test_the_field_goes_when_copying_works_again(copying: Page, catalogue: Catalogue) -> None:
    """The field must go when the browser copies after all."""
    copying.goto(page_of("practice", catalogue))
    copying.evaluate(
        """() => {
            const real = navigator.clipboard.writeText;
            navigator.clipboard.writeText = () => {
                navigator.clipboard.writeText = real;
                return Promise.reject(new DOMException("", "NotAllowedError"));
            };
        }"""
    )
    copying.get_by_role("button", name="Kopieer link").click()
    expect(copying.locator(f"{BAR} textarea")).to_be_visible()
    copying.get_by_role("button", name="Kopieer link").click()
    expect(copying.locator(f"{BAR} textarea")).not_to_be_visible()
    assert copied(copying) == copying.url


# Mail


@pytest.mark.parametrize("kind", ("practice", "hangijzer"))
def test_the_mail_of_a_record_holds_the_readers_address(page: Page, catalogue: Catalogue, kind: str) -> None:
    """The mail must hold title, summary and the address at which the reader is."""
    page.goto(page_of(kind, catalogue))
    slug = page.url.rstrip("/").rpartition("/")[2]
    item = catalogue.practices.get(slug) or catalogue.hangijzers[slug]
    assert mail_at_click(page) == mail_link(page.url, item.title, item.summary)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Café & co", "50 % + 'vrij' = \"ja\"? #1 <b> (x)! * ~ € 🙂"),
        ("Regels", "een\ntwee\r\ndrie"),
        ("Lang", "é" * 900),
        ("Zonder", ""),
    ],
)
def test_script_and_build_write_the_same_mail(page: Page, title: str, text: str) -> None:
    """The script and the build must encode a mail in the same way."""
    page.goto("praktijken/")
    there = "https://x.test/a/?q=b+c&d=%26"
    link = page.evaluate(
        "async (given) => (await import('../assets/javascripts/kapstok-share.mjs')).mailLink(...given)",
        [there, title, text],
    )
    assert link == mail_link(there, title, re.sub(r"\r?\n", "\r\n", text))


def test_the_mail_of_a_filtered_list_says_what_it_holds(page: Page) -> None:
    """The mail must say what was searched and chosen, how much there is, and give the address of that list."""
    page.goto(f"{FILTERED}&q=spelen+%26+leren")
    results.settle(page)
    number = page.locator("[data-status]").inner_text()
    mail = mail_fields(mail_at_click(page))
    assert mail["subject"] == (
        "Praktijken op Kapstok: spelen & leren, Sociale cohesie, Taalpromotie, Limburg"
    )
    lines = mail["body"].split("\r\n")
    assert lines[2:-2] == [
        "Gezocht: spelen & leren",
        "Thema: Sociale cohesie of Taalpromotie",
        "Provincie: Limburg",
        number,
    ]
    assert re.match(r"\d+ ", number)
    assert lines[-2:] == ["", page.url]


def test_the_mail_follows_the_filters(page: Page) -> None:
    """The mail must be written at the click: after another choice it is another mail."""
    page.goto("praktijken/?thema=taalpromotie")
    results.settle(page)
    before = mail_fields(mail_at_click(page))
    results.click_filter(page, "provincie", "limburg")
    after = mail_fields(mail_at_click(page))
    assert before["body"].endswith("?thema=taalpromotie")
    assert after["body"].endswith("?thema=taalpromotie&provincie=limburg")
    assert "Provincie: Limburg" in after["body"]


def test_the_mail_of_a_map_says_which_theme(page: Page, catalogue: Catalogue) -> None:
    """The mail of the map must name its theme, say how much there is, and give the address of that map; of the whole map it says what it is."""
    page.goto("kaart/")
    assert "Waar in Vlaanderen en Brussel" in mail_fields(mail_at_click(page))["body"]
    page.locator("[data-choice=toeleiding]").click()
    mail = mail_fields(mail_at_click(page))
    title = catalogue.themes["toeleiding"].title
    assert mail["subject"] == f"De kaart van Kapstok: {title}"
    assert re.search(rf"^{title}: \d+ praktijken in \d+ gemeenten\.\r$", mail["body"], re.MULTILINE)
    assert mail["body"].endswith("/kaart/?thema=toeleiding")


def test_a_very_long_search_keeps_its_address_whole(page: Page) -> None:
    """A mail that would be too long must lose its words and keep the whole address."""
    page.goto(f"praktijken/?q={'taal+' * 500}")
    results.settle(page)
    mail = mail_fields(mail_at_click(page))
    assert mail["body"].split("\r\n")[-1] == page.url
    assert len(mail["subject"]) <= 100
    assert "Gezocht" not in mail["body"]


# Keyboard, print, width


def test_the_bar_works_with_the_keyboard(copying: Page, catalogue: Catalogue) -> None:
    """With the keyboard alone every way of the bar must be reached in order and work."""
    copying.goto(page_of("practice", catalogue))
    copying.evaluate("window.print = () => { document.title = 'Afgedrukt'; }")
    results.tab_to(copying, f"{BAR} [data-copy]")
    copying.keyboard.press("Enter")
    expect(copying.locator(BAR).get_by_role("status")).to_have_text("Link gekopieerd.")
    copying.keyboard.press("Tab")
    assert copying.evaluate("document.activeElement.matches('[data-mail]')")
    copying.keyboard.press("Tab")
    copying.keyboard.press("Space")
    assert copying.title() == "Afgedrukt"


def test_the_bar_is_a_named_group(page: Page, catalogue: Catalogue) -> None:
    """A screen reader must hear what the buttons are for."""
    page.goto(page_of("practice", catalogue))
    group = page.get_by_role("group", name="Doorgeven")
    assert group.get_by_role("button").all_inner_texts() == ["Kopieer link", "Druk af"]


@pytest.mark.parametrize("asked", ["", "?q=qqqzzzqqq"])
def test_there_is_no_bar_when_there_is_nothing_to_hand_on(page: Page, asked: str) -> None:
    """A search that was not asked yet or found nothing has no bar; what it finds brings the bar, in its place."""
    page.goto(f"zoeken/{asked}")
    results.settle(page)
    expect(page.locator(BAR)).to_be_hidden()
    page.locator("main input[name=q]").fill("huiswerk")
    results.settle(page)
    expect(page.locator(BAR)).to_be_visible()


@pytest.mark.parametrize("kind", ("practice", "hangijzer", "filtered practices"))
def test_the_bar_fits_a_small_phone(page: Page, catalogue: Catalogue, kind: str) -> None:
    """At 320 pixels the bar must fit, also with the field, and each of its ways must be large enough to hit."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(page_of(kind, catalogue))
    page.evaluate(REFUSED["absent"])
    page.get_by_role("button", name="Kopieer link").click()
    expect(page.locator(f"{BAR} textarea")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    boxes = [item.bounding_box() for item in page.locator(f"{BAR} :is(a, button)").all()]
    assert len(boxes) == 3
    assert all(box["height"] >= 24 and box["width"] >= 24 for box in boxes)


# Without JavaScript


@pytest.mark.parametrize("kind", KINDS)
def test_without_javascript_the_mail_works(plain: Page, site: Path, catalogue: Catalogue, kind: str) -> None:
    """Without JavaScript the mail must hold the published address; what needs a script must not be shown."""
    path = page_of(kind, catalogue)
    plain.goto(path)
    expect(plain.locator(BAR).get_by_role("button")).to_have_count(0)
    mail = plain.locator(BAR).get_by_role("link", name="Mail")
    expect(mail).to_be_visible()
    body = mail_fields(mail.get_attribute("href"))["body"]
    assert body.endswith(f"\r\n\r\nhttps://kapstok.test/kapstok/{path}")


def test_every_mail_of_the_site_can_be_opened(site: Path, catalogue: Catalogue) -> None:
    """Every practice, hangijzer, theme, town, partner and subsidy must have a mail that a program accepts."""
    records = (
        item
        for items in (
            catalogue.practices, catalogue.hangijzers, catalogue.themes, catalogue.partners, catalogue.subsidies,
            catalogue.target_groups, catalogue.places.towns,
        )
        for item in items.values()
    )  # fmt: skip
    for record in records:
        html = (site / address_of(record) / "index.html").read_text("utf-8")
        (link,) = re.findall(r'href="(mailto:\?[^"]*)"', html)
        mail = mail_fields(unescape(link))
        assert len(unescape(link)) <= MAIL_MOST
        assert mail["subject"] and mail["body"].endswith(f"/{address_of(record)}")


# The short answer


def test_the_short_answer_is_copied_with_question_and_address(copying: Page, catalogue: Catalogue) -> None:
    """One press must copy question, answer and address, as plain text, and say so."""
    for hangijzer in catalogue.hangijzers.values():
        copying.goto(address_of(hangijzer))
        copying.get_by_role("button", name="Kopieer kort antwoord").click()
        expect(copying.locator(".k-answer").get_by_role("status")).to_contain_text("Gekopieerd")
        assert copied(copying) == f"{hangijzer.title}\n\n{hangijzer.summary}\n\n{copying.url}"


@pytest.mark.parametrize("how", REFUSED)
def test_a_browser_that_does_not_copy_shows_the_short_answer(
    page: Page, catalogue: Catalogue, how: str
) -> None:
    """Without a clipboard the text must stand in a selected field."""
    hangijzer = next(iter(catalogue.hangijzers.values()))
    page.goto(address_of(hangijzer))
    page.evaluate(REFUSED[how])
    results.tab_to(page, ".k-answer button")
    page.keyboard.press("Enter")
    field = page.locator(".k-answer textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value(f"{hangijzer.title}\n\n{hangijzer.summary}\n\n{page.url}")
    assert violations(page) == set()


def test_without_javascript_there_is_no_button_for_the_answer(plain: Page, catalogue: Catalogue) -> None:
    """A button that would do nothing must not be shown."""
    plain.goto(page_of("hangijzer", catalogue))
    expect(plain.locator(".k-answer p").first).to_be_visible()
    expect(plain.locator(".k-answer button")).not_to_be_visible()
