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
