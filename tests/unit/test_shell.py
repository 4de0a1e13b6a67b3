"""The theme's HTML of one page, with slots that a catalogue page fills."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from kapstok.shell import SLOTS, Shell, shell_key, slot, split_text

HTML = f"<title>{slot('title')}</title><p>{slot('description')}</p><main>{slot('content')}</main>"


def shell(html: str = HTML) -> Shell:
    return Shell.parse(html, "<p>Begin.</p>", "Praktijken", "Alle praktijken.")


def test_slots_are_filled() -> None:
    """Each value must come where its slot stood, and nothing else may change."""
    found = shell().fill({"title": "T", "description": "D", "content": "C"})
    assert found == "<title>T</title><p>D</p><main>C</main>"


def test_slot_may_stand_more_than_once() -> None:
    """A value must be filled in at every place that asks for it."""
    assert shell(HTML + slot("title")).fill({"title": "T"}).count("T") == 2


def test_text_is_escaped() -> None:
    """A value that is not marked safe must be escaped, also inside an attribute."""
    assert "<title>&lt;b&gt; &amp; &#34;c&#34; &#39;</title>" in shell().fill({"title": '<b> & "c" \''})


def test_markup_is_not_escaped() -> None:
    """A value that is marked safe must come out as it is."""
    assert "<main><b>C</b></main>" in shell().fill({"content": Markup("<b>C</b>")})


@pytest.mark.parametrize("name", SLOTS)
def test_value_that_looks_like_a_slot_stays_text(name: str) -> None:
    """A text that holds the mark of a slot must not be filled in itself."""
    filled = shell().fill({"title": f"x {slot(name)} y", "content": "C", "description": "D"})
    assert f"<title>x {slot(name)} y</title>" in filled


@pytest.mark.parametrize("value", [r"\1", r"\g<0>", "$1", "{0}", "%s"])
def test_value_is_taken_literally(value: str) -> None:
    """Signs that mean something in a pattern must come out as they went in."""
    assert f"<title>{value.replace('<', '&lt;').replace('>', '&gt;')}</title>" in shell().fill(
        {"title": value}
    )


def test_slot_without_a_value_is_empty() -> None:
    """A slot that nobody fills must leave nothing behind."""
    assert shell(HTML + slot("edit")).fill({}) == "<title></title><p></p><main></main>"


def test_shell_serves_more_than_one_page() -> None:
    """Filling a shell must not change it."""
    one = shell()
    first = one.fill({"title": "A"})
    one.fill({"title": "B"})
    assert one.fill({"title": "A"}) == first


@pytest.mark.parametrize("name", ["title", "content", "description"])
def test_shell_without_a_slot_is_refused(name: str) -> None:
    """A shell in which a page would lose something must be an error that names the slot."""
    with pytest.raises(ValueError, match=name):
        shell(HTML.replace(slot(name), ""))


def test_unknown_slot_is_refused() -> None:
    """A mark that no page fills must be an error that names it."""
    with pytest.raises(ValueError, match="footer"):
        shell(HTML + slot("footer"))


def test_shell_keeps_what_was_written_by_hand() -> None:
    """The text, title and description of the page in docs must come with its shell."""
    found = shell()
    assert (found.text, found.title, found.description) == (
        Markup("<p>Begin.</p>"),
        "Praktijken",
        "Alle praktijken.",
    )


def test_text_written_by_hand_is_safe() -> None:
    """The HTML that the engine made of a page in docs must not be escaped again."""
    assert "<p>Begin.</p>" in shell().fill({"content": shell().text})


def test_key_tells_sections_and_depths_apart() -> None:
    """A list and the pages below it must have different shells, and so must two sections."""
    keys = {shell_key(section, depth) for section in ("", "praktijken", "themas") for depth in (0, 1, 2, 12)}
    assert len(keys) == 12


def test_text_is_cut_out_of_its_frame() -> None:
    """What stands between the two marks must be the text, and leave nothing behind in the frame."""
    mark = slot("text")
    assert split_text(f"<main>{mark}<p>Begin.</p>{mark}{slot('content')}</main>") == (
        f"<main>{slot('content')}</main>",
        "<p>Begin.</p>",
    )


def test_frame_without_a_text_is_refused() -> None:
    """A template that does not print the text must be an error, and so must a text that was not cut out."""
    with pytest.raises(ValueError, match="unpack"):
        split_text(HTML)
    with pytest.raises(ValueError, match="text"):
        shell(HTML + slot("text"))
