"""The tables of a library, and how an older file is brought up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.errors import LibraryNewerError
from reader.library.leftovers import passing
from reader.library.versions import VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5

if TYPE_CHECKING:
    from collections.abc import Sequence

APPLICATION_ID = 0x52645231
"""Marks an SQLite file as a library (bytes 68 to 71 of its header): "RdR1"."""

Step = Callable[[sqlite3.Connection], Iterator[float]]
"""A step between two versions that takes long: it is done when it has been gone through, and yields what share of it is."""

Told = Callable[[float], None]
"""Is told, now and then, what share of a long work is done, from 0 to 1."""

Migration = tuple[str | Step, ...]

UPGRADING = (
    "An earlier Reader wrote this library: it is brought up to date, which takes minutes where there are many articles.",
    "Stopped, it is as it was; a copy of it as it was stays beside it.",
)
"""What is said of `migrate` while it takes long, in two sentences."""

MIGRATIONS: tuple[Migration, ...] = (VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5)
"""The steps that lead from each version to the next; the first makes an empty file a library."""


def refuse_newer(version: int, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise LibraryNewerError for the file of a newer Reader."""
    if version > len(migrations):
        message = f"A newer Reader has written the library {path} (version {version}): install the newest Reader to open it."
        raise LibraryNewerError(message)


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has been through."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS, *, told: Told = lambda _: None
) -> Path | None:
    """Bring a file up to date, all steps or none, after a copy of a file that has content is made beside it.

    told: how far this is; 100,000 articles take minutes. Returns where the copy lies; None when the file was up to date or new.

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
        copied = None
        if 0 < version < len(migrations):
            told(0.0)  # to copy a large file takes seconds by itself
            copied = _copy(path, version)
        for share in _go_through(connection, [step for migration in migrations[version:] for step in migration]):
            told(share)
        _refuse_dangling(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return copied


def _go_through(connection: sqlite3.Connection, steps: Sequence[str | Step]) -> Iterator[float]:
    long, done = sum(not isinstance(step, str) for step in steps), 0
    for step in steps:
        if isinstance(step, str):
            connection.execute(step)
        else:
            yield from ((done + share) / long for share in step(connection))
            done += 1


def _refuse_dangling(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError("a migration left a reference to nothing")


def _copy(path: Path, version: int) -> Path:
    """Copy the file while its writer's lock is ours; the same copy that an earlier try has left is kept instead."""
    from filecmp import cmp  # noqa: PLC0415 - a start of the window does without it

    copy = next(place for place in _places(path, version) if not place.exists())
    write_copy(path, copy)
    for earlier in takewhile(Path.exists, _places(path, version)):
        if earlier != copy and cmp(earlier, copy, shallow=False):
            copy.unlink()
            return earlier
    return copy


def write_copy(path: Path, copy: Path) -> None:
    """Copy a library, as it stands at one moment, under a name that it gets only when the copy is whole and on disk."""
    with passing(copy, "part") as part:
        with closing(sqlite3.connect(path, isolation_level=None)) as second:
            second.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.rename(copy)


def _places(path: Path, version: int) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.version-{version}{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.version-{version}.{number}{path.suffix}")
