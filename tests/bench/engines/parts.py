"""Two parts of this project by themselves (``bench/parts.py``): each measures itself, and the rest of its process does not count."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from .. import parts
from ..generate import ROOT
from ..project import write_project
from . import kapstok
from .engine import Content, Engine, Job, no_objection
from .floor import asked

ENVIRONMENT = {**kapstok.ENVIRONMENT, "PYTHONPATH": str(ROOT / "hooks")}


def _trouble(folder: Path, content: Content, output: Path) -> str:
    """A sentence when pages were not rendered: nearly all that the site has, each smaller than its file."""
    letters = json.loads((folder / "took.json").read_text("utf-8"))["letters"]
    sizes = {path: size for path, size in asked(content).sizes.items() if path.endswith(".html")}
    if not letters.keys() <= sizes.keys() or len(letters) < 0.9 * len(sizes):
        return "it did not render the pages that Kapstok renders"
    whole = all(0 < count < sizes[path] for path, count in letters.items())
    return (
        "" if whole and sum(letters.values()) > sum(sizes.values()) / 4 else "it did not render whole pages"
    )


def _prepared(content: Content, folder: Path, mode: str) -> Job:
    write_project(content.number, folder)
    return Job(
        (sys.executable, "-P", str(Path(parts.__file__)), mode),
        folder,
        folder / "site",
        ENVIRONMENT,
        objection=partial(_trouble, folder, content) if mode == "pages" else no_objection,
        own=partial(_own, folder),
    )


def _own(folder: Path) -> tuple[float, float]:
    """What the part took, as it measured itself."""
    took = json.loads((folder / "took.json").read_text("utf-8"))
    return took["wall"], took["cpu"]


ENGINES = tuple(
    Engine(name, label, partial(_prepared, mode=mode), lambda: "", kapstok.version)
    for name, label, mode in (
        ("own-start", "Of Kapstok: loading the program, after the engine", "start"),
        (
            "own-pages",
            "Of Kapstok: rendering its pages with Jinja2, when all that they show is at hand",
            "pages",
        ),
    )
)
