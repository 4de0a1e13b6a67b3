"""The catalogue: every record frozen and sorted, every reference resolved in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TypeVar, cast

from .addresses import TERMS, addresses_of
from .check import Checked
from .compounds import parsed
from .field_types import PROVINCES, Province, SourceRef
from .glossary import Glossary
from .known import Known
from .markdown import Rendered, rendered
from .memo import digest
from .model import (
    Compounds,
    Hangijzer,
    Partner,
    Practice,
    Published,
    Record,
    Removed,
    Resource,
    Review,
    Source,
    Subsidy,
    Synonyms,
    Table,
    TargetGroup,
    Term,
    Theme,
)
from .names import folded
from .places import Places, Town
from .published import parsed as parsed_addresses
from .text_links import ROOT

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Related:
    """A related practice, with the reason in words ("" when nobody gave one)."""

    practice: Practice
    reason: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All records, checked, with the lookups that pages need. Keys are slugs; lists are sorted.

    A catalogue equals itself only, so what is computed of it can be kept.
    """

    today: date
    themes: Mapping[str, Theme]
    target_groups: Mapping[str, TargetGroup]
    sources: Mapping[str, Source]
    resources: Mapping[str, Resource]
    tables: Mapping[str, Table]
    terms: Mapping[str, Term]
    synonyms: tuple[str, ...] = field(repr=False)
    compounds: Mapping[str, tuple[str, ...]] = field(repr=False)
    review_every: Review
    practices: Mapping[str, Practice]
    hangijzers: Mapping[str, Hangijzer]
    partners: Mapping[str, Partner]
    subsidies: Mapping[str, Subsidy]
    removed: Mapping[str, Removed]
    """Deleted records by the address of their page."""
    published: frozenset[str] = field(repr=False)
    """Every address that was ever published, as far as the list of them goes."""
    places: Places
    towns_of: Mapping[str, tuple[Town, ...]] = field(repr=False)
    provinces_of: Mapping[str, tuple[Province, ...]] = field(repr=False)
    partner_named: Mapping[str, Partner] = field(repr=False)
    practices_of_theme: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    practices_of_town: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    practices_of_province: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    practices_of_target_group: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    practices_of_partner: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    practices_of_subsidy: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    practices_of_hangijzer: Mapping[str, tuple[Practice, ...]] = field(repr=False)
    hangijzers_of_practice: Mapping[str, tuple[Hangijzer, ...]] = field(repr=False)
    hangijzers_of_theme: Mapping[str, tuple[Hangijzer, ...]] = field(repr=False)
    hangijzers_of_partner: Mapping[str, tuple[Hangijzer, ...]] = field(repr=False)
    partners_of_town: Mapping[str, tuple[Partner, ...]] = field(repr=False)
    """Partners by each municipality name that they give, of any period."""
    resources_of_town: Mapping[str, tuple[Resource, ...]] = field(repr=False)
    resources_of_theme: Mapping[str, tuple[Resource, ...]] = field(repr=False)
    resources_of_practice: Mapping[str, tuple[Resource, ...]] = field(repr=False)
    resources_of_partner: Mapping[str, tuple[Resource, ...]] = field(repr=False)
    subsidies_of_theme: Mapping[str, tuple[Subsidy, ...]] = field(repr=False)
    tables_of_practice: Mapping[str, tuple[Table, ...]] = field(repr=False)
    succeeded_by: Mapping[str, tuple[Partner, ...]] = field(repr=False)
    same_organisation: Mapping[str, tuple[Partner, ...]] = field(repr=False)
    related: Mapping[str, tuple[Related, ...]] = field(repr=False)
    bodies: Mapping[str, Rendered] = field(repr=False)
    known: Known = field(repr=False)
    keys: Mapping[str, bytes] = field(repr=False)
    """The digest of each file that is a record."""
    outline: bytes = field(repr=False)
    """A digest of all that pages are made of but the texts of those files: the same outline, the same catalogue."""

    def with_page(self) -> Iterator[tuple[str, Record]]:
        """Every record that has a page of its own, with its kind; places and deleted records apart."""
        for kind, items in (
            ("practice", self.practices),
            ("hangijzer", self.hangijzers),
            ("theme", self.themes),
            ("partner", self.partners),
            ("subsidy", self.subsidies),
            ("target_group", self.target_groups),
        ):
            for item in items.values():
                yield kind, item

    def body_of(self, record: Record) -> Rendered:
        """The record's Markdown as safe HTML; every page of a record lies two folders deep."""
        return self.bodies[record.path]

    def partners_of(self, record: Practice | Hangijzer) -> list[tuple[str, Partner | None]]:
        """Each partner name as the record writes it, with its register entry (None when the register lacks it)."""
        return [(name, self.partner_named.get(folded(name))) for name in record.partners]


