"""How a row of the list of articles looks: the title, a line of small print, and how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from reader.core.wording import counted
from reader.ui.library_view.row_ground import RowPainter, isolated, paint_words, serif

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from reader.actions.listing import ShownRow
    from reader.library import Row

_BAR_WIDE, _BAR_NARROW, _BAR_HIGH = 84, 30, 5
_NARROW = 560
_TAGS_GAP, _TAG_GAP, _TAG_PAD = 10, 6, 14
_TAGS_SHARE = 0.5
"""So much of the line of small print at most is kept for tags."""


class ArticlePainter(RowPainter):
    """Paints one article of the list."""

    height = 58

    def paint_row(self, painter: QPainter, inside: QRectF, row: ShownRow) -> None:
        """Paint what is finished paler, and what was never opened bolder."""
        article = row.row
        right = self._paint_progress(painter, inside, article)
        above = QRectF(inside.left(), inside.top() + 6, right - inside.left(), 24)
        below = QRectF(inside.left(), inside.top() + 31, right - inside.left(), 20)
        is_new, ink = not (article.opened or article.finished), self.inks.muted if article.finished else self.inks.text
        paint_words(painter, above, article.title, serif(17, bold=is_new), ink)
        self._paint_small_print(painter, below, row)

    def _paint_small_print(self, painter: QPainter, inside: QRectF, row: ShownRow) -> None:
        article = row.row
        noted = "note" if article.noted else ""
        site = isolated(article.site) if article.site else ""
        parts = (site, article.published[:10], counted(article.words, "word"), row.kin, noted)
        words = " · ".join(part for part in parts if part)
        advance = QFontMetricsF(self._small).horizontalAdvance
        # Of long small print in a narrow window, some gives way to the tags.
        tags = min(sum(advance(tag) + _TAG_PAD + _TAG_GAP for tag in article.tags) + _TAGS_GAP, inside.width() * _TAGS_SHARE)
        room = inside.adjusted(0, 0, -tags, 0) if article.tags else inside
        left = inside.left() + paint_words(painter, room, words, self._small, self.inks.muted) + _TAGS_GAP
        self._paint_tags(painter, inside.adjusted(left - inside.left(), 0, 0, 0), article.tags)

    def _paint_tags(self, painter: QPainter, inside: QRectF, tags: Sequence[str]) -> None:
        """Paint tags as far as there is room, the first shortened if need be, then how many more there are."""
        advance, left = QFontMetricsF(self._small).horizontalAdvance, inside.left()
        for at, tag in enumerate(tags):
            more = f"+{len(tags) - at - 1}" if at + 1 < len(tags) else ""
            room = inside.right() - left - (advance(more) + _TAG_GAP if more else 0)
            wide = advance(tag) + _TAG_PAD
            if wide > room and at:
                paint_words(
                    painter, inside.adjusted(left - inside.left(), 0, 0, 0), f"+{len(tags) - at}", self._small, self.inks.muted
                )
                return
            box = QRectF(left, inside.center().y() - 9, min(wide, room), 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.button))
            painter.drawRoundedRect(box, 9, 9)
            paint_words(painter, box.adjusted(7, 0, -6, 0), tag, self._small, self.inks.text)
            left += box.width() + _TAG_GAP

    def _paint_progress(self, painter: QPainter, inside: QRectF, article: Row) -> float:
        """Paint how far one is at the right end; return where it begins."""
        is_narrow = inside.width() < _NARROW
        left = inside.right() - (_BAR_NARROW if is_narrow else _BAR_WIDE)
        if not is_narrow:
            told = counted(article.suspects, "suspect") if article.looked_through else "not tagged yet"
            told = "finished" if article.finished else told
            words = QRectF(left, inside.top() + 31, _BAR_WIDE, 20)
            paint_words(painter, words, told, self._small, self.inks.muted, side=Qt.AlignmentFlag.AlignRight)
        bar = QRectF(left, inside.top() + 18, inside.right() - left, _BAR_HIGH)
        done = bar.width() if article.finished else bar.width() * article.judged
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.inks.rule)
        painter.drawRoundedRect(bar, _BAR_HIGH / 2, _BAR_HIGH / 2)
        if done:
            painter.setBrush(QColor(self.theme.accent))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(done, _BAR_HIGH), _BAR_HIGH), _BAR_HIGH / 2, _BAR_HIGH / 2)
        return left - 20
