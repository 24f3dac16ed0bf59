"""Casts the paragraphs of a plain text in their roles. What is not plainly something else is body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.core.article import Block, BlockKind, Metadata
from reader.sources.front_matter import read_front_matter
from reader.sources.paragraphs import ends_a_sentence
from reader.sources.small_print import is_caption

if TYPE_CHECKING:
    from reader.sources.paragraphs import Paragraph

_MARKED_HEADING = re.compile(r"#{1,6}[ \t]+[^\s#]")
_LIST_ITEM = re.compile(r"(?:[-*\u2022]|\d{1,3}[.)])\s+[^\s*\u2022-]")
_QUOTE = re.compile(r">\s*[^\s>]")
_LONGEST_MARKED = 200
_LONGEST_HEADING = 80
_MOST_WORDS = 10
_STOPS = ".,;:!?\u2026\u3002\uff01\uff1f\uff0c\uff1b\uff1a\u061f\u060c\u061b\u06d4\u0964\"'\u2019\u201d\u00bb"


def cast(text: str, paragraphs: list[Paragraph]) -> tuple[tuple[Block, ...], Metadata]:
    """Return a block for each paragraph, and what the front matter says of the article."""
    front = read_front_matter(text, paragraphs)
    kinds = list(front.kinds)
    for at in range(len(kinds), len(paragraphs)):
        kind = _marked(text, paragraphs[at])
        if kind is BlockKind.BODY and _is_heading(text, paragraphs, at, kinds):
            kind = BlockKind.HEADING
        kinds.append(kind)
    return tuple(Block(kind, held.start, held.end) for kind, held in zip(kinds, paragraphs, strict=True)), front.meta


def _marked(text: str, paragraph: Paragraph) -> BlockKind:
    """Return the role that a paragraph's own marks give it."""
    start, end = paragraph.start, paragraph.end
    if paragraph.underlined or (end - start <= _LONGEST_MARKED and _MARKED_HEADING.match(text, start, end)):
        return BlockKind.HEADING
    if _LIST_ITEM.match(text, start, end):
        return BlockKind.LIST_ITEM
    if _QUOTE.match(text, start, end):
        return BlockKind.QUOTE
    return BlockKind.CAPTION if is_caption(text, start, end, credited=False) else BlockKind.BODY


def _is_heading(text: str, paragraphs: list[Paragraph], at: int, before: list[BlockKind]) -> bool:
    """Tell whether a paragraph is a short line alone between empty lines, without a stop, and a body paragraph follows."""
    this = paragraphs[at]
    if not this.apart or this.end - this.start > _LONGEST_HEADING or not 0 < at < len(paragraphs) - 1:
        return False
    below = paragraphs[at + 1]
    if not below.apart or before[-1] is BlockKind.HEADING:
        return False
    words = text[this.start : this.end].split()
    return (
        len(words) <= _MOST_WORDS
        and words[-1][-1] not in _STOPS
        and not words[0][0].islower()
        and any(map(str.isalpha, words[0] + words[-1]))
        and below.end - below.start > this.end - this.start
        and ends_a_sentence(text, below.end)
        and _marked(text, below) is BlockKind.BODY
    )
