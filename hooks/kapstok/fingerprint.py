"""What a page is made of, as a short digest: equal digests, equal pages.

A digest covers the page before it is rendered, the shell, the templates, the settings and the
program itself with the libraries that write HTML.  A record counts by its own digest, made once.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from types import MappingProxyType
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from .pages.page import Card, Page
from .places import Town
from .program import program


class Fingerprints:
    """Digests of the pages of one build; ``common`` is what all of them depend on."""

    def __init__(self, *common: object) -> None:
        self._records: dict[int, tuple[object, bytes]] = {}
        self.common = hashlib.blake2b(program() + self._flat(common), digest_size=16).digest()

    def of(self, shell: bytes, page: Page) -> bytes:
        """The digest of a page in the shell with this digest; a TypeError or PicklingError when the page holds a function."""
        return hashlib.blake2b(self.common + shell + self._flat(page.__dict__), digest_size=16).digest()

    def _flat(self, content: object) -> bytes:
        buffer = io.BytesIO()
        _Flat(buffer, self).dump(content)
        return buffer.getvalue()

    def record(self, item: BaseModel | Town | Card) -> bytes:
        """The digest of a record or its card, from what it holds."""
        known = self._records.get(id(item))
        if known is None:
            content = (type(item).__name__, item.__dict__)
            # The record is kept beside its digest: an id is only its own as long as it lives.
            known = (item, hashlib.blake2b(self._flat(content), digest_size=16).digest())
            self._records[id(item)] = known
        return known[1]


class _Flat(pickle.Pickler):
    """Writes equal things in equal ways, whether they are one object or two; records as their digests."""

    def __init__(self, buffer: io.BytesIO, prints: Fingerprints) -> None:
        super().__init__(buffer, protocol=5)
        self.fast = True
        self._prints = prints

    def reducer_override(self, item: Any) -> Any:
        if isinstance(item, BaseModel | Town | Card):
            return bytes, (self._prints.record(item),)
        if isinstance(item, Markup):
            return str, (str.__str__(item),)
        if isinstance(item, MappingProxyType):
            return dict, (dict(item),)
        return NotImplemented
