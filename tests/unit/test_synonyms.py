"""Synonyms: what a line means, and what of it reaches the browser."""

from __future__ import annotations

import pytest

from kapstok.compounds import missing, parsed, propose
from kapstok.synonyms import expansions, in_vocabulary, phrase


def test_equal_words_find_each_other() -> None:
    """Each word of 'a = b = c' must find the others."""
    found = expansions(["fiets = rijwiel = velo"])
    assert found[phrase("fiets")] == [phrase("rijwiel"), phrase("velo")]
    assert found[phrase("velo")] == [phrase("fiets"), phrase("rijwiel")]


def test_one_direction_is_one_direction() -> None:
    """'a > b' must lead from a to b and not back."""
    found = expansions(["sport > zwemmen, voetbal"])
    assert found == {phrase("sport"): [phrase("zwemmen"), phrase("voetbal")]}


def test_equal_words_share_their_targets() -> None:
    """In 'a = b > c' both a and b must find c."""
    found = expansions(["papa = vader > ouder"])
    assert phrase("ouder") in found[phrase("papa")]
    assert phrase("ouder") in found[phrase("vader")]


def test_phrases_are_stemmed_word_by_word() -> None:
    """A phrase must be the stems of its words."""
    assert phrase("Jonge kinderen") == (phrase("jonge")[0], "kind")


def test_what_the_index_lacks_is_left_out() -> None:
    """A target that no record holds must not be sent, nor a word without targets."""
    found = in_vocabulary(expansions(["a1 > bb, cc dd", "ee > ff"]), {"bb", "cc"})
    assert found == {"a1": ["bb"]}


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
