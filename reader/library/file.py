"""The file on disk: recognising it, making it, opening it, and the transactions in it."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.library.errors import LibraryCorruptError, LibraryMissingError, LibraryReadOnlyError, NotALibraryError
from reader.library.leftovers import passing
from reader.library.schema import APPLICATION_ID, MIGRATIONS, migrate, refuse_newer, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.library.schema import Migration, Told

# https://www.sqlite.org/fileformat.html#the_database_header
_MAGIC = b"SQLite format 3\0"
_HEADER_LENGTH = 100
_READ_WAIT_S = 5.0
_STEPS_UNHEEDED = 100_000
"""Of SQLite's steps: some ms of them."""
_USER_VERSION = slice(60, 64)
_APPLICATION_ID = slice(68, 72)


def open_file(
    path: Path,
    *,
    may_make: bool = True,
    wait_s: float,
    migrations: Sequence[Migration] = MIGRATIONS,
    told: Told = lambda _: None,
) -> sqlite3.Connection:
    """Open the library at a path; make it, and its folder, where there is none and it may be made.

    What is not a library, or a newer Reader's, is told by reading the header alone, so that it is never touched.
    wait_s: how long to wait for another program's lock, in seconds. told: see `migrate`.

    Raises:
        LibraryError, sqlite3.Error, OSError: it cannot be opened; see `told_in_words`.
    """
    if not _is_there(path):
        if not may_make:
            raise LibraryMissingError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path, migrations)
    _recognise(path, migrations)
    _refuse_read_only(path)
    connection = _connect(path, wait_s)
    try:
        migrate(connection, path, migrations, told=told)
        _settle(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def open_to_read(path: Path, *, told: Told = lambda _: None) -> Iterator[sqlite3.Connection]:
    """Open a library that is there and stays as it is; of an older one, a copy that is brought up to date (told: see `migrate`).

    Raises:
        LibraryError, sqlite3.Error, OSError: it cannot be opened; see `told_in_words`.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - a start of the window does without it

    if not path.is_file():
        raise LibraryMissingError(path)
    _recognise(path, MIGRATIONS)
    with TemporaryDirectory(prefix="reader-") as folder:
        place = path
        with closing(_connect(path, _READ_WAIT_S, "ro")) as connection:
            if version_of(connection) != len(MIGRATIONS):
                place = Path(folder) / path.name
                connection.execute("VACUUM INTO ?", (str(place),))
        if place != path:
            open_file(place, wait_s=_READ_WAIT_S, told=told).close()
        with closing(_connect(place, _READ_WAIT_S, "ro")) as connection, reading(connection):
            yield connection


def open_again(path: Path, *, wait_s: float, is_over: Callable[[], bool] | None = None) -> sqlite3.Connection:
    """Connect once more to a library that this process has open; never `open_file` it again.

    That reads the header for itself, and closing any handle but SQLite's own drops all locks that this process has on the file:
    another program, thinking itself the last, then takes the log away with all that is in it
    (https://www.sqlite.org/howtocorrupt.html section 2.2).

    is_over: is asked every some ms whether whatever is done is to be broken off, which raises a `sqlite3.Error`.

    Raises:
        sqlite3.Error: it cannot be opened; see `told_in_words`.
    """
    connection = _connect(path, wait_s)
    _settle(connection)
    connection.set_progress_handler(is_over, _STEPS_UNHEEDED)
    return connection


def is_part_of(path: Path, library: Path) -> bool:
    """Tell whether a path leads to a library or to what SQLite keeps beside it; see `open_again` for why that matters."""
    parts = (library.with_name(library.name + rest) for rest in ("", "-wal", "-shm", "-journal"))
    with suppress(OSError):
        return any(part.exists() and path.samefile(part) for part in parts)
    return False


def _settle(connection: sqlite3.Connection) -> None:
    use_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def use_wal(connection: sqlite3.Connection) -> str:
    """Have the file keep a write-ahead log, or a rollback journal where that is refused (network shares); return which."""
    with suppress(sqlite3.OperationalError):
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode == "wal":
            return str(mode)
    (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    return str(mode)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Make what is written inside one transaction: all of it is kept for good, or none and no transaction stays open."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Have all that is read inside come from one state of the file, whatever other programs write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def numbers(connection: sqlite3.Connection, query: str, values: Sequence[object] | Mapping[str, object]) -> list[int]:
    """Return the numbers that a query has in a column `id`, in its order.

    They come in one row: to take 100,000 one by one would take twice as long, and other threads' turns with it.
    query: made of our own words; where it sorts it has a LIMIT, negative for all, or SQLite might not care to sort.
    """
    (found,) = connection.execute(f"SELECT json_group_array(id) FROM ({query})", values).fetchone()  # noqa: S608 - as said
    return list(json.loads(found))


def _is_there(path: Path) -> bool:
    if path.is_dir():
        raise NotALibraryError(f"{path} is a folder, not a library: name a file in it, such as {path / 'library.sqlite'}.")
    if path.exists() and path.stat().st_size:
        return True
    # A log beside a file that is gone may hold edits, and would be played into a new file.
    for rest in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")):
        if rest.exists() and rest.stat().st_size:
            raise LibraryCorruptError(
                f"The library {path} is gone, but {rest}, a part of it, is still there: put the library back beside it, "
                f"or move that part away to begin a new library."
            )
    return False


def _make(path: Path, migrations: Sequence[Migration]) -> None:
    """Make a new library under another name first, so that a file of this name is always a whole one."""
    with passing(path, "new") as new:
        with closing(sqlite3.connect(new, isolation_level=None)) as connection:
            migrate(connection, new, migrations)
            use_wal(connection)
        if path.exists():
            new.replace(path)  # an empty file
        else:
            _give_name(new, path)


def _give_name(new: Path, path: Path) -> None:
    """Give a new file its name unless another window was quicker; where links are unknown, without that care."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:
        new.replace(path)


def _recognise(path: Path, migrations: Sequence[Migration]) -> None:
    with path.open("rb") as file:
        header = file.read(_HEADER_LENGTH)
    application = int.from_bytes(header[_APPLICATION_ID], "big")
    if not header.startswith(_MAGIC) or len(header) < _HEADER_LENGTH or application != APPLICATION_ID:
        raise NotALibraryError(f"{path} is not a library of Reader, and was left as it is: open another file, or name a new one.")
    refuse_newer(int.from_bytes(header[_USER_VERSION], "big"), path, migrations)


def _refuse_read_only(path: Path) -> None:
    effective = os.access in os.supports_effective_ids
    for place in (path, path.parent):
        if not os.access(place, os.W_OK, effective_ids=effective):
            raise LibraryReadOnlyError(
                f"The library {path} cannot be written, for you have no right to write to {place}: "
                f"ask for that right, or open another library."
            )


def _connect(path: Path, wait_s: float, mode: str = "rw") -> sqlite3.Connection:
    """Connect without making a file, and without transactions that Python begins by itself."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=wait_s, isolation_level=None)
