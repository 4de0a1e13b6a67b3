"""The search index: what goes in can be found, and what the browser reads decodes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

import pytest

from kapstok import search
from kapstok.catalogue import Catalogue
from kapstok.facets import facet_options
from kapstok.field_types import PROVINCES
from kapstok.read import RawRecord
from kapstok.search import SHOWN, Index, parsed_words, search_index, word_list
from kapstok.search.fields import FIELDS, PARTNER_SUMMARY, record_fields, shortened
from kapstok.search.packing import endings, front_coded, nibbles, varint
from kapstok.search.postings import LEVELS_OF_SCORE, Row, in_files, packed, parts_of, postings_of
from kapstok.stem import fold, stem

from .values import ABSENT, borough, catalogue_of, practice, record

Found = dict[str, dict[int, int]]


def number(data: Iterator[int]) -> int:
    """Read one variable-length integer."""
    found, shift = 0, 0
    for byte in data:
        found |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return found
    raise AssertionError("the bytes end inside a number")


def decoded(terms: list[str], lists: bytes) -> Found:
    """Each term with the score of each document; all bytes must be used."""
    data = iter(lists)
    counts = [number(data) for _ in terms]
    rows = [list(accumulate(number(data) for _ in range(count))) for count in counts]
    scores = iter([half for byte in data for half in (byte & 15, byte >> 4)])
    found = {term: {row: next(scores) for row in own} for term, own in zip(terms, rows, strict=True)}
    assert sum(scores) == 0
    return found


def unpacked(text: str) -> list[str]:
    """The words of a front-coded text."""
    words, previous = [], ""
    for piece in re.findall("[A-Z][^A-Z]*", text):
        previous = previous[: ord(piece[0]) - ord("A")] + piece[1:]
        words.append(previous)
    return words


def index_of(*documents: dict[str, str], compounds: Mapping[str, tuple[str, ...]] | None = None) -> Found:
    """The decoded index of some documents."""
    return read_back(postings_of(documents, compounds or {}))


def read_back(made: list[Row]) -> Found:
    """Rows of the index after packing and decoding."""
    return decoded([term for term, _, _ in made], packed(made))


def head(catalogue: Catalogue) -> dict:
    return json.loads(search_index(catalogue).files["index.json"])


def rows(catalogue: Catalogue) -> list[list]:
    """What the results show, by number."""
    files = search_index(catalogue).files
    parts = [json.loads(data) for name, data in files.items() if name.startswith("records-")]
    return [row for part in parts for row in part]


def terms_of(data: dict) -> list[str]:
    """The stems in the order of the posting lists, as the browser makes them from the words."""
    return [stem(word) for word in unpacked(data["words"])]


def found_by(word: str, *records: RawRecord) -> list[str]:
    """The slugs of the records that a word finds."""
    catalogue = catalogue_of(*records)
    files = search_index(catalogue).files
    data = json.loads(files["index.json"])
    terms = terms_of(data)
    found: Found = {}
    for at, (first, end) in enumerate(pairwise([*data["lists"], len(terms)])):
        found |= decoded(terms[first:end], files[f"lists-{at}.bin"])
    shown = rows(catalogue)
    return sorted(shown[row][0] for row in found.get(stem(word), {}))


def columns(catalogue: Catalogue) -> tuple[list[int], list[dict[str, list[str]]]]:
    """The year and the facet values of each record, by number."""
    files = search_index(catalogue).files
    size = sum(json.loads(files["index.json"])["groups"])
    years = iter(files["years.bin"])
    found: list[dict[str, list[str]]] = [{} for _ in range(size)]
    for key, options in facet_options(catalogue).items():
        if key != "soort":
            data = iter(files[f"facet-{key}.bin"])
            counts = [number(data) for _ in range(size)]
            for row, count in enumerate(counts):
                found[row][key] = [options[number(data)] for _ in range(count)]
            assert list(data) == []
    return [number(years) for _ in range(size)], found


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
    assert (postings_of([], {}), packed([])) == ([], b"")


@pytest.mark.parametrize("documents", [[{}], [{"title": ""}], [{"title": "…", "body": " \n"}], [{}, {}]])
def test_documents_without_words_give_no_terms(documents: list[dict[str, str]]) -> None:
    """Empty fields must not be found by anything."""
    assert postings_of(documents, {}) == []


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
    terms = list(index_of({"title": "zoo Aap één école 2013 noot noten"}, {"body": "aap zoo"}))
    assert terms == sorted(set(terms))


def test_terms_hold_no_space() -> None:
    """Terms are separated by spaces: no word, however odd, must hold one or be empty."""
    terms = index_of({"body": "a\u00a0b\u2009c\ufeffd 😀 قلب日本 x\u200by ß ﬁ ①½ e\u0301 İ _ '' ’s tjes"})
    assert all(term and " " not in term and not term.isspace() for term in terms)


def test_scores_fit_in_four_bits() -> None:
    """Every score must be at least one and fit in four bits, however often a word is said."""
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
    assert postings_of(documents, {}) == postings_of([dict(reversed(doc.items())) for doc in documents], {})


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
        ("limburgprovincie", "pvg"),
        ("antwerpenprovincie", "geld"),
        ("oostvlaanderenprovincie", "babbel"),
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


def test_boroughs_of_several_words_are_told() -> None:
    """The head of the index must have the names of boroughs that a query takes as one, not those of one word or of a municipality."""
    names = ("Sint-Amandsberg", "De Brugse Poort", "Drongen", "Beveren-Kruibeke-Zwijndrecht")
    own = [borough(name, "44021", "Gent") for name in names]
    assert head(catalogue_of(*RECORDS, *own))["boroughs"] == ["De Brugse Poort", "Sint-Amandsberg"]


def test_provinces_are_told_with_their_practices() -> None:
    """The head of the index must have every province, with its title and the number of its practices."""
    found = {name: (title, count) for name, title, count in head(catalogue_of(*RECORDS))["provinces"]}
    assert len(found) == 6
    assert found["Oost-Vlaanderen"] == ("provincie Oost-Vlaanderen", 1)
    assert found["Limburg"] == ("provincie Limburg", 0)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"municipality": ABSENT, "province": ["Limburg"]}, "Limburgprovincie Limburg"),
        ({"municipality": ABSENT, "province": list(PROVINCES[:5])}, ""),
        ({"municipality": "Gent", "province": ["Oost-Vlaanderen"]}, "Gent"),
    ],
)
def test_a_province_is_the_place_of_a_practice_without_municipality(given: dict, place: str) -> None:
    """A practice of a whole province must be found by its name as by that of a municipality; one for Flanders not."""
    catalogue = catalogue_of(practice("a", **given))
    assert record_fields(catalogue, catalogue.practices["a"])["place"] == place


def test_row_says_what_a_result_shows() -> None:
    """The row of a practice must hold slug, title, summary, place, the year of its source and its theme."""
    (row,) = [row for row in rows(catalogue_of(*RECORDS)) if row[0] == "babbel"]
    assert row == ["babbel", "Babbelcafé", "Ouders oefenen Nederlands.", "Gent (Drongen), Kruibeke", 2013, 0]


def test_records_are_numbered_by_group_and_title() -> None:
    """Practices and hangijzers must come first, by title together, whatever the order of the files."""
    one, other = catalogue_of(*RECORDS), catalogue_of(*reversed(RECORDS))
    assert search_index(one) == search_index(other)
    assert [row[0] for row in rows(one)] == ["babbel", "1-tijd", "pvg", "geld"]
    assert (head(one)["groups"], head(one)["hangijzers"]) == ([2, 1, 1], [1])


def test_many_records_come_in_several_files() -> None:
    """The results must be cut in files of a fixed number of records, and none may be lost."""
    catalogue = catalogue_of(*(practice(f"p{number:03}") for number in range(SHOWN + 1)))
    files = search_index(catalogue).files
    assert [len(json.loads(files[f"records-{at}.json"])) for at in (0, 1)] == [SHOWN, 1]


def test_facet_values_are_positions_that_exist() -> None:
    """The columns must name the values of each facet by their position among the values that occur."""
    years, values = columns(catalogue_of(*RECORDS))
    assert years[0] == 2013
    assert values[0] == {
        "thema": ["taal"],
        "deelvraag": ["taal.babbelen"],
        "provincie": ["oost-vlaanderen"],
        "gemeente": ["gent", "beveren-kruibeke-zwijndrecht"],
        "doelgroep": ["ouders"],
        "partner": ["pvg"],
        "subsidie": ["geld"],
        "schaal": ["municipal"],
        "periode": ["2010-2014"],
    }


def test_values_of_a_long_facet_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A facet that is too long for a page must have a row for each value in its position: id, title, counts, other ids."""
    monkeypatch.setattr("kapstok.facets.LONG", 2)
    catalogue = catalogue_of(
        practice("a", municipality=["Gent", "Kruibeke"]),
        practice("b", municipality="Gent"),
        record("partner", "p", name="P", municipality="Asse", province="Vlaams-Brabant"),
    )
    files = search_index(catalogue).files
    assert [name for name in files if name.startswith("values-")] == ["values-gemeente.json"]
    found = json.loads(files["values-gemeente.json"])
    assert [row[0] for row in found] == facet_options(catalogue)["gemeente"]
    merged = "beveren-kruibeke-zwijndrecht"
    assert [row[:3] for row in found] == [
        ["asse", "Asse", [0, 1, 0]],
        [merged, "Beveren-Kruibeke-Zwijndrecht", [1, 0, 0]],
        ["gent", "Gent", [2, 0, 0]],
    ]
    assert "kruibeke" in found[1][3].split()


