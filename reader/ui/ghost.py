"""Paints what is proposed at the caret and is no entity yet: a faint box with the label it would have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.ui.fonts import overlay_face
from reader.ui.theme import Inks

if TYPE_CHECKING:
    from reader.core.scheme import Scheme
    from reader.core.spans import Span
    from reader.ui.article_view import ArticleView
    from reader.ui.theme import Theme

_PIXELS = 11.0
_FAINT = 0.55


class Ghost(QWidget):
    """The proposal at the caret, over the page. The mouse goes through it."""

    def __init__(self, page: ArticleView, scheme: Scheme, theme: Theme) -> None:
        """Lie over a page, hidden at first."""
        super().__init__(page.viewport())
        self._page, self._scheme = page, scheme
        self._inks = Inks(theme, scheme)
        self._rects: list[QRectF] = []
        self._span: Span | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def span(self) -> Span | None:
        """What is proposed; None when nothing is shown."""
        return self._span if self.isVisible() else None

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._inks = Inks(theme, self._scheme)
        self.update()

    def propose(self, span: Span | None) -> None:
        """Show a proposal where its words now are; None hides it."""
        self._span = span
        self._rects = self._page.rects_of(span.start, span.end) if span else []
        self.setFont(overlay_face(_PIXELS, self._page.zoom))
        self.setGeometry(self._page.viewport().rect())
        self.setVisible(bool(self._rects))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a faint fill, a dotted outline and the label above."""
        if self._span is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._inks.of(self._span.label)
        fill = QColor(ink.fill)
        fill.setAlphaF(_FAINT)
        painter.setPen(QPen(ink.line, 1.4, Qt.PenStyle.DotLine))
        painter.setBrush(fill)
        # Over the letters, which show through.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if self._inks.theme.dark:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        for rect in self._rects:
            painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 1), 4, 4)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_label(painter, f"{self._span.label}?", ink.line, self._inks.badge(self._span.label, self._inks.page))

    def _paint_label(self, painter: QPainter, label: str, line: QColor, ink: QColor) -> None:
        """Paint the label on a chip in the gap above the words, where it covers none."""
        metrics, first = QFontMetricsF(self.font()), self._rects[0]
        wide, high = metrics.horizontalAdvance(label) + 8, metrics.height()
        chip = QRectF(first.left() - 2, first.top() - high * 0.85, wide, high)
        painter.setPen(QPen(line, 1))
        painter.setBrush(self._inks.page)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(ink)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, label)
