"""Does what a record refers to exist?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kapstok.read import RawRecord

from .values import ABSENT, borough, practice, problem_of, problems_of, record, town


def hangijzer(slug: str, **fields: object) -> RawRecord:
    return record("hangijzer", slug, **{"number": slug[0], **fields})  # type: ignore[arg-type]


def partner(slug: str, **fields: object) -> RawRecord:
    return record("partner", slug, **fields)  # type: ignore[arg-type]


def subsidy(slug: str, **fields: object) -> RawRecord:
    return record("subsidy", slug, **fields)  # type: ignore[arg-type]


KNOWN = (
    practice("b", title="B"),
    hangijzer("1-c"),
    partner("brug", name="De Brug", aliases=["Brugfiguren Gent"]),
    subsidy("geld"),
    record("term", "woord"),
)


@pytest.mark.parametrize(
    "own",
    [
        practice("a", theme=["taal", "buurt"], section="lezen"),
        practice("a", municipality=["Gent", "Kruibeke"], place={"Gent": "Drongen"}),
        practice("a", municipality=ABSENT, province="Limburg"),
        practice("a", target_groups=["ouders", "kinderen"], subsidies="geld", hangijzers="1-c", see_also=["b"]),
        practice("a", source=[{"id": "boekje", "page": "3"}, {"id": "verslag"}]),
        practice("a", municipality=["Gent", "Asse"], variants=[{"municipality": "Asse", "note": "x"}]),
        hangijzer("2-a", practices=[{"practice": "b", "point": "1"}], partners=["De Brug"], source={"id": "boekje"}),
        partner("a", name="Ander", municipality="Gent", successor={"name": "De Brug", "partner": "brug"}, same_as="brug"),
        subsidy("a", theme="buurt", successor={"name": "De Brug", "partner": "brug"}),
        record("resource", "a", theme="taal", practices=["b"], publishers=["brug"], municipality="Gent"),
        record("table", "a", practices=["b"], source={"id": "boekje"}),
        record("term", "a", title="Ander", see=["woord"], partner="brug"),
    ],
    ids=lambda own: f"{own.kind}-{'-'.join(own.data)[-30:]}",
)  # fmt: skip
def test_reference_to_what_exists_is_fine(own: RawRecord) -> None:
    """A reference to a record that is there must give no problem."""
    assert problems_of(*KNOWN, own) == []


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (practice("a", target_groups=["zzzz"]), "target_groups"),
        (practice("a", subsidies=["zzzz"]), "subsidies"),
        (practice("a", hangijzers=["zzzz"]), "hangijzers"),
        (practice("a", see_also=["zzzz"]), "see_also"),
        (practice("a", see_also=[{"practice": "zzzz", "reason": "x"}]), "see_also"),
        (practice("a", source={"id": "zzzz"}), "source.id"),
        (practice("a", section="zzzz"), "section"),
        (practice("a", municipality="zzzz"), "municipality"),
        (practice("a", variants=[{"municipality": "zzzz", "note": "x"}]), "variants.municipality"),
        (hangijzer("2-a", theme="zzzz"), "theme"),
        (hangijzer("2-a", practices=[{"practice": "zzzz", "point": "1"}]), "practices.practice"),
        (hangijzer("2-a", source={"id": "zzzz"}), "source.id"),
        (partner("a", name="Ander", municipality="zzzz"), "municipality"),
        (partner("a", name="Ander", successor={"name": "X", "partner": "zzzz"}), "successor.partner"),
        (partner("a", name="Ander", same_as="zzzz"), "same_as"),
        (partner("a", name="Ander", source={"id": "zzzz"}), "source.id"),
        (subsidy("a", theme="zzzz"), "theme"),
        (subsidy("a", successor={"name": "X", "partner": "zzzz"}), "successor.partner"),
        (record("resource", "a", theme="zzzz"), "theme"),
        (record("resource", "a", practices=["zzzz"]), "practices"),
        (record("resource", "a", publishers=["zzzz"]), "publishers"),
        (record("resource", "a", municipality=["zzzz"]), "municipality"),
        (record("table", "a", practices=["zzzz"]), "practices"),
        (record("table", "a", source={"id": "zzzz"}), "source.id"),
        (record("term", "a", title="Ander", see=["zzzz"]), "see"),
        (record("term", "a", title="Ander", partner="zzzz"), "partner"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)  # fmt: skip
def test_reference_to_nothing_is_a_problem(own: RawRecord, field: str) -> None:
    """A reference to what is not there must be one problem, at its field and its value."""
    found = problem_of(*KNOWN, own)
    assert (found.path, found.field, found.value) == (own.path, field, "zzzz")


@pytest.mark.parametrize(
    ("own", "suggestion"),
    [
        (practice("a", target_groups=["ouder"]), "ouders"),
        (practice("a", subsidies=["gelt"]), "geld"),
        (practice("a", source={"id": "boekjes"}), "boekje"),
        (practice("a", section="babelen"), "babbelen"),
        (practice("a", municipality="Lokere"), "Lokeren"),
        (practice("a", municipality="gent"), "Gent"),
        (hangijzer("2-a", theme="tael"), "taal"),
        (hangijzer("2-a", partners=["De Brugg"]), "De Brug"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_problem_suggests_what_is_near(own: RawRecord, suggestion: str) -> None:
    """A reference with a typing error must be answered with the right spelling."""
    assert problem_of(*KNOWN, own).hint == f"Bedoelde u '{suggestion}'?"


def test_problem_has_the_line_of_the_item() -> None:
    """The line of a wrong item must be that of the item, not of the list."""
    own = practice("a", target_groups=["ouders", "zzzz"])
    assert problem_of(own).line == own.line(("target_groups", 1)) != own.line(("target_groups",))


def test_first_theme_is_the_folder() -> None:
    """A practice in the folder of another theme than its first must be a problem."""
    assert problem_of(practice("a", theme=["buurt", "taal"], path="practices/taal/a.md")).field == "theme"


def test_section_belongs_to_the_first_theme() -> None:
    """A sub-question of the second theme must be a problem."""
    assert problem_of(practice("a", theme=["taal", "buurt"], section="feesten")).field == "section"


@pytest.mark.parametrize("fields", [{}, {"municipality": [], "province": []}])
def test_practice_needs_a_place(fields: dict[str, object]) -> None:
    """A practice without municipality and without province must be a problem."""
    assert problem_of(practice("a", **{"municipality": ABSENT, **fields})).field == "municipality"


def test_province_must_fit_the_municipality() -> None:
    """A province in which the municipality does not lie must be a problem."""
    assert problem_of(practice("a", municipality="Gent", province="Limburg")).field == "province"


@pytest.mark.parametrize("province", ["Antwerpen", "Oost-Vlaanderen"])
def test_province_may_be_that_of_then_or_now(province: str) -> None:
    """A municipality that changed province must be right with either."""
    assert problems_of(practice("a", municipality="Zwijndrecht", province=province)) == []


def test_place_must_lie_in_a_municipality_of_the_practice() -> None:
    """A place under a municipality that the practice does not name must be a problem."""
    assert problem_of(practice("a", municipality="Gent", place={"Asse": "Zellik"})).value == "Asse"


def test_variant_must_be_about_a_municipality_of_the_practice() -> None:
    """A variant for a municipality that the practice does not name must be a problem."""
    own = practice("a", municipality="Gent", variants=[{"municipality": "Asse", "note": "x"}])
    assert problem_of(own).field == "variants"


@pytest.mark.parametrize("name", ["Zellik", "zellik"])
def test_borough_is_no_municipality(name: str) -> None:
    """A borough given as a municipality must be answered with its municipality and the field for boroughs."""
    assert (
        problem_of(practice("a", municipality=name)).hint == "Bedoelde u 'Asse' met 'place: {Asse: Zellik}'?"
    )


def test_borough_of_two_municipalities_names_both() -> None:
    """An ambiguous borough must be answered with every municipality that it may be in."""
    other = record("borough", "2", name="Zellik", municipality_nis="44021", municipality="Gent")
    assert problem_of(practice("a", municipality="Zellik"), other).hint == (
        "Bedoelde u 'Asse' met 'place: {Asse: Zellik}' of 'Gent' met 'place: {Gent: Zellik}'?"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Zelik", "Bedoelde u 'Zellik', een deelgemeente van 'Asse'? Schrijf 'Asse' met 'place: {Asse: Zellik}'."),
        ("Zellick", "Bedoelde u 'Zellik', een deelgemeente van 'Asse'? Schrijf 'Asse' met 'place: {Asse: Zellik}'."),
        ("Dilbek", "Bedoelde u 'Dilbeek'?"),
        ("halle", "Bedoelde u 'Halle'?"),
        ("Hale", "Bedoelde u 'Halle'?"),
        ("1731 Zellik", "Bedoelde u 'Zellik', een deelgemeente van 'Asse'? Schrijf 'Asse' met 'place: {Asse: Zellik}'."),
        ("1500 Halle", "Bedoelde u 'Halle'?"),
        ("1500", "Schrijf de naam van de gemeente, zonder postcode."),
        ("1500 Zzzzik", "Schrijf de naam van de gemeente, zonder postcode."),
        ("Zzzzik", "Gebruik de officiële naam, zoals in register/municipalities.csv."),
    ],
)  # fmt: skip
def test_misspelt_borough_is_answered_with_its_municipality(name: str, hint: str) -> None:
    """A name nearer to a borough than to any municipality must be answered with both; as near, the municipality counts.

    A postcode beside a name must not be in the way, and one without a name must be answered with what to write.
    """
    places = (
        town("23016", "Dilbeek", "Vlaams-Brabant"),
        town("23027", "Halle", "Vlaams-Brabant"),
        town("11059", "Zoersel", "Antwerpen"),
        borough("Halle", "11059", "Zoersel"),
    )
    found = problem_of(practice("a", municipality=name), *places)
    assert (found.rule, found.hint) == ("onbekende-gemeente", hint)


def test_misspelt_borough_of_two_municipalities_names_both() -> None:
    """A borough that two municipalities have must be answered with both, also with a typing error."""
    other = record("borough", "2", name="Zellik", municipality_nis="44021", municipality="Gent")
    found = problem_of(practice("a", municipality="Zelik"), other)
    assert found.hint == (
        "Bedoelde u 'Zellik', een deelgemeente van 'Asse' of 'Gent'? "
        "Schrijf 'Asse' met 'place: {Asse: Zellik}' of 'Gent' met 'place: {Gent: Zellik}'."
    )


def test_name_that_is_both_is_a_municipality() -> None:
    """A name that is a municipality as well as a borough must be taken as the municipality."""
    assert problems_of(practice("a", municipality="Lokeren"), borough("Lokeren", "46029", "Lokeren")) == []


def test_practice_does_not_refer_to_itself() -> None:
    """A practice that names itself as related must be a problem."""
    assert problem_of(practice("a", see_also=["a"])).field == "see_also"


@pytest.mark.parametrize("name", ["De Brug", "de brug", "Brugfiguren Gent", "BRUGFIGUREN  GENT"])
def test_partner_may_be_named_as_the_register_does(name: str) -> None:
    """A name or alias of the register must be taken, whatever its capitals and spaces."""
    assert problems_of(*KNOWN, practice("a", partners=[name])) == []


def test_partner_that_the_register_lacks_is_accepted() -> None:
    """A partner that is not in the register must be no problem."""
    assert problems_of(*KNOWN, practice("a", partners=["Scouts Nergens"])) == []


@pytest.mark.parametrize(
    "name", ["De Brig", "De Brugg", "De Brug, vzw", "Brugfiguren Gnet", "Brugfigurn Gentt"]
)
def test_partner_that_is_nearly_known_is_a_problem(name: str) -> None:
    """A name that is nearly one of the register must be a problem: it is a typing error."""
    assert problem_of(*KNOWN, practice("a", partners=[name])).field == "partners"


def test_short_partner_is_not_nearly_another() -> None:
    """Of short names one letter makes another organisation."""
    assert problems_of(partner("vdab", name="VDAB"), practice("a", partners=["VDAC"])) == []


@pytest.mark.parametrize("kind", [practice, hangijzer])
def test_partner_under_two_names_is_a_problem(kind: Callable[..., RawRecord]) -> None:
    """An organisation that stands in a list under two of its names must be one problem, at the second."""
    own = kind("2-a", partners=["brugfiguren gent", "VDAB", "De Brug"])
    found = problem_of(*KNOWN, own)
    assert (found.line, found.value) == (own.line(("partners", 2)), "De Brug")
    assert "'brugfiguren gent'" in found.hint


def test_services_of_a_generic_partner_are_not_one() -> None:
    """Names of a kind of service stand for services apart: two of them must be no problem."""
    diensten = partner(
        "diensten", name="stadsdienst", aliases=["groendienst", "milieudienst"], generic="true"
    )
    assert problems_of(diensten, practice("a", partners=["groendienst", "milieudienst", "stadsdienst"])) == []


@pytest.mark.parametrize("point", ["1", "2"])
def test_proof_of_an_argument_that_is_there(point: str) -> None:
    """A practice may prove any of the numbered arguments of the text."""
    own = hangijzer(
        "2-a", practices=[{"practice": "b", "point": point}], body="## 1. Een\n\nX\n\n## 2. Twee\n\nY"
    )
    assert problems_of(*KNOWN, own) == []


def test_practice_proves_a_point_once() -> None:
    """The same practice at the same point must be a problem; at another point, and another practice, must not."""
    proofs = [("b", "1"), ("b", "2"), ("d", "1"), ("b", "1")]
    own = hangijzer("2-a", practices=[{"practice": slug, "point": point} for slug, point in proofs])
    found = problem_of(*KNOWN, practice("d", title="D"), own)
    assert (found.line, found.value) == (own.line(("practices", 3)), "b")


def test_proof_of_an_argument_that_is_not_there() -> None:
    """A practice that proves an argument beyond the last must be a problem."""
    own = hangijzer(
        "2-a", practices=[{"practice": "b", "point": "3"}], body="## 1. Een\n\nX\n\n## 2. Twee\n\nY"
    )
    assert problem_of(*KNOWN, own).field == "practices.point"


def test_row_of_a_table_has_a_cell_for_each_column() -> None:
    """A row that is too short must be a problem on its own line."""
    own = record("table", "a", rows=[["2012", "4"], ["2013"]])
    found = problem_of(own)
    assert (found.field, found.line) == ("rows", own.line(("rows", 1)))


def test_wrong_theme_does_not_hide_the_practice() -> None:
    """A reference to a theme that has a mistake of its own must be no second problem."""
    assert problem_of(record("theme", "taal", colour="rood"), practice("a")).field == "colour"


def test_wrong_practice_does_not_break_its_references() -> None:
    """A reference to a practice that has a mistake of its own must be no second problem."""
    assert problem_of(practice("b", title="x" * 91), practice("a", see_also=["b"])).field == "title"


def test_wrong_municipality_does_not_break_its_references() -> None:
    """A practice in a municipality whose row has a mistake must be no second problem."""
    assert problem_of(town("44021", "Gent", "Oost-Vlaanderen", lat="91"), practice("a")).field == "lat"


def test_wrong_partner_does_not_become_a_typing_error() -> None:
    """The name of a partner whose file has a mistake must not be taken for another partner's."""
    found = problem_of(
        partner("een", name="Werkgroep Een", website=[]),
        partner("vijf", name="Werkgroep Een 5"),
        practice("a", partners=["Werkgroep Een"]),
    )
    assert found.field == "website"
