"""The search index: what the browser needs to find records, in files that it fetches when it needs them.

``index.json``     everything to understand a query: words, synonyms, stop words, names of municipalities
``lists-N.bin``    posting lists of a range of those words (see ``postings.packed``)
``rare-N.bin``     words beyond the most frequent ``KNOWN``, with their posting lists
``facet-KEY.bin``  the values of every record in one facet; ``years.bin`` the years of the facts
``values-KEY.json``  what the values of a facet are called, when they are too many for a page
``records-N.json`` what a result shows, for a range of records

A query fetches only the lists of its words, the facets that are open and the records that it shows, so ten
thousand records cost a reader hardly more than two hundred.  Synonyms, compounds in the query and typing
errors are seen to in ``search-engine.mjs``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..catalogue import Catalogue, facts_year, sort_key
from ..facets import facet_counts, facet_options, facet_values, facets, searchable
from ..field_types import PROVINCES
from ..model import Hangijzer, Practice, Record
from ..stem import stem, tokens
from ..synonyms import coded, stems
from ..words import PROVINCE_NAMES
from .fields import place_of, province_text, record_fields, summary_of
from .packing import endings, front_coded, varint
from .postings import Row, in_files, packed, postings_of

VERSION = 3
KNOWN = 6_000
"""Words that every reader gets: only these are completed, split and offered for a typing error."""
LIST_BYTES = 2_000
"""Of one file of posting lists, before compression."""
SHOWN = 8
"""Records in one file of results."""

GROUPS = ({"practice", "hangijzer"}, {"partner"}, {"subsidy"})
"""The kinds that are ranked together, in the order in which a reader sees them."""


@dataclass(frozen=True)
class Index:
    """The files of the index by name."""

    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """A folder name that changes with the content, so that every file may be cached for ever."""
        digest = hashlib.sha256()
        for name, data in self.files.items():
            digest.update(f"{name} {len(data)} ".encode() + data)
        return digest.hexdigest()[:10]


def search_index(catalogue: Catalogue) -> Index:
    """The index of a catalogue.

    Records are numbered by group (see ``GROUPS``), inside a group by title.  ``index.json`` holds
    ``groups``, the number of records of each; ``hangijzers``, their numbers; ``shown``, the records of a
    file; ``words``, front-coded, one for each stem in the order of the stems; ``stems``, what makes
    them of the words (``packing.endings``: stemming thousands of words would take a reader's phone too long); ``lists``, the number of the first
    stem of each file of posting lists; ``rare``, the first stem of each file of rare words; ``synonyms`` (see
    ``synonyms.coded``); ``stop``, words that a query drops; ``common``, the stems of everyday words; ``themes``; ``towns``, name and number of practices of each
    municipality of any period; ``boroughs``, the names of several words of boroughs; ``provinces``, name, title and number of practices of each.
    """
    found = sorted(
        searchable(catalogue),
        key=lambda item: (group_of(item[0]), sort_key(title_of(item[1])), item[1].slug),
    )
    stop = word_list("stopwords.txt")
    synonyms = [*catalogue.synonyms, *place_synonyms(catalogue)]
    rows = postings_of((record_fields(catalogue, record) for _, record in found), catalogue.compounds, stop)
    known = most_frequent(rows, KNOWN) | stems(synonyms, stop)
    frequent = [row for row in rows if row[0] in known]
    lists = in_files(frequent, LIST_BYTES)
    rare = in_files((row for row in rows if row[0] not in known), LIST_BYTES, with_words=True)
    numbers = {term: number for number, (term, _, _) in enumerate(frequent)}
    themes = list(catalogue.themes)
    head = {
        "version": VERSION,
        "groups": [sum(kind in group for kind, _ in found) for group in GROUPS],
        "hangijzers": [number for number, (kind, _) in enumerate(found) if kind == "hangijzer"],
        "shown": SHOWN,
        "themes": [[theme.slug, theme.title] for theme in catalogue.themes.values()],
        "stop": " ".join(sorted(stop)),
        "common": " ".join(sorted({stem(word) for word in word_list("common.txt")})),
        "towns": towns(catalogue),
        "boroughs": boroughs(catalogue),
        "provinces": provinces(catalogue),
        "words": front_coded(word for _, word, _ in frequent),
        "stems": endings((word, own) for own, word, _ in frequent),
        "lists": [numbers[run[0][0]] for run in lists],
        "rare": [run[0][0] for run in rare],
        "synonyms": coded(synonyms, numbers, stop),
    }
    files = {"index.json": as_json(head)}
    files |= {f"lists-{number}.bin": packed(run) for number, run in enumerate(lists)}
    files |= {f"rare-{number}.bin": packed_with_words(run) for number, run in enumerate(rare)}
    files |= facet_columns(catalogue, found)
    files |= facet_names(catalogue)
    shown = [shown_row(catalogue, record, themes) for _, record in found]
    for number, begin in enumerate(range(0, len(shown), SHOWN)):
        files[f"records-{number}.json"] = as_json(shown[begin : begin + SHOWN])
    return Index(files)


def most_frequent(rows: list[Row], most: int) -> set[str]:
    """The stems that most records hold."""
    by_frequency = sorted(rows, key=lambda row: (-len(row[2]), row[0]))
    return {term for term, _, _ in by_frequency[:most]}


def packed_with_words(run: list[Row]) -> bytes:
    """The length in bytes of the front-coded words, those words, and their posting lists."""
    words = front_coded(word for _, word, _ in run).encode()
    return varint(len(words)) + words + packed(run)


def as_json(data: object) -> bytes:
    """JSON without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def group_of(kind: str) -> int:
    """The group in which a kind is ranked."""
    return next(number for number, kinds in enumerate(GROUPS) if kind in kinds)


def title_of(record: Record) -> str:
    """The title of a practice or hangijzer, the name of a partner or subsidy."""
    return record.title if isinstance(record, Practice | Hangijzer) else record.name  # type: ignore[union-attr]


def shown_row(catalogue: Catalogue, record: Record, themes: list[str]) -> list[object]:
    """What a result shows: slug, title, summary, place, year (0: unknown) and the position of its theme."""
    theme = themes.index(record.theme[0]) if isinstance(record, Practice) else 0
    return [
        record.slug, title_of(record), summary_of(record), place_of(catalogue, record),
        year_of(catalogue, record), theme,
    ]  # fmt: skip


def year_of(catalogue: Catalogue, record: Record) -> int:
    """Of when the facts are, 0 when nobody knows."""
    return facts_year(catalogue, record) or getattr(record, "as_of", None) or 0


def facet_columns(catalogue: Catalogue, found: list[tuple[str, Record]]) -> dict[str, bytes]:
    """A file for each facet and one for the years, all of variable-length integers.

    Years: one of each record.  A facet: the number of values of each record, then those values, as positions among
    the options of the facet (see ``facet_options``).  The kind follows from the number of a record.
    """
    values = [facet_values(catalogue, kind, record) for kind, record in found]
    files = {"years.bin": b"".join(varint(year_of(catalogue, record)) for _, record in found)}
    for key, options in facet_options(catalogue).items():
        if key == "soort":
            continue
        position = {value: at for at, value in enumerate(options)}
        counts = b"".join(varint(len(row[key])) for row in values)
        files[f"facet-{key}.bin"] = counts + b"".join(varint(position[v]) for row in values for v in row[key])
    return files


def facet_names(catalogue: Catalogue) -> dict[str, bytes]:
    """A file for each facet that is too long for a page: a row for each value, in the order of ``facet_options``.

    A row holds its id, its title, how many records of each group have it, and its other ids with spaces between.
    """
    counts = [facet_counts(catalogue, kinds) for kinds in GROUPS]
    files = {}
    for facet in facets(catalogue, tuple(kind for kinds in GROUPS for kind in kinds)):
        if facet.is_long:
            rows = [
                [
                    option.id,
                    option.title,
                    [own[facet.key][option.id] for own in counts],
                    " ".join(option.also),
                ]
                for option in facet.options
            ]
            files[f"values-{facet.key}.json"] = as_json(rows)
    return files


def towns(catalogue: Catalogue) -> list[list[str | int]]:
    """Name and number of practices of the municipalities of any period, for a query that names one."""
    return [
        [town.name, len(catalogue.practices_of_town.get(town.name, ()))]
        for town in sorted(catalogue.places.towns.values(), key=lambda town: town.slug)
    ]


def boroughs(catalogue: Catalogue) -> list[str]:
    """The names of several words of boroughs: a query takes each as one name.  What is also a municipality is not here."""
    names = {name for town in catalogue.places.today for name in town.boroughs if len(tokens(name)) > 1}
    return sorted(names - set(catalogue.places.towns), key=lambda name: (sort_key(name), name))


def provinces(catalogue: Catalogue) -> list[list[str | int]]:
    """Name, title ("provincie Limburg") and number of practices of each province, for a query that names one."""
    return [
        [name, PROVINCE_NAMES[name], len(catalogue.practices_of_province.get(name, ()))] for name in PROVINCES
    ]


def vocabulary(catalogue: Catalogue) -> tuple[set[str], set[str]]:
    """Every word of every indexed text, and the words of the names of places."""
    words = {
        word
        for _, record in searchable(catalogue)
        for text in record_fields(catalogue, record).values()
        for word in tokens(text)
    }
    places = (*catalogue.places.towns, *catalogue.places.boroughs, *map(province_text, PROVINCES))
    return words, {word for name in places for word in tokens(name)}


def place_synonyms(catalogue: Catalogue) -> list[str]:
    """Boroughs and former names of the municipalities that have a practice: searching for them finds it.

    A borough that is called like a municipality of any period (Moerbeke) stands back for that one.
    """
    known = catalogue.places.towns
    lines = []
    for town in catalogue.places.today:
        if town.name in catalogue.practices_of_town:
            boroughs = [name for name in town.boroughs if name not in known]
            former = [row.name for row in town.predecessors]
            lines += [f"{name} > {town.name}" for name in dict.fromkeys((*boroughs, *former))]
    return lines


def word_list(name: str) -> set[str]:
    """The words of a list of the package, without its comments."""
    return parsed_words((Path(__file__).parent.parent / "dutch" / name).read_text("utf-8").splitlines())


def parsed_words(lines: Iterable[str]) -> set[str]:
    """Words of the lines, without comments."""
    return {word for line in lines if not line.startswith("#") for word in line.split()}
