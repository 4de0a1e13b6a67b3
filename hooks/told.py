"""What is wrong, told in the browser too: on every page of a preview as long as it shows an older site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A web application as Python servers know them (PEP 3333)."""
_PLACE = re.compile(rb"<article[^>]*>|<body[^>]*>")
"""Where the text goes: the last of these on a page."""
_PAGE = re.compile(r"    /(\S+)\Z")
"""A line of a problem that names a page of the site."""


def telling(application: Application, trouble: Callable[[], str], home: str) -> Application:
    """The application, with ``trouble`` on each page of HTML that it gives while there is any; ``home`` is its first address."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        found = application(environ, lambda status, headers: begun.append((status, headers)))
        ((status, headers),) = begun
        text = trouble()  # only now: the application waits for a build that goes on
        if text and dict(headers).get("Content-Type", "").startswith("text/html"):
            body = with_trouble(b"".join(found), text, home)
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
            headers.append(("Content-Length", str(len(body))))
            found = [body]
        start_response(status, headers)
        return found

    return answer


def with_trouble(page: bytes, text: str, home: str) -> bytes:
    """The page with a box above its text, as the form has one; it needs no script."""
    lines = [_line(line, home) for line in text.strip().split("\n")]
    box = Markup('<div class="k-summary" role="alert"><strong>{}</strong><br>{}</div>').format(
        lines[0], Markup("<br>").join(lines[1:])
    )
    places = list(_PLACE.finditer(page))
    at = places[-1].end() if places else 0
    return page[:at] + box.encode() + page[at:]


def _line(line: str, home: str) -> Markup:
    page = _PAGE.match(line)
    return Markup('<a href="{0}{1}">/{1}</a>').format(home, page[1]) if page else escape(line)