def build_catalogue(checked: Checked, today: date) -> Catalogue:
    """Freeze the records and resolve every reference. ``checked`` must be without problems."""
    records = checked.records
    practices = _by_title(records["practice"], Practice)
    hangijzers = _sorted(records["hangijzer"], Hangijzer, key=lambda item: item.number)
    partners = _by_title(records["partner"], Partner)
    subsidies = _by_title(records["subsidy"], Subsidy)
    resources = _by_title(records["resource"], Resource)
    themes = _as_written(records["theme"], Theme)
    target_groups = _by_title(records["target_group"], TargetGroup)
    tables = _as_written(records["table"], Table)
    terms = _by_title(records["term"], Term)
    named = {
        folded(name): partner for partner in partners.values() for name in (partner.name, *partner.aliases)
    }
    places = checked.known.places
    towns_of = {
        item.slug: tuple(dict.fromkeys(places.towns[name] for name in item.municipality))
        for item in practices.values()
    }
    provinces_of = {item.slug: _provinces(item, towns_of[item.slug]) for item in practices.values()}
    proofs = {
        item.slug: tuple(dict.fromkeys([p.practice for p in item.practices])) for item in hangijzers.values()
    }
    for practice in practices.values():
        for slug in practice.hangijzers:
            proofs[slug] = tuple(dict.fromkeys((*proofs[slug], practice.slug)))

    def partner_slugs(record: Practice | Hangijzer) -> list[str]:
        return [named[folded(name)].slug for name in record.partners if folded(name) in named]

    return Catalogue(
        today=today,
        themes=themes,
        target_groups=target_groups,
        sources=_as_written(records["source"], Source),
        resources=resources,
        tables=tables,
        terms=terms,
        compounds=MappingProxyType(
            {
                word: parts
                for item in records["compounds"].values()
                for word, parts in parsed(cast(Compounds, item).lines).items()
            }
        ),
        review_every=next((cast(Review, item) for item in records["review"].values()), Review()),
        synonyms=tuple(line for item in records["synonyms"].values() for line in cast(Synonyms, item).lines),
        practices=practices,
        hangijzers=hangijzers,
        partners=partners,
        subsidies=subsidies,
        removed=MappingProxyType(
            {
                addresses_of(item.kind, item.slug)[0]: item
                for item in (cast(Removed, found) for found in records["removed"].values())
            }
        ),
        published=frozenset().union(
            *(parsed_addresses(cast(Published, item).lines) for item in records["published"].values())
        ),
        places=places,
        towns_of=MappingProxyType(towns_of),
        provinces_of=MappingProxyType(provinces_of),
        partner_named=MappingProxyType(named),
        practices_of_theme=_grouped(practices.values(), lambda item: item.theme),
        practices_of_town=_grouped(
            practices.values(),
            lambda item: {name for town in towns_of[item.slug] for name in (town.name, town.today.name)},
        ),
        practices_of_province=_grouped(practices.values(), lambda item: provinces_of[item.slug]),
        practices_of_target_group=_grouped(practices.values(), lambda item: item.target_groups),
        practices_of_partner=_grouped(practices.values(), partner_slugs),
        practices_of_subsidy=_grouped(practices.values(), lambda item: item.subsidies),
        practices_of_hangijzer=MappingProxyType(
            {slug: tuple(practices[p] for p in found) for slug, found in proofs.items()}
        ),
        hangijzers_of_practice=_inverted(proofs, hangijzers),
        hangijzers_of_theme=_grouped(hangijzers.values(), lambda item: item.theme),
        hangijzers_of_partner=_grouped(hangijzers.values(), partner_slugs),
        partners_of_town=_grouped(partners.values(), lambda item: item.municipality),
        resources_of_town=_grouped(resources.values(), lambda item: item.municipality),
        resources_of_theme=_grouped(resources.values(), lambda item: item.theme),
        resources_of_practice=_grouped(resources.values(), lambda item: item.practices),
        resources_of_partner=_grouped(resources.values(), lambda item: item.publishers),
        subsidies_of_theme=_grouped(subsidies.values(), lambda item: item.theme),
        tables_of_practice=_grouped(tables.values(), lambda item: item.practices),
        succeeded_by=_grouped(
            partners.values(),
            lambda item: [item.successor.partner] if item.successor and item.successor.partner else [],
        ),
        same_organisation=_same_organisation(partners),
        related=_related(practices),
        bodies=_bodies(checked, (practices, hangijzers, partners, subsidies), terms.values()),
        known=checked.known,
        keys=MappingProxyType(checked.keys),
        outline=digest(checked.outline, today.isoformat()),
    )


