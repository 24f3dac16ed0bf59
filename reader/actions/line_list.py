"""The lines that are shown: read from the library as the list is gone down, and again when something has changed there."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.actions.concordance import Applied, Concordance, Mark, Sessions, surface_lines
from reader.actions.library_context import Chore, Share
from reader.core.wording import counted, not_tagged_yet
from reader.library.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.library_context import Steps
    from reader.core.session import Session
    from reader.library import Library
    from reader.library.lines import Line

_AT_ONCE, _A_WHILE_S = 100, 0.05
"""Of one chore: so many lines, or whatever comes in so many seconds; the lines of the last articles all of them."""
_ARTICLES = 20
"""Looked through together, which takes a small part of the time that each would take by itself."""
_Place = tuple[int, int, int, str]
MOST = 20_000
"""So many lines at most are marked at once, or shown at all: who has more narrows the search."""


@dataclass(slots=True)
class _Reading:
    """Lines as they are read, some articles at a time.

    query, surface: what they are lines of. trouble: what is wrong with the query.
    untagged: how many articles the query could not look into, since no baseline of theirs has been made yet.
    ids: the articles that hold them; the first `at` of these were read. places: which of the lines stands where.
    """

    query: str = ""
    surface: str = ""
    trouble: str = ""
    untagged: int = 0
    ids: Sequence[int] = ()
    at: int = 0
    lines: list[Line] = field(default_factory=list)
    places: dict[_Place, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether all lines were read."""
        return self.at >= len(self.ids) and len(self.lines) < MOST


