"""Names that people type: folding, slugs and the nearest known name."""

from __future__ import annotations

import pytest

from kapstok.names import SLUG, allowed_distance, folded, most_similar, nearest, slugified

ODD = (
    "Sint-Gillis-Waas", "’s-Gravenvoeren", "  a  b  ", "É É", "e\u0301", "Ångström", "ﬁets", "①②", "Łódź", "Дом",
    "قلب", "日本", "😀", "a\u200bb", "a\u00a0b", "a\nb", "--a--b--", "../../etc", "a/b\\c", "<b>", "…", "", "Merk™", "٣",
)  # fmt: skip


def test_folded_is_lower_case() -> None:
    """Capitals must not make a difference."""
    assert folded("GENT") == folded("Gent") == "gent"


@pytest.mark.parametrize("name", ["Merk™", "ℌ", "№ 5"])
def test_folded_is_lower_case_for_letters_in_disguise(name: str) -> None:
    """A sign that stands for capital letters must give small ones too."""
    assert folded(name) == folded(name).lower()


@pytest.mark.parametrize("name", ["Liège", "Lie\u0300ge", "LIÈGE"])
def test_folded_has_no_accents(name: str) -> None:
    """An accent, in one character or in two, must not make a difference."""
    assert folded(name) == "liege"


def test_folded_has_no_accent_on_a_stroked_letter() -> None:
    """A letter that is replaced must be replaced with an accent on it as well."""
    assert folded("Ǿ") == folded("ø") == "o"


@pytest.mark.parametrize("quote", ["’", "‘", "ʼ", "'"])
def test_folded_has_plain_apostrophes(quote: str) -> None:
    """Every kind of apostrophe must count as the one of the keyboard."""
    assert folded(f"foto{quote}s") == "foto's"


def test_folded_has_plain_double_quotes() -> None:
    """Curly double quotes must count as the ones of the keyboard."""
    assert folded("“Brug”") == '"brug"'


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_folded_has_plain_hyphens(dash: str) -> None:
    """A long dash must count as a hyphen."""
    assert folded(f"Sint{dash}Niklaas") == "sint-niklaas"


@pytest.mark.parametrize("space", ["  ", "\t", "\n", "\r\n", "\u00a0", " \u2009 "])
def test_folded_has_single_spaces(space: str) -> None:
    """Every kind and number of spaces must count as one."""
    assert folded(f" De{space}Brug ") == "de brug"


@pytest.mark.parametrize(
    ("name", "expected"), [("Straße", "strasse"), ("Œuvre", "oeuvre"), ("Læsø", "laeso")]
)
def test_folded_writes_ligatures_in_full(name: str, expected: str) -> None:
    """A letter that stands for two must be written as two."""
    assert folded(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sint-Gillis-Waas", "sint-gillis-waas"),
        ("’s-Gravenvoeren", "s-gravenvoeren"),
        ("Foto's & film", "fotos-film"),
        ("  Tielt-Winge  ", "tielt-winge"),
        ("O.C.M.W.", "o-c-m-w"),
        ("Één (2)", "een-2"),
    ],
)
def test_slugified_gives_a_part_of_an_address(name: str, expected: str) -> None:
    """Words must be in small letters with single hyphens between them."""
    assert slugified(name) == expected


@pytest.mark.parametrize("name", ODD)
def test_slugified_is_a_slug_or_nothing(name: str) -> None:
    """Whatever goes in, what comes out must be safe in an address, or empty."""
    assert slugified(name) == "" or SLUG.match(slugified(name))


@pytest.mark.parametrize("name", ODD)
def test_slugified_twice_is_slugified_once(name: str) -> None:
    """A slug must be its own slug."""
    assert slugified(slugified(name)) == slugified(name)


@pytest.mark.parametrize("slug", ["a", "7", "1-al-zoveel-werk", "open-loi-dag"])
def test_slug_takes_words_with_hyphens(slug: str) -> None:
    """Small letters and digits with single hyphens must be a slug."""
    assert SLUG.match(slug)


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "A", "é", "a b", "a.b", "a/b", "..", "a\n", "a\x00", "٣", "a_b"]
)
def test_slug_takes_nothing_else(text: str) -> None:
    """Anything that an address should not hold must not be a slug."""
    assert not SLUG.match(text)


@pytest.mark.parametrize(("length", "errors"), [(1, 0), (4, 0), (5, 1), (8, 1), (9, 2), (40, 2)])
def test_longer_names_allow_more_typing_errors(length: int, errors: int) -> None:
    """A short name must be exact, a long one may have two typing errors."""
    assert allowed_distance("x" * length) == errors


def test_legal_form_does_not_make_a_name_long() -> None:
    """The legal form and punctuation must not count for the length."""
    assert allowed_distance("A.B.C.D. vzw") == 0


@pytest.mark.parametrize("typed", ["Lokere", "Lokerenn", "Lokeran", "Loekren"])
def test_nearest_finds_one_typing_error(typed: str) -> None:
    """A letter too few, too many, wrong or swapped must count as one error."""
    assert nearest(typed, ["Gent", "Lokeren"], 1) == "Lokeren"


def test_nearest_stops_at_the_distance() -> None:
    """A name with more errors than allowed must not be found."""
    assert nearest("Lokre", ["Lokeren"], 1) is None


def test_nearest_prefers_the_nearest() -> None:
    """Of two names within the distance the nearer one must be given."""
    assert nearest("Beveren", ["Bevere", "Everen-Ha", "Beveren"], 2) == "Beveren"


@pytest.mark.parametrize("known", [["Boom", "Room"], ["Room", "Boom"]])
def test_nearest_is_the_first_of_equals(known: list[str]) -> None:
    """Of two names that are equally near the first of the alphabet must be given, in whatever order they come."""
    assert nearest("Doom", known, 1) == "Boom"


@pytest.mark.parametrize("typed", ["de brug", "DE BRUG VZW", "De-Brug", "De Brüg nv", "De  Brug."])
def test_nearest_ignores_case_accents_and_legal_form(typed: str) -> None:
    """Spelling that is no letter or digit must not count as an error."""
    assert nearest(typed, ["De Brug vzw"], 0) == "De Brug vzw"


def test_nearest_is_generous_for_a_suggestion() -> None:
    """Without a distance a third of the letters may differ, and no more."""
    assert nearest("abcdefxyz", ["abcdefghi"]) == "abcdefghi"
    assert nearest("abcdewxyz", ["abcdefghi"]) is None


def test_nearest_of_nothing_is_nothing() -> None:
    """Without known names there must be no suggestion."""
    assert nearest("Gent", []) is None


def test_nearest_tells_names_in_another_script_apart() -> None:
    """Two different names without Latin letters must not be taken for the same."""
    assert nearest("قلب", ["Дом"], 0) is None


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("straatfeest", "straatdiner"),
        ("leesclub", "leesclub-gent"),
        ("taalcoaches-lokeren", "taalcoaches-in-lokeren"),
        ("huiswerkklas", None),
    ],
)
def test_most_similar_finds_a_renamed_thing(name: str, found: str | None) -> None:
    """A new name that keeps most letters must be recognised, and another name must not."""
    assert (
        most_similar(name, ["straatdiner", "leesclub-gent", "taalcoaches-in-lokeren", "open-deur"]) == found
    )
