"""Runs imports on a thread of their own, one after the other, with a library of their own."""

from __future__ import annotations

import threading
import traceback
from collections import deque
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from reader.actions.importing import Refused, mistake
from reader.library import Library, LibraryError
from reader.ui.bridge import Bridge

if TYPE_CHECKING:
    from pathlib import Path

    from reader.actions.importing import Event, Import

_WAIT_S = 5.0
"""Seconds for which another program may hold the library; nobody watches the thread stand still."""
_JOIN_S = 5.0


class Background(QObject):
    """The imports that run, or wait for their turn.

    happened: something came of an import: the import, and an `Event`. ended: one is over, stopped or not.
    """

    happened = Signal(object, object)
    ended = Signal(object)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        """Run nothing yet. library: its file."""
        super().__init__(parent)
        self._library = library
        self._waiting: deque[Import] = deque()
        self._thread: threading.Thread | None = None
        self._bridge = Bridge(self._receive, self)
        self.current: Import | None = None
        """The one that runs; None when none does."""

    @property
    def is_busy(self) -> bool:
        """Whether an import runs, or its end has not been told yet."""
        return self.current is not None

    def start(self, job: Import) -> None:
        """Run an import as soon as those before it are over."""
        self._waiting.append(job)
        self._go_on()

    def stop(self) -> None:
        """Stop the import that runs; the next one goes on."""
        if self.current:
            self.current.cancel()

    def close(self) -> None:
        """Stop them all, and wait till the thread is gone."""
        self._waiting.clear()
        self.stop()
        if self._thread:
            self._thread.join(_JOIN_S)

    def _go_on(self) -> None:
        if self.current is None and self._waiting:
            self.current = self._waiting.popleft()
            self._thread = threading.Thread(target=self._work, args=(self.current,), name="reader-import", daemon=True)
            self._thread.start()

    def _work(self, job: Import) -> None:
        """Run an import, on its thread."""
        try:
            with Library.open_again(self._library, wait_s=_WAIT_S) as library:
                for event in job.run(library):
                    self._bridge.send((job, event))
        except LibraryError as error:
            self._refuse(job, str(error))
        except Exception as error:  # noqa: BLE001 - nobody looks at what a thread dies of
            traceback.print_exception(error)
            self._refuse(job, mistake("The import ended early", error))
        finally:
            self._bridge.send((job, None))

    def _refuse(self, job: Import, sentence: str) -> None:
        refused = Refused(sentence)
        job.report.add(refused)
        self._bridge.send((job, refused))

    def _receive(self, sent: object) -> None:
        job, event = cast("tuple[Import, Event | None]", sent)
        if event is not None:
            self.happened.emit(job, event)
            return
        self.current = None
        self.ended.emit(job)
        self._go_on()
