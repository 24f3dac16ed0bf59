"""Starts Qt and puts the window on the screen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication

from reader.actions.standard import load_keyboard
from reader.library.schema import UPGRADING
from reader.ui.bridge import Bridge
from reader.ui.fonts import SANS, face
from reader.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.actions.context import ViewOptions
    from reader.actions.queue import Queue

READABLE = (1180, 980)
"""Pixels of a window with room for all around the page."""
_FRAME = QSize(16, 64)
"""Pixels that a frame, a title and a panel that a desktop does not tell of may take, about."""
_CHROME_PIXELS = 14
_PATIENCE_S = 120.0
_LOOK_MS = 20
_SOON_MS = 1_000
_THOUSANDTHS = 1_000
_FIRST_LOOK_MS = 2_000
"""When the watched folders are first looked through: by then the first page is there."""


def application() -> QApplication:
    """Return the process's Qt application, made on first use."""
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        # The same look everywhere, and the only style that takes all colours from a palette.
        made = QApplication(["reader", "-style", "fusion"])
        made.setApplicationName("Reader")
    made.setFont(face(SANS, _CHROME_PIXELS))
    return made


def tell(sentence: str) -> None:
    """Show a sentence in a window of its own, until it is closed."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - a start that goes well has no use for it

    application()
    QMessageBox.critical(None, "Reader", sentence)


class Upgrade:
    """A small window that tells how far a library of an earlier Reader is brought up to date; there once it takes long."""

    def __init__(self) -> None:
        """Show nothing yet."""
        from PySide6.QtWidgets import QProgressDialog  # noqa: PLC0415 - most starts upgrade nothing

        self._app = application()
        self._dialog = QProgressDialog("\n\n".join(UPGRADING), "", 0, _THOUSANDTHS)
        self._dialog.setWindowTitle("Reader")
        self._dialog.setCancelButton(None)  # there is nothing to press
        self._dialog.setMinimumDuration(_SOON_MS)
        self._dialog.setAutoClose(False)

    def show(self, share: float) -> None:
        """Tell what share is done, from 0 to 1."""
        if self._dialog.value() != int(share * _THOUSANDTHS):
            self._dialog.setValue(int(share * _THOUSANDTHS))
            self._app.processEvents()

    def close(self) -> None:
        """Take the window away."""
        self._dialog.close()
        self._dialog.deleteLater()


class Gui:
    """The application with its one window."""

    def __init__(self, app: QApplication, window: Window, troubles: tuple[str, ...] = ()) -> None:
        """Hold them. troubles: whole sentences on files of the user's own that could not be used."""
        self.app = app
        self.window = window
        self.troubles = troubles

    def on_ring(self, receive: Callable[[], None]) -> Callable[[], None]:
        """Return a bell that may be rung on any thread; each ring calls the receiver on the window's."""
        bridge = Bridge(lambda _message: receive(), self.window)
        return lambda: bridge.send(None)

    def bring(self, paths: Sequence[str], refuse: Callable[[list[str]], None]) -> list[str]:
        """Import files and open the first; return why one that is read at once cannot be. refuse: is told of others later."""
        refused = self.window.bring(paths)
        if self.window.is_importing:
            self.window.imports.finished.connect(lambda report: refuse([each.sentence for each in report.refused]))
        return refused

    def run(self) -> int:
        """Show the window until it is closed; return Qt's exit code."""
        self.window.show()
        return self.app.exec()

    def run_until(self, done: Callable[[], bool]) -> None:
        """Show the window and handle events until something is done, or two minutes are over."""
        from PySide6.QtCore import QEventLoop  # noqa: PLC0415 - only a picture is waited for

        self.window.show()
        limit = time.monotonic() + _PATIENCE_S
        wake = QTimer(interval=_LOOK_MS)
        wake.start()
        while not done() and time.monotonic() < limit:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.app.processEvents()

    def grab(self, picture: Path) -> bool:
        """Draw the window into a file; tell whether it could be written."""
        return self.window.grab().save(str(picture))


def open_gui(queue: Queue, options: ViewOptions, size: tuple[int, int] | None = None) -> Gui:
    """Make the window, without an article yet.

    options: how its page is shown at first. size: of the window, in pixels; None for one that fits the screen.
    """
    app = application()
    keyboard = load_keyboard()
    window = Window(queue, keyboard, options=options)
    room = app.primaryScreen().availableSize() - _FRAME
    window.resize(QSize(*size) if size else QSize(*READABLE).boundedTo(room))
    QTimer.singleShot(_FIRST_LOOK_MS, window, lambda: window.imports.look())  # noqa: PLW0108 - made only then
    return Gui(app, window, keyboard.troubles)
