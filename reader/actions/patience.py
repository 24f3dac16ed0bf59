"""A bound on how long a regular expression may take. `re` cannot be told to stop, but it lets signals in."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class OutOfPatience(Exception):
    """It took too long."""


def can_interrupt() -> bool:
    """Tell whether this system, and this thread, can be stopped in the middle of a match."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def patience(seconds: float, *, wanted: bool = True) -> Iterator[None]:
    """Raise OutOfPatience in what is done inside once it has computed for so long.

    Time counts only while the process computes, so a busy machine stops nothing early. Where nothing can be interrupted, and
    where it is not wanted, nothing is. `re` looks for signals every 4,096 steps (CPython, Modules/_sre: MAYBE_CHECK_SIGNALS).
    """
    if not wanted or not can_interrupt():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before or signal.SIG_DFL)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise OutOfPatience
