from __future__ import annotations

import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.core.article import Article
from reader.library import Library, LibraryError

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = Article("Acme won in Mosul.")


def test_a_backup_is_a_whole_library_though_others_have_it_open(library: Library, tmp_path: Path) -> None:
    library.add(ARTICLE)
    copy = tmp_path / "backup.sqlite"
    assert library.care.back_up(copy) == copy.stat().st_size
    library.add(Article("Later."))
    with Library.open(copy) as other:
        assert [row.title for row in other.articles("ann")] == ["Acme won in Mosul."]
        assert other.check() == []


def test_a_backup_is_never_written_over_anything(library: Library, tmp_path: Path) -> None:
    copy = tmp_path / "backup.sqlite"
    copy.write_text("an earlier backup")
    with pytest.raises(LibraryError, match=r"is there already.*name a new file"):
        library.care.back_up(copy)
    assert copy.read_text() == "an earlier backup"


def test_a_backup_takes_no_other_file_for_its_own_unfinished_one(tmp_path: Path) -> None:
    with Library.open(tmp_path / "backup.sqlite.part") as library:
        library.add(ARTICLE)
        library.care.back_up(tmp_path / "backup.sqlite")
        assert library.path.exists()


KILLED = """
import sys, threading, time, os
from pathlib import Path
from reader.library import Library
def watch(target):
    while not (found := list(target.parent.glob("*.part"))) or not found[0].stat().st_size:
        time.sleep(0.0005)
    os.kill(os.getpid(), 9)
target = Path(sys.argv[2])
threading.Thread(target=watch, args=(target,), daemon=True).start()
with Library.open(Path(sys.argv[1])) as library:
    library.care.back_up(target)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_what_a_backup_that_was_killed_has_left_goes_with_the_next_and_nothing_else(library: Library, tmp_path: Path) -> None:
    for number in range(3):
        library.add(Article(random.Random(number).randbytes(4_000_000).hex()))  # noqa: S311 - weight, not secrets
    target = tmp_path / "backups" / "backup.sqlite"
    target.parent.mkdir()
    child = subprocess.run([sys.executable, "-c", KILLED, library.path, target], check=False)
    assert child.returncode == -9
    left = {path.name for path in target.parent.iterdir()}
    assert any(name.endswith(".part") for name in left)
    # Another program's that is at work, somebody's letter, and what was to be another file.
    others = {f"backup.sqlite.{os.getppid()}.part", "backup.sqlite.x.part", "other.sqlite.1.part"}
    for name in others:
        (target.parent / name).touch()
    letter = target.with_name("backup.sqlite.999999999.part")
    letter.write_text("Dear reader")
    library.care.back_up(target)
    assert {path.name for path in target.parent.iterdir()} == {"backup.sqlite", letter.name, *others}


def test_names_that_no_file_can_have_are_told_in_words(library: Library, tmp_path: Path) -> None:
    name = tmp_path / ("long" * 100)
    with pytest.raises(LibraryError):
        library.care.back_up(name)
    with pytest.raises(LibraryError):
        library.care.merge(name)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        library.care.back_up(tmp_path / "missing" / "backup.sqlite")
    assert not (tmp_path / "missing").exists()


def test_a_library_that_was_made_smaller_holds_what_it_held(library: Library) -> None:
    library.add(Article("word " * 200_000))
    session = library.open_session(library.add(ARTICLE).id, "ann")
    session.finish()
    with library._writing():  # noqa: SLF001 - nothing the program does leaves so much room
        library._connection.execute("UPDATE article_text SET text = 'word' WHERE article = 1")  # noqa: SLF001
    assert library.care.compact() > 900_000
    assert library.care.compact() == 0
    assert library.article(2) == ARTICLE
    assert library.past(ARTICLE.digest, "ann") == [session.history.undoable]
