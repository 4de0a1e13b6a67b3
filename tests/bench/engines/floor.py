"""The floor: the least that a program with the same parts does for the same records (``bench/floor.py``).

It writes as many files and bytes as Kapstok without its search index, and what it read is counted again in another way.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import frontmatter
import yaml
from markdown import markdown

from .. import floor
from ..generate import ROOT, generate
from ..timing import Failed, taken_by
from . import kapstok, material
from .engine import Content, Engine, Job

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(ROOT / "hooks")}
LEAN = next(engine for engine in kapstok.ENGINES if engine.name == "kapstok-lean")
TWO = next(engine for engine in material.ENGINES if engine.name == "material-two")


@dataclass(frozen=True)
class Asked:
    """What must come of a catalogue: the size of each file of the site, and what the records come to."""

    sizes: Mapping[str, int]
    read: Mapping[str, int]


@cache
def asked(content: Content) -> Asked:
    """What Kapstok writes of this catalogue, and what its records come to; built once."""
    with TemporaryDirectory(prefix="bench-") as folder:
        job = LEAN.prepare(content, Path(folder) / "project")
        if taken_by(job.command, job.folder, job.environment).ended:
            raise Failed("Kapstok takes too long to know what it writes")
        if objection := job.objection(job.output):
            raise Failed(objection)
        return Asked(sizes(job.output), counted(job.folder))


def sizes(folder: Path) -> dict[str, int]:
    """The bytes of every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}


def counted(folder: Path) -> dict[str, int]:
    """What ``floor.count`` must find in the records of a project, worked out with python-frontmatter."""
    paths = [path for name in ("practices", "register") for path in (folder / name).rglob("*.md")]
    found = [frontmatter.parse(path.read_text("utf-8")) for path in paths]
    html = (markdown(body, extensions=floor.EXTENSIONS, output_format="html") for _, body in found)
    fields = sum(len(front) for front, _ in found)
    return {"files": len(paths), "records": len(paths), "fields": fields, "letters": sum(map(len, html))}


def _trouble(folder: Path, content: Content, edit: bool, output: Path) -> str:
    """What was left undone: files that were not written, records that were not read, an edit that does not show."""
    want, read = asked(content), json.loads((folder / "read.json").read_text("utf-8"))
    if sizes(output) != want.sizes:
        return "it did not write the files that Kapstok writes"
    if edit:
        if read["files"] != want.read["files"]:
            return "it did not read every record"
        return kapstok.older_text(folder, output)
    return "" if read == want.read else "it did not read and convert every record"


def _prepared(content: Content, folder: Path, mode: str) -> Job:
    generate(content.number, folder)
    two = TWO.prepare(content, folder / "engine")
    (folder / "files.json").write_text(json.dumps(asked(content).sizes), "utf-8")
    output = folder / "site"
    command = (sys.executable, "-P", str(Path(floor.__file__)), mode)
    edit = None
    if mode == "edit":
        taken_by(command, folder, ENVIRONMENT)
        edit = kapstok.editing(kapstok.edited_practice(folder))
    return Job(
        command,
        folder,
        output,
        ENVIRONMENT,
        partial(_reset, two.output, output, edit),
        objection=partial(_trouble, folder, content, bool(edit)),
    )


def _reset(two: Path, output: Path, edit: Callable[[int], object] | None, turn: int) -> None:
    """Nothing of MkDocs is left, and either nothing of the site or another text of one practice."""
    shutil.rmtree(two, ignore_errors=True)
    if edit:
        edit(turn)
    else:
        shutil.rmtree(output, ignore_errors=True)


def _version() -> str:
    return f"PyYAML {version('pyyaml')} and Markdown {version('markdown')}"


def _missing() -> str:
    return "" if yaml.__with_libyaml__ else "PyYAML is installed without its reader in C."


ENGINES = tuple(
    Engine(name, label, partial(_prepared, mode=mode), _missing, _version)
    for name, label, mode in (
        ("floor", "The floor: those two pages, all records read, as many bytes written", "whole"),
        ("floor-halves", "the same in two processes", "halves"),
        ("floor-edit", "The floor after one edit", "edit"),
    )
)
