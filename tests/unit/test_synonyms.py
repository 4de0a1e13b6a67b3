"""Synonyms: what a line means, and what of it reaches the browser."""

from __future__ import annotations

import pytest

from kapstok.compounds import missing, parsed, propose
from kapstok.stem import stem
from kapstok.synonyms import coded, phrase

NUMBERS = {
    stem(word): number for number, word in enumerate(["fiets", "rijwiel", "zwemmen", "dag", "vluchteling"])
}


def test_words_of_the_index_become_numbers() -> None:
    """A stem of the index must be sent as its number in base 36, another one as text."""
    assert coded(["fiets = rijwiel = velo"], NUMBERS) == "0=1=_velo"
    assert coded(["a = b"], {"a": 35, "b": 36 * 36}) == "z=100"


def test_one_direction_keeps_its_direction() -> None:
    """'a > b' must stay one-way; what the index lacks on the right is left out."""
    assert coded(["sport > zwemmen, voetbal"], NUMBERS) == "_sport>2"


def test_a_line_that_finds_nothing_is_left_out() -> None:
    """A line without any word of the index, or with only one word, must not be sent."""
    assert coded(["velo = bromfiets", "sport > voetbal", "fiets"], NUMBERS) == ""


def test_phrases_are_stemmed_word_by_word() -> None:
    """A phrase must be the stems of its words, without words that a query drops."""
    assert phrase("Jonge kinderen") == (phrase("jonge")[0], "kind")
    assert phrase("dag van de vluchteling", {"van", "de"}) == ("dag", stem("vluchteling"))
    assert phrase("de van", {"van", "de"}) == ("de", "van")
    assert coded(["feestdag > dag vluchteling"], NUMBERS) == "_feestdag>3+4"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("buurtfeest = buurt + feest", ("buurt", "feest")),
        ("gemeente", ()),
        ("a = b + c + d", ("b", "c", "d")),
    ],
)
def test_line_of_the_list_of_compounds(line: str, parts: tuple[str, ...]) -> None:
    """A line must give the parts of its word, none when it is no compound."""
    assert list(parsed([line]).values()) == [parts]


def test_comments_are_no_words() -> None:
    """A line that begins with # must be skipped."""
    assert parsed(["# samenstelling = deel + deel", ""]) == {}


def test_new_long_words_ask_for_an_entry() -> None:
    """Only words of seven letters or more that are no name and not yet in the list must be asked for."""
    assert missing(
        {"buurtfeest", "feest", "denderleeuw", "straatfeest", "nt2lessen"}, {"straatfeest"}, {"denderleeuw"}
    ) == ["buurtfeest"]


def test_splitter_proposes_known_words_with_a_linking_sound() -> None:
    """The splitter must find two known words with s, e, en, n or er between them, and no particle."""
    known = {"stad", "bestuur", "kind", "opvang", "voor", "lezen"}
    assert propose("stadsbestuur", known) == ("stad", "bestuur")
    assert propose("kinderopvang", known) == ("kind", "opvang")
    assert propose("voorlezen", known) == ()
    assert propose("gemeente", known) == ()
