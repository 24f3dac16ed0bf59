"""Paints jump hints over the words of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QStaticText
from PySide6.QtWidgets import QWidget

from reader.ui.fonts import overlay_face
from reader.ui.theme import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.core.tokens import Stretch
    from reader.ui.article_view import ArticleView
    from reader.ui.theme import Theme

_PIXELS = 11.5
_PAD = 2.5
_GAP = 1.0
_FAINT = 0.35
_ON_WORD = 0.3
"""How much of a hint's height lies on its word; the rest is in the gap above the line, so that the word can still be read."""


class HintOverlay(QWidget):
    """Letters on the words in sight, each on the beginning of its word. The mouse goes through it."""

    def __init__(self, page: ArticleView, theme: Theme) -> None:
        """Lie over a page, hidden at first."""
        super().__init__(page.viewport())
        self._page = page
        self._boxes: list[tuple[QRectF, str]] = []
        self._typed = ""
        self._texts: dict[str, QStaticText] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._ground, self._ink, self._veil = QColor(theme.hint), QColor(theme.hint_text), QColor(theme.page)
        self.update()

    def show_hints(self, hints: Mapping[str, Stretch], typed: str) -> None:
        """Show these letters on these words, those typed already set back; none hides the overlay."""
        self._fit_letters()
        metrics = QFontMetricsF(self.font())
        self._typed = typed
        boxes = [
            (_box(rects[0], metrics.horizontalAdvance(name.upper()), metrics.height()), name)
            for name, word in hints.items()
            if (rects := self._page.rects_of(*word))
        ]
        self._boxes = _apart(boxes)
        self.setGeometry(self._page.viewport().rect())
        self.setVisible(bool(self._boxes))
        self.raise_()
        self.update()

    def _fit_letters(self) -> None:
        font = overlay_face(_PIXELS, self._page.zoom)
        if font != self.font():
            self._texts.clear()
            self.setFont(font)

    @property
    def names(self) -> list[str]:
        """The letters shown, in no order that matters."""
        return [name for _, name in self._boxes]

    @property
    def places(self) -> list[QRectF]:
        """The rectangles of the hints shown, in reading order."""
        return [box for box, _ in self._boxes]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every hint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._veil)
        veil.setAlphaF(_FAINT)
        fill(painter, self.rect(), veil)
        for box, name in self._boxes:
            likely = len(name) == 1 or bool(self._typed)
            painter.setPen(QPen(self._ground, 0.8))
            painter.setBrush(self._ground if likely else self._veil)
            painter.drawRoundedRect(box, 3, 3)
        typed = QFontMetricsF(self.font()).horizontalAdvance(self._typed.upper())
        faint = QColor(self._ink)
        faint.setAlphaF(_FAINT)
        for box, name in self._boxes:
            at = QPointF(box.x() + _PAD, box.y())
            if self._typed:
                painter.setPen(QPen(faint))
                painter.drawStaticText(at, self._text(self._typed))
            painter.setPen(QPen(self._ink if len(name) == 1 or self._typed else self._ground))
            painter.drawStaticText(at + QPointF(typed, 0), self._text(name[len(self._typed) :]))

    def _text(self, letters: str) -> QStaticText:
        text = self._texts.get(letters)
        if text is None:
            text = self._texts[letters] = QStaticText(letters.upper())
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=self.font())
        return text


def _apart(boxes: list[tuple[QRectF, str]]) -> list[tuple[QRectF, str]]:
    """Return the boxes, those moved right that would lie on the one before in their line: over words as short as "a"."""
    ends: dict[float, float] = {}
    placed = []
    for box, name in sorted(boxes, key=lambda each: (each[0].y(), each[0].x())):
        box.moveLeft(max(box.x(), ends.get(box.y(), -box.width()) + _GAP))
        ends[box.y()] = box.right()
        placed.append((box, name))
    return placed


def _box(word: QRectF, width: float, height: float) -> QRectF:
    """Return where a hint stands: above the first letters of its word, and a little on them."""
    return QRectF(word.x() - _PAD, word.y() - height * (1 - _ON_WORD), width + 2 * _PAD, height)
