"""A scroll area that tells in offsets what the mouse does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

_NOTCH = 120
"""Eighths of a degree of one wheel notch, as Qt counts."""

_TICK_MS = 25


class PointedArea(QAbstractScrollArea):
    """Turns mouse events into signals that carry offsets. What stands where, its subclass knows.

    pointed: a click. double_pointed: a double click. dragged: from, to; while the mouse moves and when it is let go.
    menu_wanted: for an offset, at a place of the screen. zoom_wanted: so many steps larger.
    """

    pointed = Signal(int)
    double_pointed = Signal(int)
    dragged = Signal(int, int)
    menu_wanted = Signal(int, QPoint)
    zoom_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the mouse."""
        super().__init__(parent)
        self._pressed: tuple[QPoint, int] | None = None
        self._drags = False
        self._wheel_left = 0.0
        self._zoom_left = 0
        self._edge_timer = QTimer(self)
        self._edge_timer.setInterval(_TICK_MS)
        self._edge_timer.timeout.connect(self._scroll_at_edge)

    @property
    def is_pressed(self) -> bool:
        """Tell whether the mouse is held down on the page."""
        return self._pressed is not None

    # What the subclass knows

    def offset_at(self, point: QPoint) -> int | None:
        """Return the offset of the letter at a point of the viewport; None where there is none."""
        raise NotImplementedError

    def nearest_offset(self, point: QPoint) -> int | None:
        """Return the offset of the letter nearest to a point; None without any text in sight."""
        raise NotImplementedError

    def hovered(self, offset: int | None) -> None:
        """Take in what the mouse moves over; None where there is no letter."""
        raise NotImplementedError

    def scroll_pixels(self, pixels: int) -> None:
        """Move the page up by so many px (negative: down)."""
        raise NotImplementedError

    def caret_point(self) -> tuple[int, QPoint] | None:
        """Return the caret's offset and a point of the viewport below it; None when it is out of sight."""
        raise NotImplementedError

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the letter under the mouse."""
        offset = self.offset_at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._drags = False
        nearest = offset if offset is not None else self.nearest_offset(event.position().toPoint())
        self._pressed = (event.position().toPoint(), nearest) if nearest is not None else None
        if offset is not None:
            self.pointed.emit(offset)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag from where the mouse was pressed."""
        point = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            offset = self.offset_at(point)
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor if offset is None else Qt.CursorShape.IBeamCursor)
            self.hovered(offset)
            return
        if not self._drags and (point - self._pressed[0]).manhattanLength() < QApplication.startDragDistance():
            return
        self._drags = True
        self._drag_to(point)
        outside = not 0 <= point.y() < self.viewport().height()
        if outside and not self._edge_timer.isActive():
            self._edge_timer.start()
        elif not outside:
            self._edge_timer.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        self._edge_timer.stop()
        if self._drags and event.button() is Qt.MouseButton.LeftButton:
            self._drag_to(event.position().toPoint())
        self._pressed, self._drags = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Point twice at the letter under the mouse."""
        offset = self.offset_at(event.position().toPoint())
        if offset is not None and event.button() is Qt.MouseButton.LeftButton:
            self.double_pointed.emit(offset)

    def _drag_to(self, point: QPoint) -> None:
        offset = self.nearest_offset(point)
        if offset is not None and self._pressed is not None:
            self.dragged.emit(self._pressed[1], offset)

    def _scroll_at_edge(self) -> None:
        """Scroll while a drag is held past an edge: the farther, the faster."""
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        beyond = point.y() if point.y() < 0 else max(0, point.y() - self.viewport().height() + 1)
        if beyond and self._drags:
            self.scroll_pixels(max(-60, min(60, beyond)))
            self._drag_to(point)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the letter under the mouse or, from the keyboard, of the caret."""
        if event.reason() is event.Reason.Keyboard:
            if caret := self.caret_point():
                self.menu_wanted.emit(caret[0], self.viewport().mapToGlobal(caret[1]))
            return
        offset = self.offset_at(event.pos())
        if offset is not None:
            self.menu_wanted.emit(offset, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by px where the device counts in px, else by three lines a notch; with Ctrl, zoom."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_left += turned
            steps = int(self._zoom_left / _NOTCH)
            self._zoom_left -= steps * _NOTCH
            if steps:
                self.zoom_wanted.emit(steps)
            return
        pixels = event.pixelDelta().y() or turned / _NOTCH * QApplication.wheelScrollLines() * self.line_step()
        self._wheel_left += pixels
        whole = int(self._wheel_left)
        self._wheel_left -= whole
        self.scroll_pixels(-whole)
        event.accept()

    def line_step(self) -> float:
        """Return the height of one line, in px."""
        raise NotImplementedError
