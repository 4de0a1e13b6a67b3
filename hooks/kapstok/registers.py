"""Rules between the records of a register: one id, one name, one code for one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .history import page_key
from .model import Borough, Municipality, Record
from .names import folded, slugified
from .problem import Problem
from .raw import RawCatalogue, RawRecord, texts_of

_WITH_ID = ("theme", "target_group", "source", "resource", "table", "term", "removed")


def register_problems(raw: RawCatalogue, typed: Iterable[tuple[RawRecord, Record]]) -> Iterator[Problem]:
    """What two records of a register have and only one may have, and codes that lead nowhere."""
    pairs = list(typed)
    yield from _ids(raw)
    yield from _numbers(raw.of_kind("hangijzer"))
    yield from _partner_names(raw.of_kind("partner"))
    yield from _municipalities([(record, item) for record, item in pairs if isinstance(item, Municipality)])
    known = {str(record.data.get("nis")) for record in raw.of_kind("municipality")}
    for record, item in pairs:
        if isinstance(item, Municipality) and item.successor and item.successor not in known:
            yield record.problem("onbekende-code", ("successor",), item.successor)
        elif isinstance(item, Borough) and item.municipality_nis not in known:
            yield record.problem("onbekende-code", ("municipality_nis",), item.municipality_nis)


def _ids(raw: RawCatalogue) -> Iterator[Problem]:
    for kind in _WITH_ID:
        seen: set[tuple[str, str]] = set()
        for record in raw.of_kind(kind):
            slug = slugified(record.slug)
            if page_key(record) in seen:
                yield record.problem("dubbel-id", ("id",), record.slug, what="id")
            elif slug != record.slug:
                hint = "id" if slug else "other"
                yield record.problem("geen-adres", ("id",), record.slug, hint, what="id", slug=slug)
            seen.add(page_key(record))


def _numbers(hangijzers: Iterable[RawRecord]) -> Iterator[Problem]:
    first: dict[str, RawRecord] = {}
    for record in hangijzers:
        for number in texts_of(record.data.get("number")):
            other = first.setdefault(number.strip().lstrip("0"), record)
            if other is not record:
                yield record.problem("nummer-bestaat-al", ("number",), number, owner=other.path)


def _partner_names(partners: Iterable[RawRecord]) -> Iterator[Problem]:
    first: dict[str, RawRecord] = {}
    for record in partners:
        for field in ("name", "aliases"):
            for name in texts_of(record.data.get(field)):
                other = first.setdefault(folded(name), record)
                if other is not record:
                    yield record.problem("partner-bestaat-al", (field,), name, owner=other.path)


def _municipalities(rows: Iterable[tuple[RawRecord, Municipality]]) -> Iterator[Problem]:
    codes: set[str] = set()
    living: set[str] = set()
    for record, row in rows:
        if row.nis in codes:
            yield record.problem("dubbel-id", ("nis",), row.nis, what="code")
        codes.add(row.nis)
        if row.until is None and row.name in living:
            yield record.problem("twee-gemeenten", ("until",), row.name)
        if row.until is None:
            living.add(row.name)
        if bool(row.successor) != bool(row.until):
            yield record.problem("einde-en-opvolger", ("until",), row.name)
