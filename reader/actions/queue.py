"""The articles of a library one after another, each opened with its layer and its baseline."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from reader.actions.taggers import FOREIGN, is_foreign
from reader.baseline.answers import Failed, Progress, Ready, Refused, Restarted, Tagged
from reader.baseline.identity import identify
from reader.core.effort import Effort, Meter
from reader.core.session import Cause
from reader.library import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.baseline.answers import Answer
    from reader.core.baselines import Baseline, Tagger
    from reader.core.session import Change, Session
    from reader.library import Library


class Worker(Protocol):
    """Who makes baselines, in the background."""

    def ask(self, text_digest: str, text: str) -> int:
        """Ask for the baseline of a text; the answer names the number returned."""

    def cancel(self, job: int) -> None:
        """Want an answer no more."""

    def use(self, tagger: str) -> None:
        """Let another tagger answer, and nothing that was asked before."""


class Queue:
    """The articles of a library, one of them open.

    tagger: whose baselines are wanted; None until the worker has said who it is.
    """

    def __init__(self, library: Library, author: str, worker: Worker, tagger: Tagger | None = None) -> None:
        """Open nothing yet."""
        self._library = library
        self._author = author
        self._worker = worker
        self._tagger = tagger
        self._current: int | None = None
        self._session: Session | None = None
        self._jobs: dict[str, int] = {}
        self._failed = False
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
        return any(self._is_open(digest) for digest in self._jobs)

    def add(self, path: Path) -> tuple[int, tuple[str, ...]]:
        """Import a file; return the article's id, and what there is to say about the reading.

        Raises SourceError, LibraryError.
        """
        from reader.sources.registry import read_one  # noqa: PLC0415 - the patterns of all sources take longer to compile than to paint a page

        reading = read_one(path)
        return self._library.add(reading.article).id, reading.notes

    def open(self, article_id: int) -> Session:
        """Open an article: its layer and history at once, its baseline as soon as there is one.

        Raises LibraryError.
        """
        session = self._library.open_session(article_id, self._author)
        with suppress(LibraryError):
            self.spend()
        self.meter.take()  # what could not be kept is not the next article's
        session.subscribe(self._measure)
        self._current, self._session = article_id, session
        self.status = ""
        with suppress(LibraryError):  # an article is to be read even where its baseline cannot be had
            self._attach_kept_baseline(session)
            self._ask_for_what_is_missing()
        return session

    def first(self) -> int | None:
        """Return the article to begin with: the first unfinished one, else the first; None when the library is empty."""
        unfinished = self._library.next_unfinished(0, self._author)
        return unfinished if unfinished is not None else self._library.neighbour(0, 1)

    def titles(self, after: int = 0) -> Iterator[tuple[int, str, str]]:
        """Yield number, title and date of the articles after one of them, or of all, in import order.

        Raises LibraryError.
        """
        return ((row.id, row.title, row.published[:10]) for row in self._library.articles(self._author, after=after))

    def open_neighbour(self, steps: int) -> Session | None:
        """Open the next (1) or previous (-1) article; None, and the open one stays, when there is none.

        Raises LibraryError.
        """
        neighbour = self._library.neighbour(self._current or 0, steps)
        return self.open(neighbour) if neighbour is not None else None

    def reopen(self) -> Session | None:
        """Open the current article again if another window has changed its layer; None when nothing new is there.

        Raises LibraryError.
        """
        session = self._session
        if session is None or self._current is None or not self._library.changed_elsewhere():
            return None
        stored = self._library.layer(session.article.digest, self._author)
        if stored.finished == session.layer.finished and stored == session.layer:
            return None
        return self.open(self._current)

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
                self._jobs.pop(digest, None)
                if self._is_open(digest):
                    self.status = "no entities suggested"
                    return sentence
            case Failed(sentence=sentence):
                self._jobs.clear()
                self._failed = True
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
        self._worker.use(name)
        self._jobs.clear()
        self._failed = False
        self._take_tagger(tagger)

    @property
    def tagger(self) -> Tagger | None:
        """Whose baselines are wanted; None until the worker has said who it is."""
        return self._tagger

    def tag_again(self) -> None:
        """Have the open article tagged again, with the names that the tagger has been told meanwhile."""
        if self._session is not None:
            self._jobs.pop(self._session.article.digest, None)
            self.status = "looking for entities again…"
            self._ask(self._session.article.digest, self._session.article.text)

    def spend(self, *, at_least: int = 1) -> None:
        """Keep what the open article has cost since the last time, if that is so many keys.

        Raises LibraryError.
        """
        if self._session and self.meter.spent.keys >= at_least:
            self._library.spend(self._session.article.digest, self._author, self.meter.spent)
            self.meter.take()

    def effort(self) -> Effort:
        """Return what the open article has cost in all. Raises LibraryError."""
        kept = self._library.effort(self._session.article.digest, self._author) if self._session else Effort()
        return kept + self.meter.spent

    def _measure(self, change: Change) -> None:
        if change.cause is Cause.EDIT:
            self.meter.edit()

    def _take_tagger(self, tagger: Tagger) -> None:
        known, self._tagger = self._tagger, tagger
        if (known and known.base == tagger.base) or self._session is None:
            return
        self._attach_kept_baseline(self._session)
        self._ask_for_what_is_missing()

    def _take_baseline(self, baseline: Baseline) -> None:
        self._jobs.pop(baseline.text_digest, None)
        if self._session and self._is_open(baseline.text_digest):
            self.status = self._doubt(baseline)
            self._session.attach(baseline)
        self._library.save_baseline(baseline)
        self._ask_for_what_is_missing()

    def _is_open(self, digest: str) -> bool:
        return self._session is not None and self._session.article.digest == digest

    def _attach_kept_baseline(self, session: Session) -> None:
        baseline = self._kept_baseline(session.article.digest)
        if baseline:
            self.status = self._doubt(baseline)
            session.attach(baseline)
            self._library.save_baseline(baseline)

    def _doubt(self, baseline: Baseline) -> str:
        """Return, in a few words, why not to trust the baseline of the open article; empty when there is no reason."""
        foreign = self._session is not None and is_foreign(baseline.tagger.name, self._session.article.text)
        return FOREIGN if foreign else ""

    def _kept_baseline(self, digest: str) -> Baseline | None:
        return self._library.baseline(digest, self._tagger.base) if self._tagger else None

    def _ask_for_what_is_missing(self) -> None:
        """Ask for the open article's baseline or, once it is there, for that of the next one ahead."""
        session, tagger = self._session, self._tagger
        if session is None or self._current is None:
            return
        if session.review.baseline is None or (tagger and session.review.baseline.tagger.base != tagger.base):
            self.status = "no tagger" if self._failed else self.status or "looking for entities…"
            self._ask(session.article.digest, session.article.text)
            return
        ahead = self._library.neighbour(self._current, 1)
        if ahead is not None:
            article = self._library.article(ahead)
            if self._kept_baseline(article.digest) is None:
                self._ask(article.digest, article.text)

    def _ask(self, digest: str, text: str) -> None:
        if digest in self._jobs or self._failed:
            return
        for job in self._jobs.values():
            self._worker.cancel(job)
        self._jobs = {digest: self._worker.ask(digest, text)}
