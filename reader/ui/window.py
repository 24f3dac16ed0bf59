"""The window: the page, the legend, the status line, and the desk that actions talk to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reader.actions import pointing, viewing
from reader.actions.asking import take_hit
from reader.actions.context import Context, ViewOptions
from reader.actions.key_names import spoken_keys
from reader.actions.keymap import KeyReader, Match
from reader.actions.library_context import Face
from reader.core.session import Cause
from reader.ui.article_view import ArticleView
from reader.ui.articles import Articles
from reader.ui.boxes import Boxes
from reader.ui.chrome import stylesheet
from reader.ui.dropping import DropWindow
from reader.ui.ghost import Ghost
from reader.ui.hints import HintOverlay
from reader.ui.legend import Legend
from reader.ui.menus import Menus
from reader.ui.notice import Notice
from reader.ui.status import StatusLine
from reader.ui.theme import load_theme, palette

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from reader.actions.importing import Wanted
    from reader.actions.queue import Queue
    from reader.actions.standard import Keyboard
    from reader.baseline.answers import Answer
    from reader.core.session import Change, Session
    from reader.core.tokens import Stretch
    from reader.ui.imports import Imports


class Window(DropWindow):
    """One open article with everything around it. It is the `Desk` of the actions."""

    def __init__(self, queue: Queue, keyboard: Keyboard, *, options: ViewOptions | None = None) -> None:
        """Show no article yet."""
        super().__init__()
        self._registry = keyboard.registry
        self._keys = KeyReader(keyboard.keymap)
        self.scheme = scheme = keyboard.scheme
        self._options = options or ViewOptions()
        self._context: Context | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._theme = load_theme(self._options.theme)
        self._dress()
        self.page = ArticleView(scheme, self._theme)
        self.legend = Legend(scheme, self._theme)
        self.status = StatusLine()
        self.notice = Notice()
        self.articles = Articles(queue, self._show_session, self.notice, self)
        self._menus = Menus(keyboard.registry, keyboard.keymap, self.run)
        self._lay_out()
        self.hints = HintOverlay(self.page, self._theme)
        self.ghost = Ghost(self.page, scheme, self._theme)
        self.boxes = Boxes(self, keyboard, self._theme, lambda: self._context)
        self._connect()
        self.present(self._options)
        self.setWindowTitle("Reader")

    def _lay_out(self) -> None:
        middle = QWidget()
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.notice, self.page, self.legend, self.status):
            rows.addWidget(part)
        rows.setStretchFactor(self.page, 1)
        self.setCentralWidget(middle)
        self.page_menus = self._menus.fill(self.menuBar(), self.page)
        self.page.setFocus()

    def _connect(self) -> None:
        self.page.on_key = self.press
        self.page.pointed.connect(lambda offset: self._point(pointing.point, offset))
        self.page.double_pointed.connect(lambda offset: self._point(pointing.point_at_word, offset))
        self.page.dragged.connect(lambda start, end: self._point(pointing.drag, start, end))
        self.page.menu_wanted.connect(self._show_menu)
        self.page.zoom_wanted.connect(lambda steps: self._point(viewing.zoom_by, steps))
        self.page.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.dropped.connect(lambda mime: self.imports.take(mime))  # noqa: PLW0108 - made only then
        self.boxes.typed.connect(self.articles.queue.meter.key)
        self.articles.changed.connect(self.boxes.look_again)
        self.articles.opening.connect(self.page.expect)
        self.articles.opening.connect(lambda _: self._show_tagger())
        self.legend.chosen.connect(lambda label: self.run(f"label.{label}"))

    # Articles

    @property
    def options(self) -> ViewOptions:
        """How the page is shown."""
        return self._options

    @property
    def session(self) -> Session | None:
        """The session on the open article."""
        return self._context.session if self._context else None

    @cached_property
    def imports(self) -> Imports:
        """What brings articles in; made when first wanted, to spare the start."""
        from reader.ui.imports import Imports  # noqa: PLC0415 - only what the first page needs is loaded before it

        return Imports(self, self)

    @property
    def is_importing(self) -> bool:
        """Whether something is being imported."""
        return "imports" in vars(self) and self.imports.background.is_busy

    def bring(self, wanted: Sequence[Wanted]) -> list[str]:
        """Open one file of plain text at once, and import all else, and all while a list is in sight, in the background.

        Return why the one could not be opened, which the window tells too, or an empty list.
        """
        refused = None if self.boxes.library_is_open else self.articles.open_at_once(wanted)
        if refused is None:
            self.imports.bring(wanted)
        return refused or []

    def open_article(self, article_id: int, place: Stretch | None = None) -> list[str]:
        """Open an article of the library, its caret at a place if one is given; see `Articles.open`."""

        def shown() -> None:
            self.boxes.show_page()
            if place and self._context:
                take_hit(self._context, place)

        return self.articles.open(article_id, shown)

    def _show_session(self, session: Session | None) -> None:
        self._unsubscribe()
        self._drop_taker(self._context)
        last = self._context.last if self._context else None
        self._context = Context(session, self.scheme, self.page, self, self._options, last=last) if session else None
        self.page.show_session(session)
        self.boxes.show_article(session.article if session else None)
        self._unsubscribe = session.subscribe(self._changed) if session else lambda: None
        self.setWindowTitle(f"{session.article.name} – Reader" if session else "Reader")
        if not self.articles.is_opening:  # else what was said since it was asked for is about this one
            self.notice.say()
            self.status.say("")
        self.show_place()

    def receive(self, answer: Answer) -> None:
        """Take in what the baseline worker says."""
        self.articles.receive(answer)
        self.boxes.look_again()
        self._show_tagger()

    def press(self, key: str) -> bool:
        """Take a key by its name; tell whether it meant anything."""
        self.articles.queue.meter.key()
        if self.boxes.press_help(key):
            return True
        if self._context and self._context.taker:
            if not self._context.taker.press(key):
                self._context.taker = None
            return True
        match, action = self._keys.press(key)
        self.boxes.show_pending(self._keys.pending)
        if match is Match.NONE:
            if key == "esc":
                self.notice.say()
            return False
        if action:
            self.run(action)
        return True

    def run(self, action_id: str) -> None:
        """Do an action by its id. With no article open, only the actions that need none."""
        self.status.say("")
        if self._context:
            if action_id == "caret.token":
                self.notice.say()
            self._context.do(self._registry[action_id])
            return
        ready = self.imports.doors() | viewing.doors(self, self._options) | {"app.quit": self.close, "view.help": self.show_help}
        ready |= {"palette.open": self.boxes.open_palette, "library.open": lambda: self.boxes.open_library(Face.ARTICLES)}
        ready |= dict.fromkeys(("article.next", "article.previous"), lambda: self.articles.open_neighbour(1))
        ready.get(action_id, lambda: None)()

    def _point(self, function: Callable[..., None], *offsets: int) -> None:
        if self._context:
            self._drop_taker(self._context)
            self._keys.forget()
            self.boxes.show_pending(())
            self.status.say("")
            function(self._context, *offsets)

    def _drop_taker(self, context: Context | None) -> None:
        """Let go of what takes the keys: words have moved, or the mouse went elsewhere."""
        if context and context.taker:
            context.taker = None
            self.show_hints({}, "")

    def _scrolled(self) -> None:
        self._drop_taker(self._context)
        self.ghost.look(self._context)

    def _show_menu(self, offset: int, place: QPoint) -> None:
        self._point(pointing.point, offset)
        self._menus.at_caret(self).popup(place)

    def _changed(self, change: Change) -> None:
        if change.cause is Cause.BASELINE:
            self._drop_taker(self._context)
        self.show_place(moved=change.cause is Cause.CURSOR)

    def show_place(self, *, moved: bool = False) -> None:
        """Say where the caret is."""
        entity = self._context.entity if self._context else None
        if not self.boxes.library_is_open:
            self.status.show_place(self.session, entity, by_character=self._options.characters)
        self._show_tagger()
        self.legend.set_current(entity.span.label if entity else None)
        self.ghost.look(self._context, moved=moved)

    def _show_tagger(self) -> None:
        """Say what the tagger does with the article in sight."""
        hidden = self.boxes.library_is_open and not self.articles.is_opening
        self.status.show_tagger("" if hidden else self.articles.status)

    @property
    def is_dark(self) -> bool:
        """Whether the theme shown is a dark one."""
        return self._theme.dark

    def key_of(self, action: str) -> str:
        """Return the key that does an action, as menus show it; empty when it has none."""
        return next(iter(spoken_keys(self._keys.keymap, action)), "")

    def say(self, sentence: str) -> None:
        """Show a sentence until the next key."""
        self.status.say(sentence)

    def say_at_once(self, sentence: str) -> None:
        """Show a sentence before going on with what takes long."""
        self.status.say_at_once(sentence)

    def present(self, options: ViewOptions) -> None:
        """Show the page another way."""
        self._options = options
        if self._context:
            self._context.options = options
        theme = load_theme(options.theme)
        if theme != self._theme:
            self._theme = theme
            self._dress()
            for part in (self.page, self.legend, self.hints, self.ghost, self.boxes):
                part.set_theme(theme)
        self.page.set_options(options)
        self.legend.set_hidden_groups(options.hidden_groups)
        self.boxes.set_zoom(options.zoom)
        self.show_place()

    def _dress(self) -> None:
        QApplication.setPalette(palette(self._theme))  # so that dialogs, windows of their own, have the same colours
        self.setStyleSheet(stylesheet(self._theme))

    def show_hints(self, hints: Mapping[str, Stretch], typed: str) -> None:
        """Show hints on words of the page; none hides them."""
        self.hints.show_hints(hints, typed)

    def show_help(self) -> None:
        """Show the key map over the page, or hide it."""
        self.boxes.help.toggle()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlays as large as the page."""
        super().resizeEvent(event)
        self._drop_taker(self._context)
        self.boxes.cover()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the session; all of it is saved, or it is told what is not."""
        if not self.boxes.may_close():
            event.ignore()
            return
        self.articles.close()
        if "imports" in vars(self):
            self.imports.close()
        self._unsubscribe()
        super().closeEvent(event)