class Lines:
    """The lines shown, as one author has them, and what is to be said of each. They are read as the list is gone down."""

    def __init__(self, library: Library, author: str, session: Callable[[], Session | None]) -> None:
        """Find nothing yet. session: the one on the page; None while no article is open."""
        self.author = author
        self.surface = ""
        """These words, wherever they stand, tagged or not, are shown in place of what the query finds; empty for the query's."""
        self.applied: list[Applied] = []
        self.judged_last = False
        """Whether nothing was marked, and no mark taken off, since lines were judged last."""
        self.sessions = Sessions(library, author, session)
        """What opens the sessions that lines are judged in."""
        self.concordance = Concordance(self.sessions)
        self._read, self._fresh = _Reading(), _Reading()
        self._carried: frozenset[_Place] = frozenset()

    def find(self, query: str) -> Steps:
        """Find the lines of a query: the first; of the same query as many as are known. Raises LibraryError.

        Where others have come before the last one known, some more are read, to reach it again.
        """
        known, query = self._read, query.strip()
        if query != known.query:
            self.surface = ""
        fresh, author = _Reading(query, self.surface), self.author
        self._fresh = fresh
        fresh.ids, fresh.trouble, fresh.untagged = yield Chore(lambda library: _articles(library, author, fresh))
        is_same = len(self) and (query, fresh.surface) == (known.query, known.surface)
        wanted, last = len(self), _place(self.concordance.lines[-1]) if is_same else None
        while not fresh.is_whole and len(fresh.lines) < MOST:
            yield from self._read_on(fresh)
            if not is_same or len(fresh.lines) >= wanted + (0 if last in fresh.places else _AT_ONCE):
                return
            yield Share(len(fresh.lines), wanted)

    def _read_on(self, reading: _Reading) -> Steps:
        """Read the lines of some more articles."""
        author = self.author
        lines, reading.at = yield Chore(lambda library: _lines(library, author, reading))
        lines = lines[: MOST - len(reading.lines)]
        reading.places |= {_place(line): row for row, line in enumerate(lines, len(reading.lines))}
        reading.lines += lines

    def adopt(self) -> None:
        """Have the lines that were read, marked as those were that are known; on top of them those marked and not among them."""
        self._read = self._fresh
        self._put_in(self._read.lines, self._read.places)

    def _put_in(self, lines: list[Line], places: dict[_Place, int]) -> None:
        """Have these lines, which stand at these places, in place of those there are."""
        before, marks = self.concordance.lines, self.concordance.marks
        self.concordance = Concordance(self.sessions, lines)
        self._carried = frozenset()
        if not marks:
            return
        marked = {_place(before[row]): mark for row, mark in marks.items()}
        carried = [before[row] for row in sorted(marks) if _place(before[row]) not in places]
        self._carried = frozenset(map(_place, carried))
        self.concordance.lines[:0] = carried
        on_top = {_place(line): row for row, line in enumerate(carried)}
        self.concordance.marks = {
            places[place] + len(carried) if place in places else on_top[place]: mark for place, mark in marked.items()
        }

    def about(self, at: int) -> object:
        """Return where a line stands."""
        return _place(self.concordance.lines[at])

    def place(self, about: object) -> int | None:
        """Return which of the lines known stands somewhere; None when none does."""
        return next((row for row, line in enumerate(self.concordance.lines) if _place(line) == about), None)

    def __len__(self) -> int:
        """Return how many lines were read so far."""
        return len(self.concordance.lines)

    def __getitem__(self, at: int) -> tuple[Line, Mark | None]:
        """Return a line, and what is to be said of it."""
        return self.concordance.lines[at], self.concordance.marks.get(at)

    @property
    def may_grow(self) -> bool:
        """Whether there may be more lines below the last."""
        return not self._read.is_whole and len(self) < MOST

    def more(self) -> Steps:
        """Read the lines of some more articles. Raises LibraryError."""
        reading, before = self._read, len(self._read.lines)
        yield from self._read_on(reading)
        self.concordance.add(line for line in reading.lines[before:] if _place(line) not in self._carried)

    def read_all(self) -> Steps:
        """Read all lines, as far as `MOST`. Raises LibraryError."""
        while self.may_grow:
            yield from self.more()
            yield Share(len(self))

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a line."""
        line, mark = self[at]
        standing = f"{line.span.label}, {line.standing}" if line.span else ""
        to_be = "" if mark is None else f"to be {mark.label or 'refused'}"
        return ", ".join(part for part in (f"{line.left}{line.hit}{line.right}", standing, to_be, line.title) if part)

    @property
    def told(self) -> str:
        """What the rows are: "214 lines · 3 marked, not judged yet"."""
        untagged = not_tagged_yet(self._read.untagged)
        if not len(self) and (self._read.trouble or not self._read.query):
            return untagged
        trouble, surface = self._read.trouble if len(self) else "", self._read.surface
        count = counted(len(self), "line") + ("" if self._read.is_whole or not len(self) else " and more")
        where = f"wherever “{surface}” stands" if surface else ""
        before = "; those from before on top" if self._carried else ""
        marked = f"{len(self.concordance.marks):,} marked, not judged yet{before}" if self.concordance.marks else ""
        return " · ".join(part for part in (count, where, marked, trouble, untagged) if part)

    @property
    def nothing(self) -> str:
        """What is said when there is no line."""
        if self._read.trouble:
            return self._read.trouble
        if not self._read.is_whole:
            return "Reading lines…"
        if self._read.query:
            return "No line of the library is like that. Titles, sites, dates and tags alone find articles: Tab shows those."
        return 'Type / and what you look for: words, a "phrase", or an entity such as ORG: Red Cross.'


def _place(line: Line) -> _Place:
    """Return what a line is known by: its article, its bounds, and the label of its entity, if it has one."""
    return line.article, line.start, line.end, line.span.label if line.span else ""


def _articles(library: Library, author: str, asked: _Reading) -> tuple[Sequence[int], str, int]:
    """Return which articles hold the lines asked for, what is wrong with the query, how many are not tagged; on any thread."""
    query = '"{}"'.format(" ".join(asked.surface.replace('"', " ").split())) if asked.surface else asked.query
    if not query:
        return (), "", 0
    searching = library.searching
    try:
        parsed = searching.parse(query)
        ids = searching.find(parsed, author) if parsed.has_lines else ()
        return ids, "", searching.untagged() if parsed.asks_for_entities else 0
    except QueryError as error:
        return (), str(error), 0


def _lines(library: Library, author: str, reading: _Reading) -> tuple[list[Line], int]:
    """Return the lines of the next articles, and how many articles have been read then; on any thread."""
    searching, at, until = library.searching, reading.at, time.monotonic() + _A_WHILE_S
    query = searching.parse(reading.query)
    found: list[Line] = []
    while ids := reading.ids[at : at + _ARTICLES]:
        if reading.surface:
            found += (line for number in ids for line in surface_lines(library, author, reading.surface, number))
        else:
            found += searching.lines(query, ids, author, refused=True)
        at += len(ids)
        if len(found) >= _AT_ONCE or time.monotonic() >= until:
            break
    return [line for line in found if line.start < line.end], at
