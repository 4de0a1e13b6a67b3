"""A shell: the theme's complete HTML of one page, with slots that a catalogue page fills.

The engine renders a page whose template prints ``@@kapstok:<slot>@@`` where something goes.
One shell serves the pages of the same section and depth, because its links are relative.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from .links import Marks

SLOTS = ("title", "description", "canonical", "robots", "content", "edit")
_SLOT = re.compile(r"@@kapstok:([a-z]+)@@")


def slot(name: str) -> str:
    """The mark that a shell template prints for a slot."""
    return f"@@kapstok:{name}@@"


def split_text(html: str) -> tuple[str, str]:
    """The frame, and the hand-written text that the shell template prints in it between two marks ``text``."""
    before, text, after = html.split(slot("text"))
    return before + after, text


@dataclass(frozen=True)
class Shell:
    """HTML in pieces, alternating with slot names; ``text`` is the hand-written part of the page."""

    pieces: tuple[str, ...]
    text: Markup
    title: str
    description: str

    @classmethod
    def parse(cls, html: str, text: str, title: str, description: str) -> Shell:
        """Split the engine's output at its slots; a shell without a slot it needs is an error."""
        pieces = tuple(_SLOT.split(html))
        missing = {"title", "content", "description"} - set(pieces[1::2])
        if missing:
            raise ValueError(f"the shell has no slot {', '.join(sorted(missing))}")
        unknown = set(pieces[1::2]) - set(SLOTS)
        if unknown:
            raise ValueError(f"the shell has an unknown slot {', '.join(sorted(unknown))}")
        return cls(pieces, Markup(text), title, description)

    def fill(self, values: Mapping[str, str]) -> str:
        """The page: each slot replaced by its value, escaped unless it is Markup already."""
        out = list(self.pieces)
        for index in range(1, len(out), 2):
            out[index] = str(escape(values.get(out[index], "")))
        return "".join(out)

    @cached_property
    def digest(self) -> bytes:
        """Equal for shells that give equal pages."""
        parts = (*self.pieces, self.text, self.title, self.description)
        return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()

    @cached_property
    def marks(self) -> Marks:
        """The ids and the addresses of the shell itself."""
        return Marks.of("".join(self.pieces[::2]))


def shell_key(section: str, depth: int) -> str:
    """The name under which the adapter keeps a shell: ``praktijken:2``."""
    return f"{section}:{depth}"
