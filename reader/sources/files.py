"""Takes the bytes of a file, or says in words why not."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

from reader.sources.source import SourceError

MEBIBYTE = 1024 * 1024
LIMIT = 256 * MEBIBYTE
"""Bytes of a file of any format: pictures and packing take most of a large one."""
TEXT_LIMIT = 64 * MEBIBYTE
"""Bytes of text: some ten million words, more than anyone reads as one article."""

_WORDS = {
    errno.ENOENT: "There is no file {name}: check its name, or choose another file.",
    errno.ENOTDIR: "There is no file {name}: check its name, or choose another file.",
    errno.EISDIR: "{name} is a folder: choose a file in it.",
    errno.EACCES: "You may not read {name}: change its permissions, or choose another file.",
    errno.EPERM: "You may not read {name}: change its permissions, or choose another file.",
}


def is_address(named: str) -> bool:
    """Tell whether what is named is a page or feed on the web, not a path."""
    return named.lower().startswith(("http://", "https://"))


def short_name(named: str) -> str:
    """Return a path's last part, or a whole address, as messages name it."""
    return printable(named if is_address(named) else Path(named).name or named)


def read_file(path: Path) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        SourceError: it is absent, no regular file, not ours to read, or larger than `LIMIT`.
    """
    name = printable(path.name or str(path))
    try:
        # Asked before opening: opening a named pipe waits for its writer, and a device may have no end.
        _refuse_unless_regular(name, path.stat().st_mode)
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LIMIT:
                refuse_size(name, size)
            return file.read(LIMIT + 1)
    except OSError as error:
        words = _WORDS.get(error.errno or 0, "{name} could not be read ({reason}): copy it to this computer, then try again.")
        raise SourceError(words.format(name=name, reason=error.strerror)) from error
    except ValueError as error:  # a NUL in the path
        raise SourceError(_WORDS[errno.ENOENT].format(name=name)) from error


def refuse_size(name: str, size: int, *, limit: int | None = None) -> NoReturn:
    """Say that a file of so many bytes is too large. limit: in bytes, for its format; None means that for all."""
    message = (
        f"{printable(name)} is too large ({size / MEBIBYTE:,.1f} MiB): Reader reads "
        f"{'such files' if limit else 'files'} of up to {(limit or LIMIT) // MEBIBYTE} MiB, so cut it into smaller ones first."
    )
    raise SourceError(message)


def refuse_long_text(name: str, size: int) -> None:
    """Say so if a file of so many bytes of text holds more than can be read at once.

    Raises:
        SourceError: it does.
    """
    if size > TEXT_LIMIT:
        refuse_size(name, size, limit=TEXT_LIMIT)


def refuse_empty(name: str) -> NoReturn:
    """Say that a file holds no words."""
    raise SourceError(f"{printable(name)} holds no text: choose a file with words in it.")


def refuse_damaged(name: str, kind: str) -> NoReturn:
    """Say that a file of some kind ("PDF file") cannot be read for what is wrong in it."""
    raise SourceError(f"{printable(name)} is a damaged or incomplete {kind}: get it again from where it came from.")


def printable(name: str) -> str:
    """Return a file's name as it can be shown: names that are not UTF-8 hold surrogates, which no screen or pipe takes."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in shown) or "the file"


def _refuse_unless_regular(name: str, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    message = f"{name} is {kind}, not a file: save what comes from it as a file, then open that."
    raise SourceError(message)
