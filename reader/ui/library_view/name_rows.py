"""How a row of the entity index looks: the label's colour, the name, and how often it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from reader.core.wording import counted
from reader.ui.library_view.row_ground import RowPainter, paint_words, serif

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from reader.library.index import Name

_SWATCH = 11
_LABEL_WIDE, _COUNTS_WIDE, _COUNT_WIDE = 96, 250, 56
_NARROW = 560


class NamePainter(RowPainter):
    """Paints one name of the entity index."""

    height = 38

    def paint_row(self, painter: QPainter, inside: QRectF, row: Name) -> None:
        """Paint label, name and counts."""
        ink, is_narrow = self.inks.of(row.label), inside.width() < _NARROW
        painter.setPen(ink.line)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(QRectF(inside.left(), inside.center().y() - _SWATCH / 2, _SWATCH, _SWATCH), 2.5, 2.5)
        label = QRectF(inside.left() + _SWATCH + 9, inside.top(), _LABEL_WIDE, inside.height())
        paint_words(painter, label, row.label, self._small, self.inks.badge(row.label, self.inks.page))
        wide = _COUNT_WIDE if is_narrow else _COUNTS_WIDE
        counts = QRectF(inside.right() - wide, inside.top(), wide, inside.height())
        told = f"{row.mentions:,}" if is_narrow else _counts(row)
        paint_words(painter, counts, told, self._small, self.inks.muted, side=Qt.AlignmentFlag.AlignRight)
        name = QRectF(label.right() + 6, inside.top(), counts.left() - label.right() - 16, inside.height())
        paint_words(painter, name, row.surface, serif(17), self.inks.text)


def _counts(name: Name) -> str:
    """Return "12 in 3 articles · 4 tagged · 1 rejected"."""
    places = f"{name.mentions:,} in {counted(name.articles, 'article')}"
    judged = ((name.kept + name.added, "tagged"), (name.rejected, "rejected"))
    return " · ".join([places, *(f"{count:,} {word}" for count, word in judged if count)])
