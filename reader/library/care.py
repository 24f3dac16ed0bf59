"""Care of the file: a backup, making it small, and taking in what another library holds."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections import deque
from datetime import datetime
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, TypeVarTuple

from reader.library import articles, baselines, layers, remarks
from reader.library.errors import LibraryCorruptError, LibraryError, told_in_words
from reader.library.file import open_to_read, writing
from reader.library.merging import edits_to_append
from reader.library.schema import write_copy
from reader.library.tally import Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.core.article import Article
    from reader.library.schema import Told


_Asked = TypeVarTuple("_Asked")
_Answer = TypeVar("_Answer")
_HOLD_S = 0.08
_REST_S = 0.03
"""Seconds for which a merge keeps other windows from writing, and for which it then lets them: SQLite, where it waits for a lock,
looks every 25 ms at first whether it is free, and less often later (https://www.sqlite.org/c3ref/busy_timeout.html)."""
_DAMAGED = (
    "Some articles of {path} are damaged, or what was said of them, and they were left out ({numbers}); all else was taken in: "
    "check that library."
)
# What comes of rubbish that a damaged page holds: it cannot be unpacked, or is not what our own tables take.
_RUBBISH = (ValueError, TypeError, LookupError, AttributeError, zlib.error, struct.error, sqlite3.IntegrityError)
_SHOWN = 50
"""How many of those are named."""


class Merged(NamedTuple):
    """How much of another library was taken in. remarks: tags, notes, visits and costs."""

    articles: int = 0
    baselines: int = 0
    edits: int = 0
    remarks: int = 0

    def plus(self, more: Merged) -> Merged:
        """Return the sums of both."""
        return Merged(*map(sum, zip(self, more, strict=True)))


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

    def merge(self, path: Path, *, told: Told = lambda _: None) -> Merged:
        """Take in all that another library holds; it stays as it is. See `reader.library.merging` for what holds of two.

        Some articles at a time are one transaction, and each is in it with all that is said of it: interrupted, it can be called
        again and goes on. Between two of them other windows keep what they have to keep.
        told: is told what share of the articles is done, from 0 to 1; before that, how far a copy of an older library is brought
            up to date.

        Raises:
            LibraryCorruptError: some articles there are damaged, or what is said of them; all others were taken in.
        """
        with told_in_words(path):
            if path.exists() and path.samefile(self._path):
                raise LibraryError(f"{path} is this library itself: name another one to take in.")
        taken, damaged = Merged(), list[int]()
        with told_in_words(path), open_to_read(path, told=told) as other:
            left = deque(_listed(other))
            total = len(left)
            ready: deque[_Pair] = deque()
            while left or ready:
                told(1 - (len(left) + len(ready)) / total)
                if not ready:
                    ready.extend(self._made_ready(other, path, left, damaged))
                taken = taken.plus(self._take_some(ready, damaged))
                if left or ready:
                    sleep(_REST_S)
        if damaged:
            numbers = ", ".join((*map(str, damaged[:_SHOWN]), *(("\u2026",) if len(damaged) > _SHOWN else ())))
            raise LibraryCorruptError(_DAMAGED.format(path=path, numbers=numbers))
        return taken

    def _made_ready(
        self, other: sqlite3.Connection, path: Path, left: deque[tuple[int, str]], damaged: list[int]
    ) -> Iterator[_Pair]:
        """Yield the first of the articles left with all that is made of them before a transaction, for about as long as one."""
        until = monotonic() + _HOLD_S
        while left:
            number, digest = left.popleft()
            pair = _Pair(self._connection, other, path, number, digest)
            try:
                with told_in_words(self._path):
                    pair.prepare()
                yield pair
            except _DamagedError:
                damaged.append(number)
            if monotonic() >= until:
                return

    def _take_some(self, ready: deque[_Pair], damaged: list[int]) -> Merged:
        """Take in the first of the articles that are ready, for so long as other windows can wait."""
        taken = Merged()
        with told_in_words(self._path), writing(self._connection):
            until = monotonic() + _HOLD_S
            while ready:
                pair = ready.popleft()
                self._connection.execute("SAVEPOINT pair")
                try:
                    taken = taken.plus(pair.merge())
                except (_DamagedError, *_RUBBISH):
                    self._connection.execute("ROLLBACK TO pair")
                    damaged.append(pair.number)
                self._connection.execute("RELEASE pair")
                if monotonic() >= until:
                    break
        return taken


class _DamagedError(Exception):
    """The other library's article, or what is said of it there, cannot be read as it was put in."""


class _Pair:
    """One article as two libraries have it."""

    def __init__(self, here: sqlite3.Connection, there: sqlite3.Connection, path: Path, number: int, digest: str) -> None:
        """Stand on both. path: of the other. number: of the article there."""
        self._here, self._there, self._path = here, there, path
        self.number = number
        self._digest = digest
        self._known: int | None = None
        self._prepared: articles.Prepared
        self._article: Article | None = None
        self._ground: Ground | None = None

    def prepare(self) -> None:
        """Make of an article that is not here what putting it in takes; to be called before `writing`.

        Raises _DamagedError.
        """
        self._known = articles.find(self._here, self._digest)
        if self._known is not None:
            return
        article = self._asked(articles.load, self.number)
        if article is None or article.digest != self._digest:
            raise _DamagedError
        self._prepared = articles.Prepared.of(article)

    def merge(self) -> Merged:
        """Take in what the other library has; to be called inside `writing`. Raises _DamagedError."""
        number, is_new = self._put_in()
        found = self._baselines(number)
        edits = 0
        for (author,) in self._asked(_rows, "SELECT author FROM layer WHERE article = ? ORDER BY author", self.number):
            edits += self._layer(number, author)
        return Merged(int(is_new), found, edits, self._remarks(number))

    def _asked(self, ask: Callable[[sqlite3.Connection, *_Asked], _Answer], *asked: *_Asked) -> _Answer:
        """Return what the other library answers; what fails there is not told of this one. Raises _DamagedError."""
        try:
            with told_in_words(self._path):
                return ask(self._there, *asked)
        except (LibraryCorruptError, *_RUBBISH) as error:  # a page of it, or what is written there
            raise _DamagedError from error

    def _put_in(self) -> tuple[int, bool]:
        """Return the number of the article here, and whether it has come in just now."""
        if self._known is not None and articles.is_there(self._here, self._known):
            return self._known, False
        if self._known is not None:
            self.prepare()  # another window has taken it out meanwhile
        ((imported,),) = self._asked(_rows, "SELECT imported FROM article WHERE id = ?", self.number)
        stored = articles.add(self._here, self._prepared, datetime.fromisoformat(imported))
        # One that another window has put in meanwhile may have other blocks.
        self._article = self._prepared.article if stored.new else None
        return stored.id, stored.new

    def _baselines(self, number: int) -> int:
        """Take in the baselines that are missing; have entities counted against the other's last one where there was none."""
        used = self._asked(baselines.last_used, self.number)
        taken = 0
        query = "SELECT id, tagger, tagger_name, tagger_version, shown, doubts FROM baseline WHERE article = ? ORDER BY id"
        for their_id, *columns in self._asked(_rows, query, self.number):
            stored = baselines.find(self._here, number, columns[0])
            if stored is None:
                # What is shown and doubted is found anew: for other blocks, it may be, and a damaged page says anything.
                row = baselines.Row(columns, self._asked(baselines.packed, their_id)).fitted(self._stored(number))
                stored = baselines.put_in(self._here, number, row)
                taken += 1
            if their_id == used and baselines.last_used(self._here, number) is None:
                before, self._ground = Ground(self._stored(number)), self._against(number, stored)
                baselines.use(self._here, number, stored, before, self._ground)
        return taken

    def _layer(self, number: int, author: str) -> int:
        """Take in one analyst's journal; return how many edits were appended."""
        if layers.journal(self._here, number, author) == self._asked(layers.journal, self.number, author):
            return 0
        there = self._asked(layers.past, self._digest, author)
        edits = list(edits_to_append(layers.past(self._here, self._digest, author), there))
        if edits:
            if self._ground is None:
                self._ground = self._against(number, baselines.last_used(self._here, number))
            for edit in edits:
                layers.append(self._here, number, edit, self._ground)
        return len(edits)

    def _against(self, number: int, used: int | None) -> Ground:
        """Return what judgements are held against; not the library's own, for this transaction may come to nothing."""
        return Ground(self._stored(number), *(baselines.found_by(self._here, used) if used is not None else ()))

    def _stored(self, number: int) -> Article:
        self._article = self._article or articles.load(self._here, number)
        if self._article is None:
            raise LibraryCorruptError(f"The text of article {number} is missing: check the library first.")
        return self._article

    def _remarks(self, number: int) -> int:
        """Take in tags, notes and visits that are later than those here, and costs that are larger."""
        return remarks.take_in(self._here, number, self._asked(remarks.of, self.number))


def _listed(other: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the number and the digest of each article; from the index of the digests, where the table cannot be gone through."""
    try:
        return other.execute("SELECT id, digest FROM article ORDER BY id").fetchall()
    except sqlite3.DatabaseError:
        return sorted(other.execute("SELECT id, digest FROM article ORDER BY digest").fetchall())


def _rows(connection: sqlite3.Connection, query: str, number: int) -> list[tuple[Any, ...]]:
    return connection.execute(query, (number,)).fetchall()
