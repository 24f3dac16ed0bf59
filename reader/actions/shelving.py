"""What can be done in the list of articles: showing others, in another order, and tags and notes on the one chosen."""

from __future__ import annotations

from itertools import accumulate, islice
from typing import TYPE_CHECKING

from reader.actions.listing import ORDERS, TURNED
from reader.actions.registry import action
from reader.library import Wanted
from reader.library.query import is_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from reader.actions.library_context import LibraryContext
    from reader.library import Row

_GROUP = "Articles in the list"
_MOST_NAMED = 160
"""Letters of the tags that are named below the list: there may be hundreds."""


@action("list.open", "Open the article", group=_GROUP)
def open_article(context: LibraryContext) -> None:
    """Open the article chosen; going on from there follows this list."""
    row = context.listing.chosen(context.row)
    if row:
        context.desk.open_article(row.id, following=context.listing.followed)


@action("list.unfinished", "Unfinished only, or all", group=_GROUP)
def show_unfinished(context: LibraryContext) -> None:
    """Show only what is not finished yet, or all again."""
    unfinished = None if context.listing.wanted.unfinished else True
    _want(context, context.listing.wanted._replace(unfinished=unfinished))


@action("list.order", "Next order", group=_GROUP)
def next_order(context: LibraryContext) -> None:
    """Sort by the next of the orders."""
    orders = tuple(ORDERS)
    order = orders[(orders.index(context.listing.wanted.order) + 1) % len(orders)]
    _want(context, context.listing.wanted._replace(order=order, descending=order in TURNED), first=True)


@action("list.reverse", "Turn the order round", group=_GROUP)
def reverse_order(context: LibraryContext) -> None:
    """Show the last first."""
    _want(context, context.listing.wanted._replace(descending=not context.listing.wanted.descending), first=True)


@action("list.site", "This site only, or all", group=_GROUP)
def show_site(context: LibraryContext) -> None:
    """Show only what comes from the site of the article chosen, or all sites again."""
    row, wanted = context.listing.chosen(context.row), context.listing.wanted
    if wanted.site or row is None:
        _want(context, wanted._replace(site=""))
    elif row.site:
        _want(context, wanted._replace(site=row.site))
    else:
        context.desk.say("It is not known from which site this article is.")


@action("list.label", "Only those with a label…", group=_GROUP)
def show_label(context: LibraryContext) -> None:
    """Ask for a label, and show only the articles in which something bears it; an empty answer shows all."""
    known = _names(each.name for each in context.scheme.labels)

    def take(answer: str) -> str:
        label = answer.strip().upper()
        if label and label not in context.scheme:
            return f"The scheme has no label {label}. It has: {known}."
        _want(context, context.listing.wanted._replace(label=label))
        return ""

    ask(context, "Only with the label", context.listing.wanted.label, take, known)


@action("list.dates", "Only those of some dates…", group=_GROUP)
def show_dates(context: LibraryContext) -> None:
    """Ask for a date or two, and show only the articles of that time; an empty answer shows all."""
    wanted = context.listing.wanted

    def take(answer: str) -> str:
        dates = answer.replace("..", " ").split()
        if len(dates) > 2 or not all(is_date(date) for date in dates):  # noqa: PLR2004 - from and to
            return "Write a date as 2016, 2016-07 or 2016-07-31; two of them, with a blank between, are from and to."
        since, until = (dates * 2)[:2] if dates else ("", "")
        _want(context, wanted._replace(since=since, until=until))
        return ""

    hint = "2016, 2016-07, or from and to: 2016-07-01 2016-07-31"
    ask(context, "Only of", " ".join(dict.fromkeys(filter(None, (wanted.since, wanted.until)))), take, hint)


