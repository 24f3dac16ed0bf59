"""Finds the rows of the list in sight: for what is asked, and anew whenever something has changed in the library."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from reader.ui.slices import Slices

if TYPE_CHECKING:
    from reader.actions.library_context import Face, LibraryContext, State
    from reader.ui.library_view.view import LibraryView

_REST_MS, _SHARE = 300, 5
"""Between two looks at what has changed, at least; and how many times as long as a look takes."""
_PATIENCE_S = 0.02
"""Seconds in which most libraries have found what is asked for: so long a key waits, to be painted once and not twice."""


class Finder(QObject):
    """Keeps the list in sight as the library is, and the row chosen on what it is about.

    A thread beside the window's looks for rows. Keys for the list that are pressed while it looks for others wait for those.

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
        self._others_come = False
        self._held: list[QEvent] = []
        for rows in view.lists.values():
            rows.installEventFilter(self)
            rows.rows.short.connect(self._read_more)

    @property
    def is_current(self) -> bool:
        """Whether the list in sight shows what its query finds, if perhaps not the newest of it."""
        return self._shown.get(self._context.face) == self._context.query

    @property
    def is_busy(self) -> bool:
        """Whether rows are being looked for."""
        return self._looking.is_busy

    def find(self, *, first: bool, about: object = None) -> None:
        """Find the rows for what is now asked, and show them.

        first: the first is chosen; else what the row chosen is about stays so or, where that is gone, as high a row; of a new
            query the first. about: what the row to be chosen is about; None for what it is about now.
        """
        self._others_come = True
        self._look(first=first or not self.is_current, about=about, patience_s=_PATIENCE_S)
        if self.is_busy:
            self._view.wait_for_rows()

    def look_anew(self) -> None:
        """Find the same rows anew, and show them then, what is in sight in its place if it can be."""
        self._context.row = self._view.list.at
        self.show_rows()
        self._others_come = False
        self._look(first=False)

    def _look(self, *, first: bool, about: object = None, patience_s: float = 0.0) -> None:
        context, began = self._context, time.perf_counter()
        face, state, query = context.face, context.state, context.query

        def ended(is_whole: bool) -> None:
            # In a library where looking takes long, it is done seldom.
            self._rest.setInterval(max(_REST_MS, int((time.perf_counter() - began) * 1000 * _SHARE)))
            if is_whole:
                self._adopt(state, first=first, about=about)
                self._shown[face] = query
            else:
                self.show_rows()
            self._let_go()

        self._looking.start(state.find(query), lambda _share: None, ended, patience_s=patience_s)

    def _adopt(self, state: State, *, first: bool, about: object) -> None:
        about, before = about or self._about(), self._view.list.at
        state.adopt()
        place = 0 if first else state.place(about)
        self._context.row = min(before, len(state) - 1) if place is None else place
        self._view.list.shift(self._context.row - before)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rows as they are known, the context's row chosen; if it is below them, once it is known."""
        state, row = self._context.state, max(0, self._context.row)
        self._view.show_rows(state, at=row)
        if row >= len(state):
            self._read_more(row)

    def _read_more(self, row: int = -1) -> None:
        """Read more rows below the last, but for those that are looked for just now. row: to be chosen then; negative: none."""
        state = self._context.state
        if self.is_busy or self._context.desk.is_at_work or not state.may_grow:
            return
        before = len(state)
        self._others_come = False

        def ended(is_whole: bool) -> None:
            self._view.list.rows.take_in()
            if row >= 0:
                self._view.list.choose(row)
            if is_whole and len(state) == before:
                self._read_more(row)  # of many articles only the titles are wanted, say

        self._looking.start(state.more(), lambda _share: None, ended)

    def look_soon(self) -> None:
        """Look anew in a moment."""
        if not self._rest.isActive():
            self._rest.start(self._rest.interval() or _REST_MS)

    def drop(self) -> None:
        """Look no more for the rows that are just looked for."""
        self._looking.drop()
        self._held.clear()

    def _look_again(self) -> None:
        if self.is_busy or self._context.desk.is_at_work:
            self._rest.start()
        elif self._view.isVisible():
            self.look_anew()

    def _about(self) -> object:
        """Return what the row chosen is about; None where none is."""
        at, state = self._view.list.at, self._context.state
        return state.about(at) if 0 <= at < len(state) else None

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold the keys for a list back while it looks for other rows: they are meant for those."""
        if self._others_come and self.is_busy and event.type() is QEvent.Type.KeyPress:
            self._held.append(event.clone())
            return True
        return super().eventFilter(watched, event)

    def _let_go(self) -> None:
        held, self._held = self._held, []
        for event in held:
            QCoreApplication.sendEvent(QApplication.focusWidget() or self._view.list, event)
