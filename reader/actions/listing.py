"""The list of articles: which are shown, and in which order."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.library_context import Chore
from reader.actions.pages import Pages
from reader.core.wording import counted, not_tagged_yet
from reader.library import ALL, Order, Wanted
from reader.library.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reader.actions.library_context import Steps
    from reader.library import Library, Row
    from reader.library.removal import Removed

GONE = "This article is no longer in the library."

ORDERS = {
    Order.IMPORTED: ("as they came", "newest import first"),
    Order.PUBLISHED: ("oldest first", "newest first"),
    Order.TITLE: ("by title", "by title, backward"),
    Order.SITE: ("by site", "by site, backward"),
    Order.WORDS: ("shortest first", "longest first"),
    Order.JUDGED: ("least judged first", "most judged first"),
    Order.SUSPECTS: ("fewest suspects first", "most suspects first"),
    Order.OPENED: ("longest not opened first", "last opened first"),
}
TURNED = frozenset({Order.PUBLISHED, Order.SUSPECTS, Order.OPENED})
"""Orders that are wanted the other way round first."""


class _Found(NamedTuple):
    """The articles that were found for a query, and what is wrong with that.

    is_all: whether these are all articles, as they came.
    first: which of near-duplicates was published first; of equals, and of those without a date, the first to come in.
    untagged: how many articles the query could not look into, since no baseline of theirs has been made yet.
    """

    query: str
    ids: array[int]
    is_all: bool = False
    trouble: str = ""
    first: int = 0
    untagged: int = 0


class ShownRow(NamedTuple):
    """A row of the list. kin: what is said of its near-duplicates, in a few words; empty where it has none."""

    row: Row
    kin: str


class Listing:
    """The articles shown, as one author has them. Only their numbers are held, and the rows last in sight."""

    def __init__(self, library: Library, author: str) -> None:
        """Find nothing yet; what is wanted at first is everything, as it came. wanted: what was asked for by keys."""
        self.library, self.author = library, author
        self.wanted = Wanted()
        self.kin_of = 0
        """The article whose near-duplicates alone are shown; 0 for all."""
        self.taken_out: list[list[Removed]] = []
        """What this window took out of the library, each time in one go."""
        self._fresh = _Found("", array("q"))
        self.adopt()

    def find(self, query: str) -> Steps:
        """Find the articles wanted among those that a query finds; an empty one finds all. Raises LibraryError."""
        asked = partial(_find, author=self.author, query=query.strip(), wanted=self.wanted, kin_of=self.kin_of)
        self._fresh = yield Chore(asked)

    def adopt(self) -> None:
        """Have the articles that were found."""
        self._found = self._fresh
        self._pages = Pages(self._found.ids, self._read)

    def _read(self, ids: Iterable[int]) -> dict[int, Row]:
        return {row.id: row for row in self.library.shelf.rows(self.author, ids)}

    @property
    def may_grow(self) -> bool:
        """Whether there may be more: all are known of."""
        return False

    def more(self) -> Steps:
        """Find no more."""
        yield from ()

    @property
    def ids(self) -> array[int]:
        """The numbers of the articles shown, in order."""
        return self._found.ids

    @property
    def followed(self) -> array[int]:
        """The numbers of the articles that are gone through from here on: those shown; none where these are all, as they came."""
        return array("q") if self._found.is_all else self.ids

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self.ids)

    def __getitem__(self, at: int) -> ShownRow | None:
        """Return a row; None when the article has gone meanwhile. Raises LibraryError."""
        row = self._pages[at]
        return ShownRow(row, self._kin(row)) if row else None

    def _kin(self, row: Row) -> str:
        if self.kin_of and len(self) > 1:
            return "published first" if row.id == self._found.first else ""
        return f"{counted(row.kin, 'other')} nearly the same" if row.kin else ""

    def about(self, at: int) -> object:
        """Return the article of a row, by its number."""
        return self.ids[at]

    def place(self, about: object) -> int | None:
        """Return which row an article has; None where it is not in the list."""
        return self._pages.place(about)

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a row."""
        listed = self[at]
        if listed is None:
            return GONE
        row = listed.row
        judged = "finished" if row.finished else f"{row.judged:.0%} judged, {counted(row.suspects, 'suspect')}"
        new = "" if row.opened or row.finished else "never opened"
        noted = "with a note" if row.noted else ""
        parts = (row.title, row.site, row.published[:10], judged, new, listed.kin, noted, *row.tags)
        return ", ".join(words for words in parts if words)

    @property
    def told(self) -> str:
        """What the rows are: "1,204 articles · unfinished · newest first"; nothing of an empty library."""
        if self._found.trouble or not (len(self) or self._is_narrowed):
            return not_tagged_yet(self._found.untagged)
        wanted = self.wanted
        count = f"{len(self):,} {'article' if len(self) == 1 else 'articles'}"
        state = {True: "unfinished", False: "finished", None: ""}[wanted.unfinished]
        dates = " to ".join(dict.fromkeys(date for date in (wanted.since, wanted.until) if date))
        alike = "nearly the same as each other" if self.kin_of else ""
        tag = f"tagged “{wanted.tag}”" if wanted.tag else ""
        with_label = f"with {wanted.label}" if wanted.label else ""
        order = ORDERS[wanted.order][wanted.descending]
        parts = (count, state, alike, with_label, dates, wanted.site, tag, order, not_tagged_yet(self._found.untagged))
        return " · ".join(part for part in parts if part)

    @property
    def _is_narrowed(self) -> bool:
        wanted = self.wanted._replace(order=Order.IMPORTED, descending=False)
        return bool(self._found.query or self.kin_of or wanted != Wanted())

    @property
    def nothing(self) -> str:
        """What is said when there is no article."""
        if self._found.trouble:
            return self._found.trouble
        if self._is_narrowed:
            return "No article is like that. x shows all of them again."
        return "The library is empty. Drop files, folders or web pages on the window, or press Ctrl+O."

    def chosen(self, at: int) -> Row | None:
        """Return the row of this number; None where there is none. Raises LibraryError."""
        listed = self[at] if 0 <= at < len(self.ids) else None
        return listed.row if listed else None


def _find(library: Library, *, author: str, query: str, wanted: Wanted, kin_of: int) -> _Found:
    """Find articles; on any thread."""
    among: Collection[int] | None = None
    trouble, first, untagged = "", 0, 0
    try:
        if query:
            parsed = library.searching.parse(query)
            untagged = library.searching.untagged() if parsed.asks_for_entities else 0
            among = library.searching.find(parsed, author)
    except QueryError as error:
        trouble, among = str(error), ()
    if kin_of:
        family = {kin_of, *library.shelf.kin(kin_of)}
        rows = library.shelf.rows(author, sorted(family))
        first = min(rows, key=lambda row: (row.published[:10] or "9999", row.id)).id if rows else 0
        among = family if among is None else family.intersection(among)
    shown = wanted._replace(among=among)
    return _Found(query, library.shelf.ids(author, shown), shown == ALL, trouble, first, untagged)
