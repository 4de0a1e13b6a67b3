"""Parts of the site: what is known of the last build is asked for no more."""

from __future__ import annotations

from collections.abc import Iterator

from kapstok.chapters import Chapters
from kapstok.site_file import NAMED, SiteFile


class Part:
    """A part of two files, that counts how often it was asked for."""

    def __init__(self, text: str = "een") -> None:
        self.text = text
        self.asked = 0

    def files(self) -> Iterator[SiteFile]:
        self.asked += 1
        yield SiteFile.of("a/index.html", self.text.encode())
        yield SiteFile.named("data/b.json", b"{}")


def test_part_is_asked_for_once() -> None:
    """With the same key its files are known by path and key; another key asks again."""
    part = Part()
    first = Chapters({})
    made = list(first.of("part", b"1", part.files))
    again = Chapters(first.made)
    known = list(again.of("part", b"1", part.files))
    assert part.asked == 1
    assert [(file.path, file.key) for file in known] == [(file.path, file.key) for file in made]
    assert again.made == first.made
    other = Chapters(first.made)
    changed = list(other.of("part", b"2", part.files))
    assert part.asked == 2
    assert changed[0].key != made[0].key
    assert changed[1].key == NAMED


def test_file_that_is_missing_is_made() -> None:
    """Somebody deleted it from the site: the part is worked out, once for all its files."""
    part = Part()
    first = Chapters({})
    made = [file.data for file in first.of("part", b"1", part.files)]
    known = list(Chapters(first.made).of("part", b"1", part.files))
    assert [file.data for file in known] == made
    assert part.asked == 2


def test_part_that_was_not_finished_is_not_known() -> None:
    """A build that ended in the middle says nothing of the files that it did not come to."""
    part = Part()
    first = Chapters({})
    next(iter(first.of("part", b"1", part.files)))
    assert first.made == {}
