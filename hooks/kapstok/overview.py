"""What follows from all records together and takes longest: a preview shows that of its last build until the new one is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .catalogue import Catalogue
from .related import Similar, similar_practices
from .search import Index, search_index


@dataclass(frozen=True)
class Overview:
    """The index of search, and which practices resemble one another, by slug."""

    index: Index
    similar: Mapping[str, tuple[Similar, ...]]


def overview_of(catalogue: Catalogue, searched: bool = True) -> Overview:
    """The overview of a catalogue; with an empty index when it need not be ``searched``."""
    return Overview(search_index(catalogue) if searched else Index({}), similar_practices(catalogue))
