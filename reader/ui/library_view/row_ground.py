"""What all rows of the library view are painted with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle

from reader.ui.theme import mix

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.ui.theme import Theme

_CHOSEN_SHARE = 0.13
_NARROW = 640


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> QRectF:
    """Paint what lies under a row, chosen or not, with focus or not; return the room for its words."""
    rect = QRectF(option.rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = 14 if rect.width() < _NARROW else 24
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mix(QColor(theme.accent), QColor(theme.page), _CHOSEN_SHARE))
        painter.drawRect(rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(QColor(theme.accent))
            painter.drawRect(QRectF(rect.left(), rect.top(), 3, rect.height()))
    painter.setPen(QPen(QColor(theme.rule), 1))
    line = rect.bottom() - 0.5
    painter.drawLine(QRectF(rect.left() + side, line, 0, 0).topLeft(), QRectF(rect.right() - side, line, 0, 0).topLeft())
    return rect.adjusted(side, 0, -side, 0)


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
    """Paint words on one line, cut where the room ends; return how wide they are, in px."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, cut, inside.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | side, shown)
    return min(metrics.horizontalAdvance(shown), inside.width())
