"""Steps between versions of the library file that SQL alone cannot do.

Each reads and writes the columns of its own version, in words of its own: what the rest of the library says of later ones is not
true there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.article import Article
from reader.core.sketch import sketch
from reader.core.spans import Span
from reader.library import kin
from reader.library.packing import pack_places, unpack_blocks, unpack_near, unpack_scores
from reader.library.tally import Ground, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def count_doubts(connection: sqlite3.Connection) -> Iterator[float]:
    """Find the doubts of every baseline, and count those that each layer has settled. Yields the share that is done."""
    for share, article_id, text, blocks, used in _texts(connection):
        yield share
        article = Article(text, unpack_blocks(blocks))
        for baseline_id, *columns in connection.execute(
            "SELECT baseline.id, labels, scores, near_labels, near_scores FROM baseline"
            " JOIN baseline_scores ON baseline_scores.baseline = baseline.id WHERE article = ?",
            (article_id,),
        ).fetchall():
            scores = unpack_scores(*columns[:2])
            ground = Ground(article, scores, places(article, scores, unpack_near(*columns[2:])))
            connection.execute("UPDATE baseline SET doubts = ? WHERE id = ?", (len(ground.doubts[0]), baseline_id))
            packed = pack_places(ground.doubts)
            connection.execute("INSERT INTO baseline_doubts (baseline, places) VALUES (?, ?)", (baseline_id, packed))
            if baseline_id == used:
                _count_settled(connection, article_id, ground)
    connection.execute(
        'UPDATE layer SET longest = coalesce((SELECT max("end" - start) FROM judgement WHERE judgement.layer = layer.id), 0)'
    )


def _count_settled(connection: sqlite3.Connection, article_id: int, ground: Ground) -> None:
    for (layer,) in connection.execute("SELECT id FROM layer WHERE article = ?", (article_id,)).fetchall():
        rows = connection.execute('SELECT start, "end", label FROM judgement WHERE layer = ?', (layer,))
        settled = ground.settled(Span(*row) for row in rows)
        connection.execute("UPDATE layer SET settled = ? WHERE id = ?", (settled, layer))


def sketch_all(connection: sqlite3.Connection) -> Iterator[float]:
    """Find the kin of every article. Yields the share that is done."""
    for share, article_id, text, _, _ in _texts(connection):
        yield share
        kin.add(connection, article_id, sketch(text))


def _texts(connection: sqlite3.Connection) -> Iterator[tuple[float, int, str, str, int | None]]:
    """Yield of every article which share of all comes before it, its number, text, blocks and last used baseline."""
    ids = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]
    query = "SELECT id, text, blocks, baseline FROM article JOIN article_text ON article_text.article = article.id WHERE id = ?"
    for at, article_id in enumerate(ids):
        for row in connection.execute(query, (article_id,)).fetchall():
            yield at / len(ids), *row
