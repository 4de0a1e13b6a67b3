"""A mistake on the pages of a preview: as text, on pages only, and nowhere when there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from told import telling, with_trouble

TROUBLE = "De site is niet gewijzigd.\npractices/x.md:2: '<img src=x onerror=alert(1)>' mag niet.\n    /meedoen/regels/html/\n"


def answer_of(kind: str, body: bytes) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """An application that always gives this."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body[:3], body[3:]]

    return application


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (
            b"<body><header></header><article id=x><h1>A</h1></article>",
            b"<body><header></header><article id=x>",
        ),
        (b"<html><body class=y><p>B", b"<html><body class=y>"),
        (b"<p>C", b""),
    ],
)
def test_trouble_stands_above_the_text(page: bytes, before: bytes) -> None:
    """It must come first in the text of the page, escaped, with a link to the rule; the page itself must stay."""
    told = with_trouble(page, TROUBLE, "/kapstok/")
    box = told.removeprefix(before).removesuffix(page.removeprefix(before))
    assert before + box + page.removeprefix(before) == told
    assert b"<img" not in box
    assert b"&lt;img src=x onerror=alert(1)&gt;" in box
    assert b'<a href="/kapstok/meedoen/regels/html/">' in box


def test_what_a_build_finds_meanwhile_is_told() -> None:
    """The engine answers when a build that goes on has ended: what that found must be told."""
    found: list[str] = []

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found.append(TROUBLE)
        return answer_of("text/html", b"<body>x")(environ, start_response)

    told = telling(application, lambda: "".join(found), "/")
    assert b"niet gewijzigd" in b"".join(told({}, lambda *_: None))


@pytest.mark.parametrize(
    ("kind", "trouble", "told"),
    [("text/html", TROUBLE, True), ("text/html", "", False), ("text/css", TROUBLE, False)],
)
def test_only_pages_tell(kind: str, trouble: str, told: bool) -> None:
    """Pages must tell while something is wrong, with the right length; other files must come as they are."""
    begun: list[dict[str, str]] = []
    application = telling(answer_of(kind, b"<body>x"), lambda: trouble, "/")
    body = b"".join(application({}, lambda status, headers: begun.append(dict(headers))))
    assert (body != b"<body>x") is told
    assert begun == [{"Content-Type": kind, "Content-Length": str(len(body))}]
