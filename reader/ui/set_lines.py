"""The text of one part, set in lines: where each letter stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from reader.core.parts import SMALL_PRINT
from reader.core.tokens import Stretch
from reader.ui.marks import grapheme_start
from reader.ui.offsets import Offsets

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLine

    from reader.core.parts import Part
    from reader.ui.looks import Look

_BULLETS = frozenset("-\u2013\u2022\u2023\u2043\u25cf\u25e6*")
_DOT_ROOM = 0.45
"""Ems on either side of the dot between two pieces of small print."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

# What Qt would break lines at, hang tabs on or refuse to convert is shown as a sign of the same length.
_SHOWN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFC], " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


class SetLines:
    """The text of one part, set in lines of one width. Places are code points from the part's start; lengths px."""

    def __init__(self, part: Part, text: str, look: Look, measure: float) -> None:
        """Prepare; no line is there before `space`. text: the article's."""
        self.part = part
        self.look = look
        self.shown = show(text[part.start : part.end], small_print=part.kind in SMALL_PRINT)
        self.measure = measure
        self._offsets = Offsets(self.shown)
        self._dots = _dot_spacing(self.shown, look) if part.kind in SMALL_PRINT else {}
        self._spacing: dict[int, float] | None = None
        self._inset: dict[int, float] = {}
        self._lines: list[QTextLine] = []
        self._starts: list[int] = []
        self._is_bidirectional = _RIGHT_TO_LEFT.search(self.shown) is not None
        self.is_right_to_left = self._is_bidirectional and begins_right_to_left(self.shown)
        self.text = QTextLayout(self.shown, look.font)
        self.text.setTextOption(_option(right_to_left=self.is_right_to_left))
        self.text.setCacheEnabled(True)
        self.has_own_bullet = self.shown[:1] in _BULLETS
        self.height = 0

    def space(self, spacing: dict[int, float], inset: dict[int, float]) -> bool:
        """Make room behind letters and break the lines; tell whether letters may have moved. See `Marks` for the two."""
        self._inset = inset
        if spacing == self._spacing:
            return False
        self._spacing = spacing
        self.text.setFormats(self._formats(spacing))
        self._break_lines()
        return True

    def _formats(self, spacing: dict[int, float]) -> list[QTextLayout.FormatRange]:
        """Return the room between letters as formats: the only formats there are, so that without badges nothing reflows."""
        wide = dict(self._dots)
        for place, room in spacing.items():
            wide[place] = wide.get(place, 0.0) + room
        formats = []
        for place, room in sorted(wide.items()):
            spaced = QTextLayout.FormatRange()
            spaced.start = self._offsets.to_qt(grapheme_start(self.shown, place))
            spaced.length = self._offsets.to_qt(place + 1) - spaced.start
            spaced.format = _letters_with_room(room)
            formats.append(spaced)
        return formats

    def _break_lines(self) -> None:
        look = self.look
        indent = 0.0 if self.is_right_to_left else look.indent
        width = max(1.0, self.measure - look.indent)
        self._lines, self._starts = [], []
        self.text.beginLayout()
        while (line := self.text.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(indent, len(self._lines) * look.line + look.rise - line.ascent()))
            self._starts.append(self._offsets.from_qt(line.textStart()))
            self._lines.append(line)
        self.text.endLayout()
        self.height = round(max(1, len(self._lines)) * look.line)

    @property
    def line_starts(self) -> list[int]:
        """The places lines begin at."""
        return self._starts

    @property
    def line_count(self) -> int:
        """How many lines it takes; at least one."""
        return max(1, len(self._lines))

    def line_of(self, place: int) -> int:
        """Return the number of the line that holds a place."""
        return max(0, min(bisect_right(self._starts, place) - 1, len(self._lines) - 1))

    def line_at(self, y: float) -> int:
        """Return the number of the line at a height, or of the nearest one."""
        return max(0, min(int(y // self.look.line), self.line_count - 1))

    def line_top(self, number: int) -> float:
        """Return where a line begins, in px from the part's top."""
        return number * self.look.line

    def line_places(self, number: int) -> Stretch:
        """Return the places a line holds, with the blank it ends in."""
        ends = [*self._starts[1:], len(self.shown)]
        return Stretch(self._starts[number], ends[number]) if self._starts else Stretch(0, len(self.shown))

    def x_of(self, place: int, number: int) -> float:
        """Return where a place stands on a line, in px from the column's left edge."""
        if not self._lines:
            return 0.0
        found = cast("tuple[float, int]", self._lines[number].cursorToX(self._offsets.to_qt(place)))
        return found[0]

    def place_at(self, x: float, number: int) -> int:
        """Return the place of the letter at, or nearest to, a point on a line."""
        held = self.line_places(number)
        if not self._lines:
            return held.start
        line = self._lines[number]
        unit = line.xToCursor(x, line.CursorPosition.CursorOnCharacter)
        return max(held.start, min(self._offsets.from_qt(unit), held.end - 1))

    def ink_of(self, number: int) -> QRectF:
        """Return the letters' own rectangle on a line."""
        return self._lines[number].naturalTextRect() if self._lines else QRectF()

    def edges(self, low: int, high: int, number: int) -> tuple[float, float, bool]:
        """Return where letters of a line begin and end, without the room behind them, and whether the last runs right to left."""
        if not self._is_bidirectional:
            return self.x_of(low, number), self.x_of(high, number) - self._room_before(high), False
        # Where directions meet, Qt gives the cursor's place, not the letter's: the glyphs themselves know.
        first, end = self._offsets.to_qt(low), self._offsets.to_qt(high)
        runs = self._lines[number].glyphRuns(first, end - first)
        last = self._lines[number].glyphRuns(end - 1, 1)
        if not runs or not last:
            return self.x_of(low, number), self.x_of(high, number), self.is_right_to_left
        left = min(run.boundingRect().left() for run in runs)
        right = max(run.boundingRect().right() for run in runs)
        flipped = last[0].isRightToLeft()
        if not flipped and last[0].boundingRect().right() >= right - 1:
            right -= self._room_before(high)
        return left, right, flipped

    def _room_before(self, place: int) -> float:
        """Return the room that lies between a place and the letter that ends there."""
        return self._inset.get(place, 0.0) + self._dots.get(place - 1, 0.0)


def show(text: str, *, small_print: bool) -> str:
    """Return a part's text as it is set, of the same length: line ends as blanks or, in small print, as dots."""
    shown = text.translate(_SHOWN)
    if small_print and "\n" in text:
        ends = [place for place, letter in enumerate(text) if letter == "\n" and not text[place - 1 : place].isspace()]
        for place in ends:
            shown = f"{shown[:place]}\u00b7{shown[place + 1 :]}"
    return shown


@cache
def _letters_with_room(room: float) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    letters.setFontLetterSpacing(room)
    return letters


def _dot_spacing(shown: str, look: Look) -> dict[int, float]:
    room = look.pixels * _DOT_ROOM
    dots = [place for place, letter in enumerate(shown) if letter == "\u00b7"]
    return {place: room for dot in dots for place in (dot - 1, dot) if place >= 0}


def begins_right_to_left(shown: str) -> bool:
    """Tell whether the first letter that has a direction is one that is written from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in shown)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def _option(*, right_to_left: bool) -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
