"""Answers that a script gives as options: one for each field of the model."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from .answers import Answers
from .cells import cell_value
from .names import SLUG, slugified
from .problem import quoted
from .raw import Value
from .shapes import Shape, shapes

_NOT_UTF8 = re.compile("[\\ud800-\\udfff]")


class WrongOption(Exception):
    """The call is wrong: a sentence that says how."""


def option_of(key: str) -> str:
    """The option of a field."""
    return f"--{key.replace('_', '-')}"


def add_answers(parser: argparse.ArgumentParser) -> None:
    """An option for each field, the file name and the text."""
    for shape in shapes().values():
        more = "" if shape.kind == "text" else " (mag meermaals)"
        parser.add_argument(
            option_of(shape.key), dest=f"field_{shape.key}", action="append", default=[], metavar="waarde",
            help=f"{shape.title}{more}: {shape.help}".replace("%", "%%"),
        )  # fmt: skip
    parser.add_argument("--slug", default="", metavar="naam", help="de naam van het bestand, zonder .md")
    parser.add_argument("--body-file", default="", metavar="bestand", help="de tekst; - leest wat binnenkomt")


def given_answers(options: argparse.Namespace) -> Answers:
    """What the options say; raises WrongOption for one that cannot be read."""
    answers = Answers(slug=options.slug)
    for shape in shapes().values():
        values: list[str] = getattr(options, f"field_{shape.key}")
        if shape.kind == "text" and len(values) > 1:
            raise WrongOption(f"{option_of(shape.key)} mag er maar één keer staan.")
        if any(_NOT_UTF8.search(text) for text in values):
            raise WrongOption(f"{option_of(shape.key)} is geen UTF-8.")
        try:
            found = [value for text in values if (value := cell_value(shape, text))]
        except ValueError as error:
            raise WrongOption(
                f"{option_of(shape.key)}: {quoted(error)} is niet te lezen. Schrijf bijvoorbeeld '{shape.example}'."
            ) from None
        if found:
            answers.data[shape.key] = found[0] if len(found) == 1 else _joined(shape, found)
    if options.slug and not SLUG.match(options.slug):
        raise WrongOption(
            f"--slug: {quoted(options.slug)} kan geen adres zijn. "
            f"Gebruik kleine letters, cijfers en streepjes: '{slugified(options.slug) or 'naam'}'."
        )
    if options.body_file:
        answers.body = _text(options.body_file)
    return answers


def _joined(shape: Shape, values: list[Value]) -> Value:
    """The values of an option that is given more than once."""
    if shape.kind == "texts_by_name":
        found: dict[str, Value] = {}
        for name, item in (pair for value in values if isinstance(value, dict) for pair in value.items()):
            found[name] = [*_listed(found.get(name)), *_listed(item)]
        return found
    return [item for value in values for item in _listed(value)]


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError:
        raise WrongOption(f"--body-file: {quoted(name)} is niet te openen.") from None
    except UnicodeDecodeError:
        raise WrongOption(
            f"--body-file: {quoted(name)} is geen UTF-8. Bewaar de tekst met de codering UTF-8."
        ) from None
