"""The reader's own selection on its way out: as a link, on paper, as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from conftest import Watched
from kapstok.catalogue import Catalogue
from kapstok.model import Practice

from .network import abort, garbage, only_refused_by_the_policy, only_the_failed_request
from .selections import (
    PICK,
    check_of,
    keep,
    kept,
    link_of,
    make_dossier,
    open_selection,
    picks,
)
from .test_pages import PAPER_PAGE

# Sharing


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
    assert one == 2
    assert short == 1
    assert sheets(fresh) == 4


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
    only_refused_by_the_policy(desktop)


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


# A table


def test_the_table_holds_the_selection(fresh: Page, catalogue: Catalogue, practices: list[Practice]) -> None:
    """The table must have a row an item in its order, in words under Dutch headings, with link and note."""
    a, b, *_ = practices
    hangijzer = next(iter(catalogue.hangijzers.values()))
    keep(fresh, b.slug, a.slug, hangijzer.slug, "weg-ermee")
    open_selection(fresh)
    note = '=HYPERLINK("http://evil.test")\nregel; twee, "drie"'
    fresh.locator(f"{PICK} textarea").first.fill(note)
    with fresh.expect_download() as download:
        fresh.get_by_role("button", name="Download de tabel (CSV)").click()
    assert download.value.suggested_filename == "kapstok-selectie.csv"
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbfTitel;Samenvatting;Thema;Gemeente;Provincie;Jaar;Bron;Link;Nota\r\n")
    *rows, gone = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    address = fresh.url.removesuffix("selectie/")
    for row, record in zip(rows, (b, a, hangijzer), strict=True):
        assert (row["Titel"], row["Samenvatting"]) == (record.title, record.summary)
        assert row["Thema"] == " | ".join(catalogue.themes[slug].title for slug in record.theme)
        assert row["Link"].startswith(address) and row["Link"].endswith(f"/{record.slug}/")
        cited = [catalogue.sources[ref.id] for ref in record.source]
        found = row["Bron"].split(" | ")
        for source, text in zip(cited, found, strict=True):
            assert text.startswith(f"{source.cite} ({source.year})")
    for row, record in zip(rows, (b, a), strict=False):
        assert row["Gemeente"] == " | ".join(record.municipality)
        assert row["Provincie"] == " | ".join(catalogue.provinces_of[record.slug])
        assert row["Jaar"] == " | ".join(map(str, record.year))
    assert [row["Nota"] for row in rows] == [f"'{note}", "", ""]
    assert gone["Titel"] == "weg-ermee"
    assert not any(gone[name] for name in gone if name != "Titel")
