"""What was measured, kept in a file after every run, so that a measurement that was stopped goes on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .generate import ROOT

MEASURED = ("docs", "hooks", "mkdocs.yml", "practices", "register", "templates", "tests/bench/engines",
            "tests/bench/floor.py", "tests/bench/generate.py", "tests/bench/parts.py", "tests/bench/project.py")  # fmt: skip
"""What the figures depend on: files measured with another version of these do not belong together."""
SERVE = "serve"
"""The name under which a saved file in the preview stands among the engines."""


@dataclass(frozen=True)
class Run:
    """One run of one engine: seconds, bytes at the peak, and what it wrote.

    ``ended`` is a run that was ended at the limit: of those, one is enough.
    ``load`` is how busy the machine was just before, as the system tells.
    """

    size: int
    engine: str
    turn: int
    wall: float
    cpu: float
    peak: int = 0
    files: int = 0
    pages: int = 0
    bytes: int = 0
    ended: bool = False
    load: float = 0.0


@dataclass
class Notes:
    """The runs so far, with what they were measured on."""

    source: str
    machine: str
    versions: dict[str, str]
    runs: list[Run] = field(default_factory=list)

    def of(self, size: int, engine: str) -> list[Run]:
        """The runs of an engine on a catalogue of this size, by turn."""
        found = (run for run in self.runs if (run.size, run.engine) == (size, engine))
        return sorted(found, key=lambda run: run.turn)

    def lacking(self, size: int, engine: str, turns: int) -> list[int]:
        """The turns that are still to be run; none after one that was ended at the limit."""
        runs = self.of(size, engine)
        if any(run.ended for run in runs):
            return []
        return sorted(set(range(1, turns + 1)) - {run.turn for run in runs})

    def sizes(self) -> list[int]:
        """Every size that was measured."""
        return sorted({run.size for run in self.runs})

    def write(self, path: Path) -> None:
        """Write the file, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        new.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(new, path)


def read_notes(path: Path) -> Notes:
    """The notes of a file that ``Notes.write`` wrote."""
    notes = Notes(**json.loads(path.read_text("utf-8")))
    notes.runs = [Run(**run) for run in notes.runs]
    return notes


def source_digest(names: Iterable[str] = MEASURED, root: Path = ROOT) -> str:
    """A digest of everything that is measured."""
    digest = hashlib.sha256()
    for name in names:
        start = root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
