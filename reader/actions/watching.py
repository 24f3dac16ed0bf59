"""Looks through the watched folders, and imports what is new in them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.actions.importing import Import, Refused, is_folder
from reader.library.watched import FileState
from reader.sources.folders import files_under
from reader.sources.source import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.actions.importing import Event, Wanted
    from reader.library import Library
    from reader.sources.child import BoundedReader

REST_NS = 2_000_000_000
"""A file changed so short a time ago is left for the next look: somebody may still be writing it."""


class Look(Import):
    """An import of the new files in the watched folders, and of those that have changed. A folder that is away is passed over."""

    def __init__(self, reader: BoundedReader, told: set[str]) -> None:
        """Begin nothing yet. told: what was said of folders that cannot be looked through, which is said once only."""
        super().__init__((), reader)
        self._told = told
        self._states: dict[Wanted, tuple[Path, FileState]] = {}

    def _look_through(self, library: Library, files: list[Wanted]) -> Iterator[Event]:
        known = library.watching.imported()
        for folder in library.watching.folders():
            for found in files_under(folder) if is_folder(str(folder)) else ():
                if self._cancelled.is_set():
                    return
                if isinstance(found, Path):
                    self._take_if_new(found, known, files)
                elif isinstance(found, Refusal) and found.sentence not in self._told:
                    self._told.add(found.sentence)
                    yield Refused(found.sentence, found.name, str(folder))

    def _take_if_new(self, path: Path, known: dict[Path, FileState], files: list[Wanted]) -> None:
        try:
            status = path.stat()
        except OSError:
            return  # gone in between
        state = FileState(status.st_size, status.st_mtime_ns)
        is_at_rest = abs(time.time_ns() - state.mtime_ns) > REST_NS
        if is_at_rest and known.get(path) != state and str(path) not in self._states:
            files.append(str(path))
            self._states[str(path)] = path, state

    def _finish(self, library: Library, wanted: Wanted) -> None:
        library.watching.remember(*self._states[wanted])
