"""One text to read, and the roles its parts play."""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple


class BlockKind(StrEnum):
    """The role a block plays on the page."""

    TITLE = "title"
    REPEAT = "repeat"
    """A title given twice: folded away, and nobody judges the spans in it."""
    DECK = "deck"
    BYLINE = "byline"
    READING_TIME = "reading time"
    DATELINE = "dateline"
    CAPTION = "caption"
    HEADING = "heading"
    BODY = "body"
    LIST_ITEM = "list item"
    QUOTE = "quote"


class Block(NamedTuple):
    """A stretch of the text with a role. Code points, half-open; never empty, never across another block."""

    kind: BlockKind
    start: int
    end: int


class Metadata(NamedTuple):
    """What is known of an article beside its text. An empty string means unknown.

    published: ISO 8601, as much of it as is known: "2016-07-31", "2016-07-31T10:00:00+03:00".
    """

    title: str = ""
    deck: str = ""
    byline: str = ""
    published: str = ""
    site: str = ""
    language: str = ""
    url: str = ""


def digest_of(text: str) -> str:
    """Return the `Article.digest` of an article with this text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Article:
    """One text to read; it never changes once imported.

    text: NFC, with line feeds only (see `normalise`).
    blocks: in text order, without overlap; only white space may lie between them.
    Raises ValueError for blocks that are empty, overlap, run backward or leave the text.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    meta: Metadata = field(default_factory=Metadata)

    def __post_init__(self) -> None:
        """Refuse blocks that do not lie one after the other inside the text."""
        bounds = [0, *(place for block in self.blocks for place in (block.start, block.end)), len(self.text)]
        if any(left > right for left, right in pairwise(bounds)):
            raise ValueError("blocks must follow one another inside the text")
        if any(block.start == block.end for block in self.blocks):
            raise ValueError("a block is never empty")

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8, in hex: the article's identity everywhere."""
        return digest_of(self.text)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds this offset; None between blocks."""
        at = bisect_right(self._block_starts, offset) - 1
        return self.blocks[at] if at >= 0 and offset < self.blocks[at].end else None

    @cached_property
    def folded(self) -> tuple[Block, ...]:
        """The blocks that the page does not show."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.REPEAT)

    @property
    def name(self) -> str:
        """What lists call the article: its title, or else its first words."""
        if self.meta.title:
            return self.meta.title
        start = self.blocks[0].start if self.blocks else 0
        opening = " ".join(self.text[start : start + 4 * _NAME_LENGTH].split())
        return opening if len(opening) <= _NAME_LENGTH else f"{opening[: _NAME_LENGTH - 1].rsplit(' ', 1)[0]}…"

    def is_taggable(self, start: int, end: int) -> bool:
        """Tell whether [start, end) lies in one block that the page shows, and is more than blanks."""
        block = self.block_at(start)
        inside = block is not None and end <= block.end and block.kind is not BlockKind.REPEAT
        return inside and start < end and not self.text[start:end].isspace()

    def shows(self, start: int, end: int) -> bool:
        """Tell whether no part of [start, end) is folded away."""
        return not self.folded or not any(block.start < end and start < block.end for block in self.folded)


def on_one_line(surface: str, limit: int = 40) -> str:
    """Return a surface on one line, cut to so many code points, as menus and titles show it."""
    line = " ".join(surface.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


_NAME_LENGTH = 80

_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\0": None})


def normalise(text: str) -> str:
    """Return the text as articles hold it: line feeds only, no NUL, NFC. Done once, at import, and never again."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS))
