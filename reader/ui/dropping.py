"""A window on which things may be dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent


class DropWindow(QMainWindow):
    """Welcomes files, links and text that are dragged over it.

    dropped: what was let go, a QMimeData, as long as the signal is handled.
    """

    dropped = Signal(object)

    def __init__(self) -> None:
        """Have Qt tell what is dragged."""
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome what can be taken."""
        if _can_be_taken(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what can be taken."""
        if _can_be_taken(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(event.mimeData())


def _can_be_taken(mime: QMimeData) -> bool:
    return mime.hasUrls() or mime.hasText() or mime.hasHtml()
