"""Care of the file: a backup, making it small, and taking in what another library holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reader.library import articles, baselines, layers
from reader.library.errors import LibraryCorruptError, LibraryError, told_in_words
from reader.library.file import open_to_read, writing
from reader.library.merging import edits_to_append
from reader.library.schema import write_copy
from reader.library.tally import Ground

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from reader.core.article import Article


# Of each table its columns beside the article, and what becomes of a row that is there. Equally late ones: the larger, so that
# both directions end alike.
_REMARKS = {
    "article_tag": (
        "author, tag, held, at",
        "held = excluded.held, at = excluded.at WHERE (excluded.at, excluded.held) > (at, held)",
    ),
    "article_note": (
        "author, note, at",
        "note = excluded.note, at = excluded.at WHERE (excluded.at, excluded.note) > (at, note)",
    ),
    "visit": (
        "author, caret, at",
        "caret = excluded.caret, at = excluded.at WHERE (excluded.at, excluded.caret) > (at, caret)",
    ),
    "effort": (
        "author, keys, edits, seconds",
        """(keys, edits, seconds) = (max(keys, excluded.keys), max(edits, excluded.edits), max(seconds, excluded.seconds))
        WHERE excluded.keys > keys OR excluded.edits > edits OR excluded.seconds > seconds""",
    ),
}


class Merged(NamedTuple):
    """How much of another library was taken in. remarks: tags, notes, visits and costs."""

    articles: int = 0
    baselines: int = 0
    edits: int = 0
    remarks: int = 0


class Care:
    """Care of an open library: `Library.care`. Whatever cannot be done raises a `LibraryError`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Stand on the connection of a library."""
        self._connection = connection
        self._path = path

    def back_up(self, copy: Path) -> int:
        """Copy the library, as it stands at this moment, to a new file that is read again; return its size in bytes."""
        with told_in_words(copy):
            if copy.exists():
                raise LibraryError(f"{copy} is there already and was left as it is: name a new file for the backup.")
            write_copy(self._path, copy)
            with open_to_read(copy) as written:
                (answer,) = written.execute("PRAGMA integrity_check").fetchone()
            if answer != "ok":
                raise LibraryCorruptError(f"The backup {copy} is damaged ({answer}): make another one, on another disk.")
            return copy.stat().st_size

    def compact(self) -> int:
        """Write the file anew without the room that nothing takes any more; return how many bytes it lost."""
        with told_in_words(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            before = self._path.stat().st_size
            full_text = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"
            for (name,) in self._connection.execute(full_text).fetchall():
                self._connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608 - our own tables
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return before - self._path.stat().st_size

    def merge(self, path: Path) -> Merged:
        """Take in all that another library holds; it stays as it is. See `reader.library.merging` for what holds of two.

        Each article is one transaction: interrupted, it can be called again and goes on.
        """
        with told_in_words(path):
            if path.exists() and path.samefile(self._path):
                raise LibraryError(f"{path} is this library itself: name another one to take in.")
        taken = Merged()
        with told_in_words(path), open_to_read(path) as other:
            for number, digest in other.execute("SELECT id, digest FROM article ORDER BY id").fetchall():
                with told_in_words(self._path), writing(self._connection):
                    each = _Pair(self._connection, other, number, digest).merge()
                taken = Merged(*map(sum, zip(taken, each, strict=True)))
        return taken


class _Pair:
    """One article as two libraries have it."""

    def __init__(self, here: sqlite3.Connection, there: sqlite3.Connection, number: int, digest: str) -> None:
        self._here, self._there = here, there
        self._number = number
        self._digest = digest

    def merge(self) -> Merged:
        """Take in what the other library has; to be called inside `writing`."""
        number, is_new = self._article()
        found = self._baselines(number)
        edits = 0
        for (author,) in self._there.execute("SELECT author FROM layer WHERE article = ? ORDER BY author", (self._number,)):
            edits += self._layer(number, author)
        return Merged(int(is_new), found, edits, self._remarks(number))

    def _article(self) -> tuple[int, bool]:
        stored = articles.find(self._here, self._digest)
        if stored is not None:
            return stored, False
        article = articles.load(self._there, self._number)
        if article is None or article.digest != self._digest:
            raise LibraryCorruptError(f"Article {self._number} of the other library is damaged: check that library first.")
        (imported,) = self._there.execute("SELECT imported FROM article WHERE id = ?", (self._number,)).fetchone()
        return articles.add(self._here, article, datetime.fromisoformat(imported)).id, True

    def _baselines(self, number: int) -> int:
        """Take in the baselines that are missing; have entities counted against the other's last one where there was none."""
        used = baselines.last_used(self._there, self._number)
        taken = 0
        for their_id, *columns in self._there.execute(
            "SELECT id, tagger, tagger_name, tagger_version, shown, doubts FROM baseline WHERE article = ? ORDER BY id",
            (self._number,),
        ).fetchall():
            stored = baselines.find(self._here, number, columns[0])
            if stored is None:
                stored = baselines.put_in(self._here, number, baselines.Row(columns, baselines.packed(self._there, their_id)))
                taken += 1
            if their_id == used and baselines.last_used(self._here, number) is None:
                article = self._stored(number)
                baselines.use(
                    self._here, number, stored, Ground(article), Ground(article, *baselines.found_by(self._here, stored))
                )
        return taken

    def _layer(self, number: int, author: str) -> int:
        """Take in one analyst's journal; return how many edits were appended."""
        if layers.journal(self._here, number, author) == layers.journal(self._there, self._number, author):
            return 0
        here, there = (layers.past(each, self._digest, author) for each in (self._here, self._there))
        edits = list(edits_to_append(here, there))
        if edits:
            ground = self._ground(number)
            for edit in edits:
                layers.append(self._here, number, edit, ground)
        return len(edits)

    def _ground(self, number: int) -> Ground:
        """Return what judgements are held against; not the library's own, for this transaction may come to nothing."""
        return Ground(self._stored(number), *baselines.last_found(self._here, number))

    def _stored(self, number: int) -> Article:
        article = articles.load(self._here, number)
        if article is None:
            raise LibraryCorruptError(f"The text of article {number} is missing: check the library first.")
        return article

    def _remarks(self, number: int) -> int:
        """Take in tags, notes and visits that are later than those here, and costs that are larger."""
        taken = 0
        for table, (columns, conflict) in _REMARKS.items():
            rows = self._there.execute(f"SELECT {columns} FROM {table} WHERE article = ?", (self._number,)).fetchall()  # noqa: S608
            marks = ", ".join("?" * (columns.count(",") + 2))
            statement = f"INSERT INTO {table} (article, {columns}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {conflict}"  # noqa: S608
            taken += sum(self._here.execute(statement, (number, *row)).rowcount for row in rows)
        return taken
