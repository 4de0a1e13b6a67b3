"""What a browser may do on a page of the site: the content-security policy, as meta tag and as header.

Everything comes from the site itself.  There is no inline style, and no inline script but one that the policy
names by its digest, so that text that somebody smuggled into a page does nothing; ``data:`` is for the small
pictures in the style sheets.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path


def _lean(script: str) -> str:
    """A script without its comments, which have lines of their own, and without the space before a line."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**")))


def _digest(text: str) -> str:
    """A text that stands inline, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


BEFORE_PAINT = _lean((Path(__file__).parents[2] / "templates/before-paint.js").read_text("utf-8"))
"""The script in the head of every page, exactly as it stands there: fetched, it would keep the page from being drawn."""

DIRECTIVES = (
    "default-src 'none'",
    f"script-src 'self' {_digest(BEFORE_PAINT)}",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
"""What a page may load, run, ask and send: the whole policy, but for who may show the page in a frame."""

POLICY = "; ".join(DIRECTIVES)
"""The policy as every page says it; a meta tag cannot say who may show the page in a frame."""


PREVIEW = POLICY.replace(_digest(BEFORE_PAINT), "'unsafe-inline'")
"""The policy of a page in a preview: the engine adds an inline script, which loads the page again when a file is saved.

Beside a digest the word would count for nothing.
"""


def header(frames: str = "'none'") -> str:
    """The policy as a web server says it. ``frames``: who may show the page in a frame; anybody for a list below ``embed/``."""
    return f"{POLICY}; frame-ancestors {frames}"


def alone(style: str) -> str:
    """The policy of a page that stands on its own: nothing but this text between ``<style>`` and ``</style>``."""
    return f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
