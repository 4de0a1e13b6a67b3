"""Everything frozen and sorted, every reference resolved in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, fields

import pytest

from kapstok.catalogue import Catalogue, build_catalogue, sort_key
from kapstok.check import check
from kapstok.raw import RawRecord

from .values import ABSENT, TODAY, catalogue_of, checked_of, practice, problem_of, raw_of, record


def slugs(found: object) -> list[str]:
    """The slugs of a row of records."""
    return [item.slug for item in found]  # type: ignore[attr-defined]


def hangijzer(slug: str, **fields: object) -> RawRecord:
    return record("hangijzer", slug, **fields)  # type: ignore[arg-type]


def partner(slug: str, **fields: object) -> RawRecord:
    return record("partner", slug, **{"name": slug.capitalize(), **fields})  # type: ignore[arg-type]


def body(text: str, *others: RawRecord) -> str:
    """The HTML of a practice with this text."""
    catalogue = catalogue_of(practice("a", body=text), *others)
    return str(catalogue.body_of(catalogue.practices["a"]).html)


def test_today_is_the_date_that_was_given() -> None:
    """The catalogue must know no other date than the one it was given."""
    assert build_catalogue(checked_of(), TODAY).today == TODAY


def test_practices_are_sorted_by_title() -> None:
    """Practices must come in the order of the alphabet, without capitals, accents and opening quotes."""
    found = catalogue_of(
        practice("a", title="zoo"),
        practice("b", title="'École'"),
        practice("c", title="Dag"),
        practice("d", title="“Fiets”"),
    )
    assert list(found.practices) == ["c", "b", "d", "a"]


def test_equal_titles_are_sorted_by_slug() -> None:
    """Two practices of one title must always come in the same order."""
    assert list(catalogue_of(practice("b"), practice("a")).practices) == ["a", "b"]


def test_hangijzers_are_sorted_by_number() -> None:
    """Hete hangijzers must come by number, ten after nine."""
    found = catalogue_of(hangijzer("a", number="10"), hangijzer("b", number="9"), hangijzer("c", number="1"))
    assert list(found.hangijzers) == ["c", "b", "a"]


def test_themes_keep_their_order() -> None:
    """Themes must stay in the order of the register."""
    assert list(catalogue_of().themes) == ["taal", "buurt"]


@pytest.mark.parametrize(
    ("title", "key"),
    [("'s Avonds", "s avonds"), ("“Één”", "een"), ("  De Brug", "de brug"), ("(On)zin", "on)zin")],
)
def test_opening_signs_do_not_count_for_the_order(title: str, key: str) -> None:
    """What stands before the first letter must not put a title in front."""
    assert sort_key(title).startswith(key)


def test_order_of_the_files_makes_no_difference() -> None:
    """The same records in another order must give the same catalogue."""
    records = [
        practice("a", title="B", see_also=["b"], partners=["Brug"], hangijzers="1-x"),
        practice("b", title="A", see_also=["a"], target_groups="ouders"),
        practice("c", title="A", see_also=["a"], municipality=["Gent", "Kruibeke"]),
        hangijzer("1-x", practices=[{"practice": "c", "point": "1"}, {"practice": "a", "point": "2"}]),
        partner("brug"),
        record("subsidy", "geld"),
    ]
    one, other = catalogue_of(*records), catalogue_of(*reversed(records))
    for part in fields(Catalogue):
        first, second = getattr(one, part.name), getattr(other, part.name)
        assert first == second, part.name
        if isinstance(first, Mapping):
            assert list(first) == list(second), part.name


def test_catalogue_does_not_change() -> None:
    """No part of the catalogue may be replaced."""
    with pytest.raises(FrozenInstanceError):
        catalogue_of().today = TODAY  # type: ignore[misc]


@pytest.mark.parametrize(
    "part", [part.name for part in fields(Catalogue) if part.name not in ("today", "places")]
)
def test_lookups_do_not_change(part: str) -> None:
    """Nothing may be added to a lookup after it was made."""
    with pytest.raises(TypeError):
        getattr(catalogue_of(), part)["x"] = "y"


def test_practice_is_in_each_of_its_themes() -> None:
    """A practice must be found under every theme that it names."""
    found = catalogue_of(practice("a", theme=["taal", "buurt"]), practice("b")).practices_of_theme
    assert {theme: slugs(items) for theme, items in found.items()} == {"buurt": ["a"], "taal": ["a", "b"]}


def test_practice_is_in_the_town_of_then_and_of_now() -> None:
    """A practice of a merged municipality must be found under its old and its new name."""
    found = catalogue_of(practice("a", municipality=["Kruibeke", "Zwijndrecht"])).practices_of_town
    assert {name: slugs(items) for name, items in found.items()} == {
        "Beveren-Kruibeke-Zwijndrecht": ["a"],
        "Kruibeke": ["a"],
        "Zwijndrecht": ["a"],
    }


def test_towns_of_a_practice_keep_their_order() -> None:
    """The municipalities of a practice must come as it names them."""
    towns = catalogue_of(practice("a", municipality=["Lokeren", "Gent"])).towns_of["a"]
    assert [town.name for town in towns] == ["Lokeren", "Gent"]


def test_province_follows_from_the_municipality() -> None:
    """Without a province of its own a practice must have those of today of its municipalities, in our order."""
    found = catalogue_of(practice("a", municipality=["Zwijndrecht", "Antwerpen"]))
    assert found.provinces_of["a"] == ("Antwerpen", "Oost-Vlaanderen")


def test_province_that_is_written_counts() -> None:
    """A province that stands in the file must be taken as written."""
    found = catalogue_of(practice("a", municipality="Zwijndrecht", province="Antwerpen"))
    assert found.provinces_of["a"] == ("Antwerpen",)


def test_provinces_come_in_our_order() -> None:
    """Provinces must come in one order everywhere, Brussels last, however the file lists them."""
    found = catalogue_of(practice("a", municipality=ABSENT, province=["Limburg", "Brussel", "Antwerpen"]))
    assert found.provinces_of["a"] == ("Antwerpen", "Limburg", "Brussel")


def test_practice_without_municipality_is_in_its_province() -> None:
    """A practice of a province alone must be found under the province and under no town."""
    found = catalogue_of(practice("a", municipality=ABSENT, province=["Limburg"]))
    assert (slugs(found.practices_of_province["Limburg"]), found.towns_of["a"]) == (["a"], ())


def test_partner_is_found_by_any_of_its_names() -> None:
    """A practice must be found at the partner, whichever name it uses and in whatever spelling."""
    found = catalogue_of(
        partner("brug", name="De Brug", aliases=["DB"]),
        practice("a", partners=["de  brug"]),
        practice("b", partners=["db"]),
    )
    assert slugs(found.practices_of_partner["brug"]) == ["a", "b"]


def test_two_services_of_a_generic_partner_count_once() -> None:
    """A practice that names two services of one generic partner must stand there once."""
    diensten = partner("diensten", name="stadsdienst", aliases=["groendienst"], generic="true")
    found = catalogue_of(diensten, practice("a", partners=["stadsdienst", "groendienst"]))
    assert slugs(found.practices_of_partner["diensten"]) == ["a"]


def test_partners_of_a_record_keep_their_names() -> None:
    """A partner must be shown as the record writes it, with its register entry where there is one."""
    found = catalogue_of(
        partner("brug", name="De Brug", aliases=["DB"]), practice("a", partners=["DB", "Scouts"])
    )
    names = [(name, entry.slug if entry else None) for name, entry in found.partners_of(found.practices["a"])]
    assert names == [("DB", "brug"), ("Scouts", None)]


@pytest.mark.parametrize(
    ("lookup", "key", "own"),
    [
        ("practices_of_target_group", "ouders", practice("a", target_groups="ouders")),
        ("practices_of_subsidy", "geld", practice("a", subsidies="geld")),
        ("hangijzers_of_theme", "buurt", hangijzer("a", theme="buurt")),
        ("hangijzers_of_partner", "brug", hangijzer("a", partners=["brug"])),
        ("subsidies_of_theme", "buurt", record("subsidy", "a", theme="buurt")),
        ("resources_of_theme", "buurt", record("resource", "a", theme="buurt")),
        ("resources_of_practice", "p", record("resource", "a", practices="p")),
        ("resources_of_partner", "brug", record("resource", "a", publishers="brug")),
        ("tables_of_practice", "p", record("table", "a", practices="p")),
        ("succeeded_by", "brug", partner("a", successor={"name": "Brug", "partner": "brug"})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_reference_is_found_from_the_other_side(lookup: str, key: str, own: RawRecord) -> None:
    """What a record refers to must know that record."""
    found = catalogue_of(practice("p"), partner("brug"), record("subsidy", "geld"), own)
    assert slugs(getattr(found, lookup)[key]) == ["a"]


def test_same_organisation_goes_both_ways() -> None:
    """Two entries for one organisation must know each other, whichever names the other."""
    found = catalogue_of(partner("a", same_as="b"), partner("b")).same_organisation
    assert {slug: slugs(items) for slug, items in found.items()} == {"a": ["b"], "b": ["a"]}


def test_hangijzer_has_its_proofs_and_those_who_name_it() -> None:
    """A hangijzer must have the practices that it names first, then those that name it, each once."""
    found = catalogue_of(
        hangijzer(
            "1-x",
            practices=[
                {"practice": "c", "point": "2"},
                {"practice": "b", "point": "1"},
                {"practice": "c", "point": "1"},
            ],
        ),
        practice("a", hangijzers="1-x"),
        practice("b", hangijzers="1-x"),
        practice("c"),
    )
    assert slugs(found.practices_of_hangijzer["1-x"]) == ["c", "b", "a"]


def test_practice_has_the_hangijzers_of_both_sides() -> None:
    """A practice must have the hangijzers that name it and those that it names, by number."""
    found = catalogue_of(
        hangijzer("x", number="2", practices=[{"practice": "a", "point": "1"}]),
        hangijzer("y", number="1"),
        practice("a", hangijzers="y"),
    )
    assert slugs(found.hangijzers_of_practice["a"]) == ["y", "x"]


def test_hangijzer_without_practices_has_none() -> None:
    """A hangijzer that nothing refers to must have an empty row, not be missing."""
    assert catalogue_of(hangijzer("1-x")).practices_of_hangijzer["1-x"] == ()


def test_related_practices_know_each_other() -> None:
    """A related practice must be shown in both directions; the reason speaks of one of them and stays there."""
    found = catalogue_of(
        practice("a", see_also=[{"practice": "b", "reason": "zelfde plek"}]), practice("b")
    ).related
    assert [(item.practice.slug, item.reason) for item in found["a"]] == [("b", "zelfde plek")]
    assert [(item.practice.slug, item.reason) for item in found["b"]] == [("a", "")]


def test_own_choice_comes_before_others() -> None:
    """A practice's own choices must come first, then who points at it, each once and with its own reason."""
    found = catalogue_of(
        practice("a", see_also=["c", {"practice": "b", "reason": "eigen"}]),
        practice("b", see_also=[{"practice": "a", "reason": "ander"}]),
        practice("c"),
        practice("d", see_also=["a"]),
    ).related
    assert [(item.practice.slug, item.reason) for item in found["a"]] == [
        ("c", ""),
        ("b", "eigen"),
        ("d", ""),
    ]


