"""Whether a library is sound: what `Library.check` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.layers import Layer
from reader.core.review import Review, Standing
from reader.library import articles, baselines, full_text, layers, names
from reader.library.packing import unpack_near, unpack_places, unpack_scores
from reader.library.tally import COUNTED, NOWHERE, Ground, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from reader.core.article import Article
    from reader.library.tally import Places


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each fault in the file and its references or, when there is none, in what it holds.

    A layer must be what replaying its journal gives, what the list counts what `Review` counts, and what is searched what the
    articles, baselines and layers say.
    """
    broken = list(_file_faults(connection))
    yield from broken or _content_faults(connection)


def _file_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check").fetchall():
        if answer != "ok":
            yield f"The file is damaged: {answer}."
    for table, row, other, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"Row {row} of {table} refers to something that is missing in {other}."


def _content_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for article_id, digest in connection.execute("SELECT id, digest FROM article ORDER BY id").fetchall():
        article = articles.load(connection, article_id)
        if article is None or article.digest != digest:
            yield f"The text of article {article_id} is not the one that was put in."
    for layer_id, article_id, digest, author in connection.execute(
        "SELECT layer.id, article, digest, author FROM layer JOIN article ON article.id = layer.article ORDER BY layer.id"
    ).fetchall():
        yield from _layer_faults(connection, layer_id, article_id, digest, author)
    for (article_id,) in connection.execute(
        "SELECT article.id FROM article LEFT JOIN baseline ON baseline.id = article.baseline"
        " WHERE article.doubts <> coalesce(baseline.doubts, 0)"
    ).fetchall():
        yield f"The suspects in article {article_id} in the list are wrong."
    yield from full_text.faults(connection)
    yield from names.faults(connection)


def _layer_faults(connection: sqlite3.Connection, layer_id: int, article_id: int, digest: str, author: str) -> Iterator[str]:
    stored = layers.load(connection, digest, author)
    replayed = Layer(digest, author)
    for edit in layers.past(connection, digest, author):
        replayed.apply(edit.removed, edit.added, finished=edit.finished)
    if dict(stored) != dict(replayed) or stored.finished != replayed.finished:
        yield f"The layer of {author} on article {article_id} is not what its journal gives."
    article = articles.load(connection, article_id)
    if article is None:
        return
    counts = Review(article, baselines.load_last_used(connection, article_id), stored).counts()
    ground, doubts = _ground(connection, article_id, article)
    *counted, doubted, settled, longest, agrees = connection.execute(
        "SELECT kept, added, rejected, coalesce(baseline.shown, 0) - kept - rejected, coalesce(baseline.doubts, 0), settled,"
        " longest, (layer.shown, layer.doubts) = (coalesce(baseline.shown, 0), coalesce(baseline.doubts, 0))"
        " FROM layer JOIN article ON article.id = layer.article"
        " LEFT JOIN baseline ON baseline.id = article.baseline WHERE layer.id = ?",
        (layer_id,),
    ).fetchone()
    if counted != [counts[standing] for standing in (*COUNTED, Standing.SUGGESTED)]:
        yield f"The counts of {author} on article {article_id} in the list are wrong."
    if not agrees:
        yield f"Article {article_id} is out of its place in the lists of {author}."
    expected = (len(doubts[0]), ground.settled(stored))
    if ground.doubts != doubts or (doubted, settled) != expected or any(len(span) > longest for span in stored):
        yield f"The suspects of {author} on article {article_id} in the list are wrong."


def _ground(connection: sqlite3.Connection, article_id: int, article: Article) -> tuple[Ground, Places]:
    """Return what judgements on an article are held against, its doubts found anew; and the doubts that are kept."""
    used = baselines.last_used(connection, article_id)
    if used is None:
        return Ground(article), NOWHERE
    labels, scores, near_labels, near_scores, doubts = baselines.packed(connection, used)
    found = unpack_scores(labels, scores)
    return Ground(article, found, places(article, found, unpack_near(near_labels, near_scores))), unpack_places(doubts)
