from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.article import Article
from tests import gold

if TYPE_CHECKING:
    from reader.library import Library

ONE, OTHER = (article.text for article in list(gold.articles())[:2])


def words_changed(text: str, *places: int) -> Article:
    words = text.split(" ")
    for place in places:
        words[place] = "changed"
    return Article(" ".join(words))


def test_a_story_with_small_edits_is_kin_of_the_first_and_others_are_not(library: Library) -> None:
    first, alone, second = (library.add(article).id for article in (Article(ONE), Article(OTHER), words_changed(ONE, 50)))
    assert library.shelf.kin(first) == [second]
    assert library.shelf.kin(second) == [first]
    assert library.shelf.kin(alone) == []
    assert [row.kin for row in library.articles("ann")] == [1, 0, 1]


def test_kin_of_kin_is_kin_whatever_came_first(library: Library) -> None:
    steps = range(0, 112, 8)
    far, near = words_changed(ONE, *steps), words_changed(ONE, *list(steps)[:7])
    first, last = library.add(Article(ONE)).id, library.add(far).id
    assert library.shelf.kin(first) == []
    between = library.add(near).id
    assert library.shelf.kin(first) == [last, between]
    assert [row.kin for row in library.articles("ann")] == [2, 2, 2]


def test_short_articles_have_no_kin(library: Library) -> None:
    one, other = library.add(Article("Mosul fell.")).id, library.add(Article("Mosul fell!")).id
    assert library.shelf.kin(one) == library.shelf.kin(other) == []


def test_an_article_that_is_not_there_has_no_kin(library: Library) -> None:
    assert library.shelf.kin(99) == []


def test_where_a_story_comes_a_hundred_times_each_is_found_at_once(library: Library) -> None:
    ids = [library.add(words_changed(ONE, number)).id for number in range(100)]
    assert library.shelf.kin(ids[99]) == ids[:99]


def test_two_groups_that_a_new_article_joins_are_one(library: Library) -> None:
    steps = list(range(0, 112, 8))
    far = [*steps, 3]
    texts = (Article(ONE), words_changed(ONE, 1), words_changed(ONE, *steps), words_changed(ONE, *far))
    one, two, three, four = (library.add(article).id for article in texts)
    assert (library.shelf.kin(one), library.shelf.kin(three)) == ([two], [four])
    five = library.add(words_changed(ONE, *steps[:7])).id
    assert library.shelf.kin(four) == [one, two, three, five]
