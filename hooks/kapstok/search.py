"""The search index: an inverted index of pre-computed scores over every searchable record.

Scores are BM25F term weights (fields with weights, length normalised), rounded to 6 bits;
the inverse document frequency follows from the length of a posting list, so the browser
only adds and multiplies.  The parts of compounds are in the index; synonyms, compounds in the
query and typing errors are seen to in ``alternatives`` of ``search-engine.mjs``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from .catalogue import Catalogue
from .facets import KEYS, facet_titles, facet_values, searchable
from .model import Hangijzer, Partner, Practice, Record, Subsidy
from .pages.page import facts_year, place_text
from .stem import stem, tokens
from .synonyms import expansions, in_vocabulary
from .words import LEVELS, PROVINCE_NAMES

K1 = 1.2
LEVELS_OF_SCORE = 63
PART = 0.4
"""How much a part of a compound counts beside a word of its own."""


@dataclass(frozen=True)
class Field:
    """How much a field weighs, and how strongly its length counts (0: not at all)."""

    weight: float
    b: float


FIELDS: Mapping[str, Field] = {
    "title": Field(6, 0.3),
    "place": Field(4, 0.3),
    "keywords": Field(2, 0.3),
    "target_group": Field(1.6, 0.3),
    "successor": Field(1.5, 0.3),
    "province": Field(1.5, 0.3),
    "partner": Field(1.3, 0.3),
    "summary": Field(1.5, 0.5),
    "theme": Field(0.8, 0.3),
    "subsidy": Field(0.8, 0.3),
    "section": Field(0.5, 0.3),
    "body": Field(1, 0.7),
}


@dataclass(frozen=True)
class Index:
    """The two files of the index: what the browser reads as JSON, and the posting lists."""

    data: bytes
    postings: bytes

    @property
    def name(self) -> str:
        """A file name that changes with the content, so that both files may be cached for ever."""
        return f"index.{hashlib.sha256(self.data + self.postings).hexdigest()[:10]}"


def search_index(catalogue: Catalogue) -> Index:
    """The index of a catalogue.

    JSON: ``records``, a row each of kind, slug, title, summary, place, year and facet values
    (positions in ``facets``); ``words``, one for each stem, in the order of the stems;
    ``synonyms``, stems of a word or phrase to those that it also finds; ``stop`` and ``common`` words;
    ``towns``, the name, slug and number of practices of each municipality of any period.
    Postings: for each stem a count, then for each posting the distance to the previous record of
    that stem (both as variable-length integers), then a byte of score for each posting.
    """
    found = list(searchable(catalogue))
    values = [facet_values(catalogue, kind, record) for kind, record in found]
    used = {key: {value for row in values for value in row[key]} for key in KEYS}
    titles = facet_titles(catalogue)
    facets = {
        key: [[value, title] for value, title in titles[key].items() if value in used[key]] for key in KEYS
    }
    position = {key: {pair[0]: index for index, pair in enumerate(pairs)} for key, pairs in facets.items()}
    records = [
        [
            kind,
            record.slug,
            record.title if not isinstance(record, Partner | Subsidy) else record.name,
            summary_of(record),
            place_of(catalogue, record),
            facts_year(catalogue, record) or getattr(record, "as_of", None) or 0,
            [[position[key][value] for value in row[key]] for key in KEYS],
        ]
        for (kind, record), row in zip(found, values, strict=True)
    ]
    documents = [record_fields(catalogue, record) for _, record in found]
    terms, postings = inverted(documents, catalogue.compounds)
    payload = {
        "version": 2,
        "facets": facets,
        "records": records,
        "stop": sorted(word_list("stopwords.txt")),
        "common": sorted(word_list("common.txt")),
        "towns": [
            [town.name, town.slug, len(catalogue.practices_of_town.get(town.name, ()))]
            for town in sorted(catalogue.places.towns.values(), key=lambda town: town.slug)
        ],
        "words": " ".join(representatives(documents, catalogue.compounds, terms)),
        "synonyms": in_vocabulary(expansions([*catalogue.synonyms, *place_synonyms(catalogue)]), set(terms)),
    }
    return Index(json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode(), postings)


def vocabulary(catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """Every word of every indexed text, and the words of the names of places."""
    words = {
        word
        for _, record in searchable(catalogue)
        for text in record_fields(catalogue, record).values()
        for word in tokens(text)
    }
    places = (*catalogue.places.towns, *catalogue.places.boroughs)
    return words, {word for name in places for word in tokens(name)}


def place_synonyms(catalogue: Catalogue) -> list[str]:
    """Boroughs and former names of the municipalities that have a practice: searching for them finds it.

    A borough that is called like a municipality of any period (Moerbeke) stands back for that one.
    """
    towns = catalogue.places.towns
    lines = []
    for town in catalogue.places.today:
        if town.name in catalogue.practices_of_town:
            boroughs = [name for name in town.boroughs if name not in towns]
            former = [row.name for row in town.predecessors]
            lines += [f"{name} > {town.name}" for name in dict.fromkeys((*boroughs, *former))]
    return lines


def summary_of(record: Record) -> str:
    """The sentence under a result."""
    match record:
        case Practice() | Hangijzer():
            return record.summary
        case Partner():
            return ", ".join(record.services[:3]) if record.services else record.body.split("\n", 1)[0][:160]
        case Subsidy():
            return record.focus
    raise TypeError(type(record).__name__)


def place_of(catalogue: Catalogue, record: Record) -> str:
    """The place under a result."""
    match record:
        case Practice():
            return place_text(catalogue, record)
        case Partner():
            return record.region or ", ".join(record.province)
        case Subsidy():
            return ", ".join(record.province) or LEVELS[record.level]
    return ""


def record_fields(catalogue: Catalogue, record: Record) -> dict[str, str]:
    """The text of each indexed field of a record."""
    match record:
        case Practice():
            towns = catalogue.towns_of[record.slug]
            partners = catalogue.partners_of(record)
            theme = catalogue.themes[record.theme[0]]
            return {
                "title": record.title,
                "place": " ".join(
                    [t.name for t in towns]
                    + [t.today.name for t in towns if t.today.name != t.name]
                    + [place for places in record.place.values() for place in places]
                ),
                "keywords": " ".join(record.keywords),
                "target_group": " ".join(
                    catalogue.target_groups[slug].title for slug in record.target_groups
                ),
                "successor": " ".join(
                    partner.successor.name for _, partner in partners if partner and partner.successor
                ),
                "province": " ".join(PROVINCE_NAMES[p] for p in catalogue.provinces_of[record.slug]),
                "partner": " ".join(
                    f"{name} {partner.name}" if partner and partner.name != name else name
                    for name, partner in partners
                ),
                "summary": record.summary,
                "theme": " ".join(catalogue.themes[slug].title for slug in record.theme),
                "subsidy": " ".join(catalogue.subsidies[slug].name for slug in record.subsidies),
                "section": next((s.title for s in theme.sections if s.id == record.section), ""),
                "body": " ".join([plain(record.body), record.note or "", *(v.note for v in record.variants)]),
            }
        case Hangijzer():
            return {
                "title": record.title,
                "keywords": " ".join(record.keywords),
                "summary": record.summary,
                "theme": " ".join(catalogue.themes[slug].title for slug in record.theme),
                "partner": " ".join(record.partners),
                "body": plain(record.body),
            }
        case Partner():
            return {
                "title": " ".join((record.name, *record.aliases)),
                "place": " ".join((*record.municipality, record.region or "")),
                "province": " ".join(PROVINCE_NAMES[p] for p in record.province),
                "keywords": " ".join(record.keywords),
                "successor": record.successor.name if record.successor else "",
                "section": f"{record.category} {record.kind}",
                "body": " ".join([plain(record.body), *record.services]),
            }
        case Subsidy():
            return {
                "title": record.name,
                "province": " ".join(PROVINCE_NAMES[p] for p in record.province),
                "keywords": " ".join(record.keywords),
                "successor": record.successor.name if record.successor else "",
                "theme": " ".join(catalogue.themes[slug].title for slug in record.theme),
                "section": LEVELS[record.level],
                "summary": record.focus,
                "body": f"{record.conditions or ''} {plain(record.body)}",
            }
    raise TypeError(type(record).__name__)


def plain(body: str) -> str:
    """The words of a body without the addresses of its links."""
    return re.sub(r"\]\([^)]*\)|<[^>]*>|https?://\S+", " ", body)


def stems_of(text: str, compounds: Mapping[str, tuple[str, ...]]) -> Counter[str]:
    """The stems of a text with how often they stand there; parts of compounds count for less."""
    found: Counter[str] = Counter()
    for word in tokens(text):
        found[stem(word)] += 1
        for part in parts_of(word, compounds):
            found[stem(part)] += PART
    return found


def parts_of(word: str, compounds: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The parts of a compound; of three or more also the neighbours together (``speel + plein``)."""
    parts = list(compounds.get(word, ()))
    return parts + [a + b for a, b in pairwise(parts) if len(parts) > 2]


