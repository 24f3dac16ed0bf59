"""The palette: every action, label and article by a few letters of its name."""

from __future__ import annotations

import time
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from reader.actions.finding import Entry, EntryKind, Found, Titles, find_entries
from reader.library import LibraryError
from reader.ui.accessibility import announce
from reader.ui.box_edit import BoxEdit
from reader.ui.fonts import SANS, face
from reader.ui.palette_list import PaletteRows, RowPainter
from reader.ui.slim_bar import SlimBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QModelIndex

    from reader.actions.titled import Titled
    from reader.core.scheme import Scheme
    from reader.ui.theme import Theme

_MOST_ROWS = 12
_RECENT = 3
"""So many articles that were open last come first while nothing is typed."""
_FEW_ROWS = 7
"""So many actions and labels at most are shown when there are articles too."""

_SLICE_S = 0.004
_ROWS_AT_ONCE = 1000
_WIDTH = 620
_MARGIN = 12
_MOVES = {"down": 1, "up": -1, "pagedown": 5, "pageup": -5}


class Palette(QFrame):
    """A box over the page: letters find, ↑↓ move, Enter chooses, Esc leaves.

    chosen: an entry was chosen; the palette is hidden by then. left: it was left without a choice.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self,
        entries: Callable[[], Sequence[Entry]],
        articles: Titled,
        scheme: Scheme,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Make it over a parent, hidden."""
        super().__init__(parent)
        self._parent = parent
        self._all_entries, self._articles = entries, articles
        self._entries: list[Entry] = []
        self._titles = Titles()
        self._rows_left: Iterator[tuple[int, str, str]] | None = None
        self._search: Iterator[list[Found]] = iter(())
        self._named: list[Found] = []
        self._labels_only = False
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = PaletteRows(self)
        self._painter = RowPainter(theme, scheme, self)
        self._bar = SlimBar(theme, theme.field)
        self._lay_out()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._work)
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        self.edit = BoxEdit(self.press, "Find an action, a label or an article", self)
        self.edit.setFont(face(SANS, 17))
        self.edit.textEdited.connect(lambda _text: self._find())
        self.list = QListView(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._painter)
        self.list.setVerticalScrollBar(self._bar)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(False)
        self.list.setAccessibleName("What was found")
        self.list.clicked.connect(self._choose)
        self.nothing = QLabel("Nothing is called that.", self)
        self.nothing.setObjectName("paletteNothing")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 7)
        self._column.setSpacing(4)
        for part in (self.edit, self.list, self.nothing):
            self._column.addWidget(part)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._painter.set_theme(theme)
        self._bar.set_colours(theme, theme.field)

    # Opening and leaving

    def open(self, *, labels_only: bool = False) -> None:
        """Show everything, or the labels alone, with nothing typed yet."""
        self._labels_only = labels_only
        wanted = {EntryKind.LABEL} if labels_only else set(EntryKind)
        self._entries = [entry for entry in self._all_entries() if entry.kind in wanted]
        # With nothing typed, what has no key on the legend comes first.
        self._entries.sort(key=lambda entry: entry.kind is EntryKind.LABEL or entry.id.startswith("also."))
        with suppress(LibraryError):  # locked for a moment: the actions are there all the same
            if not labels_only and self._articles.stand(self._titles.last) != self._titles.stand:
                self._titles = Titles()  # some were taken out, or put back
            self._titles.offer([] if labels_only else self._articles.recent(_RECENT))
        self._rows_left = None if labels_only else self._articles.titles(self._titles.last)
        self.edit.setPlaceholderText("Label" if labels_only else "Action, label or article")
        self.edit.clear()
        self._find()
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide, with nothing chosen."""
        self._end()
        self.left.emit()

    def _end(self) -> None:
        self._slices.stop()
        self.hide()

    def press(self, key: str) -> bool:
        """Take a key by its name before it is typed; tell whether it meant anything."""
        if key == "esc":
            self.leave()
        elif key == "enter":
            self._choose(self.list.currentIndex())
        elif key in _MOVES:
            self._move(_MOVES[key])
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab move as the arrows do: there is nowhere else to go in here."""
        if self.isVisible():
            self._move(1 if forward else -1)
        return True

    def _move(self, steps: int) -> None:
        count = self.rows.rowCount()
        if count:
            row = self.list.currentIndex().row() + steps
            # One step goes round at the ends; a leap stops there.
            self._select(row % count if abs(steps) == 1 else max(0, min(row, count - 1)))

    def _select(self, row: int) -> None:
        index = self.rows.index(row)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        if index.isValid():  # the list has not the focus, so Qt says nothing of it
            announce(self, index.data(Qt.ItemDataRole.AccessibleTextRole))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.rows.found[index.row()].entry
            self._end()
            self.chosen.emit(entry)

    # Finding

    def _find(self) -> None:
        """Find what has a name like what is typed; articles follow in slices."""
        typed = self.edit.text()
        self._named = find_entries(typed, self._entries, _MOST_ROWS if typed and not self._labels_only else len(self._entries))
        self._search = iter(()) if self._labels_only else self._titles.search(typed, _MOST_ROWS)
        self._show_found([])
        self._slices.start()
        self._work()

    def _work(self) -> None:
        """Look through some more titles or, when all are looked through, read some more from the library."""
        until = time.perf_counter() + _SLICE_S
        found: list[Found] | None = None
        for best in self._search:
            found = best
            if time.perf_counter() > until:
                break
        else:
            if not self._read_on():
                self._slices.stop()
        if found is not None:
            self._show_found(found)

    def _read_on(self) -> bool:
        """Read some articles; tell whether there may be more."""
        if self._rows_left is None:
            return False
        try:
            rows = list(islice(self._rows_left, _ROWS_AT_ONCE))
        except LibraryError:
            rows = []  # locked for a moment: opened again, the palette reads on
        self._titles.add(rows)
        if not rows:
            self._rows_left = None
            self._search = self._titles.search(self.edit.text(), _MOST_ROWS)
        return bool(rows or self.edit.text())

    def _show_found(self, articles: list[Found]) -> None:
        """Show what was found, the row chosen staying chosen where it can."""
        found = self._named
        if articles:
            found = _merged(self._named, articles) if self.edit.text() else [*articles, *self._named]
        if list(self.rows.found) == found and self.rows.found:
            return
        row = self.list.currentIndex().row()
        chosen = self.rows.found[row].entry if 0 < row < len(self.rows.found) else None
        self.rows.show(found)
        self._select(next((at for at, each in enumerate(found) if each.entry == chosen), 0))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._fit()

    # Place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the parent."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _fit(self) -> None:
        """Take as much room as the rows need, and the window has."""
        around = self._parent.rect()
        wide = min(_WIDTH, around.width() - 2 * _MARGIN)
        top = max(_MARGIN, min(around.height() // 9, 90))
        rows = sum(self.list.sizeHintForRow(row) for row in range(min(self.rows.rowCount(), _MOST_ROWS)))
        room = around.height() - top - _MARGIN - self.edit.sizeHint().height() - 20
        self.list.setFixedHeight(max(40, min(rows + 2, room)))
        self._column.activate()
        self.setGeometry((around.width() - wide) // 2, top, wide, self.sizeHint().height())


def _merged(named: list[Found], articles: list[Found]) -> list[Found]:
    """Return actions and labels close to what is typed, then articles, then what is less close, as far as there are rows."""
    close = [found for found in named if found.is_close][:_FEW_ROWS]
    far = [found for found in named if found not in close]
    return [*close, *articles, *far][:_MOST_ROWS]
