"""The line one types in, in every box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from reader.ui.keys import key_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_MOST = 2000


class BoxEdit(QLineEdit):
    """A line that shows each key to its box before it takes it as typing.

    typed: a key was pressed, whatever it did.
    on_key: takes a key's name (see `reader.ui.keys`) and tells whether it did something.
    """

    typed = Signal()

    def __init__(self, on_key: Callable[[str], bool], name: str, parent: QWidget | None = None) -> None:
        """Make an empty line. name: what screen readers call it."""
        super().__init__(parent)
        self._on_key = on_key
        self.setMaxLength(_MOST)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the box have the key, or else type it."""
        self.typed.emit()
        name = key_name(event)
        if not (name and self._on_key(name)):
            super().keyPressEvent(event)
        event.accept()  # What is left over is typing too: it must not reach the page.
