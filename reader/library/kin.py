"""Kin: articles that are nearly the same, such as one wire story with small edits; they make a group.

Stub.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def add(connection: sqlite3.Connection, article_id: int, text: str) -> None:
    """Find the kin of an article that has just been put in. To be called inside `writing`."""


def of(connection: sqlite3.Connection, article_id: int) -> list[int]:
    """Return the other articles of the group, in import order."""
    query = "SELECT id FROM article WHERE kin = (SELECT kin FROM article WHERE id = :id) AND id <> :id ORDER BY id"
    return [number for (number,) in connection.execute(query, {"id": article_id})]
