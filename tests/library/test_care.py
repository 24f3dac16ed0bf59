from __future__ import annotations

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