@action("list.tagged", "Only those with a tag…", group=_GROUP)
def show_tagged(context: LibraryContext) -> None:
    """Ask for a tag, or how the only such one begins, and show the articles that bear it; an empty answer shows all."""
    hint = _tags(context)

    def take(answer: str) -> str:
        known = context.listing.library.shelf.tags(context.listing.author)
        tag = _known_tag(answer, known)
        begun = [each for each in known if each.casefold().startswith(tag.casefold())]
        if tag and tag not in known and len(begun) != 1:
            if begun:
                return f"More than one tag begins “{tag}”: {_some(begun)}."
            return f"No article is tagged “{tag}”." + (f" There are: {hint}." if hint else "")
        _want(context, context.listing.wanted._replace(tag=tag if tag in known else "".join(begun[: bool(tag)])))
        return ""

    ask(context, "Only tagged", context.listing.wanted.tag, take, hint)


@action("list.kin", "Only what is nearly the same, or all", group=_GROUP)
def show_kin(context: LibraryContext) -> None:
    """Show the article chosen with its near-duplicates alone, or all again."""
    row = context.listing.chosen(context.row)
    if row is None or context.listing.kin_of or row.kin:
        context.listing.kin_of = 0 if row is None or context.listing.kin_of else row.id
        context.desk.show_face(context.face)
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
    """Ask for tags, with commas between, and put them on the article chosen; one that it has is taken off."""

    def take(context: LibraryContext, row: Row, answer: str) -> None:
        shelf, author = context.listing.library.shelf, context.listing.author
        known = shelf.tags(author)
        whole = _known_tag(answer, known)  # one with a comma in it may have come by a merge
        tags = [whole] if whole in known else [_known_tag(part, known) for part in answer.split(",")]
        for tag in {tag.casefold(): tag for tag in reversed(tags)}.values():
            if tag in row.tags:
                shelf.untag(row.id, author, tag)
            elif tag:
                shelf.tag(row.id, author, tag)

    def question(row: Row) -> tuple[str, str, str]:
        return "Tag", "", f"{_some(row.tags)}: again takes off" if row.tags else _tags(context)

    _ask_of_row(context, question, take)


@action("list.note", "Note on this article…", group=_GROUP)
def note_article(context: LibraryContext) -> None:
    """Ask for a note on the article chosen; an empty one takes it off."""

    def take(context: LibraryContext, row: Row, answer: str) -> None:
        context.listing.library.shelf.set_note(row.id, context.listing.author, answer)

    _ask_of_row(context, lambda row: ("Note", context.listing.library.shelf.note(row.id, context.listing.author), ""), take)


def ask(context: LibraryContext, caption: str, text: str, take: Callable[[str], str], hint: str) -> None:
    """Ask for a line. take: returns what is wrong with the answer, which then stays to be mended; empty when nothing is."""

    def taken(answer: str) -> None:
        wrong = take(answer)
        if wrong:
            ask(context, caption, answer, take, wrong)

    context.desk.ask(caption, text, taken, hint=hint)


def _known_tag(typed: str, known: Iterable[str]) -> str:
    """Return the tag that was typed, spelt as it is already where only capitals differ."""
    tag = " ".join(typed.split())
    alike = [each for each in known if each.casefold() == tag.casefold()]
    return tag if tag in alike or not alike else alike[0]


def _ask_of_row(
    context: LibraryContext, question: Callable[[Row], tuple[str, str, str]], take: Callable[[LibraryContext, Row, str], None]
) -> None:
    """Ask something of the article chosen. question: its caption, the text to begin with, and a hint."""
    row = context.listing.chosen(context.row)
    if row is None:
        return

    def answered(answer: str) -> None:
        take(context, row, answer)
        context.desk.refresh()

    caption, text, hint = question(row)
    context.desk.ask(caption, text, answered, hint=hint)


def _tags(context: LibraryContext) -> str:
    """Name the tags there are, those first that most articles bear."""
    known = context.listing.library.shelf.tags(context.listing.author)
    return _some(sorted(known, key=lambda tag: -known[tag]))


def _some(tags: Collection[str]) -> str:
    """Name as many tags as there is room for, and how many more there are."""
    room = accumulate(len(tag) for tag in tags)
    named = list(islice(tags, max(1, sum(length <= _MOST_NAMED for length in room))))
    return _names(named) + (f" and {len(tags) - len(named):,} more" if len(named) < len(tags) else "")


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)


def _want(context: LibraryContext, wanted: Wanted, *, first: bool = False) -> None:
    context.listing.wanted = wanted
    context.desk.refresh(first=first)
