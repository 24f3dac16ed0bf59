"""Where the page is scrolled to. The anchor is a part and a height in it; the heights of parts out of sight are never needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.ui.part_layout import PartLayout
    from reader.ui.typesetter import Typesetter


OVERHANG = 8
"""Px by which marks may reach out of their part: one that ends just above the view is still in sight."""


class Row:
    """A part in sight. top: where its first line begins, in px from the top of the view."""

    def __init__(self, index: int, top: int, laid: PartLayout) -> None:
        """Put it there."""
        self.index, self.top, self.laid = index, top, laid

    @property
    def bottom(self) -> int:
        """Where its last line ends."""
        return self.top + self.laid.height


class Place(NamedTuple):
    """A line by an offset it holds, and its top in px from the top of the view."""

    offset: int
    top: int


class Flow:
    """Maps between the view and the parts of one article."""

    def __init__(self, setter: Typesetter, height: int) -> None:
        """Stand at the top. height: of the view, in px."""
        self.setter = setter
        self.view_height = max(1, height)
        self._index = 0
        self._above = 0
        self._rows: list[Row] | None = None
        self._kept: Place | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not self.setter.parts

    def rows(self) -> list[Row]:
        """Return the parts in sight, or within an overhang of it, from the top."""
        if self._rows is None:
            self._rows = self._find_rows()
        return self._rows

    def _find_rows(self) -> list[Row]:
        rows: list[Row] = []
        top, first = -self._above, self._index
        if first > 0 and top > -OVERHANG:
            first -= 1
            top -= self.setter.height(first)
        for index in range(first, len(self.setter.parts)):
            if top >= self.view_height:
                break
            rows.append(Row(index, top + self.setter.room_above(index), self.setter.part(index)))
            top += self.setter.height(index)
        return rows

    def lines_changed(self) -> None:
        """Take in that heights may have changed."""
        self._rows = None

    # Scrolling

    def scroll(self, pixels: int) -> int:
        """Move the page up by so many px (negative: down), as far as it goes; return how far it went."""
        if self.is_empty:
            return 0
        self._rows = self._kept = None
        went = self._walk(pixels)
        self._rows = None
        return went - self._settle()

    def _walk(self, pixels: int) -> int:
        self._above += pixels
        while self._above < 0 and self._index > 0:
            self._index -= 1
            self._above += self.setter.height(self._index)
        short = min(self._above, 0)
        self._above -= short
        while self._index < len(self.setter.parts) - 1 and self._above >= (height := self.setter.height(self._index)):
            self._above -= height
            self._index += 1
        return pixels - short

    def _settle(self) -> int:
        """Leave no empty room below the last part unless all is in sight; return by how far that moved the page."""
        rows = self.rows()
        if not rows or rows[-1].index < len(self.setter.parts) - 1:
            return 0
        spare = self.view_height - (rows[-1].bottom + self.setter.looks.foot())
        if spare <= 0:
            return 0
        self._rows = None
        return -self._walk(-spare)

    def to_start(self) -> None:
        """Show the top of the article."""
        self._index, self._above, self._rows, self._kept = 0, 0, None, None

    def to_end(self) -> None:
        """Show the end of the article, its last line at the foot of the view."""
        self._index = max(0, len(self.setter.parts) - 1)
        self._above = 0
        self._rows = self._kept = None
        self._settle()

    def put(self, place: Place) -> None:
        """Show the line that holds an offset at a height of the view, as far as the article's ends let it."""
        if self.is_empty:
            return
        index, line = self.line_of(place.offset)
        self._index, self._above, self._rows = index, 0, None
        top = self.setter.room_above(index) + round(self.setter.part(index).line_top(line))
        self._walk(top - place.top)
        self._rows = None
        self._kept = None if self._settle() else place

    def hold(self) -> Place | None:
        """Return the first line in sight, to be put back after lines have changed; None at the very top, and without lines.

        Until the page is scrolled it is always the same offset's, so that a page that reflows and flows back does not creep.
        """
        if self._kept is not None:
            return self._kept
        if self._index == 0 and self._above == 0:
            return None
        for row in self.rows():
            if row.bottom > 0:
                line = row.laid.line_at(-row.top) if row.top < 0 else 0
                top = row.top + round(row.laid.line_top(line))
                if top < 0 and line + 1 < row.laid.line_count and top + row.laid.look.line <= 0:
                    line, top = line + 1, row.top + round(row.laid.line_top(line + 1))
                return Place(row.laid.part.start + row.laid.line_places(line).start, top)
        return None

    # Offsets

    def line_of(self, offset: int) -> tuple[int, int]:
        """Return the part and the line in it that hold an offset, or the nearest before it."""
        index = self.setter.session.tokens.part_index(offset)
        part = self.setter.parts[index]
        place = max(0, min(offset, part.end - 1) - part.start)
        return index, self.setter.part(index).line_of(place)

    def distance(self, offset: int, limit: int) -> int | None:
        """Return the top of an offset's line in px from the view's; None when it lies farther than a limit out of sight."""
        index, line = self.line_of(offset)
        rows = self.rows()
        if not rows:
            return None
        top = rows[0].top - self.setter.room_above(rows[0].index)
        at = rows[0].index
        while at > index and top > -limit:
            at -= 1
            top += -self.setter.height(at)
        while at < index and top < self.view_height + limit:
            top += self.setter.height(at)
            at += 1
        if at != index:
            return None
        top += self.setter.room_above(index) + round(self.setter.part(index).line_top(line))
        return top if -limit <= top <= self.view_height + limit else None

    # The scrollbar's shadow

    def value(self) -> int:
        """Return the offset at the top of the view, gliding through each part with its height."""
        if self.is_empty or (self._index == 0 and self._above == 0):
            return 0
        part = self.setter.parts[self._index]
        share = min(1.0, self._above / max(1, self.setter.height(self._index)))
        return part.start + round(share * (part.end - part.start))

    def is_at_end(self) -> bool:
        """Tell whether the last line is in sight."""
        rows = self.rows()
        last = len(self.setter.parts) - 1
        return not rows or (rows[-1].index == last and rows[-1].bottom + self.setter.looks.foot() <= self.view_height)

    def to_value(self, value: int) -> None:
        """Show the article from an offset on, as `value` counts."""
        if self.is_empty:
            return
        index = self.setter.session.tokens.part_index(value)
        part = self.setter.parts[index]
        share = max(0.0, min(1.0, (value - part.start) / max(1, part.end - part.start)))
        self._index, self._above, self._rows = index, round(share * self.setter.height(index)), None
        self._kept = None
        self._settle()
