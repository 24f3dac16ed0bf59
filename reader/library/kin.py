"""Kin: articles that are nearly the same, such as one wire story with small edits; they make a group.

`sketch` holds what is known of each text (`reader.core.sketch`), `band` leads from a band to the articles that have it, and
`article.kin` names the group: the smallest number in it; NULL for an article that stands alone. Who is kin of kin is kin.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.core.sketch import ALIKE, likeness

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

Sketch = tuple[bytes, tuple[int, ...]]
"""What `reader.core.sketch.sketch` makes of a text: its bins and its bands."""

_MOST_OF_A_BAND = 16
"""Articles of one band that are looked at. Where there are more of them, they are each other's kin, and one of them is enough."""


def add(connection: sqlite3.Connection, article_id: int, made: Sketch | None) -> None:
    """Find the kin of an article that has just been put in, by its sketch. To be called inside `writing`."""
    if made is None:
        return
    bins, bands = made
    alike = [number for number, other in _candidates(connection, bands).items() if likeness(bins, other) >= ALIKE]
    connection.execute("INSERT INTO sketch (article, bins) VALUES (?, ?)", (article_id, bins))
    connection.executemany("INSERT OR IGNORE INTO band (hash, article) VALUES (?, ?)", ((band, article_id) for band in bands))
    if alike:
        _join(connection, [*alike, article_id])


def take_out(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget the sketches of articles that are there still; those left of their groups may be alike no more. Inside `writing`."""
    groups = set()
    for number in numbers:
        (group,) = connection.execute("SELECT kin FROM article WHERE id = ?", (number,)).fetchone()
        groups.add(group)
        for table in ("sketch", "band"):
            connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608 - our own words
        connection.execute("UPDATE article SET kin = NULL WHERE id = ?", (number,))
    for group in groups - {None}:
        _part(connection, group)


def _part(connection: sqlite3.Connection, group: int) -> None:
    """Make groups of those who are alike among the articles of one."""
    query = "SELECT id, bins FROM article JOIN sketch ON article = id WHERE kin = ? ORDER BY id"
    bins = dict(connection.execute(query, (group,)))
    name = {number: number for number in bins}

    def named(number: int) -> int:
        while name[number] != number:
            name[number] = number = name[name[number]]
        return number

    query = "SELECT hash, article FROM article CROSS JOIN band ON band.article = id WHERE kin = ? ORDER BY hash, article"
    for _, shared in groupby(connection.execute(query, (group,)), key=itemgetter(0)):
        members = [number for _, number in shared]
        if len(set(map(named, members))) > 1:
            for at, number in enumerate(members):
                mine = named(number)
                for other in members[: min(at, _MOST_OF_A_BAND)]:
                    theirs = named(other)
                    if theirs != mine and likeness(bins[number], bins[other]) >= ALIKE:
                        name[max(mine, theirs)] = mine = min(mine, theirs)
    sizes = Counter(map(named, bins))
    groups = ((named(number) if sizes[named(number)] > 1 else None, number) for number in bins)
    connection.executemany("UPDATE article SET kin = ?1 WHERE id = ?2 AND kin IS NOT ?1", groups)


def of(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """Return the other articles of the group, in import order."""
    query = "SELECT id FROM article WHERE kin = (SELECT kin FROM article WHERE id = :id) AND id <> :id ORDER BY id"
    return [number for (number,) in connection.execute(query, {"id": article_id})]


def _candidates(connection: sqlite3.Connection, bands: tuple[int, ...]) -> dict[int, bytes]:
    """Return the sketches of articles that share a band."""
    query = "SELECT band.article, bins FROM band JOIN sketch ON sketch.article = band.article WHERE hash = ? LIMIT ?"
    return {number: bins for band in bands for number, bins in connection.execute(query, (band, _MOST_OF_A_BAND))}


def _join(connection: sqlite3.Connection, numbers: list[int]) -> None:
    """Make one group of articles and of the groups they are in."""
    groups: set[int] = set()
    for number in numbers:
        (group,) = connection.execute("SELECT coalesce(kin, id) FROM article WHERE id = ?", (number,)).fetchone()
        groups.add(group)
    name = min(groups)
    for group in groups:
        # A group that goes by another name, and an article that stood alone.
        connection.execute("UPDATE article SET kin = ? WHERE kin = ? AND kin <> ?", (name, group, name))
        connection.execute("UPDATE article SET kin = ? WHERE id = ?", (name, group))
