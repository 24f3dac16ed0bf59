"""Large baselines are kept on the thread that brings them: the window would stand still for half a second."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.baseline.answers import Tagged
from reader.library import LibraryError

if TYPE_CHECKING:
    from reader.baseline.answers import Answer
    from reader.core.baselines import Baseline
    from reader.library import Library

_LARGE = 2_000
"""Spans that are kept in no more time than a key may take."""


class Keeper:
    """Keeps the large baselines among the worker's answers before anybody hears of them."""

    def __init__(self, library: Library) -> None:
        """Keep them in the file of this library, which is open on the window's thread."""
        self._library = library
        self._put_in: Baseline | None = None

    def keep(self, answer: Answer) -> None:
        """Keep the baseline in an answer if it is a large one; on any thread.

        Nothing is told of one that cannot be kept: whoever is given the answer tries again, and tells.
        """
        if isinstance(answer, Tagged) and len(answer.baseline.scores) > _LARGE:
            with suppress(LibraryError), self._library.again() as library:
                if library.save_baseline(answer.baseline):
                    self._put_in = answer.baseline

    def tell(self, answer: Answer) -> None:
        """Tell the window's library, on its thread, that it need not read what was kept of an answer."""
        if isinstance(answer, Tagged) and answer.baseline is self._put_in:
            self._put_in = None
            self._library.held.hold_baseline(answer.baseline)
