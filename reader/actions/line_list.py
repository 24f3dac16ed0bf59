"""The lines that are shown: read from the library as the list is gone down, and again when something has changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.concordance import Applied, Concordance, Mark, Sessions, surface_lines
from reader.actions.library_context import Share
from reader.core.wording import counted, not_tagged_yet
from reader.library.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.actions.library_context import Steps
    from reader.core.session import Session
    from reader.library import Library
    from reader.library.lines import Line

_AT_ONCE = 100
_Place = tuple[int, int, int, str]
MOST = 20_000
"""So many lines at most are marked at once, or shown at all: who has more narrows the search."""


class Lines:
    """The lines shown, as one author has them, and what is to be said of each. They are read as the list is gone down."""

    def __init__(self, library: Library, author: str, session: Callable[[], Session | None]) -> None:
        """Find nothing yet. session: the one on the page; None while no article is open."""
        self.library, self.author = library, author
        self.surface = ""
        """These words, wherever they stand, tagged or not, are shown in place of what the query finds; empty for the query's."""
        self.applied: list[Applied] = []
        self.judged_last = False
        """Whether nothing was marked, and no mark taken off, since lines were judged last."""
        self.sessions = Sessions(library, author, session)
        """What opens the sessions that lines are judged in."""
        self.concordance = Concordance(self.sessions)
        self._query = self._surface = self._trouble = ""
        self._untagged = 0
        self._fresh: list[Line] = []
        self._fresh_places: dict[_Place, int] = {}
        self._begin(iter(()))

    def _begin(self, lines: Iterator[Line]) -> None:
        """Have other lines come, below those that are marked and not judged yet."""
        self._coming, self._is_whole = lines, False
        self._put_in([], {})

    def _put_in(self, lines: list[Line], places: dict[_Place, int]) -> None:
        """Have these lines in place of those there are; on top of them those that are marked and not among them.

        places: which of them stands where.
        """
        before, marks = self.concordance.lines, self.concordance.marks
        self.concordance = Concordance(self.sessions, lines)
        self._carried: frozenset[_Place] = frozenset()
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

    def look(self, query: str) -> None:
        """Find the lines of a query. Those that are marked stay, above lines that were not there before. Raises LibraryError."""
        query = query.strip()
        if query != self._query:
            self.surface = ""
        elif self.concordance.marks and self.surface == self._surface:
            return
        self._query, self._surface = query, self.surface
        self._begin(self._found())
        self.grow()

    def again(self) -> Steps:
        """Read as many lines as are known, as the library now has them, one at each step. Raises LibraryError.

        Where others have come before the last one known, some more are read, to reach it again.
        """
        self._fresh, self._fresh_places = [], {}
        self._fresh_coming, self._fresh_is_whole = self._found(), False
        wanted, last = max(len(self), _AT_ONCE), _place(self.concordance.lines[-1]) if len(self) else None
        while not self._fresh_is_whole and (
            len(self._fresh) < wanted or (last and last not in self._fresh_places and len(self._fresh) < wanted + _AT_ONCE)
        ):
            line = next(self._fresh_coming, None)
            self._fresh_is_whole = line is None
            if line and line.start < line.end:
                self._fresh_places[_place(line)] = len(self._fresh)
                self._fresh.append(line)
            yield Share(len(self._fresh), wanted)

    def adopt(self) -> None:
        """Have the lines that were read again, marked as those were that are known."""
        self._coming, self._is_whole = self._fresh_coming, self._fresh_is_whole
        self._put_in(self._fresh, self._fresh_places)

    def about(self, at: int) -> object:
        """Return where a line stands."""
        return _place(self.concordance.lines[at])

    def place(self, about: object) -> int | None:
        """Return which of the lines known stands somewhere; None when none does."""
        return next((row for row, line in enumerate(self.concordance.lines) if _place(line) == about), None)

    def _found(self) -> Iterator[Line]:
        """Return the lines of the query, or what is wrong with it. Raises LibraryError."""
        self._trouble, self._untagged = "", 0
        try:
            return self._asked()
        except QueryError as error:
            self._trouble = str(error)
            return iter(())

    def _asked(self) -> Iterator[Line]:
        if self.surface:
            return surface_lines(self.sessions, self.surface)
        if not self._query:
            return iter(())
        searching = self.library.searching
        query = searching.parse(self._query)
        self._untagged = searching.untagged() if query.asks_for_entities else 0
        return searching.lines(query, searching.find(query, self.author), self.author, refused=True)

    def __len__(self) -> int:
        """Return how many lines were read so far."""
        return len(self.concordance.lines)

    def __getitem__(self, at: int) -> tuple[Line, Mark | None]:
        """Return a line, and what is to be said of it."""
        return self.concordance.lines[at], self.concordance.marks.get(at)

    def grow(self) -> bool:
        """Read some more lines; tell whether there were any. Raises LibraryError."""
        before = len(self)
        steps = self.read_all()
        while len(self) < before + _AT_ONCE and next(steps, None):
            pass
        return len(self) > before

    def read_all(self) -> Steps:
        """Read all lines, as far as `MOST`, one at each step. Raises LibraryError."""
        while len(self) < MOST and not self._is_whole:
            line = next(self._coming, None)
            self._is_whole = line is None
            self.concordance.add([line] if line and _place(line) not in self._carried else [])
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
        if not len(self) and (self._trouble or not self._query):
            return not_tagged_yet(self._untagged)
        trouble = self._trouble if len(self) else ""
        count = counted(len(self), "line") + ("" if self._is_whole or not len(self) else " and more")
        where = f"wherever “{self.surface}” stands" if self.surface else ""
        before = "; those from before on top" if self._carried else ""
        marked = f"{len(self.concordance.marks):,} marked, not judged yet{before}" if self.concordance.marks else ""
        return " · ".join(part for part in (count, where, marked, trouble, not_tagged_yet(self._untagged)) if part)

    @property
    def nothing(self) -> str:
        """What is said when there is no line."""
        if self._trouble:
            return self._trouble
        if self._query:
            return "No line of the library is like that. Titles, sites, dates and tags alone find articles: Tab shows those."
        return 'Type / and what you look for: words, a "phrase", or an entity such as ORG: Red Cross.'


def _place(line: Line) -> _Place:
    """Return what a line is known by: its article, its bounds, and the label of its entity, if it has one."""
    return line.article, line.start, line.end, line.span.label if line.span else ""
