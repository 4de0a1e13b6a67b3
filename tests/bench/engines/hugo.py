"""Hugo, as Debian packages it, with a small theme: records, sections, and lists by theme and municipality."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from .engine import Content, Engine, Job
from .plain import write_pages

SITE = Path(__file__).parent / "hugo_site"


def _prepared(content: Content, folder: Path) -> Job:
    shutil.copytree(SITE, folder)
    write_pages(content.records, folder / "content")
    output = folder / "public"
    return Job(
        ("hugo", "--quiet"), folder, output, reset=lambda turn: shutil.rmtree(output, ignore_errors=True)
    )


def _version() -> str:
    said = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
    return f"Hugo {said.split()[1].lstrip('v')}"


def _missing() -> str:
    return (
        "" if shutil.which("hugo") else "Hugo is not installed (on Debian and Ubuntu: apt-get install hugo)."
    )


ENGINES = (Engine("hugo", "Hugo", _prepared, _missing, _version),)
