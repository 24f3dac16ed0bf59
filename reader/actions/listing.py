"""The list of articles: which are shown, in which order, and what can be done with the one chosen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.actions.registry import action
from reader.library import Order, QueryError, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from reader.actions.library_context import LibraryContext
    from reader.library import Library, Row

_GROUP = "Articles in the list"
_PAGE, _PAGES_HELD = 100, 20
"""Rows read at once, and how many such pages are held: a screen shows some twenty rows."""

_ORDERS = {
    Order.IMPORTED: ("as they came", "newest import first"),
    Order.PUBLISHED: ("oldest first", "newest first"),
    Order.TITLE: ("by title", "by title, backward"),
    Order.SITE: ("by site", "by site, backward"),
    Order.WORDS: ("shortest first", "longest first"),
    Order.JUDGED: ("least judged first", "most judged first"),
    Order.SUSPECTS: ("fewest suspects first", "most suspects first"),
    Order.OPENED: ("longest not opened first", "last opened first"),
}
_TURNED = frozenset({Order.PUBLISHED, Order.SUSPECTS, Order.OPENED})
"""Orders that are wanted the other way round first."""


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
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._trouble = self._query = ""

    def look(self, query: str) -> None:
        """Find the articles wanted among those that a query finds; an empty one finds all. Raises LibraryError."""
        self._query, self._trouble = query.strip(), ""
        among: Collection[int] | None = None
        try:
            if self._query:
                among = self._found()
        except QueryError as error:
            self._trouble, among = str(error), ()
        if self.kin_of:
            family = {self.kin_of, *self.library.shelf.kin(self.kin_of)}
            among = family if among is None else family.intersection(among)
        self.shown = replace(self.wanted, among=among)
        self.ids = self.library.shelf.ids(self.author, self.shown)
        self._pages.clear()

    def _found(self) -> list[int]:
        searching = self.library.searching
        return searching.find(searching.parse(self._query), self.author)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self.ids)

    def __getitem__(self, at: int) -> Row:
        """Return a row. Raises LibraryError; IndexError when the article has gone meanwhile."""
        page, place = divmod(at, _PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self.library.shelf.rows(self.author, self.ids[page * _PAGE : (page + 1) * _PAGE])
            self._pages[page] = rows
            while len(self._pages) > _PAGES_HELD:
                self._pages.popitem(last=False)
        return rows[place]

    def grow(self) -> bool:
        """Find no more: all are known of."""
        return False

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a row."""
        row = self[at]
        judged = "finished" if row.finished else f"{row.judged:.0%} judged"
        return ", ".join(words for words in (row.title, row.site, row.published[:10], judged) if words)

    @property
    def told(self) -> str:
        """What the rows are: "1,204 articles · unfinished · newest first"."""
        wanted = self.wanted
        count = f"{len(self):,} {'article' if len(self) == 1 else 'articles'}"
        state = {True: "unfinished", False: "finished", None: ""}[wanted.unfinished]
        dates = " to ".join(dict.fromkeys(date for date in (wanted.since, wanted.until) if date))
        alike = "nearly the same" if self.kin_of else ""
        tag = f"tagged “{wanted.tag}”" if wanted.tag else ""
        with_label = f"with {wanted.label}" if wanted.label else ""
        parts = (count, state, alike, with_label, dates, wanted.site, tag, _ORDERS[wanted.order][wanted.descending])
        return " · ".join(part for part in parts if part)

    @property
    def nothing(self) -> str:
        """What is said when there is no article."""
        if self._trouble:
            return self._trouble
        if self._query or self.kin_of or replace(self.wanted, order=Order.IMPORTED, descending=False) != Wanted():
            return "No article is like that. x shows all of them again."
        return "The library is empty. Drop files, folders or web pages on the window, or press Ctrl+O on the page."

    def chosen(self, at: int) -> Row | None:
        """Return the row of this number; None where there is none. Raises LibraryError."""
        return self[at] if 0 <= at < len(self.ids) else None


@action("list.open", "Open the article", group=_GROUP)
def open_article(context: LibraryContext) -> None:
    """Open the article chosen; going on from there follows this list."""
    row = context.listing.chosen(context.row)
    if row:
        context.desk.open_article(row.id, following=context.listing.shown)


@action("list.unfinished", "Unfinished only, or all", group=_GROUP)
def show_unfinished(context: LibraryContext) -> None:
    """Show only what is not finished yet, or all again."""
    unfinished = None if context.listing.wanted.unfinished else True
    _want(context, replace(context.listing.wanted, unfinished=unfinished))


@action("list.order", "Next order", group=_GROUP)
def next_order(context: LibraryContext) -> None:
    """Sort by the next of the orders."""
    orders = tuple(_ORDERS)
    order = orders[(orders.index(context.listing.wanted.order) + 1) % len(orders)]
    _want(context, replace(context.listing.wanted, order=order, descending=order in _TURNED))


@action("list.reverse", "Turn the order round", group=_GROUP)
def reverse_order(context: LibraryContext) -> None:
    """Show the last first."""
    _want(context, replace(context.listing.wanted, descending=not context.listing.wanted.descending))


