"""The addresses that were ever published, and what the check says of one that nothing answers any more."""

from __future__ import annotations

import pytest

from kapstok.check import check
from kapstok.problem import Problem
from kapstok.published import list_text, parsed, unlisted
from kapstok.read import RawRecord

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


def test_theme_is_missed_once() -> None:
    """A theme has two addresses; one mistake must be one problem, of its page."""
    found = problem_of(published("/embed/thema/weg/", "/themas/weg/"))
    assert (found.line, "'/themas/weg/'" in found.message) == (2, True)


def test_file_that_could_not_be_read_is_not_missed() -> None:
    """A file with broken front matter has its own problem; that its page is missing then must not be one too."""
    raw = raw_of(published("/praktijken/a/", "/praktijken/b/"))
    raw.problems.append(Problem("practices/taal/a.md", 1, "", "", "Stuk."))
    assert [problem.value for problem in check(raw)[1] if problem.path.startswith("register")] == [
        "/praktijken/b/"
    ]
    raw.problems.append(Problem("register/themes.yml", 1, "", "", "Stuk."))
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
