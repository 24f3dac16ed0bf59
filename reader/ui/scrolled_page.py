"""A page that scrolls over one article and knows what stands where. It paints nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QAbstractSlider, QFrame, QWidget

from reader.core.tokens import Stretch
from reader.ui.flow import Flow, Place
from reader.ui.line_walk import LineWalk
from reader.ui.pointed_area import PointedArea
from reader.ui.slim_bar import SlimBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from reader.ui.flow import Row
    from reader.ui.theme import Theme
    from reader.ui.typesetter import Typesetter

_MARGIN_LINES = 2
_SLACK = 0.5
"""Ems beside a line's letters in which a point still counts as on them: boxes reach out a little."""

_STEPS = QAbstractSlider.SliderAction


class ScrolledPage(PointedArea):
    """Scrolls over the parts a typesetter sets. All offsets are code points, all points and rectangles px of the viewport.

    Implements the `Page` protocol of the actions. The scrollbar counts code points, as a shadow of where the flow stands.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(parent)
        self.flow: Flow | None = None
        self._walk: LineWalk | None = None
        self._syncs = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # One made by Qt has PySide 6.11 load every class of widgets there is when it is first asked for, to find out which it is.
        self.setViewport(QWidget())
        self.bar = SlimBar(theme, theme.page)
        self.setVerticalScrollBar(self.bar)
        self.bar.actionTriggered.connect(self._step_by_bar)
        self.viewport().setMouseTracking(True)

    def flow_over(self, setter: Typesetter | None, place: Place | None = None) -> None:
        """Scroll over another typesetter's parts, from a line on; None for the top."""
        self.flow = Flow(setter, self.viewport().height()) if setter else None
        self._walk = LineWalk(self.flow) if self.flow else None
        self.show_from(place)

    def show_from(self, place: Place | None) -> None:
        """Put a line where it was; None for the top. Parts may have changed."""
        if self.flow is not None:
            self.flow.lines_changed()
            if place is not None:
                self.flow.put(place)
            else:
                self.flow.to_start()
        self.moved()

    def moved(self, *, scrolled: int = 0) -> None:
        """Take in that parts stand elsewhere now.

        scrolled: px by which all that is in sight went up; 0 when it may also look otherwise.
        """
        self._sync_bar()
        if scrolled and self._can_shift():
            self.viewport().scroll(0, -scrolled, self.viewport().rect())
        else:
            self.viewport().update()

    def _can_shift(self) -> bool:
        """Tell whether what is painted can be shifted whole: px are whole on the screen and nothing lies on the page."""
        lying_on_it = self.viewport().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return self.devicePixelRatio().is_integer() and not any(widget.isVisible() for widget in lying_on_it)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew when the column changes; the first line in sight stays where it is."""
        super().resizeEvent(event)
        if self.flow is not None:
            place = self.flow.hold()
            self.flow.view_height = max(1, self.viewport().height())
            self.flow.setter.fit(self.viewport().width())
            self.show_from(place)

    # Scrolling

    def scroll_pixels(self, pixels: int) -> None:
        """Move the page up by so many px (negative: down), as far as it goes."""
        if self.flow is not None and (went := self.flow.scroll(pixels)):
            self.moved(scrolled=went)

    def reveal(self, start: int, end: int) -> None:
        """Bring a stretch into sight, with two lines of margin; from far away to a third of the height."""
        self.bring(start, end, margin_lines=_MARGIN_LINES)

    def bring(self, start: int, end: int, *, margin_lines: int) -> None:
        """Scroll no farther than it takes to see a stretch with so many lines around it."""
        flow = self.flow
        if flow is None or flow.is_empty:
            return
        height, last = flow.view_height, max(start, end - 1)
        margin = min(margin_lines * round(self.line_step()), height // 3)
        top, foot = flow.distance(start, height), flow.distance(last, 2 * height)
        if top is None or foot is None:
            flow.put(Place(start, height // 3))
            self.moved()
            return
        low = foot + round(flow.setter.part(flow.line_of(last)[0]).look.line)
        if top < margin:
            self.scroll_pixels(top - margin)
        elif low > height - margin:
            self.scroll_pixels(min(low - height + margin, top - margin))

    def line_step(self) -> float:
        """Return the height of one line of the body, in px."""
        return self.flow.setter.looks.em * 1.7 if self.flow else 34.0

    def _sync_bar(self) -> None:
        """Let the scrollbar show, in code points, where the page stands."""
        flow, bar = self.flow, self.bar
        self._syncs = True
        if flow is None or flow.is_empty:
            bar.setRange(0, 0)
        else:
            seen, value = self.visible(), flow.value()
            page = max(1, seen.end - seen.start)
            bar.setRange(0, value if flow.is_at_end() else max(value + 1, flow.setter.parts[-1].end - page))
            bar.setPageStep(page)
            bar.setValue(value)
        self._syncs = False

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Follow the scrollbar when it is dragged or set."""
        if self._syncs or self.flow is None:
            return
        if self.bar.value() >= self.bar.maximum():
            self.flow.to_end()
        else:
            self.flow.to_value(self.bar.value())
        self.moved()

    def _step_by_bar(self, action: int) -> None:
        """Scroll by lines and screens in px rather than by the bar's code points."""
        screen = self.viewport().height() - 2 * self.line_step()
        pixels = {
            _STEPS.SliderSingleStepAdd.value: self.line_step(),
            _STEPS.SliderSingleStepSub.value: -self.line_step(),
            _STEPS.SliderPageStepAdd.value: screen,
            _STEPS.SliderPageStepSub.value: -screen,
        }.get(action)
        if pixels is not None:
            self.bar.setSliderPosition(self.bar.value())
            self.scroll_pixels(round(pixels))

    # What stands where

    def visible(self) -> Stretch:
        """Return from the first to the last letter of the lines in sight, even by a px."""
        rows = self.flow.rows() if self.flow else []
        held = [row for row in rows if row.bottom > 0 and row.top < self.viewport().height()] or rows
        if not held:
            return Stretch(0, 0)
        first, last = held[0], held[-1]
        start = first.laid.line_places(first.laid.line_at(-first.top)).start
        end = last.laid.line_places(last.laid.line_at(self.viewport().height() - 1 - last.top)).end
        return Stretch(first.laid.part.start + start, last.laid.part.start + end)

    def offset_at(self, point: QPoint) -> int | None:
        """Return the offset of the letter at a point; None where there is none."""
        row = next((row for row in self._rows() if row.top <= point.y() < row.bottom), None)
        if row is None:
            return None
        line = row.laid.line_at(point.y() - row.top)
        x, ink = point.x() - self.column_left(), row.laid.ink_of(line)
        slack = row.laid.look.pixels * _SLACK
        if not ink.left() - slack <= x <= ink.right() + slack:
            return None
        return row.laid.part.start + row.laid.place_at(x, line)

    def nearest_offset(self, point: QPoint) -> int | None:
        """Return the offset of the letter in sight nearest to a point; None without any."""
        rows = self._rows()
        if not rows:
            return None
        y = max(0, min(point.y(), self.viewport().height() - 1))
        row = min(rows, key=lambda row: max(row.top - y, y - row.bottom, 0))
        return row.laid.part.start + row.laid.place_at(point.x() - self.column_left(), row.laid.line_at(y - row.top))

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles round the letters of a stretch, a line each, as far as its parts are in sight."""
        return [rect for row, line in self.lines_of(start, end) if (rect := self._rect_of(row, line, start, end))]

    def lines_of(self, start: int, end: int) -> Iterator[tuple[Row, int]]:
        """Yield the lines of the parts in sight that hold some of a stretch."""
        for row in self._rows():
            part = row.laid.part
            if start < part.end and part.start < end:
                first = row.laid.line_of(max(start, part.start) - part.start)
                last = row.laid.line_of(min(end, part.end) - 1 - part.start)
                yield from ((row, line) for line in range(first, last + 1))

    def _rect_of(self, row: Row, line: int, start: int, end: int) -> QRectF:
        rect, _ = row.laid.surface(start - row.laid.part.start, end - row.laid.part.start, line)
        return rect.translated(self.column_left(), row.top)

    def column_left(self) -> int:
        """Return where the column of text begins, in px of the viewport."""
        return self.flow.setter.left if self.flow else 0

    def _rows(self) -> list[Row]:
        return self.flow.rows() if self.flow else []

    # The Page protocol

    def line_from(self, offset: int, lines: int) -> int:
        """Return the offset in the same column, so many visual lines down (negative: up), clamped to the text."""
        return self._walk.line_from(offset, lines) if self._walk else offset

    def caret_moved(self) -> None:
        """Take in that the caret stands elsewhere: moves by line begin a column of their own."""
        if self._walk:
            self._walk.caret_moved()

    def line_at(self, offset: int) -> Stretch:
        """Return the visual line that holds an offset."""
        return self._walk.line_at(offset) if self._walk else Stretch(0, 0)

    def screen_from(self, offset: int, screens: int) -> int:
        """Scroll so many screens down (negative: up) and return the offset that now lies where this one lay."""
        found = self._walk.screen_from(offset, screens) if self._walk else offset
        self.moved()
        return found
