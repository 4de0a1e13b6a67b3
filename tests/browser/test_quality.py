"""What search finds, over the whole catalogue: the real engine and index in the real browser.

The queries are made from the records themselves (titles, places, words with a typing error,
words cut short), with a fixed seed; nobody judged them one by one.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kapstok.catalogue import Catalogue
from kapstok.stem import tokens

ANSWER = """
async ([base, folder, queries]) => {
  const { SearchIndex } = await import(`${base}assets/javascripts/search-engine.mjs`);
  const read = async (name) => (await fetch(`${base}search/${folder}/${name}`)).arrayBuffer();
  const index = await SearchIndex.open(read);
  const answers = [];
  for (const [query, kinds] of queries) {
    const { groups } = await index.search({ query, kinds: new Set(kinds), chosen: new Map(), most: () => 50 });
    answers.push(groups.flatMap(({ rows }) => rows).slice(0, 50).map(({ slug }) => slug));
  }
  return answers;
}
"""
PRACTICES = ["practice", "hangijzer"]
LETTERS = "abcdefghijklmnoprstuvwz"


class Engine:
    """Asks the shipped search engine many queries at once."""

    def __init__(self, browser: Browser, address: str, site: Path) -> None:
        self._page = browser.new_page()
        self._page.goto(f"{address}over/")
        self._address = address
        (folder,) = (site / "search").iterdir()
        self._folder = folder.name

    def answers(self, queries: list[str], kinds: list[str] = PRACTICES) -> list[list[str]]:
        """The slugs for each query, best first."""
        asked = [[query, kinds] for query in queries]
        return self._page.evaluate(ANSWER, [self._address, self._folder, asked])

    def slugs(self, names: list[str]) -> list[str]:
        """The part of an address for each name of a municipality."""
        return self._page.evaluate(
            "async ([base, names]) => names.map((await import(`${base}assets/javascripts/search-engine.mjs`)).slugOf)",
            [self._address, names],
        )

    def wrong_stems(self) -> list[list[str]]:
        """The words of the index with a stem that is not theirs: word, stem in the index, stem made here."""
        return self._page.evaluate(
            """async ([base, folder]) => {
              const { SearchIndex } = await import(`${base}assets/javascripts/search-engine.mjs`);
              const { stem } = await import(`${base}assets/javascripts/stem.mjs`);
              const index = await SearchIndex.open(async (name) => (await fetch(`${base}search/${folder}/${name}`)).arrayBuffer());
              const rows = index.words.map((word, at) => [word, index.terms[at], stem(word)]);
              return rows.length ? rows.filter(([, own, made]) => own !== made) : [["no words"]];
            }""",
            [self._address, self._folder],
        )


@pytest.fixture(scope="module")
def engine(browser: Browser, address: str, site: Path) -> Engine:
    return Engine(browser, address, site)


def share_first(engine: Engine, titles: dict[str, str], kinds: list[str]) -> tuple[float, list[str]]:
    """How many titles give their own record first, and which do not."""
    answers = engine.answers(list(titles.values()), kinds)
    wrong = [slug for slug, found in zip(titles, answers, strict=True) if found[:1] != [slug]]
    return 1 - len(wrong) / len(titles), wrong


def test_stems_in_the_index_are_those_of_its_words(engine: Engine) -> None:
    """The stems that the index brings must be those that the browser makes of a query."""
    assert engine.wrong_stems() == []


@pytest.mark.parametrize("kind", ["practices", "hangijzers"])
def test_a_title_gives_its_record_first(kind: str, engine: Engine, catalogue: Catalogue) -> None:
    """The title of a practice or hangijzer must give that record first, without exception."""
    titles = {slug: item.title for slug, item in getattr(catalogue, kind).items()}
    assert share_first(engine, titles, PRACTICES) == (1.0, [])


@pytest.mark.parametrize(("kind", "name"), [("partner", "partners"), ("subsidy", "subsidies")])
def test_a_name_gives_its_entry_first(kind: str, name: str, engine: Engine, catalogue: Catalogue) -> None:
    """The name of a partner or subsidy must give that entry first in at least 98 of 100."""
    names = {slug: item.name for slug, item in getattr(catalogue, name).items()}
    share, wrong = share_first(engine, names, [kind])
    assert share >= 0.98, wrong


def test_a_municipality_of_any_period_gives_its_practices(engine: Engine, catalogue: Catalogue) -> None:
    """A municipality's name, old or new, must give its practices (the first ten at least)."""
    towns = [town for town in catalogue.places.towns.values() if catalogue.practices_of_town.get(town.name)]
    towns += [
        town for town in catalogue.places.towns.values()
        if town not in towns and catalogue.practices_of_town.get(town.today.name)
    ]  # fmt: skip
    missing = {}
    for town, found in zip(towns, engine.answers([town.name for town in towns]), strict=True):
        own = catalogue.practices_of_town.get(town.name) or catalogue.practices_of_town[town.today.name]
        wanted = {practice.slug for practice in own}
        top = set(found[: max(10, len(wanted))])
        if len(wanted & top) < min(len(wanted), 10):
            missing[town.name] = sorted(wanted - top)
    assert missing == {}


