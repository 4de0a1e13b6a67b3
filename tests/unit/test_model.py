"""The rules of each field."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from pydantic import ValidationError

from kapstok.contact import personal_contact
from kapstok.field_types import PROVINCES, Province
from kapstok.model import MODELS, Partner, Practice, Record, Table

from .values import ABSENT, record


def valid(of: str, /, **fields: object) -> Record:
    """A typed record of the required fields and these."""
    raw = record(of, "x")
    return MODELS[of].model_validate(
        {key: value for key, value in {**raw.data, **fields}.items() if value is not ABSENT}
    )


def wrong(of: str, /, **fields: object) -> list[str]:
    """The fields that the model refuses, dotted."""
    with pytest.raises(ValidationError) as found:
        valid(of, **fields)
    return [".".join(map(str, error["loc"])) for error in found.value.errors()]


def practice(**fields: object) -> Practice:
    """A typed practice."""
    found = valid("practice", **fields)
    assert isinstance(found, Practice)
    return found


def test_provinces_are_those_that_a_field_takes() -> None:
    """The list of provinces and the type of the field must not drift apart."""
    assert get_args(Province) == PROVINCES


@pytest.mark.parametrize(
    "kind",
    [
        "practice",
        "hangijzer",
        "partner",
        "subsidy",
        "theme",
        "target_group",
        "source",
        "resource",
        "table",
        "term",
    ],
)
def test_unknown_field_is_refused(kind: str) -> None:
    """A field that the model does not know must be an error, not be forgotten."""
    assert wrong(kind, colur="x") == ["colur"]


@pytest.mark.parametrize("field", ["title", "summary", "theme"])
def test_required_field_of_a_practice_is_asked_for(field: str) -> None:
    """A practice must have a title, a summary and a theme."""
    assert wrong("practice", **{field: ABSENT}) == [field]


@pytest.mark.parametrize(
    "field", ["title", "summary", "section", "note", "contact", "partners", "links", "status"]
)
@pytest.mark.parametrize("value", ["", "  "])
def test_empty_text_is_refused(field: str, value: str) -> None:
    """A text without a letter must be an error, not an empty place on a page."""
    assert wrong("practice", **{field: value})[0].startswith(field)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (kind, field)
        for kind in ("practice", "hangijzer", "partner", "subsidy", "theme", "source", "resource", "table", "term")
        for field, info in MODELS[kind].model_fields.items()
        if not info.exclude
    ],
)  # fmt: skip
def test_field_without_a_value_is_refused(kind: str, field: str) -> None:
    """A field that is named and left empty must be an error, also when it may be left out."""
    assert wrong(kind, **{field: None}) == [field]


def test_field_of_an_item_without_a_value_is_refused() -> None:
    """The same must hold for the fields of a link, a figure or a source."""
    link = {"label": "Site", "url": "https://example.org", "checked": None}
    assert wrong("practice", links=[link]) == ["links.0.checked"]
    assert wrong("practice", source={"id": "boekje", "page": None}) == ["source.0.page"]


def test_empty_cell_of_a_table_is_absent() -> None:
    """A municipality that exists has no end: its cells of the register must be empty."""
    found = valid("municipality", nis="44021", until=None, successor=None)
    assert (found.until, found.successor) == (None, None)


def test_number_as_title_is_text() -> None:
    """A title of digits must stay what was typed."""
    assert practice(title="2013").title == "2013"


def test_spaces_around_a_text_go() -> None:
    """Spaces and line ends around a text must not reach a page."""
    assert practice(title="  Babbel \n").title == "Babbel"


@pytest.mark.parametrize(("field", "most"), [("title", 90), ("summary", 200)])
def test_text_of_the_longest_length_is_taken(field: str, most: int) -> None:
    """The limit itself must be allowed, in characters and not in bytes."""
    assert len(getattr(practice(**{field: "é" * most}), field)) == most


@pytest.mark.parametrize(("field", "most"), [("title", 90), ("summary", 200)])
def test_longer_text_is_refused(field: str, most: int) -> None:
    """One character above the limit must be an error."""
    assert wrong("practice", **{field: "x" * (most + 1)}) == [field]


def test_eight_keywords_are_taken() -> None:
    """Eight keywords must be allowed."""
    assert len(practice(keywords=list("abcdefgh")).keywords) == 8


def test_nine_keywords_are_refused() -> None:
    """Nine keywords must be an error."""
    assert wrong("practice", keywords=list("abcdefghi")) == ["keywords"]


@pytest.mark.parametrize(
    "field", ["theme", "municipality", "partners", "target_groups", "subsidies", "hangijzers", "keywords"]
)
def test_one_value_is_a_list_of_one(field: str) -> None:
    """Where a list may stand a single value must count as a list of one."""
    assert getattr(practice(**{field: "x"}), field) == ("x",)


@pytest.mark.parametrize("field", ["theme", "municipality", "partners", "target_groups", "province"])
def test_same_value_twice_is_refused(field: str) -> None:
    """A list must not hold the same value twice."""
    assert wrong("practice", **{field: ["Limburg", "Limburg"]}) == [field]


def test_practice_without_a_theme_is_refused() -> None:
    """An empty list of themes must be an error: the first theme is the folder."""
    assert wrong("practice", theme=[]) == ["theme"]


def test_year_may_be_one_or_many() -> None:
    """Years must be numbers, one or a list."""
    assert (practice(year="2012").year, practice(year=["2012", "2013"]).year) == ((2012,), (2012, 2013))


@pytest.mark.parametrize("year", ["1899", "2101", "-2013", "13", "2013-2014", "vorig jaar", "²013"])
def test_impossible_year_is_refused(year: str) -> None:
    """A year outside 1900-2100 or in words must be an error."""
    assert wrong("practice", year=year) == ["year.0"]


@pytest.mark.parametrize("page", ["0", "-1", "26-27", "1,5", "1.5", "xii", ""])
def test_impossible_page_is_refused(page: str) -> None:
    """A page must be a whole number from 1."""
    assert wrong("practice", source={"id": "a", "page": page}) == ["source.0.page"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "loopt"),
        ("status", "Running"),
        ("scope", "lokaal"),
        ("province", "Luik"),
        ("province", "limburg"),
    ],
)
def test_value_outside_the_choices_is_refused(field: str, value: str) -> None:
    """A field with choices must take nothing else, not even in another spelling."""
    assert wrong("practice", **{field: value})[0].startswith(field)


def test_practice_is_municipal_by_default() -> None:
    """The scope of a practice must be municipal when nobody says otherwise."""
    assert practice().scope == "municipal"


@pytest.mark.parametrize("day", ["2013-05-01", "2024-02-29"])
def test_day_is_a_date(day: str) -> None:
    """A day written as year-month-day must become that date."""
    assert practice(checked=day).checked == date.fromisoformat(day)


@pytest.mark.parametrize(
    "day", ["1 mei 2013", "01/05/2013", "2013-13-01", "2013-02-30", "2013-05", "2013", "-1", ""]
)
def test_anything_else_is_no_date(day: str) -> None:
    """A day in another form, or one that does not exist, must be an error."""
    assert wrong("practice", checked=day) == ["checked"]


@pytest.mark.parametrize("day", ["0", "86400", "1367366400"])
def test_number_is_no_date(day: str) -> None:
    """A number must not be taken for seconds since 1970."""
    assert wrong("practice", checked=day) == ["checked"]


def test_place_holds_lists() -> None:
    """The places of each municipality must be a list, also when there is one."""
    assert practice(place={"Gent": "Drongen", "Asse": ["Zellik", "Mollem"]}).place == {
        "Gent": ("Drongen",),
        "Asse": ("Zellik", "Mollem"),
    }


def test_see_also_may_be_a_slug() -> None:
    """A related practice may be a slug alone or with a reason."""
    found = practice(see_also=["a", {"practice": "b", "reason": "zelfde plek"}]).see_also
    assert [(item.practice, item.reason) for item in found] == [("a", None), ("b", "zelfde plek")]


@pytest.mark.parametrize("alias", ["../x", "a/b", "A", "a b", "", "a--b", "a\nb", "é", "index.html"])
def test_alias_must_be_a_slug(alias: str) -> None:
    """A former address must be safe as a folder of the site."""
    assert wrong("practice", aliases=[alias]) == ["aliases.0"]


@pytest.mark.parametrize("field", ["title", "status", "partners", "slug", "body"])
def test_record_does_not_change(field: str) -> None:
    """After the check nothing of a record may be assigned."""
    with pytest.raises(ValidationError):
        setattr(practice(), field, "x")


@pytest.mark.parametrize("value", ["1d4ed8", "#1d4ed", "#1D4ED8", "red", "#1d4ed8;}", "#1d4ed8\n}"])
@pytest.mark.parametrize("field", ["colour", "colour_dark"])
def test_colour_is_six_digits(field: str, value: str) -> None:
    """A colour goes into a style sheet: it must be six small hexadecimal digits."""
    assert wrong("theme", **{field: value}) == [field]


@pytest.mark.parametrize("icon", ["../x", "a.svg", "A", "x y", ""])
def test_icon_is_a_name(icon: str) -> None:
    """An icon must be a name and not a way to another file."""
    assert wrong("theme", icon=icon) == ["icon"]


@pytest.mark.parametrize("nis", ["4402", "440211", "4402x", "", "44 021"])
def test_code_of_a_municipality_is_five_digits(nis: str) -> None:
    """A NIS code must be five digits."""
    assert wrong("municipality", nis=nis) == ["nis"]


@pytest.mark.parametrize(
    ("field", "value"), [("lat", "48.9"), ("lat", "52.1"), ("lon", "1.9"), ("lon", "51.2"), ("lat", "nan")]
)
def test_point_lies_in_belgium(field: str, value: str) -> None:
    """A centre point outside Belgium, or with its numbers swapped, must be an error."""
    assert wrong("municipality", nis="44021", **{field: value}) == [field]


@pytest.mark.parametrize(
    "url", ["https://www.gent.be/a?b=c&d", "http://x.be", "www.lokeren.be > onthaal", "//", "lokeren.be/a:b"]
)
def test_address_of_a_source_is_taken_as_written(url: str) -> None:
    """An address may be the text of a source of 2013, which is shown and not linked."""
    assert practice(links=[{"label": "x", "url": url}]).links[0].url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "  javascript:alert(1)",
        "javascript :alert(1)",
        "\u00a0javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\r\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "\x00javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,PHN2Zz4=",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "https://x.be/<script>",
    ],
)
def test_address_that_runs_something_is_refused(url: str) -> None:
    """An address that a browser would run, however it is spelled, must be an error."""
    assert wrong("practice", links=[{"label": "x", "url": url}]) == ["links.0.url"]


@pytest.mark.parametrize(
    "url", ["www.gent.be", "gent.be/onthaal", "ftp://gent.be", "//gent.be", "mailto:a@gent.be"]
)
def test_checked_link_is_an_address_of_the_web(url: str) -> None:
    """A link that somebody checked is shown as a link: it must begin with http:// or https://."""
    assert wrong("practice", links=[{"label": "x", "url": url, "checked": "2024-01-01"}]) == ["links.0"]


