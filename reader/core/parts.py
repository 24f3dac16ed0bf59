"""Parts: the stretches a page sets and a tokeniser cuts one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from reader.core.article import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.core.article import Article

SMALL_PRINT = frozenset({BlockKind.BYLINE, BlockKind.READING_TIME, BlockKind.DATELINE})
"""Kinds that share one row of the page when they follow one another."""

PART_LENGTH = 4000
"""About how many code points a part holds at most: what one text layout sets without a stall."""

_JOINER = "\u200d"
_EMOJI_TAILS = {_JOINER, *map(chr, range(0x1F3FB, 0x1F400))}
_LONGEST_CLUSTER = 64


class Part(NamedTuple):
    """A stretch of the text that is set and cut on its own: a block, a row of small print, or a piece of a very long block.

    opens, closes: it is the first, the last piece of its block.
    """

    kind: BlockKind
    start: int
    end: int
    opens: bool = True
    closes: bool = True


def cut_into_parts(article: Article) -> tuple[Part, ...]:
    """Return the parts of all blocks that are not folded, in text order."""
    return tuple(part for row in _rows(article) for part in _pieces(article.text, *row))


def _rows(article: Article) -> Iterator[tuple[BlockKind, int, int]]:
    """Yield each shown block; small print that follows small print as one row."""
    held: Block | None = None
    for block in article.blocks:
        if held and held.kind in SMALL_PRINT and block.kind in SMALL_PRINT:
            held = Block(held.kind, held.start, block.end)
            continue
        if held:
            yield held.kind, held.start, held.end
        held = block if block.kind is not BlockKind.REPEAT else None
    if held:
        yield held.kind, held.start, held.end


def _pieces(text: str, kind: BlockKind, start: int, end: int) -> Iterator[Part]:
    if end - start <= PART_LENGTH:
        yield Part(kind, start, end)
        return
    at = start
    while at < end:
        cut = _cut_before(text, at, end)
        yield Part(kind, at, cut, opens=at == start, closes=cut == end)
        at = cut


def _cut_before(text: str, start: int, end: int) -> int:
    """Return where the piece that begins at start ends: after the last blank in reach, or hard where there is none."""
    limit = start + PART_LENGTH
    if limit >= end:
        return end
    blank = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
    return blank + 1 if blank > 0 else _cut_between_characters(text, limit)


def _cut_between_characters(text: str, limit: int) -> int:
    """Return the last place up to limit that parts no letter from its marks and no emoji from what is joined to it."""
    for at in range(limit, limit - _LONGEST_CLUSTER, -1):
        joined = text[at - 1] == _JOINER or text[at] in _EMOJI_TAILS or category(text[at]).startswith("M")
        if not joined:
            return at
    return limit
