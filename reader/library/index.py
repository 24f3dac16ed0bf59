"""Reading the entity index that names.py keeps."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.core.surfaces import fold, name_of
from reader.library.file import numbers
from reader.library.matching import LIVE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

NameOrder = Literal["count", "name"]


class Name(NamedTuple):
    """A name that occurs in the library, as one author has it.

    mentions: how often it stands there: suggested, kept or added. articles: in how many.
    kept, added, rejected: how often the author has said so.
    """

    label: str
    surface: str
    mentions: int
    articles: int
    kept: int
    added: int
    rejected: int


class Choice(NamedTuple):
    """Which names are wanted, and in which order."""

    label: str
    typed: str
    order: NameOrder


def labels(connection: sqlite3.Connection) -> list[str]:
    """Return the labels that names bear, in order of the alphabet."""
    return [label for (label,) in connection.execute(_LABELS)]


# Steps from label to label, where DISTINCT would read every name.
_LABELS = """
    WITH RECURSIVE step (label) AS (
        SELECT min(label) FROM name
        UNION ALL SELECT (SELECT min(name.label) FROM name WHERE name.label > step.label) FROM step WHERE step.label IS NOT NULL
    )
    SELECT label FROM step WHERE label IS NOT NULL
"""

_COUNT = "mentions + coalesce(added, 0) - coalesce(rejected, 0)"
_SAID = "FROM name LEFT JOIN name_total AS said ON said.author = ? AND said.name = name.id"
_ORDERS = {"count": f"{_COUNT} DESC, folded, label, surface", "name": "folded, label, surface"}


def name_ids(connection: sqlite3.Connection, author: str, choice: Choice, limit: int = -1) -> array[int]:
    """Return the numbers of the names chosen, in order. Raises OverflowError for a limit beyond 64 bits."""
    narrowed, values = "", [author]
    if choice.label:
        narrowed += " AND label = ?"
        values.append(choice.label)
    if choice.typed.strip():
        narrowed += " AND instr(folded, ?)"
        values.append(fold(name_of(choice.typed)))
    held = "(mentions > 0 OR added > 0 OR rejected > 0)"
    query = f"SELECT name.id AS id {_SAID} WHERE {held}{narrowed} ORDER BY {_ORDERS[choice.order]} LIMIT ?"
    return array("q", numbers(connection, query, (*values, limit)))


def names(connection: sqlite3.Connection, author: str, ids: Iterable[int]) -> dict[int, Name]:
    """Return the names of some numbers, in their order; none for one that is not there."""
    numbers = list(ids)
    query = (
        f"SELECT name.id, label, surface, {_COUNT}, name.articles + coalesce(said.articles, 0),"  # noqa: S608 - as above
        f" coalesce(kept, 0), coalesce(added, 0), coalesce(rejected, 0) {_SAID} WHERE name.id IN (SELECT value FROM json_each(?))"
    )
    found = {number: Name(*row) for number, *row in connection.execute(query, (author, json.dumps(numbers)))}
    return {number: found[number] for number in numbers if number in found}


def articles_with(connection: sqlite3.Connection, author: str, label: str, surface: str) -> list[int]:
    """Return the ids of the articles where a name stands, in import order."""
    name = name_of(surface)
    key = (fold(name), label, name)
    found = connection.execute("SELECT id FROM name WHERE folded = ? AND label = ? AND surface = ?", key).fetchone()
    if found is None:
        return []
    wanted = json.dumps([found[0]])
    query = f"SELECT id FROM article WHERE {LIVE} ORDER BY id"  # noqa: S608 - made of our own words only
    return [article for (article,) in connection.execute(query, (author, wanted, wanted, author))]
