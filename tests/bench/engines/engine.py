"""What the engines have in common: content goes in, a job comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..generate import RecordFile, record_files


@dataclass(frozen=True)
class Content:
    """A catalogue of ``number`` practices, with the hangijzers, partners and subsidies that belong to it."""

    number: int

    @cached_property
    def records(self) -> tuple[RecordFile, ...]:
        """Every record, as plain data."""
        return tuple(record_files(self.number))


def nothing(turn: int) -> None:
    """For a job that needs nothing before a run."""


def no_objection(output: Path) -> str:
    """For a job whose site is always what was asked for."""
    return ""


@dataclass(frozen=True)
class Job:
    """A command that is ready to run in its folder, and the folder that it writes.

    ``reset`` gets the number of the run and puts things as they must be before it; that is not measured.
    ``warmups`` runs come first and do not count.
    ``objection`` looks at the site after each run: a sentence when it is not what was asked for.
    ``own`` gives the seconds by the clock and of the processors that the command measured of itself, where only those count.
    """

    command: Sequence[str]
    folder: Path
    output: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    reset: Callable[[int], object] = nothing
    warmups: int = 1
    objection: Callable[[Path], str] = no_objection
    own: Callable[[], tuple[float, float]] | None = None


@dataclass(frozen=True)
class Engine:
    """One way to build: its name on the command line, its name in the table, and how it is made ready.

    ``missing`` gives a sentence when the tool is not there; ``version`` names tool and version.
    """

    name: str
    label: str
    prepare: Callable[[Content, Path], Job]
    missing: Callable[[], str]
    version: Callable[[], str]
