"""What analysts said of an article as a whole, and what it cost them: read, and taken in where it comes from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

Remarks = dict[str, list[tuple[Any, ...]]]
"""Rows by their table, without the article."""

# Of each table its columns beside the article, and what becomes of a row that is there; of equally late ones the larger wins.
_TABLES = {
    "article_tag": (
        "author, tag, held, at",
        "held = excluded.held, at = excluded.at WHERE (excluded.at, excluded.held) > (at, held)",
    ),
    "article_note": (
        "author, note, at",
        "note = excluded.note, at = excluded.at WHERE (excluded.at, excluded.note) > (at, note)",
    ),
    "visit": (
        "author, caret, at",
        "caret = excluded.caret, at = excluded.at WHERE (excluded.at, excluded.caret) > (at, caret)",
    ),
    "effort": (
        "author, keys, edits, seconds",
        """(keys, edits, seconds) = (max(keys, excluded.keys), max(edits, excluded.edits), max(seconds, excluded.seconds))
        WHERE excluded.keys > keys OR excluded.edits > edits OR excluded.seconds > seconds""",
    ),
}


def of(connection: sqlite3.Connection, article_id: int) -> Remarks:
    """Return all that was said of an article."""
    return {
        table: connection.execute(f"SELECT {columns} FROM {table} WHERE article = ?", (article_id,)).fetchall()  # noqa: S608 - of the words above
        for table, (columns, _) in _TABLES.items()
    }


def take_in(connection: sqlite3.Connection, article_id: int, remarks: Mapping[str, list[tuple[Any, ...]]]) -> int:
    """Take in tags, notes and visits that are later than those there, and costs that are larger; return how many."""
    taken = 0
    for table, rows in remarks.items():
        columns, conflict = _TABLES[table]
        marks = ", ".join("?" * (columns.count(",") + 2))
        statement = f"INSERT INTO {table} (article, {columns}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {conflict}"  # noqa: S608 - as above
        taken += sum(connection.execute(statement, (article_id, *row)).rowcount for row in rows)
    return taken


def take_out(connection: sqlite3.Connection, article_id: int) -> None:
    """Forget all that was said of an article. To be called inside `writing`."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article_id,))  # noqa: S608 - as above
