"""Opening articles: files, the queue, and what other windows and the worker bring."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from reader.actions.loading import LONG, Loaded, NotLoaded
from reader.actions.taggers import entries, label_sentence
from reader.baseline.identity import TaggerBroken, TaggerNotFound
from reader.core.article import on_one_line
from reader.library import LibraryError
from reader.ui.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from reader.actions.finding import Entry
    from reader.actions.importing import Wanted
    from reader.actions.queue import Queue
    from reader.baseline.answers import Answer
    from reader.core.effort import Effort
    from reader.core.scheme import Scheme
    from reader.core.session import Session
    from reader.ui.notice import Notice

_LOOK_MS = 1000
_KEYS_AT_ONCE = 25
"""So many keys are worth a transaction of their own."""
_LET_GO_MS = 250
_GONE = "This article was taken out of the library: nothing more can be judged in it."
_SOON_READ = 1_000_000
"""Bytes of plain text, read before anybody notices."""


class Articles(QObject):
    """What the window shows, one article after another.

    Whatever goes wrong is told, and the article shown stays. It stays, too, while a long one is read on another thread.

    changed: another window or program has written to the library.
    opening: a long article is on its way, in words; empty when it is there, or does not come.
    """

    changed = Signal()
    opening = Signal(str)

    def __init__(self, queue: Queue, show: Callable[[Session | None], None], notice: Notice, window: QWidget) -> None:
        """Open nothing yet.

        show: is given every session opened; None when there is none any more. notice: where sentences are told.
        """
        super().__init__(window)
        self.queue = queue
        self._show_in_window, self._notice, self._window = show, notice, window
        self._shown: Session | None = None
        self._left: list[Session | None] = []
        queue.loader.longest = LONG
        self._coming = ""
        self._opening = Opening(queue.library.path, window, self._stop)
        self._rest = QTimer(self, interval=_LET_GO_MS, singleShot=True)
        self._rest.timeout.connect(self._let_go)
        self._is_stale = self._is_lost = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_around)
        self._look.start()

    def open_at_once(self, wanted: Sequence[Wanted]) -> list[str] | None:
        """Import one file of plain text and open it; return why it cannot be, which is told too, or an empty list.

        None, and nothing is done, for whatever takes longer.
        """
        if len(wanted) != 1 or not isinstance(wanted[0], str) or not _is_soon_read(Path(wanted[0])):
            return None
        from reader.sources.source import SourceError  # noqa: PLC0415 - a start without a file reads none

        try:
            added = self.queue.add(Path(wanted[0]))
        except (SourceError, LibraryError) as error:
            self._notice.say(str(error))
            return [str(error)]
        if added is None:
            return None
        article_id, notes = added
        refused = self.open(article_id)
        self._notice.say(*refused, *notes)
        return refused

    @property
    def is_opening(self) -> bool:
        """Whether a long article is on its way."""
        return bool(self._coming)

    @property
    def status(self) -> str:
        """What is done just now, in a few words: an article opened, or what the worker does."""
        return self._coming or self.queue.status

    def open(self, article_id: int, shown: Callable[[], object] = lambda: None) -> list[str]:
        """Open an article of the library; return why it cannot be opened, which is told too, or an empty list.

        shown: is called once it is on the page, which a long one is only later.
        """
        return self._open(lambda: self.queue.open(article_id), shown) or []

    @property
    def is_waiting(self) -> bool:
        """Whether the baseline of the open article is still to come."""
        return self.queue.is_waiting

    def open_neighbour(self, steps: int) -> bool:
        """Open the next or previous article; False at the end of the queue."""
        return self._open(lambda: self.queue.open_neighbour(steps)) is not None

    def go_on(self) -> bool:
        """Open the next unfinished article; False when none is left."""
        return self._open(self.queue.go_on) is not None

    def go_back(self, steps: int) -> bool:
        """Open the article before (1) or the one gone back from (-1); False when there is none."""
        return self._open(lambda: self.queue.go_back(steps)) is not None

    def _open(self, opened: Callable[[], Session | None], shown: Callable[[], object] = lambda: None) -> list[str] | None:
        """Show what is opened, now or once it has been read; return why it cannot be, or None where there is nothing to open."""
        self._stop()
        return self._show_what(opened, shown)

    def _show_what(self, opened: Callable[[], Session | None], shown: Callable[[], object]) -> list[str] | None:
        try:
            session = opened()
        except NotLoaded as long:
            self._load(long, opened, shown)
            return []
        except LibraryError as error:
            self._notice.say(str(error))
            return [str(error)]
        if session is None:
            return None
        self._show(session)
        shown()
        return []

    def _load(self, long: NotLoaded, opened: Callable[[], Session | None], shown: Callable[[], object]) -> None:
        """Have a long article read, and open it then in the same way."""

        def done(loaded: object, error: Exception | None) -> bool:
            try:
                if error:
                    raise error
                self.queue.loader.ready(long.article_id, cast("Loaded", loaded))
                self._is_stale = True  # what was written meanwhile was looked for in the article that stood on the page
                return self._show_what(opened, shown) == []
            except LibraryError as refused:
                self._notice.say(str(refused))
                return False
            finally:
                if not self._opening.is_busy:
                    self._stop()

        self._notice.say()
        self._coming = f"Opening “{on_one_line(long.name)}”…"
        self.opening.emit(self._coming)
        self._opening.start(long.chore, done)

    def _stop(self) -> None:
        """Let the article that is on its way not come; the one shown stays."""
        self._opening.drop()
        if self._coming:
            self._coming = ""
            self.opening.emit(self._coming)

    def leave_what_is_gone(self) -> None:
        """Show an empty page in place of an article that this window has taken out of the library."""
        if self.queue.has_lost_its_article:
            self.queue.let_go()
            self._show(None)

    def _show(self, session: Session | None) -> None:
        """Show a session, or none; the one before is kept till this one has been painted: to free a book takes longer."""
        self._left.append(self._shown)
        self._shown = session
        self._show_in_window(session)
        if not self._rest.isActive():
            self._rest.start()

    def _let_go(self) -> None:
        self._left.clear()

    def receive(self, answer: Answer) -> None:
        """Take in what the baseline worker says."""
        try:
            sentence = self.queue.receive(answer)
        except LibraryError as error:
            sentence = str(error)
        if sentence:
            self._notice.add(sentence)

    def taggers(self) -> list[Entry]:
        """Return an entry of the palette for each tagger there is."""
        return entries(self.queue.tagger)

    def use_tagger(self, name: str, scheme: Scheme) -> str:
        """Let another tagger make the baselines, and tell what becomes of its labels; return whose is shown, in words."""
        try:
            if self.queue.tagger and name == self.queue.tagger.name:
                self.queue.tag_again()
            else:
                self.queue.use_tagger(name)
            self._notice.say(*filter(None, [label_sentence(name, scheme)]))
        except (TaggerNotFound, TaggerBroken, LibraryError) as error:
            self._notice.say(str(error))
            return ""
        return f"Baseline: {name}{', looking for entities…' if self.queue.is_waiting else ''}"

    def effort(self) -> Effort:
        """Return what the open article has cost so far. Raises LibraryError."""
        return self.queue.effort()

    def tag_all(self) -> int | None:
        """Have all articles tagged in the background, or no more; see `Queue.tag_all`."""
        return self.queue.tag_all()

    def close(self) -> None:
        """Look no more, and keep what the open article has cost."""
        self._look.stop()
        self._rest.stop()
        self._stop()
        self.spend()

    def spend(self) -> None:
        """Keep what the open article has cost, and that it was open last."""
        try:
            self.queue.spend()
        except LibraryError as error:
            self._notice.say(str(error))

    def _look_around(self) -> None:
        """Show what another window has changed in the open article, and keep what it has cost."""
        before = self.queue.session
        with suppress(LibraryError):
            self.queue.spend(at_least=_KEYS_AT_ONCE)
        try:
            self._is_stale = self.queue.library.changed_elsewhere() or self._is_stale
            if not self._is_stale or self.is_opening:
                return
            self.changed.emit()
            session = self.queue.reopen()
            self._tell_what_is_gone()
        except NotLoaded as long:
            self._load(long, self.queue.reopen, lambda: self._stand_as(before))
            return
        except LibraryError:
            return  # locked for a moment: the next look will tell
        self._is_stale = False
        if session:
            self._show(session)
            self._stand_as(before)

    def _stand_as(self, before: Session | None) -> None:
        """Put the caret where it stood in the session before this one."""
        if before and self.queue.session:
            self.queue.session.cursor = before.cursor

    def _tell_what_is_gone(self) -> None:
        """Tell once that the open article was taken out by another window, till it is back."""
        was_lost, self._is_lost = self._is_lost, self.queue.has_lost_its_article
        if self._is_lost and not was_lost:
            self._notice.add(_GONE)
        elif was_lost and not self._is_lost:
            self._notice.say(*(sentence for sentence in self._notice.sentences if sentence != _GONE))


def _is_soon_read(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= _SOON_READ
    except (OSError, ValueError):  # no name that a file could have
        return False
