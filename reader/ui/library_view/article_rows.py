"""How a row of the list of articles looks: the title, a line of small print, and how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from reader.ui.fonts import SANS, SERIF, face
from reader.ui.library_view.row_ground import paint_ground, paint_words
from reader.ui.library_view.row_list import ROW_ROLE

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.core.scheme import Scheme
    from reader.library import Row
    from reader.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _SIDE = 58, 24
_BAR_WIDE, _BAR_HIGH = 84, 5
_NARROW = 560


class ArticlePainter(QStyledItemDelegate):
    """Paints one article of the list."""

    def __init__(self, theme: Theme, _scheme: Scheme, parent: QObject | None = None) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._title = face(SERIF, 17)
        self._bold = face(SERIF, 17, weight=QFont.Weight.Bold)
        self._small = face(SANS, 13)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._rule, self._accent, self._button = QColor(theme.rule), QColor(theme.accent), QColor(theme.button)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return how high a row is."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        row: Row | None = index.data(ROW_ROLE)
        painter.save()
        inside = paint_ground(painter, option, self._theme)
        if row is not None:
            right = self._paint_progress(painter, inside, row)
            above = QRectF(inside.left(), inside.top() + 6, right - inside.left(), 24)
            below = QRectF(inside.left(), inside.top() + 31, right - inside.left(), 20)
            # What is finished steps back; what was never opened stands out.
            ink = self._muted if row.finished else self._text
            paint_words(painter, above, row.title, self._title if row.opened or row.finished else self._bold, ink)
            self._paint_small_print(painter, below, row)
        painter.restore()

    def _paint_small_print(self, painter: QPainter, inside: QRectF, row: Row) -> None:
        kin = f"{row.kin} nearly the same" if row.kin else ""
        noted = "note" if row.noted else ""
        parts = (row.site, row.published[:10], f"{row.words:,} {'word' if row.words == 1 else 'words'}", kin, noted)
        words = " · ".join(part for part in parts if part)
        left = inside.left() + paint_words(painter, inside, words, self._small, self._muted) + 10
        metrics = QFontMetricsF(self._small)
        for tag in row.tags:
            wide = metrics.horizontalAdvance(tag) + 14
            if left + wide > inside.right():
                break
            box = QRectF(left, inside.center().y() - 9, wide, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._button)
            painter.drawRoundedRect(box, 9, 9)
            paint_words(painter, box.adjusted(7, 0, 0, 0), tag, self._small, self._text)
            left += wide + 6

    def _paint_progress(self, painter: QPainter, inside: QRectF, row: Row) -> float:
        """Paint how far one is at the right end; return where it begins."""
        left = inside.right() - _BAR_WIDE
        if inside.width() < _NARROW:
            left = inside.right() - 30
        else:
            told = "finished" if row.finished else f"{row.suspects:,} {'suspect' if row.suspects == 1 else 'suspects'}"
            words = QRectF(left, inside.top() + 31, _BAR_WIDE, 20)
            paint_words(painter, words, told, self._small, self._muted, side=Qt.AlignmentFlag.AlignRight)
        bar = QRectF(left, inside.top() + 18, inside.right() - left, _BAR_HIGH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._rule)
        painter.drawRoundedRect(bar, _BAR_HIGH / 2, _BAR_HIGH / 2)
        if row.judged > 0 or row.finished:
            painter.setBrush(self._accent)
            done = 1.0 if row.finished else row.judged
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(bar.width() * done, _BAR_HIGH), _BAR_HIGH), 2.5, 2.5)
        return left - 20
