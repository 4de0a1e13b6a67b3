"""The model of a practice as data, for the check in the browser.

A type is a mapping with ``type`` and its limits: ``text`` (``least``, ``most`` characters, ``pattern``, ``rules``),
``number`` (``least``, ``most``, ``rules``), ``flag``, ``day``, ``choice`` (``choices``), ``list`` (``of``, ``least``, ``most``,
``unique``, ``single``: one value counts as a list), ``names`` (``of``: a mapping of any name), ``fields`` (``fields``,
``single``: the field that a plain text stands for, ``rules``). Nothing that is named may be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from . import field_types

Facts = dict[str, Any]

_PLAIN: Mapping[type, str] = {str: "text", int: "number", bool: "flag", date: "day"}
_VALIDATORS: Mapping[Callable[..., object], Facts] = {
    field_types.as_list: {"single": True},
    field_types.as_link: {"single": "practice"},
    field_types.unique: {"unique": True},
    field_types.filled: {},
    field_types.iso_day: {},
    field_types.whole: {},
    field_types.year: {"rules": ["year"]},
    field_types.flag: {},
    field_types.no_person: {"rules": ["personal"]},
    field_types.web_address: {"rules": ["web"]},
    field_types.checked_is_live: {"rules": ["live"]},
}
"""What each validator of the model is called here; one that is not known is a KeyError, so that none is forgotten."""


def model_facts(of: type[BaseModel]) -> Facts:
    """The fields of a record by name; ``reserved`` are names that the program itself uses."""
    return {
        "fields": _fields(of),
        "reserved": sorted(name for name, field in of.model_fields.items() if field.exclude),
    }


def _fields(of: type[BaseModel]) -> dict[str, Facts]:
    return {
        name: {
            **_type(field.annotation, field.metadata),
            **({"title": field.title} if field.title else {}),
            **({"required": True} if field.is_required() else {}),
        }
        for name, field in of.model_fields.items()
        if not field.exclude
    }


def _type(annotation: Any, metadata: Iterable[Any] = ()) -> Facts:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        facts = _type(inner[0], inner[1:])
    elif type(None) in inner:
        facts = _type(next(item for item in inner if item is not type(None)))
    elif origin is Literal:
        facts = {"type": "choice", "choices": list(inner)}
    elif origin is tuple:
        facts = {"type": "list", "of": _type(inner[0])}
    elif origin is dict:
        facts = {"type": "names", "of": _type(inner[1])}
    elif issubclass(annotation, BaseModel):
        facts = {"type": "fields", "fields": _fields(annotation)}
    else:
        facts = {"type": _PLAIN[annotation]}
    for item in metadata:
        facts.update(_limits(item))
    return facts


def _limits(item: Any) -> Facts:
    """What one piece of metadata says of a type."""
    if isinstance(item, FieldInfo):
        return {key: value for piece in item.metadata for key, value in _limits(piece).items()}
    if isinstance(item, BeforeValidator | AfterValidator):
        return _VALIDATORS[item.func]
    named = {"min_length": "least", "max_length": "most", "ge": "least", "le": "most", "pattern": "pattern"}
    return {name: value for key, name in named.items() if (value := getattr(item, key, None)) is not None}
