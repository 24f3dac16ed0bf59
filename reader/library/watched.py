"""The folders that are looked through for new files, and the files that have been imported from them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import told_in_words
from reader.library.file import writing

if TYPE_CHECKING:
    import sqlite3


class FileState(NamedTuple):
    """What tells whether a file has changed. size: in bytes; mtime_ns: when it was last written, in nanoseconds."""

    size: int
    mtime_ns: int


class Watching:
    """What a library knows of watched folders; see `Library.watching`. Every method may raise a `LibraryError`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Stand on the connection of the library at a path."""
        self._connection = connection
        self._path = path

    def folders(self) -> list[Path]:
        """Return the watched folders by name."""
        with told_in_words(self._path):
            return [_unpacked(folder) for (folder,) in self._connection.execute("SELECT folder FROM watched ORDER BY folder")]

    def watch(self, folder: Path) -> None:
        """Look through a folder from now on."""
        with told_in_words(self._path), writing(self._connection):
            self._connection.execute("INSERT INTO watched VALUES (?) ON CONFLICT DO NOTHING", (_packed(folder),))

    def unwatch(self, folder: Path) -> None:
        """Look through a folder no more. What has been imported from it is remembered."""
        with told_in_words(self._path), writing(self._connection):
            self._connection.execute("DELETE FROM watched WHERE folder = ?", (_packed(folder),))

    def imported(self) -> dict[Path, FileState]:
        """Return the files that have been imported, each as it then was."""
        with told_in_words(self._path):
            rows = self._connection.execute("SELECT path, size, mtime_ns FROM imported_file")
            return {_unpacked(path): FileState(size, mtime_ns) for path, size, mtime_ns in rows}

    def remember(self, file: Path, state: FileState) -> None:
        """Keep that a file has been imported as it is in this state, or that it cannot be."""
        with told_in_words(self._path), writing(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO imported_file VALUES (?, ?, ?)", (_packed(file), *state))


def _packed(path: Path) -> str:
    """Return an absolute path as a text that UTF-8 can hold: its address, if the name itself cannot be held."""
    whole = path.absolute()
    try:
        str(whole).encode("utf-8")
    except UnicodeEncodeError:
        return whole.as_uri()
    return str(whole)


def _unpacked(text: str) -> Path:
    if not text.startswith("file:"):
        return Path(text)
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415 - seldom needed

    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix("file://"))))
