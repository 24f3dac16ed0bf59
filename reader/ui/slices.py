"""Long work on the window's own thread, a little at a time, so that the window never stands still."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.actions.library_context import Chore
from reader.library import LibraryError
from reader.ui.helper import Helper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.actions.library_context import Share, Steps

_SLICE_S, _QUIET_S = 0.012, 0.05
"""Seconds of work between two looks at keys and paints (a step that was begun is ended first), and between two words on it."""


class Slices(QObject):
    """Work that yields now and then, done between keys and paints. One at a time: another one takes its place.

    What is done on this thread may touch the session on the page, and what is in sight; what it yields as a chore, another thread
    does meanwhile.

    failed: the library refused something; why, in a sentence. The work has ended then, and that was told first.
    """

    failed = Signal(str)

    def __init__(self, library: Path, parent: QObject) -> None:
        """Have nothing to do. library: its file."""
        super().__init__(parent)
        self._patient_until = 0.0
        self._steps: Steps | None = None
        self._told: Callable[[Share], object] = lambda _share: None
        self._ended: Callable[[bool], object] = lambda _is_whole: None
        self._helper = Helper(library, self._take, self)
        self._waits = self._is_stopping = False
        self._share: Share | None = None
        self._quiet_until = 0.0
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._slice)

    @property
    def is_busy(self) -> bool:
        """Whether there is work that is not done."""
        return self._steps is not None

    def start(
        self, steps: Steps, told: Callable[[Share], object], ended: Callable[[bool], object], *, patience_s: float = 0.0
    ) -> None:
        """Do work, the first slice of it at once. Nothing is under way but what may be dropped.

        steps: does a little of it, in some ms, each time it is asked how far it is. told: is given that now and then.
        ended: is told whether the work was done to its end, once it is over.
        patience_s: for so many seconds the window waits for chores rather than go on.
        """
        self.drop()
        self._steps, self._told, self._ended = steps, told, ended
        self._patient_until = time.perf_counter() + patience_s
        self._slice()

    def stop(self) -> None:
        """End after the step that is being done."""
        self._is_stopping = self.is_busy
        if self.is_busy and not self._waits:
            self._end(is_whole=False)

    def drop(self) -> None:
        """End, and tell nobody. A chore that is under way only reads."""
        self._next.stop()
        self._helper.leave()
        self._steps, self._share, self._waits, self._is_stopping = None, None, False, False

    def _slice(self) -> None:
        steps = self._steps
        if steps is not None:
            self._go_on(steps, lambda: next(steps))

    def _take(self, answer: object, error: Exception | None) -> None:
        """Go on with what came of a chore."""
        steps, self._waits = self._steps, False
        if steps is not None:
            self._go_on(steps, lambda: steps.throw(error) if error else steps.send(answer))

    def _go_on(self, steps: Steps, step: Callable[[], Share | Chore]) -> None:
        until = time.perf_counter() + _SLICE_S
        try:
            said = step()
            while not isinstance(said, Chore) and not self._is_stopping and time.perf_counter() < until:
                self._share, said = said, next(steps)
        except StopIteration:
            self._end(is_whole=True)
        except LibraryError as error:
            self._end(is_whole=False)
            self.failed.emit(str(error))
        except BaseException:
            self._end(is_whole=False)
            raise
        else:
            self._wait_after(said)

    def _wait_after(self, said: Share | Chore) -> None:
        """Let the window have its turn, or the other thread; a chore that is wanted once the work is to stop is left undone."""
        if self._is_stopping:
            self._end(is_whole=False)
        elif isinstance(said, Chore):
            self._waits = True
            self._helper.do(said)
            self._tell(self._share)
            self._helper.wait(self._patient_until - time.perf_counter())
        else:
            self._tell(said)
            self._next.start()

    def _tell(self, share: Share | None) -> None:
        """Tell how far the work is, but not more often than anybody reads."""
        if share and time.perf_counter() >= self._quiet_until:
            self._quiet_until = time.perf_counter() + _QUIET_S
            self._told(share)

    def _end(self, *, is_whole: bool) -> None:
        ended = self._ended
        self._helper.rest()
        self.drop()
        ended(is_whole)
