"""The snippets and settings for VS Code: current, and what they write is what the check takes."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from kapstok.__main__ import main
from kapstok.load import load_catalogue
from kapstok.model import Practice
from kapstok.snippets import PATH, snippets_text
from test_cases import CASES, lay
from test_schema import SMALL, Editor, schemas_of

STOP = re.compile(r"\$(\d+)|\$\{(\d+)\|((?:\\.|[^|])*)\|\}")


def snippets(root: Path) -> dict[str, dict]:
    """The snippets of the catalogue below a folder, by prefix."""
    found = json.loads(snippets_text(load_catalogue(root, date(2026, 1, 1))))
    return {snippet["prefix"]: snippet for snippet in found.values()}


def filled(snippet: dict, values: dict[int, str], folder: str = "taal", chosen: int = 1) -> str:
    """What an editor writes: a choice gives its option with that number, a place to type the value given."""

    def at(match: re.Match[str]) -> str:
        if match[1]:
            return values.get(int(match[1]), "")
        options = re.findall(r"((?:\\.|[^,\\])+)", match[3])
        return re.sub(r"\\(.)", r"\1", options[min(chosen, len(options) - 1)])

    text = "\n".join(snippet["body"]).replace(r"${TM_DIRECTORY/^.*[\/\\]//}", folder)
    text = text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-03-02")
    return STOP.sub(at, text)


def test_snippets_are_current() -> None:
    """The snippets must be what the model and the registers give today: ``make schema`` renews them."""
    assert (ROOT / PATH).read_text("utf-8") == snippets_text(load_catalogue(ROOT, date(2026, 1, 1)))


def test_every_key_of_a_practice_has_a_snippet() -> None:
    """Every field of a practice must have a snippet of its own name, with the help of the model."""
    found = snippets(ROOT)
    for name, field in Practice.model_fields.items():
        if not field.exclude:
            assert field.description in found[name]["description"]
            assert found[name]["scope"] == "markdown"


def test_every_field_snippet_fits_the_schema() -> None:
    """What a snippet of a field writes, once filled in, must be what its schema takes."""
    schema = schemas_of(ROOT)["practice"]
    values = {
        "year": "2026", "links": "https://www.example.org", "aliases": "oude-naam", "see_also": "praatcafes",
    }  # fmt: skip
    for prefix, snippet in snippets(ROOT).items():
        if prefix not in Practice.model_fields:
            continue
        typed = dict.fromkeys(range(1, 10), values.get(prefix, "tekst")) | (
            {2: "26"} if prefix == "source" else {}
        )
        data = yaml.load(filled(snippet, typed), Editor)
        assert list(data) == [prefix]
        errors = list(
            schema.evolve(
                schema=schema.schema["properties"][prefix] | {"definitions": schema.schema["definitions"]}
            ).iter_errors(data[prefix])
        )
        assert errors == [], prefix


@pytest.mark.parametrize(
    ("prefix", "path", "typed"),
    [
        ("praktijk", "practices/taal/nieuw.md", ["Nieuw", "Een zin.", "", "", "2026", "Tekst.", "Tekst.", "Tekst.", "Tekst."]),
        ("hangijzer", "practices/hete-hangijzers/9-nieuw.md", ["Nieuw?", "9", "Een zin.", "", "", "3", "Punt", "Tekst.", "Punt", "Tekst."]),
        ("partner", "register/partners/nieuw.md", ["Heel Andere Naam", "vzw", "Taal", "", "www.example.org", "2026", "Tekst."]),
        ("subsidie", "register/subsidies/nieuw.md", ["Nieuw", "", "Waarvoor.", "", "", "2026", "Tekst."]),
    ],
)  # fmt: skip
def test_whole_record_passes_the_check(
    prefix: str, path: str, typed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A whole record must pass the check once it is filled in, and must not while nothing is chosen."""
    lay(SMALL, tmp_path / "catalogue")
    snippet = snippets(SMALL)[prefix]
    target = tmp_path / "catalogue" / path
    values = dict(enumerate(typed, 1))
    target.write_text(filled(snippet, values) + "\n", "utf-8")
    assert main(["check", "--root", str(tmp_path / "catalogue")]) == 0, capsys.readouterr().err
    target.write_text(filled(snippet, values, chosen=0) + "\n", "utf-8")
    skipped = main(["check", "--root", str(tmp_path / "catalogue")])
    assert skipped == 1
    assert "'…'" in capsys.readouterr().err
    target.write_text(filled(snippet, {}) + "\n", "utf-8")
    assert main(["check", "--root", str(tmp_path / "catalogue")]) == 1


def test_every_register_has_its_schema_in_the_editor() -> None:
    """The settings must give each YAML register its schema, and suggestions in Markdown, which are off by default."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    given = settings["yaml.schemas"]
    assert all((ROOT / schema).is_file() for schema in given)
    for path in sorted((ROOT / "register").glob("*.yml")):
        assert given.get(f"./schemas/{path.stem}.schema.json") == f"register/{path.name}"
    assert settings["[markdown]"]["editor.quickSuggestions"]["other"] == "on"


def test_task_finds_the_problems_of_the_check() -> None:
    """The task that runs the check must recognise file, line and message of each problem."""
    [task] = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    for case in CASES:
        lines = (case / "expected.txt").read_text("utf-8").split("\n")
        problems = [line for line in lines if line.startswith(("practices/", "register/"))]
        for line in problems:
            match = re.match(pattern["regexp"], line)
            assert match, line
            assert (SMALL / match[pattern["file"]]).parent.exists() or (
                case / match[pattern["file"]]
            ).parent.exists()
            assert match[pattern["message"]]
        assert not any(re.match(pattern["regexp"], line) for line in lines if line not in problems)
