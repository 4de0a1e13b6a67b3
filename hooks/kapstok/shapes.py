"""The shape of each field of a practice, read from the model: what a file, a question or a column may hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from .model import Practice

Kind = Literal["text", "texts", "texts_by_name", "parts"]
"""One value; several; several for each of some names; pieces with fields of their own."""


@dataclass(frozen=True)
class Shape:
    """A field: its key, Dutch title and help, what it holds, which few values it may have, and the fields of its pieces."""

    key: str
    title: str
    help: str
    example: str
    required: bool
    kind: Kind
    choices: tuple[str, ...]
    parts: tuple[Shape, ...]
    is_day: bool

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of its pieces."""
        return tuple(part.key for part in self.parts)


@cache
def shapes() -> dict[str, Shape]:
    """The fields of a practice by key, in the order of the model."""
    return {shape.key: shape for shape in _shapes(Practice)}


def _shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    return tuple(
        Shape(
            key,
            field.title or key,
            field.description or "",
            str((field.examples or [""])[0]),
            field.is_required(),
            _kind(field.annotation),
            _choices(field.annotation),
            _parts(field.annotation),
            not _parts(field.annotation) and _is_day(field.annotation),
        )
        for key, field in model.model_fields.items()
        if not field.exclude
    )


def _kind(annotation: Any) -> Kind:
    if _parts(annotation):
        return "parts"
    origin = get_origin(annotation)
    return "texts_by_name" if origin is dict else "texts" if origin is tuple else "text"


def _parts(annotation: Any) -> tuple[Shape, ...]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _shapes(annotation)
    return next((found for inner in get_args(annotation) if (found := _parts(inner))), ())


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if _parts(annotation):
        return ()
    return next((found for inner in get_args(annotation) if (found := _choices(inner))), ())


def _is_day(annotation: Any) -> bool:
    return annotation is date or any(_is_day(inner) for inner in get_args(annotation))