@pytest.mark.parametrize("url", ["https://www.gent.be", "HTTP://gent.be"])
def test_checked_link_to_a_site_is_taken(url: str) -> None:
    """An address of a site may be checked."""
    assert practice(links=[{"label": "x", "url": url, "checked": "2024-01-01"}]).links[0].checked


@pytest.mark.parametrize("url", ["www.gent.be", "//gent.be", "java\tscript:alert(1)"])
def test_checked_resource_is_an_address_of_the_web(url: str) -> None:
    """A resource that somebody checked is shown as a link too."""
    assert wrong("resource", url=url, checked="2024-01-01")


def test_link_needs_a_label() -> None:
    """A link without words must be an error."""
    assert wrong("practice", links=[{"url": "https://x.be"}]) == ["links.0.label"]


@pytest.mark.parametrize(
    "text",
    [
        "0470 12 34 56",
        "0470123456",
        "0470/12.34.56",
        "0470-12-34-56",
        "+32 470 12 34 56",
        "+32470123456",
        "0032 470 12 34 56",
        "+32 (0)470 12 34 56",
        "0470\u00a012\u00a034\u00a056",
        "Bel Jan op 0470 12 34 56.",
    ],
)
def test_mobile_number_is_found(text: str) -> None:
    """A mobile number in any of its usual spellings must be found."""
    assert personal_contact(text)


