"""Does what a record refers to exist? Themes, places, partners, slugs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .history import History
from .icons import icon_names
from .markdown import rendered
from .model import (
    Hangijzer,
    Partner,
    Practice,
    Record,
    Resource,
    SourceRef,
    Subsidy,
    Table,
    Term,
    Theme,
)
from .names import allowed_distance, did_you_mean, folded, nearest
from .places import Places
from .problem import Problem, quoted
from .read import HANGIJZERS, RawCatalogue, RawRecord
from .words import counted


@dataclass(frozen=True)
class Known:
    """What may be referred to. Records with a problem of their own count: one mistake, one message."""

    slugs: Mapping[str, frozenset[str]]
    themes: Mapping[str, Theme]
    partner_names: Mapping[str, str]
    places: Places
    town_names: frozenset[str]
    history: History

    @classmethod
    def of(
        cls,
        raw: RawCatalogue,
        records: Mapping[str, Mapping[str, Record]],
        places: Places,
        history: History,
    ) -> Known:
        slugs: dict[str, set[str]] = {}
        for record in raw.records:
            slugs.setdefault(record.kind, set()).add(record.slug)
        themes = {slug: item for slug, item in records["theme"].items() if isinstance(item, Theme)}
        partners = [item for item in records["partner"].values() if isinstance(item, Partner)]
        names = {folded(name): name for partner in partners for name in (partner.name, *partner.aliases)}
        towns = frozenset(str(record.data.get("name")) for record in raw.of_kind("municipality"))
        known = {kind: frozenset(found) for kind, found in slugs.items()}
        return cls(known, themes, names, places, towns, history)

    def of_kind(self, kind: str) -> frozenset[str]:
        return self.slugs.get(kind, frozenset())


def reference_problems(record: RawRecord, item: Record, known: Known) -> list[Problem]:
    """Every reference of one record that leads nowhere, or to the wrong place."""
    return list(_Finder(record, known).problems(item))


@dataclass(frozen=True)
class _Finder:
    record: RawRecord
    known: Known

    def problems(self, item: Record) -> Iterator[Problem]:
        match item:
            case Practice():
                yield from self._practice(item)
            case Hangijzer():
                yield from self._themes(item.theme)
                numbers = [int(found) for found in re.findall(r"^## +(\d+)", item.body, re.MULTILINE)]
                if numbers != list(range(1, len(numbers) + 1)):
                    yield Problem(
                        self.record.path, self.record.body_line, "", "",
                        "De argumenten zijn niet op volgorde genummerd.",
                        "Nummer de koppen '## 1. …', '## 2. …' en zo verder, elk nummer één keer.",
                    )  # fmt: skip
                for index, proof in enumerate(item.practices):
                    at = ("practices", index, "practice")
                    yield from self._slug(at, proof.practice, "practice", "praktijk")
                    if proof.point not in numbers:
                        yield self._at(
                            ("practices", index, "point"), str(proof.point),
                            f"Punt {proof.point} bestaat niet: de tekst telt {counted(len(numbers), 'genummerd argument', 'genummerde argumenten')}.",
                            "Verbeter het nummer, of nummer de koppen: '## 1. …'.",
                        )  # fmt: skip
                yield from self._partners(item.partners)
            case Partner():
                yield from self._towns(item.municipality)
                if item.same_as:
                    yield from self._slug(("same_as",), item.same_as, "partner", "partner")
                if item.successor and item.successor.partner:
                    yield from self._slug(
                        ("successor", "partner"), item.successor.partner, "partner", "partner"
                    )
            case Subsidy():
                yield from self._themes(item.theme)
                if item.successor and item.successor.partner:
                    yield from self._slug(
                        ("successor", "partner"), item.successor.partner, "partner", "partner"
                    )
            case Resource():
                yield from self._themes(item.theme)
                yield from self._towns(item.municipality)
                yield from self._slugs("practices", item.practices, "practice", "praktijk")
                yield from self._slugs("publishers", item.publishers, "partner", "partner")
            case Theme():
                yield from self._theme(item)
            case Term():
                yield from self._slugs("see", item.see, "term", "begrip", "register/terms.yml")
                if item.partner:
                    yield from self._slug(("partner",), item.partner, "partner", "partner")
            case Table():
                yield from self._slugs("practices", item.practices, "practice", "praktijk")
                yield from self._chart(item)
                for index, row in enumerate(item.rows):
                    if len(row) != len(item.columns):
                        yield self._at(
                            ("rows", index), str(len(row)),
                            f"Deze rij heeft {counted(len(row), 'cel', 'cellen')}; de tabel heeft {counted(len(item.columns), 'kolom', 'kolommen')}.",
                            "Vul de rij aan; een lege cel is ''.",
                        )  # fmt: skip
        yield from self._sources(getattr(item, "source", ()))

    def _theme(self, item: Theme) -> Iterator[Problem]:
        if item.icon not in icon_names():
            hint = did_you_mean(item.icon, icon_names()) or f"Kies uit: {', '.join(icon_names())}."
            yield self._at(("icon",), item.icon, f"Er is geen icoon {quoted(item.icon)}.", hint)
        seen: set[str] = set()
        for index, section in enumerate(item.sections):
            if section.id in seen:
                yield self._at(
                    ("sections", index, "id"), section.id,
                    f"De deelvraag {quoted(section.id)} staat er twee keer.", "Geef elke deelvraag een eigen id.",
                )  # fmt: skip
            seen.add(section.id)
        for target in rendered(item.intro, lambda target: None).broken:
            yield self._at(
                ("intro",), target, f"De link {quoted(target)} kan hier niet.",
                "Link in een inleiding alleen naar een adres met https://.",
            )  # fmt: skip

    def _practice(self, item: Practice) -> Iterator[Problem]:
        yield from self._themes(item.theme)
        folder = self.record.path.split("/")[1]
        first = item.theme[0]
        if first in self.known.themes and first != folder:
            yield self._at(
                ("theme",), first,
                f"Het eerste thema is {quoted(first)}, maar het bestand staat in de map {quoted(folder)}.",
                f"Verplaats het bestand naar practices/{first}/, of zet {quoted(folder)} vooraan.",
            )  # fmt: skip
        if item.section and first in self.known.themes:
            sections = [section.id for section in self.known.themes[first].sections]
            if item.section not in sections:
                yield self._at(
                    ("section",), item.section,
                    f"{quoted(item.section)} is geen deelvraag van {quoted(first)}.",
                    did_you_mean(item.section, sections) or f"Kies uit: {', '.join(sections)}.",
                )  # fmt: skip
        yield from self._places(item)
        yield from self._partners(item.partners)
        yield from self._slugs(
            "target_groups", item.target_groups, "target_group", "doelgroep", "register/target-groups.yml"
        )
        yield from self._slugs("subsidies", item.subsidies, "subsidy", "subsidie", "register/subsidies/")
        yield from self._slugs(
            "hangijzers", item.hangijzers, "hangijzer", "heet hangijzer", f"practices/{HANGIJZERS}/"
        )
        for index, link in enumerate(item.see_also):
            yield from self._slug(("see_also", index), link.practice, "practice", "praktijk")
            if link.practice == item.slug:
                yield self._at(
                    ("see_also", index),
                    link.practice,
                    "De praktijk verwijst naar zichzelf.",
                    "Verwijder de verwijzing.",
                )
        if item.status_note and not item.status:
            yield self._at(
                ("status_note",), item.status_note,
                "Er is een toelichting bij de stand, maar geen stand.",
                "Vul 'status' in, of zet de zin in 'note'.",
            )  # fmt: skip
        for index, variant in enumerate(item.variants):
            if not variant.municipality and not variant.province:
                yield self._at(
                    ("variants", index), variant.note,
                    "Deze variant zegt niet voor welke plaats ze geldt.",
                    "Vul 'municipality' of 'province' in; geldt ze overal, schrijf ze dan in de tekst.",
                )  # fmt: skip
            yield from self._towns(variant.municipality, ("variants", index, "municipality"))
            for name in variant.municipality:
                if name in self.known.places.towns and name not in item.municipality:
                    yield self._at(
                        ("variants", index), name,
                        f"{quoted(name)} staat niet bij de gemeenten van deze praktijk.",
                        "Voeg de gemeente toe bij 'municipality'.",
                    )  # fmt: skip

    def _places(self, item: Practice) -> Iterator[Problem]:
        yield from self._towns(item.municipality)
        if not item.municipality and not item.province:
            yield self._at(
                ("municipality",), "",
                "Er is geen gemeente en geen provincie.",
                "Vul 'municipality' in; is er geen gemeente, dan 'province'.",
            )  # fmt: skip
        towns = [
            self.known.places.towns[name] for name in item.municipality if name in self.known.places.towns
        ]
        for town in towns:
            if item.province and not set(town.provinces) & set(item.province):
                given = ", ".join(item.province)
                yield self._at(
                    ("province",), given,
                    f"{quoted(given)} past niet bij {town.name}, dat in {town.today.province} ligt.",
                    f"Voeg '{town.today.province}' toe, of laat 'province' weg: het volgt uit de gemeente.",
                )  # fmt: skip
        for name in item.place:
            if name not in item.municipality:
                yield self._at(
                    ("place", name), name,
                    f"{quoted(name)} staat niet bij de gemeenten van deze praktijk.",
                    "Schrijf 'place: {gemeente: wijk}' met een gemeente uit 'municipality'.",
                )  # fmt: skip

    def _chart(self, item: Table) -> Iterator[Problem]:
        chart = item.chart
        if chart is None:
            return
        named = {
            "column": [chart.column] if chart.column else [],
            "columns": chart.columns,
            "rows": chart.rows,
        }
        known = {
            "column": item.columns,
            "columns": item.columns,
            "rows": [row[0] or "" for row in item.rows if row],
        }
        for key, names in named.items():
            for name in names:
                if name not in known[key]:
                    hint = did_you_mean(name, known[key]) or f"Kies uit: {', '.join(known[key])}."
                    yield self._at(("chart", key), name, f"{quoted(name)} staat niet in de tabel.", hint)

    def _towns(
        self, names: Iterable[str], loc: tuple[str | int, ...] = ("municipality",)
    ) -> Iterator[Problem]:
        places = self.known.places
        for index, name in enumerate(names):
            if name in places.towns or name in self.known.town_names:
                continue
            at = (*loc, index)
            boroughs = places.boroughs.get(name) or places.boroughs.get(
                nearest(name, places.boroughs, 0) or ""
            )
            if boroughs:
                choices = " of ".join(f"{b.municipality}, met place: {b.name}" for b in boroughs)
                yield self._at(
                    at, name, f"{quoted(name)} is een deelgemeente, geen gemeente.", f"Bedoelde u {choices}?"
                )
            else:
                hint = (
                    did_you_mean(name, places.towns)
                    or "Gebruik de officiële naam, zoals in register/municipalities.csv."
                )
                yield self._at(at, name, f"{quoted(name)} is geen gemeente.", hint)

    def _fate(self, loc: tuple[str | int, ...], kind: str, slug: str, word: str) -> Problem | None:
        """What became of a slug that was one: the new name, the other kind, or why it is gone."""
        now = self.known.history.today(kind, slug)
        if now and now.kind == kind:
            return self._at(
                loc, slug, f"{quoted(slug)} heet nu {quoted(now.slug)}.", f"Schrijf '{now.slug}'."
            )
        if now:
            return self._at(
                loc, slug, f"{quoted(slug)} is geen {word}, maar staat nu in {now.place}.",
                "Verwijs naar iets anders, of verwijder de verwijzing.",
            )  # fmt: skip
        gone = self.known.history.gone(kind, slug)
        if gone is None:
            return None
        instead = " of ".join(gone.texts("instead"))
        hint = f"Lees {instead}: past dat hier ook? Verwijder" if instead else "Verwijder"
        return self._at(
            loc, slug, f"{quoted(slug)} is verwijderd: {gone.data.get('reason')}", f"{hint} anders de verwijzing."
        )  # fmt: skip

    def _themes(self, themes: Iterable[str]) -> Iterator[Problem]:
        for index, theme in enumerate(themes):
            if theme not in self.known.of_kind("theme"):
                fate = self._fate(("theme", index), "theme", theme, "thema")
                if fate:
                    yield fate
                    continue
                choices = sorted(self.known.of_kind("theme"))
                hint = did_you_mean(theme, choices) or f"Kies uit: {', '.join(choices)}."
                yield self._at(("theme", index), theme, f"{quoted(theme)} is geen thema.", hint)

    def _partners(self, names: Iterable[str]) -> Iterator[Problem]:
        for index, name in enumerate(names):
            if folded(name) in self.known.partner_names:
                continue
            near = nearest(name, self.known.partner_names.values(), allowed_distance(name))
            if near:
                yield self._at(
                    ("partners", index), name,
                    f"{quoted(name)} lijkt op een partner die al in het register staat.",
                    f"Bedoelde u '{near}'?",
                )  # fmt: skip

    def _slugs(
        self, field: str, values: Iterable[str], kind: str, word: str, where: str = ""
    ) -> Iterator[Problem]:
        for index, value in enumerate(values):
            yield from self._slug((field, index), value, kind, word, where)

    def _slug(
        self, loc: tuple[str | int, ...], value: str, kind: str, word: str, where: str = ""
    ) -> Iterator[Problem]:
        choices = self.known.of_kind(kind)
        fate = None if value in choices else self._fate(loc, kind, value, word)
        if fate:
            yield fate
        elif value not in choices:
            places = {"practice": "practices/", "partner": "register/partners/"}
            hint = did_you_mean(value, choices) or f"De mogelijke waarden staan in {where or places[kind]}."
            yield self._at(loc, value, f"{quoted(value)} is geen {word}.", hint)

    def _sources(self, refs: Iterable[SourceRef]) -> Iterator[Problem]:
        for index, ref in enumerate(refs):
            choices = self.known.of_kind("source")
            if ref.id not in choices:
                hint = did_you_mean(ref.id, choices) or f"Kies uit: {', '.join(sorted(choices))}."
                yield self._at(("source", index, "id"), ref.id, f"{quoted(ref.id)} is geen bron.", hint)

    def _at(self, loc: tuple[str | int, ...], value: str, message: str, hint: str) -> Problem:
        name = ".".join(str(part) for part in loc if not isinstance(part, int))
        return Problem(self.record.path, self.record.line(loc), name, value, message, hint)
