"""Which facts to confirm first: what speaks of today, what readers use, what nobody knows, what is oldest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from ..catalogue import Catalogue, facts_year, sort_key
from ..model import Hangijzer, Partner, Practice, Record, Resource, Subsidy
from ..words import STATUSES, SUBSIDY_STATUSES, counted, dated, listed
from .parts import SHOWN

OF_ONE_PLACE = 3
"""How many practices of one municipality are named, so that one place does not fill the list."""
_MANY = 2
"""From so many records that lead to a partner on, its address and numbers come early."""
_MOST_PERIODS = 5
"""Older than so many times the period is all the same: then counts how many records lead to it."""


class Urgency(IntEnum):
    """Why a record is due; the lowest number comes first."""

    SPEAKS_OF_TODAY = 1
    CONTACT = 2
    UNKNOWN_STATUS = 3
    OLD = 4
    SETTLED = 5


@dataclass(frozen=True)
class Due:
    """A record of which the facts are to be confirmed.

    ``last`` is the day on which they were last known to be true, ``periods`` how many times the time after
    which they are looked at again has passed, ``reach`` how many records lead to it; ``is_link``: it is about one
    of the links of the record only.
    """

    record: Record
    title: str
    urgency: Urgency
    last: date
    periods: int
    reach: int
    reason: str
    place: str = ""
    is_link: bool = False

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        """Most urgent first; then what is longest overdue, then what most records lead to."""
        return (
            self.urgency, -min(self.periods, _MOST_PERIODS), -self.reach, sort_key(self.title), self.record.path,
        )  # fmt: skip


def due_records(catalogue: Catalogue, today: date) -> tuple[Due, ...]:
    """Every record that is due, the first to confirm first."""
    return tuple(sorted(_found(catalogue, today), key=lambda due: due.rank))


def spread_out(found: Iterable[Due], most: int = SHOWN) -> tuple[Due, ...]:
    """The first of them, at most a few of one municipality; those that say themselves that they are history not at all."""
    told: Counter[str] = Counter()
    chosen: list[Due] = []
    for due in found:
        told[due.place] += 1
        if due.urgency != Urgency.SETTLED and (not due.place or told[due.place] <= OF_ONE_PLACE):
            chosen.append(due)
        if len(chosen) == most:
            break
    return tuple(chosen)


def _found(catalogue: Catalogue, today: date) -> Iterator[Due]:
    every = catalogue.review_every
    for kind, records in (
        ("practice", catalogue.practices),
        ("hangijzer", catalogue.hangijzers),
        ("partner", catalogue.partners),
        ("subsidy", catalogue.subsidies),
        ("resource", catalogue.resources),
    ):
        months = int(getattr(every, kind))
        for record in records.values():
            last = last_known(catalogue, record)
            periods = months_between(last, today) // months if last else _MOST_PERIODS
            if periods:
                yield _due(catalogue, record, last or date.min, periods)
            yield from _links(record, every.link, today)


def last_known(catalogue: Catalogue, record: Record) -> date | None:
    """The day of the last confirmation, else the end of the year of the facts when that is later; None when neither is known."""
    checked: date | None = getattr(record, "checked", None)
    year = facts_year(catalogue, record) or getattr(record, "as_of", None)
    if checked and (year is None or year <= checked.year):
        return checked
    return date(year, 12, 31) if year else None


def months_between(first: date, last: date) -> int:
    """Whole months from one day to a later one; 0 when it is not later."""
    return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < min(first.day, 28)))


def _due(catalogue: Catalogue, record: Record, last: date, periods: int) -> Due:
    title: str = record.title  # type: ignore[attr-defined]
    checked: date | None = getattr(record, "checked", None)
    old = (
        f"nagekeken op {dated(checked)}" if checked
        else f"feiten van {last.year}, niet nagekeken" if last > date.min
        else "van onbekende datum, niet nagekeken"
    )  # fmt: skip
    match record:
        case Practice():
            urgency, word = _of_practice(record)
            uses = len(catalogue.hangijzers_of_practice.get(record.slug, ()))
            reach = len(catalogue.related[record.slug]) + 2 * uses
            place = record.municipality[0] if record.municipality else ""
            said = counted(uses, "heet hangijzer steunt erop", "hete hangijzers steunen erop") if uses else ""
            return Due(record, title, urgency, last, periods, reach, _sentence(word, old, said), place)
        case Hangijzer():
            reach = len(catalogue.practices_of_hangijzer[record.slug])
            return Due(record, title, Urgency.OLD, last, periods, reach, _sentence("heet hangijzer", old))
        case Partner():
            return _of_partner(catalogue, record, last, periods, old)
        case Subsidy():
            urgency = {
                "open": Urgency.SPEAKS_OF_TODAY,
                "unknown": Urgency.UNKNOWN_STATUS,
            }.get(record.status, Urgency.SETTLED)
            word = f"subsidie, stand: {SUBSIDY_STATUSES[record.status]}"
            reach = len(catalogue.practices_of_subsidy.get(record.slug, ()))
            return Due(record, title, urgency, last, periods, reach, _sentence(word, old))
        case _:
            assert isinstance(record, Resource)
            reach = len(record.practices)
            return Due(record, title, Urgency.OLD, last, periods, reach, _sentence(record.kind, old))


def _of_practice(practice: Practice) -> tuple[Urgency, str]:
    match practice.status:
        case "running" | "planned":
            return Urgency.SPEAKS_OF_TODAY, f"de pagina zegt '{STATUSES[practice.status]}'"
        case "unknown":
            return Urgency.UNKNOWN_STATUS, "de stand is onbekend"
        case "finished" | "stopped":
            return Urgency.SETTLED, STATUSES[practice.status]
    return Urgency.OLD, "praktijk"


def _of_partner(catalogue: Catalogue, partner: Partner, last: date, periods: int, old: str) -> Due:
    reach = len(catalogue.practices_of_partner.get(partner.slug, ())) + len(
        catalogue.hangijzers_of_partner.get(partner.slug, ())
    )
    details = [
        word
        for word, value in (("telefoon", partner.phone), ("e-mail", partner.email), ("website", partner.website))
        if value
    ]  # fmt: skip
    urgency = Urgency.CONTACT if details and reach >= _MANY else Urgency.OLD
    if partner.successor or (partner.generic and not details):
        urgency = Urgency.SETTLED
    used = (
        f"{counted(reach, 'praktijk of hangijzer verwijst', 'praktijken en hangijzers verwijzen')} ernaar"
        if reach
        else ""
    )
    what = f"partner met {listed(details)}" if details else "partner"
    return Due(partner, partner.name, urgency, last, periods, reach, _sentence(what, old, used))


def _links(record: Record, months: int, today: date) -> Iterator[Due]:
    """Links that a reader can click and that nobody opened for long."""
    for link in getattr(record, "links", ()):
        periods = months_between(link.checked, today) // months if link.checked else 0
        if periods:
            reason = _sentence(f"link naar {link.url}", f"geopend op {dated(link.checked)}")
            yield Due(record, link.label, Urgency.OLD, link.checked, periods, 0, reason, is_link=True)


def _sentence(*pieces: str) -> str:
    return "; ".join(piece for piece in pieces if piece)


@dataclass(frozen=True)
class Question:
    """One municipality that can confirm several practices at once; ``running`` of them say that they go on.

    ``oldest`` is the year of the oldest facts, 0 when of some of them no year is known.
    """

    place: str
    practices: int
    running: int
    oldest: int


def questions(catalogue: Catalogue, found: Sequence[Due]) -> tuple[Question, ...]:
    """The municipalities by today's name, those that can answer most first."""
    of_place: dict[str, list[Due]] = {}
    for due in found:
        if isinstance(due.record, Practice) and due.urgency != Urgency.SETTLED and not due.is_link:
            for name in dict.fromkeys(town.today.name for town in catalogue.towns_of[due.record.slug]):
                of_place.setdefault(name, []).append(due)
    rows = [
        Question(
            name,
            len(own),
            sum(due.urgency == Urgency.SPEAKS_OF_TODAY for due in own),
            min(due.last.year if due.last > date.min else 0 for due in own),
        )
        for name, own in of_place.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.running, -row.practices, sort_key(row.place))))
