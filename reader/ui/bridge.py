"""Brings what other threads say into the window's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Bridge(QObject):
    """Hands objects from any thread to a receiver on the thread that made the bridge, in order."""

    _crossed = Signal(object)

    def __init__(self, receive: Callable[[object], None], parent: QObject | None = None) -> None:
        """Deliver to this receiver from the event loop."""
        super().__init__(parent)
        self._crossed.connect(receive, Qt.ConnectionType.QueuedConnection)

    def send(self, message: object) -> None:
        """Hand an object over; returns at once, on any thread."""
        self._crossed.emit(message)
