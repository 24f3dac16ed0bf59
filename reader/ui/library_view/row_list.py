"""A list of rows that are had only when they come in sight, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from reader.library import LibraryError
from reader.ui.fonts import SANS, face
from reader.ui.keys import key_name
from reader.ui.library_view.row_ground import ROW_ROLE
from reader.ui.slim_bar import SlimBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from reader.actions.library_context import State
    from reader.ui.library_view.row_ground import RowPainter
    from reader.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NOTHING_PIXELS = 15
_ENDS = frozenset({"home", "end"})
MOVES = _ENDS | {"up", "down", "pageup", "pagedown"}
"""Keys that go among the rows, unless they mean something else for once."""


class RowModel(QAbstractListModel):
    """Rows, as Qt asks for them.

    failed: rows could not be read; why, in a sentence. They stay empty. short: more rows are wanted below the last.
    """

    failed = Signal(str)
    short = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.rows: State | None = None
        self._known = 0

    def show(self, rows: State | None) -> None:
        """Hold other rows, or as many of the same list that may have changed: then nothing is laid out anew.

        Where there are none, why there are none may have changed.
        """
        count = len(rows) if rows is not None else 0
        if count and rows is self.rows and count == self._known:
            self.dataChanged.emit(self.index(0), self.index(count - 1))
            return
        self.beginResetModel()
        self.rows, self._known = rows, count
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else self._known

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row itself, or what is said of it."""
        if self.rows is None or not index.isValid() or index.row() >= self._known:
            return None
        try:
            if role == ROW_ROLE:
                return self.rows[index.row()]
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self.rows.spoken(index.row())
        except LibraryError as error:
            self.failed.emit(str(error))
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether there may be more below the last row."""
        return self.rows is not None and self.rows.may_grow and not parent.isValid()

    def fetchMore(self, _parent: _Index) -> None:
        """Ask for more rows."""
        self.short.emit()

    def take_in(self) -> None:
        """Show what has come below the last row."""
        if self.rows is not None and len(self.rows) > self._known:
            self.beginInsertRows(QModelIndex(), self._known, len(self.rows) - 1)
            self._known = len(self.rows)
            self.endInsertRows()


class RowList(QTableView):
    """A list worked by keys; all but the moves among its rows go to the keymap.

    It is a table of one column: whenever rows may have changed, Qt's list asks its model something for each of them, which
    takes a third of a second at 100,000.

    moved: another row is chosen. pointed: one is by the mouse.
    menu_wanted: for the row chosen, at a place of the screen.
    """

    moved = Signal(int)
    pointed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, name: str, on_key: Callable[[str], bool], painter: RowPainter, theme: Theme, parent: QWidget) -> None:
        """Make an empty list.

        name: what screen readers call it. on_key: takes a key's name and tells whether it meant anything.
        """
        super().__init__(parent)
        self._on_key = on_key
        self.rows = RowModel(self)
        self._painter = painter
        self._shift = 0
        self._awaits_rows = False
        self._bar = SlimBar(theme, theme.page, self)
        self._muted = QColor(theme.muted)
        self.setModel(self.rows)
        self.setItemDelegate(painter)
        self.setVerticalScrollBar(self._bar)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(painter.row_height)
        self.setAccessibleName(name)
        self.setObjectName("rowList")
        self.selectionModel().currentChanged.connect(lambda now, _before: self.moved.emit(now.row()))

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._muted = QColor(theme.muted)
        self._bar.set_colours(theme, theme.page)
        self._painter.set_theme(theme)

    def set_zoom(self, zoom: int) -> None:
        """Show the rows larger or smaller, in per cent."""
        if zoom != self._painter.zoom:
            is_seen = self._sees_chosen(self.viewport().rect())
            self._painter.zoom = zoom
            self.verticalHeader().setDefaultSectionSize(self._painter.row_height)
            self.updateGeometries()
            if is_seen:
                self.scrollTo(self.currentIndex())

    @property
    def at(self) -> int:
        """The number of the row chosen; -1 for none."""
        return self.currentIndex().row()

    def shift(self, rows: int) -> None:
        """Have what is in sight stay there though so many rows have come above it (negative: gone)."""
        self._shift += rows * self._painter.row_height

    def show_rows(self, rows: State | None, at: int = 0) -> None:
        """Show other rows, one of them chosen: the last when there are not so many. What is in sight stays there if it can."""
        place, self._shift = self._bar.value() + self._shift, 0
        self._awaits_rows = False
        self.rows.show(rows)
        self._bar.setValue(place)
        self.choose(at)

    def wait_for_rows(self) -> None:
        """Say nothing of why there are no rows, till others are shown."""
        self._awaits_rows = True
        self.viewport().update()

    def choose(self, at: int) -> None:
        """Choose a row and bring it in sight."""
        index = self.rows.index(max(0, min(at, self.rows.rowCount() - 1)))
        if index.isValid():
            if index != self.currentIndex():
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    @property
    def nothing(self) -> str:
        """What is said in place of rows; empty while there are some."""
        state = self.rows.rows
        return "" if state is None or self._awaits_rows or self.rows.rowCount() else state.nothing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows or, where there are none, why."""
        super().paintEvent(event)
        if self.nothing:
            painter = QPainter(self.viewport())
            painter.setFont(face(SANS, _NOTHING_PIXELS))
            painter.setPen(self._muted)
            room = self.viewport().rect().adjusted(40, 60, -40, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.nothing)

    def _sees_chosen(self, sight: QRect) -> bool:
        return self.currentIndex().isValid() and sight.intersects(self.visualRect(self.currentIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row chosen in sight where it was, as when a bar opens below."""
        is_seen = self._sees_chosen(QRect(QPoint(), event.oldSize()))
        super().resizeEvent(event)
        if is_seen:
            self.scrollTo(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row that was clicked, or of the one chosen where a key asks."""
        chosen = self.visualRect(self.currentIndex())
        place = event.pos() if event.reason() is QContextMenuEvent.Reason.Mouse else chosen.center()
        if self.indexAt(place).isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep Tab for the keymap."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row."""
        super().mousePressEvent(event)
        self.pointed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the rows, or do what the keymap says."""
        name = key_name(event)
        is_done = bool(name) and self._on_key(name)
        if name in _ENDS and not is_done:
            self.choose(0 if name == "home" else self.rows.rowCount() - 1)
        elif name in MOVES and not is_done:
            super().keyPressEvent(event)
        event.accept()
