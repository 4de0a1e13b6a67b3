"""The search index: what goes in can be found, and what the browser reads decodes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate

import pytest

from kapstok.catalogue import Catalogue
from kapstok.facets import KEYS
from kapstok.read import RawRecord
from kapstok.search import (
    FIELDS,
    LEVELS_OF_SCORE,
    Index,
    inverted,
    parsed_words,
    parts_of,
    search_index,
    varint,
    word_list,
)
from kapstok.stem import fold, stem

from .values import ABSENT, catalogue_of, practice, record

Postings = dict[str, dict[int, int]]


def number(data: Iterator[int]) -> int:
    """Read one variable-length integer."""
    found, shift = 0, 0
    for byte in data:
        found |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return found
    raise AssertionError("the bytes end inside a number")


def decoded(terms: list[str], postings: bytes) -> Postings:
    """Each term with the score of each document; all bytes must be used."""
    data = iter(postings)
    counts = [number(data) for _ in terms]
    rows = [list(accumulate(number(data) for _ in range(count))) for count in counts]
    found = {term: {row: next(data) for row in own} for term, own in zip(terms, rows, strict=True)}
    assert list(data) == []
    return found


def index_of(*documents: dict[str, str]) -> Postings:
    """The decoded index of some documents."""
    return decoded(*inverted(list(documents)))


def index(catalogue: Catalogue) -> dict:
    return json.loads(search_index(catalogue).data)


def terms_of(data: dict) -> list[str]:
    """The stems in the order of the postings, as the browser makes them from the words."""
    return [stem(word) for word in data["words"].split()]


def found_by(word: str, *records: RawRecord) -> list[str]:
    """The slugs of the records that a word finds."""
    made = search_index(catalogue_of(*records))
    data = json.loads(made.data)
    postings = decoded(terms_of(data), made.postings)
    return sorted(data["records"][row][1] for row in postings.get(stem(word), {}))


@pytest.mark.parametrize(
    "value", [0, 1, 127, 128, 129, 255, 256, 16_383, 16_384, 2**21 - 1, 2**21, 2**32, 2**64]
)
def test_number_decodes_back(value: int) -> None:
    """A number must come out as it went in, with no byte left over."""
    data = iter(varint(value))
    assert (number(data), list(data)) == (value, [])


@pytest.mark.parametrize(("value", "size"), [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3)])
def test_number_is_as_short_as_it_can_be(value: int, size: int) -> None:
    """Seven bits must fit in one byte, fourteen in two."""
    assert len(varint(value)) == size


def test_index_of_nothing_is_empty() -> None:
    """Without documents there must be no terms and no bytes."""
    assert inverted([]) == ([], b"")


@pytest.mark.parametrize("documents", [[{}], [{"title": ""}], [{"title": "…", "body": " \n"}], [{}, {}]])
def test_documents_without_words_give_no_terms(documents: list[dict[str, str]]) -> None:
    """Empty fields must not be found by anything."""
    assert inverted(documents) == ([], b"")


def test_every_word_finds_its_documents() -> None:
    """A term must list the documents that hold it, and no other."""
    found = index_of({"title": "fiets"}, {"body": "fiets en trein"}, {"title": "trein", "body": ""}, {})
    assert {term: list(scores) for term, scores in found.items()} == {
        "en": [1],
        "fiets": [0, 1],
        "trein": [1, 2],
    }


def test_many_documents_decode_back() -> None:
    """Lists and distances of more than one byte must come out as they went in."""
    rows = {"overal": range(700), "soms": range(3, 700, 300), "laatst": [699], "eerst": [0]}
    documents = [{"body": " ".join(word for word, own in rows.items() if row in own)} for row in range(700)]
    assert {t: list(s) for t, s in index_of(*documents).items()} == {
        stem(w): list(own) for w, own in rows.items()
    }


def test_terms_are_sorted_and_once() -> None:
    """The browser looks terms up by halving: they must be sorted, each once."""
    terms, _ = inverted([{"title": "zoo Aap één école 2013 noot noten"}, {"body": "aap zoo"}])
    assert terms == sorted(set(terms))


def test_terms_hold_no_space() -> None:
    """Terms are separated by spaces: no word, however odd, must hold one or be empty."""
    terms, _ = inverted(
        [{"body": "a\u00a0b\u2009c\ufeffd 😀 قلب日本 x\u200by ß ﬁ ①½ e\u0301 İ _ '' ’s tjes"}]
    )
    assert all(term and " " not in term and not term.isspace() for term in terms)


def test_scores_fit_in_six_bits() -> None:
    """Every score must be at least one and fit in six bits, however often a word is said."""
    found = index_of(dict.fromkeys(FIELDS, "fiets " * 500), {"body": "fiets " + "x y z " * 2_000})
    assert all(1 <= score <= LEVELS_OF_SCORE for scores in found.values() for score in scores.values())


def test_smallest_score_is_one() -> None:
    """A word that weighs next to nothing must still be found: its score must not become 0."""
    found = index_of(*({"body": "bus"} for _ in range(300)), {"body": "fiets " + "bus " * 500})
    assert found["fiets"] == {300: 1}


@pytest.mark.parametrize("other", [name for name in FIELDS if name != "title"])
def test_title_weighs_most(other: str) -> None:
    """A word in the title must count for more than in any other field."""
    scores = index_of({"title": "fiets", other: "trein"}, {"title": "trein", other: "fiets"})["fiets"]
    assert scores[0] > scores[1]


def test_more_often_weighs_more() -> None:
    """A word that is said more often in a text of the same length must count for more."""
    scores = index_of({"body": "fiets bus bus bus"}, {"body": "fiets fiets fiets bus"})["fiets"]
    assert scores[1] > scores[0]


def test_shorter_text_weighs_more() -> None:
    """A word in a short text must count for more than in a long one."""
    scores = index_of({"body": "fiets"}, {"body": "fiets " + "bus " * 200})["fiets"]
    assert scores[0] > scores[1]


def test_two_fields_weigh_more_than_one() -> None:
    """A word in title and summary must count for more than in the title alone."""
    scores = index_of({"title": "fiets", "summary": "bus"}, {"title": "fiets", "summary": "fiets"})["fiets"]
    assert scores[1] > scores[0]


def test_same_documents_give_the_same_bytes() -> None:
    """The index must not depend on the order in which sets happen to come."""
    documents = [{"title": f"woord{row} fiets", "body": "a b c d e f g"} for row in range(50)]
    assert inverted(documents) == inverted([dict(reversed(document.items())) for document in documents])


RECORDS = (
    practice(
        "babbel",
        title="Babbelcafé",
        summary="Ouders oefenen Nederlands.",
        body="## Wat\n\nElke week aan tafel.",
        section="babbelen",
        municipality=["Gent", "Kruibeke"],
        place={"Gent": "Drongen"},
        partners=["PVG", "Scouts"],
        target_groups="ouders",
        subsidies="geld",
        source={"id": "boekje"},
        keywords=["conversatietafel"],
        variants=[{"municipality": "Kruibeke", "note": "in de zomer"}],
        note="Een opmerking.",
    ),
    record("hangijzer", "1-tijd", title="Waar halen we de tijd?", body="Begin klein.", partners=["PVG"], keywords=["agenda"]),
    record(
        "partner", "pvg", name="Praatvereniging", aliases=["PVG"], region="Meetjesland", services=["huiswerkhulp"],
        province="Limburg", municipality="Asse", successor={"name": "Babbelbond"}, keywords=["taalclub"], as_of="2013",
    ),
    record(
        "subsidy", "geld", name="Impulsfonds", focus="Ontmoeting.", conditions="Cofinanciering.", province="Antwerpen",
        keywords=["premie"], successor={"name": "Nieuwfonds"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("babbelcafé", "babbel"),
        ("oefenen", "babbel"),
        ("tafel", "babbel"),
        ("gent", "babbel"),
        ("kruibeke", "babbel"),
        ("zwijndrecht", "babbel"),
        ("drongen", "babbel"),
        ("oost", "babbel"),
        ("scouts", "babbel"),
        ("pvg", "babbel"),
        ("praatvereniging", "babbel"),
        ("babbelbond", "babbel"),
        ("ouders", "babbel"),
        ("impulsfonds", "babbel"),
        ("taal", "babbel"),
        ("babbelen", "babbel"),
        ("conversatietafel", "babbel"),
        ("zomer", "babbel"),
        ("opmerking", "babbel"),
        ("tijd", "1-tijd"),
        ("klein", "1-tijd"),
        ("agenda", "1-tijd"),
        ("praatvereniging", "pvg"),
        ("pvg", "pvg"),
        ("meetjesland", "pvg"),
        ("huiswerkhulp", "pvg"),
        ("limburg", "pvg"),
        ("asse", "pvg"),
        ("babbelbond", "pvg"),
        ("taalclub", "pvg"),
        ("impulsfonds", "geld"),
        ("ontmoeting", "geld"),
        ("cofinanciering", "geld"),
        ("premie", "geld"),
        ("nieuwfonds", "geld"),
        ("vlaamse", "geld"),
    ],
)
def test_record_is_found_by_each_of_its_fields(word: str, slug: str) -> None:
    """A record must be found by its title, place old and new, partners, successors, keywords, text and the rest."""
    assert slug in found_by(word, *RECORDS)


def test_row_says_what_a_result_shows() -> None:
    """The row of a practice must hold kind, slug, title, summary, place and the year of its source."""
    row = next(row for row in index(catalogue_of(*RECORDS))["records"] if row[1] == "babbel")
    assert row[:6] == [
        "practice", "babbel", "Babbelcafé", "Ouders oefenen Nederlands.", "Gent (Drongen), Kruibeke", 2013,
    ]  # fmt: skip


def test_rows_come_in_a_fixed_order() -> None:
    """Every searchable record must have one row, whatever the order of the files."""
    one, other = catalogue_of(*RECORDS), catalogue_of(*reversed(RECORDS))
    assert search_index(one) == search_index(other)
    assert [row[1] for row in index(one)["records"]] == ["babbel", "1-tijd", "pvg", "geld"]


def test_facet_values_are_positions_that_exist() -> None:
    """A row must name the values of its facets by their position in the list of the facet."""
    data = index(catalogue_of(*RECORDS))
    row = next(row for row in data["records"] if row[1] == "babbel")
    named = {key: [data["facets"][key][at][0] for at in row[6][place]] for place, key in enumerate(KEYS)}
    assert named == {
        "soort": ["praktijk"],
        "thema": ["taal"],
        "provincie": ["oost-vlaanderen"],
        "gemeente": ["gent", "beveren-kruibeke-zwijndrecht"],
        "doelgroep": ["ouders"],
        "partner": ["pvg"],
    }


def test_facets_hold_only_values_that_occur() -> None:
    """A value that no record has must not be sent to the browser."""
    data = index(catalogue_of(practice("a", municipality="Asse")))
    assert data["facets"]["gemeente"] == [["asse", "Asse"]]


def test_empty_catalogue_has_an_index() -> None:
    """Without records the index must still be readable."""
    made = search_index(catalogue_of())
    data = json.loads(made.data)
    assert (data["records"], data["words"], made.postings) == ([], "", b"")


def test_odd_characters_survive() -> None:
    """Quotes, line ends and other scripts must come out of the index as they went in."""
    title = 'A "b" \\ </script> قلب 😀 \u2028 x'
    assert index(catalogue_of(practice("a", title=title)))["records"][0][2] == title


def test_practice_without_a_source_has_no_year() -> None:
    """A year that nobody knows must be 0."""
    assert index(catalogue_of(practice("a", source=ABSENT)))["records"][0][5] == 0


def test_year_is_that_of_the_newest_source() -> None:
    """Of several sources the newest must give the year."""
    own = practice("a", source=[{"id": "verslag"}, {"id": "boekje"}])
    assert index(catalogue_of(own))["records"][0][5] == 2024


def test_name_follows_the_content() -> None:
    """The file may be cached for ever: its name must change with a single byte, and only then."""
    assert Index(b"a", b"").name == Index(b"a", b"").name
    assert len({Index(b"a", b"").name, Index(b"b", b"").name, Index(b"a", b"c").name}) == 3


def test_comment_is_no_stop_word() -> None:
    """Comments and empty lines of the list must not become stop words."""
    assert parsed_words(["# de het", "", "een  en", "of"]) == {"een", "en", "of"}


def test_stop_words_are_single_words() -> None:
    """The list must hold single words in small letters, as a query is cut up."""
    assert {"de", "een", "hoe"} <= word_list("stopwords.txt")
    assert all(word == fold(word).lower() and word.isalpha() for word in word_list("stopwords.txt"))


def test_part_of_a_compound_finds_it() -> None:
    """A part of a compound must be in the index, and count for less than a word of its own."""
    compounds = {"buurtfeest": ("buurt", "feest")}
    terms, postings = inverted([{"body": "buurtfeest"}, {"body": "feest"}], compounds)
    found = decoded(terms, postings)
    assert set(found["feest"]) == {0, 1}
    assert found["feest"][0] < found["feest"][1]


def test_three_parts_give_their_pairs() -> None:
    """Of a compound of three parts the neighbours together must be findable too."""
    assert parts_of("speelpleinwerking", {"speelpleinwerking": ("speel", "plein", "werking")}) == [
        "speel", "plein", "werking", "speelplein", "pleinwerking",
    ]  # fmt: skip


def test_every_word_stands_for_its_stem() -> None:
    """The browser makes the stems from the words: in the order of the postings, each once and sorted."""
    data = index(catalogue_of(practice("a", title="Scholen en school", municipality="Asse")))
    stems = terms_of(data)
    assert stems == sorted(set(stems))
