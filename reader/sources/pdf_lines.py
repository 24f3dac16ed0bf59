"""The lines of a page of a PDF: what stands on one baseline without a gap, and where. Points, y upwards, as the page is read."""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]  # pypdfium2 5 ships no types

_HYPHEN = 0x02
"""PDFium's mark of a hyphen at the end of a line (fpdf_text.h, FPDFText_IsHyphen)."""
_SOFT_HYPHEN = "\u00ad"
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_WIDE_GAP = 1.0
"""Line heights: what is further apart on a baseline stands in two columns, or cells."""
_SHIFT = 0.4
"""Line heights: what is raised or lowered by less still stands on the same baseline, as footnote marks do."""
_QUARTERS = 4
_SAMPLE = 50


class Box(NamedTuple):
    """Where something stands."""

    left: float
    bottom: float
    right: float
    top: float


class _Word(NamedTuple):
    text: str
    box: Box
    breaks: bool
    hyphenated: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line. words: how wide its first one is; hyphenated: its last one goes on on the next line, and its hyphen is left out."""

    text: str
    box: Box
    page: int
    first_word: float
    hyphenated: bool = False

    @property
    def size(self) -> float:
        """The height of the line, which goes with the size of its letters."""
        return self.box.top - self.box.bottom


def page_lines(page: PdfTextPage, number: int) -> list[Line]:
    """Return the lines of a page in the order in which the file draws them."""
    letters = _Letters(page)
    words = list(_words(letters))
    turn = letters.turn([at for at, _ in words])
    held: list[_Word] = []
    lines: list[Line] = []
    for word in (_Word(of.text, _turned(of.box, turn), of.breaks, of.hyphenated) for _, of in words):
        if held and _apart(held[-1], word):
            lines.append(_line(held, number))
            held = []
        held.append(word)
    if held:
        lines.append(_line(held, number))
    return lines


class _Letters:
    """What PDFium says of the letters of a page, each by its place in the order in which the file draws them."""

    def __init__(self, page: PdfTextPage) -> None:
        from pypdfium2 import raw  # noqa: PLC0415 - on use: slow

        self._pdfium = raw
        self._page = page
        self.codes: list[int] = [self._pdfium.FPDFText_GetUnicode(page, at) for at in range(page.count_chars())]

    def box(self, at: int) -> Box:
        """Return the box of a letter, as high as its font, so that all on a line are alike."""
        box = self._pdfium.FS_RECTF()
        self._pdfium.FPDFText_GetLooseCharBox(self._page, at, ctypes.byref(box))
        sides = (box.left, box.bottom, box.right, box.top)
        return Box(*sides) if all(map(math.isfinite, sides)) else Box(0, 0, 0, 0)

    def turn(self, places: list[int]) -> int:
        """Return by how many quarters most letters at these places are turned against the page, counter-clockwise."""
        angles = (self._pdfium.FPDFText_GetCharAngle(self._page, at) for at in places[:: max(1, len(places) // _SAMPLE)])
        turns = Counter(round(angle / (math.pi / 2)) % _QUARTERS for angle in angles if math.isfinite(angle) and angle >= 0)
        return turns.most_common(1)[0][0] if turns else 0


def _words(letters: _Letters) -> Iterator[tuple[int, _Word]]:
    """Yield the words of a page, each with the place of its first letter."""
    start, breaks = None, False
    for at, code in enumerate([*letters.codes, 0x20]):
        blank = code in {0x20, 0xA0, 0x0D, 0x0A, 0x09, 0}
        if start is None and not blank:
            start = at
        if start is not None and (blank or code == _HYPHEN):
            end = at + (code == _HYPHEN)
            word = _word(letters, start, end, breaks=breaks)
            if word:
                yield start, word
                breaks = word.hyphenated
            start = None
        breaks = breaks or code in {0x0D, 0x0A}


def _word(letters: _Letters, start: int, end: int, *, breaks: bool) -> _Word | None:
    hyphenated = letters.codes[end - 1] == _HYPHEN
    codes = letters.codes[start : end - hyphenated]
    text = "".join(chr(code) for code in codes if code <= sys.maxunicode).translate(_LIGATURES)
    if text.endswith(_SOFT_HYPHEN):
        text, hyphenated = text[:-1], True
    if not text:
        return None
    first, last = letters.box(start), letters.box(end - 1)
    box = Box(min(first.left, last.left), min(first.bottom, last.bottom), max(first.right, last.right), max(first.top, last.top))
    return _Word(text, box, breaks, hyphenated)


def _turned(box: Box, turn: int) -> Box:
    left, bottom, right, top = box
    for _ in range(turn):
        left, bottom, right, top = bottom, -right, top, -left
    return Box(left, bottom, right, top)


def _apart(above: _Word, word: _Word) -> bool:
    """Tell whether a word begins another line than the word drawn before it."""
    size = max(above.box.top - above.box.bottom, word.box.top - word.box.bottom, 1.0)
    if abs(word.box.bottom - above.box.bottom) > _SHIFT * size:
        return True
    gap = max(word.box.left - above.box.right, above.box.left - word.box.right)
    return gap > _WIDE_GAP * size or (word.breaks and gap < 0)


def _line(words: list[_Word], number: int) -> Line:
    boxes = [word.box for word in words]
    # As high as most of its letters are: a raised mark, or a word in another font, makes no heading of a line.
    heights: Counter[float] = Counter()
    for word in words:
        heights[round(word.box.top - word.box.bottom, 1)] += len(word.text)
    height = heights.most_common(1)[0][0]
    common = next(box for box in boxes if round(box.top - box.bottom, 1) == height)
    box = Box(min(box.left for box in boxes), common.bottom, max(box.right for box in boxes), common.top)
    first = words[0].box.right - words[0].box.left
    text = " ".join(word.text for word in words)
    # In a turned page PDFium marks no hyphens.
    hyphenated = words[-1].hyphenated or (text.endswith("-") and text[-2:-1].isalpha())
    return Line(text.removesuffix("-") if hyphenated else text, box, number, first, hyphenated)
