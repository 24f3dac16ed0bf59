"""The list of articles: which are shown, and in which order."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.library_context import Share
from reader.core.wording import counted, not_tagged_yet
from reader.library import Order, Wanted
from reader.library.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection

    from reader.actions.library_context import Steps
    from reader.library import Library, Row

_PAGE, _PAGES_HELD = 100, 20
"""Rows read at once, and how many such pages are held: a screen shows some twenty rows."""

_GONE = "This article is no longer in the library."

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


class ShownRow(NamedTuple):
    """A row of the list. kin: what is said of its near-duplicates, in a few words; empty where it has none."""

    row: Row
    kin: str


class Listing:
    """The articles shown, as one author has them. Only their numbers are held, and the rows last in sight."""

    def __init__(self, library: Library, author: str) -> None:
        """Find nothing yet; what is wanted at first is everything, as it came.

        wanted: what was asked for by keys. shown: that, among what the query finds.
        """
        self.library, self.author = library, author
        self.wanted = self.shown = Wanted()
        self.kin_of = 0
        """The article whose near-duplicates alone are shown; 0 for all."""
        self.ids = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._first = 0
        self._trouble = self._query = ""
        self._untagged = 0

    def look(self, query: str) -> None:
        """Find the articles wanted among those that a query finds; an empty one finds all. Raises LibraryError."""
        self._query, self._trouble, self._untagged = query.strip(), "", 0
        among: Collection[int] | None = None
        try:
            if self._query:
                among = self._found()
        except QueryError as error:
            self._trouble, among = str(error), ()
        if self.kin_of:
            family = {self.kin_of, *self.library.shelf.kin(self.kin_of)}
            self._first = self._first_of(family)
            among = family if among is None else family.intersection(among)
        self.shown = self.wanted._replace(among=among)
        self.ids = self.library.shelf.ids(self.author, self.shown)
        self._pages.clear()

    def again(self) -> Steps:
        """Leave all to `adopt`: numbers are soon found."""
        yield Share(0)

    def adopt(self) -> None:
        """Find the articles as the library now has them. Raises LibraryError."""
        self.look(self._query)

    def _first_of(self, family: set[int]) -> int:
        """Return which of near-duplicates was published first; of equals, and of those without a date, the first to come in."""
        rows = self.library.shelf.rows(self.author, sorted(family))
        return min(rows, key=lambda row: (row.published[:10] or "9999", row.id)).id if rows else 0

    def _found(self) -> list[int]:
        searching = self.library.searching
        query = searching.parse(self._query)
        self._untagged = searching.untagged() if query.asks_for_entities else 0
        return searching.find(query, self.author)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self.ids)

    def __getitem__(self, at: int) -> ShownRow | None:
        """Return a row; None when the article has gone meanwhile. Raises LibraryError."""
        page = at // _PAGE
        rows = self._pages.get(page)
        if rows is None:
            ids = self.ids[page * _PAGE : (page + 1) * _PAGE]
            rows = self._pages[page] = {row.id: row for row in self.library.shelf.rows(self.author, ids)}
            while len(self._pages) > _PAGES_HELD:
                self._pages.popitem(last=False)
        row = rows.get(self.ids[at])
        return ShownRow(row, self._kin(row)) if row else None

    def _kin(self, row: Row) -> str:
        if self.kin_of and len(self) > 1:
            return "published first" if row.id == self._first else ""
        return f"{counted(row.kin, 'other')} nearly the same" if row.kin else ""

    def about(self, at: int) -> object:
        """Return the article of a row, by its number."""
        return self.ids[at]

    def place(self, about: object) -> int | None:
        """Return which row an article has; None where it is not in the list."""
        return self.ids.index(about) if isinstance(about, int) and about in self.ids else None

    def grow(self) -> bool:
        """Find no more: all are known of."""
        return False

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a row."""
        listed = self[at]
        if listed is None:
            return _GONE
        row = listed.row
        judged = "finished" if row.finished else f"{row.judged:.0%} judged, {counted(row.suspects, 'suspect')}"
        new = "" if row.opened or row.finished else "never opened"
        noted = "with a note" if row.noted else ""
        parts = (row.title, row.site, row.published[:10], judged, new, listed.kin, noted, *row.tags)
        return ", ".join(words for words in parts if words)

    @property
    def told(self) -> str:
        """What the rows are: "1,204 articles · unfinished · newest first"; nothing of an empty library."""
        if self._trouble or not (len(self) or self._is_narrowed):
            return not_tagged_yet(self._untagged)
        wanted = self.wanted
        count = f"{len(self):,} {'article' if len(self) == 1 else 'articles'}"
        state = {True: "unfinished", False: "finished", None: ""}[wanted.unfinished]
        dates = " to ".join(dict.fromkeys(date for date in (wanted.since, wanted.until) if date))
        alike = "nearly the same as each other" if self.kin_of else ""
        tag = f"tagged “{wanted.tag}”" if wanted.tag else ""
        with_label = f"with {wanted.label}" if wanted.label else ""
        order = ORDERS[wanted.order][wanted.descending]
        parts = (count, state, alike, with_label, dates, wanted.site, tag, order, not_tagged_yet(self._untagged))
        return " · ".join(part for part in parts if part)

    @property
    def _is_narrowed(self) -> bool:
        return bool(self._query or self.kin_of or self.wanted._replace(order=Order.IMPORTED, descending=False) != Wanted())

    @property
    def nothing(self) -> str:
        """What is said when there is no article."""
        if self._trouble:
            return self._trouble
        if self._is_narrowed:
            return "No article is like that. x shows all of them again."
        return "The library is empty. Drop files, folders or web pages on the window, or press Ctrl+O."

    def chosen(self, at: int) -> Row | None:
        """Return the row of this number; None where there is none. Raises LibraryError."""
        listed = self[at] if 0 <= at < len(self.ids) else None
        return listed.row if listed else None
