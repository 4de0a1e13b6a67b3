"""JSON Schemas of what people write: an editor completes and marks with them what the model and the registers say.

Types, limits and help come from the model; the values that may be chosen from the registers. Slugs of practices
are not listed: a new practice must not change a schema. Where ``read`` takes any scalar as text a schema takes
numbers too (``value: 24``), and where the model takes one value for a list, so does the schema.
Draft 7, which every editor knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from .catalogue import Catalogue, sort_key
from .field_types import DAY, SLUG, WHOLE, as_link, as_list, unique, web_address
from .icons import icon_names
from .model import MODELS, Record

Schema = dict[str, Any]

FOLDER = "schemas"
TITLES: Mapping[str, tuple[str, str]] = {
    "practice": ("practice", "Kopgegevens van een praktijk"),
    "hangijzer": ("hangijzer", "Kopgegevens van een heet hangijzer"),
    "partner": ("partner", "Kopgegevens van een partner"),
    "subsidy": ("subsidy", "Kopgegevens van een subsidie"),
    "theme": ("themes", "De thema's"),
    "target_group": ("target-groups", "De doelgroepen"),
    "source": ("sources", "De bronnen"),
    "resource": ("resources", "Publicaties, sites en hulpmiddelen"),
    "table": ("tables", "Tabellen met cijfers"),
    "term": ("terms", "De begrippen"),
    "removed": ("removed", "Wat verwijderd is"),
    "review": ("review", "Om de hoeveel maanden de feiten worden nagekeken"),
    "synonyms": ("synonyms", "Synoniemen voor het zoeken"),
}
"""Kind to the name of its schema and a title."""
MARKDOWN = ("practice", "hangijzer", "partner", "subsidy")
"""Kinds with a file for each record; the others share a file in ``register/``."""

_CHOICES = {
    "theme": "themes",
    "section": "sections",
    "municipality": "municipalities",
    "target_groups": "target_groups",
    "subsidies": "subsidies",
    "hangijzers": "hangijzers",
    "SourceRef.id": "sources",
    "Successor.partner": "partner_slugs",
    "same_as": "partner_slugs",
    "publishers": "partner_slugs",
    "Term.partner": "partner_slugs",
    "Term.see": "terms",
    "Theme.icon": "icons",
}
_SUGGESTIONS = {
    "partners": "partners",
    "Partner.kind": "partner_kinds",
    "Partner.category": "partner_categories",
    "Resource.kind": "resource_kinds",
}
"""Field, or model and field, to the values that it must have, or that it often has."""
_SLUG: Schema = {"type": ["string", "integer"], "pattern": SLUG}
_LIVE = {"pattern": "^[hH][tT][tT][pP][sS]?://"}
_CHECKED_IS_LIVE: Schema = {"if": {"required": ["checked"]}, "then": {"properties": {"url": _LIVE}}}
_ANY_PLACE: Schema = {"anyOf": [{"required": ["municipality"]}, {"required": ["province"]}]}
_RULES: Mapping[str, Schema] = {
    "Practice": {**_ANY_PLACE, "dependencies": {"status_note": ["status"]}},
    "Variant": _ANY_PLACE,
    "Link": _CHECKED_IS_LIVE,
    "Resource": _CHECKED_IS_LIVE,
}
"""Rules between the fields of a model."""


def schema_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Path and text of every schema."""
    values = choices(catalogue)
    for kind, (name, title) in TITLES.items():
        schema = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
        schema |= _file_schema(kind, values)
        yield f"{FOLDER}/{name}.schema.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def choices(catalogue: Catalogue) -> Mapping[str, list[str]]:
    """The lists of values that a field may have."""

    def names(found: Iterable[str]) -> list[str]:
        return sorted(set(found), key=sort_key)

    partners = catalogue.partners.values()
    return {
        "themes": list(catalogue.themes),
        "sections": names(section.id for theme in catalogue.themes.values() for section in theme.sections),
        "municipalities": names(catalogue.places.towns),
        "target_groups": list(catalogue.target_groups),
        "subsidies": names(catalogue.subsidies),
        "hangijzers": list(catalogue.hangijzers),
        "sources": list(catalogue.sources),
        "partners": names(name for partner in partners for name in (partner.name, *partner.aliases)),
        "partner_slugs": names(catalogue.partners),
        "partner_kinds": names(partner.kind for partner in partners),
        "partner_categories": names(partner.category for partner in partners),
        "resource_kinds": names(item.kind for item in catalogue.resources.values()),
        "terms": names(catalogue.terms),
        "icons": names(icon_names()),
    }


