"""This project: everything from nothing, and again after one edit; with and without the search index."""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..project import write_project
from .engine import Content, Engine, Job

BUILD = ("-m", "mkdocs", "build", "--strict")
SERVE = ("-m", "mkdocs", "serve", "--livereload", "--dev-addr")
"""What ``make build`` and ``make serve`` run in the project's Python."""
ENVIRONMENT = {
    "PYTHONPATH": "hooks",
    "NO_MKDOCS_2_WARNING": "1",
    "SITE_URL": "https://kapstok.test/",
    "PYTHONDONTWRITEBYTECODE": "",
}
WITHOUT_SEARCH = {"KAPSTOK_SEARCH": "0"}


def edited_practice(folder: Path) -> Path:
    """The practice that gets another text: the middle one."""
    paths = sorted(
        path for path in (folder / "practices").rglob("*.md") if path.parent.name != "hete-hangijzers"
    )
    return paths[len(paths) // 2]


def editing(path: Path) -> Callable[[int], str]:
    """A function that gives the practice one more sentence, each turn another one, and returns that sentence.

    One that an earlier run left behind goes.
    """
    text = re.sub(r"\nDit is zin \d+ van deze proef\.\n*\Z", "", path.read_text("utf-8")).rstrip()

    def edit(turn: int) -> str:
        sentence = f"Dit is zin {turn} van deze proef."
        path.write_text(f"{text}\n{sentence}\n", "utf-8")
        return sentence

    return edit


def _emptied(folder: Path, turn: int) -> None:
    """No site and nothing kept from an earlier build."""
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def older_text(folder: Path, output: Path) -> str:
    """A sentence when the page of the edited practice does not show the last line of its file."""
    practice = edited_practice(folder)
    sentence = practice.read_text("utf-8").splitlines()[-1]
    page = (output / f"praktijken/{practice.stem}/index.html").read_text("utf-8")
    return "" if sentence in page else "the page does not show the edit"


def _trouble(folder: Path, edit: bool, search: bool, output: Path) -> str:
    """What is wrong with a site: it shows an older text, or has a search index that was not asked for."""
    if edit and (objection := older_text(folder, output)):
        return objection
    if not search and (output / "search").exists():
        return "this version always makes the search index"
    return ""


def _prepared(content: Content, folder: Path, edit: bool, search: bool) -> Job:
    write_project(content.number, folder)
    change = editing(edited_practice(folder))
    return Job(
        command=(sys.executable, *BUILD),
        folder=folder,
        output=folder / "site",
        environment=ENVIRONMENT if search else {**ENVIRONMENT, **WITHOUT_SEARCH},
        reset=change if edit else partial(_emptied, folder),
        warmups=2 if edit else 1,
        objection=partial(_trouble, folder, edit, search),
    )


def version() -> str:
    """What it runs on."""
    return f"Python {platform.python_version()}"


def _missing() -> str:
    return ""


ENGINES = tuple(
    Engine(name, label, partial(_prepared, edit=edit, search=search), _missing, version)
    for name, label, edit, search in (
        ("kapstok", "Kapstok", False, True),
        ("kapstok-lean", "Kapstok without its search index", False, False),
        ("kapstok-edit", "Kapstok after one edit", True, True),
        ("kapstok-edit-lean", "Kapstok after one edit, without its search index", True, False),
    )
)
