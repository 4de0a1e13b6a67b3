"""What became of names: records that are called otherwise today, and records that were deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .addresses import addresses_of, record_at
from .model import PROVINCES
from .names import did_you_mean, slugified
from .problem import Problem, quoted
from .read import RawCatalogue, RawRecord

FORMER: Mapping[str, str] = {
    "practice": "aliases",
    "hangijzer": "aliases",
    "partner": "former_slugs",
    "subsidy": "former_slugs",
    "theme": "former_slugs",
    "target_group": "former_slugs",
    "removed": "former_slugs",
}
"""The field in which each kind keeps its former slugs; the ``aliases`` of a partner are other names of it."""

Key = tuple[str, str]


@dataclass(frozen=True)
class History:
    """Records by kind and slug, today's and former ones. Practices and hangijzers share their slugs.

    Records with a problem of their own count: one mistake, one message.
    """

    records: Mapping[Key, RawRecord]
    former: Mapping[Key, RawRecord]
    removed: Mapping[Key, RawRecord]

    @classmethod
    def of(cls, raw: RawCatalogue) -> History:
        """The first record of a name counts; a second one is a problem anyway."""
        records: dict[Key, RawRecord] = {}
        former: dict[Key, RawRecord] = {}
        removed: dict[Key, RawRecord] = {}
        for record in raw.records:
            if record.kind in FORMER or record.kind == "municipality":
                (removed if record.kind == "removed" else records).setdefault(page_key(record), record)
            if record.kind in FORMER:
                for slug in record.texts(FORMER[record.kind]):
                    former.setdefault(_key(_page_kind(record), slug), record)
        return cls(records, former, removed)

    def today(self, kind: str, slug: str) -> RawRecord | None:
        """The record that has, or had, this slug."""
        found = self.records.get(_key(kind, slug)) or self.former.get(_key(kind, slug))
        return None if found is None or found.kind == "removed" else found

    def gone(self, kind: str, slug: str) -> RawRecord | None:
        """The deleted record that had this slug, as its last or before that."""
        found = self.removed.get(_key(kind, slug)) or self.former.get(_key(kind, slug))
        return found if found and found.kind == "removed" else None

    def answers(self, kind: str, slug: str) -> bool:
        """Something stands at the address of this record: its page, a redirect, or that it is gone."""
        province = kind == "province" and slug in map(slugified, PROVINCES)
        return province or bool(self.today(kind, slug) or self.gone(kind, slug))


def history_problems(raw: RawCatalogue, history: History) -> Iterator[Problem]:
    """A slug, today's or a former one, leads to one record; what is deleted is not there any more."""
    taken: dict[Key, RawRecord] = {}
    for record in raw.records:
        if record.kind not in FORMER:
            continue
        if record.kind == "removed":
            other = history.records.get(page_key(record))
            if other is not None:
                yield Problem(
                    record.path, record.line(), "id", record.slug,
                    f"{quoted(record.slug)} staat hier als verwijderd, maar bestaat: {other.path}.",
                    "Haal het hier weg, of verwijder de pagina zelf.",
                )  # fmt: skip
            yield from _instead_problems(record, history)
        field = FORMER[record.kind]
        for index, slug in enumerate(record.texts(field)):
            key = _key(_page_kind(record), slug)
            owner = history.records.get(key) or history.removed.get(key) or taken.get(key)
            if owner is not None:
                yield Problem(
                    record.path, record.line((field, index)), field, slug,
                    f"{quoted(slug)} is al het adres van {owner.place}.",
                    "Een vroeger adres kan maar naar één pagina leiden; verwijder het hier.",
                )  # fmt: skip
            taken.setdefault(key, record)


def _instead_problems(record: RawRecord, history: History) -> Iterator[Problem]:
    """What to read instead of a deleted record: pages that are there, or that say in turn what to read."""
    for index, target in enumerate(record.texts("instead")):
        found = record_at(target.removeprefix("/"))
        line = record.line(("instead", index))
        if found is None or not target.startswith("/"):
            message = f"{quoted(target)} is geen adres van een praktijk, thema, partner of gemeente."
            hint = "Schrijf het adres van de pagina, zoals '/praktijken/naam/'."
        elif any(other is record for other in _followed(found, history)):
            message = f"Wie {quoted(target)} volgt, komt weer hier uit."
            hint = "Verwijs naar een pagina die bestaat."
        elif not history.answers(*found):
            pages = (f"/{addresses_of(kind, slug)[0]}" for kind, slug in history.records if kind == found[0])
            message = f"De pagina {quoted(target)} bestaat niet."
            hint = did_you_mean(target, pages) or "Kijk het adres na."
        else:
            now = history.today(*found) or history.gone(*found)
            named = (_page_kind(now), now.slug) if now and now.kind in FORMER else found
            page = f"/{addresses_of(*named)[0]}"
            if page == target:
                continue
            message, hint = f"{quoted(target)} heet nu {quoted(page)}.", "Schrijf het nieuwe adres."
        yield Problem(record.path, line, "instead", target, message, hint)


def _followed(first: Key, history: History) -> list[RawRecord]:
    """The deleted records that a reader comes by who follows ``instead`` from a page on."""
    seen: list[RawRecord] = []
    ahead = [first]
    while ahead:
        record = history.gone(*ahead.pop())
        if record and not any(record is other for other in seen):
            seen.append(record)
            targets = (record_at(target.removeprefix("/")) for target in record.texts("instead"))
            ahead += [target for target in targets if target]
    return seen


def _page_kind(record: RawRecord) -> str:
    """The kind of page that a record has, or had."""
    return str(record.data.get("kind")) if record.kind == "removed" else record.kind


def page_key(record: RawRecord) -> Key:
    """What two records with a page, or that had one, may not have in common."""
    slug = slugified(str(record.data.get("name"))) if record.kind == "municipality" else record.slug
    return _key(_page_kind(record), slug)


def _key(kind: str, slug: str) -> Key:
    return ("practice" if kind == "hangijzer" else kind, slug)
