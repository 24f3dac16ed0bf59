"""What can go wrong with a library, in words. The one place that knows SQLite's codes."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LibraryError(Exception):
    """The library could not do what was asked, and nothing in it changed.

    The message is a whole sentence that says what happened and what to do.
    """


class LibraryLockedError(LibraryError):
    """Another program keeps the library from being read or written."""


class LibraryCorruptError(LibraryError):
    """The file is a library, but damaged."""


class LibraryNewerError(LibraryError):
    """A newer Reader has written the file."""


class LibraryFullError(LibraryError):
    """The disk has no room left."""


class LibraryReadOnlyError(LibraryError):
    """The file or its folder cannot be written."""


class NotALibraryError(LibraryError):
    """There is something else where the library should be."""


class LibraryMissingError(NotALibraryError):
    """There is nothing where the library should be, and none was to be made."""

    def __init__(self, path: Path) -> None:
        """Name the file that is missing."""
        super().__init__(f"There is no library {path}: name the file of one.")


class ArticleMissingError(LibraryError):
    """The library does not hold the article."""


_LOCKED = "Another program is using the library {path}: wait a moment or close that program, then try again."
_CORRUPT = "The library {path} is damaged: put back a copy of it from a backup, or move it away to begin a new one."
_FULL = "The disk that holds the library {path} is full: make room on it, then try again."
_READ_ONLY = "The library {path} or its folder cannot be written: ask for the right to write there, or open another library."
_FAILED = "The library {path} could not be used ({reason}): see that its disk is there and sound, then try again."
_BROKEN_TEXT = "This cannot be kept in the library {path}, for its text holds half a character: mend the text, then try again."

_TOO_LARGE = "A number is larger than any in the library {path} ({reason}): give a smaller one, then try again."

_BY_SQLITE_CODE: dict[int, tuple[type[LibraryError], str]] = {
    sqlite3.SQLITE_BUSY: (LibraryLockedError, _LOCKED),
    sqlite3.SQLITE_LOCKED: (LibraryLockedError, _LOCKED),
    sqlite3.SQLITE_PROTOCOL: (LibraryLockedError, _LOCKED),
    sqlite3.SQLITE_CORRUPT: (LibraryCorruptError, _CORRUPT),
    sqlite3.SQLITE_NOTADB: (LibraryCorruptError, _CORRUPT),
    sqlite3.SQLITE_FULL: (LibraryFullError, _FULL),
    sqlite3.SQLITE_READONLY: (LibraryReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (LibraryReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_PERM: (LibraryReadOnlyError, _READ_ONLY),
}
_BY_ERRNO: dict[int, tuple[type[LibraryError], str]] = {
    errno.ENOSPC: (LibraryFullError, _FULL),
    errno.EDQUOT: (LibraryFullError, _FULL),
    errno.EACCES: (LibraryReadOnlyError, _READ_ONLY),
    errno.EPERM: (LibraryReadOnlyError, _READ_ONLY),
    errno.EROFS: (LibraryReadOnlyError, _READ_ONLY),
}


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite, the file system, the text encoder and numbers beyond 64 bits raise into a `LibraryError`.

    A `sqlite3.ProgrammingError` (a library used after it was closed, or from another thread) is our own mistake and passes.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except (sqlite3.Error, OSError, UnicodeEncodeError, OverflowError) as error:
        raise _in_words(error, path) from error


def _in_words(error: sqlite3.Error | OSError | UnicodeEncodeError | OverflowError, path: Path) -> LibraryError:
    if isinstance(error, UnicodeEncodeError):
        return LibraryError(_BROKEN_TEXT.format(path=path))
    if isinstance(error, OverflowError):
        return LibraryError(_TOO_LARGE.format(path=path, reason=error))
    if isinstance(error, OSError):
        kind, sentence = _BY_ERRNO.get(error.errno or 0, (LibraryError, _FAILED))
    else:
        # An extended code holds the primary one in its low byte: https://www.sqlite.org/rescode.html
        # What cannot be read as text has none, being told by Python's own part.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT if "decode" in str(error) else 0) & 0xFF
        kind, sentence = _BY_SQLITE_CODE.get(code, (LibraryError, _FAILED))
    return kind(sentence.format(path=path, reason=error))
