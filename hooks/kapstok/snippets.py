"""Snippets for VS Code: a whole record, and each field of a practice, with its choices.

They are what completes in the front matter of a Markdown file without any extension: the YAML extension does not
look into Markdown. What a person must give is empty or ``…`` at first, so that the check asks for what is forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .catalogue import Catalogue
from .model import MODELS
from .schema import MARKDOWN, Schema, choices, record_schema
from .words import HEADINGS

PATH = ".vscode/kapstok.code-snippets"
_WHOLE: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "practice": ("praktijk", "Een hele praktijk", ("municipality", "target_groups", "year")),
    "hangijzer": ("hangijzer", "Een heel heet hangijzer", ("source",)),
    "partner": ("partner", "Een hele partner", ("province", "website", "as_of")),
    "subsidy": ("subsidie", "Een hele subsidie", ("status",)),
}
"""Kind to prefix, description and the optional fields that nearly every record has."""
_TEXTS = {
    "practice": tuple(f"## {heading}" for heading in HEADINGS),
    "hangijzer": ("## 1. ", "## 2. "),
}
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_FOLDER = r"${TM_DIRECTORY/^.*[\/\\]//}"
"""The name of the folder in which the file lies."""


def snippets_text(catalogue: Catalogue) -> str:
    """The file with all snippets."""
    found = {name: {"scope": "markdown", **snippet} for name, snippet in _snippets(catalogue)}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _snippets(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in MARKDOWN:
        schema = record_schema(MODELS[kind], choices(catalogue))
        prefix, description, usual = _WHOLE[kind]
        yield description, {"prefix": prefix, "description": description, "body": _whole(kind, schema, usual)}
    schema = record_schema(MODELS["practice"], choices(catalogue))
    for key, field in schema["properties"].items():
        help_text = field.get("description", field["title"])
        yield (
            f"{field['title']} ({key})",
            {
                "prefix": key,
                "description": help_text,
                "body": _Body(schema["definitions"], suggesting=True).lines(key, field),
            },
        )


def _whole(kind: str, schema: Schema, usual: tuple[str, ...]) -> list[str]:
    """A record with its required and usual fields, and the headings of its text."""
    body = _Body(schema["definitions"], suggesting=False)
    lines = ["---"]
    for key, field in schema["properties"].items():
        if kind == "practice" and key == "theme":
            lines.append(f"theme: {_FOLDER}")
        elif key in schema["required"] or key in usual:
            lines += body.lines(key, field)
    lines += ["---", ""]
    headings = _TEXTS.get(kind, ())
    for heading in headings:
        lines += [f"{heading}{body.stop()}" if heading.endswith(" ") else heading, "", body.stop(), ""]
    return lines[:-1] if headings else [*lines, body.stop()]


class _Body:
    """The lines of one snippet; it counts the places where somebody types.

    A list of choices begins with ``…``, which the check refuses: who skips it has chosen nothing. Values that are only
    suggested (a partner may be new) are offered when ``suggesting``, because there nothing refuses a wrong first one.
    """

    def __init__(self, definitions: Mapping[str, Schema], suggesting: bool) -> None:
        self.definitions = definitions
        self.suggesting = suggesting
        self.count = 0

    def stop(self, values: Sequence[str] = ()) -> str:
        """The next place to type, with what may be chosen there."""
        self.count += 1
        if not values:
            return f"${self.count}"
        shown = ",".join(re.sub(r"([\\,|])", r"\\\1", _scalar(value)) for value in values)
        return f"${{{self.count}|{shown}|}}"

    def lines(self, key: str, field: Schema) -> list[str]:
        """A field: ``key: value``, or a list of groups of fields."""
        if "propertyNames" in field:
            return [f"{key}: {{{self._value(field['propertyNames'])}: {self.stop()}}}"]
        shapes = list(self._shapes(field))
        part = next((shape for shape in shapes if "properties" in shape), None)
        if part:
            return [f"{key}:", f"  - {self._group(part)}"]
        value = self._value(field)
        return [f"{key}: [{value}]" if any("items" in shape for shape in shapes) else f"{key}: {value}"]

    def _group(self, part: Schema) -> str:
        """The required fields of a part and its first other one; a date only where somebody asks for it."""
        others = (key for key, field in part["properties"].items() if key not in part["required"])
        shown = {*part["required"], next((key for key in others if key != "checked"), "")}
        fields = ((key, field) for key, field in part["properties"].items() if key in shown)
        return "{" + ", ".join(f"{key}: {self._value(field)}" for key, field in fields) + "}"

    def _value(self, field: Schema) -> str:
        shapes = list(self._shapes(field))
        if shapes[0].get("format") == "date":
            return _TODAY
        values = next((shape["enum"] for shape in shapes if "enum" in shape), [])
        is_free = any("enum" not in shape and "items" not in shape for shape in shapes)
        if is_free:
            return self.stop(values if self.suggesting else ())
        return self.stop(["…", *values])

    def _shapes(self, schema: Schema) -> Iterator[Schema]:
        """Every form that a value may have, whatever references and alternatives lead there."""
        if "$ref" in schema:
            yield from self._shapes(self.definitions[schema["$ref"].rpartition("/")[2]])
        elif "anyOf" in schema and "properties" not in schema:
            for shape in schema["anyOf"]:
                yield from self._shapes(shape)
        elif "allOf" in schema:
            yield from self._shapes(schema["allOf"][0])
        else:
            yield schema


def _scalar(value: str) -> str:
    """A value as YAML takes it inside a list."""
    return (
        value
        if value == "…" or re.fullmatch(r"[^\W_][\w .'’()/+&–-]*", value)
        else json.dumps(value, ensure_ascii=False)
    )
