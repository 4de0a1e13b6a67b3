"""The check as a command: which files, in which format, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.__main__ import main
from kapstok.commands import COMMANDS, command
from kapstok.problem import Problem
from test_cases import HERE, lay

CASE = HERE / "cases" / "everything-at-once"
FILE = "practices/taal/leesclub.md"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with mistakes in three files, from inside which the command is called."""
    lay(CASE, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def test_wanted_file_shows_its_problems_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a path, the problems of other files must not be shown."""
    assert main(["check", FILE]) == 1
    text = capsys.readouterr().err
    assert FILE in text
    assert "3 problemen gevonden." in text
    assert "register/subsidies" not in text


def test_wanted_folder_counts_for_its_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder must stand for every file below it, and not for one whose name begins alike."""
    assert main(["check", "practices/taal", "register/subsidies/"]) == 1
    assert "8 problemen gevonden." in capsys.readouterr().err
    assert main(["check", "practices/buurt"]) == 0


def test_wanted_file_in_order_is_fine(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When the wanted file is in order the call must be fine, and say that others are not."""
    assert main(["check", "practices/taal/voorleesuur.md"]) == 0
    said = capsys.readouterr()
    assert said.out == "In orde: practices/taal/voorleesuur.md. In andere bestanden: 8 problemen.\n"
    assert said.err == ""


def test_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From inside a folder that was deleted, a call must say so, and one that names the project must work."""
    lay(CASE, tmp_path / "project")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["check"]) == 1
    assert capsys.readouterr().err == "Deze map: dit is niet te lezen of te schrijven.\n"
    assert main(["check", "--root", str(tmp_path / "project")]) == 1
    assert "8 problemen gevonden." in capsys.readouterr().err


def test_path_is_seen_from_where_the_command_is_called(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path must be read as the shell wrote it, whatever the folder of the project."""
    monkeypatch.chdir(root / "practices" / "taal")
    assert main(["check", "--root", str(root), "leesclub.md"]) == 1
    assert main(["check", "--root", "../..", str(root / FILE)]) == 1


def test_path_through_a_link_is_the_same_file(root: Path) -> None:
    """A project that is reached by another way, as a link to its folder, must give the same problems."""
    other = root.with_name("link")
    other.symlink_to(root)
    assert main(["check", str(other / FILE)]) == 1
    assert main(["check", "--root", str(other), FILE]) == 1


@pytest.mark.parametrize("path", ["practices/taal/weg.md", "mkdocs.yml", "..", "/etc/passwd", ""])
def test_other_path_is_a_wrong_call(path: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there or is no content must end in 2 and name the path, whatever the content."""
    assert main(["check", path]) == 2
    said = capsys.readouterr()
    assert f"'{path}'" in said.err
    assert said.out == ""


def test_unknown_format_is_a_wrong_call(root: Path) -> None:
    """A format that does not exist must end in 2."""
    with pytest.raises(SystemExit) as ended:
        main(["check", "--format", "xml"])
    assert ended.value.code == 2


def test_json_is_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON must hold each problem with its rule, place, value and words, and nothing else on the output."""
    assert main(["check", "--format", "json", FILE]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)[0] == {
        "rule": "onbekend-thema",
        "path": FILE,
        "line": 4,
        "field": "theme",
        "value": "tal",
        "message": "'tal' is geen thema.",
        "hint": "Bedoelde u 'taal'?",
    }
    assert said.err == ""


def test_json_of_nothing_is_an_empty_list(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a problem JSON must be a list without items."""
    assert main(["check", "--format", "json", "practices/buurt"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github_shows_each_problem_at_its_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each problem must be one workflow command with file, line and the name of the rule."""
    assert main(["check", "--format", "github", FILE]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        f"::error file={FILE},line=4,title=Een thema dat niet bestaat::theme: 'tal' is geen thema.%0ABedoelde u 'taal'?"
    )
    assert len(lines) == 3


def test_github_command_holds_what_somebody_typed() -> None:
    """Signs that mean something in a workflow command must not end it or begin another."""
    problem = Problem("a,b:c%.md", 0, "", "", "50% van 'x\n::error::y', z", "Eén\r\nregel.", "datum")
    assert problem.annotation("Eén, twee: drie") == (
        "::error file=a%2Cb%3Ac%25.md,title=Eén%2C twee%3A drie::50%25 van 'x%0A::error::y', z%0AEén%0D%0Aregel."
    )


def test_text_says_where_the_guide_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The last lines must name the page of each rule, once, or the guide when they are many."""
    main(["check", FILE])
    assert capsys.readouterr().err.splitlines()[-4:] == [
        "Uitleg en voorbeelden op de site:",
        "    /meedoen/regels/onbekend-thema/",
        "    /meedoen/regels/onbekend-veld/",
        "    /meedoen/regels/onbekende-gemeente/",
    ]


def test_value_moves_no_terminal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A control character that somebody typed must not reach the terminal."""
    path = root / FILE
    path.write_text(path.read_text("utf-8").replace("theme: tal", 'theme: "tal\\e[2J"'), "utf-8")
    assert main(["check", FILE]) == 1
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_called_by_its_name(name: str) -> None:
    """The name of each command must be the one under which it is listed, so that no other is imported for it."""
    assert name == command(name).NAME


def test_file_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the disk refuses must be said in words, with its name, by any command."""
    project = Path(shutil.copytree(ROOT / "tests/catalogue", tmp_path / "project"))
    (project / "schemas").write_text("a file where the folder should be")
    assert main(["schema", "--root", str(project)]) == 1
    assert capsys.readouterr().err == f"{project / 'schemas'}: dit is niet te lezen of te schrijven.\n"


def test_reader_that_leaves_is_no_error() -> None:
    """Output that goes to a program that stops reading must end the command without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "kapstok", "check", "--root", str(ROOT / "tests/catalogue")],
        stdout=writer, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (result.returncode, result.stderr) == (1, b"")


def test_check_imports_no_other_command() -> None:
    """The check must not wait for what search, pages and reports need."""
    called = [sys.executable, "-X", "importtime", "-m", "kapstok", "check", "--root", str(HERE / "catalogue")]
    done = subprocess.run(
        called,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "kapstok.check" in imported
    assert imported & {"kapstok.search", "kapstok.pages", "kapstok.report", "jinja2", "mkdocs"} == set()
