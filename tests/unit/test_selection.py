"""What a reader's own selection needs of the records."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import date

from conftest import ROOT
from kapstok.exports import practices_csv
from kapstok.load import load_catalogue
from kapstok.read import RawRecord
from kapstok.selection import selection_index

from .values import ABSENT, catalogue_of, practice, record, removed


def index(*records: RawRecord) -> dict:
    """The file, as the browser reads it."""
    return json.loads(selection_index(catalogue_of(*records)).data)


def rows(*records: RawRecord) -> dict[str, dict]:
    """Each row by its slug, with the names of its cells."""
    found = index(*records)
    named = [dict(zip(found["columns"], row, strict=True)) for row in found["records"]]
    return {row["slug"]: row for row in named}


def test_practices_and_hangijzers_can_be_selected() -> None:
    """Every practice and hangijzer must be there, nothing else, with the address of its page."""
    found = rows(practice("a"), record("hangijzer", "1-b"), record("partner", "p"), record("subsidy", "s"))
    assert {slug: (row["kind"], row["address"]) for slug, row in found.items()} == {
        "a": ("practice", "praktijken/a/"),
        "1-b": ("hangijzer", "hete-hangijzers/1-b/"),
    }


def test_cells_are_those_of_the_open_data() -> None:
    """A cell that the table of all practices has too must hold the same."""
    given = practice(
        "a", theme=["taal", "buurt"], municipality=["Gent", "Kruibeke"], year=["2012", "2013"],
        source=[{"id": "boekje", "page": "3"}, {"id": "boekje"}],
    )  # fmt: skip
    [open_data] = csv.DictReader(
        io.StringIO(practices_csv(catalogue_of(given)).decode("utf-8-sig"), newline="")
    )
    row = rows(given)["a"]
    for name in ("slug", "title", "summary", "address"):
        assert row[name] == open_data[name]
    for name in ("theme", "municipality", "province", "year"):
        assert "; ".join(map(str, row[name])) == open_data[name]
    sources = [f"{slug} {page}" if page else slug for slug, page, _ in row["source"]]
    assert "; ".join(sources) == open_data["source"]


def test_a_source_is_cited_as_on_its_page() -> None:
    """Name and rest of a citation together must be what the page of the record says."""
    found = index(
        practice("a", source=[{"id": "boekje", "page": "3", "side": "ommezijde", "estimated": "true"}])
    )
    [[slug, page, rest]] = found["records"][0][found["columns"].index("source")]
    assert page == 3
    assert found["sources"][slug] + rest == "Boekje (2013), achterkant van het boekje"


def test_former_slugs_lead_to_todays() -> None:
    """Aliases of practices and hangijzers must be there."""
    found = index(practice("a", aliases=["oud", "ouder"]), record("hangijzer", "1-b", aliases=["1-oud"]))
    assert found["aliases"] == {"oud": "a", "ouder": "a", "1-oud": "1-b"}


def test_what_is_deleted_is_explained() -> None:
    """A deleted practice or hangijzer must be there by every slug that it had, with title, sentence and page."""
    found = index(
        removed("weg", title="Weg", former_slugs=["eerder"]),
        removed("partner-weg", kind="partner"),
    )
    text = "Deze praktijk staat sinds 1 januari 2026 niet meer in Kapstok. Ze is gestopt."
    assert found["removed"] == {name: ["Weg", text, "praktijken/weg/"] for name in ("weg", "eerder")}


def test_a_practice_without_municipality_names_its_province() -> None:
    """The place must be shown as on a card."""
    assert rows(practice("a", municipality=ABSENT, province=["Limburg"]))["a"]["place"] == "Limburg"


def test_the_name_follows_the_content() -> None:
    """The address must change with the content, and only then."""
    one = selection_index(catalogue_of(practice("a")))
    assert one == selection_index(catalogue_of(practice("a")))
    assert one.path != selection_index(catalogue_of(practice("a", title="Anders"))).path
    assert one.path.startswith("data/selection.") and one.path.endswith(".json")


def test_the_file_is_small() -> None:
    """For the real catalogue the file must stay below 30 kB, compressed."""
    data = selection_index(load_catalogue(ROOT, date(2026, 1, 1))).data
    assert len(gzip.compress(data, 9)) <= 30_000
