"""What is remembered from one build to the next: the same results, whatever became of the file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kapstok import memo as memos
from kapstok.memo import MOST_PARTS, Memo
from kapstok.memory import load_parts


def build(file: Path, texts: list[str]) -> list[str]:
    """Which of the texts a build had to work on; each result must be right."""
    memo, made = Memo(file), []

    def work(text: str) -> str:
        made.append(text)
        return text.upper()

    for text in texts:
        assert memo.of("work", lambda text=text: work(text), text) == text.upper()
    memo.keep()
    return made


def many(number: int = 100) -> list[str]:
    return [f"tekst {index}" for index in range(number)]


def test_only_what_is_new_is_made_and_written(tmp_path: Path) -> None:
    """A build must make what no earlier one made, and add only that to the file."""
    file = tmp_path / "work"
    assert build(file, many()) == many()
    size = file.stat().st_size
    assert build(file, many()) == []
    assert file.stat().st_size == size
    assert build(file, [*many(99), "nieuw"]) == ["nieuw"]
    assert file.stat().st_size < size + 500
    assert build(file, [*many(99), "nieuw"]) == []


def test_what_is_forgotten_is_made_again(tmp_path: Path) -> None:
    """What a build did not ask for must not come back from an earlier part of the file."""
    file = tmp_path / "work"
    build(file, many())
    build(file, many(99))
    assert len(load_parts(file).parts) == 2
    assert build(file, many()) == ["tekst 99"]


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    """After many small changes the file must not be more than twice as large as one that is written as a whole."""
    file, whole = tmp_path / "work", tmp_path / "whole"
    texts, chance = many(), random.Random(1)
    for turn in range(3 * MOST_PARTS):
        texts[chance.randrange(100)] = f"anders {turn}"
        build(file, texts)
        assert len(load_parts(file).parts) <= MOST_PARTS
        whole.unlink(missing_ok=True)
        build(whole, texts)
        assert file.stat().st_size <= 2 * whole.stat().st_size
        assert build(file, texts) == []


@pytest.mark.parametrize("cut", [1, 7, 30])
def test_a_torn_part_costs_only_time(tmp_path: Path, cut: int) -> None:
    """Where the last part is not whole, the ones before it must be used, and the next build must make the file whole."""
    file = tmp_path / "work"
    build(file, many())
    build(file, [*many(), "nieuw"])
    file.write_bytes(file.read_bytes()[:-cut])
    assert build(file, [*many(), "nieuw"]) == ["nieuw"]
    assert load_parts(file).whole
    assert build(file, [*many(), "nieuw"]) == []


def test_damage_is_never_believed(tmp_path: Path) -> None:
    """With any byte of the file changed a build must give the same results, and the one after it must find them all."""
    file = tmp_path / "work"
    build(file, many(30))
    build(file, [*many(30), "nieuw"])
    good, chance = file.read_bytes(), random.Random(2)
    for _ in range(60):
        place = chance.randrange(len(good))
        file.write_bytes(good[:place] + bytes([good[place] ^ chance.randrange(1, 256)]) + good[place + 1 :])
        build(file, [*many(30), "nieuw"])
        assert build(file, [*many(30), "nieuw"]) == []


def test_two_builds_at_once(tmp_path: Path) -> None:
    """What two builds add at the same time must be whole, and nothing wrong."""
    file = tmp_path / "work"
    build(file, many())
    one, other = Memo(file), Memo(file)
    for memo, last in ((one, "de ene"), (other, "de andere")):
        for text in [*many(99), last]:
            memo.of("work", text.upper, text)
    one.keep()
    other.keep()
    assert load_parts(file).whole
    assert build(file, [*many(99), "de ene", "de andere"]) == []


def test_another_program_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results of another program must not be used, nor anything be added to them."""
    file = tmp_path / "work"
    build(file, many())
    monkeypatch.setattr(memos, "program", lambda: b"another")
    assert build(file, many()) == many()
    assert len(load_parts(file).parts) == 1
