"""The files in a folder and in all folders below it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from reader.core.wording import counted
from reader.sources.files import printable
from reader.sources.source import Refusal
from reader.sources.unlikely import bytes_wanted, is_unlikely, is_unlikely_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES = 200_000
"""How many files are taken from one folder with all that lies below it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a folder holds besides: code, settings and their like. sentence: how much, and how to bring it in all the same."""

    sentence: str


def files_under(folder: Path, *, most: int = MOST_FILES) -> Iterator[Path | Refusal | LeftOut]:
    """Yield the files in a folder and below, in the order of their names; a folder that cannot be looked through is a refusal.

    What is hidden (its name begins with a dot) is passed over, and so is a folder met again by way of a link. What can be no
    article is counted, and told last.
    """
    met: set[tuple[int, int]] = set()
    waiting = [folder]
    found = files = folders = 0
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat() if path.is_dir() else None
            if status is None and _is_unlikely(path):
                files += 1
            elif status is None:
                found += 1
                if found > most:
                    yield Refusal(_too_many(folder, most), printable(folder.name))
                    return
                yield path
            elif path != folder and is_unlikely_folder(path.name):
                folders += 1
            elif (status.st_dev, status.st_ino) not in met:
                met.add((status.st_dev, status.st_ino))
                waiting += _within(path, most)
        except OSError as error:
            why = f"The folder {printable(path.name)} could not be looked through ({error.strerror}): see that you may read it."
            yield Refusal(why, printable(path.name))
    if files or folders:
        yield LeftOut(_left_out(folder, files, folders))


def _is_unlikely(path: Path) -> bool:
    head, wanted = b"", bytes_wanted(path.name)
    if wanted:
        with suppress(OSError):  # whoever reads it will refuse it in words
            if path.is_file():
                with path.open("rb") as file:
                    head = file.read(wanted)
    return is_unlikely(path.name, head)


def _within(folder: Path, most: int) -> list[Path]:
    """Return what is in a folder, the last name first, and a little more than may be taken at most."""
    with os.scandir(folder) as entries:
        names = nsmallest(most + 1, (entry.name for entry in entries if not entry.name.startswith(".")))
    return [folder / name for name in reversed(names)]


def _too_many(folder: Path, most: int) -> str:
    return f"The folder {printable(folder.name)} holds more than {most:,} files: import a part at a time."


def _left_out(folder: Path, files: int, folders: int) -> str:
    told = " and ".join(counted(count, what) for count, what in ((files, "file"), (folders, "folder")) if count)
    return (
        f"The folder {printable(folder.name)} also holds {told} of code, settings and their like, left out here: "
        f"to bring in one of them all the same, name it itself."
    )
