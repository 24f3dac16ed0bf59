"""Moves that only the page can reckon: by visual lines and by screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.core.tokens import Stretch
from reader.ui.flow import Place

if TYPE_CHECKING:
    from reader.ui.flow import Flow


class _Goal(NamedTuple):
    """The column to come back to. offset: what the last move returned, from which the caret then took the nearest word."""

    x: float
    offset: int


class LineWalk:
    """Finds offsets by visual line. Remembers the column while moves follow one another."""

    def __init__(self, flow: Flow) -> None:
        """Begin without a column to keep."""
        self._flow = flow
        self._goal: _Goal | None = None
        self._moves_now = False

    def caret_moved(self) -> None:
        """Forget the column, unless the caret has only followed the last move by line or screen."""
        if not self._moves_now:
            self._goal = None
        self._moves_now = False

    def line_at(self, offset: int) -> Stretch:
        """Return the visual line that holds an offset."""
        if self._flow.is_empty:
            return Stretch(0, 0)
        index, line = self._flow.line_of(offset)
        laid = self._flow.setter.part(index)
        places = laid.line_places(line)
        return Stretch(laid.part.start + places.start, laid.part.start + places.end)

    def line_from(self, offset: int, lines: int) -> int:
        """Return the offset in the same column so many visual lines down (negative: up), clamped to the text."""
        if self._flow.is_empty:
            return offset
        x = self._column(offset)
        index, line = self._step(*self._flow.line_of(offset), lines)
        return self._at(index, line, x)

    def screen_from(self, offset: int, screens: int) -> int:
        """Scroll so many screens and return the offset that now lies where this one lay; at an end, the last line's."""
        flow = self._flow
        if flow.is_empty:
            return offset
        x = self._column(offset)
        top = flow.distance(offset, 0)
        if top is None:
            flow.put(Place(offset, flow.view_height // 3))
            top = flow.distance(offset, flow.view_height) or 0
        body = round(flow.setter.looks.em * 1.7)
        wanted = screens * max(body, flow.view_height - 2 * body)
        went = flow.scroll(wanted)
        index, line = self._line_near(top + body // 2 + (0 if went else wanted))
        return self._at(index, line, x)

    def _column(self, offset: int) -> float:
        """Return the column to keep: the one before if the caret stands where the last move put it, else the offset's own."""
        if self._goal is not None and self._is_near(offset, self._goal.offset):
            return self._goal.x
        index, line = self._flow.line_of(offset)
        laid = self._flow.setter.part(index)
        # A px inside the letter: on its very edge, rounding decides which letter it is.
        return laid.x_of(max(0, offset - laid.part.start), line) + (-1 if laid.is_right_to_left else 1)

    def _is_near(self, offset: int, goal: int) -> bool:
        """Tell whether an offset is one a caret takes when sent to another: that one, its word's start, or the nearest word's."""
        tokens = self._flow.setter.session.tokens
        near = (tokens.at(goal), tokens.following(goal, words=True), tokens.preceding(goal, words=True))
        return offset == goal or any(word is not None and word.start == offset for word in near)

    def _step(self, index: int, line: int, lines: int) -> tuple[int, int]:
        """Return the part and line so many lines away, or the first or last there is."""
        setter = self._flow.setter
        line += lines
        while line < 0 and index > 0:
            index -= 1
            line += setter.part(index).line_count
        while line >= (count := setter.part(index).line_count) and index < len(setter.parts) - 1:
            line -= count
            index += 1
        return index, max(0, min(line, setter.part(index).line_count - 1))

    def _line_near(self, y: int) -> tuple[int, int]:
        """Return the part and line at a height of the view, or the nearest in sight."""
        rows = self._flow.rows()
        row = min(rows, key=lambda row: max(row.top - y, y - row.bottom, 0))
        return row.index, row.laid.line_at(y - row.top)

    def _at(self, index: int, line: int, x: float) -> int:
        laid = self._flow.setter.part(index)
        offset = laid.part.start + laid.place_at(x, line)
        self._goal = _Goal(x, offset)
        self._moves_now = True
        return offset
