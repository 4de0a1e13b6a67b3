"""What a reader hands a page on with: a mail, a QR code on paper, a frame on another site."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import zxingcpp
from markupsafe import Markup

_RUN = re.compile(rb"\x00+|\xff+")
QUIET = 4
"""Modules of white around a QR code; every row begins and ends with them."""
PIECE = 13
"""Modules of a row that are drawn together; such pieces come back in other rows and codes."""
MAIL_MOST = 2000
"""Characters of a ``mailto:`` address; some mail programs open nothing for a longer one."""


def mail_link(address: str, title: str, text: str = "") -> str:
    """A ``mailto:`` address with the title as subject and title, text and address as body.

    Where it would be too long the text goes and the address stays. Its twin is in ``kapstok-share.mjs``.
    """

    def link(*parts: str) -> str:
        body = "\r\n\r\n".join(part for part in parts if part)
        return f"mailto:?subject={quote(title, safe='')}&body={quote(body, safe='')}"

    whole = link(title, text, address)
    return whole if len(whole) <= MAIL_MOST else link(title, address)


def qr_svg(address: str) -> Markup:
    """The QR code of an address as inline SVG of one path, with the four modules of white that it needs.

    Level M: a reader still decodes it with 15 % of it damaged.  The mask is always the same: trying all eight
    takes nine times as long, and a reader decodes any.
    """
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M", data_mask=0)
    modules = memoryview(code.to_image(scale=1))
    size = modules.shape[0]
    pixels = modules.tobytes()
    path = []
    for row in range(QUIET, size - QUIET):
        path.append(f"M{QUIET} {row}.5")
        begin, end = row * size + QUIET, (row + 1) * size - QUIET
        path += [_strokes(pixels[at : min(at + PIECE, end)]) for at in range(begin, end, PIECE)]
    return Markup(
        f'<svg viewBox="0 0 {size} {size}" class="k-qr"><path stroke="#000" d="{"".join(path)}"/></svg>'
    )


@lru_cache(maxsize=1 << (PIECE + 1))
def _strokes(modules: bytes) -> str:
    """A piece of a row as a path: a line for each run of dark modules, a step over each run of white."""
    runs = _RUN.findall(modules)
    return "".join(f"m{len(run)} 0" if run[0] else f"h{len(run)}" for run in runs)


def frame_code(address: str, title: str) -> str:
    """The HTML that shows a page in a frame on another site; it is text, so a template escapes it once more."""
    return str(
        Markup(
            '<iframe src="{}" title="{}" width="100%" height="480" loading="lazy" style="border:0"></iframe>'
        ).format(address, title)
    )
