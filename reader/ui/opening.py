"""Opening an article that is too long to be read while a key waits: another thread reads it, and the keys are held for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui.helper import Helper
from reader.ui.keys import key_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.actions.library_context import Chore

_PATIENCE_S = 0.02
"""Seconds in which many an article is there: so long a key waits, so that it is shown at once and nothing flickers."""


class Opening(QObject):
    """Has one article read at a time; another one takes its place. What is shown stays, and Esc stays with it."""

    def __init__(self, library: Path, window: QWidget, stopped: Callable[[], None]) -> None:
        """Read nothing yet. library: its file. window: whose keys are held. stopped: is called after Esc."""
        super().__init__(window)
        self._helper = Helper(library, self._answer, self)
        self._window, self._stopped = window, stopped
        self._done: Callable[[object, Exception | None], bool] | None = None
        self._held: list[QEvent] = []
        self._application = QApplication.instance() or self

    @property
    def is_busy(self) -> bool:
        """Whether an article is being read."""
        return self._done is not None

    def start(self, chore: Chore, done: Callable[[object, Exception | None], bool]) -> None:
        """Do a chore that reads an article.

        done: is given what it returned or raised, and tells whether it shows the article, for which the keys were that are held.
        """
        self.drop()
        self._done = done
        self._application.installEventFilter(self)
        self._helper.do(chore)
        self._helper.wait(_PATIENCE_S)

    def drop(self) -> None:
        """Read no more, and tell nobody; the keys held were for what does not come."""
        self._helper.leave()
        self._done = None
        self._held.clear()
        self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the keys of the window; Esc stays where one is."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if isinstance(event, QKeyEvent) and key_name(event) == "esc":
            self.drop()
            self._stopped()
        else:
            self._held.append(event.clone())
        return True

    def _answer(self, answer: object, error: Exception | None) -> None:
        done, self._done = self._done, None
        held, self._held = self._held, []
        self._application.removeEventFilter(self)
        self._helper.rest()
        is_shown = done is not None and done(answer, error)
        for event in held if is_shown else ():
            QCoreApplication.sendEvent(self._window.focusWidget() or self._window, event)
