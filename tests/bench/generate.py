"""Catalogues of any size: the real records first, then invented ones that look like them.

    PYTHONPATH=hooks:tests python -m bench.generate 1000 /tmp/catalogue

writes ``practices/`` and ``register/`` with 1,000 practices, the same bytes each time.  An invented
practice takes its shape (how many municipalities, partners, keywords …) from a real one, its values
from Zipf-like draws, and its sentences from real ones in which three words in ten are replaced:
by real words, or by new ones (compounds, plurals and blends), so that the vocabulary grows as in real text.
Whoever wants the records for something else calls ``record_files``: plain front matter and body.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path

import frontmatter

from kapstok.catalogue import Catalogue
from kapstok.load import load_catalogue
from kapstok.model import Partner, Practice
from kapstok.names import folded, slugified
from kapstok.read import MAX_BYTES

ROOT = Path(__file__).parent.parent.parent
SEED = 2013
TODAY = date(2026, 1, 1)
"""Any day: what is generated does not depend on it."""
REPLACED = 0.3
"""The share of the words of a sentence that is replaced."""
NEW_WORDS = 90_000
"""How many new words there are to draw from; most are drawn never or once."""
EXPONENT, OFFSET = 1.15, 4.0
"""Zipf and Mandelbrot: the word of rank r is drawn in proportion to 1 / (r + OFFSET) ** EXPONENT."""
MOST_PARTNERS = 3_000
HEADINGS = ("Wat", "Hoe", "Resultaat", "Leerpunten")
_MARKED = re.compile(r"[\[\]<>`*_@|\\]|https?:|www")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class RecordFile:
    """One file: its path in the project, its front matter as plain data and its text."""

    path: str
    front: dict[str, object]
    body: str

    def text(self) -> str:
        """The file; JSON is YAML too."""
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in self.front.items()]
        return "\n".join(("---", *lines, "---", "", self.body))


class Draw:
    """Draws items of a list in proportion to their weights."""

    def __init__(self, items: Iterable[str], weights: Iterable[float]) -> None:
        self.items = list(items)
        self._sums = list(accumulate(weights))

    def some(self, chance: random.Random, number: int) -> list[str]:
        """So many items; the same one may come twice."""
        return chance.choices(self.items, cum_weights=self._sums, k=number)

    def distinct(self, chance: random.Random, number: int) -> list[str]:
        """So many different items, or all of them."""
        found: dict[str, None] = {}
        while len(found) < min(number, len(self.items)):
            found.setdefault(self.some(chance, 1)[0])
        return list(found)


def zipf(items: Iterable[str], exponent: float = 1.0, offset: float = 4.0) -> Draw:
    """Draws the first items most often: the one of rank r in proportion to 1 / (r + offset) ** exponent."""
    found = list(items)
    return Draw(found, ((rank + offset) ** -exponent for rank in range(len(found))))


def as_used(names: Iterable[str], uses: Iterable[str]) -> Draw:
    """Draws names as often as they are used; one that is not used, seldom."""
    found, count = list(names), Counter(uses)
    return Draw(found, (count[name] + 0.3 for name in found))


class Language:
    """Sentences and words of a catalogue, and new words like them."""

    def __init__(self, catalogue: Catalogue, chance: random.Random) -> None:
        self._chance = chance
        practices = catalogue.practices.values()
        self.sentences = [line for item in practices for line in sentences(item.body)]
        self.titles = [item.title for item in practices if not _MARKED.search(item.title)]
        self.summaries = [item.summary for item in practices if not _MARKED.search(item.summary)]
        words = Counter(
            word.lower()
            for text in (*self.sentences, *self.titles, *self.summaries)
            for word in _WORD.findall(text)
        )
        real = sorted(words, key=lambda word: (-words[word], word))
        self.compounds = dict(new_compounds(catalogue.compounds.values(), set(catalogue.compounds), chance))
        self._words = zipf([*real, *self._new(real)], EXPONENT, OFFSET)
        self._keywords = zipf([word for word in self._words.items if len(word) > 4])

    def _new(self, real: Sequence[str]) -> Iterator[str]:
        """Compounds, their plurals, and blends of two real words, which are compounds of nothing."""
        seen = set(real)
        long = [word for word in real if len(word) > 5]
        for compound in self.compounds:
            pair = self._chance.choices(long, k=2)
            blend = pair[0][: len(pair[0]) // 2] + pair[1][len(pair[1]) // 2 :]
            for word in (compound, f"{compound}en" if self._chance.random() < 0.3 else "", blend):
                if word and word not in seen:
                    seen.add(word)
                    yield word

    def changed(self, text: str) -> str:
        """The text with three words in ten replaced; a capital stays."""

        def replaced(match: re.Match[str]) -> str:
            word = match[0]
            if self._chance.random() >= REPLACED:
                return word
            (new,) = self._words.some(self._chance, 1)
            return new[:1].upper() + new[1:] if word[0].isupper() else new

        return _WORD.sub(replaced, text)

    def one_of(self, texts: Sequence[str], longest: int) -> str:
        """A changed text of at most so many characters."""
        while True:
            found = self.changed(self._chance.choices(texts)[0])
            if len(found) <= longest:
                return found

    def body(self) -> str:
        """60 to 200 words under two to four headings."""
        size = 60 + 130 * self._chance.random() ** 1.8
        lines: list[str] = []
        words = 0
        while words < size:
            line = self.changed(self._chance.choices(self.sentences)[0])
            lines.append(line)
            words += len(line.split())
        parts = min(len(lines), 2 + int(self._chance.random() * 3))
        cuts = [round(part * len(lines) / parts) for part in range(parts + 1)]
        blocks = [
            f"## {heading}\n\n" + "\n".join(lines[start:end]) + "\n"
            for heading, start, end in zip(HEADINGS, cuts, cuts[1:], strict=False)
        ]
        return "\n".join(blocks)

    def keywords(self, number: int) -> list[str]:
        """Different words of some length."""
        return self._keywords.distinct(self._chance, number)


def sentences(body: str) -> list[str]:
    """The lines of a text that are plain sentences."""
    lines = (line.strip() for line in body.splitlines())
    return [line for line in lines if line and line[0].isalpha() and not _MARKED.search(line)]


def new_compounds(
    splits: Iterable[Sequence[str]], known: set[str], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """New compounds of parts that real compounds begin and end with, as ``register/compounds.txt`` has them."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for parts in splits:
        first.update(parts[:1])
        last.update(parts[1:][-1:])
    heads, tails = (Draw(sorted(found), (found[part] for part in sorted(found))) for found in (first, last))
    seen = set(known)
    while len(seen) < len(known) + NEW_WORDS // 2:
        (head,), (tail,) = heads.some(chance, 1), tails.some(chance, 1)
        link = "s" if head.endswith(("ing", "heid", "teit", "schap")) else ""
        word = f"{head}{link}{tail}"
        if head != tail and word not in seen:
            seen.add(word)
            yield word, f"{head} + {tail}"


