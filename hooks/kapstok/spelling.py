"""Spelling of everything that readers see, by hunspell with the Dutch dictionary and our own word list.

Names of partners, municipalities, boroughs and places are known; other words that the
dictionary lacks stand in ``register/words.txt``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from .problem import Problem
from .raw import RawCatalogue, Value
from .read import WORDS, read_catalogue, read_text
from .rules import found

OWN_WORDS = f"register/{WORDS}"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", re.UNICODE)
_SKIP = re.compile(
    r"<!--.*?-->|<[^>]*>|^template:.*$|^\w+:|\w\(\w\)\w+|https?://\S+|www\.\S+(?: > [^,;\n\")]+)*|\S+@\S+|\]\([^)]*\)|\S+\.(?:be|eu|md)\b\S*|`[^`]*`",
    re.DOTALL | re.MULTILINE,
)
_TEXT_FIELDS = {
    "title", "summary", "label", "value", "note", "reason", "status_note", "keywords", "focus", "conditions", "deadline",
    "services", "question", "intro", "text", "description", "region", "category", "alt", "notes", "rows", "columns",
}  # fmt: skip
_NAME_FIELDS = {"name", "aliases", "publisher", "partners", "place", "forms", "cite"}


class NoDictionary(Exception):
    """hunspell or its Dutch dictionary is not installed."""


def spelling_problems(root: Path) -> list[Problem]:
    """Each unknown word once per file, with the line where it first stands.

    A page or a list of words that holds no text raises ``ProblemsFound``.
    """
    raw = read_catalogue(root)
    known = known_words(root, raw)
    unknown: list[tuple[str, str, int]] = []
    for path, text in texts(root, raw):
        seen = set()
        for word, line in words_of(text):
            if word not in seen and not {word, word.lower()} & known:
                seen.add(word)
                unknown.append((path, word, line))
    wrong = misspelt({word for _, word, _ in unknown})
    return [found("spelling", path, line, value=word) for path, word, line in unknown if word in wrong]


def known_words(root: Path, raw: RawCatalogue) -> set[str]:
    """Our own words, and every word of a name in the registers."""
    own = root / OWN_WORDS
    lines = read_text(own, root).splitlines() if own.exists() else []
    known = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    for record in raw.records:
        names = [record.slug.replace("-", " ")] if record.kind in ("municipality", "borough") else []
        names += [text for key, text in fields(record.data) if key in _NAME_FIELDS]
        for name in names:
            known.update(word for word, _ in words_of(name))
    return known


def texts(root: Path, raw: RawCatalogue) -> Iterable[tuple[str, str]]:
    """Path and text of everything that readers see; line breaks keep the line numbers of the file."""
    for record in raw.records:
        if record.kind in ("municipality", "borough"):
            continue
        for loc, line in sorted(record.lines.items(), key=lambda item: item[1]):
            value = _at(record.data, loc)
            key = next((part for part in reversed(loc) if isinstance(part, str)), "")
            if isinstance(value, str) and key in _TEXT_FIELDS:
                yield record.path, "\n" * (line - 1) + value
        if record.body:
            yield record.path, "\n" * (record.body_line - 1) + record.body
    for path in sorted((root / "docs").rglob("*.md")):
        yield path.relative_to(root).as_posix(), read_text(path, root)


def fields(value: Value, key: str = "") -> Iterable[tuple[str, str]]:
    """Every text in a raw value with the nearest field name."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from fields(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from fields(item, name if key != "place" else key)


def _at(data: Value, loc: tuple[str | int, ...]) -> Value:
    for part in loc:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            return None
    return data


def words_of(text: str) -> list[tuple[str, int]]:
    """The words of a text with their lines, addresses left out."""
    clean = _SKIP.sub(lambda match: "\n" * match[0].count("\n") + " ", text)
    return [
        (match[0].replace("’", "'"), number)
        for number, line in enumerate(clean.split("\n"), 1)
        for match in _WORD.finditer(line)
        if len(match[0]) > 1
    ]


def misspelt(words: set[str]) -> set[str]:
    """The words that hunspell knows neither as written nor without capitals (``Januari`` begins a sentence)."""
    program = shutil.which("hunspell")
    if program is None:
        raise NoDictionary(
            "hunspell is niet geïnstalleerd (Debian en Ubuntu: apt-get install hunspell hunspell-nl)."
        )
    result = subprocess.run(
        [program, "-d", "nl", "-i", "utf-8", "-l"],
        input="\n".join(sorted(words | {word.lower() for word in words})),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0 or "Can't open" in result.stderr:
        raise NoDictionary(
            "Het Nederlandse woordenboek ontbreekt (Debian en Ubuntu: apt-get install hunspell-nl)."
        )
    parts = set(result.stdout.split("\n"))

    def unknown(word: str) -> bool:
        return word in parts or any(piece in parts for piece in word.split("-"))

    return {word for word in words if unknown(word) and unknown(word.lower())}
