"""Cuts a long text into parts that a tagger takes one by one, so that its memory stays bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.baseline.blanks import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_PART = 30_000
"""Code points: some 5,000 words, which even a slow tagger does well within the time a worker may stay silent."""

_ENDS = ("\n\n", "\n", " ")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one text that is tagged in one go.

    text: the stretch as the tagger reads it; start: where it begins in the whole text, in code points.
    """

    text: str
    start: int


def cut(text: str) -> Iterator[Part]:
    """Yield the parts of a text in order, as the tagger reads them; none for a text of blanks."""
    whole = legible(text)
    return (Part(whole[start:end], start) for start, end in bounds(whole) if not whole[start:end].isspace())


def bounds(text: str, longest: int = LONGEST_PART) -> Iterator[tuple[int, int]]:
    """Yield bounds of parts in code points, half-open, which together cover a `legible` text.

    A part ends behind the last blank line it can reach, else behind a line, else behind a blank, else where it is full.
    """
    start = 0
    while start < len(text):
        end = _end(text, start, start + longest) if len(text) - start > longest else len(text)
        yield start, end
        start = end


def _end(text: str, start: int, limit: int) -> int:
    # In the second half, or a lone blank line near the start would make a tiny part.
    halfway = (start + limit) // 2
    for mark in _ENDS:
        at = text.rfind(mark, halfway, limit)
        if at >= 0:
            return at + len(mark)
    return limit
