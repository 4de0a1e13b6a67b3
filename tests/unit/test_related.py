"""Similar practices: who resembles whom, in which order, and what is said of it."""

from __future__ import annotations

import dataclasses
import random
import re
import statistics
from datetime import date
from types import MappingProxyType

import pytest

from conftest import ROOT
from kapstok import related
from kapstok.catalogue import Catalogue, build_catalogue
from kapstok.check import check
from kapstok.load import load_catalogue
from kapstok.memo import Memo
from kapstok.pages import catalogue_pages
from kapstok.read import RawRecord, read_catalogue
from kapstok.reading import reading_of, terms
from kapstok.reasons import FIRM, Nouns, Reasons
from kapstok.related import LEAST, MOST, POSTINGS, Bags, Similar, Space, similar_practices

from .values import catalogue_of, practice

TOPICS = {
    "moskee": "Een gids toont de moskee. Met de moskeeën en een imam. In de moskee bidt de imam.",
    "fiets": "Een monteur herstelt de fietsen. Op een fiets. Met fietsen en een helm van de monteur.",
    "boek": "Een juf leest een boek. Met boeken en een juf. In de bibliotheek staan de boeken.",
}


def nouns(texts: list[list[str]], keywords: tuple[str, ...] = ()) -> dict[str, str]:
    """The nouns of some texts."""
    found = Nouns(keywords)
    for number, words in enumerate(texts):
        own = catalogue_of(practice(f"p-{number}", body=" ".join(words))).practices[f"p-{number}"]
        found.read(reading_of(own, lambda word: ()))
    return found.said()


def text(topic: str, *others: str) -> str:
    return "## Wat\n\n" + " ".join(TOPICS[name] for name in (topic, *others))


def filler(number: int) -> RawRecord:
    """A practice that shares nothing with the others."""
    return practice(
        f"vulling-{number:02}", title=f"Xyl{number}os", summary=f"Qua{number}wex.", body=f"Brol{number}ap."
    )


FILLERS = [filler(number) for number in range(30)]


def split(sentence: str) -> list[str]:
    """Words and signs, which have spaces around them."""
    return sentence.split()


def slugs(catalogue: Catalogue, slug: str) -> list[str]:
    return [item.slug for item in similar_practices(catalogue)[slug]]


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return load_catalogue(ROOT, date(2026, 1, 1))


def test_same_subject_is_found_and_another_is_not() -> None:
    """Practices of the same sub-question and subject must be shown, those of another subject not."""
    found = catalogue_of(
        practice("a", section="lezen", body=text("moskee")),
        practice("b", section="lezen", municipality="Asse", body=text("moskee")),
        practice("c", municipality="Lokeren", body=text("fiets")),
        practice("d", municipality="Lokeren", body=text("fiets")),
        *FILLERS,
    )
    assert slugs(found, "a") == ["b"]


def test_nothing_in_common_gives_nothing() -> None:
    """A practice that resembles no other must show none."""
    assert slugs(catalogue_of(practice("a", body=text("boek")), *FILLERS), "a") == []


def test_one_practice_and_none_at_all() -> None:
    """A catalogue of one practice, or of none, must give no similar practices and no error."""
    assert similar_practices(catalogue_of(practice("a")))["a"] == ()
    assert similar_practices(catalogue_of()) == {}


def test_choice_of_the_editor_is_not_repeated() -> None:
    """What ``see_also`` names, in either direction, must not be shown again."""
    found = catalogue_of(
        practice("a", section="lezen", body=text("moskee"), see_also=["b"]),
        practice("b", section="lezen", municipality="Asse", body=text("moskee")),
        practice("c", section="lezen", municipality="Lokeren", body=text("moskee")),
        *FILLERS,
    )
    assert (slugs(found, "a"), slugs(found, "b")) == (["c"], ["c"])


def test_another_municipality_comes_before_a_second_of_the_same() -> None:
    """Of practices that resemble it as much, one from elsewhere must come before more of its own municipality."""
    same = [practice(f"gent-{n}", section="lezen", body=text("moskee")) for n in range(2)]
    other = practice("z-asse", section="lezen", municipality="Asse", body=text("moskee"))
    found = catalogue_of(practice("a", section="lezen", body=text("moskee")), *same, other, *FILLERS)
    assert slugs(found, "a")[0] == "z-asse"


def test_order_of_the_files_does_not_matter() -> None:
    """The same practices read in another order must give the same result."""
    records = [
        practice(f"p-{n}", section="lezen" if n % 2 else "babbelen", body=text(*sorted(TOPICS)[: 1 + n % 3]))
        for n in range(12)
    ]
    found = catalogue_of(*records, *FILLERS)
    turned = dataclasses.replace(found, practices=MappingProxyType(dict(reversed(found.practices.items()))))
    assert {s: [(r.slug, r.reason) for r in items] for s, items in similar_practices(found).items()} == {
        s: [(r.slug, r.reason) for r in items] for s, items in similar_practices(turned).items()
    }


