"""What became of names: renamed, moved to the other kind, or deleted."""

from __future__ import annotations

import pytest

from kapstok.read import RawRecord

from .values import practice, problem_of, problems_of, record, removed

GONE = removed("weg", reason="Ze is gestopt.", instead=["/themas/taal/"])


@pytest.mark.parametrize(
    ("own", "records"),
    [
        (practice("a", see_also=["oud"]), [practice("nieuw", aliases=["oud"])]),
        (practice("a", hangijzers=["oud"]), [record("hangijzer", "nieuw", aliases=["oud"])]),
        (practice("a", subsidies=["oud"]), [record("subsidy", "nieuw", former_slugs=["oud"])]),
        (practice("a", target_groups=["oud"]), [record("target_group", "nieuw", former_slugs=["oud"])]),
        (practice("a", theme=["taal", "oud"]), [record("theme", "nieuw", former_slugs=["oud"])]),
        (
            record("hangijzer", "1-a", practices=[{"practice": "oud", "point": "1"}]),
            [practice("nieuw", aliases=["oud"])],
        ),
        (
            record("partner", "a", same_as="oud"),
            [record("partner", "nieuw", name="Nieuw", former_slugs=["oud"])],
        ),
        (record("resource", "a", publishers=["oud"]), [record("partner", "nieuw", former_slugs=["oud"])]),
    ],
    ids=lambda value: value.kind if isinstance(value, RawRecord) else "",
)
def test_former_name_in_a_reference_is_explained(own: RawRecord, records: list[RawRecord]) -> None:
    """Whoever refers to a former name must be told the name of today."""
    found = problem_of(own, *records)
    assert (found.message, found.hint) == ("'oud' heet nu 'nieuw'.", "Schrijf 'nieuw'.")


def test_practice_that_became_a_hangijzer_is_explained() -> None:
    """A reference to a practice that is a hangijzer today must name its file."""
    found = problem_of(practice("a", see_also=["oud"]), record("hangijzer", "1-vraag", aliases=["oud"]))
    assert found.message == "'oud' is van een andere soort: practices/hete-hangijzers/1-vraag.md."


@pytest.mark.parametrize("slug", ["weg", "eerder"])
def test_deleted_name_in_a_reference_is_explained(slug: str) -> None:
    """Whoever refers to something deleted must be told the reason and what to read instead."""
    gone = removed("weg", instead=["/praktijken/b/"], former_slugs=["eerder"])
    found = problem_of(practice("a", see_also=[slug]), practice("b"), gone)
    assert found.message == f"'{slug}' is verwijderd."
    assert "De reden: Ze is gestopt. Lees /praktijken/b/" in found.hint


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("oud.md", "Die pagina heet nu 'nieuw.md'."),
        ("../buurt/oud.md#wat", "Die pagina heet nu 'nieuw.md'."),
        ("/praktijken/oud/", "Die pagina heet nu '/praktijken/nieuw/'."),
        ("weg.md", "Die pagina is verwijderd. De reden: Ze is gestopt."),
        ("/praktijken/weg/", "Die pagina is verwijderd. De reden: Ze is gestopt."),
    ],
)
def test_link_to_a_former_page_is_explained(link: str, said: str) -> None:
    """A link in a text to a page that moved or is deleted must say where it is, or why not."""
    own = practice("a", body=f"Zie [dit]({link}).")
    problem = problem_of(own, practice("nieuw", aliases=["oud"]), GONE)
    assert (problem.rule, problem.hint.startswith(said)) == ("dode-link", True)


@pytest.mark.parametrize(
    "target",
    [
        "/praktijken/a/",
        "/themas/taal/",
        "/gemeenten/kruibeke/",
        "/provincies/limburg/",
        "/praktijken/ook-weg/",
    ],
)
def test_alternative_may_be_any_page_of_a_record(target: str) -> None:
    """Practices, themes, places of any period and what is deleted itself may be read instead."""
    assert problems_of(practice("a"), removed("ook-weg"), removed("weg", instead=[target])) == []


@pytest.mark.parametrize(
    "target", ["a", "praktijken/a/", "/praktijken/a", "/over/", "https://x.be/", "/praktijken/b/", "/"]
)
def test_alternative_must_be_there(target: str) -> None:
    """Anything that is no page of a record must be a problem, on its line."""
    own = removed("weg", instead=["/praktijken/a/", target])
    found = problem_of(practice("a"), own)
    assert (found.field, found.value, found.line) == ("instead", target, own.line(("instead", 1)))


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("/praktijken/oud/", "/praktijken/a/"),
        ("/hete-hangijzers/a/", "/praktijken/a/"),
        ("/praktijken/eerder/", "/praktijken/ook-weg/"),
        ("/hete-hangijzers/ook-weg/", "/praktijken/ook-weg/"),
        ("/embed/gemeente/gent/", "/gemeenten/gent/"),
        ("/embed/thema/taal/", "/themas/taal/"),
    ],
)
def test_alternative_is_named_by_the_address_of_its_page(target: str, page: str) -> None:
    """A former address, of something deleted too, or one of a frame must be a problem that names the page."""
    records = [practice("a", aliases=["oud"]), removed("ook-weg", former_slugs=["eerder"])]
    found = problem_of(*records, removed("weg", instead=[target]))
    assert found.message == f"'{target}' heet nu '{page}'."


@pytest.mark.parametrize("length", [1, 2, 3])
def test_alternatives_in_a_circle_are_refused(length: int) -> None:
    """Deleted records that lead to one another, or to themselves, must be a problem each."""
    circle = [removed(f"w{n}", instead=[f"/praktijken/w{(n + 1) % length}/"]) for n in range(length)]
    assert {problem.path for problem in problems_of(*circle)} == {item.path for item in circle}


def test_way_into_a_circle_ends() -> None:
    """A record that leads into a circle of others must not make the check run for ever."""
    records = [removed(s, instead=[f"/praktijken/{t}/"]) for s, t in (("a", "b"), ("b", "c"), ("c", "b"))]
    assert {problem.path for problem in problems_of(*records)} == {records[1].path, records[2].path}
