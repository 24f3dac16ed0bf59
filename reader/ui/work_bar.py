"""A slim strip at the foot of the window: how far long work is, such as an import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

DELAY_MS = 400
"""Work that is over by then shows no strip."""
_BAR_HIGH, _BAR_WIDE, _BAR_NARROW, _NARROW = 6, 140, 60, 640


class WorkBar(QFrame):
    """How far the work is, in words and as a bar, and a way to stop it. It never takes the keys.

    stopped: the button was pressed.
    """

    stopped = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it, hidden. name: what screen readers call it. Colours come from the window's style sheet."""
        super().__init__(parent)
        self.setObjectName("workBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HIGH)
        self.bar.setAccessibleName(name)
        self.button = QToolButton(self)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(lambda _checked=False: self.stopped.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 18, 4)
        row.setSpacing(14)
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._text = ""
        self._delay = QTimer(self, interval=DELAY_MS, singleShot=True)
        self._delay.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str, stop_key: str) -> None:
        """Show the strip in a moment. stop_key: what stops the work, as menus show it; empty when no key does."""
        self.button.setText(f"Stop ({stop_key})" if stop_key else "Stop")
        self.bar.setRange(0, 0)
        self._say(words)
        self._delay.start()

    def advance(self, words: str, done: int, total: int) -> None:
        """Show that so much of all is done; 0 in all while that is not known."""
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
        self._say(words)

    def end(self) -> None:
        """Hide."""
        self._delay.stop()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the words as there is room for."""
        super().resizeEvent(event)
        self.bar.setFixedWidth(_BAR_NARROW if self.width() < _NARROW else _BAR_WIDE)
        self._elide()

    def _say(self, words: str) -> None:
        self._text = words
        self.bar.setAccessibleDescription(words)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.words.width())
        self.words.setText(QFontMetrics(self.words.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, room))