def test_work_grows_with_the_number_of_practices() -> None:
    """Of what many have only some practices may be looked at, and weights must be whole numbers."""
    records = [practice(f"p-{n:03}", section="lezen", body=text("moskee")) for n in range(3 * POSTINGS)]
    others = [practice(f"q-{n:03}") for n in range(3 * POSTINGS)]
    found = catalogue_of(*records, *others)
    bags = Bags(found)
    for item in found.practices.values():
        bags.read(item, reading_of(item, lambda word: terms(word, found.compounds)))
    space = Space.of(bags)
    assert max(map(len, space.postings)) == POSTINGS
    assert {type(weight) for vector in space.vectors for weight in vector.values()} == {int}


# What is said


def reason(own: RawRecord, other: RawRecord) -> str:
    """What the page of the first says of the second."""
    found = similar_practices(catalogue_of(own, other, *FILLERS))[own.slug]
    return found[0].reason if found else ""


def test_section_and_word_are_said() -> None:
    """The sub-question and the nouns that both texts have must be said, in a readable form."""
    assert reason(
        practice("a", title="De moskee", section="lezen", body=text("moskee")),
        practice("b", title="De moskee", section="lezen", municipality="Asse", body=text("moskee")),
    ).startswith("Ook bij 'Lezen', over ")


def test_target_group_and_partner_are_said() -> None:
    """Target groups stand with "voor", partners by their name; a title of a group loses its capital."""
    own, other = (
        practice(slug, municipality=town, target_groups="ouders", partners="De Palaver", body=text("moskee"))
        for slug, town in (("a", "Gent"), ("b", "Asse"))
    )
    assert reason(own, other) == "Ook voor ouders; zelfde partner: De Palaver"
    own, other = (
        practice(
            slug,
            title=f"{slug}x",
            municipality=town,
            section="lezen",
            partners="De Palaver",
            body=f"Zin{slug}.",
        )
        for slug, town in (("a", "Gent"), ("b", "Asse"))
    )
    assert reason(own, other) == "Ook bij 'Lezen'; zelfde partner: De Palaver"


def test_who_shares_the_place_only_is_not_shown() -> None:
    """The same municipality and theme must not be enough."""
    assert reason(practice("a", title="Eenx", body="Zinx."), practice("b", title="Tweex", body="Zegx.")) == ""


def test_nouns_follow_from_their_place() -> None:
    """A word behind an article and before a sign is a noun; a verb, an adjective or a vague word is none."""
    texts = [
        split("Ze herstellen de oude fiets en een buddy helpt ."),
        split("Met de buddy , met de fietsen . Ze herstellen snel een week ."),
        split("In de moskee . Bij de Marokkaanse ."),
    ]
    found = nouns(texts, ("huiswerk", "leren fietsen"))
    assert found == {"buddy": "buddy", "fietsen": "fietsen", "huiswerk": "huiswerk", "moskee": "moskee"}


def test_word_that_is_counted_gets_an_article() -> None:
    """What stands behind "een" is one thing and must be said with it."""
    assert nouns([split("Met een buddy .")])["buddy"] == "een buddy"


def test_names_keep_their_capital() -> None:
    """A name that is always written with a capital must keep it; a word at the start of a sentence loses it."""
    found = nouns([split("Moskee in de buurt . Bij het Offerfeest , in de moskee .")])
    assert (found["offerfeest"], found["moskee"]) == ("Offerfeest", "moskee")


def test_similar_practice_that_is_gone_is_not_shown() -> None:
    """A preview shows what its last build found: a practice that was deleted since must not be on the page."""
    found = catalogue_of(practice("a"), practice("b"))
    known = {"a": (Similar("gone", "Ook over lezen"), Similar("b", "Ook over schrijven"))}
    (page,) = (page for page in catalogue_pages(found, known) if page.url == "praktijken/a/")
    assert [(card.practice.slug, reason) for card, reason in page.context["similar"]] == [
        ("b", "Ook over schrijven")
    ]  # type: ignore[attr-defined]


# The real catalogue


