"""Puts the library view in the page's place and takes it away again; what its actions talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.actions.library_context import Face, LibraryContext
from reader.actions.line_list import Lines
from reader.actions.listing import Listing
from reader.actions.naming import Names
from reader.core.wording import counted
from reader.library import LibraryError
from reader.ui.library_view.article_rows import ArticlePainter
from reader.ui.library_view.ask_bar import AskBar
from reader.ui.library_view.finder import Finder
from reader.ui.library_view.keyboard import AT_WORK, LibraryKeyboard
from reader.ui.library_view.line_rows import LinePainter
from reader.ui.library_view.long_work import LongWork
from reader.ui.library_view.name_rows import NamePainter
from reader.ui.library_view.row_ground import isolated
from reader.ui.library_view.row_list import RowList
from reader.ui.library_view.view import TITLES, LibraryView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.concordance import Mark
    from reader.actions.library_context import Steps
    from reader.actions.standard import Keyboard
    from reader.core.tokens import Stretch
    from reader.ui.around import Around
    from reader.ui.theme import Theme


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
        self.long_work = LongWork(library.path, self.view)
        self.finder = Finder(self.view, self.context)
        self._warned: dict[int, Mark] = {}
        self._seen: int | None = None
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
            column.addWidget(self.long_work)
            column.addWidget(self.ask_bar)
        self.view.hide()

    def _connect(self) -> None:
        self.view.typed.connect(self._search)
        self.view.face_wanted.connect(self.show_face)
        self.ask_bar.left.connect(self.focus)
        for each in (self.long_work, self.finder):
            each.failed.connect(self.say)
        for rows in self.view.lists.values():
            rows.moved.connect(self._moved)
            rows.pointed.connect(self.keyboard.forget)
            rows.doubleClicked.connect(lambda _index: self.keyboard.press("enter"))
            rows.menu_wanted.connect(self.keyboard.show_menu)
            rows.rows.failed.connect(self.say)
            rows.rows.rowsInserted.connect(self.view.tell)

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
        if not self.is_at_work:
            self.context.ask_for(typed, self.context.face)
            self.refresh(first=True)

    def look_again(self) -> None:
        """Show in a moment what has changed in the library, the row chosen staying where it is."""
        if self.is_open:
            self.finder.look_soon()

    def may_close(self) -> bool:
        """Tell whether nothing is marked that waits to be judged; what is, is shown and told once, and may be left after that."""
        self.long_work.stop_at_once()
        self.finder.drop()
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
        if self.is_at_work:
            self.say(AT_WORK)
            return
        self.context.face = face
        self.keyboard.forget()
        self.view.show_face(face, self.context.query)
        for part in (self._window.page, self._window.legend):
            part.hide()
        self.keyboard.show_menus(face)
        self.view.show()
        about = self._opened_since() if face is Face.ARTICLES else None
        if self.finder.is_current and (about is None or self.context.state.place(about) is not None):
            self.finder.look_anew(about=about)
        else:
            self.finder.find(first=False, about=about)
        self._window.show_place()
        self._show_place()
        self.focus()

    def _opened_since(self) -> int | None:
        """Return which article is open if it is another than when the articles were last put in sight; else None."""
        before, self._seen = self._seen, self._window.articles.queue.current
        return None if self._seen == before else self._seen

    def show_page(self) -> None:
        """Go back to the article that is open or, where that was taken out, on to the one chosen; stay where there is none."""
        if self._window.session is None:
            self._open_what_is_next()
            return
        self.keyboard.forget()
        self.finder.drop()
        self.view.hide()
        for part in (self._window.page, self._window.legend):
            part.show()
        self.keyboard.show_menus(None)
        self._window.show_place()
        self._window.page.setFocus()
        marks = self.context.lines.concordance.marks
        if marks:
            self.say(f"{counted(len(marks), 'line')} marked and not judged yet: they wait in the library's lines.")

    def _open_what_is_next(self) -> None:
        """Open the article chosen, else the first to go on with."""
        listing = self.context.listing
        try:
            row = listing.chosen(self.view.list.at) if self.context.face is Face.ARTICLES else None
            number = row.id if row else self._window.articles.queue.first()
        except LibraryError as error:
            self.say(str(error))
            return
        if number is None:
            self.say("No article is open yet: the library is empty.")
        else:
            self.open_article(number, following=listing.followed if row else None)

    def begin_typing(self) -> None:
        """Put the keys into the line in which one searches."""
        self.view.begin_typing()

    def ask(self, caption: str, text: str, done: Callable[[str], None], *, hint: str = "") -> None:
        """Ask for a line of text, this one to begin with; Esc asks no more. hint: what may be answered."""

        def take(answer: str) -> None:
            try:
                done(answer)
            except LibraryError as error:
                self.say(str(error))

        self.ask_bar.ask(caption, text, take, hint)

    def open_article(self, article_id: int, place: Stretch | None = None, *, following: Sequence[int] | None = None) -> None:
        """Open an article on the page; see `LibraryDesk`."""
        if following is not None:
            self._window.articles.queue.follow(following)
        self._window.open_article(article_id, place)

    # Rows

    def leave_what_is_gone(self) -> None:
        """Have no article open in place of one that was taken out of the library."""
        self._window.articles.leave_what_is_gone()

    def refresh(self, *, first: bool = False, about: object = None) -> None:
        """Find the rows for what is now asked, and show them; see `LibraryDesk`."""
        self.finder.find(first=first, about=about)

    def show_rows(self) -> None:
        """Show the rows as they are known, the context's row chosen."""
        self.finder.show_rows()

    def look_anew(self) -> None:
        """Find the same rows anew while the window goes on, and show them then."""
        self.finder.look_anew()

    @property
    def is_at_work(self) -> bool:
        """Whether long work is under way."""
        return self.long_work.is_busy

    @property
    def is_busy(self) -> bool:
        """Whether long work is under way, or rows are being looked for."""
        return self.is_at_work or self.finder.is_busy

    def work(self, caption: str, steps: Steps, ended: Callable[[bool], None]) -> None:
        """Do long work a little at a time; see `LibraryDesk`."""

        def over(is_whole: bool) -> None:
            self.view.edit.setReadOnly(False)
            ended(is_whole)

        self.finder.drop()
        self.view.edit.setReadOnly(True)
        self.long_work.start(caption, steps, over)

    def stop(self) -> None:
        """Stop long work after the last step that was done."""
        self.long_work.stop()