@action("list.site", "This site only, or all", group=_GROUP)
def show_site(context: LibraryContext) -> None:
    """Show only what comes from the site of the article chosen, or all sites again."""
    row, wanted = context.listing.chosen(context.row), context.listing.wanted
    if wanted.site or row is None:
        _want(context, replace(wanted, site=""))
    elif row.site:
        _want(context, replace(wanted, site=row.site))
    else:
        context.desk.say("It is not known from which site this article is.")


@action("list.label", "Only those with a label…", group=_GROUP)
def show_label(context: LibraryContext) -> None:
    """Ask for a label, and show only the articles in which something bears it; an empty answer shows all."""

    def take(answer: str) -> None:
        label = answer.strip().upper()
        if label and label not in context.scheme:
            known = ", ".join(each.name for each in context.scheme.labels)
            context.desk.say(f"The scheme has no label {label}. It has: {known}.")
            return
        _want(context, replace(context.listing.wanted, label=label))

    context.desk.ask("Only with the label", context.listing.wanted.label, take)


@action("list.dates", "Only those of some dates…", group=_GROUP)
def show_dates(context: LibraryContext) -> None:
    """Ask for a date or two, and show only the articles of that time; an empty answer shows all."""
    wanted = context.listing.wanted

    def take(answer: str) -> None:
        dates = answer.replace("..", " ").split()
        if len(dates) > 2 or not all(_is_date(date) for date in dates):  # noqa: PLR2004 - from and to
            context.desk.say("Write a date as 2016, 2016-07 or 2016-07-31; two of them, with a blank between, are from and to.")
            return
        since, until = (dates * 2)[:2] if dates else ("", "")
        _want(context, replace(wanted, since=since, until=until))

    context.desk.ask("Only of (2016, 2016-07, 2016-07-01 2016-07-31)", f"{wanted.since} {wanted.until}".strip(), take)


@action("list.tagged", "Only those with a tag…", group=_GROUP)
def show_tagged(context: LibraryContext) -> None:
    """Ask for a tag, and show only the articles that bear it; an empty answer shows all."""

    def take(answer: str) -> None:
        _want(context, replace(context.listing.wanted, tag=" ".join(answer.split())))

    tags = context.listing.library.shelf.tags(context.listing.author)
    known = f" ({', '.join(list(tags)[:6])})" if tags else ""
    context.desk.ask(f"Only tagged{known}", context.listing.wanted.tag, take)


@action("list.kin", "Only what is nearly the same, or all", group=_GROUP)
def show_kin(context: LibraryContext) -> None:
    """Show the article chosen with its near-duplicates alone, or all again."""
    row = context.listing.chosen(context.row)
    if row is None or context.listing.kin_of or row.kin:
        context.listing.kin_of = 0 if row is None or context.listing.kin_of else row.id
        context.desk.refresh()
    else:
        context.desk.say("Nothing in the library is nearly the same as this article.")


@action("list.all", "Show all", group=_GROUP)
def show_all(context: LibraryContext) -> None:
    """Narrow the list no more; its order stays."""
    wanted = context.listing.wanted
    context.listing.kin_of = 0
    context.listing.wanted = Wanted(order=wanted.order, descending=wanted.descending)
    context.ask_for("", context.face)
    context.desk.show_face(context.face)


@action("list.tag", "Tag this article, or take a tag off…", group=_GROUP)
def tag_article(context: LibraryContext) -> None:
    """Ask for a tag and put it on the article chosen; one that it has is taken off."""

    def take(context: LibraryContext, row: Row, answer: str) -> None:
        shelf, tag = context.listing.library.shelf, " ".join(answer.split())
        if tag in row.tags:
            shelf.untag(row.id, context.listing.author, tag)
        elif tag:
            shelf.tag(row.id, context.listing.author, tag)

    _ask_of_row(context, lambda row: (f"Tag ({', '.join(row.tags)} stand: again takes off)" if row.tags else "Tag", ""), take)


@action("list.note", "Note on this article…", group=_GROUP)
def note_article(context: LibraryContext) -> None:
    """Ask for a note on the article chosen; an empty one takes it off."""

    def take(context: LibraryContext, row: Row, answer: str) -> None:
        context.listing.library.shelf.set_note(row.id, context.listing.author, answer)

    _ask_of_row(context, lambda row: ("Note", context.listing.library.shelf.note(row.id, context.listing.author)), take)


def _ask_of_row(
    context: LibraryContext, question: Callable[[Row], tuple[str, str]], take: Callable[[LibraryContext, Row, str], None]
) -> None:
    row = context.listing.chosen(context.row)
    if row is None:
        return

    def answered(answer: str) -> None:
        take(context, row, answer)
        context.desk.refresh()

    context.desk.ask(*question(row), answered)


def _want(context: LibraryContext, wanted: Wanted) -> None:
    context.listing.wanted = wanted
    context.desk.refresh()


def _is_date(text: str) -> bool:
    year, *rest = text.split("-")
    return len(year) == 4 and year.isdecimal() and len(rest) <= 2 and all(len(part) == 2 and part.isdecimal() for part in rest)  # noqa: PLR2004 - ISO 8601
