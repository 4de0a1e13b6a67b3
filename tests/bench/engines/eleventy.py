"""Eleventy, from npm by a lock file, with the same small theme as Hugo."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from functools import cache
from pathlib import Path

from ..generate import ROOT
from .engine import Content, Engine, Job
from .plain import write_pages

SITE = Path(__file__).parent / "eleventy_site"
LOCK = SITE / "package-lock.json"
"""Every package by version and digest; npm takes them from wherever it is set up to."""


def _installed() -> Path:
    """The folder of the packages; each lock file has its own."""
    return ROOT / ".cache/bench" / f"eleventy-{hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]}"


def _program() -> Path:
    return _installed() / "node_modules/@11ty/eleventy/cmd.cjs"


@cache
def _missing() -> str:
    """Fetch the packages when they are not there yet; a sentence when that is not possible."""
    if _program().exists():
        return ""
    if not (shutil.which("node") and shutil.which("npm")):
        return "Eleventy needs node and npm (on Debian and Ubuntu: apt-get install nodejs npm)."
    folder = _installed()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in (LOCK, SITE / "package.json"):
        shutil.copy(file, folder)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    fetched = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if fetched.returncode:
        shutil.rmtree(folder)
        return f"npm could not fetch Eleventy.\n{fetched.stderr[-500:].strip()}".rstrip()
    return ""


def _prepared(content: Content, folder: Path) -> Job:
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("package*.json"))
    write_pages(content.records, folder / "content")
    output = folder / "public"
    return Job(
        ("node", str(_program()), "--config=eleventy.config.cjs", "--quiet"),
        folder,
        output,
        reset=lambda turn: shutil.rmtree(output, ignore_errors=True),
    )


def _version() -> str:
    eleventy, node = (
        subprocess.run(["node", *arguments], capture_output=True, text=True, check=True).stdout.strip()
        for arguments in ((str(_program()), "--version"), ("--version",))
    )
    return f"Eleventy {eleventy} on Node {node.lstrip('v')}"


ENGINES = (Engine("eleventy", "Eleventy", _prepared, _missing, _version),)
