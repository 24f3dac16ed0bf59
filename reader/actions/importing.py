"""Brings files, folders, web addresses and pasted text into the library: one job, for the window and for the shell."""

from __future__ import annotations

import threading
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.wording import counted
from reader.library import (
    LibraryCorruptError,
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
    LibraryReadOnlyError,
)
from reader.sources.child import Clipping
from reader.sources.files import is_address, short_name
from reader.sources.folders import LeftOut, files_under
from reader.sources.source import Outcome, Reading, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.library import Library
    from reader.sources.child import BoundedReader

_HOPELESS = (LibraryFullError, LibraryReadOnlyError, LibraryCorruptError, LibraryLockedError)
"""What would befall every article that follows, too."""
_LEAST_SHARE = 0.7
"""Of the words copied, so many must be left when they are read as a web page: else it was none, and all is taken as it is."""
_PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body>{}</body></html>'


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was copied somewhere else. html: the same as a web page; empty when there is none."""

    text: str
    html: str = ""


Wanted = str | Pasted
"""What can be imported: the path of a file or folder, an address with http:// or https://, or what was copied."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article came in.

    new: False when its text was in the library before.
    blocks, words: how many it has.
    name: which file, or part of one, it came from. wanted: the path or address that led there; empty for what was pasted.
    notes: whole sentences on what had to be guessed or left out.
    """

    id: int
    new: bool
    title: str
    blocks: int
    words: int
    name: str
    wanted: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something gave no article. sentence: why, and what to do. name, wanted: as of an `Arrived`."""

    sentence: str
    name: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something was left out that can be no article. sentence: how much, and how to bring it in. wanted: as of an `Arrived`."""

    sentence: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many files are done, and this one is next; with none in all, folders are still looked through."""

    done: int
    total: int
    name: str


Event = Arrived | Refused | PassedOver | Progress


@dataclass(slots=True)
class Report:
    """What came of an import, so far. left: how many files were not read, for it was stopped."""

    arrived: list[Arrived] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    left: int = 0

    def add(self, event: Event) -> None:
        """Take in what happened."""
        if isinstance(event, Arrived):
            self.arrived.append(event)
        elif isinstance(event, Refused):
            self.refused.append(event)
        elif isinstance(event, PassedOver):
            self.passed_over.append(event)

    def joined(self, later: Report) -> Report:
        """Return what came of this import and of a later one, which leaves nothing that must be read."""
        both = (self.arrived + later.arrived, self.refused + later.refused, self.passed_over + later.passed_over)
        return Report(*both, self.left)

    @property
    def known(self) -> int:
        """How many of the articles were in the library before."""
        return sum(not each.new for each in self.arrived)

    def __str__(self) -> str:
        """Say it in a sentence: "12 articles, 3 of them known already; 2 files refused."."""
        told = counted(len(self.arrived), "article") if self.arrived else "No article"
        if self.known:
            told += ", known already" if self.known == len(self.arrived) else f", {self.known} of them known already"
        if self.refused:
            told += f"; {len(self.refused)} refused"
        return f"{told}; stopped, {counted(self.left, 'file')} not read." if self.left else f"{told}."


