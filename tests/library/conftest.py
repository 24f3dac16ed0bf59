from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


class Watched(Library):
    """A library that shows its connection, and what was asked of it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self.connection = connection
        self.statements: list[str] = []
        connection.set_trace_callback(self.statements.append)

    def reads_of(self, table: str) -> int:
        """Return how often a table was read."""
        return sum(statement.startswith("SELECT") and table in statement for statement in self.statements)

    def pragma(self, name: str) -> object:
        """Return how the connection is set."""
        return self.connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.fixture
def watched(path: Path) -> Iterator[Watched]:
    """A new library that is watched."""
    with Watched.open(path) as watched:
        yield watched


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a library may be made."""
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    """A new library."""
    with Library.open(path) as library:
        yield library
