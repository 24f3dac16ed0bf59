"""Puts the library view in the page's place and takes it away again; what its actions talk to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.actions.library_context import Face, LibraryContext
from reader.actions.lines import Lines
from reader.actions.listing import Listing
from reader.actions.naming import Names
from reader.core.wording import counted
from reader.library import LibraryError
from reader.ui.library_view.article_rows import ArticlePainter
from reader.ui.library_view.ask_bar import AskBar
from reader.ui.library_view.keyboard import LibraryKeyboard
from reader.ui.library_view.line_rows import LinePainter
from reader.ui.library_view.name_rows import NamePainter
from reader.ui.library_view.row_ground import isolated
from reader.ui.library_view.row_list import RowList
from reader.ui.library_view.view import TITLES, LibraryView

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.concordance import Mark
    from reader.actions.standard import Keyboard
    from reader.core.tokens import Stretch
    from reader.library import Wanted
    from reader.ui.around import Around
    from reader.ui.theme import Theme


_REST_MS, _SHARE = 300, 20
"""Between two looks at what has changed, at least; and how many times as long as a look takes."""
_LINES_READ_ANEW = 200
"""Who is further down a list of lines is not made to wait for all of them again."""
_PAINTERS = {Face.ARTICLES: ArticlePainter, Face.LINES: LinePainter, Face.NAMES: NamePainter}


class LibraryDoor(QObject):
    """The library view of one window. It is the `LibraryDesk` of the actions."""

    def __init__(self, window: Around, keyboard: Keyboard, theme: Theme) -> None:
        """Make the view, not in sight yet."""
        super().__init__(window.page)
        self._window, self._theme = window, theme
        queue = window.articles.queue
        library, author = queue.library, queue.author
        lines = Lines(library, author, lambda: window.session)
        self.context = LibraryContext(self, keyboard.scheme, Listing(library, author), lines, Names(library, author))
        self.view = LibraryView(self._make_list, self._press_typing, window.page.parentWidget())
        self.keyboard = LibraryKeyboard(window, keyboard, self.view, self.context, theme)
        self.ask_bar = AskBar(self.view)
        self._shown: dict[Face, str] = {}
        self._warned: dict[int, Mark] = {}
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._look_again)
        self._put_in()
        self._connect()
        self.set_theme(theme)
        self.view.set_zoom(window.options.zoom)

    def _make_list(self, face: Face, parent: QWidget) -> RowList:
        painter = _PAINTERS[face](self._theme, self.context.scheme)
        return RowList(TITLES[face], self._press, painter, self._theme, parent)

    def _press(self, key: str) -> bool:
        return self.keyboard.press(key)

    def _press_typing(self, key: str) -> bool:
        return self.keyboard.press_typing(key)

    def _put_in(self) -> None:
        rows = self._around.layout()
        if isinstance(rows, QVBoxLayout):
            rows.insertWidget(rows.indexOf(self._window.page), self.view, 1)
        column = self.view.layout()
        if column:
            column.addWidget(self.ask_bar)
        self.view.hide()

    def _connect(self) -> None:
        self.view.typed.connect(self._search)
        self.view.face_wanted.connect(self.show_face)
        self.ask_bar.left.connect(self.focus)
        for each in self.view.lists.values():
            each.moved.connect(self._moved)
            each.gone.connect(self.keyboard.forget)
            each.doubleClicked.connect(lambda _index: self.keyboard.press("enter"))
            each.menu_wanted.connect(self.keyboard.show_menu)
            each.rows.failed.connect(self.say)
            each.rows.rowsInserted.connect(self.view.tell)

    @property
    def _around(self) -> QWidget:
        return self._window.page.parentWidget() or self._window.page

    @property
    def is_open(self) -> bool:
        """Whether the library view stands in the page's place."""
        return self.view.isVisible()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.view.set_theme(theme)
        self.keyboard.set_theme(theme)

    def focus(self) -> None:
        """Give the keys to the list in sight."""
        self.view.list.setFocus()

    def _moved(self, row: int) -> None:
        self.context.row = row
        self._show_place()

    def _show_place(self) -> None:
        """Say which article the line chosen stands in."""
        told, row = "", self.context.row
        if self.context.face is Face.LINES and 0 <= row < len(self.context.lines):
            line, _ = self.context.lines[row]
            told = " · ".join(part for part in (isolated(line.title), line.published[:10]) if part)
        self._window.status.tell_place(told)

    def _search(self, typed: str) -> None:
        self.context.ask_for(typed, self.context.face)
        self.refresh(at=0)

    def look_again(self) -> None:
        """Show in a moment what has changed in the library, the row chosen staying where it is."""
        if self.is_open and not self._rest.isActive():
            self._rest.start(self._rest.interval() or _REST_MS)

    def _look_again(self) -> None:
        if self.is_open and not (self.context.face is Face.LINES and self.context.row > _LINES_READ_ANEW):
            began = time.perf_counter()
            self._refresh_row()
            # In a library where looking takes long, it is done seldom.
            self._rest.setInterval(max(_REST_MS, int((time.perf_counter() - began) * 1000 * _SHARE)))

    def may_close(self) -> bool:
        """Tell whether nothing is marked that waits to be judged; what is, is shown and told once, and may be left after that."""
        marks = self.context.lines.concordance.marks
        if not marks or marks == self._warned:
            return True
        self._warned = dict(marks)
        self.show_face(Face.LINES)
        apply, marked = self.key_of("lines.apply"), counted(len(marks), "line")
        self.say(f"{marked} marked and not judged yet: {apply} judges; close again to leave without.")
        return False

    # The desk

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line until the next key."""
        self._window.status.say(sentence)

    def key_of(self, action: str) -> str:
        """Return the key that does an action of the face in sight, as menus show it; empty when it has none."""
        return self.keyboard.key_of(action)

    def show_help(self) -> None:
        """Show the keys of the face in sight over it; hide them when they are shown."""
        self.keyboard.toggle_help()

    def open(self, face: Face, query: str | None = None) -> None:
        """Put a list in sight, in the page's place; query: as of `Desk.open_library`."""
        if query is not None:
            self.context.ask_for(query, face)
        self.show_face(face)
        if query == "":
            self.begin_typing()

    def show_face(self, face: Face) -> None:
        """Put a list in sight, in the page's place if the page is."""
        self.context.face = face
        self.keyboard.forget()
        self.view.show_face(face, self.context.query)
        for part in (self._window.page, self._window.legend):
            part.hide()
        self.keyboard.show_menus(face)
        self.view.show()
        self._refresh_row()
        self._show_place()
        self.focus()

    def _refresh_row(self) -> None:
        """Show the list as it now is; the article chosen stays so or, where it is gone, the row; of a new query the first is."""
        face, query, listing = self.context.face, self.context.query, self.context.listing
        row, ids = self.view.list.at, listing.ids
        article = ids[row] if face is Face.ARTICLES and 0 <= row < len(ids) else 0
        self.context.row = row if self._shown.get(face) == query else 0
        self.refresh()
        place = listing.place(article) if article else None
        if place is not None:
            self.view.list.choose(place)

    def show_page(self) -> None:
        """Go back to the article that is open; stay where none is."""
        if self._window.session is None:
            self.say("No article is open yet: Enter opens the one chosen.")
            return
        self.keyboard.forget()
        self.view.hide()
        for part in (self._window.page, self._window.legend):
            part.show()
        self.keyboard.show_menus(None)
        self._window.show_place()
        self._window.page.setFocus()
        marks = self.context.lines.concordance.marks
        if marks:
            self.say(f"{counted(len(marks), 'line')} marked and not judged yet: they wait in the library's lines.")

    def begin_typing(self) -> None:
        """Put the keys into the line in which one searches."""
        self.view.begin_typing()

    def ask(self, caption: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for a line of text, this one to begin with; Esc asks no more."""

        def take(answer: str) -> None:
            try:
                done(answer)
            except LibraryError as error:
                self.say(str(error))

        self.ask_bar.ask(caption, text, take)

    def open_article(self, article_id: int, place: Stretch | None = None, *, following: Wanted | None = None) -> None:
        """Open an article on the page; see `LibraryDesk`."""
        if following is not None:
            self._window.articles.queue.follow(following)
        self._window.open_article(article_id, place)

    def refresh(self, at: int | None = None) -> None:
        """Show the list as it now is, the context's row chosen."""
        state, row = self.context.state, max(0, self.context.row) if at is None else at
        try:
            state.look(self.context.query)
            while len(state) <= row and state.grow():
                pass
        except LibraryError as error:
            self.say(str(error))
            return
        self._shown[self.context.face] = self.context.query
        self.view.show_rows(state, at=row)
