"""The addresses that were ever published, and what the check says of one that nothing answers any more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.__main__ import main
from kapstok.check import check
from kapstok.problem import Problem
from kapstok.published import LIST, list_text, parsed, unlisted
from kapstok.read import RawRecord, read_catalogue
from kapstok.rules import found

from .values import practice, problem_of, problems_of, published, raw_of, record, removed

LISTED = ("/praktijken/a/", "/themas/taal/", "/embed/thema/taal/", "/gemeenten/gent/", "/provincies/limburg/")


def test_list_is_read_as_it_is_written() -> None:
    """What is written must be read back, sorted, with the home page and files, without the head."""
    addresses = {"", "praktijken/b/", "praktijken/a/", "data/practices.csv"}
    text = list_text(addresses)
    assert parsed(text.splitlines()) == addresses
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "/", "/data/practices.csv", "/praktijken/a/", "/praktijken/b/",
    ]  # fmt: skip


def test_every_address_answers() -> None:
    """Addresses of records, places and pages that are not made of records must give no problem here."""
    assert (
        problems_of(practice("a"), published("# hoofd", "", "/", "/over/", "/data/practices.csv", *LISTED))
        == []
    )


@pytest.mark.parametrize(
    "now",
    [
        practice("b", aliases=["a"]),
        record("hangijzer", "1-a", aliases=["a"]),
        record("hangijzer", "a"),
        removed("a"),
        removed("b", former_slugs=["a"]),
    ],
    ids=["renamed", "hangijzer", "moved", "deleted", "renamed, then deleted"],
)
def test_former_address_answers(now: RawRecord) -> None:
    """An address must answer when its slug leads on, moved to the other kind, or is said to be deleted."""
    assert problems_of(now, published("/praktijken/a/")) == []


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("/partners/oud/", "partner"),
        ("/subsidies/oud/", "subsidy"),
        ("/themas/oud/", "theme"),
        ("/embed/thema/oud/", "theme"),
        ("/doelgroepen/oud/", "target_group"),
    ],
)
def test_former_address_of_the_register_answers(url: str, kind: str) -> None:
    """An address of the register must be missed, unless a former slug or a deleted record answers it."""
    assert "/oud/' is gepubliceerd" in problem_of(published(url)).message
    assert problems_of(record(kind, "nieuw", former_slugs=["oud"]), published(url)) == []
    assert problems_of(removed("oud", kind=kind), published(url)) == []


def test_renamed_file_is_named() -> None:
    """The problem must stand at the new file, with the slug and the field that it goes in."""
    own = practice("leesclub-gent")
    found = problem_of(own, practice("zwemmen"), published("/praktijken/leesclub/"))
    assert (found.path, found.field, found.value) == (own.path, "aliases", "leesclub")
    assert "Zet dan 'leesclub' bij 'aliases' van practices/taal/leesclub-gent.md." in found.hint


def test_only_new_file_is_named_whatever_it_is_called() -> None:
    """Of two new files neither must be guessed at when both are called otherwise; one alone must be."""
    one, other = practice("zwemmen"), practice("koken")
    assert problem_of(one, published("/praktijken/leesclub/")).path == one.path
    assert problem_of(one, other, published("/praktijken/leesclub/")).path == "register/addresses.txt"


def test_published_file_was_not_renamed() -> None:
    """A file that was published itself must not be taken for the renamed one."""
    found = problem_of(
        practice("leesclub-gent"), published("/praktijken/leesclub/", "/praktijken/leesclub-gent/")
    )
    assert (found.path, found.line) == ("register/addresses.txt", 1)


def test_line_is_that_of_an_editor(tmp_path: Path) -> None:
    """A sign that ends a line for some programs only must not make the number of a line another one."""
    shutil.copytree(ROOT / "tests/catalogue", tmp_path / "catalogue")
    with (tmp_path / "catalogue" / LIST).open("a", encoding="utf-8") as file:
        file.write("/a\x0c\x1d\x1e/\nkwaad\n")
    count = (tmp_path / "catalogue" / LIST).read_text("utf-8").count("\n")
    found = [problem.line for problem in check(read_catalogue(tmp_path / "catalogue"))[1]]
    assert found == [count - 1, count]


def test_new_municipality_is_no_renamed_one() -> None:
    """A municipality keeps no former slugs: the problem of a lost one must stand at its address, whoever is new."""
    found = problem_of(
        record("municipality", "44021", name="Gent", nis="44021"), published("/gemeenten/ghent/"), practice("a")
    )  # fmt: skip
    assert (found.path, found.value) == ("register/addresses.txt", "ghent")


def test_theme_is_missed_once() -> None:
    """A theme has two addresses; one mistake must be one problem, of its page."""
    found = problem_of(published("/embed/thema/weg/", "/themas/weg/"))
    assert (found.line, "'/themas/weg/'" in found.message) == (2, True)


def test_file_that_could_not_be_read_is_not_missed() -> None:
    """A file with broken front matter has its own problem; that its page is missing then must not be one too."""
    raw = raw_of(published("/praktijken/a/", "/praktijken/b/"))
    raw.problems.append(Problem("practices/taal/a.md", 1, "", "", "Stuk."))
    assert [problem.value for problem in check(raw)[1] if problem.path.startswith("register")] == ["b"]
    raw.problems.append(Problem("register/themes.yml", 1, "", "", "Stuk."))
    assert not [problem for problem in check(raw)[1] if problem.path == "register/addresses.txt"]


@pytest.mark.parametrize(
    "stray",
    [
        found("geen-markdown", "practices/taal/a.docx", value="a.docx"),
        found("onbekend-register", "register/a.yml", hint="near", value="a.yml", near="themes.yml"),
    ],
    ids=lambda stray: stray.rule,
)
def test_file_that_holds_no_record_hides_no_loss(stray: Problem) -> None:
    """A photo among the practices, or a file that is no register, must leave the problem of a lost address; only its own name may be it."""
    raw = raw_of(published("/praktijken/a/", "/praktijken/b/"))
    raw.problems.append(stray)
    assert [problem.value for problem in check(raw)[1] if problem.path == "register/addresses.txt"] == ["b"]


def test_register_under_another_name_loses_no_address() -> None:
    """A register that was given another name is missed by its own name; its addresses must not be missed one by one."""
    raw = raw_of(published("/themas/weg/"))
    raw.problems += [
        found("ontbreekt", "register/themes.yml", what="register"),
        found("onbekend-register", "register/themas.yml", hint="near", value="themas.yml", near="themes.yml"),
    ]
    assert not [problem for problem in check(raw)[1] if problem.path == "register/addresses.txt"]


@pytest.mark.parametrize(
    "line", ["praktijken/a/", "/praktijken/a", "/praktijken/../a/", "https://x.be/", "<<<<<<<", "/É/"]
)
def test_line_that_is_no_address_is_refused(line: str) -> None:
    """Whatever is no address of a page or file must be a problem on its line."""
    found = problem_of(published("/", line))
    assert (found.line, found.value) == (2, line)


def test_new_records_are_counted() -> None:
    """What the list lacks must be known, with the lists for other sites."""
    found = unlisted([("practice", "a"), ("practice", "b"), ("theme", "t")], frozenset({"praktijken/a/"}))
    assert found == ["embed/thema/t/", "praktijken/b/", "themas/t/"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small catalogue, with one hand-written page."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests/catalogue", root)
    (root / "docs").mkdir()
    (root / "docs/over.md").write_text("# Over\n", "utf-8")
    return root


def test_command_adds_what_is_new(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New pages, hand-written ones too, must be added, what stands in the list must stay, and once is enough."""
    listed = project / LIST
    before = parsed(listed.read_text("utf-8").splitlines())
    assert main(["addresses", "--root", str(project)]) == 0
    text = listed.read_text("utf-8")
    after = parsed(text.splitlines())
    assert after > before and {"over/", "gemeenten/gent/", "partners/praatgroep/"} <= after - before
    assert f"{len(after - before)} nieuwe adressen toegevoegd" in capsys.readouterr().out
    assert main(["addresses", "--root", str(project)]) == 0
    assert listed.read_text("utf-8") == text
    assert "Geen nieuwe adressen toegevoegd" in capsys.readouterr().out