class Inventor:
    """Makes partners and practices in the likeness of a catalogue's."""

    def __init__(self, catalogue: Catalogue, seed: int = SEED) -> None:
        self._catalogue = catalogue
        self._chance = random.Random(seed)
        self.language = Language(catalogue, self._chance)
        self._practices = list(catalogue.practices.values())
        self._boroughs = {town.name: town.boroughs for town in catalogue.places.today if town.boroughs}
        uses = Counter(town.today.name for found in catalogue.towns_of.values() for town in found)
        towns = {town.name: (-uses[town.name], self._chance.random()) for town in catalogue.places.today}
        self._towns = zipf(sorted(towns, key=lambda name: towns[name]))
        self._groups = self._used(catalogue.target_groups, lambda item: item.target_groups)
        self._subsidies = self._used(catalogue.subsidies, lambda item: item.subsidies)
        self._themes = self._used(catalogue.themes, lambda item: item.theme)
        self._slugs = {*catalogue.practices, *catalogue.hangijzers, *catalogue.partners}

    def _used(self, names: Iterable[str], of: Callable[[Practice], Iterable[str]]) -> Draw:
        return as_used(names, (name for item in self._practices for name in of(item)))

    def partners(self, number: int) -> Iterator[RecordFile]:
        """So many partners, each an organisation of a municipality."""
        models: list[Partner] = [item for item in self._catalogue.partners.values() if item.services]
        taken = {
            folded(name) for item in self._catalogue.partners.values() for name in (item.name, *item.aliases)
        }
        while number:
            model = self._chance.choices(models)[0]
            (town,) = self._towns.some(self._chance, 1)
            word = self.language.keywords(1)[0]
            name = f"{word[:1].upper()}{word[1:]} {town}"
            if folded(name) in taken:
                continue
            taken.add(folded(name))
            number -= 1
            front = {
                "name": name,
                "kind": model.kind,
                "category": model.category,
                "region": town,
                "province": [self._catalogue.places.towns[town].today.province],
                "municipality": [town],
                "services": list(dict.fromkeys(self.language.changed(text) for text in model.services[:4])),
                "as_of": 2013,
            }
            body = self.language.one_of(self.language.sentences, 400) + "\n"
            yield RecordFile(f"register/partners/{self._slug(name)}.md", front, body)

    def practices(self, number: int, partners: Iterable[str]) -> Iterator[RecordFile]:
        """So many practices that work with some of these partners; the first ones most often."""
        named = zipf(partners, 0.8)
        earlier: list[str] = []
        for _ in range(number):
            found = self._practice(self._chance.choices(self._practices)[0], named, earlier)
            earlier.append(Path(found.path).stem)
            yield found

    def _practice(self, model: Practice, partners: Draw, earlier: Sequence[str]) -> RecordFile:
        """One practice of the shape of a real one."""
        chance, language = self._chance, self.language
        towns = self._towns.distinct(chance, min(4, len(model.municipality)))
        themes = self._themes.distinct(chance, len(model.theme))
        sections = self._catalogue.themes[themes[0]].sections
        title = language.one_of(language.titles, 72 if towns else 90)
        if towns and chance.random() < 0.3 and len(title) + len(towns[0]) < 88:
            title += f" {towns[0]}"
        places = {
            town: [chance.choices(self._boroughs[town])[0]]
            for town in towns
            if town in self._boroughs and chance.random() < 0.2
        }
        links = list(dict.fromkeys(chance.choices(earlier, k=len(model.see_also)))) if earlier else []
        front: dict[str, object] = {
            "title": title,
            "summary": language.one_of(language.summaries, 200),
            "theme": themes,
            "section": chance.choices(sections)[0].id if model.section and sections else None,
            "municipality": towns,
            "place": places,
            "province": [] if towns else list(model.province),
            "scope": model.scope,
            "partners": partners.distinct(chance, len(model.partners)),
            "target_groups": self._groups.distinct(chance, len(model.target_groups)),
            "subsidies": self._subsidies.distinct(chance, len(model.subsidies)),
            "year": [2005 + int(chance.random() * 21)],
            "source": [{"id": ref.id, "page": ref.page} for ref in model.source if ref.page],
            "keywords": language.keywords(len(model.keywords)),
            "see_also": links,
        }
        path = f"practices/{themes[0]}/{self._slug(title)}.md"
        return RecordFile(path, {name: value for name, value in front.items() if value}, language.body())

    def _slug(self, title: str) -> str:
        """An address that is not yet taken."""
        start = slugified(title)[:60].strip("-")
        slug, number = start, 1
        while slug in self._slugs:
            number += 1
            slug = f"{start}-{number}"
        self._slugs.add(slug)
        return slug


