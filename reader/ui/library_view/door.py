"""Puts the library view in the page's place and takes it away again; what its actions talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.actions.faces import load_library_keys
from reader.actions.key_names import spoken_keys
from reader.actions.keymap import KeyReader
from reader.actions.library_context import Face, LibraryContext
from reader.actions.lines import Lines
from reader.actions.listing import Listing
from reader.actions.naming import Names
from reader.library import LibraryError
from reader.ui.help import HelpOverlay
from reader.ui.library_view.article_rows import ArticlePainter
from reader.ui.library_view.ask_bar import AskBar
from reader.ui.library_view.line_rows import LinePainter
from reader.ui.library_view.name_rows import NamePainter
from reader.ui.library_view.row_list import RowList
from reader.ui.library_view.view import TITLES, LibraryView

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.standard import Keyboard
    from reader.core.tokens import Stretch
    from reader.library import Wanted
    from reader.ui.around import Around
    from reader.ui.theme import Theme


_PAINTERS = {Face.ARTICLES: ArticlePainter, Face.LINES: LinePainter, Face.NAMES: NamePainter}


class LibraryDoor(QObject):
    """The library view of one window. It is the `LibraryDesk` of the actions."""

    def __init__(self, window: Around, keyboard: Keyboard, theme: Theme) -> None:
        """Make the view, not in sight yet."""
        super().__init__(window.page)
        self._window, self._theme = window, theme
        keys = load_library_keys(keyboard.scheme)
        window.notice.add(*keys.troubles)
        self._keys = {face: KeyReader(each.keymap) for face, each in keys.faces.items()}
        self._registries = {face: each.registry for face, each in keys.faces.items()}
        queue = window.articles.queue
        library, author = queue.library, queue.author
        lines = Lines(library, author, lambda: window.session)
        self.context = LibraryContext(self, keyboard.scheme, Listing(library, author), lines, Names(library, author))
        self.view = LibraryView(self._make_list, window.page.parentWidget())
        self.ask_bar = AskBar(self.view)
        self._helps: dict[Face, HelpOverlay] = {}
        self._put_in()
        self._connect()
        self.set_theme(theme)

    def _make_list(self, face: Face, parent: QWidget) -> RowList:
        return RowList(TITLES[face], self.press, _PAINTERS[face](self._theme, self.context.scheme), self._theme, parent)

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
        self.ask_bar.left.connect(self._focus)
        for each in self.view.lists.values():
            each.moved.connect(self._moved)
            each.activated.connect(lambda _index: self.press("enter"))

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
        for each in self._helps.values():
            each.set_theme(theme)

    def press(self, key: str) -> bool:
        """Take a key by its name; tell whether it meant anything."""
        shown = self._helps.get(self.context.face)
        if shown and shown.isVisible():
            shown.hide()
            return True
        self._window.status.say("")
        _, action = self._keys[self.context.face].press(key)
        if action:
            self.run(action)
        return action is not None

    def run(self, action_id: str) -> None:
        """Do an action of the face in sight by its id. What the library refuses is told."""
        self.context.row = self.view.list.at
        try:
            self._registries[self.context.face][action_id].run(self.context)
        except LibraryError as error:
            self.say(str(error))

    def _focus(self) -> None:
        self.view.list.setFocus()

    def _moved(self, row: int) -> None:
        self.context.row = row

    def _search(self, typed: str) -> None:
        self.context.ask_for(typed, self.context.face)
        self.refresh(at=0)

    # The desk

    def say(self, sentence: str) -> None:
        """Show a sentence in the status line until the next key."""
        self._window.status.say(sentence)

    def key_of(self, action: str) -> str:
        """Return the key that does an action of the face in sight, as menus show it; empty when it has none."""
        return next(iter(spoken_keys(self._keys[self.context.face].keymap, action)), "")

    def show_help(self) -> None:
        """Show the keys of the face in sight over it; hide them when they are shown."""
        face = self.context.face
        if face not in self._helps:
            registry = self._registries[face]
            groups = tuple((group,) for group in dict.fromkeys(action.group for action in registry.values()))
            self._helps[face] = HelpOverlay(registry, self._keys[face].keymap, self.view, columns=groups)
            self._helps[face].set_theme(self._theme)
        self._helps[face].toggle()

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
        self.view.show_face(face, self.context.query)
        for part in (self._window.page, self._window.legend):
            part.hide()
        self._window.status.show_place(None, None)
        self.view.show()
        self.context.row = max(0, self.view.list.at)
        self.refresh()
        self.view.list.setFocus()

    def show_page(self) -> None:
        """Go back to the article that is open; stay where none is."""
        if self._window.session is None:
            self.say("No article is open yet: Enter opens the one chosen.")
            return
        self.view.hide()
        for part in (self._window.page, self._window.legend):
            part.show()
        self._window.show_place()
        self._window.page.setFocus()

    def begin_typing(self) -> None:
        """Put the keys into the line in which one searches."""
        self.view.begin_typing()

    def ask(self, caption: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for a line of text, this one to begin with; Esc asks no more."""
        self.ask_bar.ask(caption, text, done)

    def open_article(self, article_id: int, place: Stretch | None = None, *, following: Wanted | None = None) -> None:
        """Open an article on the page; see `LibraryDesk`."""
        if following is not None:
            self._window.articles.queue.follow(following)
        if not self._window.open_article(article_id, place):
            self.show_page()

    def refresh(self, at: int | None = None) -> None:
        """Show the list as it now is, the context's row chosen."""
        try:
            self.context.state.look(self.context.query)
        except LibraryError as error:
            self.say(str(error))
            return
        self.view.show_rows(self.context.state, at=max(0, self.context.row) if at is None else at)
