"""What an analyst does with articles as a whole: lists, tags, notes, and where they were."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.library import articles, baselines, kin, listing, removal
from reader.library.errors import ArticleMissingError, told_in_words
from reader.library.file import writing
from reader.library.packing import time_text
from reader.library.wanted import ALL

if TYPE_CHECKING:
    import sqlite3
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from reader.core.baselines import Tagger
    from reader.library.listing import Row
    from reader.library.removal import Removed, TakenOut
    from reader.library.wanted import Wanted


_TITLES_AT_ONCE = 500


class Shelf:
    """The articles of an open library in lists, and what its analysts say of each as a whole: `Library.shelf`.

    Whatever cannot be done raises a `LibraryError`, as with the library itself.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Stand on the connection of a library."""
        self._connection = connection
        self._path = path
        self._clock = clock

    # The list

    def ids(self, author: str, wanted: Wanted = ALL, *, limit: int | None = None) -> array[int]:
        """Return the numbers of the articles wanted, in order: all, or the first so many."""
        with told_in_words(self._path):
            return listing.ids(self._connection, author, wanted, limit=limit)

    def rows(self, author: str, ids: Iterable[int]) -> list[Row]:
        """Return the rows of these articles, in their order; none for one that is not there.

        Meant for a page of them at a time, such as is in sight.
        """
        with told_in_words(self._path):
            return listing.rows(self._connection, author, ids)

    def titles(self, after: int) -> Iterator[tuple[int, str, str]]:
        """Yield number, title and date (as much of it as is known) of the articles after one of them, in import order."""
        query = "SELECT id, name, substr(published, 1, 10) FROM article WHERE id > ? ORDER BY id LIMIT ?"
        while True:
            with told_in_words(self._path):
                rows = self._connection.execute(query, (after, _TITLES_AT_ONCE)).fetchall()
            if not rows:
                return
            yield from rows
            after = rows[-1][0]

    def size(self, article_id: int) -> tuple[int, str]:
        """Return how many words the page shows of an article, and its name; 0 and none for one that is not there."""
        with told_in_words(self._path):
            found = self._connection.execute("SELECT words, name FROM article WHERE id = ?", (article_id,)).fetchone()
        return (int(found[0]), str(found[1])) if found else (0, "")

    def edits(self, article_id: int, author: str) -> int:
        """Return how many edits the journal has of an author's layer."""
        query = "SELECT count(*) FROM layer JOIN journal ON journal.layer = layer.id WHERE article = ? AND author = ?"
        with told_in_words(self._path):
            (count,) = self._connection.execute(query, (article_id, author)).fetchone()
        return int(count)

    def stand(self, last: int) -> tuple[int, int]:
        """Return how many articles there are up to one of them, and the sum of their numbers."""
        query = "SELECT count(*), coalesce(sum(id), 0) FROM article WHERE id <= ?"
        with told_in_words(self._path):
            count, total = self._connection.execute(query, (last,)).fetchone()
        return int(count), int(total)

    def has(self, article_id: int) -> bool:
        """Tell whether an article is in the library."""
        with told_in_words(self._path):
            return articles.is_there(self._connection, article_id)

    def first_unfinished(self, author: str, ids: Sequence[int]) -> int | None:
        """Return the first of some articles that the author has not finished; None when there is none."""
        with told_in_words(self._path):
            return listing.first_unfinished(self._connection, author, ids)

    def untagged(self, ids: Iterable[int], tagger: Tagger) -> list[int]:
        """Return those of some articles that have no baseline of a tagger, in their order."""
        with told_in_words(self._path):
            return baselines.missing(self._connection, ids, tagger.base)

    def next_untagged(self, after: int, tagger: Tagger) -> int | None:
        """Return the first article after one of this number that has no baseline of a tagger; None when none is left."""
        with told_in_words(self._path):
            return baselines.next_missing(self._connection, after, tagger.base)

    def kin(self, article_id: int) -> list[int]:
        """Return the other articles that are nearly the same, in import order."""
        with told_in_words(self._path):
            return kin.of(self._connection, article_id)

    # What comes and goes

    def take_out(self, ids: Iterable[int]) -> TakenOut:
        """Take articles out of the library, but for those in which anybody has judged anything: see `reader.library.removal`.

        All of them are one transaction, and others wait meanwhile: some tens at a time.
        """
        with told_in_words(self._path):
            return removal.take_out(self._connection, ids)

    def put_back(self, removed: Iterable[Removed]) -> list[int]:
        """Put articles back that were taken out, some tens at a time; return their numbers."""
        with told_in_words(self._path):
            return removal.put_back(self._connection, removed)

    # Tags

    def tag(self, article_id: int, author: str, tag: str) -> None:
        """Put a tag on an article; nothing happens if it is there. Blanks around it and runs of them within do not count."""
        self._hold_tag(article_id, author, tag, held=True)

    def untag(self, article_id: int, author: str, tag: str) -> None:
        """Take a tag off an article; nothing happens if it is not there."""
        self._hold_tag(article_id, author, tag, held=False)

    def tags(self, author: str) -> dict[str, int]:
        """Return the tags of an author in order of the alphabet, each with the number of its articles."""
        query = "SELECT tag, count(*) FROM article_tag WHERE author = ? AND held GROUP BY tag ORDER BY tag"
        with told_in_words(self._path):
            return dict(self._connection.execute(query, (author,)))

    def _hold_tag(self, article_id: int, author: str, tag: str, *, held: bool) -> None:
        name = " ".join(tag.split())
        if not name:
            raise ValueError("a tag has at least one letter")
        self._write(
            "INSERT INTO article_tag (article, author, tag, held, at) VALUES (:article, :author, :tag, :held, :at)"
            " ON CONFLICT DO UPDATE SET held = excluded.held, at = excluded.at WHERE held <> excluded.held",
            article_id,
            author=author,
            tag=name,
            held=int(held),
        )

    # Notes

    def note(self, article_id: int, author: str) -> str:
        """Return the author's note on an article; empty for none."""
        found = self._one("SELECT note FROM article_note WHERE article = ? AND author = ?", article_id, author)
        return "" if found is None else str(found)

    def set_note(self, article_id: int, author: str, note: str) -> None:
        """Put a note on an article in place of any; an empty one takes it off."""
        self._write(
            "INSERT INTO article_note (article, author, note, at) VALUES (:article, :author, :note, :at)"
            " ON CONFLICT DO UPDATE SET note = excluded.note, at = excluded.at WHERE note <> excluded.note",
            article_id,
            author=author,
            note=note.strip(),
        )

    # Visits

    def leave(self, article_id: int, author: str, caret: int) -> None:
        """Keep that the author has the article open now, and where the caret stands (a code point)."""
        self._write(
            "INSERT INTO visit (article, author, caret, at) VALUES (:article, :author, :caret, :at)"
            " ON CONFLICT DO UPDATE SET caret = excluded.caret, at = excluded.at",
            article_id,
            author=author,
            caret=caret,
        )

    def place(self, article_id: int, author: str) -> int | None:
        """Return where the author's caret last stood in an article; None if it was never open."""
        found = self._one("SELECT caret FROM visit WHERE article = ? AND author = ?", article_id, author)
        return None if found is None else int(str(found))

    def recent(self, author: str, limit: int) -> list[int]:
        """Return the articles that the author had open last, the latest first."""
        query = "SELECT article FROM visit WHERE author = ? ORDER BY at DESC, article DESC LIMIT ?"
        with told_in_words(self._path):
            return [number for (number,) in self._connection.execute(query, (author, limit))]

    def _one(self, query: str, *values: object) -> object:
        with told_in_words(self._path):
            found = self._connection.execute(query, values).fetchone()
        return found[0] if found else None

    def _write(self, statement: str, article: int, **values: object) -> None:
        with told_in_words(self._path), writing(self._connection):
            if not articles.is_there(self._connection, article):
                raise ArticleMissingError(f"Article {article} is no longer in the library {self._path}: import it again.")
            self._connection.execute(statement, values | {"article": article, "at": time_text(self._clock())})
