"""What somebody answers about a practice: which values there are to choose from, and what an answer stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .cells import cell_value
from .check import Checked, record_problems, typed
from .drafts import Draft
from .field_types import PROVINCES
from .names import folded, nearest
from .problem import Problem
from .raw import RawRecord, Value
from .read import read_draft
from .shapes import Shape, shapes
from .words import HEADINGS, PROVINCE_NAMES, SCOPES, STATUSES

_WORDS: Mapping[str, Mapping[str, str]] = {
    "scope": SCOPES,
    "status": STATUSES,
    "province": {name: PROVINCE_NAMES[name] for name in PROVINCES},
}
_REGISTERS = {
    "theme": "theme",
    "target_groups": "target_group",
    "subsidies": "subsidy",
    "source.id": "source",
    "hangijzers": "hangijzer",
    "see_also.practice": "practice",
}
"""Fields whose values are slugs of a kind of record."""
LISTED = 40
"""The most values that are shown as a numbered list."""
_STAND_IN: Mapping[str, Value] = {"title": "?", "summary": "?", "province": "Brussel"}


@dataclass
class Answers:
    """A practice while somebody is still answering."""

    data: dict[str, Value] = field(default_factory=dict)
    body: str = ""
    slug: str = ""

    @property
    def draft(self) -> Draft:
        """What is there so far, as a practice to be written."""
        return Draft(self.slug, dict(self.data), self.body)


@dataclass(frozen=True)
class Facts:
    """What answers are held against: the catalogue as it is."""

    checked: Checked

    def choices(self, key: str, data: Mapping[str, Value]) -> dict[str, str]:
        """The values of a field and how each is called on the site; none for a field that takes any text."""
        if key in _WORDS:
            return dict(_WORDS[key])
        if key in ("municipality", "variants.municipality"):
            return {name: name for name in self.checked.known.places.towns}
        if key == "partners":
            return {name: name for name in self.checked.known.partner_names.values()}
        if key == "section":
            theme = self.checked.known.themes.get(str(_first(data.get("theme"))))
            return {section.id: section.title for section in theme.sections} if theme else {}
        records = self.checked.records.get(_REGISTERS.get(key, ""), {})
        titles = {slug: str(getattr(record, "title", slug)) for slug, record in records.items()}
        return titles if key == "theme" else dict(sorted(titles.items(), key=lambda item: folded(item[1])))

    def named(self, data: Mapping[str, Value]) -> dict[str, Value]:
        """The data with each value that the site calls otherwise as files call it: ``Toeleiding`` is ``toeleiding``.

        Partners stay as they are: the check knows them in any case.
        """
        found = dict(data)
        for key in shapes():
            value = data.get(key)
            choices = self.choices(key, found) if key != "partners" else {}
            if choices and isinstance(value, str):
                found[key] = meant(value, choices)
            elif choices and isinstance(value, list):
                found[key] = [meant(item, choices) if isinstance(item, str) else item for item in value]
        place = data.get("place")
        if isinstance(place, dict):
            towns = self.choices("municipality", found)
            by_town = {meant(name, towns): value for name, value in place.items()}
            found["place"] = by_town if len(by_town) == len(place) else place
        return found

    def problems(self, answers: Answers, key: str) -> list[Problem]:
        """What the check says of one field ("" for the text), as far as it can be said before all is answered."""
        theme = _first(answers.data.get("theme")) or next(iter(self.checked.known.themes), "")
        data: dict[str, Value] = {**_STAND_IN, "theme": theme, **answers.data}
        if answers.data.get("municipality") and not answers.data.get("province"):
            del data["province"]
        draft = Draft(answers.slug or "naam", data, answers.body or ("" if key == "" else "Tekst."))
        content = draft.content
        record = read_draft(draft.path, "practice", content)
        if not isinstance(record, RawRecord):
            return [record]
        problems = record_problems(typed(record), self.checked.known.with_record(record))
        found = [problem for problem in problems if problem.field.split(".")[0] == key]
        return sorted(in_text(problem, record) for problem in found)

    def instead(self, key: str, item: str, data: Mapping[str, Value]) -> tuple[str, str]:
        """The known value nearest to one that is not, and when that was a borough its name; empty when there is none."""
        choices = self.choices(key, data)
        if not choices or item in choices:
            return "", ""
        if key == "municipality":
            places = self.checked.known.places
            town, borough = places.nearest(item)
            towns = [row.municipality for row in places.boroughs.get(borough, ())] or [town]
            return (towns[0], borough) if len(towns) == 1 else ("", "")
        return nearest(item, choices) or "", ""


def in_text(problem: Problem, record: RawRecord | None) -> Problem:
    """A problem of a practice that has no file yet: without a path, and a line only in the text, counted from its top."""
    if record is None or problem.field or not problem.line:
        return replace(problem, path="", line=0)
    return replace(problem, path="", line=max(1, problem.line - record.body_line + 1))


def _first(value: Value) -> Value:
    return value[0] if isinstance(value, list) and value else value


def answered(shape: Shape, text: str, choices: Mapping[str, str]) -> Value:
    """The value of an answer, None for an empty one; a ValueError when brackets are wrong.

    A choice may be given by its number, its value or its title; several are separated by commas.
    """
    text = text.strip()
    if shape.kind == "text":
        value = cell_value(shape, text)
        return _chosen(str(value), choices) if value else None
    if shape.kind == "texts" and not text.startswith("["):
        whole = _chosen(text, choices)
        items = [whole] if whole in choices else re.split("[;,]", text)
        return [_chosen(item.strip(), choices) for item in items if item.strip()] or None
    return cell_value(shape, text)


def _chosen(text: str, choices: Mapping[str, str]) -> str:
    if text not in choices and text.isdecimal() and 0 < int(text) <= len(choices) <= LISTED:
        return list(choices)[int(text) - 1]
    return meant(text, choices)


def meant(text: str, choices: Mapping[str, str]) -> str:
    """The choice that somebody calls by its value or its title, in any case and with or without hyphens; else the text."""
    if text in choices:
        return text
    same = (value for value, title in choices.items() if _spoken(text) in (_spoken(value), _spoken(title)))
    return next(same, text)


def _spoken(name: str) -> str:
    return folded(name).replace("-", " ")


def sections_of(body: str) -> dict[str, str]:
    """The text under each heading of the second level, "" for what stands before the first.

    What stands under the same heading twice comes together.
    """
    parts = re.split(r"(?m)^## +(.*?)\s*$", body)
    found = {"": parts[0].strip("\n")} if parts[0].strip() else {}
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        found[heading] = "\n\n".join(filter(None, (found.get(heading), text.strip("\n"))))
    return found


def body_of(sections: Mapping[str, str]) -> str:
    """The text of these sections, those of ``HEADINGS`` in their order; empty ones are left out."""
    order = ["", *HEADINGS, *(heading for heading in sections if heading and heading not in HEADINGS)]
    filled = [(heading, sections[heading]) for heading in order if sections.get(heading, "").strip()]
    return "\n\n".join(f"## {heading}\n\n{text}" if heading else text for heading, text in filled)


def missing(answers: Answers) -> list[str]:
    """The keys that must still be answered; ``municipality`` stands for that or a province, "" for the text."""
    keys = [shape.key for shape in shapes().values() if shape.required and not answers.data.get(shape.key)]
    if not answers.data.get("municipality") and not answers.data.get("province"):
        keys.append("municipality")
    return keys + ([] if answers.body.strip() else [""])


def texts(value: Value) -> Iterable[str]:
    """The texts of a value that is one or several."""
    return [str(item) for item in (value if isinstance(value, list) else [value]) if item]
