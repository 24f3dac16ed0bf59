"""A thread that reads and writes the library in the window's stead: a search, or a disk, may take its time."""

from __future__ import annotations

import threading
from contextlib import suppress
from queue import Empty, SimpleQueue
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
    """Does one chore after another with a library of its own. Its thread runs from the first one till `rest` or `leave`."""

    def __init__(self, library: Path, answer: Callable[[object, Exception | None], None], parent: QObject) -> None:
        """Do nothing yet. library: its file. answer: is given, on this thread, what a chore returns or what it raises."""
        super().__init__(parent)
        self._library, self._answer = library, answer
        self._hand: _Hand | None = None
        self._bridge = Bridge(self._receive, self)

    def do(self, chore: Chore) -> None:
        """Do a chore, and answer."""
        if self._hand is None:
            self._hand = _Hand(self._library, self._bridge)
            self._hand.start()
        self._hand.chores.put(chore)

    def wait(self, seconds: float) -> None:
        """Answer now, instead of from the event loop, if the answer comes within some seconds; 0 waits for none."""
        if self._hand and seconds > 0:
            self._take(self._hand, seconds)

    def rest(self) -> None:
        """Let the thread end. Nothing is under way."""
        if self._hand:
            self._hand.chores.put(None)
            self._hand.join()
            self._hand = None

    def leave(self) -> None:
        """Let the thread end as soon as it can. What is under way only reads; what comes of it nobody is told."""
        if self._hand:
            self._hand.stop()
            self._hand = None

    def _receive(self, hand: object) -> None:
        if hand is self._hand:
            self._take(cast("_Hand", hand), 0)

    def _take(self, hand: _Hand, seconds: float) -> None:
        with suppress(Empty):  # taken already, by who waited for it
            answer = hand.answers.get(timeout=seconds)
            self._answer(*answer)


class _Hand(threading.Thread):
    """The thread: it takes chores until it finds None among them."""

    def __init__(self, path: Path, bell: Bridge) -> None:
        """Have nothing to do. bell: rings for each answer."""
        super().__init__(name="reader-helper", daemon=True)
        self.chores: SimpleQueue[Chore | None] = SimpleQueue()
        self.answers: SimpleQueue[tuple[object, Exception | None]] = SimpleQueue()
        self._path, self._bell = path, bell
        self._is_left = False

    def run(self) -> None:
        """Do what comes."""
        try:
            library = Library.open_again(self._path, wait_s=_WAIT_S, is_over=lambda: self._is_left)
        except LibraryError as error:
            while self.chores.get() is not None:
                self._tell(None, error)
            return
        with library:
            while not self._is_left and (chore := self.chores.get()) is not None:
                try:
                    self._tell(chore.do(library))
                except Exception as error:  # noqa: BLE001 - it is raised again, where the chore was wanted
                    self._tell(None, error)

    def stop(self) -> None:
        """Break off the reading that is under way, and end."""
        self._is_left = True
        self.chores.put(None)

    def _tell(self, answer: object, error: Exception | None = None) -> None:
        self.answers.put((answer, error))
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._bell.send(self)
