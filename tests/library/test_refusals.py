"""What happens when the disk or another program says no: nothing changes, and the user is told in words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from reader.core.article import Article
from reader.core.baselines import Baseline, Tagger
from reader.core.history import JournalRefused
from reader.core.spans import Span
from reader.library.errors import LibraryFullError, LibraryLockedError, LibraryReadOnlyError
from reader.library.file import open_file
from reader.library.library import Library

ARTICLE = Article("Acme won in Mosul.")
ACME = Span(0, 4, "ORG")
NOBODY = 65534
unix_only = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights by user number")


@contextmanager
def another_program(path: Path, *statements: str):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)
        yield


@contextmanager
def with_the_rights_of_nobody():
    """Be an ordinary user, for whom a file's mode counts, even where the tests run as root."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.fixture
def shelf():
    """A folder that an ordinary user may read, and whose mode a test may change."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def test_a_lock_refuses_the_edit_in_words_and_leaves_all_as_it_was(path: Path) -> None:
    connection = open_file(path, wait_s=0.02)
    with Library(connection, path) as library:
        session = library.open_session(library.add(ARTICLE).id, "ann")
        session.judge("Tag Acme", entities=[ACME])
        with another_program(path, "BEGIN IMMEDIATE"):
            with pytest.raises(JournalRefused, match=r"Another program is using the library .*: wait a moment"):
                session.undo()
            assert not connection.in_transaction
            assert session.layer.positive == library.layer(ARTICLE.digest, "ann").positive == {ACME}
            with pytest.raises(LibraryLockedError):
                library.add(Article("Other."))
            with pytest.raises(LibraryLockedError):
                library.save_baseline(Baseline(ARTICLE.digest, Tagger("t", "1", "d")))
        session.undo()
        assert library.layer(ARTICLE.digest, "ann").positive == frozenset()
        assert library.baseline(ARTICLE.digest, "d") is None
        assert library.check() == []


def test_a_library_that_another_program_keeps_to_itself_is_told_in_words_at_opening(path: Path) -> None:
    Library.open(path).close()
    with (
        another_program(path, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT"),
        pytest.raises(LibraryLockedError, match="Another program"),
    ):
        Library.open(path, wait_s=0.02)


def test_a_full_disk_refuses_the_edit_in_words_and_leaves_all_as_it_was(path: Path) -> None:
    connection = open_file(path, wait_s=0.02)
    with Library(connection, path) as library:
        text = "Acme won. " * 2000
        session = library.open_session(library.add(Article(text)).id, "ann")
        session.judge("Tag Acme", entities=[ACME])
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        many = [Span(start, start + 4, "ORG") for start in range(10, 20_000, 10)]
        with pytest.raises(JournalRefused, match=r"The disk .* is full: make room on it"):
            session.judge("Tag all", entities=many)
        assert not connection.in_transaction
        assert session.layer.positive == {ACME}
        with pytest.raises(LibraryFullError):
            library.add(Article("Mosul fell. " * 2000))
        connection.execute("PRAGMA max_page_count = 100000")
        assert library.layer(session.article.digest, "ann") == session.layer
        assert [(row.added, row.finished) for row in library.articles("ann")] == [(1, False)]
        assert library.check() == []
        assert session.judge("Tag all", entities=many) is not None
        assert library.layer(session.article.digest, "ann") == session.layer


@unix_only
def test_a_folder_that_cannot_be_written_is_told_in_words_when_a_library_is_to_be_made_there(shelf: Path) -> None:
    shelf.chmod(0o555)
    with with_the_rights_of_nobody(), pytest.raises(LibraryReadOnlyError, match="cannot be written: ask for the right"):
        Library.open(shelf / "library.sqlite")
    assert list(shelf.iterdir()) == []


@unix_only
@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_library_that_cannot_be_written_is_told_in_words_at_opening(shelf: Path, file: int, folder: int) -> None:
    path = shelf / "library.sqlite"
    Library.open(path).close()
    path.chmod(file)
    shelf.chmod(folder)
    with with_the_rights_of_nobody(), pytest.raises(LibraryReadOnlyError, match=r"cannot be written, .* ask for that right"):
        Library.open(path)
    assert list(shelf.iterdir()) == [path]


@unix_only
def test_a_library_that_cannot_be_read_is_told_in_words(shelf: Path) -> None:
    path = shelf / "library.sqlite"
    Library.open(path).close()
    path.chmod(0)
    with with_the_rights_of_nobody(), pytest.raises(LibraryReadOnlyError):
        Library.open(path)


def test_a_file_that_turns_read_only_while_it_is_open_refuses_the_edit_in_words(path: Path) -> None:
    connection = open_file(path, wait_s=0.02)
    with Library(connection, path) as library:
        session = library.open_session(library.add(ARTICLE).id, "ann")
        connection.execute("PRAGMA query_only = ON")  # SQLite answers as it does for a file that cannot be written
        with pytest.raises(JournalRefused, match="cannot be written"):
            session.judge("Tag Acme", entities=[ACME])
        assert not connection.in_transaction
        assert dict(session.layer) == {}


def test_nobody_writes_between_what_a_write_reads_and_what_it_writes(path: Path) -> None:
    connection = open_file(path, wait_s=0.02)
    others: list[tuple[str, bool]] = []

    def try_to_write(statement: str) -> None:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                others.append((statement, False))
            else:
                others.append((statement, True))

    with Library(connection, path) as library:
        library.add(ARTICLE)
        session = library.open_session(1, "ann")
        connection.set_trace_callback(try_to_write)
        session.judge("Tag Acme", entities=[ACME])
        connection.set_trace_callback(None)
    assert [statement for statement, could_write in others if could_write] == ["BEGIN IMMEDIATE"]
    assert len(others) > 5
