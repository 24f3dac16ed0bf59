"""The tables of a library, and how an older file is brought up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from reader.library.errors import LibraryNewerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

APPLICATION_ID = 0x52645231
"""Marks an SQLite file as a library (bytes 68 to 71 of its header): "RdR1"."""

# Judgements are keyed so that those of one layer lie together, in text order. What is large (texts, scores) has tables of its
# own, so that the list of articles is read without it. `layer.kept`, `added` and `rejected` are explained in tally.py.
_VERSION_1 = (
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        deck TEXT NOT NULL,
        byline TEXT NOT NULL,
        published TEXT NOT NULL,
        site TEXT NOT NULL,
        language TEXT NOT NULL,
        url TEXT NOT NULL,
        words INTEGER NOT NULL,
        imported TEXT NOT NULL,
        baseline INTEGER REFERENCES baseline (id)
    ) STRICT
    """,
    """
    CREATE TABLE article_text (
        article INTEGER PRIMARY KEY REFERENCES article (id),
        text TEXT NOT NULL,
        blocks TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE baseline (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article (id),
        tagger TEXT NOT NULL,
        tagger_name TEXT NOT NULL,
        tagger_version TEXT NOT NULL,
        shown INTEGER NOT NULL,
        UNIQUE (article, tagger)
    ) STRICT
    """,
    """
    CREATE TABLE baseline_scores (
        baseline INTEGER PRIMARY KEY REFERENCES baseline (id),
        labels TEXT NOT NULL,
        scores BLOB NOT NULL,
        near_labels TEXT NOT NULL,
        near_scores BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE layer (
        id INTEGER PRIMARY KEY,
        author TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES article (id),
        finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),
        kept INTEGER NOT NULL DEFAULT 0 CHECK (kept >= 0),
        added INTEGER NOT NULL DEFAULT 0 CHECK (added >= 0),
        rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
        UNIQUE (author, article)
    ) STRICT
    """,
    "CREATE INDEX layer_by_article ON layer (article)",
    """
    CREATE TABLE judgement (
        layer INTEGER NOT NULL REFERENCES layer (id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        label TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('is', 'is not')),
        how TEXT NOT NULL,
        at TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (layer, start, "end", label),
        CHECK (0 <= start AND start < "end")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        layer INTEGER NOT NULL REFERENCES layer (id),
        at TEXT NOT NULL,
        title TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('do', 'undo', 'redo')),
        origin TEXT NOT NULL,
        finished INTEGER CHECK (finished IN (0, 1)),
        removed TEXT NOT NULL,
        added TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_by_layer ON journal (layer, id)",
    """
    CREATE TABLE effort (
        article INTEGER NOT NULL REFERENCES article (id),
        author TEXT NOT NULL,
        keys INTEGER NOT NULL,
        edits INTEGER NOT NULL,
        seconds REAL NOT NULL,
        PRIMARY KEY (article, author)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER journal_keeps_what_it_says BEFORE UPDATE ON journal
    BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_keeps_what_it_has BEFORE DELETE ON journal
    BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger above: https://www.sqlite.org/lang_conflict.html
    """
    CREATE TRIGGER journal_replaces_nothing BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
    BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1,)
"""The statements that lead from each version to the next; the first makes an empty file a library."""


def refuse_newer(version: int, path: Path, migrations: Sequence[tuple[str, ...]] = MIGRATIONS) -> None:
    """Raise LibraryNewerError for the file of a newer Reader."""
    if version > len(migrations):
        message = f"A newer Reader has written the library {path} (version {version}): install the newest Reader to open it."
        raise LibraryNewerError(message)


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has been through."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[tuple[str, ...]] = MIGRATIONS) -> Path | None:
    """Bring a file up to date, all steps or none, after a copy of a file that has content is made beside it.

    Returns where the copy lies; None when the file was up to date or new.

    Raises:
        LibraryNewerError: a newer Reader has written it; nothing is touched.
        sqlite3.Error, OSError: a step or the copy failed; the file is as it was.
    """
    if version_of(connection) == len(migrations):
        return None
    # Tables cannot be rebuilt while references are enforced, and a transaction cannot switch this off
    # (https://www.sqlite.org/lang_altertable.html#otheralter): they are checked before it ends instead.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)  # again: another window may have migrated it meanwhile
        refuse_newer(version, path, migrations)
        copied = _copy(path, version) if 0 < version < len(migrations) else None
        for statement in (statement for step in migrations[version:] for statement in step):
            connection.execute(statement)
        _refuse_dangling(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return copied


def _refuse_dangling(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError("a migration left a reference to nothing")


def _copy(path: Path, version: int) -> Path:
    """Copy the file while its writer's lock is ours, under a name that it gets only when the copy is whole."""
    copy = next(place for place in _places(path, version) if not place.exists())
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as second:
            second.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.rename(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def _places(path: Path, version: int) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.version-{version}{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.version-{version}.{number}{path.suffix}")
