"""Paints what is proposed and is no entity yet: faint boxes with the labels they would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.actions.suspecting import UNKNOWN
from reader.ui.fonts import overlay_face
from reader.ui.theme import Inks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.core.scheme import Scheme
    from reader.core.spans import Span
    from reader.ui.article_view import ArticleView
    from reader.ui.theme import Theme

_PIXELS = 11.0
_FAINT, _FAINTER = 0.55, 0.3


class Ghost(QWidget):
    """The proposal at the caret, and all others in sight if wanted, over the page. The mouse goes through it."""

    def __init__(self, page: ArticleView, scheme: Scheme, theme: Theme) -> None:
        """Lie over a page, hidden at first."""
        super().__init__(page.viewport())
        self._page, self._scheme = page, scheme
        self._inks = Inks(theme, scheme)
        self._span: Span | None = None
        self._boxes: dict[Span, list[QRectF]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def span(self) -> Span | None:
        """What is proposed at the caret; None when it is out of sight, or nothing is."""
        return self._span if self._span in self._boxes else None

    @property
    def shown(self) -> list[Span]:
        """All that is shown as proposed."""
        return list(self._boxes)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._inks = Inks(theme, self._scheme)
        self.update()

    def propose(self, span: Span | None, others: Iterable[Span] = ()) -> None:
        """Show proposals where their words now are.

        span: the one at the caret, None for none. others: those shown besides.
        """
        spans = dict.fromkeys(others) | ({span: None} if span else {})
        boxes = {each: rects for each in spans if (rects := self._page.rects_of(each.start, each.end))}
        if (span, boxes) == (self._span, self._boxes):
            return
        self._span, self._boxes = span, boxes
        self.setFont(overlay_face(_PIXELS, self._page.zoom))
        self.setGeometry(self._page.viewport().rect())
        self.setVisible(bool(boxes))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint for each a faint fill, a dotted outline and the label above, the one at the caret over the others."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span, rects in self._boxes.items():
            self._paint_box(painter, span, rects)
        for span, rects in self._boxes.items():
            if span.label != UNKNOWN:
                line, ink = self._inks.of(span.label).line, self._inks.badge(span.label, self._inks.page)
                self._paint_label(painter, rects[0], f"{span.label}?", line, ink)

    def _paint_box(self, painter: QPainter, span: Span, rects: list[QRectF]) -> None:
        """Paint over the letters, which show through."""
        ink = self._inks.of(span.label)
        fill = QColor(ink.fill)
        fill.setAlphaF(_FAINT if span == self._span else _FAINTER)
        painter.setPen(QPen(self._inks.muted if span.label == UNKNOWN else ink.line, 1.4, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush if span.label == UNKNOWN else fill)
        dark = self._inks.theme.dark
        painter.setCompositionMode(
            QPainter.CompositionMode.CompositionMode_Screen if dark else QPainter.CompositionMode.CompositionMode_Multiply
        )
        for rect in rects:
            painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 1), 4, 4)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_label(self, painter: QPainter, first: QRectF, label: str, line: QColor, ink: QColor) -> None:
        """Paint the label on a chip in the gap above the words, where it covers none."""
        metrics = QFontMetricsF(self.font())
        wide, high = metrics.horizontalAdvance(label) + 8, metrics.height()
        chip = QRectF(first.left() - 2, first.top() - high * 0.85, wide, high)
        painter.setPen(QPen(line, 1))
        painter.setBrush(self._inks.page)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(ink)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, label)