def test_empty_catalogue_has_an_index() -> None:
    """Without records the index must still be readable."""
    files = search_index(catalogue_of()).files
    data = json.loads(files["index.json"])
    assert (data["groups"], data["words"], data["lists"], files["years.bin"]) == ([0, 0, 0], "", [], b"")


def test_odd_characters_survive() -> None:
    """Quotes, line ends and other scripts must come out of the index as they went in."""
    title = 'A "b" \\ </script> قلب 😀 \u2028 x'
    assert rows(catalogue_of(practice("a", title=title)))[0][1] == title


def test_practice_without_a_source_has_no_year() -> None:
    """A year that nobody knows must be 0."""
    assert rows(catalogue_of(practice("a", source=ABSENT)))[0][4] == 0


def test_year_is_that_of_the_newest_source() -> None:
    """Of several sources the newest must give the year."""
    own = practice("a", source=[{"id": "verslag"}, {"id": "boekje"}])
    assert rows(catalogue_of(own))[0][4] == 2024


def test_name_follows_the_content() -> None:
    """The file may be cached for ever: its name must change with a single byte, and only then."""
    made = [{"a": b"x", "b": b""}, {"a": b"x", "b": b""}, {"a": b"y", "b": b""}, {"a": b"", "b": b"x"}]
    assert Index(made[0]).name == Index(made[1]).name
    assert len({Index(files).name for files in made}) == 3


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
    found = index_of({"body": "buurtfeest"}, {"body": "feest"}, compounds=compounds)
    assert set(found["feest"]) == {0, 1}
    assert found["feest"][0] < found["feest"][1]


