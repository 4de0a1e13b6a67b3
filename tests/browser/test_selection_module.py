"""The pure modules of the selection, in the browser that runs them: state, links and tables."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page

from conftest import ROOT

from .selections import HOSTILE, check_of, fragment

URL_SAFE = re.compile(r"[A-Za-z0-9/.,:_~-]*[A-Za-z0-9]")
Selection = dict[str, Any]


def call(page: Page, module: str, name: str, *given: object) -> Any:
    """What a function of a shipped module gives."""
    if not page.url.endswith("/over/"):
        page.goto("over/")
    return page.evaluate(
        """async ([module, name, given]) => {
            const exported = await import(new URL(`../assets/javascripts/${module}.mjs`, document.baseURI));
            return exported[name](...given);
        }""",
        [module, name, list(given)],
    )


def item(slug: str, note: str = "", name: str = "") -> dict[str, str]:
    return {"slug": slug, "name": name, "note": note}


def selection(*slugs: str, title: str = "", intro: str = "", **notes: str) -> Selection:
    """Items by slug; the note of an item under its slug."""
    return {"title": title, "intro": intro, "items": [item(slug, notes.get(slug, "")) for slug in slugs]}


def slugs(found: Selection) -> list[str]:
    return [entry["slug"] for entry in found["items"]]


# State


def test_items_are_added_once_and_at_the_end(page: Page) -> None:
    """An item must come at the end, and not twice."""
    first = call(page, "selection", "add", selection("a"), {"slug": "b", "name": "B"})
    assert first["items"] == [item("a"), item("b", name="B")]
    assert call(page, "selection", "add", first, {"slug": "a"}) == first


def test_a_hundred_items_is_the_most(page: Page) -> None:
    """A full selection must stay as it is."""
    full = selection(*(f"x{number}" for number in range(100)))
    assert call(page, "selection", "add", full, {"slug": "een-te-veel"}) == full


@pytest.mark.parametrize(
    ("slug", "by", "expected"),
    [("a", 1, "bacd"), ("d", -1, "abdc"), ("a", -1, "abcd"), ("d", 1, "abcd"), ("b", 9, "acdb"), ("c", -9, "cabd"), ("x", 1, "abcd")],
)  # fmt: skip
def test_an_item_moves_as_far_as_the_list_goes(page: Page, slug: str, by: int, expected: str) -> None:
    """Moving must change the place of one item only, and stop at both ends."""
    assert slugs(call(page, "selection", "reorder", selection(*"abcd"), slug, by)) == list(expected)


def test_a_change_leaves_the_old_selection_alone(page: Page) -> None:
    """The functions must give a new selection and not touch the one they got."""
    page.goto("over/")
    assert page.evaluate(
        """async () => {
            const { add, annotate, merge, remove, reorder, follow } = await import(
                new URL("../assets/javascripts/selection.mjs", document.baseURI));
            const own = { title: "", intro: "", items: [{ slug: "a", name: "", note: "n" }, { slug: "b", name: "", note: "" }] };
            const before = JSON.stringify(own);
            add(own, { slug: "c" }, 0); annotate(own, "a", "x"); remove(own, "a"); reorder(own, "a", 1);
            merge(own, { title: "t", intro: "", items: [{ slug: "a", name: "", note: "z" }] }); follow(own, { a: "b" });
            return before === JSON.stringify(own);
        }"""
    )


def test_merging_keeps_what_is_ones_own(page: Page) -> None:
    """One's own title, order and notes must stay; new items come after them; notes of the same item are joined."""
    own = selection("a", "b", title="Eigen", a="mijn nota")
    other = selection("b", "c", "a", title="Ander", intro="Inleiding", a="hun nota", b="over b")
    found = call(page, "selection", "merge", own, other)
    assert found["selection"] == {
        "title": "Eigen",
        "intro": "Inleiding",
        "items": [item("a", "mijn nota\n\nhun nota"), item("b", "over b"), item("c")],
    }
    again = call(page, "selection", "merge", found["selection"], other)
    assert again["selection"] == found["selection"]


def test_what_does_not_fit_is_named(page: Page) -> None:
    """Items and notes for which there is no room must be given back, not dropped."""
    own = selection(*(f"x{number}" for number in range(99)), x0="n" * 1900)
    other = selection("x0", "nieuw", "te-veel", x0="m" * 900)
    found = call(page, "selection", "merge", own, other)
    assert slugs(found["selection"])[-1] == "nieuw"
    assert [entry["slug"] for entry in found["left"]] == ["te-veel"]
    assert [entry["slug"] for entry in found["noteless"]] == ["x0"]


