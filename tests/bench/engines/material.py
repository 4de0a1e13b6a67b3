"""Plain MkDocs with Material: each record a page, in its navigation or kept out of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

import yaml

from .engine import Content, Engine, Job
from .plain import write_pages

CONFIG: dict[str, object] = {
    "site_name": "Praktijken",
    "site_url": "https://material.test/",
    "theme": {"name": "material", "language": "nl", "font": False},
    "plugins": [],
    "markdown_extensions": ["abbr", "def_list", "sane_lists", "tables", "toc"],
}
OUT_OF_NAVIGATION = {"nav": [{"Start": "index.md"}], "not_in_nav": "*"}
SEARCH = {"plugins": [{"search": {"lang": "nl"}}]}
HOME = "# Praktijken\n\nPraktijken van steden en gemeenten.\n"


def _prepared(content: Content, folder: Path, settings: Mapping[str, object], pages: int | None) -> Job:
    """A project with all records, or with a home page and so many others less one."""
    records = content.records if pages is None else content.records[: pages - 1]
    write_pages(records, folder / "docs")
    (folder / "docs/index.md").write_text(HOME, "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**CONFIG, **settings}, sort_keys=False), "utf-8")
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    output = folder / "site"
    return Job(
        command,
        folder,
        output,
        {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""},
        lambda turn: shutil.rmtree(output, ignore_errors=True),
    )


def _version() -> str:
    return f"MkDocs {version('mkdocs')} with Material {version('mkdocs-material')}"


def _missing() -> str:
    return ""


ENGINES = tuple(
    Engine(name, label, partial(_prepared, settings=settings, pages=pages), _missing, _version)
    for name, label, settings, pages in (
        ("material-nav", "MkDocs + Material, automatic navigation", {}, None),
        ("material", "MkDocs + Material, pages out of the navigation", OUT_OF_NAVIGATION, None),
        ("material-search", "the same with its search", {**OUT_OF_NAVIGATION, **SEARCH}, None),
        ("material-two", "MkDocs + Material, two pages", {}, 2),
    )
)