def test_three_parts_give_their_pairs() -> None:
    """Of a compound of three parts the neighbours together must be findable too."""
    assert parts_of("speelpleinwerking", {"speelpleinwerking": ("speel", "plein", "werking")}) == [
        "speel", "plein", "werking", "speelplein", "pleinwerking",
    ]  # fmt: skip


def test_every_word_stands_for_its_stem() -> None:
    """The browser makes the stems from the words: in the order of the lists, each once and sorted."""
    stems = terms_of(head(catalogue_of(practice("a", title="Scholen en school", municipality="Asse"))))
    assert stems == sorted(set(stems))


def test_separable_participle_is_found_by_its_noun() -> None:
    """``rondgeleid`` must be found by ``rondleiding`` too."""
    assert 0 in index_of({"body": "Nieuwkomers werden rondgeleid."})[stem("rondleiding")]


def test_stop_words_count_in_titles_only() -> None:
    """A word that queries drop must not fill the index, but a title must be findable by it."""
    documents = [{"title": "Wij doen mee", "body": "wij fietsen"}, {"body": "wij"}]
    found = read_back(postings_of(documents, {}, {"wij", "doen"}))
    assert (found["wij"].keys(), stem("fietsen") in found) == ({0}, True)


@pytest.mark.parametrize(
    ("word", "stem", "coded"),
    [
        ("talen", "taal", "Dal"),
        ("taal", "taal", "A"),
        ("café", "cafe", "Be"),
        ("é" * 30, "e" * 30, "ZF" + "e" * 30),
    ],
)
def test_stem_is_coded_as_what_makes_it_of_the_word(word: str, stem: str, coded: str) -> None:
    """A stem must be written as the letters that go and those that come."""
    assert endings([(word, stem)]) == coded


@pytest.mark.parametrize(
    "words", [[], ["a"], ["school", "schoolbus", "schools", "zee"], ["x" * 40, "x" * 41]]
)
def test_front_coded_words_come_back(words: list[str]) -> None:
    """Words must come out as they went in, also long ones that share more than a letter can say."""
    assert unpacked(front_coded(words)) == words


def test_two_scores_share_a_byte() -> None:
    """The first of two numbers must stand in the low half; a last one alone too."""
    assert nibbles([1, 15, 7]) == bytes([0xF1, 0x07])


def test_lists_are_cut_into_files_without_loss() -> None:
    """Files of a size must hold together all lists, in their order."""
    made = postings_of([{"body": f"woord{row} overal"} for row in range(300)], {})
    files = in_files(made, 50)
    assert len(files) > 3
    assert [row for run in files for row in run] == made


def test_rare_words_come_in_files_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words beyond the most frequent must be sent with their lists, and the table must name where each file begins."""
    monkeypatch.setattr(search, "KNOWN", 3)
    catalogue = catalogue_of(*RECORDS, practice("x", title="Babbelen met zeldzaamheden"))
    files = search_index(catalogue).files
    data = json.loads(files["index.json"])
    assert len(data["rare"]) > 0
    known, found = set(terms_of(data)), []
    for at, first in enumerate(data["rare"]):
        packed_file = iter(files[f"rare-{at}.bin"])
        size = number(packed_file)
        words = unpacked(bytes(next(packed_file) for _ in range(size)).decode())
        own = decoded([stem(word) for word in words], bytes(packed_file))
        assert next(iter(own)) == first and all(own.values())
        found += own
    assert stem("zeldzaamheden") in found and found == sorted(found) and not known & set(found)


def test_text_of_a_partner_is_cut_after_a_word() -> None:
    """A long sentence must end after a whole word with a sign that it goes on, without signs of Markdown."""
    assert shortened("Een *kort* woord.", PARTNER_SUMMARY) == "Een kort woord."
    cut = shortened("een twee drie vier", 12)
    assert cut == "een twee …" and len(cut) <= 12