def test_every_reason_is_true(real: Catalogue) -> None:
    """What a reason names must be in both practices; a word must stand in one of the two texts."""
    for slug, items in similar_practices(real).items():
        own = real.practices[slug]
        for item in items:
            other = real.practices[item.slug]
            said = item.reason
            assert said.startswith(("Ook bij ", "Ook over ", "Ook voor ")), said
            if "bij '" in said:
                assert (own.theme[0], own.section) == (other.theme[0], other.section), said
            if "zelfde partner" in said:
                keys = [
                    {partner.slug if partner else name for name, partner in real.partners_of(record)}
                    for record in (own, other)
                ]
                assert keys[0] & keys[1], said
            if " over " in said:
                shown = (
                    f"{own.title} {own.summary} {own.body} {other.title} {other.summary} {other.body}".lower()
                )
                words = said.rpartition(" over ")[2].partition(",")[0].partition(";")[0]
                for word in words.replace(" en ", " ").split():
                    assert word.lower() in shown, said


def test_lists_are_short_and_without_repetition(real: Catalogue) -> None:
    """A practice must have at most four similar ones, not itself, none twice and none that the editor chose."""
    similar = similar_practices(real)
    assert set(similar) == set(real.practices)
    for slug, items in similar.items():
        found = [item.slug for item in items]
        chosen = {item.practice.slug for item in real.related[slug]}
        assert len(found) <= MOST and len(set(found)) == len(found)
        assert not {slug, *chosen} & set(found)


def test_the_computer_agrees_with_the_editor(real: Catalogue) -> None:
    """Left to itself it must find what editors chose: more than half of what it shows, for nearly every practice."""
    alone = dataclasses.replace(real, related=MappingProxyType({slug: () for slug in real.practices}))
    similar = similar_practices(alone)
    chosen = {slug: {item.practice.slug for item in items} for slug, items in real.related.items()}
    shown = [(item.slug in chosen[slug]) for slug, items in similar.items() for item in items]
    assert sum(shown) / len(shown) > 0.55
    assert sum(bool(items) for items in similar.values()) > 0.9 * len(similar)


def test_what_is_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """After any other texts, and with a practice more, the same must be found as from nothing; where no text changed, without looking again."""
    looked = []
    chosen = related._chosen
    monkeypatch.setattr(related, "_chosen", lambda *given: looked.append(given) or chosen(*given))
    luck = random.Random(7)
    raw = read_catalogue(ROOT)
    texts = {record.path: record.body for record in raw.records if record.kind == "practice"}
    (old,) = (record for record in raw.records if record.path.endswith("/wereldcafe.md"))
    fresh = dataclasses.replace(
        old, path="practices/participatie/nieuw.md", slug="nieuw", key=b"1", outline=b"2"
    )
    sentences = [part for text in texts.values() for part in re.findall(r"[A-Z][a-z ,]+[.]", text)]
    memo, found, again = Memo(), [], []
    for number in range(12):
        for path in luck.sample(sorted(texts), number % 3):
            texts[path] += f"\n\n{' '.join(luck.sample(sentences, 2))}"
        records = [
            dataclasses.replace(
                record, body=texts[record.path], key=f"{record.path} {texts[record.path]}".encode()
            )
            if record.path in texts
            else record
            for record in (*raw.records, *([fresh] if number >= 9 else []))
        ]
        checked, _ = check(dataclasses.replace(raw, records=records))
        catalogue = build_catalogue(checked, date(2026, 1, 1))
        looked.clear()
        found.append(similar_practices(catalogue, memo))
        again.append(len(looked) / len(catalogue.practices))
        memo.keep()
        assert found[-1] == similar_practices(catalogue)
    assert again[0] == 1 and again[3] == again[6] == 0 and statistics.median(again[1:9]) < 1
    assert "nieuw" in found[-1]
    assert len(set(map(str, found))) > 6


def test_what_was_found_is_known_by_all_from_which_it_follows(
    real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another outline, text, weight or noun must ask for every practice again; the same of all must not."""
    given: list[tuple[Catalogue, Space, Reasons]] = []
    keys_of = related._keys
    monkeypatch.setattr(related, "_keys", lambda *all: given.append(all) or keys_of(*all))
    similar_practices(real)
    ((_, space, reasons),) = given
    known = list(keys_of(real, space, reasons))
    assert list(keys_of(real, space, reasons)) == known and len(set(known)) == len(real.practices)
    heavier = [{number: weight + 1 for number, weight in vector.items()} for vector in space.vectors]
    other = [
        list(keys_of(dataclasses.replace(real, outline=b"other"), space, reasons)),
        list(keys_of(dataclasses.replace(real, keys=dict.fromkeys(real.keys, b"other")), space, reasons)),
        list(keys_of(real, dataclasses.replace(space, vectors=heavier), reasons)),
    ]
    monkeypatch.setattr(reasons, "forms", lambda key: ("een woord",))
    other.append(list(keys_of(real, space, reasons)))
    for keys in other:
        assert not set(keys) & set(known)


def test_scores_that_are_shown_are_high_enough() -> None:
    """The two thresholds must stand in their order."""
    assert LEAST < FIRM
