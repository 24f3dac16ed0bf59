from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from reader.core.article import Article, Block, BlockKind, Metadata
from reader.library.errors import ArticleMissingError, LibraryError
from reader.library.library import Library
from tests.library.strategies import articles

if TYPE_CHECKING:
    from reader.core.session import Session


def plain(text: str, title: str = "") -> Article:
    return Article(text, (Block(BlockKind.BODY, 0, len(text)),), Metadata(title))


def finish(library: Library, article_id: int, author: str) -> Session:
    session = library.open_session(article_id, author)
    session.finish()
    return session


@settings(max_examples=25)
@given(articles())
def test_an_article_comes_back_as_it_was_put_in_after_a_restart(article: Article) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        with Library.open(path) as library:
            stored = library.add(article)
        with Library.open(path) as library:
            assert library.article(stored.id) == article
            assert library.article(stored.id).digest == article.digest
            assert library.find(article.digest) == stored.id


def test_the_same_text_twice_is_the_article_that_is_there(library: Library) -> None:
    first = library.add(plain("Acme won.", "First"))
    second = library.add(plain("Acme won.", "Second"))
    assert (first.new, second.new) == (True, False)
    assert second.id == first.id
    assert library.article(first.id).meta.title == "First"
    assert len(list(library.articles("ann"))) == 1


def test_another_window_may_put_in_the_same_article_while_it_is_made_ready_here(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open_again(path, wait_s=0) as window:

        def sketch_slowly(_text: str) -> None:
            monkeypatch.undo()
            assert window.add(plain("Acme won.", "First")).new

        monkeypatch.setattr("reader.library.articles.sketch", sketch_slowly)
        stored = library.add(plain("Acme won.", "Second"))
    assert not stored.new
    assert [row.title for row in library.articles("ann")] == ["First"]
    assert library.check() == []


def test_half_a_surrogate_pair_is_refused_in_words_and_nothing_is_kept(library: Library) -> None:
    with pytest.raises(LibraryError, match="half a character"):
        library.add(plain("a \ud83d b"))
    with pytest.raises(LibraryError, match="half a character"):
        library.add(replace(plain("a b"), meta=Metadata(title="\udc00")))
    assert list(library.articles("ann")) == []


def test_an_article_that_is_not_there_is_told_in_words(library: Library) -> None:
    with pytest.raises(ArticleMissingError, match="has no article 7"):
        library.article(7)
    with pytest.raises(ArticleMissingError, match="has no article 7"):
        library.open_session(7, "ann")
    assert library.find("0" * 64) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n\n ", 0),
        ("Acme won.", 2),
        ("Acme  won —  “twice”.", 3),
        ("al-Obeidi's T-72 … 😀😀 1,500", 3),
        ("नमस्ते दुनिया", 2),
        ("北京 Acme東京", 5),
    ],
)
def test_words_are_what_blanks_part_and_each_character_of_chinese(library: Library, text: str, words: int) -> None:
    library.add(Article(text))
    assert [row.words for row in library.articles("ann")] == [words]


def test_words_in_a_folded_title_are_not_counted(library: Library) -> None:
    blocks = (Block(BlockKind.TITLE, 0, 9), Block(BlockKind.REPEAT, 10, 19), Block(BlockKind.BODY, 20, 25))
    library.add(Article("Acme won.\nAcme won.\nToday", blocks))
    assert [row.words for row in library.articles("ann")] == [3]


def test_the_list_has_every_article_in_import_order_with_what_is_known_of_it(library: Library) -> None:
    late = Article("Zeta.", meta=Metadata("Late", published="2016-07-31"))
    ids = [library.add(article).id for article in (late, plain("Alpha.", "Early"))]
    rows = list(library.articles("ann"))
    assert [(row.id, row.title, row.published, row.finished) for row in rows] == [
        (ids[0], "Late", "2016-07-31", False),
        (ids[1], "Early", "", False),
    ]
    library.add(plain("No title, but a text."))
    assert list(library.articles("ann"))[2].title == "No title, but a text."
    assert rows[0].imported <= rows[1].imported


def test_the_list_goes_on_past_its_first_thousand_rows(library: Library) -> None:
    ids = [library.add(plain(f"Text {number}.")).id for number in range(1001)]
    assert [row.id for row in library.articles("ann")] == ids


def test_a_list_left_half_read_does_not_keep_others_from_writing(library: Library, path: Path) -> None:
    for number in range(3):
        library.add(plain(f"Text {number}."))
    rows = library.articles("ann")
    next(rows)
    with closing(sqlite3.connect(path)) as other:
        (is_kept_back, _, _) = other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not is_kept_back
    assert len(list(rows)) == 2


def test_finished_is_each_authors_own(library: Library) -> None:
    stored = library.add(plain("Acme won."))
    finish(library, stored.id, "ann")
    assert [row.finished for row in library.articles("ann")] == [True]
    assert [row.finished for row in library.articles("ben")] == [False]


def test_neighbours_stand_in_import_order_and_end_with_the_queue(library: Library) -> None:
    first, second, third = (library.add(plain(text)).id for text in ("c", "a", "b"))
    assert library.neighbour(first, 1) == second
    assert library.neighbour(first, 2) == third
    assert library.neighbour(third, -1) == second
    assert library.neighbour(third, -2) == first
    assert library.neighbour(second, 0) == second
    assert library.neighbour(third, 1) is None
    assert library.neighbour(first, -1) is None
    assert library.neighbour(first, 3) is None


def test_the_next_unfinished_article_is_down_the_queue_and_then_from_its_start(library: Library) -> None:
    first, second, third = (library.add(plain(text)).id for text in ("c", "a", "b"))
    assert library.next_unfinished(first, "ann") == second
    finish(library, second, "ann")
    assert library.next_unfinished(first, "ann") == third
    assert library.next_unfinished(first, "ben") == second
    assert library.next_unfinished(third, "ann") == first
    finish(library, third, "ann")
    assert library.next_unfinished(first, "ann") is None
    finish(library, first, "ann").undo()
    assert library.next_unfinished(third, "ann") == first


@pytest.mark.parametrize("number", [10**20, -(10**20), 2**63])
def test_a_number_beyond_what_the_file_can_hold_names_no_article(library: Library, number: int) -> None:
    library.add(plain("Acme won."))
    with pytest.raises(ArticleMissingError, match=f"has no article {number}: choose one from its list"):
        library.article(number)
    with pytest.raises(ArticleMissingError, match=f"has no article {number}"):
        library.open_session(number, "ann")


def test_a_number_beyond_what_the_file_can_hold_is_told_in_words_everywhere_else(library: Library) -> None:
    with pytest.raises(LibraryError, match="A number is larger than any in the library"):
        library.neighbour(10**20, 1)
