"""How a concordance line looks: the hit in the middle, its surroundings on both sides, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from reader.core.review import Standing
from reader.ui.library_view.row_ground import RowPainter, isolated, paint_words, serif
from reader.ui.set_lines import begins_right_to_left
from reader.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from reader.actions.concordance import Mark
    from reader.library.lines import Line

_MARK_WIDE, _MARK_PAD, _TITLE_WIDE, _TITLE_GAP = 98, 14, 170, 18
_NARROW, _WIDE = 560, 760
_LEFT_SHARE, _LEFT_SHARE_NARROW = 0.42, 0.3
"""Where the hit begins: reading goes on to the right, so there is more room on that side."""
_BLANK, _NO_BLANK = 9, 3
"""Room beside a hit, in px: where a blank stands beside it in the text, and where none does."""


def _said(mark: Mark) -> str:
    return f"✓ {mark.label}" if mark.label else "✗ none"


class LinePainter(RowPainter):
    """Paints one concordance line. Its mark stands at the left end or, where there is little room, in its label's place."""

    height = 36

    def paint_row(self, painter: QPainter, inside: QRectF, row: tuple[Line, Mark | None]) -> None:
        """Paint mark, line and, in a wide window, the article."""
        line, mark = row
        is_narrow = inside.width() < _NARROW
        if not is_narrow:
            if mark:
                self._paint_mark(painter, inside.adjusted(0, 0, _MARK_WIDE - 10 - inside.width(), 0), mark)
            inside = inside.adjusted(_MARK_WIDE, 0, 0, 0)
        if inside.width() >= _WIDE:
            title = QRectF(inside.right() - _TITLE_WIDE, inside.top(), _TITLE_WIDE, inside.height())
            told = " · ".join(part for part in (line.published[:10], isolated(line.title)) if part)
            paint_words(painter, title, told, self._small, self.inks.muted)
            inside = inside.adjusted(0, 0, -_TITLE_WIDE - _TITLE_GAP, 0)
        self._paint_line(painter, inside, line, mark if is_narrow else None)

    def _paint_mark(self, painter: QPainter, inside: QRectF, mark: Mark) -> float:
        """Paint what is to be said of the line, in a box at the left end of the room; return how wide that is, in px."""
        words = _said(mark)
        wide = min(QFontMetricsF(self._small).horizontalAdvance(words) + _MARK_PAD, inside.width())
        box = QRectF(inside.left(), inside.center().y() - 10, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.inks.of(mark.label).fill if mark.label else QColor(self.theme.button))
        painter.drawRoundedRect(box, 4, 4)
        paint_words(painter, box.adjusted(7, 0, -4, 0), words, self._small, self.inks.text)
        return wide

    def _paint_line(self, painter: QPainter, inside: QRectF, line: Line, mark: Mark | None) -> None:
        """Paint left, hit and right, the hit where all hits stand. mark: stands in the label's place."""
        font, ink = serif(16), self.inks.text
        middle = inside.left() + inside.width() * (_LEFT_SHARE_NARROW if inside.width() < _NARROW else _LEFT_SHARE)
        before = line.left, _BLANK if line.left[-1:].isspace() else _NO_BLANK, Qt.TextElideMode.ElideLeft
        after = line.right, _BLANK if line.right[:1].isspace() else _NO_BLANK, Qt.TextElideMode.ElideRight
        if begins_right_to_left(f"{line.left}{line.hit}{line.right}"):
            before, after = after, before
        words, gap, cut = before
        left = QRectF(inside.left(), inside.top(), middle - inside.left() - gap, inside.height())
        paint_words(painter, left, words.strip(), font, ink, side=Qt.AlignmentFlag.AlignRight, cut=cut)
        room = QRectF(middle, inside.top(), inside.right() - middle, inside.height())
        end = self._paint_hit_and_label(painter, room, line, mark)
        words, gap, cut = after
        right = QRectF(end + gap, inside.top(), max(0.0, inside.right() - end - gap), inside.height())
        paint_words(painter, right, words.strip(), font, ink, cut=cut)

    def _paint_hit_and_label(self, painter: QPainter, room: QRectF, line: Line, mark: Mark | None) -> float:
        """Paint the hit, and its label behind it, which always finds room; return where they end."""
        bold, small = (QFontMetricsF(font) for font in (serif(16, bold=True), self._small))
        label = line.span.label if line.span else ""
        shown = _said(mark) if mark else label
        wide = small.horizontalAdvance(shown) + (_BLANK + (_MARK_PAD if mark else 0) if shown else 0)
        hit = QRectF(room.left(), room.top(), min(bold.horizontalAdvance(line.hit) + 1, room.width() - wide), room.height())
        self._paint_hit(painter, hit, line)
        behind = room.adjusted(hit.width() + _BLANK, 0, 0, 0)
        if mark:
            return behind.left() + self._paint_mark(painter, behind, mark)
        if label:
            ink = self.inks.badge(label, self.inks.page)
            return behind.left() + paint_words(painter, behind, label, self._small, ink)
        return hit.right()

    def _paint_hit(self, painter: QPainter, hit: QRectF, line: Line) -> None:
        """Paint the hit as its entity stands: the shapes are those of the page."""
        box = QRectF(hit.left() - 3, hit.center().y() - 12, hit.width() + 6, 24)
        ink = self.inks.text
        if line.span is not None:
            colours = self.inks.of(line.span.label)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if line.standing in (Standing.KEPT, Standing.ADDED):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.fill)
                painter.drawRoundedRect(box, 3, 3)
                if line.standing is Standing.ADDED:
                    fill(painter, QRectF(box.left(), box.top(), 3, box.height()), colours.line)
            elif line.standing is Standing.REJECTED:
                ink = self.inks.muted
                painter.setPen(QPen(colours.line, 1, Qt.PenStyle.DashLine))
                painter.drawRoundedRect(box, 3, 3)
                painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))
            else:
                painter.setPen(QPen(colours.line, 2, Qt.PenStyle.DotLine))
                painter.drawLine(QLineF(hit.left(), box.bottom() - 2, hit.right(), box.bottom() - 2))
        paint_words(painter, hit, line.hit, serif(16, bold=True), ink)
