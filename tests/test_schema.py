"""The schemas for editors: current, true to every record, and strict about the mistakes that a schema can see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from conftest import ROOT
from kapstok.load import load_catalogue
from kapstok.model import MODELS
from kapstok.schema import MARKDOWN, TITLES, schema_files
from test_cases import CASES, lay

SMALL = ROOT / "tests/catalogue"
FOLDERS = {"partner": "register/partners/*.md", "subsidy": "register/subsidies/*.md"}


class Editor(yaml.SafeLoader):
    """YAML as an editor reads it (version 1.2): a date is text, and only true and false are booleans."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def schemas_of(root: Path) -> dict[str, Draft7Validator]:
    """Kind to the validator of its schema, for the catalogue below a folder."""
    texts = dict(schema_files(load_catalogue(root, date(2026, 1, 1))))
    return {
        kind: Draft7Validator(
            json.loads(texts[f"schemas/{name}.schema.json"]), format_checker=Draft7Validator.FORMAT_CHECKER
        )
        for kind, (name, _) in TITLES.items()
    }


def documents(root: Path) -> Iterator[tuple[str, str, Any]]:
    """Kind, path and content of everything that a schema is for; a file that is not YAML is left out."""
    for kind, (name, _) in TITLES.items():
        if kind in MARKDOWN:
            paths = sorted(root.glob(FOLDERS.get(kind, "practices/*/*.md")))
            paths = [
                path
                for path in paths
                if kind in FOLDERS or (path.parent.name == "hete-hangijzers") == (kind == "hangijzer")
            ]
        else:
            paths = [root / f"register/{name}.yml"]
        for path in paths:
            try:
                text = path.read_text("utf-8")
                front = re.match(r"---\n(.*?)^---$", text, re.S | re.M)[1] if kind in MARKDOWN else text
                yield kind, path.relative_to(root).as_posix(), yaml.load(front, Editor)
            except (yaml.YAMLError, TypeError, UnicodeDecodeError):
                continue


def refused(root: Path, schemas: dict[str, Draft7Validator]) -> list[str]:
    """Every document that its schema refuses, with the first reason."""
    found = []
    for kind, path, content in documents(root):
        errors = sorted(schemas[kind].iter_errors(content), key=lambda error: list(map(str, error.path)))
        found += [f"{path}: {errors[0].json_path}: {errors[0].message[:200]}"] if errors else []
    return found


def test_schemas_are_current() -> None:
    """The schemas must be what the model and the registers give today: ``make schema`` renews them."""
    expected = dict(schema_files(load_catalogue(ROOT, date(2026, 1, 1))))
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").iterdir()} == set(expected)
    for path, text in expected.items():
        assert (ROOT / path).read_text("utf-8") == text, path


@pytest.mark.parametrize("root", [ROOT, SMALL], ids=["real", "small"])
def test_every_record_is_accepted(root: Path) -> None:
    """Whatever the check takes a schema must take too."""
    schemas = schemas_of(root)
    assert sum(1 for _ in documents(root)) > 10
    assert refused(root, schemas) == []


def test_every_schema_is_one() -> None:
    """Each schema must itself be valid, and refer only to what it defines."""
    for validator in schemas_of(ROOT).values():
        Draft7Validator.check_schema(validator.schema)
        references = re.findall(r'"\$ref": "#/definitions/(\w+)"', json.dumps(validator.schema))
        assert set(references) == set(validator.schema.get("definitions", {}))


def test_every_field_has_words() -> None:
    """Every field that somebody fills in must have a Dutch title: an editor shows it."""
    for kind in set(TITLES) - {"synonyms"}:
        schema = json.loads((ROOT / f"schemas/{TITLES[kind][0]}.schema.json").read_text("utf-8"))
        record = schema.get("items", schema)
        parts = [record, *(part for part in schema.get("definitions", {}).values() if "properties" in part)]
        for part in parts:
            for name, field in part["properties"].items():
                assert field.get("title") or "$ref" in field, (kind, name)
        own = {name for name, field in MODELS[kind].model_fields.items() if not field.exclude}
        assert set(record["properties"]) - {"id"} == own


SEEN = {
    "borough-as-municipality", "checked-link-without-scheme", "confirmed-resource-without-scheme", "date-in-words",
    "empty-field", "everything-at-once", "former-names-in-references", "javascript-website-of-partner", "list-where-text",
    "missing-title", "nine-keywords", "no-municipality-no-province", "page-no-number", "same-target-group-twice",
    "script-address", "status-note-without-status", "title-too-long", "unknown-choice", "unknown-hangijzer", "unknown-icon",
    "unknown-key", "unknown-municipality", "unknown-section", "unknown-source", "unknown-subsidy", "unknown-target-group",
    "unknown-theme", "variant-without-place", "yaml-alias-bomb",
}  # fmt: skip
"""The cases that a schema can see. The others are in a text, between files, in a file that is no YAML, or personal data."""


@pytest.fixture(scope="module")
def small_schemas() -> dict[str, Draft7Validator]:
    return schemas_of(SMALL)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake_is_seen_where_a_schema_can(
    case: Path, tmp_path: Path, small_schemas: dict[str, Draft7Validator]
) -> None:
    """A mistake that a schema can see must be marked, and no schema may blame a file that the check does not name."""
    lay(case, tmp_path / "catalogue")
    found = refused(tmp_path / "catalogue", small_schemas)
    assert found or case.name not in SEEN
    expected = (case / "expected.txt").read_text("utf-8")
    assert [text for text in found if text.partition(":")[0] not in expected] == []
