"""The shape of each field of a practice, read from the model: what a file, a question or a column may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from .model import Practice

Kind = Literal["text", "texts", "texts_by_name", "parts"]
"""One value; several; several for each of some names; pieces with fields of their own."""
What = Literal["text", "number", "flag", "day", "choice"]
"""What one value is."""
_WHATS: Mapping[object, What] = {str: "text", int: "number", bool: "flag", date: "day"}


@dataclass(frozen=True)
class Shape:
    """A field: its key, Dutch title and help, what it holds, which few values it may have, and the fields of its pieces.

    ``maximum`` is the most characters of a text or the most values of a list.
    """

    key: str
    title: str
    help: str
    example: str
    required: bool
    kind: Kind
    what: What
    maximum: int | None
    choices: tuple[str, ...]
    parts: tuple[Shape, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of its pieces."""
        return tuple(part.key for part in self.parts)


@cache
def shapes(model: type[BaseModel] = Practice) -> Mapping[str, Shape]:
    """The fields that a person writes, by key, in the order of the model."""
    return {
        key: Shape(
            key,
            field.title or key,
            field.description or "",
            str((field.examples or [""])[0]),
            field.is_required(),
            _kind(field.annotation),
            _what(field.annotation),
            next((found for rule in field.metadata if (found := getattr(rule, "max_length", None))), None),
            _choices(field.annotation),
            _parts(field.annotation),
        )
        for key, field in model.model_fields.items()
        if not field.exclude
    }


def _kind(annotation: Any) -> Kind:
    if _parts(annotation):
        return "parts"
    origin = get_origin(annotation)
    return "texts_by_name" if origin is dict else "texts" if origin is tuple else "text"


def _what(annotation: Any) -> What:
    """What a value is, or each of several."""
    if get_origin(annotation) is Literal:
        return "choice"
    inner = (arg for arg in get_args(annotation) if arg not in (None, type(None), ...))
    return _WHATS.get(annotation) or next((_what(arg) for arg in inner), "text")


def _parts(annotation: Any) -> tuple[Shape, ...]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return tuple(shapes(annotation).values())
    return next((found for inner in get_args(annotation) if (found := _parts(inner))), ())


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if _parts(annotation):
        return ()
    return next((found for inner in get_args(annotation) if (found := _choices(inner))), ())
