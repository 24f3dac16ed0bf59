"""Rich text set once for each width, which a label sets anew whenever it is asked how large it is."""

from __future__ import annotations

import re
from html import unescape
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.ui.fonts import SANS, face

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_UNBROKEN = -1.0
"""The width, in Qt's words, of a text whose lines are not broken."""
_TAG = re.compile(r"<[^<>]*>")


class RichColumn(QWidget):
    """Shows rich text. Unlike a label it is never selected, and holds no links."""

    def __init__(self, pixels: float) -> None:
        """Be empty. pixels: the size of its letters."""
        super().__init__()
        self._document = QTextDocument(self)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(face(SANS, pixels))
        self._wraps = False
        self._said = ""
        self._natural = QSize()
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, html: str, ink: str) -> None:
        """Show this. ink: the colour of letters that have none of their own."""
        self._document.setHtml(f"<div style='color:{ink}'>{html}</div>")
        self._document.setTextWidth(_UNBROKEN)
        self._natural = QSize(ceil(self._document.idealWidth()), ceil(self._document.size().height()))
        self._heights = {}
        self._said = " ".join(unescape(_TAG.sub(" ", html)).split())
        self.setAccessibleName(self._said)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what is shown, in one line without markup."""
        return self._said

    def set_wraps(self, *, wraps: bool) -> None:
        """Break long lines, or let them be cut."""
        if wraps != self._wraps:
            self._wraps = wraps
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the text with its lines unbroken."""
        return self._natural

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the whole text, unless it may be broken."""
        return QSize() if self._wraps else self._natural

    def heightForWidth(self, width: int) -> int:
        """Return the height, in px, that the text takes in so much room."""
        if not self._wraps or width >= self._natural.width():
            return self._natural.height()
        if width not in self._heights:
            self._document.setTextWidth(width)
            self._heights[width] = ceil(self._document.size().height())
        return self._heights[width]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text."""
        broken = self._wraps and self.width() < self._natural.width()
        self._document.setTextWidth(self.width() if broken else _UNBROKEN)
        painter = QPainter(self)
        self._document.drawContents(painter)
        painter.end()