def _file_schema(kind: str, values: Mapping[str, list[str]]) -> Schema:
    """The schema of one file of a kind."""
    record = record_schema(MODELS[kind], values)
    if kind in (*MARKDOWN, "review"):
        return record
    definitions = record.pop("definitions", {})
    if kind == "synonyms":
        whole: Schema = {"type": "object", "additionalProperties": record["properties"]["lines"]}
    else:
        identity = {
            "title": "Id",
            "description": "Het vaste adres: kleine letters, cijfers en streepjes.",
            **_SLUG,
        }
        record["properties"] = {"id": identity, **record["properties"]}
        record["required"] = ["id", *record.get("required", [])]
        whole = {"type": ["array", "null"], "items": record}
    return {**whole, "definitions": definitions} if definitions else whole


def record_schema(model: type[Record], values: Mapping[str, list[str]]) -> Schema:
    """The schema of one record, with the values that its fields may have."""
    whole = _with_limits(
        model.model_json_schema(schema_generator=_Generator, ref_template="#/definitions/{model}")
    )
    parts = {model.__name__: whole, **whole.pop("$defs", {})}
    used: dict[str, list[str]] = {}
    for name, part in parts.items():
        part.pop("title", None)
        part.pop("description", None)
        hidden = (
            {key for key, field in model.model_fields.items() if field.exclude} if part is whole else set()
        )
        part["properties"] = {
            key: _field(name, key, field, values, used)
            for key, field in part["properties"].items()
            if key not in hidden
        }
        part |= _RULES.get(name, {})
    del parts[model.__name__]
    definitions = {**parts, **{f"keuze_{name}": {"enum": found} for name, found in sorted(used.items())}}
    return {**whole, "definitions": definitions} if definitions else whole


def _with_limits(schema: Any) -> Any:
    """The schema with the limits of numbers behind a validator of our own in the words of JSON Schema."""
    if isinstance(schema, list):
        return [_with_limits(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    names = {"ge": "minimum", "le": "maximum"}
    return {names.get(key, key): _with_limits(part) for key, part in schema.items()}


def _field(
    model: str, key: str, field: Schema, values: Mapping[str, list[str]], used: dict[str, list[str]]
) -> Schema:
    """The schema of one field: without what only Python needs, with its choices and an example in its help."""
    given = [shape for shape in field.pop("anyOf", []) if shape != {"type": "null"}]
    if len(given) == 1:
        field |= given[0]
    elif given:
        of_lists = {"minLength": "minItems", "maxLength": "maxItems"}
        field = {of_lists.get(name, name): value for name, value in field.items()} | {"anyOf": given}
    if field.get("default") in (None, [], {}, False):
        field.pop("default", None)
    for example in field.pop("examples", []):
        field["description"] = f"{field.get('description', '')}\n\nBijvoorbeeld: {key}: {example}".strip()
    for table, exact in ((_CHOICES, True), (_SUGGESTIONS, False)):
        name = table.get(f"{model}.{key}") or table.get(key)
        if name and values[name]:
            used[name] = values[name]
            choice: Schema = {"$ref": f"#/definitions/keuze_{name}"}
            field = _with_leaves(
                field, choice if exact else {"anyOf": [choice, {"type": ["string", "number"]}]}
            )
    if key == "place":
        used["municipalities"] = values["municipalities"]
        field["propertyNames"] = {"$ref": "#/definitions/keuze_municipalities"}
    return field


def _with_leaves(schema: Schema, leaf: Schema) -> Schema:
    """The schema of a value or of a list of them, with another schema for the value."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [_with_leaves(shape, leaf) for shape in schema["anyOf"]]}
    if schema.get("type") == "array":
        return {**schema, "items": leaf}
    words = {key: schema[key] for key in ("title", "description") if key in schema}
    return {**words, "allOf": [leaf]} if words else leaf


class _Generator(GenerateJsonSchema):
    """What the validators of the model mean for an editor."""

    def str_schema(self, schema: Any) -> Schema:
        found = super().str_schema(schema)
        return {**found, "type": ["string", "integer" if "pattern" in found else "number"]}

    def int_schema(self, schema: Any) -> Schema:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": f"^{WHOLE}$"}

    def date_schema(self, schema: Any) -> Schema:
        return {"type": "string", "pattern": f"^{DAY}$", "format": "date"}

    def literal_schema(self, schema: Any) -> Schema:
        return {"enum": list(schema["expected"])}

    def tuple_schema(self, schema: Any) -> Schema:
        found = super().tuple_schema(schema)
        limits = {"minLength": "minItems", "maxLength": "maxItems"}
        return {limits.get(key, key): value for key, value in found.items()}

    def function_before_schema(self, schema: Any) -> Schema:
        found = super().function_before_schema(schema)
        function = schema["function"]["function"]
        if function is as_list:
            return {"anyOf": [found["items"], found]}
        return {"anyOf": [_SLUG, found]} if function is as_link else found

    def function_after_schema(self, schema: Any) -> Schema:
        found = super().function_after_schema(schema)
        function = schema["function"]["function"]
        if function is unique:
            return {**found, "uniqueItems": True}
        if function is web_address:
            return {
                **found,
                "not": {"pattern": r"^\s*([jJ]ava[sS]cript|[dD]ata|[vV][bB][sS]cript|[fF]ile):|<"},
            }
        return found