@pytest.mark.parametrize("text", ["0470 123 456", "0470/123 456", "+32 470 123 456"])
def test_mobile_number_in_threes_is_found(text: str) -> None:
    """A mobile number in two groups of three must be found too."""
    assert personal_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "09 123 45 67",
        "02 553 33 33",
        "+32 9 123 45 67",
        "04 123 45 67",
        "in 2012 en 2013",
        "BE68 5390 0754 7034",
        "BE 0470.123.456",
        "1234704567890123",
        "04701234567",
        "90470123456",
        "",
    ],
)
def test_other_number_is_no_mobile_number(text: str) -> None:
    """A fixed line, a year, an account or a company number must not be taken for a mobile number."""
    assert personal_contact(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "jan.peeters@gent.be",
        "Jan.Peeters@Gent.be",
        "mailto:jan.peeters@ocmw.gent.be.",
        "info@gmail.com",
        "x@HOTMAIL.com",
    ],
)
def test_personal_mail_address_is_found(text: str) -> None:
    """Two names with a dot, or a private provider, must count as personal."""
    assert personal_contact(text)


@pytest.mark.parametrize(
    "text", ["integratie@gent.be", "onthaal2@asse.be", "info@praatvereniging.be", "a @ b", "@gent.be"]
)
def test_address_of_a_function_is_fine(text: str) -> None:
    """A mailbox of a service must not count as personal."""
    assert personal_contact(text) is None


