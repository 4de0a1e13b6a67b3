"""Dutch words to stems."""

from __future__ import annotations

import pytest

from kapstok.stem import fold, stem, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("…!? –", []),
        ("Hallo, wereld!", ["hallo", "wereld"]),
        ("een\ntwee\tdrie\u00a0vier", ["een", "twee", "drie", "vier"]),
        ("a_b", ["a", "b"]),
        ("😀 hallo", ["hallo"]),
        ("5 à 6", ["5", "à", "6"]),
    ],
)
def test_text_gives_its_words(text: str, words: list[str]) -> None:
    """Words must come in small letters, in their order, without signs."""
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kids-ID's", ["kids", "id", "kidsid"]),
        ("R&D", ["r", "d", "rd"]),
        ("Gent/Antwerpen", ["gent", "antwerpen", "gentantwerpen"]),
        ("o.c.m.w.", ["o", "c", "m", "w", "ocmw"]),
        ("2013–2014", ["2013", "2014", "20132014"]),
        ("d’Artagnan", ["d", "artagnan", "dartagnan"]),
    ],
)
def test_word_with_a_sign_inside_counts_without_it(text: str, words: list[str]) -> None:
    """A word with a hyphen, dot or apostrophe must be found in parts and in one."""
    assert tokens(text) == words


@pytest.mark.parametrize("text", ["foto's", "foto’s", "FOTO'S"])
def test_plural_s_is_no_word(text: str) -> None:
    """An apostrophe with an s must not leave a word "s" behind."""
    assert tokens(text) == ["foto"]


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """An accent as a character of its own must not break a word in two."""
    assert tokens("cafe\u0301s") == tokens("cafés") == ["cafés"]


@pytest.mark.parametrize("text", ["İstanbul", "İZMİR"])
def test_turkish_capital_does_not_break_a_word(text: str) -> None:
    """A dotted capital I, in the name of many a partner, must not break a word in two."""
    assert len(tokens(text)) == 1


@pytest.mark.parametrize("text", ["العربية", "Українська", "한국어", "ελληνικά"])
def test_other_scripts_are_words(text: str) -> None:
    """A word in another script must be found whole."""
    assert tokens(text) == [text.lower()]


@pytest.mark.parametrize(
    "forms",
    [
        "praktijk praktijken",
        "huis huizen",
        "brief brieven",
        "stad steden",
        "lid leden",
        "kind kinderen",
        "museum musea",
        "centrum centra",
        "vereniging verenigingen",
        "idee ideeën",
        "boek boekje boekjes",
        "bloem bloempje bloemetje",
        "feest feesten feestje",
        "school scholen schooltje",
        "foto fotos",
        "café cafés",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    """Singular, plural and diminutive must have one stem."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lokaal", "loket"),
        ("gemeente", "gemeenschap"),
        ("wonen", "winnen"),
        ("kans", "kaas"),
        ("buur", "buurt"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    """Words that only look alike must not have one stem."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["a", "ik", "nv", "vzw", "2013", "20132014", "100"])
def test_short_words_and_numbers_stay(word: str) -> None:
    """Words of up to three letters and numbers must stay as they are."""
    assert stem(word) == word


@pytest.mark.parametrize(
    "word",
    ["etjes", "tjes", "pjes", "jes", "eeën", "en", "ing", "heden", "leden", "s", "zz", "ïe", "e", "ßß"],
)
def test_ending_alone_is_not_lost(word: str) -> None:
    """A word that is nothing but an ending must keep a stem: the index separates stems by spaces."""
    assert stem(word).strip()


@pytest.mark.parametrize(
    ("word", "plain"), [("café", "cafe"), ("één", "een"), ("coöperatie", "cooperatie"), ("ñ", "n")]
)
def test_folding_takes_accents_off(word: str, plain: str) -> None:
    """Accents must not count in the index."""
    assert fold(word) == plain


@pytest.mark.parametrize(
    ("word", "plain"), [("coördinatie", "coordinatie"), ("crèche", "creche"), ("müller", "muller")]
)
def test_accents_do_not_keep_words_apart(word: str, plain: str) -> None:
    """A word must have one stem with and without its accents."""
    assert stem(word) == stem(plain)
