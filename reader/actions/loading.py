"""Sessions read whole, with their baselines: of a long article on another thread, for it takes longer than a key may wait."""

from __future__ import annotations

import gc
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.library_context import Chore
from reader.library import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.core.baselines import Tagger
    from reader.core.session import Session
    from reader.library import Library

LONG = 50_000
"""Words. All of a shorter article is there in some 50 ms, however much of it is judged."""


class Loaded(NamedTuple):
    """A session, and how many edits its journal had before it was read, so that later ones of other windows are noticed."""

    session: Session
    edits: int


class NotLoaded(Exception):
    """An article is too long to be read while a key waits. Once `chore` is done, and `Loader.ready` told, it opens at once.

    name: of the article, as lists have it.
    """

    def __init__(self, name: str, article_id: int, chore: Chore) -> None:
        """Say what is to be done, and for which article."""
        super().__init__(f"“{name}” is not loaded yet.")
        self.name, self.article_id, self.chore = name, article_id, chore


class Loader:
    """Reads the sessions of one analyst.

    longest: of longer articles, in words, only those are taken that are ready; None where whoever opens them waits.
    """

    def __init__(self, author: str) -> None:
        """Have nothing ready, and read all at once."""
        self._author = author
        self._ready: tuple[int, Loaded] | None = None
        self.longest: int | None = None

    def ready(self, article_id: int, loaded: Loaded) -> None:
        """Have the session ready that came of a chore, for the next time that something is opened."""
        self._ready = article_id, loaded

    def take(self, library: Library, article_id: int, tagger: Tagger | None) -> Loaded:
        """Return the session on an article. Raises NotLoaded, LibraryError."""
        ready, self._ready = self._ready, None
        if ready and ready[0] == article_id:
            library.held.hold_article(article_id, ready[1].session.article)
            library.held.hold_baseline(ready[1].session.review.baseline)
            return ready[1]
        if self.longest is not None:
            words, name = library.shelf.size(article_id)
            if words > self.longest:
                load = partial(_load_whole, journal=library, article_id=article_id, author=self._author, tagger=tagger)
                raise NotLoaded(name, article_id, Chore(load))
        return _load(library, library, article_id, self._author, tagger)


def _load(library: Library, journal: Library, article_id: int, author: str, tagger: Tagger | None) -> Loaded:
    """Read a session and its baseline. journal: the library of the thread that is to use the session."""
    edits = library.shelf.edits(article_id, author)
    session = library.open_session(article_id, author, journal=journal)
    with suppress(LibraryError):  # an article is to be read even where its baseline cannot be had
        session.attach(library.baseline(session.article.digest, tagger.base) if tagger else None)
    return Loaded(session, edits)


def _load_whole(library: Library, journal: Library, article_id: int, author: str, tagger: Tagger | None) -> Loaded:
    """Read a session, and make what the first page needs besides."""
    with _uncollected():
        loaded = _load(library, journal, article_id, author, tagger)
        _ = loaded.session.review
    return loaded


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have the collector pass over what is made inside: its rounds over some 100,000 spans would hold up all threads."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # as old as can be: no round that is soon due looks at it
        if collects:
            gc.enable()