def test_the_first_contact_is_given() -> None:
    """Of several contacts the first number must be named, as it was typed."""
    assert personal_contact("a 0470/12.34.56 b 0480 12 34 56") == "0470/12.34.56"


@pytest.mark.parametrize("contact", ["jan.peeters@gent.be", "0470 12 34 56", "Jan, 0470123456"])
def test_personal_contact_of_a_practice_is_refused(contact: str) -> None:
    """The contact of a practice must not be a person."""
    assert wrong("practice", contact=contact) == ["contact"]


def test_contact_of_a_service_is_taken() -> None:
    """The contact of a practice may be a mailbox or a page of a service."""
    assert practice(contact="integratie@gent.be").contact == "integratie@gent.be"


@pytest.mark.parametrize("number", ["0", "100", "-1", "1.5", "een", ""])
def test_number_of_a_hangijzer_is_checked(number: str) -> None:
    """The number of a hete hangijzer must be whole and between 1 and 99."""
    assert wrong("hangijzer", number=number) == ["number"]


def test_proof_needs_a_point() -> None:
    """A practice that proves something must say which argument."""
    assert wrong("hangijzer", practices=[{"practice": "x"}]) == ["practices.0.point"]


def test_title_of_a_partner_is_its_name() -> None:
    """Lists that sort by title must find a partner under its name."""
    assert Partner.model_validate({"name": "PVG", "kind": "vzw", "category": "Taal"}).title == "PVG"


def test_place_of_the_file_is_no_content() -> None:
    """Slug, path and body must stay out of what the record says of itself."""
    own = {"slug": "s", "path": "p", "body": "b"}
    assert own.keys().isdisjoint(
        Practice.model_validate({**record("practice", "x").data, **own}).model_dump()
    )


@pytest.mark.parametrize(
    ("row", "is_prose"),
    [
        (
            [
                "Een heel lange naam van een rij met cijfers, die alleen zegt waar het over gaat",
                "168, of 60%",
            ],
            False,
        ),
        (["LIIM", "per gemeente: hoe groot de doelgroep is en hoe ze is samengesteld"], True),
        (["LIIM", ""], False),
    ],
)
def test_a_table_knows_sentences_from_figures(row: list[str], is_prose: bool) -> None:
    """A long cell makes it a table of sentences, the name of a row does not."""
    table = valid("table", columns=["Wat", "2020"], rows=[row])
    assert isinstance(table, Table)
    assert table.is_prose is is_prose
