"""Reading the entity index that names.py keeps."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.core.surfaces import fold, name_of
from reader.library.matching import LIVE

if TYPE_CHECKING:
    import sqlite3

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

_NAMES = """
    SELECT label, surface, mentions + coalesce(added, 0) - coalesce(rejected, 0) AS count,
        name.articles + coalesce(said.articles, 0), coalesce(kept, 0), coalesce(added, 0), coalesce(rejected, 0)
    FROM name LEFT JOIN name_total AS said ON said.author = ? AND said.name = name.id
    WHERE (mentions > 0 OR added > 0 OR rejected > 0) {}
    ORDER BY {} LIMIT ? OFFSET ?
"""
_ORDERS = {"count": "count DESC, folded, label, surface", "name": "folded, label, surface"}


def names(connection: sqlite3.Connection, author: str, choice: Choice, limit: int, offset: int) -> list[Name]:
    """Return the names chosen. Raises OverflowError for a limit beyond 64 bits."""
    narrowed, values = "", [author]
    if choice.label:
        narrowed += " AND label = ?"
        values.append(choice.label)
    if choice.typed.strip():
        narrowed += " AND instr(folded, ?)"
        values.append(fold(name_of(choice.typed)))
    query = _NAMES.format(narrowed, _ORDERS[choice.order])
    return [Name(*row) for row in connection.execute(query, (*values, limit, offset))]


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
