from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.core.article import Article
from reader.library.errors import LibraryNewerError, told_in_words
from reader.library.file import open_file
from reader.library.library import Library
from reader.library.schema import APPLICATION_ID, MIGRATIONS, version_of

ARTICLE = Article("Acme won.")
NEWEST = len(MIGRATIONS)
OLDEST = Path(__file__).parent / "files" / "version-1.sqlite"
COPY = f"library.version-{NEWEST}.sqlite"
RATED = (*MIGRATIONS, ("ALTER TABLE article ADD COLUMN rating INTEGER", "UPDATE article SET rating = 5"))
BROKEN = (*RATED, ("CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT", "INSERT INTO nowhere VALUES (1)"))
DANGLING = (*MIGRATIONS, ("UPDATE article SET baseline = 77",))


@pytest.fixture
def old(path: Path) -> Path:
    """A library with an article in it: of the version before the one to come."""
    with Library.open(path) as library:
        library.add(ARTICLE)
    return path


def version_at(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return version_of(connection)


def test_a_new_file_bears_the_mark_and_the_newest_version(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert version_of(connection) == len(MIGRATIONS)


def test_every_table_is_strict(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        query = "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        strict = connection.execute(query).fetchall()
    assert [name for name, is_strict in strict if not is_strict] == []
    assert len(strict) == 22


def test_a_connection_syncs_each_commit_and_holds_to_references(old: Path) -> None:
    with closing(open_file(old, wait_s=1.5)) as connection:
        kept = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")]
        assert kept == ["wal", 2, 1]
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (1500,)


def test_an_older_file_is_migrated_and_keeps_what_it_holds(old: Path) -> None:
    with Library(open_file(old, wait_s=0, migrations=RATED), old) as library:
        assert library.article(1) == ARTICLE
        assert library.check() == []
    assert version_at(old) == NEWEST + 1
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT rating FROM article").fetchall() == [(5,)]


def test_before_it_is_migrated_a_whole_copy_of_the_old_file_is_laid_beside_it(old: Path) -> None:
    open_file(old, wait_s=0, migrations=RATED).close()
    copy = old.with_name(COPY)
    assert sorted(old.parent.iterdir()) == [old, copy]
    assert version_at(copy) == NEWEST
    with Library.open(copy) as library:
        assert library.article(1) == ARTICLE
        assert library.check() == []


def test_a_copy_never_takes_the_place_of_another(old: Path) -> None:
    old.with_name(COPY).write_text("an earlier copy")
    open_file(old, wait_s=0, migrations=RATED).close()
    assert old.with_name(COPY).read_text() == "an earlier copy"
    assert version_at(old.with_name(f"library.version-{NEWEST}.2.sqlite")) == NEWEST


def test_a_new_file_and_one_that_is_up_to_date_are_not_copied(old: Path) -> None:
    Library.open(old).close()
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("migrations", [BROKEN, DANGLING])
def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, migrations: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(sqlite3.Error):
        open_file(old, wait_s=0, migrations=migrations)
    assert version_at(old) == NEWEST
    with Library.open(old) as library:
        assert library.article(1) == ARTICLE
        assert library.check() == []


def test_it_is_told_how_far_an_older_file_is_brought_up_to_date(path: Path) -> None:
    shutil.copy(OLDEST, path)
    shares: list[float] = []
    Library.open(path, told=shares.append).close()
    assert shares == sorted(shares)
    assert 0 <= min(shares) < max(shares) < 1


def test_an_older_file_is_as_it_was_when_it_is_stopped_and_tried_again_it_leaves_one_copy(path: Path) -> None:
    shutil.copy(OLDEST, path)

    def stop(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Library.open(path, told=stop)
    assert version_at(path) == 1
    assert path.read_bytes() == OLDEST.read_bytes()
    with Library.open(path) as library:
        assert library.check() == []
    copy = path.with_name("library.version-1.sqlite")
    assert sorted(path.parent.glob("*.sqlite")) == [path, copy]
    assert version_at(copy) == 1


def test_a_file_is_not_migrated_when_it_cannot_be_copied(old: Path) -> None:
    old.with_name(f"{COPY}.{os.getpid()}.part").mkdir()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        open_file(old, wait_s=0, migrations=RATED)
    assert version_at(old) == NEWEST


def test_a_window_that_comes_second_to_a_migration_finds_it_done(old: Path) -> None:
    open_file(old, wait_s=0, migrations=RATED).close()
    open_file(old, wait_s=0, migrations=RATED).close()
    assert sorted(place.name for place in old.parent.iterdir()) == ["library.sqlite", COPY]


def test_the_file_of_a_newer_reader_is_refused_in_words_and_not_touched(old: Path) -> None:
    open_file(old, wait_s=0, migrations=RATED).close()
    before = old.read_bytes()
    with pytest.raises(LibraryNewerError, match=rf"newer Reader.*\(version {NEWEST + 1}\).*install the newest Reader"):
        Library.open(old)
    assert old.read_bytes() == before


def test_the_log_of_a_newer_reader_that_was_killed_is_not_touched_either(old: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    with closing(open_file(old, wait_s=0, migrations=RATED)) as newer:
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        newer.execute("UPDATE article SET rating = 4")
        for part in ("library.sqlite", "library.sqlite-wal"):
            shutil.copy(old.with_name(part), left / part)
    before = {place.name: place.read_bytes() for place in left.iterdir()}
    with pytest.raises(LibraryNewerError):
        Library.open(left / "library.sqlite")
    assert {place.name: place.read_bytes() for place in left.iterdir()} == before


def test_a_newer_version_that_still_lies_in_the_log_is_refused_too(old: Path) -> None:
    newer = open_file(old, wait_s=0, migrations=RATED)
    try:
        assert int.from_bytes(old.read_bytes()[60:64], "big") == NEWEST
        with pytest.raises(LibraryNewerError), told_in_words(old):
            open_file(old, wait_s=0)
    finally:
        newer.close()
