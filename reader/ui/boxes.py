"""The boxes one types in, and the panels of keys: each imported and made when first wanted, to spare the start."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.context import Context
    from reader.actions.finding import Entry
    from reader.actions.keymap import KeySequence
    from reader.actions.library_context import Face
    from reader.actions.standard import Keyboard
    from reader.core.article import Article
    from reader.core.review import Entity
    from reader.ui.address_bar import AddressBar
    from reader.ui.around import Around
    from reader.ui.help import HelpOverlay
    from reader.ui.library_view.door import LibraryDoor
    from reader.ui.list_panel import ListPanel, Row
    from reader.ui.note_bar import NoteBar
    from reader.ui.palette import Palette
    from reader.ui.prompt_bar import PromptBar
    from reader.ui.search_bar import SearchBar
    from reader.ui.theme import Theme
    from reader.ui.which_key import WhichKey

_Bar = TypeVar("_Bar", bound="PromptBar")

_STEPS = {"hit.next": 1, "hit.previous": -1}


class Boxes(QObject):
    """Search, palette, notes, help and which-key round one page. They are the `Boxes` of the actions' desk.

    typed: a key was pressed in one of them.
    """

    typed = Signal()

    def __init__(
        self,
        window: Around,
        keyboard: Keyboard,
        theme: Theme,
        context: Callable[[], Context | None],
    ) -> None:
        """Make no box yet. context: of the open article; None while none is open."""
        super().__init__(window.page)
        self._window, self._page, self._keyboard, self._theme = window, window.page, keyboard, theme
        self._context = context
        self._digest = ""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # Made when first wanted

    @cached_property
    def search_bar(self) -> SearchBar:
        """The bar of the search."""
        from reader.ui.search_bar import SearchBar  # noqa: PLC0415 - as the module says

        return self._put_below(SearchBar(self._page, self._theme, self._context, self._step_of, self._around))

    @cached_property
    def note_bar(self) -> NoteBar:
        """The bar of a note."""
        from reader.ui.note_bar import NoteBar  # noqa: PLC0415 - as the module says

        return self._put_below(NoteBar(self._context, self._around))

    @cached_property
    def address_bar(self) -> AddressBar:
        """The bar of a web address."""
        from reader.ui.address_bar import AddressBar  # noqa: PLC0415 - as the module says

        return self._put_below(AddressBar(self._around))

    @cached_property
    def list_panel(self) -> ListPanel:
        """The list over the page."""
        from reader.ui.list_panel import ListPanel  # noqa: PLC0415 - as the module says

        made = ListPanel(self._theme, self._around)
        made.left.connect(self._give_back)
        return made

    @cached_property
    def palette(self) -> Palette:
        """The palette."""
        from reader.actions.finding import entries_of  # noqa: PLC0415 - as the module says
        from reader.ui.palette import Palette  # noqa: PLC0415 - as the module says

        keyboard = self._keyboard
        entries = entries_of(keyboard.registry, keyboard.scheme, keyboard.keymap)
        taggers = self._window.articles.taggers

        def offered() -> list[Entry]:
            return self.library.keyboard.entries() if self.library_is_open else [*entries, *taggers()]

        made = Palette(offered, self._window.articles.queue.titled, keyboard.scheme, self._theme, self._around)
        made.chosen.connect(self._do)
        made.left.connect(self._give_back)
        made.edit.typed.connect(self.typed)
        return made

    @cached_property
    def which_key(self) -> WhichKey:
        """The panel of keys that may follow."""
        from reader.ui.which_key import WhichKey  # noqa: PLC0415 - as the module says

        return WhichKey(self._keyboard.registry, self._keyboard.keymap, self._theme, self._page)

    @cached_property
    def help(self) -> HelpOverlay:
        """All keys of the page, over it."""
        from reader.ui.help import HelpOverlay  # noqa: PLC0415 - as the module says

        return HelpOverlay([(self._keyboard.registry, self._keyboard.keymap)], self._page, self._theme)

    @property
    def _around(self) -> QWidget:
        """The widget that holds the page and what stands below it."""
        return self._page.parentWidget() or self._page

    def _put_below(self, bar: _Bar) -> _Bar:
        """Put a bar right below the page."""
        rows = self._around.layout()
        if isinstance(rows, QVBoxLayout):
            rows.insertWidget(rows.indexOf(self._page) + 1, bar)
        bar.left.connect(self._give_back)
        bar.edit.typed.connect(self.typed)
        return bar

    def _made(self, *names: str) -> list[Any]:
        """Return those of the boxes that are made."""
        return [vars(self)[name] for name in names if name in vars(self)]

    # What the window tells

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        for box in self._made("search_bar", "palette", "which_key", "list_panel", "help", "library"):
            box.set_theme(theme)

    def show_pending(self, pending: KeySequence) -> None:
        """Show what may follow these keys, if they stay alone for a while; none hides the panel."""
        if pending or "which_key" in vars(self):
            self.which_key.wait_for(pending)

    def press_help(self, key: str) -> bool:
        """Let the help take a key if it is in sight; tell whether it was."""
        in_sight = [each for each in self._made("help") if each.isVisible()]
        for each in in_sight:
            each.press(key)
        return bool(in_sight)

    def cover(self) -> None:
        """Keep what lies over the page as large as it."""
        for each in self._made("help"):
            each.cover()

    def show_article(self, article: Article | None) -> None:
        """Close the boxes when another article is open, or none."""
        digest = article.digest if article else ""
        if digest != self._digest:
            self._digest = digest
            self._close_all()

    def _close_all(self) -> None:
        """Close what is open; the page stays where it is."""
        for box in self._made("search_bar"):
            if box.isVisible():
                box.leave_here()
        for box in self._made("note_bar", "palette", "address_bar", "list_panel"):
            if box.isVisible():
                box.leave()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close the boxes when the mouse takes the keys back to the page."""
        if new is self._page or (self.library_is_open and new is self.library.view.list):
            self._close_all()

    def _give_back(self) -> None:
        """Give the keys to what is in sight."""
        if self.library_is_open:
            self.library.focus()
        else:
            self._page.setFocus()

    # The boxes of the desk

    @cached_property
    def library(self) -> LibraryDoor:
        """The library view."""
        from reader.ui.library_view.door import LibraryDoor  # noqa: PLC0415 - as the module says

        return LibraryDoor(self._window, self._keyboard, self._theme)

    @property
    def library_is_open(self) -> bool:
        """Whether the library view stands in the page's place."""
        return any(door.is_open for door in self._made("library"))

    def show_page(self) -> None:
        """Show the page again if the library view stands in its place."""
        if self.library_is_open:
            self.library.show_page()

    def look_again(self) -> None:
        """Show what has changed in the library, where the library view is in sight."""
        if self.library_is_open:
            self.library.look_again()

    def may_close(self) -> bool:
        """Tell whether nothing waits that closing would lose; what does is told."""
        return all(door.may_close() for door in self._made("library"))

    def set_zoom(self, zoom: int) -> None:
        """Show what is as large as the page larger or smaller, in per cent."""
        for door in self._made("library"):
            door.view.set_zoom(zoom)

    def open_library(self, face: Face, query: str | None = None) -> None:
        """Show a list of the library view in the page's place."""
        self._close_all()
        self._window.articles.spend()  # so that the list is right about the article that is open
        self.library.open(face, query)

    def search(self) -> None:
        """Open the search bar."""
        self._close_all()
        self.search_bar.open()

    def step_hit(self, steps: int) -> None:
        """Make the next hit of the last search the span (negative: the one before)."""
        self.search_bar.step(steps)

    def open_palette(self, *, labels_only: bool = False) -> None:
        """Open the palette; with labels_only, to choose a label."""
        self._close_all()
        self.palette.open(labels_only=labels_only)

    def ask_for_note(self, entity: Entity) -> None:
        """Open the bar for a note on a judged entity."""
        self._close_all()
        self.note_bar.ask(entity)

    def ask_for_address(self, address: str, take: Callable[[str], None]) -> None:
        """Open the bar for a web address, with one to begin with, or an empty text. take: is given the one chosen."""
        self._close_all()
        self.address_bar.ask(address, take)

    def show_list(self, heading: str, rows: Sequence[Row], *, enter: str, choose: Callable[[object], None]) -> None:
        """Show a list over the page: see `ListPanel.open`."""
        self._close_all()
        self.list_panel.open(heading, rows, enter=enter, choose=choose)

    def _step_of(self, key: str) -> int:
        """Return how many hits a key goes on by the keymap; 0 for another key, and for one that types a sign."""
        _, action = self._keyboard.keymap.match((key,))
        return _STEPS.get(action or "", 0) if len(key) > 1 else 0

    def _do(self, entry: Entry) -> None:
        """Do what an entry of the palette stands for."""
        self._give_back()
        if entry.article is not None:
            self._window.open_article(entry.article)
        elif self.library_is_open:
            self.library.keyboard.run(entry.id)
        elif entry.is_tagger:
            self._window.say(self._window.articles.use_tagger(entry.id, self._keyboard.scheme))
        else:
            self._window.run(entry.id)
