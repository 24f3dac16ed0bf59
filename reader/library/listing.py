"""The list of articles: which there are in which order, as numbers only, and the rows of those that are in sight."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library.file import numbers
from reader.library.names import live
from reader.library.wanted import ALL, Order

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from reader.library.wanted import Wanted


class Row(NamedTuple):
    """One article in a list, as one author has it.

    title: as lists call it: `Article.name`.
    published: ISO 8601, as much of it as is known; empty when unknown.
    words: of what the page shows.
    suggested, kept, added, rejected: as `Review.counts` has them against the baseline last used.
    suspects: how many doubts of that baseline (`reader.core.doubts`) are left, for no judgement of the author overlaps them.
    tags: in order of the alphabet. noted: whether there is a note on the article.
    opened: when the author last had it open; None for never.
    kin: how many other articles are nearly the same.
    looked_through: whether there is a baseline.
    """

    id: int
    title: str
    published: str
    imported: datetime
    words: int
    finished: bool
    suggested: int
    kept: int
    added: int
    rejected: int
    suspects: int = 0
    site: str = ""
    tags: tuple[str, ...] = ()
    noted: bool = False
    opened: datetime | None = None
    kin: int = 0
    looked_through: bool = False

    @property
    def judged(self) -> float:
        """The share of the baseline's entities that the author has judged; where there are none, 1 when finished, else 0."""
        found = self.suggested + self.kept + self.rejected
        return (self.kept + self.rejected) / found if found else float(self.finished)


_JOINS = {
    "layer": " LEFT JOIN layer ON layer.article = article.id AND layer.author = :author",
    "baseline": " LEFT JOIN baseline ON baseline.id = article.baseline",
    "visit": " LEFT JOIN visit ON visit.article = article.id AND visit.author = :author",
}

# What each order sorts by, and the tables it needs beside the articles; an order that has an index of its own needs none.
_KEYS: dict[Order, tuple[str, tuple[str, ...]]] = {
    Order.IMPORTED: ("article.id", ("",)),
    Order.PUBLISHED: ("article.published", ()),
    Order.TITLE: ("article.name COLLATE NOCASE", ()),
    Order.SITE: ("article.site COLLATE NOCASE", ()),
    Order.WORDS: ("article.words", ()),
    Order.JUDGED: (
        "coalesce(iif(layer.shown > 0, (layer.kept + layer.rejected) * 1.0 / layer.shown, layer.finished), 0)",
        ("layer",),
    ),
    Order.SUSPECTS: ("coalesce(layer.doubts - layer.settled, article.doubts)", ("layer",)),
    Order.OPENED: ("coalesce(visit.at, '')", ("visit",)),
}


def ids(connection: sqlite3.Connection, author: str, wanted: Wanted, *, limit: int | None = None) -> array[int]:
    """Return the numbers of the articles wanted, in order; the first so many with a limit."""
    if wanted.among is not None and _is_most(connection, wanted.among):
        # To have SQLite read these numbers and look each up, and then sort, takes up to three times as long as to go through all.
        among = set(wanted.among)
        chosen = (number for number in ids(connection, author, wanted._replace(among=None)) if number in among)
        return array("q", islice(chosen, limit))
    if (
        wanted.order in _OF_LAYERS
        and ALL._replace(order=wanted.order, descending=wanted.descending, unfinished=wanted.unfinished) == wanted
    ):
        return _by_layer(connection, author, wanted, limit)
    conditions, tables, values = _conditions(wanted)
    key, needed = _KEYS[wanted.order]
    joins = "".join(_JOINS[table] for table in _JOINS if table in {*needed, *tables})
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    way = " DESC" if wanted.descending else ""
    # Left alone, SQLite scans whichever index is smallest, in the order of that one, and looks up everything else at random.
    is_any = wanted.among is None and not any((wanted.since, wanted.until, wanted.site, wanted.tag))
    scan = " INDEXED BY article_lean" if needed and is_any else ""
    query = f"SELECT article.id AS id FROM article{scan}{joins}{where} ORDER BY {key}{way}, article.id{way} LIMIT :limit"  # noqa: S608 - of the words above and below
    return array("q", numbers(connection, query, values | {"author": author, "limit": -1 if limit is None else limit}))


# Of the orders by what layers say: the key of a layer, as its index has it, and that of an article that has none of the author.
_OF_LAYERS = {
    Order.JUDGED: ("iif(shown > 0, (kept + rejected) * 1.0 / shown, finished)", "0"),
    Order.SUSPECTS: ("doubts - settled", "doubts"),
}


def _by_layer(connection: sqlite3.Connection, author: str, wanted: Wanted, limit: int | None) -> array[int]:
    """Return what `ids` does where nothing is asked for but what is finished or not.

    What the author has layers of and what not come from indexes, each in order, and SQLite merges them: to look for the layer of
    each article takes three times as long.
    """
    key, other = _OF_LAYERS[wanted.order]
    way = " DESC" if wanted.descending else ""
    finished = "" if wanted.unfinished is None else " AND finished = :finished"
    query = f"SELECT {key} AS key, article AS id FROM layer WHERE author = :author{finished}"  # noqa: S608 - of the words above
    if wanted.unfinished is not False:
        query += f" UNION ALL SELECT {other}, id FROM article WHERE id NOT IN (SELECT article FROM layer WHERE author = :author)"  # noqa: S608
    values = {"author": author, "finished": int(not wanted.unfinished), "limit": -1 if limit is None else limit}
    return array("q", numbers(connection, f"{query} ORDER BY 1{way}, 2{way} LIMIT :limit", values))


