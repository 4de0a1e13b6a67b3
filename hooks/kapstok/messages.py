"""What the model's validator finds, as problems: which rule was broken, and what its message needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from .field_types import YEARS
from .names import folded, nearest
from .problem import Problem
from .raw import Loc, RawRecord
from .rules import suggestion

_WANTED = {
    "string_type": "text",
    "int_type": "number",
    "list_type": "list",
    "tuple_type": "list",
    "dict_type": "fields",
    "model_type": "fields",
    "model_attributes_type": "fields",
}
_OF_LISTS = {"too_long", "too_short", "duplicate_item", "checked_address", *_WANTED}
_SHAPES = {list: "list", dict: "fields", str: "value"}
PATTERNS = {r"^\d{5}$": "nis", r"^#[0-9a-f]{6}$": "colour"}
_OWN = {
    "personal_contact": ("persoonsgegevens", "contact"),
    "checked_address": ("nagekeken-link", ""),
    "synonym_line": ("synoniem", ""),
    "duplicate_item": ("dubbele-waarde", ""),
}
"""Findings of the model's own validators, which say what they found."""
_LONGEST = 20
"""Of a span of more years than this only the ends are written out."""


def model_problems(record: RawRecord, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """One problem for each finding of the validator."""
    return [_problem(record, model, finding) for finding in error.errors(include_url=False)]


def _problem(record: RawRecord, model: type[BaseModel], finding: Mapping[str, Any]) -> Problem:
    loc = tuple(finding["loc"])
    rule, values = _broken(finding, model, loc)
    given = finding["input"]
    return record.problem(rule, loc, given if isinstance(given, str) else "", **values)


def _broken(finding: Mapping[str, Any], model: type[BaseModel], loc: Loc) -> tuple[str, dict[str, Any]]:
    """The rule of a finding, with the values of its message and the name of its hint."""
    kind, given, context = finding["type"], finding["input"], finding.get("ctx", {})
    if kind == "missing":
        return "verplicht-veld", {"name": loc[-1]}
    if kind == "extra_forbidden":
        return "onbekend-veld", {"name": loc[-1], **_field_hint(str(loc[-1]), _model_at(model, loc[:-1]))}
    if given is None:
        return "leeg-veld", {"what": "field"}
    if isinstance(given, list | dict) and kind not in _OF_LISTS:
        return "verkeerde-vorm", {"given": _SHAPES[type(given)], "wanted": "text", "hint": "text"}
    if kind in _WANTED:
        wanted = _WANTED[kind]
        return "verkeerde-vorm", {
            "given": _SHAPES.get(type(given), "other"),
            "wanted": wanted,
            "hint": wanted,
        }
    if kind == "string_too_long":
        return "te-lang", {"count": len(given), "limit": context["max_length"]}
    if kind == "string_too_short":
        return "leeg-veld", {"what": "text", "hint": "text"}
    if kind == "too_long":
        return "te-veel-waarden", {"count": len(given), "limit": context["max_length"]}
    if kind == "too_short":
        return "leeg-veld", {"what": "list", "hint": "list"}
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        return "keuze", suggestion(str(given), choices)
    if kind == "bool_parsing":
        return "keuze", {"hint": "bool"}
    if kind == "year_parsing":
        return "jaartal", _year_hint(str(given))
    if kind.startswith("date"):
        return "datum", {}
    if kind.startswith(("int_", "float_")):
        return "getal", {}
    if kind == "greater_than_equal":
        return "getal-grens", {"bound": "least", "limit": context["ge"]}
    if kind == "less_than_equal":
        return "getal-grens", {"bound": "most", "limit": context["le"]}
    if kind == "string_pattern_mismatch":
        form = PATTERNS.get(context["pattern"], "slug")
        return "schrijfwijze", {"what": form, "hint": form}
    if kind == "web_address":
        return "webadres", {}
    if kind in _OWN:
        rule, hint = _OWN[kind]
        return rule, {"found": context["found"], "hint": hint}
    return "past-niet", {}


def _year_hint(given: str) -> dict[str, str]:
    """What to write for the years that a text names, those between the ends of a span too."""
    years: set[int] = set()
    for first, end in re.findall(YEARS, given):
        last = int(first[: 4 - len(end)] + end) if end else int(first)
        is_span = int(first) < last <= int(first) + _LONGEST
        ends = {int(first), last if len(end) == 4 else int(first)}
        years |= set(range(int(first), last + 1)) if is_span else ends
    if not years:
        return {"hint": "digits"}
    if len(years) == 1:
        return {"hint": "near", "near": str(*years)}
    return {"hint": "apart", "years": ", ".join(map(str, sorted(years)))}


def _field_hint(name: str, model: type[BaseModel]) -> dict[str, str]:
    """The field that was meant: by its name, by its Dutch title, or all of them."""
    fields = {name: field for name, field in model.model_fields.items() if not field.exclude}
    near = nearest(name, fields)
    titles = {folded(field.title): key for key, field in model.model_fields.items() if field.title}
    title = nearest(name, titles, 1)
    if near or title:
        return {"hint": "near", "near": near or titles[title]}
    return {"hint": "list", "fields": ", ".join(fields)}


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model of a record, or of the part of it at a place."""
    for part in loc:
        if isinstance(part, int) or part not in model.model_fields:
            continue
        model = _inner_model(model.model_fields[part].annotation) or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _inner_model(inner)
        if found:
            return found
    return None
