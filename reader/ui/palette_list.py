"""The rows of the palette: what they hold, and how they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.actions.finding import EntryKind
from reader.ui.fonts import SANS, face
from reader.ui.theme import Inks, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from reader.actions.finding import Found
    from reader.core.scheme import Scheme
    from reader.ui.theme import Theme

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_PIXELS, _SMALL = 15, 12.5
_LOW, _HIGH = 34, 52
_PAD, _SWATCH = 14, 10


class PaletteRows(QAbstractListModel):
    """What was found, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's title, what screen readers say of it, or what was found itself."""
        if not index.isValid():
            return None
        entry = self.found[index.row()].entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(words for words in (entry.title, entry.key, entry.detail) if words)
        return self.found[index.row()] if role == ENTRY_ROLE else None


class RowPainter(QStyledItemDelegate):
    """Paints a row: a label's colour, the title with the letters typed stronger, a muted line below, the key at the right."""

    def __init__(self, theme: Theme, scheme: Scheme, parent: QObject | None = None) -> None:
        """Paint in a theme's colours."""
        super().__init__(parent)
        self._scheme = scheme
        self._plain, self._strong = face(SANS, _PIXELS), face(SANS, _PIXELS, weight=QFont.Weight.DemiBold)
        self._small = face(SANS, _SMALL)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._inks = Inks(theme, self._scheme)
        ground = QColor(theme.field)
        self._text, self._muted, self._accent = QColor(theme.chrome_text), QColor(theme.muted), QColor(theme.accent)
        self._cap, self._chosen = QColor(theme.button), mix(QColor(theme.accent), ground, 0.16)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return how high a row is."""
        return QSize(200, _HIGH if _has_second_line(index.data(ENTRY_ROLE)) else _LOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        found: Found = index.data(ENTRY_ROLE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._chosen)
            painter.drawRoundedRect(rect.adjusted(6, 1, -6, -1), 6, 6)
        inside = QRectF(rect.adjusted(6 + _PAD, 0, -6 - _PAD, 0))
        inside = self._paint_right(painter, inside, found)
        inside = self._paint_swatch(painter, inside, found)
        if _has_second_line(found):
            upper, lower = inside.adjusted(0, 6, 0, -inside.height() / 2 + 3), inside.adjusted(0, inside.height() / 2 - 2, 0, -5)
            self._paint_title(painter, upper, found)
            self._paint_words(painter, lower, found.entry.detail, Qt.AlignmentFlag.AlignLeft)
        else:
            self._paint_title(painter, inside, found)
        painter.restore()

    def _paint_right(self, painter: QPainter, inside: QRectF, found: Found) -> QRectF:
        """Paint the key, or the kind of thing it is; return what is left of the row."""
        entry = found.entry
        if not entry.key:
            words = "" if entry.kind is EntryKind.LABEL else entry.detail
            wide = QFontMetricsF(self._small).horizontalAdvance(words)
            self._paint_words(painter, inside, words, Qt.AlignmentFlag.AlignRight)
            return inside.adjusted(0, 0, -wide - _PAD, 0)
        metrics = QFontMetricsF(self._small)
        wide = max(metrics.horizontalAdvance(entry.key) + 12, 22)
        cap = QRectF(inside.right() - wide, inside.center().y() - 10, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._cap)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(self._small)
        painter.setPen(self._text)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, entry.key)
        return inside.adjusted(0, 0, -wide - _PAD, 0)

    def _paint_swatch(self, painter: QPainter, inside: QRectF, found: Found) -> QRectF:
        if found.entry.kind is not EntryKind.LABEL:
            return inside
        ink = self._inks.of(found.entry.id.partition(".")[2])
        middle = inside.top() + (17 if _has_second_line(found) else inside.height() / 2)
        painter.setPen(ink.line)
        painter.setBrush(ink.fill)
        painter.drawRoundedRect(QRectF(inside.left(), middle - _SWATCH / 2, _SWATCH, _SWATCH), 2.5, 2.5)
        return inside.adjusted(_SWATCH + 9, 0, 0, 0)

    def _paint_title(self, painter: QPainter, inside: QRectF, found: Found) -> None:
        """Paint the title, elided, its typed letters stronger."""
        shown = QFontMetricsF(self._strong).elidedText(found.entry.title, Qt.TextElideMode.ElideRight, inside.width())
        left, places = inside.left(), set(found.places)
        for place, strong in _runs(shown, places):
            painter.setFont(self._strong if strong else self._plain)
            painter.setPen(self._accent if strong else self._text)
            wide = QFontMetricsF(painter.font()).horizontalAdvance(place)
            box = QRectF(left, inside.top(), wide + 4, inside.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, place)
            left += wide

    def _paint_words(self, painter: QPainter, inside: QRectF, words: str, side: Qt.AlignmentFlag) -> None:
        painter.setFont(self._small)
        painter.setPen(self._muted)
        shown = QFontMetricsF(self._small).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | side, shown)


def _has_second_line(found: Found) -> bool:
    return bool(found.entry.detail) and found.entry.kind is EntryKind.LABEL


def _runs(text: str, places: set[int]) -> list[tuple[str, bool]]:
    """Return a text cut where it changes between letters that were typed and others."""
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        strong = place in places
        if runs and runs[-1][1] is strong:
            runs[-1] = (runs[-1][0] + letter, strong)
        else:
            runs.append((letter, strong))
    return runs
