"""The articles last used, read once: the first judgement after one was opened must not wait for its text again."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from reader.library import articles, baselines
from reader.library.errors import ArticleMissingError
from reader.library.tally import Ground

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from reader.core.article import Article
    from reader.core.baselines import Baseline

_HELD = 4
"""How many articles, and what their judgements are counted against, are held: neither ever changes."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Held:
    """What is held of the articles last used."""

    def __init__(self, connection: sqlite3.Connection, path: Path, beside: Held | None = None) -> None:
        """Hold nothing yet, or the articles that another one holds, be it on another thread. path: for messages."""
        self._connection, self._path = connection, path
        self._articles: OrderedDict[int, Article] = OrderedDict()
        if beside:
            self._articles.update(beside._articles)  # noqa: SLF001 - its own class
        self._grounds: OrderedDict[tuple[int, int | None], Ground] = OrderedDict()
        self._baseline: Baseline | None = None

    def article(self, article_id: int) -> Article:
        """Return an article. Raises ArticleMissingError."""
        article = self._articles.get(article_id)
        if article is None:
            is_number = abs(article_id) <= articles.LARGEST_ID
            article = articles.load(self._connection, article_id) if is_number else None
        elif not articles.is_there(self._connection, article_id):  # taken out meanwhile; its number is nobody else's
            article = None
        if article is None:
            message = f"The library {self._path} has no article {article_id}: choose one from its list."
            raise ArticleMissingError(message)
        _hold(self._articles, article_id, article)
        return article

    def hold_article(self, article_id: int, article: Article) -> None:
        """Hold an article just read on another thread."""
        _hold(self._articles, article_id, article)

    def ground(self, article_id: int) -> Ground:
        """Return what judgements on an article are counted against: asked for at every edit."""
        used = baselines.last_used(self._connection, article_id)
        ground = self._grounds.get((article_id, used))
        if ground is None:
            ground = Ground(self.article(article_id), *baselines.last_found(self._connection, article_id))
        _hold(self._grounds, (article_id, used), ground)
        return ground

    def hold_baseline(self, baseline: Baseline | None) -> Baseline | None:
        """Hold a baseline that is in the library as it is, and return it: it need not be read again to know that."""
        self._baseline = baseline
        return baseline

    def ground_of(self, article_id: int, known: int | None, baseline: Baseline) -> Ground:
        """Return what judgements are counted against with a baseline: as it was kept, where it is there (known: its id)."""
        article = self.article(article_id)
        if known is None:
            return Ground.of(article, baseline)
        if baseline is self._baseline:
            return Ground(article, baseline.scores, baselines.doubts_of(self._connection, known))
        return Ground(article, *baselines.found_by(self._connection, known))

    def hold_ground(self, article_id: int, baseline_id: int | None, ground: Ground) -> None:
        """Hold what the judgements on an article are counted against with a baseline."""
        _hold(self._grounds, (article_id, baseline_id), ground)


def _hold(held: OrderedDict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Hold a value as the one last used, and let go of the one not used for longest."""
    held[key] = value
    held.move_to_end(key)
    while len(held) > _HELD:
        held.popitem(last=False)