def test_a_former_slug_becomes_todays(page: Page) -> None:
    """An alias must be followed in its place; two items that become one keep both notes."""
    given = selection("oud", "b", "nieuw", oud="een", nieuw="twee")
    found = call(page, "selection", "follow", given, {"oud": "nieuw"})
    assert found["selection"]["items"] == [item("nieuw", "een\n\ntwee"), item("b")]
    assert [entry["slug"] for entry in found["moved"]] == ["oud"]


@pytest.mark.parametrize("slug", ["constructor", "toString", "__proto__"])
def test_a_slug_is_never_taken_for_a_property(page: Page, slug: str) -> None:
    """A slug that is the name of a property of every object must not be taken for an alias."""
    assert call(page, "selection", "follow", selection(slug), {})["moved"] == []


# What the browser keeps


def test_what_is_kept_comes_back(page: Page) -> None:
    """What was kept must come back exactly, odd texts too."""
    for text in HOSTILE:
        given = selection("a", "b", title=text[:120], intro=text, a=text)
        kept = call(page, "selection", "serialise", given)
        assert call(page, "selection", "parse", kept) == {"selection": given, "lost": []}


def test_nothing_kept_is_an_empty_selection(page: Page) -> None:
    """Without anything kept the selection must be empty, and nothing lost."""
    assert call(page, "selection", "parse", None) == {"selection": selection(), "lost": []}


