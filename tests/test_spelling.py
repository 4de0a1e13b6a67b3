"""Spelling of the real catalogue, with hunspell's Dutch dictionary."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from kapstok.__main__ import main
from kapstok.names import folded
from kapstok.read import read_catalogue
from kapstok.rules import rules
from kapstok.spelling import NoDictionary, known_words, misspelt, spelling_problems, words_of


def has_dictionary() -> bool:
    try:
        return misspelt({"fiets", "fietzs"}) == {"fietzs"}
    except NoDictionary:
        return False


pytestmark = pytest.mark.skipif(
    not has_dictionary(), reason="hunspell with a Dutch dictionary is not installed and could not be"
)


def test_everything_is_spelt_right() -> None:
    """Every word that a reader sees must be in the dictionary or in the project's own list."""
    assert [problem.text() for problem in spelling_problems(ROOT)] == []


def test_own_list_is_sorted_and_needed() -> None:
    """The own list must be alphabetical, and hold no word that the dictionary knows."""
    lines = (ROOT / "register/words.txt").read_text("utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert words == sorted(set(words), key=lambda word: (word.lower(), word))
    assert misspelt(set(words)) == set(words)


def test_a_mistake_is_found_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt word in a text must be reported with file and line."""
    root = tmp_path / "catalogue"
    shutil.copytree(ROOT / "tests/catalogue", root)
    path = root / "practices/buurt/straatfeest.md"
    path.write_text(path.read_text("utf-8").replace("Buren koken samen.", "Buren koken saamen."), "utf-8")
    assert main(["spell", "--root", str(root)]) == 1
    assert (
        "practices/buurt/straatfeest.md:13: 'saamen' staat niet in het woordenboek."
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("name", ["docs/over.md", "register/words.txt"])
def test_file_in_another_encoding_is_told(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page or a list of words that is no UTF-8 must be told as such, with file and line."""
    root = tmp_path / "catalogue"
    shutil.copytree(ROOT / "tests/catalogue", root)
    (root / "docs").mkdir()
    (root / name).write_bytes("fiets\ncafé\n".encode("latin-1"))
    assert main(["spell", "--root", str(root)]) == 1
    assert capsys.readouterr().err.startswith(f"{name}:2: Dit bestand is geen UTF-8.")


def test_boroughs_that_are_taken_for_a_word_are_one() -> None:
    """What search takes for an ordinary word inside a query must be the name of a borough and a word of Dutch, each once."""
    code = (ROOT / "docs/assets/javascripts/place-queries.mjs").read_text("utf-8")
    match = re.search(r'const ORDINARY = new Set\("([^"]+)"', code)
    assert match
    listed = match[1].split()
    boroughs = {
        folded(record.data["name"]) for record in read_catalogue(ROOT).records if record.kind == "borough"
    }
    assert listed == sorted(set(listed))
    assert set(listed) <= boroughs
    assert misspelt(set(listed)) == set()


def test_rules_are_spelt_right() -> None:
    """Every word of the messages and of the guide of rules must be in the dictionary or in our own list."""
    known = known_words(ROOT, read_catalogue(ROOT))
    texts = [
        re.sub(r"\{\w+(?:!\w)?\}|'[^']*'|\S*[/_]\S*|\.\w+|\b(?:place|true)\b", " ", text)
        for rule in rules().values()
        for text in (
            rule.title,
            rule.message,
            rule.what,
            rule.why,
            rule.group,
            *rule.hints.values(),
            *rule.words.values(),
        )
    ]
    words = {word for text in texts for word, _ in words_of(text) if not {word, word.lower()} & known}
    assert misspelt(words) == set()
