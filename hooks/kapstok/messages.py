"""What the model says of a value, in Dutch, for the person who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from .names import did_you_mean, folded, nearest
from .problem import Problem, quoted
from .read import RawRecord

_TEXT = ("een tekst", "Schrijf één waarde achter de dubbelpunt, zonder haken of streepjes.")
_LIST = ("een lijst", "Schrijf '[eerste, tweede]', of elk item op een regel die met '- ' begint.")
_FIELDS = (
    "een lijst van velden",
    "Schrijf '{naam: waarde, naam: waarde}', of elk veld op een eigen, ingesprongen regel.",
)
_EXPECTED = {
    "string_type": _TEXT,
    "int_type": ("een geheel getal", "Schrijf alleen cijfers, bijvoorbeeld 26."),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
}
_OF_LISTS = {"too_long", "too_short", "duplicate_item", "checked_address", *_EXPECTED}
_SHAPES = {list: "een lijst", dict: "een lijst van velden", str: "een losse waarde", type(None): "leeg"}


def model_problems(record: RawRecord, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """One problem for each finding of the validator."""
    return [_problem(record, model, finding) for finding in error.errors(include_url=False)]


def _problem(record: RawRecord, model: type[BaseModel], finding: Mapping[str, Any]) -> Problem:
    loc = tuple(finding["loc"])
    message, hint = _words(finding, model, loc)
    given = finding["input"]
    shown = given if isinstance(given, str) else ""
    name = ".".join(str(part) for part in loc if not isinstance(part, int))
    line = record.line() if finding["type"] == "missing" and len(loc) == 1 else record.line(loc)
    return Problem(record.path, line, name, shown, message, hint)


def _words(finding: Mapping[str, Any], model: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, str]:
    kind, given, context = finding["type"], finding["input"], finding.get("ctx", {})
    if kind == "missing":
        return "Dit veld is verplicht en ontbreekt.", f"Voeg een regel '{loc[-1]}: …' toe."
    if kind == "extra_forbidden":
        known = _fields(model, loc[:-1])
        hint = did_you_mean(str(loc[-1]), known)
        if not hint:
            labels = {
                folded(field.title): name
                for name, field in _model_at(model, loc[:-1]).model_fields.items()
                if field.title
            }
            label = nearest(str(loc[-1]), labels, 1)
            hint = f"Bedoelde u '{labels[label]}'?" if label else f"De velden zijn: {', '.join(known)}."
        return f"{quoted(loc[-1])} is geen veld.", hint
    if given is None:
        return "Dit veld is leeg.", "Vul het in of verwijder de regel."
    if isinstance(given, list | dict) and kind not in _OF_LISTS:
        return f"Hier staat {_SHAPES[type(given)]}, maar het moet {_TEXT[0]} zijn.", _TEXT[1]
    if kind == "string_too_long":
        return f"De tekst telt {len(given)} tekens; hoogstens {context['max_length']}.", "Kort ze in."
    if kind == "string_too_short":
        return "De tekst is leeg.", "Vul ze in of verwijder de regel."
    if kind == "too_long":
        return (
            f"De lijst telt {len(given)} waarden; hoogstens {context['max_length']}.",
            "Behoud de belangrijkste.",
        )
    if kind == "too_short":
        return "De lijst is leeg.", "Vul minstens één waarde in."
    if kind == "literal_error":
        choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        return (
            f"{quoted(given)} kan hier niet.",
            did_you_mean(str(given), choices) or f"Kies uit: {', '.join(choices)}.",
        )
    if kind.startswith("date"):
        return f"{quoted(given)} is geen datum.", "Schrijf jaar-maand-dag, bijvoorbeeld 2013-05-01."
    if kind in ("int_parsing", "int_from_float", "float_parsing"):
        return f"{quoted(given)} is geen getal.", "Schrijf alleen cijfers, bijvoorbeeld 26."
    if kind in ("greater_than_equal", "less_than_equal"):
        limit, word = (context["ge"], "minstens") if "ge" in context else (context["le"], "hoogstens")
        return f"{quoted(given)} kan niet: {word} {limit}.", "Verbeter het getal."
    if kind == "bool_parsing":
        return f"{quoted(given)} kan hier niet.", "Schrijf true of laat de regel weg."
    if kind == "string_pattern_mismatch" and r"\d{5}" in context["pattern"]:
        return f"{quoted(given)} is geen NIS-code.", "Een NIS-code telt vijf cijfers."
    if kind == "string_pattern_mismatch":
        return (
            f"{quoted(given)} heeft niet de juiste vorm.",
            "Gebruik kleine letters, cijfers en streepjes, zoals 'open-loi-dag'.",
        )
    if kind == "personal_contact":
        return (
            f"{quoted(context['found'])} is een persoonlijk adres of gsm-nummer.",
            "Gebruik een functioneel adres (integratie@…), een vast nummer of een webpagina.",
        )
    if kind == "web_address":
        return f"{quoted(given)} is geen webadres.", "Schrijf een adres dat met https:// begint."
    if kind == "checked_address":
        return (
            f"{quoted(context['found'])} is nagekeken, maar is geen volledig adres.",
            "Schrijf het adres met https:// ervoor, of laat 'checked' weg.",
        )
    if kind == "synonym_line":
        return f"{quoted(context['found'])} noemt geen twee woorden.", "Schrijf 'a = b', of 'a > b, c'."
    if kind == "duplicate_item":
        return f"{quoted(context['found'])} staat er twee keer.", "Behoud er één."
    if kind in _EXPECTED:
        expected, how = _EXPECTED[kind]
        return f"Hier staat {_SHAPES.get(type(given), 'iets anders')}, maar het moet {expected} zijn.", how
    return f"{quoted(given)} past hier niet.", "Kijk naar een praktijk die al bestaat."


def _fields(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The names that may stand at a place inside a record."""
    return [name for name, field in _model_at(model, loc).model_fields.items() if not field.exclude]


def _model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
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
