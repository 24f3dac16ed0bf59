"""A slim strip below the page with one line to type in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.ui.box_edit import BoxEdit
from reader.ui.fonts import SANS, face

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

_MOST_WIDTH = 520
_NARROW = 640
_SIGN_PIXELS = 16


class PromptBar(QFrame):
    """A caption, a line to type in, and a few words beside it. Esc leaves.

    left: it was left, one way or the other; the page may have the keys again.
    """

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make it, hidden. name: what screen readers call its line."""
        super().__init__(parent)
        self.setObjectName("prompt")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.caption = QLabel(self)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = BoxEdit(self.press, name, self)
        self.edit.setMaximumWidth(_MOST_WIDTH)
        self.edit.setMinimumWidth(120)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setObjectName("promptMessage")
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._is_narrow: bool | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(24, 7, 18, 7)
        self._lines.setSpacing(5)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addWidget(self.caption)
        self._row.addWidget(self.edit, 3)
        self._row.addWidget(self.message, 2)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        self._row.addLayout(self._buttons)
        self._lines.addLayout(self._row)
        self.hide()

    def add_button(self, sign: str, name: str, act: Callable[[], None]) -> QToolButton:
        """Put a button at the right end. name: its tool tip, and what screen readers call it."""
        button = QToolButton(self)
        button.setFont(face(SANS, _SIGN_PIXELS))
        button.setText(sign)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: act())
        self._buttons.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, say the few words on a line of their own."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._row.removeWidget(self.message)
            self._lines.removeWidget(self.message)
            if is_narrow:
                self._lines.addWidget(self.message)
            else:
                self._row.insertWidget(self._row.indexOf(self.edit) + 1, self.message, 2)

    def say(self, words: str) -> None:
        """Show a few words beside the line; the accessible description has them too."""
        self.message.setText(words)
        self.message.setToolTip(words)
        self.edit.setAccessibleDescription(words)

    def begin(self, text: str = "") -> None:
        """Show the bar with a text, all of it selected, and take the keys."""
        self.edit.setText(text)
        self.edit.selectAll()
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, key: str) -> bool:
        """Take a key by its name before it is typed; tell whether it meant anything."""
        if key == "esc":
            self.leave()
        elif key == "enter":
            self.accept()
        else:
            return False
        return True

    def accept(self) -> None:
        """Do what the bar is for, and leave."""
        raise NotImplementedError

    def leave(self) -> None:
        """Do nothing more, and hide."""
        self.hide()
        self.left.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go round within the bar."""
        stops = [each for each in (self.edit, *self.findChildren(QToolButton)) if each.isVisible() and each.isEnabled()]
        if not stops:  # Qt asks while it hides the bar, too.
            return False
        here = self.focusWidget()
        at = stops.index(here) if here in stops else 0
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
