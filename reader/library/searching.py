"""Searching a library: articles by a query, the places in them, and the entity index."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.library import index, lines, matching
from reader.library.errors import told_in_words
from reader.library.matching import First
from reader.library.query import parse

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.library.index import Name, NameOrder
    from reader.library.lines import Line
    from reader.library.terms import Query

_AT_ONCE = 20
"""Articles whose lines are read at once."""


class Searching:
    """Reads only. Whatever cannot be done raises a `LibraryError` whose message can be shown as it is, as in `Library`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Search through an open library."""
        self._connection = connection
        self._path = path
        self._counted_at: tuple[int, int] | None = None
        self._untagged = 0

    def parse(self, typed: str) -> Query:
        """Return what is asked; the labels of the library's entities may be typed in small letters.

        Raises:
            QueryError: it asks for nothing.
        """
        with told_in_words(self._path):
            return parse(typed, index.labels(self._connection))

    def find(self, query: Query, author: str, *, first: First = First.RELEVANCE, limit: int = -1) -> list[int]:
        """Return the ids of the articles that a query wants, as one author has them; negative limit: all.

        Of more than `RANKED` articles, the newest so many come by relevance and the rest newest first. What asks for no words
        has no relevance, and comes newest first: by import, or by the date published.

        Raises:
            QueryError: it asks for entities of a label that no entity bears.
        """
        with told_in_words(self._path):
            return matching.find(self._connection, matching.plan(self._connection, query, author), first, limit)

    def lines(self, query: Query, ids: Iterable[int], author: str, *, refused: bool = False) -> Iterator[Line]:
        """Yield a line for each hit in these articles, one article after the other, some read at once when their turn comes.

        An article that is wanted for its title or its tags alone has one line, without a hit.
        refused: with the entities asked for that the author has rejected.
        """
        left = iter(ids)
        while some := list(islice(left, _AT_ONCE)):
            with told_in_words(self._path):
                found = list(lines.of_articles(self._connection, some, query, author, refused=refused))
            yield from found

    # The entity index

    def untagged(self) -> int:
        """Return of how many articles no entities are known, for no baseline of theirs has been made yet."""
        with told_in_words(self._path):
            (elsewhere,) = self._connection.execute("PRAGMA data_version").fetchone()
            now = (elsewhere, self._connection.total_changes)
            if now != self._counted_at:  # it takes some ms in a large library, and is asked for at each letter typed
                self._counted_at = now
                (self._untagged,) = self._connection.execute("SELECT count(*) FROM article WHERE baseline IS NULL").fetchone()
            return self._untagged

    def labels(self) -> list[str]:
        """Return the labels that entities of the library bear, in order of the alphabet."""
        with told_in_words(self._path):
            return index.labels(self._connection)

    def name_ids(
        self, author: str, *, label: str = "", typed: str = "", order: NameOrder = "count", limit: int = -1
    ) -> array[int]:
        """Return the numbers of the names that stand anywhere as one author has them, in order; negative limit: all.

        label: of this label only. typed: only those that hold these letters, small or capital, with or without accents.
        """
        with told_in_words(self._path):
            return index.name_ids(self._connection, author, index.Choice(label, typed, order), limit)

    def names(self, author: str, ids: Iterable[int]) -> dict[int, Name]:
        """Return the names of some numbers, in their order, with their counts as one author has them."""
        with told_in_words(self._path):
            return index.names(self._connection, author, ids)

    def articles_with(self, author: str, label: str, surface: str) -> list[int]:
        """Return the ids of the articles where a name stands (see `name_of`), as one author has them, in import order."""
        with told_in_words(self._path):
            return index.articles_with(self._connection, author, label, surface)