def test_practice_without_relations_has_none() -> None:
    """A practice that nothing relates to must have an empty row, not be missing."""
    assert catalogue_of(practice("a")).related["a"] == ()


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("b.md", "../../praktijken/b/"),
        ("../buurt/b.md#1-een", "../../praktijken/b/#1-een"),
        ("../hete-hangijzers/1-x.md", "../../hete-hangijzers/1-x/"),
        ("../../register/partners/brug.md", "../../partners/brug/"),
        ("/themas/taal/", "../../themas/taal/"),
        ("/zoeken/?q=x#wat", "../../zoeken/?q=x#wat"),
    ],
)
def test_link_in_a_text_leads_to_the_page(target: str, address: str) -> None:
    """A link to a file or to an address of the site must work from the page of the record."""
    assert f'href="{address}"' in body(f"[x]({target})", practice("b"), hangijzer("1-x"), partner("brug"))


@pytest.mark.parametrize("first", ["practice", "partner"])
def test_link_to_a_file_leads_to_that_file(first: str) -> None:
    """A link must lead to the file that it names, also when a file of another kind has the same name."""
    records = [practice("brug"), partner("brug")]
    html = body(
        "[x](brug.md) [y](../../register/partners/brug.md)",
        *(records if first == "practice" else records[::-1]),
    )
    assert 'href="../../praktijken/brug/"' in html
    assert 'href="../../partners/brug/"' in html


