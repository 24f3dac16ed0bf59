import pytest

from reader.core.article import Article
from reader.core.effort import Effort
from reader.library import ArticleMissingError, Library


def test_effort_adds_up_over_sittings_for_each_author(tmp_path):
    article = Article("In Mosul.")
    with Library.open(tmp_path / "l.sqlite") as library:
        library.add(article)
        library.spend(article.digest, "ann", Effort(3, 1, 2.5))
    with Library.open(tmp_path / "l.sqlite") as library:
        library.spend(article.digest, "ann", Effort(1, 1, 0.5))
        assert library.effort(article.digest, "ann") == Effort(4, 2, 3.0)
        assert library.effort(article.digest, "bob") == Effort()


def test_effort_on_an_article_that_is_not_there_is_refused(tmp_path):
    with Library.open(tmp_path / "l.sqlite") as library, pytest.raises(ArticleMissingError):
        library.spend("none", "ann", Effort(1))
