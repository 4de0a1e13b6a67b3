"""What a page hands on: a mail, a QR code, the code of a frame."""

from __future__ import annotations

import gzip
import re
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest

from kapstok.share import MAIL_MOST, frame_code, mail_link, qr_svg

ADDRESS = "https://proef.test/kapstok/praktijken/babbel/"
SIGNS = "Café & co: 50 % + 'vrij' = \"ja\"? #1 <b> € 🙂"


def fields(link: str) -> dict[str, str]:
    """Subject and body as a mail program reads them."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def test_mail_holds_title_text_and_address() -> None:
    """The subject must be the title; the body title, text and address, in paragraphs with the line ends of a mail."""
    assert fields(mail_link(ADDRESS, "Babbel", "Elke week.")) == {
        "subject": "Babbel",
        "body": f"Babbel\r\n\r\nElke week.\r\n\r\n{ADDRESS}",
    }


def test_mail_keeps_every_sign() -> None:
    """No sign of a title may end a field, become a space or be lost; only unreserved signs stand bare."""
    link = mail_link(f"{ADDRESS}?q=a+b&thema=x", SIGNS, SIGNS)
    assert fields(link)["subject"] == SIGNS
    assert fields(link)["body"].endswith(f"{SIGNS}\r\n\r\n{ADDRESS}?q=a+b&thema=x")
    assert re.fullmatch(r"mailto:\?subject=[\w.~%-]+&body=[\w.~%-]+", link, re.ASCII)


def test_long_mail_loses_its_text_and_keeps_its_address() -> None:
    """What a mail program would refuse must become shorter, and never lose the address."""
    link = mail_link(ADDRESS, "Babbel", "é" * 400)
    assert len(link) <= MAIL_MOST
    assert fields(link)["body"] == f"Babbel\r\n\r\n{ADDRESS}"


def test_mail_without_text_has_no_empty_paragraph() -> None:
    """A page without a sentence must give a mail without a gap."""
    assert fields(mail_link(ADDRESS, "Babbel"))["body"] == f"Babbel\r\n\r\n{ADDRESS}"


def test_qr_code_is_one_small_path() -> None:
    """The code of the longest address must be one path, without a style or a script, of at most 2 kB compressed."""
    svg = str(qr_svg(f"https://www.een-lange-naam.example/kapstok/praktijken/{'x' * 60}/"))
    assert re.findall(r"<(\w+)", svg) == ["svg", "path"]
    assert "style" not in svg
    assert len(gzip.compress(svg.encode())) <= 2048


def test_qr_code_is_always_the_same() -> None:
    """The same address must give the same bytes."""
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")


@pytest.mark.parametrize("title", ["Praktijken uit Gent", "\"><script>alert('x')</script>&amp;"])
def test_frame_is_one_element_with_the_title_as_text(title: str) -> None:
    """The code must be one iframe, whatever its title holds."""
    tree = html5lib.parseFragment(frame_code(ADDRESS, title), namespaceHTMLElements=False)
    (frame,) = list(tree)
    assert (frame.tag, len(frame), frame.tail) == ("iframe", 0, None)
    assert (frame.get("src"), frame.get("title"), frame.get("loading")) == (ADDRESS, title, "lazy")
