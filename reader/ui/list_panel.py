"""A list over the page that is gone through with the keys, such as what came of an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from reader.ui.accessibility import announce
from reader.ui.keys import key_name
from reader.ui.list_rows import ROW_ROLE, WrappedRow
from reader.ui.slim_bar import SlimBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from reader.ui.theme import Theme

_MOST_ROWS = 2_000
"""How many are shown: each is measured when the list is."""
_WIDTH, _MARGIN, _MOST_SHARE = 720, 12, 0.8
_MOVES = {"down": 1, "up": -1, "tab": 1, "shift+tab": -1, "pagedown": 8, "pageup": -8, "home": -(10**9), "end": 10**9}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list. detail: a muted line below; empty for none. value: what choosing it gives; None when it does nothing."""

    title: str
    detail: str = ""
    value: object = None


class Rows(QAbstractListModel):
    """The lines of a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Hold other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line itself, or what screen readers say of it."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title} {row.detail}".strip()
        return row if role == ROW_ROLE else None


class ListPanel(QFrame):
    """↑↓ move, Enter chooses, Ctrl+C copies all of it, Esc leaves.

    left: it was left, with a choice or without.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make it over a parent, hidden."""
        super().__init__(parent)
        self._parent = parent
        self._all: Sequence[Row] = ()
        self._choose: Callable[[object], None] = lambda _value: None
        self.setObjectName("listPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading, self.hint = QLabel(self), QLabel(self)
        self.heading.setObjectName("listHeading")
        self.hint.setObjectName("listHint")
        self.rows = Rows(self)
        self._painter = WrappedRow(theme)
        self._bar = SlimBar(theme, theme.field)
        self.list = QListView(self)
        self._painter.setParent(self.list)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._painter)
        self.list.setVerticalScrollBar(self._bar)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        # A list of many thousand lines is laid out some at a time.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumHeight(1)  # as few rows as there are
        self.list.doubleClicked.connect(lambda _index: self.press("enter"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for label in (self.heading, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        parent.installEventFilter(self)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._painter.set_theme(theme)
        self._bar.set_colours(theme, theme.field)

    def open(self, heading: str, rows: Sequence[Row], *, enter: str, choose: Callable[[object], None]) -> None:
        """Show a list. enter: what Enter does. choose: is given the value of the line chosen, once the list is hidden."""
        self._choose = choose
        self.heading.setText(heading)
        self.hint.setText(f"Enter: {enter} · Ctrl+C: copy all · Esc: leave" if rows else "Esc: leave")
        self.setAccessibleName(heading)
        self._all = rows
        more = len(rows) - _MOST_ROWS
        self.rows.show(rows if more <= 0 else [*rows[:_MOST_ROWS], Row(f"… and {more:,} more: Ctrl+C copies all of them.")])
        self._select(0)
        self.show()
        self._fit()  # once it is shown: before, its rows are measured for no width that they will have
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Hide."""
        self.hide()
        self.left.emit()

    def press(self, key: str) -> None:
        """Take a key by its name."""
        row = self.list.currentIndex().row()
        if key == "esc":
            self.leave()
        elif key == "enter" and 0 <= row < len(self.rows.rows) and self.rows.rows[row].value is not None:
            self.leave()
            self._choose(self.rows.rows[row].value)
        elif key == "ctrl+c":
            QGuiApplication.clipboard().setText(self.text)
        elif key in _MOVES:
            self._select(max(0, min(row + _MOVES[key], len(self.rows.rows) - 1)))

    @property
    def text(self) -> str:
        """All of it, as it is copied: the heading, then a line for each row, its detail after a tab."""
        rows = (f"{row.title}\t{row.detail}".rstrip() for row in self._all)
        return "\n".join((self.heading.text(), *rows)) + "\n"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take every key: none must reach the page."""
        self.press(key_name(event))
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab move as the arrows do: there is nowhere else to go in here."""
        self.press("tab" if forward else "shift+tab")
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the parent."""
        if watched is self._parent and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def _select(self, row: int) -> None:
        index = self.rows.index(row)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        if index.isValid():  # the list has not the focus, so Qt says nothing of it
            announce(self, index.data(Qt.ItemDataRole.AccessibleTextRole))

    def _fit(self) -> None:
        """Take as much room as the rows need, and the window has."""
        around = self._parent.rect()
        wide = min(_WIDTH, around.width() - 2 * _MARGIN)
        # The rows are as high as they are for this width: so it is given first.
        self.setGeometry((around.width() - wide) // 2, _MARGIN, wide, max(self.height(), 200))
        self._column.activate()
        few = min(len(self.rows.rows), 40)
        needed = sum(self.list.sizeHintForRow(row) for row in range(few)) + 10
        labels = sum(label.heightForWidth(wide - 4) for label in (self.heading, self.hint))
        high = min(needed + labels + 6, int(around.height() * _MOST_SHARE))
        self.setGeometry((around.width() - wide) // 2, max(_MARGIN, (around.height() - high) // 5), wide, high)
