"""What articles cost their analysts. SQL only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.effort import Effort

if TYPE_CHECKING:
    import sqlite3


def add(connection: sqlite3.Connection, article_id: int, author: str, spent: Effort) -> None:
    """Add what was spent to what there is."""
    connection.execute(
        "INSERT INTO effort (article, author, keys, edits, seconds) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
        "keys = keys + excluded.keys, edits = edits + excluded.edits, seconds = seconds + excluded.seconds",
        (article_id, author, spent.keys, spent.edits, spent.seconds),
    )


def load(connection: sqlite3.Connection, article_id: int, author: str) -> Effort:
    """Return all that an author has spent on an article."""
    row = connection.execute(
        "SELECT keys, edits, seconds FROM effort WHERE article = ? AND author = ?", (article_id, author)
    ).fetchone()
    return Effort(*row) if row else Effort()
