"""The documents say what the code does."""

from __future__ import annotations

import re
from datetime import date

from conftest import ROOT
from kapstok.compounds import missing
from kapstok.fields import with_current_table
from kapstok.load import load_catalogue
from kapstok.model import Hangijzer, Partner, Practice, Resource, Subsidy
from kapstok.search import vocabulary


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_field_table_is_current() -> None:
    """The table of fields in the guide must be the one that the model gives."""
    assert with_current_table(read("BIJDRAGEN.md")) == read("BIJDRAGEN.md")


def test_guide_names_every_field() -> None:
    """The guide must name every front-matter key of what people contribute."""
    named = set(re.findall(r"`(\w+)`", read("BIJDRAGEN.md"))) | set(
        re.findall(r"^(?:- |  )(\w+):", read("BIJDRAGEN.md"), re.M)
    )
    for model in (Practice, Hangijzer, Partner, Subsidy, Resource):
        keys = {name for name, field in model.model_fields.items() if not field.exclude}
        assert keys - named == set(), model.__name__


def test_readme_names_every_command() -> None:
    """Every command of the Makefile must be in the README, and the other way round."""
    commands = set(re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.M)) - {"help"}
    named = set(re.findall(r"(?:`|^    )make ([a-z-]+)", read("README.md"), re.M))
    assert commands == named


def test_readme_names_every_folder() -> None:
    """Every folder at the top of the project must be in the README's map."""
    hidden = {".git", ".venv", ".cache", ".pytest_cache", ".ruff_cache", "site", ".site.next", ".site.old"}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - hidden
    assert {name for name in folders if f"`{name}/" not in read("README.md")} == set()


def test_every_dependency_is_locked_with_hashes() -> None:
    """The lock file must pin every dependency by version and hash, and name no host."""
    lock = read("requirements/lock.txt")
    declared = set(re.findall(r'^    "([A-Za-z0-9-]+)[<>=]', read("pyproject.toml"), re.M))
    locked = {name.lower() for name in re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.M)}
    assert {name.lower() for name in declared} <= locked
    for block in re.split(r"\n(?=[A-Za-z0-9_.-]+==)", lock):
        if "==" in block:
            assert "--hash=sha256:" in block, block.split("\n")[0]
    assert "://" not in lock


def test_every_template_names_its_variables() -> None:
    """Each template must open with a comment that says what it is and what it reads."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        assert path.read_text("utf-8").startswith(("{#", "{#-")), path


def test_every_long_word_was_looked_at() -> None:
    """Each word of seven letters or more must have an entry in the list of compounds: a person looked at it.

    ``python -m kapstok compounds`` proposes the missing ones.
    """
    catalogue = load_catalogue(ROOT, date(2026, 1, 1))
    words, names = vocabulary(catalogue)
    assert missing(words, catalogue.compounds, names) == []
