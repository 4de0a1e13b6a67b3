"""Raw records to typed ones, or every problem of every file in one run."""

from __future__ import annotations

import re

import pytest

from kapstok.check import check
from kapstok.model import MODELS, Practice
from kapstok.problem import Problem
from kapstok.read import RawCatalogue, RawRecord

from .values import (
    ABSENT,
    borough,
    checked_of,
    practice,
    problem_of,
    problems_of,
    raw_of,
    record,
    removed,
    town,
)


def test_register_of_these_tests_is_in_order() -> None:
    """The small register must have no problem of its own: otherwise these tests test nothing."""
    assert problems_of() == []


def test_empty_catalogue_is_in_order() -> None:
    """A catalogue without any record must have no problem."""
    assert check(RawCatalogue())[1] == []


def test_records_come_out_typed() -> None:
    """A record without a mistake must be typed, under its kind and slug, with its path and body."""
    found = checked_of(practice("babbel", body="Tekst.")).records["practice"]["babbel"]
    assert isinstance(found, Practice)
    assert (found.slug, found.path, found.body) == ("babbel", "practices/taal/babbel.md", "Tekst.")


def test_problems_of_reading_are_kept() -> None:
    """What went wrong while reading must be told together with what the check finds."""
    raw = raw_of(practice("a", title=ABSENT))
    raw.problems.append(Problem("x.md", 1, "", "", "Stuk."))
    assert {problem.path for problem in check(raw)[1]} == {"x.md", "practices/taal/a.md"}


def test_every_mistake_of_every_file_is_told() -> None:
    """Mistakes of form and of reference, in several records, must come out of one run."""
    found = problems_of(
        practice("a", title="x" * 91, year="ooit", municipality="Nergens"),
        practice("b", theme="taal", target_groups="niemand"),
        record("hangijzer", "1-c", number="nul"),
    )
    assert {(p.path.split("/")[-1], p.field) for p in found} == {
        ("a.md", "title"),
        ("a.md", "year"),
        ("a.md", "municipality"),
        ("b.md", "target_groups"),
        ("1-c.md", "number"),
    }


def test_check_changes_nothing() -> None:
    """Checking the same records twice must give the same."""
    raw = raw_of(practice("a", title=ABSENT), practice("b"))
    first, second = check(raw), check(raw)
    assert (first[0].records, first[1]) == (second[0].records, second[1])


def test_problem_says_where_and_what() -> None:
    """A problem must name path, line, field and the value that was given."""
    own = practice("a", theme=["taal", "tael"])
    found = problem_of(own)
    assert (found.path, found.line, found.field, found.value) == (
        "practices/taal/a.md",
        own.line(("theme", 1)),
        "theme",
        "tael",
    )


@pytest.mark.parametrize("field", ["slug", "path", "body", "body_line"])
def test_field_of_the_program_is_refused(field: str) -> None:
    """Front matter must not take the place of what the program knows of a record."""
    own = practice("a")
    own.data[field] = "x"
    assert problem_of(own).field == field


@pytest.mark.parametrize("kind", ["practice", "hangijzer"])
@pytest.mark.parametrize("body", ["", "  \n \n"])
def test_text_is_required(kind: str, body: str) -> None:
    """A practice and a hangijzer must have a text."""
    assert problem_of(record(kind, "a", body=body)).field == ""


@pytest.mark.parametrize("kind", ["partner", "subsidy"])
def test_register_entry_needs_no_text(kind: str) -> None:
    """A partner and a subsidy may consist of fields alone."""
    assert problems_of(record(kind, "a", body="")) == []


