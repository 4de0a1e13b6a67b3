"""Every folder in tests/cases is one mistake with the exact text that its author sees.

A case is laid over the small valid catalogue in tests/catalogue. ``grow.txt`` names a file and
the size in bytes to which it is filled up. To accept changed texts: UPDATE_CASES=1 make test.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kapstok.__main__ import main
from kapstok.check import check
from kapstok.read import read_catalogue
from kapstok.rules import rules

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())


def lay(case: Path, root: Path) -> None:
    """The small catalogue with the files of one case over it."""
    shutil.copytree(HERE / "catalogue", root)
    shutil.copytree(case, root, dirs_exist_ok=True, symlinks=True)
    grow = root / "grow.txt"
    if grow.exists():
        name, size = grow.read_text().split()
        with (root / name).open("ab") as file:
            file.write(b"x" * (int(size) - file.tell()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check must refuse the mistake with exactly the expected text, and nothing else."""
    root = tmp_path / "catalogue"
    lay(case, root)
    assert main(["check", "--root", str(root)]) == 1
    text = capsys.readouterr().err
    expected = case / "expected.txt"
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


def test_small_catalogue_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogue under the cases must have no mistake of its own."""
    assert main(["check", "--root", str(HERE / "catalogue")]) == 0
    assert "3 praktijken" in capsys.readouterr().out


SHOWN_ELSEWHERE = {
    "onleesbaar": "git keeps no rights and no pipes: tests/test_faults.py",
    "ontbreekt": "a case can only add files to the small catalogue: tests/unit/test_read.py",
    "spelling": "its words come from hunspell, which may be absent: tests/test_spelling.py",
    "instelling-adres": "settings are looked at when the site is built: tests/unit/test_repository.py",
    "instelling-wachtwoord": "settings are looked at when the site is built: tests/unit/test_repository.py",
    "instelling-bewerkadres": "settings are looked at when the site is built: tests/unit/test_repository.py",
    "instelling-mailbox": "settings are looked at when the site is built: tests/unit/test_contact.py",
}
"""Rules that no folder can show, and why."""


def test_every_rule_has_a_case(tmp_path: Path) -> None:
    """Each rule must be shown by a folder, but for those that no folder can show."""
    broken = set()
    for case in CASES:
        lay(case, tmp_path / case.name)
        broken |= {problem.rule for problem in check(read_catalogue(tmp_path / case.name))[1]}
    assert rules().keys() - broken == set(SHOWN_ELSEWHERE)
