"""What follows from all records together and takes longest: a preview shows that of its last build until the new one is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .catalogue import Catalogue
from .memo import Memo
from .related import Similar, similar_practices
from .search import Index, search_index


@dataclass(frozen=True)
class Overview:
    """The index of search, and which practices resemble one another, by slug."""

    index: Index
    similar: Mapping[str, tuple[Similar, ...]]


class Awaited:
    """An overview that is made elsewhere: who looks at it waits for it."""

    def __init__(self, overview: Callable[[], Overview]) -> None:
        self._overview = overview

    @property
    def index(self) -> Index:
        """As in ``Overview``."""
        return self._overview().index

    @property
    def similar(self) -> Mapping[str, tuple[Similar, ...]]:
        """As in ``Overview``."""
        return self._overview().similar


def overview_of(catalogue: Catalogue, searched: bool = True, memo: Memo | None = None) -> Overview:
    """The overview of a catalogue; with an empty index when it need not be ``searched``.

    ``memo`` knows what was found in a former build.
    """
    index = search_index(catalogue) if searched else Index({})
    return Overview(index, similar_practices(catalogue, memo))
