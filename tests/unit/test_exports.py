"""Open data: the catalogue as JSON and its practices as CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kapstok.exports import COLUMNS, catalogue_json, practices_csv
from kapstok.read import RawRecord

from .values import ABSENT, catalogue_of, practice, record


def data(*records: RawRecord) -> dict:
    return json.loads(catalogue_json(catalogue_of(*records)))


def rows(*records: RawRecord) -> list[dict[str, str]]:
    """The rows of the table, as a spreadsheet reads them."""
    text = practices_csv(catalogue_of(*records)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_json_has_every_kind() -> None:
    """Every kind of record must be there, also when there is none of it."""
    assert {
        "practices",
        "hangijzers",
        "partners",
        "subsidies",
        "resources",
        "tables",
        "themes",
        "target_groups",
        "sources",
    } <= set(data())


def test_json_has_every_record_in_order() -> None:
    """Every record must be there once, in the order of the catalogue."""
    assert [
        item["slug"] for item in data(practice("b", title="A"), practice("a", title="B"))["practices"]
    ] == ["b", "a"]


@pytest.mark.parametrize(
    ("kind", "own", "address"),
    [
        ("practices", practice("x"), "praktijken/x/"),
        ("hangijzers", record("hangijzer", "x"), "hete-hangijzers/x/"),
        ("partners", record("partner", "x"), "partners/x/"),
        ("subsidies", record("subsidy", "x"), "subsidies/x/"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_json_gives_the_address_of_a_page(kind: str, own: RawRecord, address: str) -> None:
    """A record with a page must say where it is, relative to the root of the site."""
    assert data(own)[kind][0]["address"] == address


@pytest.mark.parametrize("kind", ["sources", "resources", "tables"])
def test_json_gives_no_address_without_a_page(kind: str) -> None:
    """A record without a page of its own must not have an address."""
    found = data(record("resource", "x"), record("table", "x"))[kind]
    assert found
    assert all("address" not in item for item in found)


def test_json_keeps_the_front_matter() -> None:
    """The fields of a record must come as its author wrote them, typed."""
    own = practice(
        "a",
        year="2013",
        checked="2024-05-01",
        source={"id": "boekje", "page": "3"},
        place={"Gent": "Drongen"},
    )
    found = data(own)["practices"][0]
    assert (found["year"], found["checked"], found["source"], found["place"]) == (
        [2013],
        "2024-05-01",
        [{"id": "boekje", "page": 3}],
        {"Gent": ["Drongen"]},
    )


def test_json_keeps_the_text() -> None:
    """The Markdown of a record must come with it, unchanged."""
    assert (
        data(practice("a", body='Een **twee**.\n\n"é" </script>'))["practices"][0]["body"]
        == 'Een **twee**.\n\n"é" </script>'
    )


def test_json_leaves_out_what_is_not_there() -> None:
    """A field without a value and a record without a text must leave nothing behind."""
    assert data(record("partner", "x", body=""))["partners"][0] == {
        "slug": "x", "address": "partners/x/", "name": "Naam", "kind": "vzw", "category": "Rubriek",
    }  # fmt: skip


def test_json_tells_nothing_of_the_project() -> None:
    """Where a file lies in the project is no data."""
    assert "practices/taal/a.md" not in catalogue_json(catalogue_of(practice("a"))).decode()


def test_json_is_readable_text() -> None:
    """Accents must be written as they are, and the file must end with a line end."""
    found = catalogue_json(catalogue_of(practice("a", title="Één café"))).decode()
    assert ("Één café" in found, found.endswith("}\n")) == (True, True)


def test_same_catalogue_gives_the_same_bytes() -> None:
    """The exports must not depend on the order of the files."""
    records = [practice("a", partners=["x", "y"]), practice("b"), record("partner", "p")]
    one, other = catalogue_of(*records), catalogue_of(*reversed(records))
    assert (catalogue_json(one), practices_csv(one)) == (catalogue_json(other), practices_csv(other))


def test_table_has_a_row_for_each_practice() -> None:
    """Every practice must be one row, in the order of the catalogue."""
    assert [row["slug"] for row in rows(practice("b", title="A"), practice("a", title="B"))] == ["b", "a"]


def test_table_of_nothing_has_its_columns() -> None:
    """Without practices the names of the columns must still be there."""
    assert practices_csv(catalogue_of()).decode("utf-8-sig") == ",".join(COLUMNS) + "\n"


def test_table_begins_with_the_mark_of_spreadsheets() -> None:
    """Without a byte order mark Excel reads accents wrong."""
    assert practices_csv(catalogue_of()).startswith(b"\xef\xbb\xbf")


def test_cells_hold_the_fields() -> None:
    """Each cell must hold its field, several values separated."""
    (row,) = rows(
        practice(
            "a", theme=["taal", "buurt"], section="lezen", municipality=["Gent", "Asse"], year=["2012", "2013"],
            target_groups=["ouders", "kinderen"], status="running", source=[{"id": "boekje", "page": "3"}, {"id": "verslag"}],
        )
    )  # fmt: skip
    assert row == {
        "slug": "a", "title": "Titel", "summary": "Samenvatting.", "theme": "taal; buurt", "section": "lezen",
        "municipality": "Gent; Asse", "province": "Oost-Vlaanderen; Vlaams-Brabant", "scope": "municipal",
        "partners": "", "target_groups": "ouders; kinderen", "subsidies": "", "year": "2012; 2013",
        "status": "running", "source": "boekje 3; verslag", "address": "praktijken/a/",
    }  # fmt: skip


def test_cell_without_a_value_is_empty() -> None:
    """A field that is not there must not be called anything."""
    (row,) = rows(practice("a", source=ABSENT))
    assert (row["section"], row["status"], row["year"], row["source"]) == ("", "", "", "")


@pytest.mark.parametrize(
    "title", ['Een "twee"', "een, twee; drie", "een\ntwee", "Éé 😀 قلب", "'s avonds", "a\\b"]
)
def test_cell_survives_its_signs(title: str) -> None:
    """Quotes, commas and line ends inside a value must not break the table."""
    assert rows(practice("a", title=title))[0]["title"] == title


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_formula_is_text(sign: str) -> None:
    """A value that a spreadsheet would run as a formula must be quoted."""
    assert rows(practice("a", title=f"{sign}1+1"))[0]["title"] == f"'{sign}1+1"


def test_formula_in_a_list_is_text() -> None:
    """A list that begins with a formula must be quoted too."""
    assert rows(practice("a", partners=["=1+1", "x"]))[0]["partners"].startswith("'=")


@pytest.mark.parametrize("text", ["1+1=2", "a-b", "x@y.be"])
def test_sign_inside_a_value_is_no_formula(text: str) -> None:
    """A sign that does not stand first must leave the value alone."""
    assert rows(practice("a", title=text))[0]["title"] == text
