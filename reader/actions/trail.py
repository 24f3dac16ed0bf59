"""Ways through the articles: down a list, and back to those that were open before."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.core.cursor import Cursor
from reader.library import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.core.session import Session
    from reader.library import Library


class Listed:
    """The articles of a list one after another.

    All articles are asked of the library at each step, so that new ones are met, and a start waits for none. Any other list is
    taken once: what one does to an article must not make it jump to another place while one walks on.
    """

    def __init__(self, library: Library, author: str, ids: Sequence[int] = ()) -> None:
        """Take the list; none for all articles."""
        self._library = library
        self._author = author
        self._ids = ids

    def neighbour(self, article_id: int | None, steps: int) -> int | None:
        """Return the article so many steps down the list (negative: up); None beyond its ends.

        From an article that is not in the list the first step down leads to its first one, and no step leads up. Articles that
        were taken out of the library since are passed over.
        """
        if not self._ids:
            return self._library.neighbour(article_id or 0, steps)
        at, way = self._place(article_id), 1 if steps > 0 else -1
        left = abs(steps)
        while left:
            at += way
            if not 0 <= at < len(self._ids):
                return None
            left -= self._library.shelf.has(self._ids[at])
        return self._ids[at]

    def next_unfinished(self, article_id: int | None) -> int | None:
        """Return the nearest unfinished other article down the list, then from its start; None if none is left."""
        if not self._ids:
            return self._library.next_unfinished(article_id or 0, self._author)
        here = self._place(article_id)
        return self._library.shelf.first_unfinished(self._author, [*self._ids[here + 1 :], *self._ids[: max(0, here)]])

    def ahead(self, article_id: int, count: int) -> Iterator[int]:
        """Yield the next so many articles down the list."""
        for steps in range(1, count + 1):
            number = self.neighbour(article_id, steps)
            if number is None:
                return
            yield number

    def _place(self, article_id: int | None) -> int:
        """Return the place of an article in the list; -1 for one that is not in it."""
        try:
            return -1 if article_id is None else self._ids.index(article_id)
        except ValueError:
            return -1


class Trail:
    """The articles that were open before, and those that were gone back from, as in a browser."""

    def __init__(self, library: Library) -> None:
        """Start where nothing was open before. library: where the articles are, until they are taken out of it."""
        self._library = library
        self._past: list[int] = []
        self._future: list[int] = []

    def leave(self, article_id: int) -> None:
        """Note that an article was left for a new one: what was gone back from is forgotten."""
        self._past.append(article_id)
        self._future.clear()

    def place(self, steps: int) -> int | None:
        """Return the article before (1) or the one gone back from (-1); None when there is none.

        Those that were taken out of the library are forgotten. Raises LibraryError.
        """
        there = self._past if steps > 0 else self._future
        while there and not self._library.shelf.has(there[-1]):
            there.pop()
        return there[-1] if there else None

    def go(self, steps: int, article_id: int) -> None:
        """Note that an article was left for the one that `place` gave."""
        coming, leaving = (self._past, self._future) if steps > 0 else (self._future, self._past)
        coming.pop()
        leaving.append(article_id)


class Places:
    """Where an author's caret stands in each article, kept when the article is left."""

    def __init__(self, library: Library, author: str) -> None:
        """Know of no place yet."""
        self._library, self._author = library, author
        self._left_at: int | None = None

    def first(self) -> int | None:
        """Return the article to begin with: the last that was open, unless it is finished; else the next unfinished one.

        Without any that is unfinished it is the first of the library; None when that is empty. Raises LibraryError.
        """
        shelf = self._library.shelf
        last = next(iter(shelf.rows(self._author, shelf.recent(self._author, 1))), None)
        if last and not last.finished:
            return last.id
        return self._library.next_unfinished(last.id if last else 0, self._author) or self._library.neighbour(0, 1)

    def restore(self, session: Session, article_id: int) -> None:
        """Put the caret of an article just opened where it was left."""
        self._left_at = None  # so that an article is noted as opened even if the caret never moves
        with suppress(LibraryError):
            place = self._library.shelf.place(article_id, self._author)
            token = None if place is None else session.tokens.at(place) or session.tokens.following(place)
            if token:
                session.cursor = Cursor(token.start, token.end)

    def leave(self, session: Session, article_id: int) -> None:
        """Keep where the caret is, if that is news. Raises LibraryError."""
        caret = session.cursor.start
        if caret != self._left_at:
            self._library.shelf.leave(article_id, self._author, caret)
            self._left_at = caret
