"""Finds the rows of the list in sight: for what is asked, and anew whenever something has changed in the library."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.library import LibraryError
from reader.ui.slices import Slices

if TYPE_CHECKING:
    from reader.actions.library_context import Face, LibraryContext, State
    from reader.ui.library_view.view import LibraryView

_REST_MS, _SHARE = 300, 20
"""Between two looks at what has changed, at least; and how many times as long as a look takes."""


class Finder(QObject):
    """Keeps the list in sight as the library is, and the row chosen on what it is about.

    failed: the library refused something; why, in a sentence. The rows stay as they were known.
    """

    failed = Signal(str)

    def __init__(self, view: LibraryView, context: LibraryContext) -> None:
        """Find nothing yet."""
        super().__init__(view)
        self._view, self._context = view, context
        self._shown: dict[Face, str] = {}
        self._looking = Slices(context.listing.library.path, self)
        self._looking.failed.connect(self.failed)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._look_again)

    @property
    def is_current(self) -> bool:
        """Whether the list in sight shows what its query finds, if perhaps not the newest of it."""
        return self._shown.get(self._context.face) == self._context.query

    @property
    def is_busy(self) -> bool:
        """Whether rows are being looked for."""
        return self._looking.is_busy

    def find(self, *, first: bool) -> None:
        """Find the rows for what is now asked, and show them.

        first: the first is chosen; else what the row chosen is about stays so or, where that is gone, as high a row; of a new
            query the first.
        """
        first_at_least = first or not self.is_current
        state, about, at = self._context.state, self._about(), self._view.list.at
        self._looking.drop()
        try:
            state.look(self._context.query)
            place = None if first else state.place(about)
        except LibraryError as error:
            self.failed.emit(str(error))
            return
        self._shown[self._context.face] = self._context.query
        near = 0 if first_at_least else min(at, len(state) - 1)
        self._context.row = near if place is None else place
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows as they are known, the context's row chosen."""
        state, row = self._context.state, max(0, self._context.row)
        try:
            while len(state) <= row and state.grow():
                pass
        except LibraryError as error:
            self.failed.emit(str(error))
        self._view.show_rows(state, at=row)

    def look_anew(self) -> None:
        """Find the same rows anew while the window goes on, and show them then, what is in sight in its place if it can be."""
        state, began = self._context.state, time.perf_counter()
        self._context.row = self._view.list.at
        self.show_rows()

        def ended(is_whole: bool) -> None:
            # In a library where looking takes long, it is done seldom.
            self._rest.setInterval(max(_REST_MS, int((time.perf_counter() - began) * 1000 * _SHARE)))
            if is_whole:
                self._adopt(state)

        self._looking.start(state.again(), lambda _share: None, ended)

    def look_soon(self) -> None:
        """Look anew in a moment."""
        if not self._rest.isActive():
            self._rest.start(self._rest.interval() or _REST_MS)

    def drop(self) -> None:
        """Look no more for the rows that are just looked for."""
        self._looking.drop()

    def _look_again(self) -> None:
        if self._looking.is_busy or self._context.desk.is_at_work:
            self._rest.start()
        elif self._view.isVisible():
            self.look_anew()

    def _adopt(self, state: State) -> None:
        about, before = self._about(), self._view.list.at
        try:
            state.adopt()
            place = state.place(about)
        except LibraryError as error:
            self.failed.emit(str(error))
            return
        self._context.row = before if place is None else place
        self._view.list.shift(self._context.row - before)
        self.show_rows()

    def _about(self) -> object:
        """Return what the row chosen is about; None where none is."""
        at, state = self._view.list.at, self._context.state
        return state.about(at) if 0 <= at < len(state) else None
