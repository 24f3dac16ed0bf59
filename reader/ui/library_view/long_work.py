"""Work on many rows: a little at a time, with a strip that tells how far it is, and Esc to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, Signal

from reader.ui.slices import Slices
from reader.ui.work_bar import WorkBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from reader.actions.library_context import Share, Steps


_PATIENCE_S = 0.1
"""Seconds in which work on a few rows is done: the keys after it are not refused, as they are while work goes on."""


class LongWork(WorkBar):
    """The strip, and the work itself.

    failed: the library refused something; why, in a sentence.
    """

    failed = Signal(str)

    def __init__(self, library: Path, parent: QWidget) -> None:
        """Have nothing to do, and be hidden. library: its file."""
        super().__init__("Work", parent)
        self._slices = Slices(library, self)
        self._slices.failed.connect(self.failed)
        self.stopped.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._slices.is_busy

    def start(self, caption: str, steps: Steps, ended: Callable[[bool], object]) -> None:
        """Do work; see `LibraryDesk.work`."""

        def told(share: Share) -> None:
            of = f" of {share.total:,}" if share.total else ""
            self.advance(f"{caption}: {share.done:,}{of}", *share)

        def over(is_whole: bool) -> None:
            self.end()
            ended(is_whole)

        self.begin(f"{caption}…", "Esc")
        self._slices.start(steps, told, over, patience_s=_PATIENCE_S)

    def stop(self) -> None:
        """Stop after the step that is being done."""
        self._slices.stop()

    def stop_at_once(self) -> None:
        """Stop, and come back when that step has been done."""
        self.stop()
        while self.is_busy:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
