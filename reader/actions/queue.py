"""The articles of a library one after another, each opened with its layer, its baseline and where the caret stood."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.actions.ahead import Ahead
from reader.actions.loading import Loader
from reader.actions.questions import Questions
from reader.actions.taggers import FOREIGN, is_foreign
from reader.actions.titled import Titled
from reader.actions.trail import Listed, Places, Trail
from reader.baseline.answers import Failed, Progress, Ready, Refused, Restarted, Tagged
from reader.baseline.identity import identify
from reader.core.effort import Effort, Meter
from reader.core.session import Cause
from reader.library import ArticleMissingError, LibraryError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.actions.questions import Worker
    from reader.baseline.answers import Answer
    from reader.core.baselines import Baseline, Tagger
    from reader.core.session import Change, Session
    from reader.library import Library


class Queue:
    """The articles of a library, one of them open."""

    def __init__(self, library: Library, author: str, worker: Worker, tagger: Tagger | None = None) -> None:
        """Open nothing yet."""
        self.library = library
        """Where the articles are."""
        self.author = author
        """Whose layers are worked on."""
        self._questions = Questions(worker)
        self._ahead = Ahead(library, self._questions)
        self._tagger = tagger
        self._listed = Listed(library, author)
        self._trail = Trail(library)
        self.current: int | None = None
        """The number of the open article."""
        self._session: Session | None = None
        self._places = Places(library, author)
        self._edits = 0
        self.loader = Loader(author)
        """Reads what is opened."""
        self.titled = Titled(library, author, lambda: self.current)
        """The articles by their titles."""
        self.meter = Meter(time.monotonic)
        """Measures what the open article costs; whoever takes keys tells it."""
        self.status = ""
        """What the worker does just now, in a few words; empty when it does nothing."""

    @property
    def session(self) -> Session | None:
        """The session on the open article."""
        return self._session

    @property
    def is_waiting(self) -> bool:
        """Whether the baseline of the open article is still to come."""
        return self._session is not None and self._session.article.digest in self._questions

    def add(self, path: Path) -> tuple[int, tuple[str, ...]] | None:
        """Import a file of plain text; return the article's id, and what there is to say about the reading.

        None for any other file, left to `reader.actions.importing`: that may take long, do harm, or drop the library's own locks.

        Raises SourceError, LibraryError.
        """
        from reader.sources.registry import read_text  # noqa: PLC0415 - a start without a file reads none

        plain = None if self.library.has_open(path) else read_text(path)
        there = self.library.find(plain.digest) if plain else None  # looked for first: to lay a text out takes longer
        return (there or self.library.add(plain.article()).id, plain.notes) if plain else None

    def open(self, article_id: int) -> Session:
        """Open an article: its layer and history at once, its baseline as soon as there is one; the caret where it was left.

        Raises NotLoaded for a long one, here and wherever another is opened, if the loader waits for none; LibraryError.
        """
        before = self.current
        session = self._open(article_id)
        if before is not None and before != article_id:
            self._trail.leave(before)
        return session

    def _open(self, article_id: int) -> Session:
        session, edits = self.loader.take(self.library, article_id, self._tagger)
        with suppress(LibraryError):
            self.spend()
        self.meter.take()  # what could not be kept is not the next article's
        self._places.restore(session, article_id)
        session.subscribe(self._measure)
        self.current, self._session, self._edits = article_id, session, edits
        self._questions.want_anew(session.article.digest)
        self.status = ""
        with suppress(LibraryError):  # an article is to be read even where its baseline cannot be had
            self._attach_kept_baseline(session)
            self._ask_for_what_is_missing()
        return session

    def first(self) -> int | None:
        """Return the article to begin with, where one left off; None when the library is empty. Raises LibraryError."""
        return self._places.first()

    def follow(self, ids: Sequence[int] = ()) -> None:
        """Step in another list from now on: in some articles in their order, as a search has found them, or (none) in all.

        Some stay as they are now, whatever the work on them changes; all of them are always as the library has them.
        """
        self._listed = Listed(self.library, self.author, ids)

    def open_neighbour(self, steps: int) -> Session | None:
        """Open the next (1) or previous (-1) article of the list; None, and the open one stays, when there is none.

        Raises LibraryError.
        """
        return self._open_if_any(self._listed.neighbour(self.current, steps))

    def go_on(self) -> Session | None:
        """Open the next unfinished article of the list, after its end from its start; None, and the open one stays, at none.

        Raises LibraryError.
        """
        return self._open_if_any(self._listed.next_unfinished(self.current))

    def go_back(self, steps: int) -> Session | None:
        """Open the article that was open before this one (1), or the one that was gone back from (-1); None when there is none.

        Raises LibraryError.
        """
        there = self._trail.place(steps)
        if there is None or self.current is None:
            return None
        before, session = self.current, self._open(there)
        self._trail.go(steps, before)
        return session

    def _open_if_any(self, article_id: int | None) -> Session | None:
        return None if article_id is None else self.open(article_id)

    @property
    def has_lost_its_article(self) -> bool:
        """Whether the open article was taken out of the library. Raises LibraryError."""
        return self.current is not None and not self.library.shelf.has(self.current)

    def let_go(self) -> None:
        """Have no article open."""
        self.current = self._session = None
        self.meter.take()
        self.status = ""

    def reopen(self) -> Session | None:
        """Open the current article again if another window has edited its layer; None when nothing new is there.

        Raises LibraryError.
        """
        session = self._session
        if session is None or self.current is None:
            return None
        same = self.library.shelf.edits(self.current, self.author) == self._edits
        return None if same else self._open(self.current)

    def receive(self, answer: Answer) -> str:
        """Take in what the worker says; return a sentence for the user, or an empty one.

        Raises LibraryError when a baseline cannot be kept; it counts all the same.
        """
        match answer:
            case Ready(tagger=tagger):
                self._take_tagger(tagger)
            case Progress(text_digest=digest, share=share):
                if self._is_open(digest):
                    self.status = f"looking for entities… {share:.0%}"
            case Tagged(baseline=baseline):
                self._take_baseline(baseline)
            case Refused(text_digest=digest, sentence=sentence):
                self._questions.settle(digest, refused=True)
                if self._is_open(digest):
                    self.status = "no entities suggested"
                    return sentence
                self._ask_for_what_is_missing()
            case Failed(sentence=sentence):
                self._questions.fail()
                self.status = "no tagger"
                return sentence
            case Restarted(sentence=sentence):
                self.status = "tagger restarted"
        return ""

    def use_tagger(self, name: str) -> None:
        """Let another tagger make the baselines; the article shows the one it had until the new one is there.

        Raises TaggerNotFound, TaggerBroken, LibraryError; for the first two nothing has changed.
        """
        tagger = identify(name)
        self._questions.use(name)
        self._take_tagger(tagger)

    @property
    def tagger(self) -> Tagger | None:
        """Whose baselines are wanted; None until the worker has said who it is."""
        return self._tagger

    def tag_again(self) -> None:
        """Have the open article tagged again, with the names that the tagger has been told meanwhile."""
        if self._session is not None:
            self.status = "looking for entities again…"
            self._questions.ask_again(self._session.article, self._tagger)

    def tag_all(self) -> int | None:
        """Have all articles of the library tagged while nobody waits, or only the next few again.

        Return how many are left to be tagged; None where that was stopped. Raises LibraryError.
        """
        self._ahead.turn()
        self._ask_for_what_is_missing()
        return self._ahead.left if self._ahead.is_whole else None

    def spend(self, *, at_least: int = 1) -> None:
        """Keep what the open article has cost since the last time, and where the caret is, if that is so many keys.

        Where the caret is, is kept without a key too where one is enough: the mouse may have moved it.

        Raises LibraryError.
        """
        if self._session is None or self.current is None or not self.library.shelf.has(self.current):
            return
        keys = self.meter.spent.keys
        if keys >= at_least:
            self.library.spend(self._session.article.digest, self.author, self.meter.spent)
            self.meter.take()
        if keys >= at_least or at_least == 1:
            self._places.leave(self._session, self.current)

    def effort(self) -> Effort:
        """Return what the open article has cost in all. Raises LibraryError."""
        kept = self.library.effort(self._session.article.digest, self.author) if self._session else Effort()
        return kept.plus(self.meter.spent)

    def _measure(self, change: Change) -> None:
        if change.cause is Cause.EDIT:
            self._edits += 1
            self.meter.edit()

    def _take_tagger(self, tagger: Tagger) -> None:
        known, self._tagger = self._tagger, tagger
        if (known and known.base == tagger.base) or self._session is None:
            return
        self._attach_kept_baseline(self._session)
        self._ask_for_what_is_missing()

    def _take_baseline(self, baseline: Baseline) -> None:
        self._questions.settle(baseline.text_digest)
        if self._session and self._is_open(baseline.text_digest):
            self.status = self._doubt(baseline)
            self._session.attach(baseline)
        with suppress(ArticleMissingError):  # taken out since it was asked for
            self.library.save_baseline(baseline)
        self._ask_for_what_is_missing()

    def _is_open(self, digest: str) -> bool:
        return self._session is not None and self._session.article.digest == digest

    def _attach_kept_baseline(self, session: Session) -> None:
        baseline = session.review.baseline
        if baseline is None or self._tagger is None or baseline.tagger.base != self._tagger.base:
            baseline = self._tagger and self.library.baseline(session.article.digest, self._tagger.base)
            if baseline is None:
                return
            session.attach(baseline)
        self.status = self._doubt(baseline)
        self.library.save_baseline(baseline)

    def _doubt(self, baseline: Baseline) -> str:
        """Return, in a few words, why not to trust the baseline of the open article; empty when there is no reason."""
        foreign = self._session is not None and is_foreign(baseline.tagger.name, self._session.article.text)
        return FOREIGN if foreign else ""

    def _ask_for_what_is_missing(self) -> None:
        """Ask for the open article's baseline or, once it is there, for the first that is missing ahead."""
        session, tagger = self._session, self._tagger
        if session is None or self.current is None:
            return
        if session.review.baseline is None or (tagger and session.review.baseline.tagger.base != tagger.base):
            self.status = "no tagger" if self._questions.has_failed else self.status or "looking for entities…"
            self._questions.ask(session.article.digest, session.article.text)
            return
        article = self._ahead.wanted(self._listed, self.current, tagger) if tagger else None
        if article:
            self._questions.ask(article.digest, article.text)
