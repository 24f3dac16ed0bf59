"""How a row of the entity index looks: the label's colour, the name, and how often it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from reader.ui.fonts import SANS, SERIF, face
from reader.ui.library_view.row_ground import paint_ground, paint_words
from reader.ui.library_view.row_list import ROW_ROLE
from reader.ui.theme import Inks

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from reader.core.scheme import Scheme
    from reader.library.index import Name
    from reader.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _SWATCH = 38, 11
_LABEL_WIDE, _COUNTS_WIDE = 96, 250
_NARROW = 560


class NamePainter(QStyledItemDelegate):
    """Paints one name of the entity index."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QObject | None = None) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._scheme = scheme
        self._name, self._small = face(SERIF, 17), face(SANS, 13)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme, self._inks = theme, Inks(theme, self._scheme)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return how high a row is."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a row."""
        name: Name | None = index.data(ROW_ROLE)
        painter.save()
        inside = paint_ground(painter, option, self._theme)
        if name is not None:
            self._paint(painter, inside, name)
        painter.restore()

    def _paint(self, painter: QPainter, inside: QRectF, name: Name) -> None:
        ink = self._inks.of(name.label)
        painter.setPen(ink.line)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(QRectF(inside.left(), inside.center().y() - _SWATCH / 2, _SWATCH, _SWATCH), 2.5, 2.5)
        label = QRectF(inside.left() + _SWATCH + 9, inside.top(), _LABEL_WIDE, inside.height())
        paint_words(painter, label, name.label, self._small, self._inks.badge(name.label, QColor(self._theme.page)))
        wide = _COUNTS_WIDE if inside.width() >= _NARROW else 70
        counts = QRectF(inside.right() - wide, inside.top(), wide, inside.height())
        told = _counts(name) if inside.width() >= _NARROW else f"{name.mentions:,}"
        paint_words(painter, counts, told, self._small, self._inks.muted, side=Qt.AlignmentFlag.AlignRight)
        surface = QRectF(label.right() + 6, inside.top(), counts.left() - label.right() - 16, inside.height())
        paint_words(painter, surface, name.surface, self._name, self._inks.text)


def _counts(name: Name) -> str:
    """Return "12 in 3 articles · 4 kept · 1 rejected"."""
    places = f"{name.mentions:,} in {name.articles:,} {'article' if name.articles == 1 else 'articles'}"
    judged = ((name.kept + name.added, "tagged"), (name.rejected, "rejected"))
    return " · ".join([places, *(f"{count:,} {word}" for count, word in judged if count)])
