"""Lets things be dropped on a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reader.ui.imports import Imports


class Dropping(QObject):
    """Welcomes files, links and text that are dragged over a window, and hands on what is dropped."""

    def __init__(self, window: QWidget, imports: Callable[[], Imports]) -> None:
        """Watch the window's events. imports: takes what is dropped."""
        super().__init__(window)
        self._imports = imports
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what concerns dropping, and let everything else pass."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasText():
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._imports().take(mime)
        return True
