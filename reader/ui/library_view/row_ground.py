"""What all rows of the library view are painted with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from reader.ui.fonts import SANS, SERIF, face
from reader.ui.theme import Inks, fill, mix

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.core.scheme import Scheme
    from reader.ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_CHOSEN_SHARE = 0.13
_NARROW = 640
_SMALL = 13


class RowPainter(QStyledItemDelegate):
    """Paints the rows of one list, at the size the page is shown in.

    height: of a row, in px at normal size.
    """

    height: ClassVar[int]

    def __init__(self, theme: Theme, scheme: Scheme, parent: QObject | None = None) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._scheme = scheme
        self._small = face(SANS, _SMALL)
        self.zoom = 100
        """How large, in per cent."""
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.theme, self.inks = theme, Inks(theme, self._scheme)

    @property
    def row_height(self) -> int:
        """How high a row is as it is shown, in px."""
        return self.height * self.zoom // 100

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.scale(self.zoom / 100, self.zoom / 100)
        room = QRectF(0, 0, option.rect.width() * 100 / self.zoom, self.height)
        inside = self._paint_ground(painter, room, option.state)
        row = index.data(ROW_ROLE)
        if row is None:
            paint_words(painter, inside, index.data() or "", self._small, self.inks.muted)
        else:
            self.paint_row(painter, inside, row)
        painter.restore()

    def paint_row(self, painter: QPainter, inside: QRectF, row: Any) -> None:  # noqa: ANN401 - each list has rows of its own
        """Paint what a row says."""
        raise NotImplementedError

    def _paint_ground(self, painter: QPainter, room: QRectF, state: QStyle.StateFlag) -> QRectF:
        """Paint what lies under a row, chosen or not, with the keys or not; return the room for its words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 14 if room.width() < _NARROW else 24
        if state & QStyle.StateFlag.State_Selected:
            fill(painter, room, mix(QColor(self.theme.accent), self.inks.page, _CHOSEN_SHARE))
            if state & QStyle.StateFlag.State_HasFocus:
                fill(painter, QRectF(0, 0, 3, room.height()), QColor(self.theme.accent))
        fill(painter, QRectF(side, room.height() - 1, room.width() - 2 * side, 1), self.inks.rule)
        return room.adjusted(side, 0, -side, 0)


@cache
def serif(pixels: int, *, bold: bool = False) -> QFont:
    """Return the face of titles, names and lines at a size."""
    return face(SERIF, pixels, weight=QFont.Weight.Bold if bold else QFont.Weight.Normal)


def isolated(words: str) -> str:
    """Return words that are written in their own direction, whatever stands beside them (UAX 9, 2.7)."""
    return f"\u2068{words}\u2069"


def paint_words(
    painter: QPainter,
    inside: QRectF,
    words: str,
    font: QFont,
    ink: QColor,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """Paint words on one line, each script in its direction, cut where the room ends; return how wide they are, in px."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, cut, inside.width())
    painter.setFont(font)
    painter.setPen(QPen(ink))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side, shown)
    return min(metrics.horizontalAdvance(shown), inside.width())
