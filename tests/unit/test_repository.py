"""The addresses at the hosts of the files."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest

from conftest import ROOT
from kapstok.load import load_catalogue
from kapstok.pages import catalogue_pages
from kapstok.repository import LONGEST_ADDRESS, Repository, repository_problems

GITHUB = "https://github.com/voorbeeld/kapstok"
GITLAB = "https://gitlab.com/groep/deel/kapstok"


@pytest.mark.parametrize(
    ("address", "edit", "kind"),
    [
        (GITHUB, "", "github"),
        (f"{GITHUB}.git", "edit/main", "github"),
        ("https://github.gemeente.example/voorbeeld/kapstok/", "", "github"),
        (GITLAB, "", "gitlab"),
        ("https://GitLab.gemeente.example/groep/kapstok", "edit/main", "gitlab"),
        ("https://git.gemeente.example/groep/kapstok", "-/edit/main", "gitlab"),
        ("https://git.gemeente.example/groep/kapstok", "_edit/main", "other"),
        ("https://notgithub.com/voorbeeld/kapstok", "", "other"),
        ("https://git.gemeente.example/github.com/kapstok", "", "other"),
        ("", "edit/main", "other"),
    ],
)
def test_host_is_known_by_name_or_form(address: str, edit: str, kind: str) -> None:
    """The host must follow from the name of the server, or from the form of the edit address."""
    assert Repository.of(address, edit).kind == kind


@pytest.mark.parametrize(
    ("address", "edit", "expected"),
    [
        (GITHUB, "", f"{GITHUB}/edit/main/practices/taal/x.md"),
        (f"{GITHUB}.git", "edit/2026/", f"{GITHUB}/edit/2026/practices/taal/x.md"),
        (GITHUB, "blob/main", f"{GITHUB}/edit/main/practices/taal/x.md"),
        (GITLAB, "", f"{GITLAB}/-/edit/main/practices/taal/x.md"),
        (GITLAB, "edit/release/2026", f"{GITLAB}/-/edit/release/2026/practices/taal/x.md"),
        ("https://git.example/k/", "/_edit/main/", "https://git.example/k/_edit/main/practices/taal/x.md"),
        ("https://git.example/k", "", ""),
        ("", "edit/main", ""),
    ],
)
def test_edit_address(address: str, edit: str, expected: str) -> None:
    """A file must be edited where its host edits files; where that is not known there is no address."""
    assert Repository.of(address, edit).edit_address("practices/taal/x.md") == expected


def test_edit_address_names_the_line() -> None:
    """A record that shares its file must be edited at its line, where the host is known to go there."""
    assert (
        Repository.of(GITHUB, "").edit_address("register/themes.yml", 12).endswith("/register/themes.yml#L12")
    )
    assert (
        Repository.of(GITLAB, "").edit_address("register/themes.yml", 12).endswith("/register/themes.yml#L12")
    )
    other = Repository.of("https://git.example/k", "_edit/main")
    assert other.edit_address("register/themes.yml", 12).endswith("/register/themes.yml")


def test_edit_address_is_encoded() -> None:
    """A file name with signs that mean something in an address must be encoded, its slashes not."""
    assert Repository.of(GITHUB, "").edit_address("a b/c#d.md") == f"{GITHUB}/edit/main/a%20b/c%23d.md"


def test_new_file_at_github() -> None:
    """GitHub must be asked with the folder in the path, the name and the content as parameters."""
    assert Repository.of(GITHUB, "edit/2026").new_file().data() == {
        "kind": "github",
        "new": f"{GITHUB}/new/2026/{{folder}}?filename={{name}}",
        "content": "value",
        "limit": LONGEST_ADDRESS,
    }


def test_new_file_at_gitlab_has_no_content() -> None:
    """GitLab must be asked for a name only: its editor ignores content in an address."""
    assert Repository.of(GITLAB, "").new_file().data() == {
        "kind": "gitlab",
        "new": f"{GITLAB}/-/new/main/{{folder}}?file_name={{name}}",
        "content": "",
        "limit": LONGEST_ADDRESS,
    }


@pytest.mark.parametrize("address", ["", "https://git.example/k"])
def test_no_new_file_at_an_unknown_host(address: str) -> None:
    """Where it is not known how a file is made there must be no address for it, nor for telling about a practice."""
    repository = Repository.of(address, "edit/main")
    assert repository.new_file().new == ""
    assert repository.issue_address() == ""


def test_a_new_file_fits_also_for_who_must_sign_in() -> None:
    """Any practice that fits the limit must fit once more, encoded again behind the address to sign in."""
    start = f"{GITHUB}/new/main/practices/taalpromotie?filename=een-praktijk.md&value="
    fitting = 0
    paths = sorted((ROOT / "practices").rglob("*.md"))
    for path in paths:
        address = start + quote(path.read_text("utf-8"), safe="!'()*")
        if len(address) <= LONGEST_ADDRESS:
            fitting += 1
            again = "https://github.com/login?return_to=" + quote(address, safe="!'()*")
            assert len(again) < 8_000, path
    assert fitting > 0.95 * len(paths)


@pytest.mark.parametrize(
    ("address", "edit", "said"),
    [
        ("github.com/voorbeeld/kapstok", "", "'github.com/voorbeeld/kapstok' is geen webadres."),
        ("git@github.com:voorbeeld/kapstok.git", "", "is geen webadres."),
        ("https://jan:geheim@gitlab.com/x/y", "", "bevat een gebruikersnaam of wachtwoord."),
        (GITHUB, "https://github.com/x/edit/main", "kan geen deel van een adres zijn."),
        (GITHUB, "edit/main?x", "kan geen deel van een adres zijn."),
        ("https://github.com/voor beeld", "", "kan geen deel van een adres zijn."),
    ],
)
def test_wrong_setting_is_said(address: str, edit: str, said: str) -> None:
    """A setting that gives no good address must be refused in words, without a password in them."""
    problems = repository_problems(address, edit)
    assert [said in problem.message and "_UR" in problem.hint for problem in problems] == [True]
    assert "geheim" not in problems[0].text()


@pytest.mark.parametrize(("address", "edit"), [("", ""), (GITHUB, ""), (GITLAB, "-/edit/main/")])
def test_good_settings_are_taken(address: str, edit: str) -> None:
    """Good settings must give no problem, and so must none."""
    assert repository_problems(address, edit) == []


def test_every_record_page_names_its_file() -> None:
    """Every page of a record must know its file, and the line of a record that shares its file must hold the record."""
    catalogue = load_catalogue(ROOT, date(2026, 1, 1))
    lists = {
        "",
        "praktijken",
        "hete-hangijzers",
        "themas",
        "doelgroepen",
        "provincies",
        "gemeenten",
        "partners",
    }
    lists |= {"subsidies", "kaart", "zoeken", "selectie", "meedoen", "meedoen/regels", "over/stand"}
    for page in catalogue_pages(catalogue, {}):
        if page.url.strip("/") in lists or page.section in ("provincies", "meedoen"):
            assert page.source == "", page.url
            continue
        lines = (ROOT / page.source).read_text("utf-8").split("\n")
        if page.line:
            slug = page.url.strip("/").rpartition("/")[2]
            name = page.title if page.section == "gemeenten" else slug
            assert name in lines[page.line - 1], (page.url, page.line)
        else:
            assert page.source.endswith(".md") or page.section in ("begrippen", "cijfers", "meedoen"), (
                page.url
            )
