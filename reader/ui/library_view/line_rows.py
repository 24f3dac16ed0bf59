"""How a concordance line looks: the hit in the middle, its surroundings on both sides, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from reader.core.review import Standing
from reader.ui.fonts import SANS, SERIF, face
from reader.ui.library_view.row_ground import paint_ground, paint_words
from reader.ui.library_view.row_list import ROW_ROLE
from reader.ui.theme import Inks

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.actions.concordance import Mark
    from reader.core.scheme import Scheme
    from reader.library.lines import Line
    from reader.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _MARK_WIDE, _LABEL_WIDE, _TITLE_WIDE = 36, 90, 66, 190
_NARROW, _WIDE = 560, 860
_LEFT_SHARE = 0.42
"""Where the hit begins: reading goes to the right, so there is more room on that side."""


class LinePainter(QStyledItemDelegate):
    """Paints one concordance line."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QObject | None = None) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._scheme = scheme
        self._serif, self._small = face(SERIF, 16), face(SANS, 12.5)
        self._strong = face(SERIF, 16, weight=QFont.Weight.Bold)
        self._metrics = QFontMetricsF(self._strong)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme, self._inks = theme, Inks(theme, self._scheme)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return how high a row is."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        row: tuple[Line, Mark | None] | None = index.data(ROW_ROLE)
        painter.save()
        inside = paint_ground(painter, option, self._theme)
        if row is not None:
            line, mark = row
            inside = self._paint_mark(painter, inside, mark)
            if inside.width() >= _WIDE:
                title = QRectF(inside.right() - _TITLE_WIDE, inside.top(), _TITLE_WIDE, inside.height())
                told = " · ".join(part for part in (line.published[:10], line.title) if part)
                paint_words(painter, title, told, self._small, self._inks.muted)
                inside = inside.adjusted(0, 0, -_TITLE_WIDE - 18, 0)
            self._paint_line(painter, inside, line)
        painter.restore()

    def _paint_mark(self, painter: QPainter, inside: QRectF, mark: Mark | None) -> QRectF:
        """Paint what is to be said of the line at its left end; return the rest of the room."""
        wide = _MARK_WIDE if inside.width() >= _NARROW else _LABEL_WIDE
        if mark is not None:
            box = QRectF(inside.left(), inside.center().y() - 10, wide - 8, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._inks.of(mark.label).fill if mark.label else QColor(self._theme.button))
            painter.drawRoundedRect(box, 4, 4)
            words = f"✓ {mark.label}" if mark.label else "✗ none"
            paint_words(painter, box.adjusted(7, 0, -4, 0), words, self._small, self._inks.text)
        return inside.adjusted(wide, 0, 0, 0)

    def _paint_line(self, painter: QPainter, inside: QRectF, line: Line) -> None:
        """Paint left, hit and right, the hit where all hits stand."""
        middle = inside.left() + inside.width() * _LEFT_SHARE
        wide = min(self._metrics.horizontalAdvance(line.hit), inside.right() - middle)
        left = QRectF(inside.left(), inside.top(), middle - inside.left() - 5, inside.height())
        hit = QRectF(middle, inside.top(), wide + 1, inside.height())
        self._paint_hit(painter, hit, line)
        after = hit.right() + 6 + self._paint_label(painter, hit, line)
        right = QRectF(after, inside.top(), max(0.0, inside.right() - after), inside.height())
        ink = self._inks.text
        cut = Qt.TextElideMode.ElideLeft
        paint_words(painter, left, line.left.strip(), self._serif, ink, side=Qt.AlignmentFlag.AlignRight, cut=cut)
        paint_words(painter, right, line.right.strip(), self._serif, ink)

    def _paint_label(self, painter: QPainter, hit: QRectF, line: Line) -> float:
        """Paint the label of the hit's entity behind it; return the room it takes, in px."""
        if line.span is None:
            return 0
        ink = self._inks.badge(line.span.label, QColor(self._theme.page))
        return paint_words(painter, hit.adjusted(hit.width() + 7, 1, 90, 1), line.span.label, self._small, ink) + 8

    def _paint_hit(self, painter: QPainter, hit: QRectF, line: Line) -> None:
        """Paint the hit as its entity stands: the shapes are those of the page."""
        box = QRectF(hit.left() - 3, hit.center().y() - 12, hit.width() + 6, 24)
        ink = self._inks.text
        if line.span is not None:
            colours = self._inks.of(line.span.label)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if line.standing in (Standing.KEPT, Standing.ADDED):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.fill)
                painter.drawRoundedRect(box, 3, 3)
                if line.standing is Standing.ADDED:
                    painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colours.line)
            elif line.standing is Standing.REJECTED:
                ink = self._inks.muted
                painter.setPen(QPen(colours.line, 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(box, 3, 3)
                painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))
            else:
                painter.setPen(QPen(colours.line, 2, Qt.PenStyle.DotLine))
                painter.drawLine(QLineF(box.left(), box.bottom() - 2, box.right(), box.bottom() - 2))
        paint_words(painter, hit, line.hit, self._strong, ink)