@pytest.mark.parametrize("kind", ["practice", "hangijzer"])
def test_personal_contact_in_the_text_is_refused_on_its_line(kind: str) -> None:
    """A mobile number in a text must be a problem on the line where it stands."""
    own = record(kind, "a", body="Een.\n\nBel 0470 12 34 56.")
    found = problem_of(own)
    assert (found.line, found.value) == (own.body_line + 2, "0470 12 34 56")


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (practice("a", note="Bel 0470 12 34 56."), "note"),
        (practice("a", summary="Mail jan.peeters@gent.be."), "summary"),
        (practice("a", variants=[{"municipality": "Gent", "note": "Bel 0470 12 34 56."}]), "variants.note"),
        (practice("a", contact="jan.peeters@gent.be"), "contact"),
        (record("hangijzer", "a", summary="Bel 0470 12 34 56."), "summary"),
        (record("partner", "a", email="jan.peeters@gent.be"), "email"),
        (record("partner", "a", phone="0470 12 34 56"), "phone"),
        (record("partner", "a", note="Bel 0470 12 34 56."), "note"),
        (record("subsidy", "a", conditions="Mail jan.peeters@gent.be."), "conditions"),
        (record("source", "a", description="Vraag het aan jan.peeters@gent.be."), "description"),
        (record("theme", "a", intro="Bel 0470 12 34 56."), "intro"),
        (record("target_group", "a", title="Bel 0470 12 34 56"), "title"),
        (removed("a", reason="Vraag het aan jan.peeters@gent.be."), "reason"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_personal_contact_in_a_field_is_refused(own: RawRecord, field: str) -> None:
    """Personal data in any field of what people contribute must be one problem, on the line of the field."""
    found = problem_of(own)
    assert (found.field, found.line > 1) == (field, True)


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (removed("a", reason="Ze is \u202egestopt."), "reason"),
        (record("source", "a", description="Een boekje.\0"), "description"),
        (record("theme", "a", sections=[{"id": "b", "title": "Bab\x07bel"}]), "sections.title"),
        (record("synonyms", "a", lines=["fiets = \x1brijwiel"]), "lines"),
        (record("compounds", "a", lines=["buurtfeest = buurt + \x1bfeest"]), "lines"),
        (borough("Dron\x07gen", "44021", "Gent"), "name"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_character_that_nobody_sees_is_refused_in_every_kind(own: RawRecord, field: str) -> None:
    """A character that does something instead of being shown must be one problem, in each register."""
    found = problem_of(own)
    assert (found.rule, found.field, found.line > 1) == ("past-niet", field, True)


@pytest.mark.parametrize("kind", ["practice", "hangijzer", "partner", "subsidy"])
@pytest.mark.parametrize("name", ["Babbel", "bab bel", "café", "bab.bel", "-babbel", "bab_bel", "bab--bel"])
def test_file_name_is_an_address(kind: str, name: str) -> None:
    """A file name that cannot be part of an address must be a problem of the file as a whole."""
    found = problem_of(record(kind, name))
    assert (found.rule, found.line, found.value) == ("geen-adres", 0, name)


def test_slug_is_unique_over_themes() -> None:
    """Two practices of one name in two folders must be a problem: the name is the address."""
    own = practice("a", theme="buurt")
    assert problem_of(practice("a"), own).path == own.path


def test_slug_is_unique_over_practices_and_hangijzers() -> None:
    """A practice and a hangijzer must not have one name."""
    assert problem_of(practice("a"), record("hangijzer", "a")).value == "a"


def test_free_alias_is_fine() -> None:
    """A former address that nothing else has must be taken."""
    assert problems_of(practice("a", aliases=["oud"]), practice("b", aliases=["ouder"])) == []


@pytest.mark.parametrize("alias", ["a", "b", "1-c"])
def test_alias_is_no_slug(alias: str) -> None:
    """A former address must not be that of a record, the record itself included."""
    found = problem_of(practice("a", aliases=[alias]), practice("b"), record("hangijzer", "1-c"))
    assert (found.field, found.value) == ("aliases", alias)


def test_alias_is_used_once() -> None:
    """Two records must not have one former address."""
    found = problem_of(practice("a", aliases=["oud"]), practice("b", aliases=["oud"]))
    assert (found.path, found.value) == ("practices/taal/b.md", "oud")


REGISTER = ("partner", "subsidy", "theme", "target_group")


@pytest.mark.parametrize("kind", REGISTER)
def test_former_slug_is_one_of_its_own_kind(kind: str) -> None:
    """In the register a former slug must be free in its own kind, and may be a slug of another kind."""
    own = record(kind, "nieuw", name="Nieuw", former_slugs=["oud"]) if kind in ("partner", "subsidy") else (
        record(kind, "nieuw", former_slugs=["oud"])
    )  # fmt: skip
    fields = {"name": "Oud"} if kind in ("partner", "subsidy") else {}
    assert problems_of(own, practice("oud"), practice("x", aliases=["nieuw"])) == []
    found = problem_of(own, record(kind, "oud", **fields))  # type: ignore[arg-type]
    assert (found.field, found.value) == ("former_slugs", "oud")


def test_other_name_of_a_partner_is_no_former_slug() -> None:
    """The aliases of a partner are names: they must not take an address."""
    assert problems_of(record("partner", "a", aliases=["b"]), record("partner", "b", name="Iets")) == []


@pytest.mark.parametrize("kind", ["practice", "hangijzer"])
def test_slug_of_something_deleted_is_taken(kind: str) -> None:
    """A former address must not be that of a deleted record: one address, one page."""
    found = problem_of(record(kind, "1-a", aliases=["weg"]), removed("weg"))
    assert (found.field, found.value) == ("aliases", "weg")


def test_deleted_records_of_two_kinds_may_have_one_slug() -> None:
    """A deleted practice and a deleted partner have different addresses, also with one slug."""
    gone = [removed("weg"), removed("weg", kind="partner")]
    assert problems_of(*gone) == []
    assert set(checked_of(*gone).records["removed"]) == {"practice/weg", "partner/weg"}
    assert problem_of(*gone, removed("weg")).field == "id"
    assert problem_of(*gone, removed("weg", kind="hangijzer")).field == "id"


def test_alias_is_named_once() -> None:
    """A record must not name one former address twice."""
    assert problem_of(practice("a", aliases=["oud", "oud"])).field == "aliases"


@pytest.mark.parametrize("name", ["De Brug", "DE BRUG", "De  Brúg", "de brug"])
@pytest.mark.parametrize("field", ["name", "aliases"])
def test_name_belongs_to_one_partner(field: str, name: str) -> None:
    """Two partners must not have one name, however it is spelled, as name or as alias."""
    fields = {"name": name} if field == "name" else {"name": "Iets anders", "aliases": [name]}
    found = problem_of(record("partner", "a", name="De Brug"), record("partner", "b", **fields))
    assert (found.path, found.field) == ("register/partners/b.md", field)


def test_partner_may_repeat_its_own_name() -> None:
    """An alias that is the name in another spelling must not be a clash with itself."""
    assert problems_of(record("partner", "a", name="De Brug", aliases=["de brug"])) == []


@pytest.mark.parametrize("kind", ["theme", "target_group", "source", "resource", "table", "term"])
def test_id_stands_once_in_a_register(kind: str) -> None:
    """Two items of a register must not have one id."""
    assert problem_of(record(kind, "x", title="A"), record(kind, "x", title="B")).value == "x"


@pytest.mark.parametrize("slug", ["Taal", "ta al", "taal/x", "../taal", "täal", "-", "taal-"])
def test_id_of_a_register_is_an_address(slug: str) -> None:
    """An id that cannot be part of an address must be a problem."""
    assert problem_of(record("target_group", slug)).value == slug


def test_code_of_a_municipality_stands_once() -> None:
    """Two municipalities must not have one code."""
    other = record("municipality", "other", name="Elders", nis="44021")
    assert problem_of(other).field == "nis"


def test_successor_must_exist() -> None:
    """A municipality must not be succeeded by an unknown code."""
    assert problem_of(town("12345", "Oud", "Limburg", "2018-12-31", "99999")).field == "successor"


@pytest.mark.parametrize(("until", "successor"), [("2018-12-31", None), (None, "44021")])
def test_end_and_successor_go_together(until: str | None, successor: str | None) -> None:
    """A municipality must have both an end and a successor, or neither."""
    assert problem_of(town("12345", "Oud", "Limburg", until, successor)).field == "until"


def test_borough_lies_in_a_known_municipality() -> None:
    """A borough must have the code of a municipality."""
    assert problem_of(borough("Nergens", "99999", "Niets")).field == "municipality_nis"


ODD = (
    None,
    "",
    "~",
    "x",
    "0",
    "-1",
    [],
    ["x"],
    [None],
    [[]],
    [["x"]],
    [{}],
    {},
    {"x": "y"},
    {"x": None},
    {"": [{}]},
)


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in MODELS for field in (*MODELS[kind].model_fields, "unknown", "")],
)
def test_any_value_in_any_field_gives_problems_for_people(kind: str, field: str) -> None:
    """Whatever somebody writes in a field, the check must answer in Dutch and never fail."""
    for value in ODD:
        own = record(kind, "odd")
        own.data[field] = value
        for problem in problems_of(own):
            assert problem.message.endswith((".", "?"))
            assert not re.search(r"Error|Input|should|valid |<class", problem.text())