def representatives(
    documents: list[dict[str, str]], compounds: Mapping[str, tuple[str, ...]], terms: list[str]
) -> list[str]:
    """For each stem the word that stands for it most often: shown when it corrects a typing error."""
    seen: dict[str, Counter[str]] = {}
    for document in documents:
        for text in document.values():
            for word in tokens(text):
                for form in (word, *parts_of(word, compounds)):
                    seen.setdefault(stem(form), Counter())[form] += 1
    return [min(seen[term].items(), key=lambda item: (-item[1], item[0]))[0] for term in terms]


def inverted(
    documents: list[dict[str, str]], compounds: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> tuple[list[str], bytes]:
    """Sorted stems and their posting lists (see ``search_index``) for documents of field texts."""
    counts = [{name: stems_of(text, compounds) for name, text in document.items()} for document in documents]
    average = {
        name: (
            sum(sum(doc[name].values()) for doc in counts if name in doc)
            / (sum(name in doc for doc in counts) or 1)
        )
        or 1.0
        for name in FIELDS
    }
    weights: dict[str, dict[int, float]] = {}
    for number, document in enumerate(counts):
        for name, words in document.items():
            field = FIELDS[name]
            length = sum(words.values())
            scale = field.weight / (1 - field.b + field.b * length / average[name])
            for term, count in words.items():
                own = weights.setdefault(term, {})
                own[number] = own.get(number, 0.0) + scale * count
    terms = sorted(weights)
    sizes, distances, scores = bytearray(), bytearray(), bytearray()
    for term in terms:
        postings = weights[term]
        sizes += varint(len(postings))
        previous = 0
        for number in sorted(postings):
            weight = postings[number]
            distances += varint(number - previous)
            scores.append(max(1, round(LEVELS_OF_SCORE * weight / (weight + K1))))
            previous = number
    return terms, bytes(sizes + distances + scores)


def varint(number: int) -> bytes:
    """A non-negative integer in groups of seven bits, lowest first."""
    out = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def word_list(name: str) -> set[str]:
    """The words of a list beside this module, without its comments."""
    return parsed_words((Path(__file__).parent / "dutch" / name).read_text("utf-8").splitlines())


def parsed_words(lines: Iterable[str]) -> set[str]:
    """Words of the lines, without comments."""
    return {word for line in lines if not line.startswith("#") for word in line.split()}