@pytest.mark.parametrize(
    "target", ["z.md", "../../etc/passwd", "b", "b/", "b.html", "//evil.test/x", "", "?q=x"]
)
def test_link_to_no_file_is_broken(target: str) -> None:
    """A link that names no file and no address must be a problem of the record, and no link on the page."""
    checked, problems = check(raw_of(practice("a", body=f"[woord]({target})"), practice("b")))
    assert [(problem.path, problem.rule, problem.value) for problem in problems] == [
        ("practices/taal/a.md", "dode-link", target)
    ]
    catalogue = build_catalogue(checked, TODAY)
    assert "href" not in catalogue.body_of(catalogue.practices["a"]).html


def test_broken_link_has_its_line() -> None:
    """The problem must be on the line where the link stands."""
    own = practice("a", body="Een.\n\nTwee [woord](z.md).")
    assert problem_of(own).line == own.body_line + 2


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[woord](mooiz.md)\n[woord](z.md)", "z.md"),
        ("Of z.md bestaat?\n[woord](niet\\_er.md)", "niet_er.md"),
        ("z.md\n<a href='z.md'>woord</a>", "z.md"),
        ("z.md [woord][een]\n\n[een]: z.md 'titel'", "z.md"),
        ("z\n[woord](b.md#z)", "#z"),
    ],
)
def test_broken_link_is_not_sought_in_another_word(text: str, target: str) -> None:
    """The line must be that of the link, also where its words stand elsewhere, or are written with a sign before them."""
    own = practice("a", body=text)
    _, problems = check(raw_of(own, practice("b"), practice("mooiz")))
    assert [(found.value, found.line) for found in problems] == [(target, own.body_line + text.count("\n"))]