@pytest.mark.parametrize("field", ["title", "theme", "year", "figures", "place", "source", "aliases"])
def test_field_without_a_value_is_called_empty(field: str) -> None:
    """A field that stands there without a value must be called empty, and nothing else be said of it."""
    found = problem_of(practice("a", **{field: None}))
    assert (found.field, found.message) == (field, "Dit veld is leeg.")


@pytest.mark.parametrize("field", ["status", "scope", "checked"])
@pytest.mark.parametrize("value", [["running", "x"], {"x": "y"}, [None]])
def test_list_where_one_value_must_stand_is_not_dumped(field: str, value: object) -> None:
    """A message must name a value as its author typed it, and not as Python writes a list."""
    assert not re.search(r"None|['\"]\[|['\"]\{", problem_of(practice("a", **{field: value})).message)


@pytest.mark.parametrize(
    "kind",
    [k for k, model in MODELS.items() if any(field.is_required() for field in model.model_fields.values())],
)
def test_record_without_any_field_gives_problems(kind: str) -> None:
    """A record with nothing in it must be a problem and never fail."""
    own = record(kind, "odd")
    own.data.clear()
    assert problems_of(own)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("2025-2026", "Schrijf elk jaar apart: '[2025, 2026]'."),
        ("2019 – 2021", "Schrijf elk jaar apart: '[2019, 2020, 2021]'."),
        ("van 2019 tot en met 2021", "Schrijf elk jaar apart: '[2019, 2020, 2021]'."),
        ("schooljaar 2024-25", "Schrijf elk jaar apart: '[2024, 2025]'."),
        ("2012 en 2016", "Schrijf elk jaar apart: '[2012, 2016]'."),
        ("2000-2025", "Schrijf elk jaar apart: '[2000, 2025]'."),
        ("sinds 2015", "Bedoelde u '2015'?"),
        ("2015-06-01", "Bedoelde u '2015'?"),
        ("vorig jaar", "Schrijf elk jaar met vier cijfers, zonder woorden erbij, zoals 2025."),
    ],
)
def test_years_in_words_are_answered_with_what_to_write(given: str, hint: str) -> None:
    """A span of years, or a year among words, must be answered with the years that it names."""
    assert problem_of(practice("a", year=given)).hint == hint