@pytest.mark.parametrize(
    ("kept", "expected", "said"),
    [
        ("{", [], "Er was niets meer leesbaar"),
        ("null", [], "beschadigd"),
        ("[]", [], "beschadigd"),
        ('"tekst"', [], "beschadigd"),
        ('{"version":1,"items":7}', [], "beschadigd"),
        ('{"items":[{"slug":"a"}]}', ["a"], "1 item. Kijk na"),
        ('{"version":2,"items":[{"slug":"a"}]}', ["a"], "nieuwere versie"),
        ('{"version":1,"items":[{"slug":"a"},null,{"slug":"../x"},{"slug":7},{}]}', ["a"], "4 items waren niet leesbaar"),
        ('{"version":1,"items":[{"slug":"a","note":{}}]}', ["a"], "De nota bij ‘a’ was niet leesbaar"),
        ('{"version":1,"title":"' + "t" * 10_000 + '","items":[]}', [], "ingekort tot 120 tekens"),
        ('{"version":1,"items":[{"slug":"a","note":"' + "n" * 10_000 + '"}]}', ["a"], "ingekort tot 2.002 tekens"),
        (json.dumps({"version": 1, "items": [{"slug": f"x{n}"} for n in range(103)]}), [f"x{n}" for n in range(100)], "(3)"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_said_and_the_rest_kept(
    page: Page, kept: str, expected: list[str], said: str
) -> None:
    """Of damaged data everything readable must be kept, and a sentence must say what was dropped."""
    found = call(page, "selection", "parse", kept)
    assert slugs(found["selection"]) == expected
    assert said in " ".join(found["lost"])


def test_data_that_was_cut_off_gives_what_is_whole(page: Page) -> None:
    """Every whole item must be saved from data that was cut off anywhere."""
    given = selection("een", "twee", "drie", title='Titel "met" aanhaling', een='nota \\ "x"', twee="{}")
    kept = call(page, "selection", "serialise", given)
    for length in range(1, len(kept)):
        found = call(page, "selection", "parse", kept[:length])
        whole = [slug for slug in slugs(given) if f'"slug":"{slug}"' in kept[:length]]
        assert slugs(found["selection"]) == whole
        assert found["lost"], length
    assert call(page, "selection", "parse", kept[:-1])["selection"]["items"] == given["items"]


def test_what_was_lost_is_not_forgotten(page: Page) -> None:
    """The sentence must survive until the reader has seen it, though another page keeps the selection again."""
    kept = call(page, "selection", "serialise", selection("a"), ["Er is iets weg."])
    assert call(page, "selection", "parse", kept)["lost"] == ["Er is iets weg."]


# Links


def test_a_link_brings_everything(page: Page) -> None:
    """What stands in a link must come out exactly, whatever was typed."""
    for text in HOSTILE:
        given = selection("praattafel", "1-geen-tijd", title=text[:120], intro=text, **{"1-geen-tijd": text})
        link = call(page, "selection-link", "encode", given)
        assert URL_SAFE.fullmatch(link), link
        assert call(page, "selection-link", "decode", f"#{link}") == {"selection": given, "lost": []}


def test_a_link_keeps_the_notes_with_their_items(page: Page) -> None:
    """Also beyond the thirty-sixth item a note must come back with its own item."""
    given = selection(*(f"x{number}" for number in range(100)), x0="nul", x37="zevenendertig", x99="laatste")
    link = call(page, "selection-link", "encode", given)
    assert call(page, "selection-link", "decode", link)["selection"] == given


def test_a_link_is_compact(page: Page) -> None:
    """Ten items with a sentence each must fit in a link that mail programs leave whole."""
    note = "Dit kan ook bij ons: het buurthuis staat er al, en de jeugddienst wil meedoen. "
    given = selection(*(f"voorbeeld-van-een-praktijk-{n}" for n in range(10)))
    given["items"] = [{**entry, "note": note} for entry in given["items"]]
    assert len(call(page, "selection-link", "encode", given)) < 1400


def test_a_link_can_leave_the_notes_out(page: Page) -> None:
    """Without notes the link must hold the rest."""
    link = call(page, "selection-link", "encode", selection("a", title="T", a="geheim"), {"notes": False})
    found = call(page, "selection-link", "decode", link)
    assert found == {"selection": selection("a", title="T"), "lost": []}


def test_another_fragment_is_no_selection(page: Page) -> None:
    """An anchor of the page must not be taken for a selection."""
    for anchor in ("", "#", "#inhoud", "#selectie", "#s", "#s1x", "#dossier-a"):
        assert call(page, "selection-link", "decode", anchor) is None


def test_a_mangled_link_is_still_read(page: Page) -> None:
    """Line breaks, percent signs and a full stop behind the link must not harm it."""
    given = selection("praattafel", "straatfeest", title="Été à Gand", praattafel="Eén nota, kort.")
    link = call(page, "selection-link", "encode", given)
    halves = f"{link[:30]}\n {link[30:]}"
    for text in (halves, link.replace("~", "%7E").replace("/", "%2F"), f"{link}.", f"{link}>", f"{link})"):
        assert call(page, "selection-link", "decode", text) == {"selection": given, "lost": []}


def test_a_link_that_was_cut_off_says_so(page: Page) -> None:
    """A link that ends too early must never pass for whole, and give what stands before."""
    given = selection("praattafel", "straatfeest", title="Titel", intro="Inleiding", praattafel="Een nota.")
    link = call(page, "selection-link", "encode", given)
    for length in range(len("s1"), len(link)):
        found = call(page, "selection-link", "decode", link[:length])
        assert "niet volledig" in found["lost"][0], link[:length]
        assert set(slugs(found["selection"])) <= set(slugs(given)), link[:length]
    whole_list = link.index("/t")
    found = call(page, "selection-link", "decode", link[: whole_list + 3])
    assert slugs(found["selection"]) == slugs(given)
    assert "Wel leesbaar: 2 items." in found["lost"][1]
    assert "Verloren: de titel, wat daarna kwam." in found["lost"][1]


def test_a_list_that_was_cut_off_drops_the_half_slug(page: Page) -> None:
    """Half a slug may be the name of another record: it must not come along."""
    link = call(page, "selection-link", "encode", selection("praattafel", "straatfeest-extra"))
    found = call(page, "selection-link", "decode", link[: link.index("-extra")])
    assert slugs(found["selection"]) == ["praattafel"]


def test_a_link_that_was_changed_says_so(page: Page) -> None:
    """Any sign that changes must be noticed, and what it does not touch must be kept."""
    given = selection("praattafel", "straatfeest", title="Titel", intro="Inleiding", straatfeest="Een nota.")
    link = call(page, "selection-link", "encode", given)
    for at in range(link.index("/", 3) + 1, len(link)):
        changed = link[:at] + ("q" if link[at] != "q" else "z") + link[at + 1 :]
        found = call(page, "selection-link", "decode", changed)
        assert found["lost"], changed
    found = call(page, "selection-link", "decode", link.replace("Inleiding", "Inleidinx"))
    assert found["selection"] == {**given, "intro": ""}
    assert found["lost"][0] == "Deze link is beschadigd: er is iets in veranderd."
    assert "Verloren: de inleiding." in found["lost"][1]


def test_the_check_is_the_one_that_is_written_down(page: Page) -> None:
    """The four signs must be those of FNV-1a, so that links of today can be read for ever."""
    assert call(page, "selection-link", "encode", selection("a", title="T")) == (
        f"s1/2/ia{check_of('ia')}/tT{check_of('tT')}"
    )


@pytest.mark.parametrize(
    "fields",
    [
        ["ia", "t~zzzzzzzzzz~"],
        ["ia", "t~-~"],
        ["ia", "n" + "z" * 20 + ".x"],
        ["ia", "x9"],
        ["i..%2F..etc.a"],
        ["ia." + "a" * 300],
        ["ia", "n0." + "n" * 5000],
    ],
)
def test_a_made_up_link_gives_at_most_what_fits(page: Page, fields: list[str]) -> None:
    """A link that somebody made by hand, with right checks, must give valid items and say what it dropped."""
    found = call(page, "selection-link", "decode", fragment(*fields))
    assert slugs(found["selection"]) in (["a"], [])
    assert all(len(entry["note"]) <= 2002 for entry in found["selection"]["items"])
    assert found["lost"] or fields == ["ia", "n" + "z" * 20 + ".x"]


def test_a_link_that_is_too_long_gives_its_beginning(page: Page) -> None:
    """Of a link beyond the limit the beginning must be read, and quickly."""
    notes = {f"x{number}": "n" * 1000 for number in range(20)}
    link = call(page, "selection-link", "encode", selection(*notes, **notes))
    found = call(page, "selection-link", "decode", link)
    assert found["lost"][0] == "Deze link is langer dan 8.000 tekens. Alleen het begin is gelezen."
    assert len(found["selection"]["items"]) == 20
    assert 5 <= sum(bool(entry["note"]) for entry in found["selection"]["items"]) <= 8
    huge = call(page, "selection-link", "decode", "s1/2/ia" + "%7E" * 1_000_000)
    assert "langer dan" in huge["lost"][0]


def test_a_link_of_another_version_says_so(page: Page) -> None:
    """A link of a later version must be explained, not guessed at."""
    found = call(page, "selection-link", "decode", "#s2/1/iabcd")
    assert found["selection"]["items"] == []
    assert "andere versie" in found["lost"][0]


# Tables


def table(page: Page, rows: list[dict[str, object]]) -> list[dict[str, str]]:
    """The rows of the table, as a Belgian spreadsheet reads them."""
    text = call(page, "selection-csv", "csv", rows)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_a_table_keeps_every_text(page: Page) -> None:
    """Line breaks, semicolons and quotes must come back from a table as they were."""
    for text in (*HOSTILE, 'a;b,c"d"; e'):
        if "\ud800" not in text:
            [row] = table(page, [{"title": "Naam", "note": text}])
            assert row["Nota"] == text
            assert row["Titel"] == "Naam"


def test_several_values_stand_apart_in_a_cell(page: Page) -> None:
    """Several values must not look like several cells, nor like one with a comma inside."""
    [row] = table(page, [{"source": ["Boekje (2013), blz. 3", "Nota (2016)"], "year": [2012]}])
    assert row["Bron"] == "Boekje (2013), blz. 3 | Nota (2016)"
    assert row["Jaar"] == "2012"
    assert row["Thema"] == ""


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_a_table_holds_no_formula(page: Page, sign: str) -> None:
    """A cell that a spreadsheet would take for a formula must be quoted, as in the open data."""
    [row] = table(page, [{"note": f"{sign}SUM(A1)"}])
    assert row["Nota"] == f"'{sign}SUM(A1)"


@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_table_holds_no_formula_behind_another_separator(page: Page, separator: str) -> None:
    """A spreadsheet that begins a cell at a comma or a tab too must find none inside a text."""
    text = call(page, "selection-csv", "csv", [{"note": f"a{separator}=SUM(A1)"}])
    assert f';"a{separator}=SUM(A1)"\r\n' in text


# Weight


def test_what_every_page_loads_is_small() -> None:
    """The two scripts that every page loads must stay below 6 kB, compressed."""
    folder = ROOT / "docs/assets/javascripts"
    names = ("selection.mjs", "kapstok-selection.mjs")
    assert sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in names) <= 6_000
