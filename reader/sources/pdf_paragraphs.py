"""The paragraphs that the lines of a PDF were broken from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from reader.core.article import BlockKind
from reader.sources.composing import Piece
from reader.sources.paragraphs import ends_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.sources.pdf_layout import Column
    from reader.sources.pdf_lines import Line

_APART = 1.3
"""Times the common distance of lines: paragraphs are further apart than that, where they are apart at all."""
_ANOTHER_SIZE = 0.12
_INDENT = 0.6
"""Line heights."""
_LARGE, _LARGEST = 1.15, 1.25
"""Times the size of most letters: headings, and a title."""
_LONGEST_HEADING = 300
_BULLET = re.compile(r"[•‣▪●◦–*·-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s")
_LEADERS = re.compile(r"(?: ?\.){5,}")
"""Dots that lead the eye across a table of contents."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line] = field(default_factory=list)
    full: bool = False

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size


def body_size(lines: Iterable[Line]) -> float:
    """Return the line height of most letters; 1 where there are none."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half, counted = sum(length for _, length in sizes) / 2, 0
    for size, length in sizes:
        counted += length
        if counted >= half:
            return max(size, 1.0)
    return 1.0


def pieces(columns: list[Column], common: float) -> list[Piece]:
    """Return the paragraphs in order, a title and headings by their size. common: the line height of most letters."""
    distance = _distance(columns)
    found: list[_Paragraph] = []
    for column in columns:
        for paragraph in _paragraphs(column, distance, common):
            if found and _goes_on(found[-1], paragraph, common):
                found[-1].lines += paragraph.lines
                found[-1].full = paragraph.full
            else:
                found.append(paragraph)
    hyphenated = {word.lower() for held in found for line in held.lines for word in _WORD.findall(line.text) if "-" in word}
    title = _title(found, common)
    return [Piece(_text(held.lines, hyphenated), _kind(held, common, titles=held is title)) for held in found]


def _distance(columns: list[Column]) -> float:
    """Return how far apart baselines commonly are, in line heights."""
    apart = [
        (above.box.bottom - below.box.bottom) / above.size
        for column in columns
        for above, below in pairwise(column)
        if above.size > 0 and not _differ(above.size, below.size)
    ]
    return median(apart) if apart else 1.0


def _paragraphs(column: Column, distance: float, common: float) -> list[_Paragraph]:
    left, right = min(line.box.left for line in column), max(line.box.right for line in column)
    found = [_Paragraph([column[0]])]
    for above, line in pairwise(column):
        if _begins(above, line, (left, right), distance=distance, common=common):
            found.append(_Paragraph([line]))
        else:
            found[-1].lines.append(line)
    found[-1].full = right - column[-1].box.right < common
    return found


def _begins(above: Line, line: Line, sides: tuple[float, float], *, distance: float, common: float) -> bool:
    """Tell whether a line begins a paragraph, below another line of the same column."""
    size = max(line.size, 1.0)
    if _differ(above.size, line.size) or above.box.bottom - line.box.bottom > _APART * distance * size:
        return True
    if above.hyphenated or size > _LARGE * common:
        return False
    if _BULLET.match(line.text):
        return True
    left, right = sides
    # Below a bullet, the lines of its paragraph hang from its first word.
    indented = line.box.left - left > _INDENT * size and not _BULLET.match(above.text)
    if indented and abs(line.box.left - above.box.left) > _INDENT * size and above.box.left < line.box.left:
        return True
    # Where the next word would have fitted, the line was ended on purpose.
    fits = right - above.box.right > line.first_word + _INDENT * size / 2
    return fits and (ends_a_sentence(above.text, len(above.text)) or not line.text[0].islower())


def _goes_on(above: _Paragraph, below: _Paragraph, common: float) -> bool:
    """Tell whether a paragraph goes on at the head of the next column or page."""
    last, first = above.lines[-1], below.lines[0]
    if last.page == first.page and last.box.bottom > first.box.top:
        return False
    if _differ(last.size, first.size) or last.size > _LARGE * common or _BULLET.match(first.text):
        return False
    if last.hyphenated:
        return True
    return not ends_a_sentence(last.text, len(last.text)) and (first.text[0].islower() or above.full)


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _ANOTHER_SIZE * max(one, other)


def _title(found: list[_Paragraph], common: float) -> _Paragraph | None:
    """Return the paragraph in the largest letters on the first page, if they are so large that it must be the title."""
    page = min((held.lines[0].page for held in found), default=0)
    first = [held for held in found if held.lines[0].page == page and held.size >= _LARGEST * common and _is_short(held)]
    return max(first, key=lambda held: held.size, default=None)


def _kind(held: _Paragraph, common: float, *, titles: bool) -> BlockKind | None:
    if titles:
        return BlockKind.TITLE
    return BlockKind.HEADING if held.size >= _LARGE * common and _is_short(held) else None


def _is_short(held: _Paragraph) -> bool:
    length = sum(len(line.text) for line in held.lines)
    return 1 < length <= _LONGEST_HEADING


def _text(lines: list[Line], hyphenated: set[str]) -> str:
    """Return lines as one. hyphenated: words with a hyphen that stand elsewhere in the file, so that theirs is no mere break."""
    said = [lines[0].text]
    for above, line in pairwise(lines):
        said.append(_between(above, line, hyphenated))
        said.append(line.text)
    return _LEADERS.sub(" \u2026", "".join(said)) + ("-" if lines[-1].hyphenated else "")


def _between(above: Line, line: Line, hyphenated: set[str]) -> str:
    if not above.hyphenated:
        return " "
    last, first = _LAST_WORD.search(above.text), _FIRST_WORD.match(line.text)
    if not last or not first or not first[0].islower():
        return "-"
    return "-" if f"{last[0]}-{first[0]}".lower() in hyphenated else ""
