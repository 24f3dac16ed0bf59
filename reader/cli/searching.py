"""`reader search` and `reader names`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table
from rich.text import Text

from reader.cli.options import JsonOption, LibraryOption, open_library
from reader.cli.output import add_plain_row, complain, echo_json, show, show_line, show_table
from reader.core.wording import not_tagged_yet
from reader.library import default_author
from reader.library.matching import First
from reader.library.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.index import Name
    from reader.library.lines import Line
    from reader.library.searching import Searching

_AT_ONCE = 1000
LimitOption = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many lines; 0: all.")]


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="QUERY...")],
    *,
    limit: LimitOption = 100,
    by_date: Annotated[bool, typer.Option("--by-date", help="What was published last comes first.")] = False,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> int:
    """Print every place in the library where a query's words and entities stand, in a line each."""
    author, shown = default_author(), 0
    with open_library(context, library) as opened:
        try:
            query = opened.searching.parse(" ".join(words))
            # One more than is shown: there may be more.
            first = First.DATE if by_date else First.RELEVANCE
            ids = opened.searching.find(query, author, first=first, limit=limit + 1 if limit else -1)
        except QueryError as error:
            complain(str(error))
            return 2
        untagged = opened.searching.untagged()
        for line in opened.searching.lines(query, ids, author):
            if limit and shown == limit:
                complain(f"There is more; --limit 0 shows all, --limit {2 * limit} the first {2 * limit} lines.")
                break
            shown += 1
            if as_json:
                echo_json(_as_json(line))
            else:
                show_line(_coloured(line))
    if not shown:
        complain("Nothing was found.")
    if query.asks_for_entities:
        _tell_untagged(untagged)
    return int(not shown)


def _coloured(line: Line) -> Text:
    """Return a line for a terminal; piped, it is the same without colour."""
    label = f" [{line.span.label} {line.standing}]" if line.span else ""
    return Text.assemble((f"{line.article}  ", "dim"), line.left, (line.hit, "bold red"), (label, "dim"), line.right)


def _as_json(line: Line) -> dict[str, object]:
    return {
        "id": line.article,
        "title": line.title,
        "published": line.published,
        "start": line.start,
        "end": line.end,
        "left": line.left,
        "hit": line.hit,
        "right": line.right,
        "label": line.span.label if line.span else None,
        "standing": str(line.standing) if line.standing else None,
    }


def _names(searching: Searching, label: str, limit: int) -> Iterator[Name]:
    """Yield names, the most frequent first; read some at a time, for a library may hold very many."""
    author = default_author()
    ids = searching.name_ids(author, label=label, limit=limit)
    for at in range(0, len(ids), _AT_ONCE):
        yield from searching.names(author, ids[at : at + _AT_ONCE]).values()


def list_names(
    context: typer.Context,
    *,
    label: Annotated[str, typer.Option("--label", metavar="LABEL", help="Only names of this label.")] = "",
    limit: LimitOption = 100,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the names that stand in the library's articles, the most frequent first."""
    label = label.strip().upper()
    table = Table("label", Column("name", no_wrap=True, ratio=1), "mentions", "articles", "kept", "added", "rejected", box=None)
    with open_library(context, library) as opened:
        for name in _names(opened.searching, label, limit or -1):
            if as_json:
                echo_json(name._asdict())
            else:
                add_plain_row(table, *map(str, name))
        untagged = opened.searching.untagged()
    if not as_json and not table.row_count:
        show(f"No {label or 'entity'} is known yet: open articles, or tag them all with: reader baseline tag")
        return
    if not as_json:
        show_table(table)
    _tell_untagged(untagged)


def _tell_untagged(articles: int) -> None:
    """Tell of how many articles no entity was found, for none was looked for."""
    if articles:
        complain(f"This leaves out {not_tagged_yet(articles)}: `reader baseline tag` tags all.")
