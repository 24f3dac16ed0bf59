from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from reader.core.article import Article
from reader.library.errors import LibraryCorruptError, LibraryError, NotALibraryError
from reader.library.file import use_wal
from reader.library.library import Library
from tests.library.conftest import Watched

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article("Acme won. " * 5000)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE song (title TEXT); PRAGMA application_id = 7;")


def unmarked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE article (title TEXT); PRAGMA user_version = 99;")


def text(path: Path) -> None:
    path.write_text("Acme won in Mosul.\n" * 20)


def stub(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


@pytest.mark.parametrize("lay", [foreign, unmarked, text, stub])
def test_a_file_that_is_no_library_is_refused_in_words_and_not_touched(path: Path, lay) -> None:
    lay(path)
    before = path.read_bytes()
    with pytest.raises(NotALibraryError, match="not a library of Reader, and was left as it is: open another"):
        Library.open(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match="is a folder, not a library: name a file in it"):
        Library.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("not a folder")
    with pytest.raises(LibraryError, match=r"could not be used .* then try again"):
        Library.open(tmp_path / "shelf" / "library.sqlite")


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        assert library.add(ARTICLE).new
    assert list(path.parent.iterdir()) == [path]


def test_folders_are_made_on_the_way_and_odd_names_are_names(tmp_path: Path) -> None:
    path = tmp_path / "new shelf" / "100% sûr?" / "my#library;mode=ro.sqlite"
    with Library.open(path) as library:
        library.add(ARTICLE)
    assert list(path.parent.iterdir()) == [path]
    with Library.open(path) as library:
        assert library.article(1) == ARTICLE


def test_a_relative_path_is_taken_from_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Library.open(tmp_path.relative_to(tmp_path) / "library.sqlite").close()
    assert (tmp_path / "library.sqlite").exists()


@pytest.mark.parametrize("length", [101, 4096, 5000, 12288])
def test_a_library_cut_short_is_told_to_be_damaged(path: Path, length: int) -> None:
    with Library.open(path) as library:
        library.add(ARTICLE)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(LibraryCorruptError, match="is damaged: put back a copy"):
        Library.open(path)
    assert path.stat().st_size == length


def damage(path: Path, *tables: str) -> None:
    """Overwrite the pages on which these tables begin."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        roots = [
            connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0] for name in tables
        ]
    with path.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * size)
            file.write(b"\xff" * size)


def test_a_damaged_page_is_told_in_words_when_it_is_read(path: Path) -> None:
    with Library.open(path) as library:
        library.add(ARTICLE)
    damage(path, "article", "article_text")
    with Library.open(path) as library:
        with pytest.raises(LibraryCorruptError, match="is damaged"):
            library.article(1)
        with pytest.raises(LibraryCorruptError, match="is damaged"):
            list(library.articles("ann"))


@pytest.mark.parametrize("part", ["-wal", "-journal"])
def test_a_new_library_does_not_swallow_the_log_of_one_that_is_gone(path: Path, part: str) -> None:
    log = path.with_name(path.name + part)
    log.write_bytes(b"what the lost library still had to write")
    with pytest.raises(LibraryCorruptError, match=r"is gone, but .* is still there: put the library back"):
        Library.open(path)
    assert list(path.parent.iterdir()) == [log]


def test_where_a_write_ahead_log_is_refused_there_is_a_rollback_journal(path: Path) -> None:
    # A file system without shared memory, as network shares are: https://www.sqlite.org/vfs.html#standard_unix_vfses
    with closing(sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True)) as connection:
        assert use_wal(connection) == "delete"


def test_an_opened_library_syncs_each_commit_and_holds_to_references_whatever_sqlite_was_built_to_do(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect_lax(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
        return connection

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect_lax)
    with Watched.open(path) as library:
        assert (library.pragma("synchronous"), library.pragma("foreign_keys")) == (2, 1)


def test_a_library_keeps_a_write_ahead_log_though_it_had_a_rollback_journal_elsewhere(path: Path) -> None:
    with Watched.open(path) as library:
        assert library.pragma("journal_mode") == "wal"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    with Watched.open(path) as library:
        assert library.pragma("journal_mode") == "wal"
        library.add(ARTICLE)
        assert path.with_name(path.name + "-wal").stat().st_size


def test_a_window_waits_a_second_for_a_lock_and_others_as_long_as_they_say(path: Path) -> None:
    with Watched.open(path) as library:
        assert library.pragma("busy_timeout") == 1000
    with Watched.open(path, wait_s=5.0) as library:
        assert library.pragma("busy_timeout") == 5000


def test_two_windows_may_have_one_library_open(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as two:
        assert one.add(ARTICLE).new
        assert not two.add(ARTICLE).new


def test_closing_twice_does_nothing(path: Path) -> None:
    library = Library.open(path)
    library.close()
    library.close()


def test_a_closed_library_is_our_own_mistake(path: Path) -> None:
    library = Library.open(path)
    library.close()
    with pytest.raises(sqlite3.ProgrammingError):
        library.find("0" * 64)
