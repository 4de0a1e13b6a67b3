"""The brackets of links and tags in Markdown, found in a time that grows with the text and not with its square.

Python-Markdown looks from each opening bracket to the end of the text, sign by sign, for six kinds of link:
ten thousand brackets keep it busy for a quarter of a minute. These look no further than any link goes.
It does so too from the beginning of each tag that is never closed.
"""

from __future__ import annotations

import re

from markdown import Markdown, inlinepatterns
from markdown.extensions import Extension
from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor

MAX_NESTED = 20
"""A link whose text holds more brackets in brackets than this is text."""
MAX_ADDRESS = 1_000
"""Characters within which the address and title of a link end."""
_BRACKET = re.compile(r"[\[\]]")


class _Bounded(inlinepatterns.LinkInlineProcessor):
    """What all six have in common: where the text of a link ends, and its address."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """The text up to the bracket that closes it, the index after that, and whether there is one."""
        depth = 1
        for found in _BRACKET.finditer(data, index):
            depth += 1 if found[0] == "[" else -1
            if depth == 0:
                return data[index : found.start()], found.end(), True
            if depth > MAX_NESTED:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """The address and title in round brackets, the index after them, and whether they are there."""
        if not data.startswith("(", index):
            return "", None, index, False
        href, title, end, handled = super().getLink(data[index : index + MAX_ADDRESS], 0)
        if end < 0:  # a title that never ends: Python-Markdown would lose the text after it
            return "", None, index, False
        return href, title, index + end, handled


class _Link(_Bounded, inlinepatterns.LinkInlineProcessor):
    pass


class _Image(_Bounded, inlinepatterns.ImageInlineProcessor):
    pass


class _Reference(_Bounded, inlinepatterns.ReferenceInlineProcessor):
    pass


class _ImageReference(_Bounded, inlinepatterns.ImageReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, inlinepatterns.ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_Bounded, inlinepatterns.ShortImageReferenceInlineProcessor):
    pass


class _Tags(HTMLExtractor):
    """Finds raw HTML; what no ``>`` follows is no tag."""

    def parse_starttag(self, i: int) -> int:
        if self.rawdata.find(">", i) >= 0:
            return super().parse_starttag(i)
        self.handle_data(self.rawdata[i : i + 1])
        return i + 1


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Takes blocks of raw HTML out of the text, as that of Python-Markdown."""

    def run(self, lines: list[str]) -> list[str]:
        parser = _Tags(self.md)
        parser.feed("\n".join(lines))
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class BoundedBrackets(Extension):
    """Puts them in the place of those of Python-Markdown, in the same order."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
        for name, kind, pattern, priority in (
            ("reference", _Reference, inlinepatterns.REFERENCE_RE, 170),
            ("link", _Link, inlinepatterns.LINK_RE, 160),
            ("image_link", _Image, inlinepatterns.IMAGE_LINK_RE, 150),
            ("image_reference", _ImageReference, inlinepatterns.IMAGE_REFERENCE_RE, 140),
            ("short_reference", _ShortReference, inlinepatterns.REFERENCE_RE, 130),
            ("short_image_ref", _ShortImageReference, inlinepatterns.IMAGE_REFERENCE_RE, 125),
        ):
            md.inlinePatterns.register(kind(pattern, md), name, priority)