def invented(catalogue: Catalogue, number: int) -> tuple[list[RecordFile], dict[str, str]]:
    """The files that a catalogue lacks to have ``number`` practices, and the splits of the new compounds.

    Half as many partners come with them, up to 3,000 in all.  A catalogue that has enough gets nothing.
    """
    lacking = number - len(catalogue.practices)
    if lacking <= 0:
        return [], {}
    inventor = Inventor(catalogue)
    wanted = min(number // 2, MOST_PARTNERS - len(catalogue.partners))
    partners = list(inventor.partners(max(0, wanted)))
    real = Counter(
        partner.name
        for item in catalogue.practices.values()
        for _, partner in catalogue.partners_of(item)
        if partner
    )
    names = [
        *sorted(real, key=lambda name: (-real[name], name)),
        *(str(item.front["name"]) for item in partners),
    ]
    files = [*partners, *inventor.practices(lacking, names)]
    return files, inventor.language.compounds


def record_files(number: int, root: Path = ROOT) -> Iterator[RecordFile]:
    """Every practice, hangijzer, partner and subsidy of such a catalogue as plain data, the real ones first."""
    for path in sorted([*(root / "practices").rglob("*.md"), *(root / "register").rglob("*.md")]):
        front, body = frontmatter.parse(path.read_text("utf-8"))
        yield RecordFile(path.relative_to(root).as_posix(), front, body)
    yield from invented(load_catalogue(root, TODAY), number)[0]


def generate(number: int, folder: Path, root: Path = ROOT) -> None:
    """Write a catalogue of ``number`` practices (at least those of ``root``) into a folder that is empty or absent.

    The list of compounds gets the new ones that are used most, as far as the size of a file allows.
    """
    for name in ("practices", "register"):
        shutil.copytree(root / name, folder / name)
    files, compounds = invented(load_catalogue(root, TODAY), number)
    used: Counter[str] = Counter()
    for file in files:
        text = file.text()
        used.update(word for word in _WORD.findall(text.lower()) if word in compounds)
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    splits = folder / "register/compounds.txt"
    lines = [f"{word} = {compounds[word]}\n" for word in sorted(used, key=lambda word: (-used[word], word))]
    sizes = accumulate((len(line.encode()) for line in lines), initial=splits.stat().st_size)
    with splits.open("a", encoding="utf-8") as file:
        file.writelines(
            sorted(line for line, size in zip(lines, sizes, strict=False) if size < MAX_BYTES - 100)
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bench.generate", description="Write a catalogue of any size.")
    parser.add_argument(
        "number", type=int, help="how many practices; fewer than the real ones gives the real ones"
    )
    parser.add_argument("folder", type=Path, help="an empty or absent folder")
    options = parser.parse_args()
    generate(options.number, options.folder)


if __name__ == "__main__":
    main()
