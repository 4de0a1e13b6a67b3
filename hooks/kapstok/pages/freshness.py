"""How fresh the catalogue is: counts by year, source and status, what was confirmed, and what is not known.

Nothing here depends on the day of the build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..addresses import FRESHNESS, address
from ..catalogue import Catalogue, facts_year, sort_key
from ..coverage import theme_rows
from ..field_types import PROVINCES
from ..model import Record, Resource
from ..names import slugified
from ..words import STATUSES, SUBSIDY_STATUSES
from .directories import unregistered_partners
from .page import Page

NEWEST = 10


@dataclass(frozen=True)
class Kind:
    """Records of one kind, with the words for one and for many and the months after which they are looked at again."""

    one: str
    many: str
    records: Sequence[Record]
    months: int

    @property
    def confirmed(self) -> list[date]:
        """The days of confirmation."""
        return [day for record in self.records if (day := getattr(record, "checked", None))]


@dataclass(frozen=True)
class CountRow:
    """One row of a table of counts, one for each kind and in all."""

    title: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def freshness_page(catalogue: Catalogue) -> Page:
    """The page that says how old the facts are."""
    kinds = kinds_of(catalogue)
    practices = kinds[0]
    by_year = year_rows(catalogue, kinds)
    usual = Counter(known_year(catalogue, record) for record in practices.records).most_common(1)
    return Page(
        FRESHNESS,
        "freshness.html",
        context={
            "kinds": kinds,
            "usual": usual[0] if usual else None,
            "by_year": by_year,
            "by_source": source_rows(catalogue, kinds),
            "statuses": status_rows(
                catalogue.practices.values(), {None: "de bron zegt het niet", **STATUSES}
            ),
            "subsidy_rows": status_rows(catalogue.subsidies.values(), SUBSIDY_STATUSES),
            "confirmed_years": confirmed_years(kinds),
            "newest": newest_confirmations(kinds),
            "closing": sorted(
                (s for s in catalogue.subsidies.values() if s.closes), key=lambda s: (s.closes, s.slug)
            ),
            "provinces": [(province, slugified(province)) for province in PROVINCES],
            "coverage": theme_rows(catalogue),
            "without_partner": sum(not practice.partners for practice in catalogue.practices.values()),
            "without_town": sum(not practice.municipality for practice in catalogue.practices.values()),
            "unregistered": len(unregistered_partners(catalogue)),
            "unsure_successors": sum(
                partner.successor is not None and partner.successor.confidence == "medium"
                for partner in catalogue.partners.values()
            ),
        },
    )


def kinds_of(catalogue: Catalogue) -> tuple[Kind, ...]:
    """What is counted, practices first."""
    every = catalogue.review_every
    return (
        Kind("praktijk", "praktijken", tuple(catalogue.practices.values()), every.practice),
        Kind("heet hangijzer", "hete hangijzers", tuple(catalogue.hangijzers.values()), every.hangijzer),
        Kind("partner", "partners", tuple(catalogue.partners.values()), every.partner),
        Kind("subsidie", "subsidies", tuple(catalogue.subsidies.values()), every.subsidy),
        Kind("publicatie of hulpmiddel", "publicaties en hulpmiddelen", tuple(catalogue.resources.values()), every.resource),
    )  # fmt: skip


def known_year(catalogue: Catalogue, record: Record) -> int | None:
    """The year that the page of a record names for its facts."""
    return facts_year(catalogue, record) or getattr(record, "as_of", None)


def year_rows(catalogue: Catalogue, kinds: Sequence[Kind]) -> list[CountRow]:
    """A row for each year of facts, the newest first, and one for what has none."""
    found = [Counter(known_year(catalogue, record) for record in kind.records) for kind in kinds]
    years = sorted({year for counts in found for year in counts if year}, reverse=True)
    rows = [CountRow(str(year), tuple(counts[year] for counts in found)) for year in years]
    unknown = CountRow("Onbekend", tuple(counts[None] for counts in found))
    return [*rows, unknown] if unknown.total else rows


def source_rows(catalogue: Catalogue, kinds: Sequence[Kind]) -> list[CountRow]:
    """A row for each source, and one for what names none; a record counts for each of its sources."""
    found = [
        Counter(
            name
            for record in kind.records
            for name in {ref.id for ref in getattr(record, "source", ())} or {None}
        )
        for kind in kinds
    ]
    titles: dict[str | None, str] = {
        source.slug: f"{source.title} ({source.year})" for source in catalogue.sources.values()
    }
    titles[None] = "Geen document genoemd"
    rows = [CountRow(title, tuple(counts[name] for counts in found)) for name, title in titles.items()]
    return [row for row in rows if row.total]


def status_rows(records, words) -> list[tuple[str, int]]:
    """How many records have each status, in the order of its words."""
    found = Counter(record.status for record in records)
    return [(word, found[status]) for status, word in words.items() if found[status]]


def confirmed_years(kinds: Sequence[Kind]) -> list[tuple[int, tuple[int, ...]]]:
    """For each year in which something was confirmed how many of each kind, the newest first."""
    found = [Counter(day.year for day in kind.confirmed) for kind in kinds]
    years = sorted({year for counts in found for year in counts}, reverse=True)
    return [(year, tuple(counts[year] for counts in found)) for year in years]


def newest_confirmations(kinds: Sequence[Kind]) -> list[tuple[date, str, str, str]]:
    """The last things that somebody confirmed: the day, what kind it is, its title and its address ("" without a page)."""
    found = [
        (record.checked, kind.one, record.title, "" if isinstance(record, Resource) else address(record))  # type: ignore[attr-defined]
        for kind in kinds
        for record in kind.records
        if getattr(record, "checked", None)
    ]
    return sorted(found, key=lambda one: (-one[0].toordinal(), sort_key(one[2]), one[3]))[:NEWEST]
