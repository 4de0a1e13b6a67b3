"""What a record may refer to: every record, name and address of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .addresses import SECTION_OF
from .field_types import PROVINCES
from .history import CONTRIBUTED, History
from .model import Borough, Municipality, Partner, Record, Theme
from .names import folded, slugified
from .places import Places
from .raw import RawCatalogue, RawRecord, texts_of
from .text_links import Pages


@dataclass(frozen=True)
class Known:
    """What may be referred to. Records with a problem of their own count: one mistake, one message.

    ``partner_names`` gives each name of a partner by its folded form, ``partner_titles`` the one
    under which an organisation counts once; names of a generic partner (a kind of service) stand for services apart.
    ``owners`` and ``aliases`` give the place of the first record of a slug and of a former slug, also of deleted ones.
    """

    slugs: Mapping[str, frozenset[str]]
    themes: Mapping[str, Theme]
    partners: Mapping[str, Partner]
    partner_names: Mapping[str, str]
    partner_titles: Mapping[str, str]
    places: Places
    town_names: frozenset[str]
    owners: Mapping[str, str]
    aliases: Mapping[str, str]
    pages: Pages
    history: History

    @classmethod
    def of(cls, raw: RawCatalogue, typed: Iterable[tuple[RawRecord, Record]]) -> Known:
        slugs: dict[str, set[str]] = {}
        owners: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for record in raw.records:
            slugs.setdefault(record.kind, set()).add(record.slug)
            if record.kind in CONTRIBUTED:
                owners.setdefault(record.slug, record.path)
                for alias in texts_of(record.data.get("aliases")):
                    aliases.setdefault(alias, record.path)
        for record in raw.of_kind("removed"):
            if record.data.get("kind") in CONTRIBUTED:
                owners.setdefault(record.slug, record.place)
        items = [item for _, item in typed]
        partners = [item for item in items if isinstance(item, Partner)]
        names = [(name, partner) for partner in partners for name in (partner.name, *partner.aliases)]
        titles = {folded(name): partner.name for name, partner in names if not partner.generic}
        places = Places.build(
            [item for item in items if isinstance(item, Municipality)],
            [item for item in items if isinstance(item, Borough)],
        )
        towns = [f"{SECTION_OF['municipality']}{town.slug}/" for town in places.towns.values()]
        provinces = [f"{SECTION_OF['province']}{slugified(province)}/" for province in PROVINCES]
        return cls(
            {kind: frozenset(own) for kind, own in slugs.items()},
            {item.slug: item for item in reversed(items) if isinstance(item, Theme)},
            {partner.slug: partner for partner in partners},
            {folded(name): name for name, _ in names},
            titles,
            places,
            frozenset(str(record.data.get("name")) for record in raw.of_kind("municipality")),
            owners,
            aliases,
            Pages.of(raw.records, [*towns, *provinces], raw.written),
            History.of(raw),
        )

    def with_record(self, record: RawRecord) -> Known:
        """The same with a practice that is not in the catalogue yet."""
        aliases = {alias: record.path for alias in texts_of(record.data.get("aliases"))}
        return replace(
            self,
            owners={record.slug: record.path, **self.owners},
            aliases={**aliases, **self.aliases},
        )

    def of_kind(self, kind: str) -> frozenset[str]:
        return self.slugs.get(kind, frozenset())
