"""Concordance lines: every place where a query's words and entities stand, each in a line of its surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.core.review import Review, Standing
from reader.library import articles, baselines, hits, layers
from reader.library.matching import means
from reader.library.terms import Named

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.core.article import Article
    from reader.core.spans import Span
    from reader.library.terms import Query

_AT_ONCE = 2_000_000
"""Code points of articles from which on no others are looked through with them: copies of all take some times as much memory."""
ROUND = 90
"""Code points shown on each side of a hit, at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One hit in its surroundings.

    article: its id. published: ISO 8601, as much of it as is known; empty when unknown.
    start, end: where in its text; both 0 for an article that is wanted, but not for anything in its text.
    left, hit, right: the text round it and its own, each on one line; a blank beside the hit stays with its side.
    span, standing: the entity that was asked for; None for words.
    """

    article: int
    title: str
    published: str
    start: int
    end: int
    left: str
    hit: str
    right: str
    span: Span | None = None
    standing: Standing | None = None


def of_articles(
    connection: sqlite3.Connection, ids: Iterable[int], query: Query, author: str, *, refused: bool
) -> Iterator[Line]:
    """Yield a line for each hit that the page shows of some articles, in text order; none of an article that is gone.

    refused: with the entities asked for that the author has rejected.
    """
    for loaded in _loaded(connection, ids):
        words = hits.places({article_id: article.text for article_id, article in loaded.items()}, query)
        for article_id, article in loaded.items():
            entities = _entities(connection, article_id, article, query, author)
            asked = [each for each in entities if refused or each[1] is not Standing.REJECTED]
            yield from _lines(article_id, article, asked, words.get(article_id, ()))


def _loaded(connection: sqlite3.Connection, ids: Iterable[int]) -> Iterator[dict[int, Article]]:
    """Yield articles by their numbers, as many together as may be looked through at once."""
    some: dict[int, Article] = {}
    for article_id in ids:
        article = articles.load(connection, article_id)
        if article:
            some[article_id] = article
        if sum(len(each.text) for each in some.values()) >= _AT_ONCE:
            yield some
            some = {}
    if some:
        yield some


def _lines(
    article_id: int, article: Article, entities: Iterable[tuple[Span, Standing]], words: Iterable[tuple[int, int]]
) -> list[Line]:
    """Return a line for each entity, and for each place of words where none of these stands; else one without a hit."""
    found: dict[tuple[int, int], list[tuple[Span, Standing] | None]] = {}
    for span, standing in entities:
        found.setdefault((span.start, span.end), []).append((span, standing))
    for place in words:
        if article.shows(*place):
            found.setdefault(place, [None])
    made = [line_of(article_id, article, place, entity) for place, here in sorted(found.items()) for entity in here]
    return made or [line_of(article_id, article, (0, 0))]


def line_of(article_id: int, article: Article, place: tuple[int, int], entity: tuple[Span, Standing] | None = None) -> Line:
    """Return the line of one hit. Its surroundings are those of its own block."""
    text, block, (start, end) = article.text, article.block_at(place[0]), place
    first, last = (block.start, max(block.end, end)) if block else (0, len(text))
    left, right = text[max(first, start - ROUND) : start], text[end : min(last, end + ROUND)]
    span, standing = entity or (None, None)
    return Line(
        *(article_id, article.name, article.meta.published, start, end),
        *(_on_one_line(left), " ".join(text[start:end].split()), _on_one_line(right)),
        *(span, standing),
    )


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _entities(
    connection: sqlite3.Connection, article_id: int, article: Article, query: Query, author: str
) -> Iterator[tuple[Span, Standing]]:
    """Yield the entities that a query asks for, rejected ones too."""
    asked = [term for term in query.wanted if isinstance(term, Named)]
    if not asked:
        return
    layer = layers.load(connection, article.digest, author)
    review = Review(article, baselines.load_last_used(connection, article_id), layer)
    for span in review.entities:
        surface, standing = article.text[span.start : span.end], review.standing(span)
        if standing and any(term.label == span.label and means(term, surface) for term in asked):
            yield span, standing
