"""Files under a name for the time being, and what a process that was killed has left of them."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BESIDE = ("", "-journal", "-wal", "-shm")
"""What SQLite writes beside a file."""
_HEAD = b"SQLite format 3\0"


@contextmanager
def passing(place: Path, ending: str) -> Iterator[Path]:
    """Give the name under which a file is written that is to be called `place` when it is whole; nothing of it stays behind.

    What processes that are no more have left for the same place goes too. ending: the last part of the name.
    """
    _clear(place, ending)
    here = place.with_name(f"{place.name}.{os.getpid()}.{ending}")
    try:
        yield here
    finally:
        _take_away(here)


def _clear(place: Path, ending: str) -> None:
    """Take away what processes that are no more have left of files that were to be called `place`: only what SQLite wrote."""
    pattern = re.compile(rf"{re.escape(place.name)}\.([1-9]\d{{0,8}})\.{re.escape(ending)}")
    with suppress(OSError):
        for left in list(place.parent.iterdir()):
            named = pattern.fullmatch(left.name)
            if named and _is_of_sqlite(left) and not _is_alive(int(named[1])):
                _take_away(left)


def _take_away(left: Path) -> None:
    for beside in _BESIDE:
        with suppress(OSError):  # another program may just have it open
            left.with_name(left.name + beside).unlink(missing_ok=True)


def _is_of_sqlite(left: Path) -> bool:
    """Tell whether a file is a database or, as one that was never finished, has no first page yet."""
    if left.is_symlink() or not left.is_file():
        return False
    with left.open("rb") as file:
        head = file.read(len(_HEAD))
    return head == _HEAD or not any(head)


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False  # an earlier one of the same number
    if sys.platform == "win32":
        return False  # what a living process has open there cannot be taken away
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
