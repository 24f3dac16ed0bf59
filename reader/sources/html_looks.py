"""What a chunk of a page is, looked at by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources import html_marks as marks
from reader.sources.html_chunks import HEADINGS
from reader.sources.paragraphs import ends_a_sentence

if TYPE_CHECKING:
    from reader.sources.html_chunks import Chunk

LINKY = 0.5
"""The share of a paragraph, from 0 to 1, that links may be."""
LINKED = 0.8
"""The share from which on a chunk is a link."""
_LEAST_PROSE = 60
_LONG = 120
_LONGEST_STRAY = 24
_FEW_WORDS = 2
_LABEL = re.compile(r"(?:[^\s:|]+\s+){0,4}[^\s:|]+\s*[:\uff1a|\u203a\u00bb>]\s*")
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST_LINKED_TITLE = 160
_SLACK = 3
"""By how much the lengths of a link and of what follows its label may differ, for the blanks between them."""


def is_heading(chunk: Chunk) -> bool:
    """Tell whether a chunk is marked as a heading."""
    return chunk.lies_in(*HEADINGS)


def is_around(chunk: Chunk) -> bool:
    """Tell whether a chunk lies in what stands around articles."""
    return any(part.around for part in chunk.parts)


def is_prose(chunk: Chunk) -> bool:
    """Tell whether a chunk is long enough for a paragraph, and no link."""
    return len(chunk.text) >= _LEAST_PROSE and chunk.link_share < LINKY and (is_sentence(chunk) or len(chunk.text) >= _LONG)


def is_sentence(chunk: Chunk) -> bool:
    """Tell whether a chunk ends as sentences do."""
    return ends_a_sentence(chunk.text, len(chunk.text))


def is_mere_talk(chunk: Chunk) -> bool:
    """Tell whether a chunk is what pages say of themselves, and no sentence that merely begins as such talk does."""
    told = chunk.linked > 0 or not is_sentence(chunk) or marks.is_on_rights(chunk.text)
    return told and marks.is_small_talk(chunk.text)


def is_stray(chunk: Chunk) -> bool:
    """Tell whether a chunk is a word or two, or a number, as what stands above an article counts and labels."""
    few = len(chunk.text) <= _LONGEST_STRAY and len(chunk.text.split()) <= _FEW_WORDS
    counts = not any(map(str.isalpha, chunk.text))
    return few and not chunk.is_bold and not is_heading(chunk) and not chunk.linked and (counts or not is_sentence(chunk))


def is_mere_link(chunk: Chunk) -> bool:
    """Tell whether a chunk is a link, or little more and no sentence."""
    linked = chunk.link_share >= LINKED or (
        chunk.link_share > LINKY and len(chunk.text) < _LEAST_PROSE and not is_sentence(chunk)
    )
    return linked and not chunk.lies_in("li", "h2", "h3", "h4", "blockquote")


def is_addresses(chunk: Chunk) -> bool:
    """Tell whether a chunk is web addresses and little else, as the notes to a report are."""
    return len(_ADDRESS.sub("", chunk.text)) <= (1 - LINKED) * len(chunk.text)


def is_labelled_link(chunk: Chunk) -> bool:
    """Tell whether a chunk is a few words, a colon or bar, and then the link to another page: its title, and no sentence."""
    label = _LABEL.match(chunk.text)
    return (
        label is not None
        and 0 < chunk.linked <= _LONGEST_LINKED_TITLE
        and chunk.linked >= len(chunk.text) - label.end() - _SLACK
        and not is_sentence(chunk)
        and not chunk.lies_in("li", "dd", "blockquote")
    )
