"""What a browser may do on a page of the site: the content-security policy, as meta tag and as header.

Everything comes from the site itself.  There is no inline script or style, so that text that somebody
smuggled into a page does nothing; ``data:`` is for the small pictures in the style sheets.
"""

from __future__ import annotations

import base64
import hashlib

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
"""What a page may load, run, ask and send: the whole policy, but for who may show the page in a frame."""

POLICY = "; ".join(DIRECTIVES)
"""The policy as every page says it; a meta tag cannot say who may show the page in a frame."""


PREVIEW = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
"""The policy of a page in a preview: the engine adds an inline script, which loads the page again when a file is saved."""


def header(frames: str = "'none'") -> str:
    """The policy as a web server says it. ``frames``: who may show the page in a frame; anybody for a list below ``embed/``."""
    return f"{POLICY}; frame-ancestors {frames}"


def alone(style: str) -> str:
    """The policy of a page that stands on its own: nothing but this text between ``<style>`` and ``</style>``."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
