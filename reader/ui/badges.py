"""Badges: the names of labels in small letters, behind the spans they label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

from reader.ui.fonts import SANS, face

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

_SIZE = 0.56
_TRACKING = 0.045
_LONGEST = 9.0
"""In ems of the body: size of the letters, room between them, and the longest name shown whole."""


class Badges:
    """Draws labels' names at one zoom; each name is shaped once."""

    def __init__(self, em: float) -> None:
        """Shape nothing yet. em: px of the body."""
        self.em = em
        self._font = face(SANS, em * _SIZE, weight=QFont.Weight.DemiBold)
        self._font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, em * _SIZE * _TRACKING)
        self._metrics = QFontMetricsF(self._font)
        self._shaped: dict[str, tuple[QStaticText, float]] = {}
        self.cap_height = self._metrics.capHeight()
        self._ascent = self._metrics.ascent()

    def width(self, label: str) -> float:
        """Return how wide a label's badge is, in px."""
        return self._shape(label)[1]

    def draw(self, painter: QPainter, at: QPointF, label: str, ink: QColor) -> None:
        """Draw a badge with its left end and the foot of its letters at a place. The painter's font and pen change."""
        painter.setFont(self._font)
        painter.setPen(ink)
        painter.drawStaticText(QPointF(at.x(), at.y() - self._ascent), self._shape(label)[0])

    def _shape(self, label: str) -> tuple[QStaticText, float]:
        shaped = self._shaped.get(label)
        if shaped is None:
            shown = self._metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, self.em * _LONGEST)
            text = QStaticText(shown)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            text.prepare(font=self._font)
            tracking = self.em * _SIZE * _TRACKING
            shaped = self._shaped[label] = text, self._metrics.horizontalAdvance(shown) - tracking
        return shaped
