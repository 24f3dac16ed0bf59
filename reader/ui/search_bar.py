"""The search bar: what is typed is found as it is typed, and Enter makes the hit the span."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.actions.asking import take_hit
from reader.actions.searching import Fields, Finder, PatternError, parse_pattern
from reader.ui.hit_marks import HitMarks
from reader.ui.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reader.actions.context import Context
    from reader.actions.searching import Pattern
    from reader.core.tokens import Stretch
    from reader.ui.article_view import ArticleView
    from reader.ui.flow import Place
    from reader.ui.theme import Theme

_SLICE_S = 0.005
"""How long one slice of a search holds up the window at most; a regular expression may overrun it by `PATIENCE_S`, once."""
_WAIT_S = 0.25
"""Seconds that Enter waits for the hit, so that the next key is the page's: enough for plain words in any book."""

_MOVES = {"down": 1, "up": -1}
_NO_HIT = "No hit"


class SearchBar(PromptBar):
    """Searches the open article. It keeps what was last searched for, so that hits can be stepped through from the page."""

    def __init__(
        self,
        page: ArticleView,
        theme: Theme,
        context: Callable[[], Context | None],
        step_of: Callable[[str], int],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, hidden. step_of: how many hits a key goes on (negative: back); 0 for any other key."""
        super().__init__("Search the article", parent)
        self._reveals = True
        self._page, self._context, self._step_of = page, context, step_of
        self._marks = HitMarks(page, theme)
        self._pattern: Pattern | None = None
        self._finder: Finder | None = None
        self._digest = ""
        self._fields: dict[bool, Fields] = {}
        self._current: Stretch | None = None
        self._origin = 0
        self._place: Place | None = None
        self._wanted: Callable[[Finder], Stretch | None] | None = None
        """What to ask the finder as soon as it knows; None when nothing is asked."""
        self._lay_out()
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._advance)

    def _lay_out(self) -> None:
        self.caption.setText("Search")
        self.regular = self.add_button(".*", "Regular expression (Ctrl+R)", self._retype)
        self.regular.setCheckable(True)
        self.add_button("↑", "Hit before (↑)", lambda: self.step(-1))
        self.add_button("↓", "Next hit (↓)", lambda: self.step(1))
        self.add_button("×", "Leave (Esc)", self.leave)
        self.edit.textEdited.connect(lambda _text: self._retype())

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._marks.set_theme(theme)

    @property
    def marks(self) -> HitMarks:
        """The marks on the page."""
        return self._marks

    @property
    def current(self) -> Stretch | None:
        """The hit that Enter would take; None when there is none, or none is found yet."""
        return self._current

    @property
    def is_searching(self) -> bool:
        """Whether there is still something to search."""
        return self._slices.isActive()

    # Opening and leaving

    def open(self) -> None:
        """Show the bar, with what was last searched for ready to be typed over."""
        context = self._context()
        if context is None:
            return
        if not self.isVisible():
            self._origin = context.session.cursor.start
            self._place = self._page.flow.hold() if self._page.flow else None
        self.begin(self._pattern.typed if self._pattern else self.edit.text())
        self._reveals = False  # What was searched for last time may be about to be typed over.
        self._search()
        self._reveals = True

    def accept(self) -> None:
        """Make the hit the span and leave, once it is found; stay where there is none."""
        context = self._context()
        until = time.perf_counter() + _WAIT_S
        while self._wanted and self.is_searching and time.perf_counter() < until:
            self._advance()
        if context and self._current:
            hit = self._current
            self.leave_here()
            take_hit(context, hit)
        elif not self.edit.text():
            self.leave()

    def leave(self) -> None:
        """Go back to where the page was, and hide; what is found from now on takes nobody there."""
        self._wanted = None
        if self._place is not None and self._page.flow:
            self._page.show_from(self._place)
        self.leave_here()

    def leave_here(self) -> None:
        """Hide; the page stays as it is, and the search is remembered."""
        self._marks.show_hits(None)
        self._place = None
        super().leave()

    def press(self, key: str) -> bool:
        """Step, switch to regular expressions, or do what every bar does."""
        step = _MOVES.get(key) or self._step_of(key)
        if step:
            self.step(step)
        elif key == "ctrl+r":
            self.regular.toggle()
            self._retype()
        else:
            return super().press(key)
        return True

    # Searching

    def _retype(self) -> None:
        """Search anew for what now stands in the line, from where the caret is."""
        self.edit.setPlaceholderText("Regular expression" if self.regular.isChecked() else "")
        self._search()
        self.edit.setFocus()

    def _search(self) -> None:
        self._pattern = self._finder = self._current = None
        try:
            self._pattern = parse_pattern(self.edit.text(), regular=self.regular.isChecked())
        except PatternError as error:
            self._slices.stop()
            self._marks.show_hits(None)
            self.say(str(error) if self.edit.text() else "")
            return
        origin = self._origin
        self._begin(lambda finder: finder.at_or_after(origin))

    def _begin(self, wanted: Callable[[Finder], Stretch | None]) -> None:
        """Start a finder on the open article, and want something of it."""
        context = self._context()
        if context is None or self._pattern is None:
            return
        session = context.session
        if session.article.digest != self._digest:
            self._digest = session.article.digest
            self._fields.clear()
        regular = self._pattern.regular
        if regular not in self._fields:
            self._fields[regular] = Fields(session.tokens.parts, regular=regular)
        self._finder = Finder(session.article.text, self._fields[regular], self._pattern, session.cursor.start)
        self._wanted = wanted
        if self.isVisible():
            self._marks.show_hits(self._finder)
        self._slices.start()
        self._advance()

    def _advance(self) -> None:
        """Search one slice further, and take what is wanted as soon as it is known."""
        finder = self._finder
        if finder is None or finder.advance(_SLICE_S):
            self._slices.stop()
        if finder is None:
            return
        was_wanted = self._wanted is not None
        hit = self._wanted(finder) if self._wanted else None
        if hit or finder.is_done:
            self._wanted = None
        if hit:
            self._take(hit)
        self.say(self._found(finder))
        if was_wanted and self._wanted is None and not self.isVisible():
            self._tell_page(finder)

    def _take(self, hit: Stretch) -> None:
        """Make a hit the current one: with the bar open it is shown, else it becomes the span."""
        context = self._context()
        self._current = hit
        if self.isVisible():
            if self._reveals:
                self._page.reveal(hit.start, hit.end)
            self._marks.show_hits(self._finder, hit)
        elif context:
            take_hit(context, hit)

    def _tell_page(self, finder: Finder) -> None:
        """Say in the status line what a step from the page came to."""
        context = self._context()
        if context:
            context.desk.say(f"“{finder.pattern.typed}”: {self._found(finder)}")

    def _found(self, finder: Finder) -> str:
        if finder.is_stuck:
            return "This pattern takes too long: make it simpler."
        if not finder.is_done:
            return f"{finder.count:,} so far…"
        if not finder.count:
            return _NO_HIT
        rank = finder.rank(self._current) if self._current else None
        return f"{rank:,} of {finder.count:,}" if rank else f"{finder.count:,} hits"

    # Stepping

    def step(self, steps: int) -> None:
        """Go to the next hit (negative: the one before); from the page, make it the span."""
        context = self._context()
        if context is None:
            return
        if self._pattern is None:
            context.desk.say("Nothing was searched for yet: / begins.")
            return
        stands = context.session.cursor.start
        if self.isVisible():
            stands = self._current.start if self._current else self._origin
        wanted = _neighbour(stands, steps)
        if self._finder is None or self._digest != context.session.article.digest:
            self._begin(wanted)
        else:
            self._wanted = wanted
            self._advance()


def _neighbour(here: int, steps: int) -> Callable[[Finder], Stretch | None]:
    if steps > 0:
        return lambda finder: finder.at_or_after(here + 1)
    return lambda finder: finder.before(here)
