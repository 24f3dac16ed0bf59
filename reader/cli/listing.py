"""`reader list`: the articles of the library, narrowed and sorted as the window's list is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table

from reader.actions.standard import load_keyboard
from reader.cli.options import JsonOption, LibraryOption, open_library
from reader.cli.output import add_plain_row, complain, echo_json, has_less_room_than, show, show_table
from reader.core.review import Standing
from reader.library import Order, Wanted, default_author
from reader.library.query import QueryError, is_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library import Library, Row

_ROOMY = 80
"""Columns of a terminal; on a narrower one only what tells articles apart is shown."""
_PAGE = 500


def list_articles(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    *,
    unfinished: Annotated[bool | None, typer.Option("--unfinished/--finished", help="Only these.")] = None,
    label: Annotated[str, typer.Option("--label", metavar="LABEL", help="Only those in which an entity bears it.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Published in 2016, 2016-07, 2016-07-31 or later.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Published then or earlier.")] = "",
    site: Annotated[str, typer.Option("--site", metavar="SITE", help="Only those from this site, as the list has it.")] = "",
    tag: Annotated[str, typer.Option("--tag", metavar="TAG", help="Only those with this tag of yours.")] = "",
    query: Annotated[str, typer.Option("--query", metavar="QUERY", help="Only those that `reader search` finds.")] = "",
    order: Annotated[Order, typer.Option("--order", "--sort", help="What to sort by.")] = Order.IMPORTED,
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order round.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many articles; 0: all.")] = 0,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> int:
    """List the articles of the library."""
    wanted = Wanted(unfinished, label.strip().upper(), since, until, site, " ".join(tag.split()), None, order, reverse)
    with open_library(context, library) as opened:
        trouble = _trouble(opened, wanted)
        if trouble:
            complain(trouble)
            return 2
        try:
            rows = _rows(opened, wanted, query, limit)
        except QueryError as error:
            complain(str(error))
            return 2
        if as_json:
            for row in rows:
                echo_json(_as_json(row))
            return 0
        table = _table(rows)
        if table.row_count:
            show_table(table)
        elif opened.shelf.ids(default_author(), limit=1):
            show("No article is like that.")
        else:
            show("The library is empty. Bring files in with: reader import PATH…")
    return 0


def _trouble(library: Library, wanted: Wanted) -> str:
    """Return why what is wanted makes no sense; empty when it does."""
    for date in filter(None, (wanted.since, wanted.until)):
        if not is_date(date):
            return f"“{date}” is no date: write it as 2016, 2016-07 or 2016-07-31."
    if not wanted.label or wanted.label in load_keyboard().scheme or wanted.label in (known := library.searching.labels()):
        return ""
    there = f"The entities in it bear: {', '.join(known)}." if known else "No entity is known in it yet."
    return f"Neither the scheme nor the library has a label {wanted.label}. {there}"


def _rows(library: Library, wanted: Wanted, query: str, limit: int) -> Iterator[Row]:
    """Return the rows wanted, a page in memory at a time. Raises QueryError."""
    author = default_author()
    among = library.searching.find(library.searching.parse(query), author) if query.strip() else None
    found = library.shelf.ids(author, wanted._replace(among=among), limit=limit or None)
    return (row for at in range(0, len(found), _PAGE) for row in library.shelf.rows(author, found[at : at + _PAGE]))


def _as_json(row: Row) -> dict[str, object]:
    told = {"id": row.id, "title": row.title, "published": row.published, "words": row.words, "finished": row.finished}
    counts = {str(standing): getattr(row, standing) for standing in Standing}
    more = {"site": row.site, "tags": row.tags, "suspects": row.suspects, "judged": round(row.judged, 4)}
    return told | counts | more


def _table(rows: Iterator[Row]) -> Table:
    narrow = has_less_room_than(_ROOMY)
    more = () if narrow else ("site", "words", "suspects", "tags")
    table = Table(Column("id", no_wrap=True), Column("title", no_wrap=True, ratio=1), box=None)
    for name in ("published", "judged", *more):
        table.add_column(name, no_wrap=True)
    for row in rows:
        judged = "finished" if row.finished else f"{row.judged:.0%}"
        aside = () if narrow else (row.site, str(row.words), str(row.suspects), ", ".join(row.tags))
        add_plain_row(table, str(row.id), row.title, row.published[:10], judged, *aside)
    return table