def _is_most(connection: sqlite3.Connection, numbers: Collection[int]) -> bool:
    """Tell whether these may be more than half of all articles."""
    (last,) = connection.execute("SELECT max(id) FROM article").fetchone()
    return len(numbers) * 2 > (last or 0)


def _conditions(wanted: Wanted) -> tuple[list[str], set[str], dict[str, object]]:
    """Return what must hold, the tables that this needs beside the articles, and the values."""
    asked = [
        (wanted.unfinished is not None, "coalesce(layer.finished, 0) = :finished", "layer"),
        (wanted.label, live(":author", "SELECT id FROM name WHERE label = :label"), ""),
        (wanted.since or wanted.until, "article.published >= :since AND article.published <> ''", ""),
        (wanted.until, "article.published < :until", ""),
        (wanted.site, "article.site = :site COLLATE NOCASE AND article.site = :site", ""),
        (
            wanted.tag,
            "article.id IN (SELECT article FROM article_tag WHERE author = :author AND tag = :tag AND held)",
            "",
        ),
        (wanted.among is not None, "article.id IN (SELECT value FROM json_each(:among))", ""),
    ]
    held = [(condition, table) for is_asked, condition, table in asked if is_asked]
    values = {
        "finished": int(not wanted.unfinished),
        "label": wanted.label,
        "since": wanted.since,
        # Whatever begins with the bound, such as a time on that day, is before the bound followed by the last of all characters.
        "until": wanted.until + "\U0010ffff",
        "site": wanted.site,
        "tag": wanted.tag,
        "among": json.dumps(list(wanted.among or ())),
    }
    return [condition for condition, _ in held], {table for _, table in held}, values


def first_unfinished(connection: sqlite3.Connection, author: str, ids: Sequence[int]) -> int | None:
    """Return the first of some articles that the author has not finished; None when there is none."""
    query = (
        "SELECT article.id FROM json_each(?) AS each CROSS JOIN article ON article.id = each.value WHERE NOT EXISTS"
        " (SELECT 1 FROM layer WHERE layer.article = article.id AND author = ? AND finished) ORDER BY each.key LIMIT 1"
    )
    for at in range(0, len(ids), _LOOKED_AT):
        found = connection.execute(query, (json.dumps(list(ids[at : at + _LOOKED_AT])), author)).fetchone()
        if found:
            return int(found[0])
    return None


_LOOKED_AT = 1000
"""Articles at once among which an unfinished one is looked for: most often there is one."""

_COLUMNS = (
    "SELECT article.id, name, published, imported, words, coalesce(finished, 0),"
    " coalesce(baseline.shown, 0) - coalesce(kept, 0) - coalesce(rejected, 0), coalesce(kept, 0), coalesce(added, 0),"
    " coalesce(rejected, 0), article.doubts - coalesce(settled, 0), site, coalesce(article_note.note <> '', 0),"
    " coalesce(visit.at, ''), article.baseline IS NOT NULL, article.kin"
)
_NOTE = " LEFT JOIN article_note ON article_note.article = article.id AND article_note.author = :author"
_ASIDE = "".join(_JOINS.values()) + _NOTE


def rows(connection: sqlite3.Connection, author: str, numbers: Iterable[int]) -> list[Row]:
    """Return the rows of these articles, in their order; none for one that is not there. Meant for a page of them at a time."""
    page = " FROM json_each(:ids) AS wanted CROSS JOIN article ON article.id = wanted.value"
    values = {"author": author, "ids": json.dumps(list(numbers))}
    return _made(connection, author, connection.execute(f"{_COLUMNS}{page}{_ASIDE} ORDER BY wanted.key", values).fetchall())


def rows_after(connection: sqlite3.Connection, article_id: int, author: str, limit: int = 1000) -> list[Row]:
    """Return the next so many rows after an article in import order; an empty list at the end."""
    page = " WHERE article.id > :after ORDER BY article.id LIMIT :limit"
    values = {"author": author, "after": article_id, "limit": limit}
    return _made(connection, author, connection.execute(f"{_COLUMNS} FROM article{_ASIDE}{page}", values).fetchall())


def _made(connection: sqlite3.Connection, author: str, found: Sequence[tuple[Any, ...]]) -> list[Row]:
    tags = _tags(connection, author, [number for number, *_ in found])
    sizes = _group_sizes(connection, {kin for *_, kin in found} - {None})
    return [
        Row(number, title, published, datetime.fromisoformat(imported), words, finished == 1, *counts)._replace(
            site=site,
            tags=tuple(tags.get(number, ())),
            noted=noted == 1,
            opened=datetime.fromisoformat(opened) if opened else None,
            kin=sizes.get(kin, 1) - 1,
            looked_through=looked_through == 1,
        )
        for number, title, published, imported, words, finished, *counts, site, noted, opened, looked_through, kin in found
    ]


def _tags(connection: sqlite3.Connection, author: str, numbers: Collection[int]) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = defaultdict(list)
    page = "SELECT article, tag FROM json_each(?) CROSS JOIN article_tag ON article = value"
    query = f"{page} WHERE author = ? AND held ORDER BY article, tag"
    for number, tag in connection.execute(query, (json.dumps(list(numbers)), author)):
        tags[number].append(tag)
    return tags


def _group_sizes(connection: sqlite3.Connection, groups: Collection[int]) -> dict[int, int]:
    query = "SELECT kin, count(*) FROM article WHERE kin IN (SELECT value FROM json_each(?)) GROUP BY kin"
    return dict(connection.execute(query, (json.dumps(list(groups)),)))
