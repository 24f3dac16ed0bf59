"""Whether a library is sound: what `Library.check` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.layers import Layer
from reader.core.review import Review, Standing
from reader.library import articles, baselines, full_text, layers, names
from reader.library.tally import COUNTED, Ground

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


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
    ground = Ground(article, *baselines.last_found(connection, article_id))
    *counted, doubted, settled, longest = connection.execute(
        "SELECT kept, added, rejected, coalesce(shown, 0) - kept - rejected, coalesce(doubts, 0), settled, longest"
        " FROM layer JOIN article ON article.id = layer.article"
        " LEFT JOIN baseline ON baseline.id = article.baseline WHERE layer.id = ?",
        (layer_id,),
    ).fetchone()
    if counted != [counts[standing] for standing in (*COUNTED, Standing.SUGGESTED)]:
        yield f"The counts of {author} on article {article_id} in the list are wrong."
    if (doubted, settled) != (len(ground.doubts), ground.settled(stored)) or any(len(span) > longest for span in stored):
        yield f"The suspects of {author} on article {article_id} in the list are wrong."
