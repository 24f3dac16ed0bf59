"""A thread that writes to the library in the window's stead: a disk may take its time to keep a write for good."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from reader.library import Library, LibraryError
from reader.ui.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.actions.library_context import Chore

_WAIT_S = 5.0
"""Seconds for which another program may hold the library; nobody watches the thread stand still."""


class Helper(QObject):
    """Does one chore after another with a library of its own. Its thread runs from the first one till `rest`."""

    def __init__(self, library: Path, answer: Callable[[object, Exception | None], None], parent: QObject) -> None:
        """Do nothing yet. library: its file. answer: is given, on this thread, what a chore returns or what it raises."""
        super().__init__(parent)
        self._library, self._answer = library, answer
        self._chores: SimpleQueue[Chore | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._bridge = Bridge(self._receive, self)

    def do(self, chore: Chore) -> None:
        """Do a chore, and answer."""
        self._chores.put(chore)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="reader-helper", daemon=True)
            self._thread.start()

    def rest(self) -> None:
        """Let the thread end. Nothing is under way."""
        if self._thread:
            self._chores.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        try:
            library = Library.open_again(self._library, wait_s=_WAIT_S)
        except LibraryError as error:
            while self._chores.get() is not None:
                self._bridge.send((None, error))
            return
        with library:
            while (chore := self._chores.get()) is not None:
                try:
                    self._bridge.send((chore.do(library), None))
                except Exception as error:  # noqa: BLE001 - it is raised again, where the chore was wanted
                    self._bridge.send((None, error))

    def _receive(self, sent: object) -> None:
        self._answer(*cast("tuple[object, Exception | None]", sent))