def test_command_cannot_hide_a_loss(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When a published address is lost the list must stay as it is, and the check's words be shown."""
    listed = project / LIST
    text = f"{listed.read_text('utf-8')}/praktijken/weg/\n"
    listed.write_text(text, "utf-8")
    assert main(["addresses", "--root", str(project)]) == 1
    assert "'/praktijken/weg/' is gepubliceerd" in capsys.readouterr().err
    assert listed.read_text("utf-8") == text


def test_check_counts_what_is_new(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new practice that the list lacks must not fail the check, and be counted until the list has it."""
    main(["addresses", "--root", str(project)])
    old = project / "practices/buurt/straatfeest.md"
    (project / "practices/buurt/straatdiner.md").write_text(old.read_text("utf-8"), "utf-8")
    capsys.readouterr()
    assert main(["check", "--root", str(project)]) == 0
    assert "1 nieuw adres staat nog niet in register/addresses.txt" in capsys.readouterr().out
    main(["addresses", "--root", str(project)])
    capsys.readouterr()
    assert main(["check", "--root", str(project)]) == 0
    assert LIST not in capsys.readouterr().out


def test_rename_is_answered_as_the_check_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A renamed practice must be a problem until its former name is written where the problem says."""
    for path in (project / "practices").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("voorleesuur", "voorlezen"), "utf-8")
    gone = project / "register/removed.yml"
    gone.write_text(gone.read_text("utf-8").replace("voorleesuur", "voorlezen"), "utf-8")
    new = (project / "practices/taal/voorleesuur.md").rename(project / "practices/taal/voorlezen.md")
    assert main(["check", "--root", str(project)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("practices/taal/voorlezen.md:2: aliases: Het adres '/praktijken/voorleesuur/'")
    assert "Zet dan 'voorleesuur' bij 'aliases' van practices/taal/voorlezen.md." in said
    new.write_text(new.read_text("utf-8").replace("status:", "aliases: [voorleesuur]\nstatus:", 1), "utf-8")
    assert main(["check", "--root", str(project)]) == 0
