"""A file that a command writes anew: all of it, or it stays as it was."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok import whole_file
from kapstok.whole_file import tidy, write_whole


def test_new_and_old_files_are_written(tmp_path: Path) -> None:
    path = tmp_path / "lijst.txt"
    write_whole(path, "één\n")
    write_whole(path, b"twee\n")
    assert path.read_bytes() == b"twee\n"
    assert os.listdir(tmp_path) == ["lijst.txt"]


def test_a_file_keeps_its_rights_and_a_link_its_goal(tmp_path: Path) -> None:
    """What is exchanged is the content: who may read a file, and where a link leads, stays."""
    goal, link = tmp_path / "goal", tmp_path / "link"
    goal.write_text("oud")
    goal.chmod(0o640)
    link.symlink_to(goal)
    write_whole(link, "nieuw")
    assert link.is_symlink() and goal.read_text() == "nieuw"
    assert stat.S_IMODE(goal.stat().st_mode) == 0o640


def test_what_is_no_file_stays_what_it_is(tmp_path: Path) -> None:
    """A pipe or device must be written to; a file in its place would break whatever else uses it."""
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "tekst")
        assert os.read(reading, 99) == b"tekst"
    finally:
        os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert os.listdir(tmp_path) == ["pijp"]


def test_the_error_names_the_file(tmp_path: Path) -> None:
    """Whoever reads the error must find the file that was asked for, not one of a name that only lived for a moment."""
    path = tmp_path / "geen-map/lijst.txt"
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(path, "x")
    assert raised.value.filename == str(path)


@pytest.fixture
def gone() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_a_killed_writer_left_is_tidied_up(tmp_path: Path, gone: int) -> None:
    """What a dead process left must go; what a living one writes, what is new, and what is somebody's own must stay."""
    left = [f".les.md.{gone}.new", f".les.md.{gone}.old"]
    own = [
        f".les.md.{os.getpid()}.new", ".les.md.1.old", ".les.md.new", f".les.md.{gone}.bak", f"les.md.{gone}.new",
        f".les.txt.{gone}.new", f".les.md.{10**12}.new", "les.md",
    ]  # fmt: skip
    for name in [*left, *own]:
        (tmp_path / name).write_text("x")
    (tmp_path / f".map.md.{gone}.new").mkdir()
    tidy(tmp_path, r".+\.md", time.time() + 30)
    assert set(left) <= set(os.listdir(tmp_path)), "a process of another container may have that number"
    tidy(tmp_path, r".+\.md", time.time() + 90)
    assert sorted(os.listdir(tmp_path)) == sorted([*own, f".map.md.{gone}.new"])


def test_writing_tidies_up_after_a_killed_writer_of_the_same_file(
    tmp_path: Path, gone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next writer of a file must take away what a killed one left beside it, and nothing of other files."""
    monkeypatch.setattr(whole_file, "_LONGEST", -1)
    for name in ("lijst.txt", "a.txt"):
        (tmp_path / f".{name}.{gone}.new").write_text("half")
    write_whole(tmp_path / "lijst.txt", "heel")
    assert sorted(os.listdir(tmp_path)) == [f".a.txt.{gone}.new", "lijst.txt"]


def _short_of_room() -> None:
    """No file may become longer than two kilobytes, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (["addresses"], "register/addresses.txt"),
        (["fields"], "BIJDRAGEN.md"),
        (["schema"], ".vscode/kapstok.code-snippets"),
        (["export", "lijst.csv", "--overwrite"], "lijst.csv"),
        (["export", "lijst.xlsx", "--overwrite"], "lijst.xlsx"),
        (["report"], "report/report.html"),
    ],
)
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, command: list[str], path: str) -> None:
    """A command that cannot write must say which file, and leave the old one whole."""
    for name in ("practices", "register", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "BIJDRAGEN.md", tmp_path)
    old = tmp_path / path
    old.parent.mkdir(exist_ok=True)
    old.write_text(old.read_text("utf-8") + "oud\n" * 2000 if old.is_file() else "oud\n" * 2000, "utf-8")
    before = old.read_bytes()
    result = subprocess.run(
        [sys.executable, "-m", "kapstok", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        preexec_fn=_short_of_room,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode in (1, 2), result.stdout
    assert path.split("/")[0] in result.stderr
    assert old.read_bytes() == before
    assert [name for name in os.listdir(old.parent) if name.endswith(".new")] == []
