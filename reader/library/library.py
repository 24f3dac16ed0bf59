"""The library: one SQLite file that holds articles, baselines, layers and the journal."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from reader.core.history import Edit, JournalRefused
from reader.core.session import Session
from reader.library import articles, baselines, checking, effort, keeping, layers, listing
from reader.library.errors import ArticleMissingError, LibraryError, told_in_words
from reader.library.file import is_part_of, open_again, open_file, reading, writing
from reader.library.held import Held
from reader.library.shelf import Shelf
from reader.library.watched import Watching

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

    from reader.core.article import Article
    from reader.core.baselines import Baseline
    from reader.core.effort import Effort
    from reader.core.layers import Layer
    from reader.library.articles import StoredArticle
    from reader.library.care import Care
    from reader.library.listing import Row
    from reader.library.schema import Told
    from reader.library.searching import Searching

_WAIT_S = 1.0
"""The window stands still meanwhile. Others hold the lock for milliseconds at a time, for a book of a million words for 0.3 s."""


class Library:
    """An open library. Used from the thread that opened it only: the one of the window.

    It is the `Journal` of the sessions on its articles. Whatever cannot be done raises a `LibraryError` whose message can be
    shown as it is; nothing has changed then.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, beside: Held | None = None) -> None:
        """Stand on a connection that `open_file` made; see `open`. beside: what another one on the same file holds."""
        self.path = path
        self._connection = connection
        self._seen = self._version()
        self.held = Held(connection, path, beside)
        """What need not be read again; whoever reads on another thread may tell it."""

    @classmethod
    def open(cls, path: Path, *, may_make: bool = True, wait_s: float = _WAIT_S, told: Told = lambda _: None) -> Self:
        """Open the library at a path, brought up to date where it is older.

        may_make: it is made, and its folder, where there is none; else that is an error.
        wait_s: how long each call waits for another program's lock before it gives up, in seconds.
        told: is told what share of bringing it up to date is done, from 0 to 1: see `reader.library.schema.migrate`.

        Raises:
            LibraryError: it cannot be opened; the file is as it was.
        """
        with told_in_words(path):
            whole = path.absolute()
            return cls(open_file(whole, may_make=may_make, wait_s=wait_s, told=told), whole)

    @classmethod
    def open_again(cls, path: Path, *, wait_s: float = _WAIT_S, is_over: Callable[[], bool] | None = None) -> Self:
        """Open a library that this process has open already, for another of its threads; see `reader.library.file.open_again`."""
        with told_in_words(path):
            whole = path.absolute()
            return cls(open_again(whole, wait_s=wait_s, is_over=is_over), whole)

    def again(self) -> Self:
        """Open the library for another thread, on that thread; the articles that are held here need not be read there."""
        with told_in_words(self.path):
            return type(self)(open_again(self.path, wait_s=_WAIT_S), self.path, self.held)

    def close(self) -> None:
        """Let go of the file. Closing twice does nothing."""
        with told_in_words(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the library itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """Close the library."""
        self.close()

    @cached_property
    def shelf(self) -> Shelf:
        """The list, and what its analysts say of each article as a whole."""
        return Shelf(self._connection, self.path)

    @cached_property
    def care(self) -> Care:
        """Backups, and what other libraries hold."""
        from reader.library.care import Care  # noqa: PLC0415 - what is not wanted at a start is imported when first wanted

        return Care(self._connection, self.path)

    @cached_property
    def searching(self) -> Searching:
        """What finds articles, places in them and names."""
        from reader.library.searching import Searching  # noqa: PLC0415 - as above

        return Searching(self._connection, self.path)

    # Articles

    def add(self, article: Article) -> StoredArticle:
        """Put an article in; one whose text (`Article.digest`) is there stays as it is, its metadata too."""
        with told_in_words(self.path):
            if there := articles.known(self._connection, article.digest):
                return there
            prepared = articles.Prepared.of(article)
            with writing(self._connection):
                return articles.add(self._connection, prepared, datetime.now(UTC))

    def article(self, article_id: int) -> Article:
        """Return an article as it was put in.

        Raises:
            ArticleMissingError: there is none of this id.
        """
        with told_in_words(self.path):
            return self.held.article(article_id)

    def find(self, digest: str) -> int | None:
        """Return the id of the article whose text has this `Article.digest`; None if there is none."""
        with told_in_words(self.path):
            return articles.find(self._connection, digest)

    def articles(self, author: str, *, after: int = 0) -> Iterator[Row]:
        """Yield every article, or those after one of them, in import order, as one author has it.

        Rows are read a thousand at a time: a list left half read keeps nothing locked, and later rows are as they then are.
        """
        last = after
        while rows := self._rows_after(last, author):
            yield from rows
            last = rows[-1].id

    def neighbour(self, article_id: int, steps: int) -> int | None:
        """Return the id of the article so many steps down the queue, in import order (negative: up); None beyond its ends."""
        with told_in_words(self.path):
            return articles.neighbour(self._connection, article_id, steps)

    def next_unfinished(self, article_id: int, author: str) -> int | None:
        """Return the nearest other article down the queue that an author has not finished; None if none is left.

        After the end of the queue the search goes on from its start.
        """
        with told_in_words(self.path):
            return articles.next_unfinished(self._connection, article_id, author)

    # Baselines

    def save_baseline(self, baseline: Baseline) -> bool:
        """Keep a baseline and count entities in the list against it from now on; tell whether it was put in just now.

        One of the same text and tagger digest that is there is kept as it is, and only becomes the one last used: so call this
        whenever a baseline is attached to a session.

        Raises:
            ArticleMissingError: its article is not in the library.
        """
        with told_in_words(self.path):
            return keeping.keep(self._connection, self.held, self._id_of(baseline.text_digest), baseline)

    def has_baseline(self, text_digest: str, tagger_digest: str) -> bool:
        """Tell whether the library has what a tagger found in a text, without reading it."""
        with told_in_words(self.path):
            return baselines.has(self._connection, text_digest, tagger_digest)

    def baseline(self, text_digest: str, tagger_digest: str) -> Baseline | None:
        """Return what a tagger found in a text, in reading order; None if the library does not have it."""
        with told_in_words(self.path):
            return self.held.hold_baseline(baselines.load(self._connection, text_digest, tagger_digest))

    def last_baseline(self, article_id: int) -> Baseline | None:
        """Return the baseline that an article's entities are counted against; None if it has had none."""
        with told_in_words(self.path):
            return self.held.hold_baseline(baselines.load_last_used(self._connection, article_id))

    # Layers and the journal

    def layer(self, article_digest: str, author: str) -> Layer:
        """Return an author's layer of an article; an empty one where nothing is judged."""
        with told_in_words(self.path):
            return layers.load(self._connection, article_digest, author)

    def past(self, article_digest: str, author: str) -> list[Edit]:
        """Return every edit of an author on an article, oldest first."""
        with told_in_words(self.path):
            return layers.past(self._connection, article_digest, author)

    def append(self, edit: Edit) -> None:
        """Keep an edit in the journal, and bring its layer up to date, before returning: both or neither.

        Raises:
            JournalRefused: it could not be kept; the message is that of the `LibraryError` it comes from.
        """
        try:
            packed = layers.pack(edit)
            with self._writing():
                article_id = self._id_of(edit.article)
                layers.append(self._connection, article_id, edit, self.held.ground(article_id), packed)
        except LibraryError as error:
            raise JournalRefused(str(error)) from error

    def open_session(
        self,
        article_id: int,
        author: str,
        *,
        baseline: Baseline | None = None,
        journal: Library | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Session:
        """Return an author's session on an article where it was left, with this library as its journal.

        baseline: attached, and saved if it is not. journal: in place of this library, for a session of another thread.

        Raises:
            ArticleMissingError: there is no article of this id.
            ValueError: the baseline was made from another text.
        """
        with told_in_words(self.path), reading(self._connection):
            article = self.held.article(article_id)
            layer = layers.load(self._connection, article.digest, author)
            past = layers.kept(self._connection, article.digest, author)
        session = Session(article, layer, journal or self, baseline=baseline, past=past, clock=clock)
        if baseline is not None:
            self.save_baseline(baseline)
        return session

    # Effort

    def spend(self, article_digest: str, author: str, spent: Effort) -> None:
        """Add to what an article has cost an author."""
        with self._writing():
            effort.add(self._connection, self._id_of(article_digest), author, spent)

    def effort(self, article_digest: str, author: str) -> Effort:
        """Return what an article has cost an author."""
        with told_in_words(self.path):
            return effort.load(self._connection, self._id_of(article_digest), author)

    @property
    def watching(self) -> Watching:
        """The folders that are looked through for new files."""
        return Watching(self._connection, self.path)

    # The file

    def changed_elsewhere(self) -> bool:
        """Tell whether another window or program has changed the library since the last time this was asked."""
        with told_in_words(self.path):
            seen, self._seen = self._seen, self._version()
            return seen != self._seen

    def has_open(self, path: Path) -> bool:
        """Tell whether a path leads to a file of the library, which this process must not open in any other way."""
        return is_part_of(path, self.path)

    def check(self) -> list[str]:
        """Return a sentence for each fault in the library; an empty list when all is well. Reads everything.

        Raises:
            LibraryError: the file is too damaged to be checked.
        """
        with told_in_words(self.path), reading(self._connection):
            return list(checking.faults(self._connection))

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told_in_words(self.path), writing(self._connection):
            yield

    def _rows_after(self, article_id: int, author: str) -> list[Row]:
        with told_in_words(self.path):
            return listing.rows_after(self._connection, article_id, author)

    def _id_of(self, digest: str) -> int:
        article_id = articles.find(self._connection, digest)
        if article_id is None:
            message = f"The library {self.path} does not have this article, or no longer: import it first."
            raise ArticleMissingError(message)
        return article_id
