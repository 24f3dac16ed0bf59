"""A list of rows that are had only when they come in sight, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListView

from reader.ui.fonts import SANS, face
from reader.ui.keys import key_name
from reader.ui.slim_bar import SlimBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QStyledItemDelegate, QWidget

    from reader.actions.library_context import State
    from reader.ui.theme import Theme

ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_NOTHING_PIXELS = 15
_MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})


class RowModel(QAbstractListModel):
    """Rows, as Qt asks for them."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.rows: State | None = None
        self._known = 0
        self._may_grow = False

    def show(self, rows: State | None) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = rows
        self._known = len(rows) if rows is not None else 0
        self._may_grow = rows is not None
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else self._known

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row itself, or what is said of it."""
        if self.rows is None or not index.isValid() or index.row() >= self._known:
            return None
        if role == ROW_ROLE:
            return self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows.spoken(index.row())
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether there may be more below the last row."""
        return self._may_grow and not parent.isValid()

    def fetchMore(self, _parent: _Index) -> None:
        """Take in more rows."""
        if self.rows is None:
            return
        self._may_grow = self.rows.grow()
        if len(self.rows) > self._known:
            self.beginInsertRows(QModelIndex(), self._known, len(self.rows) - 1)
            self._known = len(self.rows)
            self.endInsertRows()


class RowList(QListView):
    """A list worked by keys; all but the moves among its rows go to the keymap.

    moved: another row is chosen.
    """

    moved = Signal(int)

    def __init__(
        self, name: str, on_key: Callable[[str], bool], painter: QStyledItemDelegate, theme: Theme, parent: QWidget
    ) -> None:
        """Make an empty list.

        name: what screen readers call it. on_key: takes a key's name and tells whether it meant anything.
        """
        super().__init__(parent)
        self._on_key = on_key
        self.rows = RowModel(self)
        self._bar = SlimBar(theme, theme.page, self)
        self._muted = QColor(theme.muted)
        self.setModel(self.rows)
        self.setItemDelegate(painter)
        self.setVerticalScrollBar(self._bar)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)  # the list then never asks how high an unseen row is
        self.setAccessibleName(name)
        self.setObjectName("rowList")
        self.selectionModel().currentChanged.connect(lambda now, _before: self.moved.emit(now.row()))

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._muted = QColor(theme.muted)
        self._bar.set_colours(theme, theme.page)

    @property
    def at(self) -> int:
        """The number of the row chosen; -1 for none."""
        return self.currentIndex().row()

    def show_rows(self, rows: State | None, at: int = 0) -> None:
        """Show other rows, one of them chosen: the last when there are not so many."""
        self.rows.show(rows)
        self.choose(at)

    def choose(self, at: int) -> None:
        """Choose a row and bring it in sight."""
        index = self.rows.index(max(0, min(at, self.rows.rowCount() - 1)))
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    @property
    def nothing(self) -> str:
        """What is said in place of rows; empty while there are some."""
        return self.rows.rows.nothing if self.rows.rows is not None and not self.rows.rowCount() else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows or, where there are none, why."""
        super().paintEvent(event)
        if self.nothing:
            painter = QPainter(self.viewport())
            painter.setFont(face(SANS, _NOTHING_PIXELS))
            painter.setPen(self._muted)
            room = self.viewport().rect().adjusted(40, 60, -40, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self.nothing)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Keep Tab for the keymap."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the rows, or do what the keymap says."""
        name = key_name(event)
        if name in _MOVES:
            super().keyPressEvent(event)
        elif name:
            self._on_key(name)
        event.accept()
