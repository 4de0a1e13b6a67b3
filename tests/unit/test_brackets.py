"""Brackets of links and tags: as Python-Markdown reads them, in a time that grows with the text."""

from __future__ import annotations

import time
from pathlib import Path

import markdown
import pytest

from kapstok.brackets import MAX_NESTED, BoundedBrackets

ROOT = Path(__file__).parent.parent.parent
EXTENSIONS = ["tables", "def_list", "abbr", "sane_lists"]
LINKS = [
    "[a](b)", "[a](b 'c')", '[a](<b c> "d")', "[a [b] c](d)", "[a](b(c)d)", "[a][b]\n\n[b]: c", "[b][]\n\n[b]: c 'd'", "[b]\n\n[b]: <c>",
    "![a](b)", "![a][b]\n\n[b]: c", "![b]\n\n[b]: c", "[![a](b)](c)", "[a] (b)", "[a](b", "[a", "a]", "[](b)", "[a]()", "\\[a](b)", "`[a](b)`",
    "<a href='b'>c</a>", "<a", "<a <b", "a < b > c", "<div>\n[a](b)\n</div>", "<p>a", "`<a` b", "<b>a</b> <i", "</a", "<!-- a -->", "<!-- a",
]  # fmt: skip


def plain(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS, output_format="html")


def bounded(text: str) -> str:
    return markdown.markdown(text, extensions=[*EXTENSIONS, BoundedBrackets()], output_format="html")


@pytest.mark.parametrize("text", LINKS)
def test_ordinary_brackets_are_read_as_before(text: str) -> None:
    """A link, picture, reference or tag must come out as Python-Markdown itself gives it."""
    assert bounded(text) == plain(text)


def test_all_our_texts_are_read_as_before() -> None:
    """Every text of the catalogue must come out as Python-Markdown itself gives it."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "practices").rglob("*.md"))]
    assert len(texts) > 100
    assert [text for text in texts if bounded(text) != plain(text)] == []


def test_text_after_a_title_that_never_ends_stays() -> None:
    """Nothing that was typed after a broken link may be lost."""
    text = '[x](a "b" en daarna="d(1)) nog iets'
    assert "en daarna" in bounded(text)
    assert bounded(text).endswith("nog iets</p>")


def test_brackets_in_brackets_in_brackets_are_text() -> None:
    """Brackets may be nested, but not without end."""
    assert "<a " in bounded("[" * MAX_NESTED + "a" + "]" * MAX_NESTED + "(b)")
    deep = "[" * (MAX_NESTED + 2) + "a" + "]" * (MAX_NESTED + 2) + "(b)"
    assert "<a " not in bounded(deep)


@pytest.mark.parametrize("piece", ["[", "![", "[](", "[a](", "[[]", "<a ", "<a b=", "[a]["])
def test_time_grows_with_the_text(piece: str) -> None:
    """Four times as much of the worst must not take sixteen times as long: within two seconds for ten thousand signs."""
    begun = time.process_time()
    bounded(piece * (10_000 // len(piece)))
    assert time.process_time() - begun < 2
