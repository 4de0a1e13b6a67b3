"""How far long work is, on a terminal and elsewhere."""

from __future__ import annotations

import io
import time

import pytest

from kapstok.progress import BETWEEN_LINES, shown


class Screen(io.StringIO):
    """What a terminal is given."""

    def isatty(self) -> bool:
        return True


LONG_AGO = time.monotonic() - 60


@pytest.mark.parametrize("out", [Screen(), io.StringIO()])
def test_short_work_says_nothing(out: io.StringIO) -> None:
    """Work that is done soon must not be spoken of."""
    assert (list(shown(range(1000), "Rijen", out)), out.getvalue()) == (list(range(1000)), "")


def test_terminal_shows_one_line() -> None:
    """On a terminal one line must be rewritten, and wiped at the end."""
    out = Screen()
    items = shown(["a", "b"], "Rijen", out, since=LONG_AGO)
    assert next(items) == "a"
    assert out.getvalue() == "\r\x1b[KRijen: 1 van 2"
    assert list(items) == ["b"]
    assert out.getvalue().endswith("\r\x1b[K") and "\n" not in out.getvalue()


def test_elsewhere_plain_lines() -> None:
    """Where nobody looks on, plain lines must come, without control characters and not one for each item."""
    out = io.StringIO()
    assert len(list(shown(range(10_000), "Rijen", out, since=LONG_AGO))) == 10_000
    assert out.getvalue() == "Rijen: 1 van 10000\n"


def test_elsewhere_waits_longer() -> None:
    """A log must not get a line for work that a person hardly waits for."""
    out = io.StringIO()
    list(shown(range(10), "Rijen", out, since=time.monotonic() - BETWEEN_LINES / 2))
    assert out.getvalue() == ""


def test_unknown_number_is_left_out() -> None:
    """When nobody knows how many there are, only the count must be shown."""
    out = Screen()
    list(shown(iter("ab"), "Bestanden", out, since=LONG_AGO))
    assert "Bestanden: 1\r" in out.getvalue() and "van" not in out.getvalue()


def test_line_is_wiped_after_an_error() -> None:
    """An error in the work must find a clean line, and go on."""
    out = Screen()

    def failing():
        yield 1
        raise ValueError

    with pytest.raises(ValueError):
        list(shown(failing(), "Rijen", out, since=LONG_AGO))
    assert out.getvalue().endswith("\r\x1b[K")