def _bodies(
    checked: Checked, kinds: Iterable[Mapping[str, Record]], terms: Iterable[Term]
) -> Mapping[str, Rendered]:
    """Every body rendered once. The first use of a term in a body leads to its explanation."""
    explained = [(f"{ROOT}{TERMS}#{term.slug}", (term.title, *term.forms)) for term in terms]
    glossary = Glossary.of(explained)
    pages = checked.known.pages
    around = digest(repr(explained), pages.digest)

    def body(item: Record) -> Rendered:
        return glossary.linked(rendered(item.body, pages.resolver(item.path)))

    return MappingProxyType(
        {
            item.path: checked.memo.of("body", partial(body, item), item.path, item.body, around)
            for items in kinds
            for item in items.values()
        }
    )


def _sorted(records: Mapping[str, Record], kind: type[R], key) -> Mapping[str, R]:
    found = sorted((cast(R, item) for item in records.values()), key=lambda item: (key(item), item.slug))
    return MappingProxyType({item.slug: item for item in found})


def _by_title(records: Mapping[str, Record], kind: type[R]) -> Mapping[str, R]:
    return _sorted(records, kind, key=lambda item: sort_key(getattr(item, "title", item.slug)))


def _as_written(records: Mapping[str, Record], kind: type[R]) -> Mapping[str, R]:
    return MappingProxyType({slug: cast(R, item) for slug, item in records.items()})


def sort_key(title: str) -> str:
    """Alphabetical order for a reader: without capitals, accents and opening signs."""
    return re.sub(r"^\W+", "", folded(title))


def facts_year(catalogue: Catalogue, record: object) -> int | None:
    """Of which year the facts are: the newest of the sources, else of the record's own years, else of its check."""
    refs: tuple[SourceRef, ...] = getattr(record, "source", ())
    year: tuple[int, ...] | int | None = getattr(record, "year", None)
    years = (year,) if isinstance(year, int) else year or ()
    checked: date | None = getattr(record, "checked", None)
    found = (
        [catalogue.sources[ref.id].year for ref in refs] or list(years) or ([checked.year] if checked else [])
    )
    return max(found, default=None)


def _grouped(items: Iterable[R], keys) -> Mapping[str, tuple[R, ...]]:
    """The items under each of their keys, in the order in which they come."""
    found: dict[str, list[R]] = {}
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found.setdefault(key, []).append(item)
    return MappingProxyType({key: tuple(found[key]) for key in sorted(found)})


def _inverted(
    proofs: Mapping[str, tuple[str, ...]], hangijzers: Mapping[str, Hangijzer]
) -> Mapping[str, tuple[Hangijzer, ...]]:
    found: dict[str, list[Hangijzer]] = {}
    for slug, hangijzer in hangijzers.items():
        for practice in proofs[slug]:
            found.setdefault(practice, []).append(hangijzer)
    return MappingProxyType({key: tuple(found[key]) for key in sorted(found)})


def _provinces(practice: Practice, towns: tuple[Town, ...]) -> tuple[Province, ...]:
    """The provinces as written, else today's provinces of the municipalities."""
    found = set(practice.province) or {town.today.province for town in towns}
    return tuple(province for province in PROVINCES if province in found)


def _same_organisation(partners: Mapping[str, Partner]) -> Mapping[str, tuple[Partner, ...]]:
    """``same_as`` in both directions."""
    found: dict[str, list[Partner]] = {}
    for partner in partners.values():
        if partner.same_as:
            found.setdefault(partner.slug, []).append(partners[partner.same_as])
            found.setdefault(partner.same_as, []).append(partner)
    return MappingProxyType({slug: tuple(found[slug]) for slug in sorted(found)})


def _related(practices: Mapping[str, Practice]) -> Mapping[str, tuple[Related, ...]]:
    """``see_also`` in both directions: a practice's own choice first, then who points at it.

    A reason speaks of the practice that is pointed at, so it holds in one direction only.
    """
    found: dict[str, dict[str, Related]] = {slug: {} for slug in practices}
    for slug, practice in practices.items():
        for link in practice.see_also:
            found[slug][link.practice] = Related(practices[link.practice], link.reason or "")
    for slug, practice in practices.items():
        for link in practice.see_also:
            found[link.practice].setdefault(slug, Related(practice, ""))
    return MappingProxyType({slug: tuple(links.values()) for slug, links in found.items()})
