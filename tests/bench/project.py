"""The project around a generated catalogue: a folder in which Kapstok builds as it does in its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from .generate import ROOT, generate

FRAME = ("docs", "hooks", "templates", "mkdocs.yml")
"""What a site needs beside its content."""


def write_project(number: int, folder: Path) -> None:
    """Write a project with ``number`` practices into a folder that is empty or absent."""
    generate(number, folder)
    for name in FRAME:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
