"""What is known of each address after many visits: an address is dead when it failed again and again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from .uses import WebAddress
from .visitor import Reason, Visit

State = Literal["ok", "moved", "temporary", "dead", "certificate", "unknown"]

FAILURES = 3
DAYS_BETWEEN = 3
"""A failure counts when the one before was at least so many days ago; after three that count an address is dead."""
_NO_CONNECTION = frozenset({"name", "connection", "timeout"})
_ENOUGH_HOSTS = 3
VERSION = 1

STATES: dict[State, str] = {
    "ok": "antwoordt",
    "moved": "verhuisd",
    "temporary": "tijdelijk zonder goed antwoord",
    "dead": "dood",
    "certificate": "certificaat klopt niet",
    "unknown": "niet te zeggen",
}
_REASONS: dict[Reason, str] = {
    "": "antwoordt",
    "code": "antwoordt met de fout {code}",
    "name": "de naam van de website bestaat niet",
    "connection": "de website aanvaardt geen verbinding",
    "timeout": "de website antwoordt niet op tijd",
    "tls": "de beveiligde verbinding mislukt",
    "loop": "de website blijft doorverwijzen",
    "address": "dit is geen geldig webadres",
    "broken": "het antwoord breekt af of is niet te lezen",
    "expired": "het certificaat is verlopen",
    "other-name": "het certificaat is voor een andere naam",
    "issuer": "het certificaat komt niet van een erkende uitgever",
    "robots": "de website vraagt programma's om niets op te halen (robots.txt)",
    "no-robots": "robots.txt antwoordt met de fout {code}; dan vragen we de rest niet op",
    "private": "het adres ligt in een privénetwerk; het is niet gevraagd",
    "busy": "de website vraagt om later terug te komen",
    "closed": "de website laat geen programma's toe (code {code})",
}


@dataclass(frozen=True)
class LinkResult:
    """One address: its state, the last answer and its day, the last day on which it answered, and the days of
    failures that count. ``checked`` and ``paths`` are those of the catalogue at the last visit."""

    address: str
    state: State
    reason: Reason
    code: int | None
    final: str
    date: date
    worked: date | None
    failed: tuple[date, ...]
    checked: date | None
    paths: tuple[str, ...]

    @property
    def words(self) -> str:
        """The last answer in words."""
        return _REASONS[self.reason].format(code=self.code)


@dataclass(frozen=True)
class LinkResults:
    """All addresses, sorted; ``date`` is the day of the last round, ``complete`` whether it came to its end."""

    date: date
    complete: bool
    links: tuple[LinkResult, ...]
    version: int = VERSION


def judged(used: WebAddress, visit: Visit, before: LinkResult | None, day: date) -> LinkResult:
    """The state of an address after a visit, given what was known of it."""
    failed = before.failed if before else ()
    worked = before.worked if before else None
    state: State = "unknown"
    match visit.outcome:
        case "answers":
            state, failed, worked = ("moved" if visit.moved else "ok"), (), day
        case "certificate":
            state = "certificate"
        case "fails":
            if not failed or (day - failed[-1]).days >= DAYS_BETWEEN:
                failed = (*failed, day)[-FAILURES:]
            state = "dead" if len(failed) >= FAILURES else "temporary"
    return LinkResult(
        used.address, state, visit.reason, visit.code, visit.final, day, worked, failed, used.checked, used.paths
    )  # fmt: skip


def is_offline(visits: Mapping[str, Visit]) -> bool:
    """Nothing at all could be reached, on more hosts than would fail together: it is this machine that is cut off."""
    return len(visits) >= _ENOUGH_HOSTS and all(
        visit.outcome == "fails" and visit.reason in _NO_CONNECTION for visit in visits.values()
    )


def updated(
    before: LinkResults | None, used: Iterable[WebAddress], visits: Mapping[str, Visit], day: date, complete: bool
) -> LinkResults:  # fmt: skip
    """The results after a round: visited addresses anew, the others as they were, and none that the catalogue lacks."""
    known = {link.address: link for link in before.links} if before else {}
    links = []
    for item in sorted(used, key=lambda item: item.address):
        if item.address in visits:
            links.append(judged(item, visits[item.address], known.get(item.address), day))
        elif item.address in known:
            links.append(known[item.address])
    return LinkResults(day, complete, tuple(links))


def results_json(results: LinkResults) -> str:
    """The file that remembers the results: sorted, the same bytes for the same results."""
    return json.dumps(asdict(results), ensure_ascii=False, indent=1, default=str) + "\n"


def results_of(text: str) -> LinkResults | None:
    """What such a file holds; None when it is damaged or of another kind."""
    try:
        found = TypeAdapter(LinkResults).validate_json(text)
    except ValidationError:
        return None
    return found if found.version == VERSION else None


def archive_address(address: str, year: int | None) -> str:
    """Where an archive of the web may have kept the page, nearest to a year; nobody asked whether it has."""
    return f"https://web.archive.org/web/{f'{year}/' if year else ''}{address}"
