"""A strip above the page for what the user must know: it stays until it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from reader.ui.accessibility import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class Notice(QLabel):
    """Sentences above the page, such as why a file could not be opened. Esc or a click hides them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("notice")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(24, 8, 24, 8)
        self.sentences: tuple[str, ...] = ()
        """Those shown."""
        self.hide()

    def say(self, *sentences: str) -> None:
        """Show these sentences in place of the last; none hides the strip."""
        before, self.sentences = self.sentences, tuple(dict.fromkeys(sentences))
        self.setText("\n".join(self.sentences))
        self.setVisible(bool(self.sentences))
        for sentence in self.sentences:
            if sentence not in before:
                announce(self, sentence)

    def add(self, *sentences: str) -> None:
        """Show these sentences below the last."""
        self.say(*self.sentences, *sentences)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Hide."""
        self.say()
