"""Concordance lines: every place where a query's words and entities stand, each in a line of its surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reader.core.review import Review, Standing
from reader.core.surfaces import fold
from reader.library import articles, baselines, layers
from reader.library.full_text import is_letter, unspaced
from reader.library.matching import match, means, segments
from reader.library.query import Named, Near, Words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.core.article import Article
    from reader.core.spans import Span
    from reader.library.query import Query

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


def of_article(connection: sqlite3.Connection, article_id: int, query: Query, author: str, *, refused: bool) -> list[Line]:
    """Return a line for each hit that the page shows, in text order; none if the article is gone.

    refused: with the entities asked for that the author has rejected.
    """
    article = articles.load(connection, article_id)
    if article is None:
        return []
    found: dict[tuple[int, int], list[tuple[Span, Standing] | None]] = {}
    for span, standing in _entities(connection, article_id, article, query, author):
        if refused or standing is not Standing.REJECTED:
            found.setdefault((span.start, span.end), []).append((span, standing))
    for place in _words(connection, article_id, article, query):
        if article.shows(*place):
            found.setdefault(place, [None])
    made = [line_of(article_id, article, place, entity) for place, entities in sorted(found.items()) for entity in entities]
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


def _words(connection: sqlite3.Connection, article_id: int, article: Article, query: Query) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that a query asks for."""
    asked = [term for term in query.wanted if isinstance(term, Near) or (isinstance(term, Words) and not term.in_title)]
    if not asked:
        return
    # Signs that the text does not hold, to be set round each hit.
    signs = (sign for sign in map(chr, _PRIVATE) if sign not in article.text)
    opening, closing = next(signs), next(signs)
    found = connection.execute(
        "SELECT highlight(full_text, 1, ?, ?) FROM full_text WHERE full_text MATCH ? AND rowid = ?",
        (opening, closing, " OR ".join(map(match, asked)), article_id),
    ).fetchall()
    for (marked,) in found:
        yield from _marked(marked, opening, closing)
    if unspaced(article.text):
        yield from _within_runs(article.text, asked)


_PRIVATE = range(0xF0000, 0xFFFFE)
"""Nobody's characters: https://www.unicode.org/faq/private_use.html."""


def _marked(marked: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Yield the places that were marked in a text, counted without the marks."""
    before, *pieces = marked.split(opening)
    at = len(before)
    for piece in pieces:
        hit = piece.split(closing, 1)[0]
        yield at, at + len(hit)
        at += len(piece) - len(closing)


def _within_runs(text: str, asked: Iterable[Words | Near]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in, or written on to, runs of scripts that set no blanks: FTS5 marks whole runs only."""
    words = [word for term in asked for word in ((term.left, term.right) if isinstance(term, Near) else (term,))]
    parts = dict.fromkeys(
        (part, is_run, word.begins and part == whole[-1][0])
        for word in words
        for whole in (segments(word.text),)
        for part, is_run in whole
    )
    plain = "" if all(is_run for _, is_run, _ in parts) else "".join(map(_plain, text))
    for part, is_run, begins in parts:
        if is_run:
            yield from (hit.span() for hit in re.finditer(re.escape(part), text, re.IGNORECASE))
            continue
        for hit in re.finditer(_beside_runs(part), plain, re.IGNORECASE):
            end = _end_of_word(text, hit.end()) if begins else hit.end()
            if hit.start() < end and _parts(text, hit.start() - 1) and _parts(text, end):
                yield hit.start(), end


@cache
def _plain(sign: str) -> str:
    """Return a character as searches compare it, as one character: in small letters, without accents; a mark by itself stays."""
    return fold(sign)[:1] or sign


def _beside_runs(words: str) -> str:
    """Return the pattern of words in a text made plain: what parts words does not count there, nor do marks by themselves."""
    plain = re.sub(_MARK, "", "".join(_plain(sign) if is_letter(sign) else " " for sign in words))
    return r"[\W_]+".join("".join(f"{re.escape(sign)}{_MARK}*" for sign in word) for word in plain.split())


_MARK = "[\u0300-\u036f]"


def _end_of_word(text: str, at: int) -> int:
    """Return where the word that goes on at a place ends."""
    while not _parts(text, at):
        at += 1
    return at


def _parts(text: str, at: int) -> bool:
    """Tell whether a word can end before, or begin after, the character at a place."""
    return not 0 <= at < len(text) or not is_letter(text[at]) or bool(unspaced(text[at]))
