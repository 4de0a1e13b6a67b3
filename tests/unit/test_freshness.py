"""The page that says how old the facts are."""

from __future__ import annotations

from datetime import date

from kapstok.catalogue import build_catalogue
from kapstok.pages.freshness import (
    confirmed_years,
    freshness_page,
    kinds_of,
    newest_confirmations,
    source_rows,
    status_rows,
    year_rows,
)
from kapstok.words import STATUSES

from .values import catalogue_of, checked_of, practice, record

RECORDS = (
    practice("a", title="A", source={"id": "boekje"}),
    practice("b", title="B", source=[{"id": "boekje"}, {"id": "verslag"}], status="running", checked="2026-02-01"),
    practice("c", title="C", year="2020"),
    practice("d", title="D"),
    record("partner", "p", name="P", as_of="2013", checked="2025-06-01"),
    record("resource", "r", title="R", checked="2026-02-01"),
)  # fmt: skip


def test_records_are_counted_by_the_year_that_their_page_names() -> None:
    """A row must count what its year says, the newest first, and what has no year last."""
    catalogue = catalogue_of(*RECORDS)
    rows = [(row.title, row.counts, row.total) for row in year_rows(catalogue, kinds_of(catalogue))]
    assert rows == [
        ("2026", (0, 0, 0, 0, 1), 1),
        ("2025", (0, 0, 1, 0, 0), 1),
        ("2024", (1, 0, 0, 0, 0), 1),
        ("2020", (1, 0, 0, 0, 0), 1),
        ("2013", (1, 0, 0, 0, 0), 1),
        ("Onbekend", (1, 0, 0, 0, 0), 1),
    ]


def test_records_are_counted_for_each_of_their_sources() -> None:
    """A record with two sources must count for both; one without must be counted apart."""
    catalogue = catalogue_of(*RECORDS)
    assert [(row.title, row.total) for row in source_rows(catalogue, kinds_of(catalogue))] == [
        ("Titel (2013)", 2),
        ("Titel (2024)", 1),
        ("Geen document genoemd", 4),
    ]


def test_status_that_no_source_names_is_counted_too() -> None:
    """What the sources do not say must be a row of its own; a status that nothing has must not be one."""
    rows = status_rows(catalogue_of(*RECORDS).practices.values(), {None: "niets", **STATUSES})
    assert rows == [("niets", 3), ("loopt", 1)]


def test_confirmations_are_counted_by_year_and_the_newest_named() -> None:
    """Confirmations must be counted by year and kind; the newest must come first, with the page where there is one."""
    kinds = kinds_of(catalogue_of(*RECORDS))
    assert confirmed_years(kinds) == [(2026, (1, 0, 0, 0, 1)), (2025, (0, 0, 1, 0, 0))]
    assert newest_confirmations(kinds) == [
        (date(2026, 2, 1), "praktijk", "B", "praktijken/b/"),
        (date(2026, 2, 1), "publicatie of hulpmiddel", "R", ""),
        (date(2025, 6, 1), "partner", "P", "partners/p/"),
    ]


def test_page_is_the_same_on_every_day() -> None:
    """The page must not depend on the day of the build."""
    checked = checked_of(*RECORDS)
    first, later = (
        freshness_page(build_catalogue(checked, day)) for day in (date(2026, 1, 1), date(2046, 1, 1))
    )
    assert first == later


def test_subsidies_stand_with_their_date() -> None:
    """Every subsidy with a closing date must be named by date, whenever that is."""
    catalogue = catalogue_of(
        record("subsidy", "s", name="Later", closes="2030-01-01"),
        record("subsidy", "t", name="Vroeger", closes="2020-01-01"),
        record("subsidy", "u", name="Zonder"),
    )
    closing = freshness_page(catalogue).context["closing"]
    assert [subsidy.name for subsidy in closing] == ["Vroeger", "Later"]  # type: ignore[attr-defined]