class Import:
    """An import. `run` is for one thread, `cancel` for any; `report` for whoever has seen `run` end."""

    def __init__(self, wanted: Iterable[Wanted], reader: BoundedReader) -> None:
        """Begin nothing yet. reader: what reads; it is closed at the end."""
        self.report = Report()
        self._wanted = list(wanted)
        self._reader = reader
        self._cancelled = threading.Event()

    def run(self, library: Library) -> Iterator[Event]:
        """Import, and yield what happens as it happens. One bad file stops none of the others.

        library: opened on the thread that this runs on.
        """
        files: list[Wanted] = []
        with self._reader:
            for event in self._steps(library, files):
                self.report.add(event)
                yield event

    def cancel(self) -> None:
        """Stop at once; what has come in stays."""
        self._cancelled.set()
        self._reader.cancel()

    def _steps(self, library: Library, files: list[Wanted]) -> Iterator[Event]:
        yield from self._look_through(library, files)
        done = 0
        try:
            for done, wanted in enumerate(files):
                yield Progress(done, len(files), _name(wanted))
                if not self._cancelled.is_set():
                    yield from self._bring_or_tell(library, wanted)
                if self._cancelled.is_set():
                    return
            done = len(files)
        except _HOPELESS as error:
            yield Refused(str(error), _name(files[done]), _path(files[done]))
        finally:
            self.report.left = len(files) - done

    def _look_through(self, _library: Library, files: list[Wanted]) -> Iterator[Event]:
        """Put all files into the list; folders are looked through."""
        for wanted in self._wanted:
            if isinstance(wanted, Pasted) or is_address(wanted) or not is_folder(wanted):
                files.append(wanted)
                continue
            yield Progress(0, 0, short_name(wanted))
            for found in files_under(Path(wanted)):
                if self._cancelled.is_set():
                    return
                if isinstance(found, Refusal):
                    yield Refused(found.sentence, found.name, wanted)
                elif isinstance(found, LeftOut):
                    yield PassedOver(found.sentence, wanted)
                else:
                    files.append(str(found))

    def _finish(self, library: Library, wanted: Wanted) -> None:
        """Do what there is to do when all of a file has been read."""

    def _bring_or_tell(self, library: Library, wanted: Wanted) -> Iterator[Event]:
        """Import a file. Whatever goes wrong with it alone is told, a mistake of Reader's own too."""
        try:
            yield from self._bring(library, wanted)
            if not self._cancelled.is_set():
                self._finish(library, wanted)
        except _HOPELESS:
            raise
        except LibraryError as error:
            yield Refused(str(error), _name(wanted), _path(wanted))
        except Exception as error:  # noqa: BLE001 - one bad file must not end the import, nor be passed over in silence
            traceback.print_exception(error)
            yield Refused(mistake(f"{_name(wanted)} was not read to its end", error), _name(wanted), _path(wanted))

    def _bring(self, library: Library, wanted: Wanted) -> Iterator[Event]:
        path = _path(wanted)
        for outcome in _read(self._reader, wanted):
            name = outcome.name or _name(wanted)
            if isinstance(outcome, Refusal):
                yield Refused(outcome.sentence, name, path)
                continue
            article = outcome.article
            try:
                stored = library.add(article)
            except _HOPELESS:
                raise
            except LibraryError as error:
                yield Refused(str(error), name, path)
            else:
                counts = len(article.blocks), stored.words
                yield Arrived(stored.id, stored.new, article.name, *counts, name, path, outcome.notes)


def mistake(what: str, error: Exception) -> str:
    """Return a sentence on an error that nobody foresaw. what: what came of it."""
    return f"{what}, for Reader made a mistake ({type(error).__name__}: {error}). Please report it."


def _read(reader: BoundedReader, wanted: Wanted) -> Iterator[Outcome]:
    return _read_pasted(reader, wanted) if isinstance(wanted, Pasted) else reader.read(wanted)


def _read_pasted(reader: BoundedReader, pasted: Pasted) -> Iterator[Outcome]:
    """Yield what was copied as a web page, if that has most of its words, else as plain text."""
    if pasted.html:
        page = list(reader.read(_clipping(_PAGE.format(pasted.html))))
        words = sum(len(each.article.text.split()) for each in page if isinstance(each, Reading))
        if words and words >= _LEAST_SHARE * len(pasted.text.split()):
            yield from page
            return
    yield from reader.read(_clipping(pasted.text))


def _clipping(text: str) -> Clipping:
    return Clipping(text.encode("utf-8", "replace"), _CLIPBOARD)


_CLIPBOARD = "the clipboard"


def _name(wanted: Wanted) -> str:
    return _CLIPBOARD if isinstance(wanted, Pasted) else short_name(wanted)


def _path(wanted: Wanted) -> str:
    return "" if isinstance(wanted, Pasted) else wanted


def is_folder(path: str) -> bool:
    """Tell whether a folder is there; one that cannot even be asked about is not."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # no name that a folder could have: reading it will tell
        return False
