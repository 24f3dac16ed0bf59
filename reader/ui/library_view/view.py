"""The library view: a line to search in, three lists of which one is in sight, and what can be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from reader.actions.library_context import Face
from reader.ui.box_edit import BoxEdit
from reader.ui.fonts import SANS, face
from reader.ui.status import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from reader.actions.library_context import State
    from reader.ui.library_view.row_list import RowList
    from reader.ui.theme import Theme

TITLES = {Face.ARTICLES: "Articles", Face.LINES: "Lines", Face.NAMES: "Names"}
_QUERIES = 'Words, "a phrase", begin*, -not, ORG: Red Cross, site:, since:2016-07, tag:, is:unfinished'
_HINTS = {Face.ARTICLES: _QUERIES, Face.LINES: _QUERIES, Face.NAMES: "A part of the name"}
_TYPING_MS = 150
"""Who types fast is not searched for at each letter."""
_NARROW = 640


class LibraryView(QWidget):
    """What stands in the page's place while the library is looked through. It shows; what is done, its door does.

    typed: what stands in the line has changed, and rests for a moment. face_wanted: a list was clicked for. resized: it was.
    """

    typed = Signal(str)
    face_wanted = Signal(object)
    resized = Signal()

    def __init__(
        self, make_list: Callable[[Face, QWidget], RowList], on_key: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        """Make it without rows. make_list: makes the list of a face. on_key: takes keys that are pressed while one types."""
        super().__init__(parent)
        self._on_key = on_key
        self.setObjectName("libraryView")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edit = BoxEdit(self._press, "Search the library", self)
        self.edit.setObjectName("librarySearch")
        self.edit.setFont(face(SANS, 16))
        self.lists: Mapping[Face, RowList] = {each: make_list(each, self) for each in Face}
        self.face = Face.ARTICLES
        self._tabs = {each: self._tab(each) for each in Face}
        self.told = OneLine("libraryTold")
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._rest = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._rest.timeout.connect(lambda: self.typed.emit(self.edit.text()))
        self.edit.textEdited.connect(lambda _text: self._rest.start())
        self.show_face(Face.ARTICLES)

    def _tab(self, which: Face) -> QToolButton:
        tab = QToolButton(self)
        tab.setObjectName("libraryTab")
        tab.setText(TITLES[which])
        tab.setCheckable(True)
        tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tab.clicked.connect(lambda _checked=False: self.face_wanted.emit(which))
        return tab

    def _lay_out(self) -> None:
        self._head = QVBoxLayout()
        self._head.setContentsMargins(24, 14, 24, 8)
        self._head.setSpacing(8)
        self._head.addWidget(self.edit)
        row = QHBoxLayout()
        row.setSpacing(4)
        for tab in self._tabs.values():
            row.addWidget(tab)
        row.addSpacing(14)
        row.addWidget(self.told, 1)
        row.addStretch()
        self._head.addLayout(row)
        for each in self.lists.values():
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._stack, 1)

    # What is in sight

    @property
    def list(self) -> RowList:
        """The list in sight."""
        return self.lists[self.face]

    def show_face(self, which: Face, typed: str = "") -> None:
        """Put another list in sight. typed: what stands in the line above it."""
        self.face = which
        self.edit.setText(typed)
        for each, tab in self._tabs.items():
            tab.setChecked(each is which)
        self.edit.setAccessibleName(f"Search: {TITLES[which]}")
        self.edit.setPlaceholderText(_HINTS[which])
        self._stack.setCurrentWidget(self.list)

    def show_rows(self, rows: State, at: int = 0) -> None:
        """Show the rows of the face in sight, one of them chosen, or what is said when there are none."""
        self.list.show_rows(rows, at)
        self.tell()

    def wait_for_rows(self) -> None:
        """Say that other rows are looked for; those that are known stay in sight."""
        self.told.say("Looking…")
        self.list.wait_for_rows()

    def tell(self) -> None:
        """Say what the rows are, as far as they are known by now."""
        rows = self.list.rows.rows
        self.told.say(rows.told if rows is not None else "")
        self.list.setAccessibleDescription(self.told.text())

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        for each in self.lists.values():
            each.set_theme(theme)

    def set_zoom(self, zoom: int) -> None:
        """Show the rows larger or smaller, in per cent."""
        for each in self.lists.values():
            each.set_zoom(zoom)

    # Typing

    def begin_typing(self) -> None:
        """Put the keys into the line, all of it ready to be typed over."""
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_typing(self) -> None:
        """Give the keys to the list; what was typed counts at once."""
        if self._rest.isActive():
            self._rest.stop()
            self.typed.emit(self.edit.text())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, key: str) -> bool:
        """Leave the line by Enter, Esc or the arrow down."""
        if key not in ("enter", "esc", "down"):
            return self._on_key(key)
        self.end_typing()
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab in the line do what it does in the lists: go to another one, which what was typed is searched for in."""
        if self.edit.hasFocus():
            self.end_typing()
            faces = tuple(Face)
            self.face_wanted.emit(faces[(faces.index(self.face) + (1 if forward else -1)) % len(faces)])
            return True
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand closer to the edges in a narrow window."""
        super().resizeEvent(event)
        side = 14 if self.width() < _NARROW else 24
        self._head.setContentsMargins(side, 14, side, 8)
        self.resized.emit()
