"""Does what a record refers to exist? Themes, partners, slugs, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .field_types import Proof, SourceRef, Successor
from .icons import icon_names
from .known import Known
from .markdown import rendered
from .model import Hangijzer, Partner, Practice, Record, Resource, Subsidy, Table, Term, Theme
from .names import allowed_distance, folded, nearest
from .place_references import place_problems, town_problems, variant_problems
from .problem import Problem
from .raw import Loc, RawRecord
from .rules import suggestion
from .words import counted


def reference_problems(record: RawRecord, item: Record, known: Known) -> list[Problem]:
    """Every reference of one record that leads nowhere, or to the wrong place."""
    return list(_Finder(record, known).problems(item))


_UNKNOWN = {
    "practice": "onbekende-praktijk",
    "hangijzer": "onbekend-hangijzer",
    "partner": "onbekende-partner",
    "subsidy": "onbekende-subsidie",
    "target_group": "onbekende-doelgroep",
    "term": "onbekend-begrip",
}


@dataclass(frozen=True)
class _Finder:
    record: RawRecord
    known: Known

    def problems(self, item: Record) -> Iterator[Problem]:
        match item:
            case Practice():
                yield from self._practice(item)
            case Hangijzer():
                yield from self._hangijzer(item)
            case Partner():
                yield from town_problems(self.record, self.known, item.municipality)
                if item.same_as:
                    yield from self._slug(("same_as",), item.same_as, "partner")
                yield from self._successor(item.successor)
            case Subsidy():
                yield from self._themes(item.theme)
                yield from self._successor(item.successor)
            case Resource():
                yield from self._themes(item.theme)
                yield from town_problems(self.record, self.known, item.municipality)
                yield from self._slugs("practices", item.practices, "practice")
                yield from self._slugs("publishers", item.publishers, "partner")
            case Theme():
                yield from self._theme(item)
            case Term():
                yield from self._slugs("see", item.see, "term")
                if item.partner:
                    yield from self._slug(("partner",), item.partner, "partner")
            case Table():
                yield from self._slugs("practices", item.practices, "practice")
                yield from self._table(item)
        yield from self._sources(getattr(item, "source", ()))

    def _practice(self, item: Practice) -> Iterator[Problem]:
        problem = self.record.problem
        yield from self._themes(item.theme)
        folder, first = self.record.path.split("/")[1], item.theme[0]
        if first in self.known.themes:
            if first != folder:
                hint = "move" if folder in self.known.themes else "unknown"
                yield problem("map-en-thema", ("theme",), first, hint=hint, folder=folder)
            sections = [section.id for section in self.known.themes[first].sections]
            if item.section and item.section not in sections:
                hint = suggestion(item.section, sections)
                yield problem("onbekende-deelvraag", ("section",), item.section, theme=first, **hint)
        yield from place_problems(self.record, self.known, item)
        yield from self._partners(item.partners)
        yield from self._slugs("target_groups", item.target_groups, "target_group")
        yield from self._slugs("subsidies", item.subsidies, "subsidy")
        yield from self._slugs("hangijzers", item.hangijzers, "hangijzer")
        seen: set[str] = set()
        for index, link in enumerate(item.see_also):
            yield from self._slug(("see_also", index), link.practice, "practice")
            if link.practice == item.slug:
                yield problem("zichzelf", ("see_also", index), link.practice)
            if link.practice in seen:
                yield problem("dubbele-waarde", ("see_also", index), link.practice, found=link.practice)
            seen.add(link.practice)
        if item.status_note and not item.status:
            yield problem("toelichting-zonder-stand", ("status_note",), item.status_note)
        yield from variant_problems(self.record, self.known, item)

    def _hangijzer(self, item: Hangijzer) -> Iterator[Problem]:
        yield from self._themes(item.theme)
        numbers = [int(number) for number in re.findall(r"^## +(\d+)", item.body, re.MULTILINE)]
        if numbers != list(range(1, len(numbers) + 1)):
            yield self.record.body_problem("nummering", 0)
        seen: set[Proof] = set()
        for index, proof in enumerate(item.practices):
            yield from self._slug(("practices", index, "practice"), proof.practice, "practice")
            if proof in seen:
                at, practice = ("practices", index), proof.practice
                yield self.record.problem(
                    "dubbele-waarde", at, practice, "point", found=practice, point=proof.point
                )
            seen.add(proof)
            if proof.point not in numbers:
                count = counted(len(numbers), "genummerd argument", "genummerde argumenten")
                at, point = ("practices", index, "point"), proof.point
                yield self.record.problem("punt-bestaat-niet", at, str(point), point=point, count=count)
        yield from self._partners(item.partners)

    def _theme(self, item: Theme) -> Iterator[Problem]:
        problem = self.record.problem
        if item.icon not in icon_names():
            yield problem("onbekend-icoon", ("icon",), item.icon, **suggestion(item.icon, icon_names()))
        seen: set[str] = set()
        for index, section in enumerate(item.sections):
            if section.id in seen:
                yield problem("dubbel-id", ("sections", index, "id"), section.id, "section", what="section")
            seen.add(section.id)
        for target in rendered(item.intro, lambda target: None).broken:
            yield problem("dode-link", ("intro",), target, "intro", what="here")

    def _table(self, item: Table) -> Iterator[Problem]:
        problem = self.record.problem
        if item.chart:
            rows = [row[0] or "" for row in item.rows if row]
            column = (item.chart.column,) if item.chart.column else ()
            for key, names, known in (
                ("column", column, item.columns),
                ("columns", item.chart.columns, item.columns),
                ("rows", item.chart.rows, rows),
            ):
                for name in names:
                    if name not in known:
                        yield problem("grafiek-en-tabel", ("chart", key), name, **suggestion(name, known))
        columns = counted(len(item.columns), "kolom", "kolommen")
        for index, row in enumerate(item.rows):
            if len(row) != len(item.columns):
                cells = counted(len(row), "cel", "cellen")
                yield problem("rij-en-kolommen", ("rows", index), str(len(row)), cells=cells, columns=columns)

    def _successor(self, successor: Successor | None) -> Iterator[Problem]:
        if successor and successor.partner:
            yield from self._slug(("successor", "partner"), successor.partner, "partner")

    def _themes(self, themes: Iterable[str]) -> Iterator[Problem]:
        known = self.known.of_kind("theme")
        for index, theme in enumerate(themes):
            if theme not in known:
                loc, hint = ("theme", index), suggestion(theme, sorted(known))
                former = self.known.history.former_problem(self.record, loc, theme, "theme")
                yield former or self.record.problem("onbekend-thema", loc, theme, **hint)

    def _partners(self, names: Iterable[str]) -> Iterator[Problem]:
        known, titles = self.known.partner_names, self.known.partner_titles
        seen: dict[str, str] = {}
        for index, name in enumerate(names):
            first = seen.setdefault(folded(titles.get(folded(name), name)), name)
            if first != name:
                at, hint = ("partners", index), "same" if folded(first) == folded(name) else "alias"
                yield self.record.problem("dubbele-waarde", at, name, hint, found=name, first=first)
            if first != name or folded(name) in known:
                continue
            near = nearest(name, known.values(), allowed_distance(name))
            if any(folded(part) in known for part in name.split(",")):
                yield self.record.problem("partners-in-een-waarde", ("partners", index), name)
            elif near:
                yield self.record.problem("bijna-bekende-partner", ("partners", index), name, near=near)

    def _slugs(self, field: str, values: Iterable[str], kind: str) -> Iterator[Problem]:
        for index, value in enumerate(values):
            yield from self._slug((field, index), value, kind)

    def _slug(self, loc: Loc, value: str, kind: str) -> Iterator[Problem]:
        choices = self.known.of_kind(kind)
        if value not in choices:
            former = self.known.history.former_problem(self.record, loc, value, kind)
            hint = suggestion(value, choices, "where")
            yield former or self.record.problem(_UNKNOWN[kind], loc, value, **hint)

    def _sources(self, refs: Iterable[SourceRef]) -> Iterator[Problem]:
        known = self.known.of_kind("source")
        for index, ref in enumerate(refs):
            if ref.id not in known:
                hint = suggestion(ref.id, sorted(known))
                yield self.record.problem("onbekende-bron", ("source", index, "id"), ref.id, **hint)
