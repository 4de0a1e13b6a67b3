"""What became of names: records that are called otherwise today, and records that were deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from .addresses import addresses_of, record_at
from .field_types import PROVINCES
from .names import nearest, slugified
from .problem import Problem
from .raw import Loc, RawCatalogue, RawRecord, texts_of
from .rules import rules

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

CONTRIBUTED = ("practice", "hangijzer")
"""Kinds that share one set of slugs and former addresses."""
WITH_FILES = ("practice", "partner", "subsidy")
"""Kinds of which a link in a text may name the file; that of a hangijzer counts as a practice's."""

Key = tuple[str, str]


@dataclass(frozen=True)
class History:
    """Records by kind and slug, today's and former ones. Practices and hangijzers share their slugs.

    Records with a problem of their own count: one mistake, one message.  Of a practice or hangijzer no more is kept
    than its name and lines: a catalogue keeps its history to the end of a build.
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
            own = record
            if record.kind in CONTRIBUTED:
                own = replace(record, data={}, body="")
            if record.kind in FORMER or record.kind == "municipality":
                (removed if record.kind == "removed" else records).setdefault(page_key(own), own)
            if record.kind in FORMER:
                for slug in texts_of(record.data.get(FORMER[record.kind])):
                    former.setdefault(_key(_page_kind(own), slug), own)
        return cls(records, former, removed)

    def today(self, kind: str, slug: str) -> RawRecord | None:
        """The record that has, or had, this slug."""
        found = self.records.get(_key(kind, slug)) or self.former.get(_key(kind, slug))
        return None if found is None or found.kind == "removed" else found

    def gone(self, kind: str, slug: str) -> RawRecord | None:
        """The deleted record that had this slug, as its last or before that."""
        found = self.removed.get(_key(kind, slug)) or self.former.get(_key(kind, slug))
        return found if found and found.kind == "removed" else None

    def page(self, kind: str, slug: str) -> str:
        """The address of the page that answers for a record."""
        record = self.today(kind, slug) or self.gone(kind, slug)
        own = (_page_kind(record), record.slug) if record and record.kind in FORMER else (kind, slug)
        return addresses_of(*own)[0]

    def former_problem(self, record: RawRecord, loc: Loc, slug: str, kind: str) -> Problem | None:
        """The problem of a reference to a slug that was one: its new name, its new kind, or why it is gone."""
        now, gone = self.today(kind, slug), self.gone(kind, slug)
        if now and now.kind == kind:
            return record.problem("oude-naam", loc, slug, now=now.slug)
        if now:
            return record.problem("andere-soort", loc, slug, owner=now.place)
        if gone is None:
            return None
        instead = rules()["verwijderd"].words["or"].join(texts_of(gone.data.get("instead")))
        hint = "instead" if instead else "remove"
        return record.problem("verwijderd", loc, slug, hint, reason=gone.data.get("reason"), instead=instead)

    def fate_of_link(self, target: str) -> dict[str, str]:
        """The hint (of the rule ``dode-link``) for a link to a page that was there; empty when it never was."""
        path = target.partition("#")[0]
        name = path.rpartition("/")[2].removesuffix(".md")
        named = [record_at(path[1:])] if path.startswith("/") else [(kind, name) for kind in WITH_FILES]
        for kind, slug in filter(None, named):
            now, gone = self.today(kind, slug), self.gone(kind, slug)
            if now and path.startswith("/"):
                return {"hint": "moved", "now": f"/{self.page(kind, slug)}"}
            if now:
                return {"hint": "moved", "now": f"{now.slug}.md"}
            if gone:
                return {"hint": "removed", "reason": str(gone.data.get("reason"))}
        return {}

    def answers(self, kind: str, slug: str) -> bool:
        """Something stands at the address of this record: its page, a redirect, or that it is gone."""
        province = kind == "province" and slug in map(slugified, PROVINCES)
        return province or bool(self.today(kind, slug) or self.gone(kind, slug))


def history_problems(raw: RawCatalogue, history: History) -> Iterator[Problem]:
    """In the registers: a slug, today's or a former one, leads to one record; what is deleted is not there any more.

    Former slugs of practices and hangijzers are looked at with the rest of their file, in ``check``.
    """
    for record in raw.records:
        if record.kind not in FORMER or record.kind in CONTRIBUTED:
            continue
        if record.kind == "removed":
            own = history.records.get(page_key(record))
            if own is not None:
                yield record.problem("bestaat-nog", ("id",), record.slug, owner=own.place)
            yield from _instead_problems(record, history)
        own_slugs: set[str] = set()
        for index, slug in enumerate(texts_of(record.data.get(FORMER[record.kind]))):
            key = _key(_page_kind(record), slug)
            owner = history.records.get(key) or history.removed.get(key) or history.former[key]
            if owner is not history.former[key] or owner is not record or slug in own_slugs:
                loc = (FORMER[record.kind], index)
                yield record.problem("adres-bestaat-al", loc, slug, owner=owner.place)
            own_slugs.add(slug)


def _instead_problems(record: RawRecord, history: History) -> Iterator[Problem]:
    """What to read instead of a deleted record: pages that are there, or that say in turn what to read."""
    for index, target in enumerate(texts_of(record.data.get("instead"))):
        loc = ("instead", index)
        found = record_at(target.removeprefix("/"))
        if found is None or not target.startswith("/"):
            yield record.problem("lees-in-de-plaats", loc, target, what="other")
        elif any(other is record for other in _followed(found, history)):
            yield record.problem("lees-in-de-plaats", loc, target, "circle", what="circle")
        elif not history.answers(*found):
            pages = [f"/{addresses_of(kind, slug)[0]}" for kind, slug in history.records if kind == found[0]]
            near = nearest(target, pages)
            hint = {"hint": "near", "near": near} if near else {}
            yield record.problem("lees-in-de-plaats", loc, target, **hint, what="nowhere")
        else:
            page = f"/{history.page(*found)}"
            if page != target:
                yield record.problem("oude-naam", loc, target, now=page)


MAX_WAY = 100
"""Deleted records that somebody follows from one to the next: whoever comes further has given up."""


def _followed(first: Key, history: History) -> list[RawRecord]:
    """The deleted records that a reader comes by who follows ``instead`` from a page on."""
    seen: dict[int, RawRecord] = {}
    ahead = [first]
    while ahead and len(seen) < MAX_WAY:
        record = history.gone(*ahead.pop())
        if record and id(record) not in seen:
            seen[id(record)] = record
            targets = (record_at(target.removeprefix("/")) for target in texts_of(record.data.get("instead")))
            ahead += [target for target in targets if target]
    return list(seen.values())


def _page_kind(record: RawRecord) -> str:
    """The kind of page that a record has, or had."""
    return str(record.data.get("kind")) if record.kind == "removed" else record.kind


def page_key(record: RawRecord) -> Key:
    """What two records with a page, or that had one, may not have in common."""
    slug = slugified(str(record.data.get("name"))) if record.kind == "municipality" else record.slug
    return _key(_page_kind(record), slug)


def _key(kind: str, slug: str) -> Key:
    return (CONTRIBUTED[0] if kind in CONTRIBUTED else kind, slug)