def test_broken_link_that_is_written_otherwise_has_no_line() -> None:
    """Rather none than a wrong line."""
    assert problem_of(practice("a", body="Een.\n\n[woord](z&amp;y.md)")).line == 0


@pytest.mark.parametrize("kind", ["practice", "hangijzer", "partner", "subsidy"])
def test_broken_link_is_found_in_every_kind(kind: str) -> None:
    """A broken link must be found in the text of whatever has a text."""
    assert problem_of(record(kind, "a", body="## 1. [x](z.md)")).rule == "dode-link"


TERM = record("term", "nt2", title="NT2", forms=["NT2 voor ouders"], text="Nederlands als tweede taal.")


def test_first_use_of_a_term_leads_to_its_explanation() -> None:
    """A term must be a link where it is used first, and only there."""
    assert body("NT2 en NT2.", TERM) == '<p><a class="k-term" href="../../begrippen/#nt2">NT2</a> en NT2.</p>'


@pytest.mark.parametrize(
    "text", ["## NT2", "`NT2`", "[NT2](/themas/taal/)", "NT2x", "xNT2", "pre-NT2", "[x](https://NT2.be)"]
)
def test_term_is_no_link_inside_something_else(text: str) -> None:
    """A term inside a heading, a link, code or another word must stay as it is."""
    assert "k-term" not in body(text, TERM)


def test_longest_form_of_a_term_is_taken() -> None:
    """Of two forms that begin alike the longest must be the link."""
    assert ">NT2 voor ouders</a>" in body("NT2 voor ouders.", TERM)