def test_a_borough_gives_the_practices_of_its_municipality(engine: Engine, catalogue: Catalogue) -> None:
    """The name of a borough without practices of its own must give those of its municipality."""
    boroughs = {
        name: catalogue.practices_of_town[found[0].municipality]
        for name, found in catalogue.places.boroughs.items()
        if len(found) == 1
        and found[0].municipality in catalogue.practices_of_town
        and name not in catalogue.places.towns
        and len(tokens(name)) == 1
        and len(name) > 5
    }
    answers = engine.answers(list(boroughs))
    empty = [
        name
        for (name, practices), found in zip(boroughs.items(), answers, strict=True)
        if not {practice.slug for practice in practices} & set(found[:10])
    ]
    assert len(boroughs) > 100
    assert len(empty) <= len(boroughs) * 0.02, empty


def queries_of_titles(catalogue: Catalogue) -> list[tuple[str, list[str]]]:
    """For each practice two long words of its title, and the practice that they should find."""
    found = []
    for slug, practice in catalogue.practices.items():
        words = [word for word in tokens(practice.title) if len(word) >= 6 and word.isalpha()]
        if len(words) >= 2:
            found.append((slug, words[:2]))
    return found


def with_typing_error(word: str, chance: random.Random) -> str:
    """The word with one letter dropped, doubled, replaced or swapped with the next."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def recall(engine: Engine, queries: list[tuple[str, str]]) -> float:
    """The share of queries that have their practice in the first ten."""
    answers = engine.answers([query for _, query in queries])
    return sum(slug in found[:10] for (slug, _), found in zip(queries, answers, strict=True)) / len(queries)


def test_one_typing_error_is_forgiven(engine: Engine, catalogue: Catalogue) -> None:
    """With one typing error in one of two words the practice must be in the first ten in 85 of 100."""
    chance = random.Random(5)
    queries = [
        (slug, f"{with_typing_error(one, chance)} {other}")
        for slug, (one, other) in queries_of_titles(catalogue)
    ]
    assert len(queries) > 80
    assert recall(engine, queries) >= 0.85


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_last_word_cut_short_is_completed(cut: int, engine: Engine, catalogue: Catalogue) -> None:
    """With the last word cut by one to three letters the practice must be in the first ten in 83 of 100."""
    queries = [(slug, f"{one} {other[:-cut]}") for slug, (one, other) in queries_of_titles(catalogue)]
    assert recall(engine, queries) >= 0.83


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("gids", "moskeegidsen-antwerpen"),
        ("feest", "oogstfeest-kortenaken"),
        ("commissie", "woonwagencommissie-genk"),
        ("buurt restaurant", "buurtrestaurant-beringen"),
        ("huiswerkbegleiding", "jong-leren"),
        ("allochtonen", "allochtone-ouderen-willen-ook-meedoen"),
        ("woonwagens", "woonwagencommissie-genk"),
        ("zwemmen voor vrouwen", "vrouwenzwemmen-dilsen-stokkem"),
        ("pratcafe", "praatcafes"),
        (
            "wat doen andere gemeenten om werkzoekenden Nederlands te leren?",
            "nederlands-en-kinderopvang-vilvoorde",
        ),
    ],
)
def test_dutch_is_understood(query: str, slug: str, engine: Engine) -> None:
    """Parts of compounds, words written apart, old words, typing errors and questions must find the practice."""
    (found,) = engine.answers([query])
    assert slug in found[:10]


def test_nonsense_finds_nothing(engine: Engine) -> None:
    """A string of letters that is no word must find nothing: no guess is better than a wild one."""
    assert engine.answers(["qxzvwkj"]) == [[]]


def test_every_municipality_is_named_by_its_address(engine: Engine, catalogue: Catalogue) -> None:
    """The browser makes the address of a municipality from its name: as the site does, for all of them."""
    names = {town.name: town.slug for town in catalogue.places.towns.values()}
    assert engine.slugs(list(names)) == list(names.values())


@pytest.mark.parametrize(
    ("query", "title"),
    [("rondgeleid", "rondleiding"), ("voorgelezen worden", "voorle"), ("speelpleintje", "speelplein")],
)
def test_forms_of_a_word_find_each_other(
    query: str, title: str, engine: Engine, catalogue: Catalogue
) -> None:
    """A participle or diminutive must find the records that use another form of the word."""
    (found,) = engine.answers([query])
    text = {
        slug: f"{item.title} {item.summary} {item.body}".lower() for slug, item in catalogue.practices.items()
    }
    assert any(title in text.get(slug, "") for slug in found[:10])
