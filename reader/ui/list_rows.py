"""How a line of a list panel is painted: whole, over as many lines as it takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.fonts import SANS, face
from reader.ui.theme import mix

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from reader.ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
_PIXELS, _SMALL = 15, 12.5
_SIDE, _ABOVE, _BETWEEN = 20, 7, 2
_TALLEST = 10_000
_WRAP = int(Qt.TextFlag.TextWordWrap)
_MAY_BREAK = re.compile(r"[/\\?&=_]|\S{30}")
"""Behind these, and in words without end, a line may break, so that no path is too wide."""


class WrappedRow(QStyledItemDelegate):
    """Paints a title and, muted below it, a detail; neither is ever cut."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._fonts = face(SANS, _PIXELS), face(SANS, _SMALL)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._colours = QColor(theme.chrome_text), QColor(theme.muted)
        self._chosen = mix(QColor(theme.accent), QColor(theme.field), 0.16)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return how high a row is in its list."""
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        return QSize(wide, sum(box.height() + _BETWEEN for _, _, box in self._parts(index, QRect(0, 0, wide, 0))) + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._chosen)
            painter.drawRoundedRect(option.rect.adjusted(6, 1, -6, -1), 6, 6)
        for (words, font), colour, box in self._parts(index, option.rect):
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(box, _WRAP, words)
        painter.restore()

    def _parts(self, index: QModelIndex | QPersistentModelIndex, rect: QRect) -> list[tuple[tuple[str, QFont], QColor, QRect]]:
        """Return the words of a row with their font, colour and place."""
        row = index.data(ROW_ROLE)
        found, top = [], rect.top() + _ABOVE
        for words, font, colour in zip((row.title, row.detail), self._fonts, self._colours, strict=True):
            if words:
                shown = _MAY_BREAK.sub("\\g<0>\u200b", words)
                room = QRect(rect.left() + _SIDE, top, max(1, rect.width() - 2 * _SIDE), _TALLEST)
                box = QFontMetrics(font).boundingRect(room, _WRAP, shown)
                box.setWidth(room.width())
                found.append(((shown, font), colour, box))
                top = box.bottom() + 1 + _BETWEEN
        return found
