"""Keeping a baseline: the slow part of it outside the transaction, in which nothing else can be kept, be it on another thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library import baselines
from reader.library.file import writing

if TYPE_CHECKING:
    import sqlite3

    from reader.core.baselines import Baseline
    from reader.library.held import Held


def keep(connection: sqlite3.Connection, held: Held, article_id: int, baseline: Baseline) -> bool:
    """Keep a baseline of an article, and count entities against it from now on; see `Library.save_baseline`.

    Raises ArticleMissingError.
    """
    known = baselines.find(connection, article_id, baseline.tagger.digest)
    ground = held.ground_of(article_id, known, baseline)
    row = baselines.Row.of(baseline, ground) if known is None else None
    if row or known != baselines.last_used(connection, article_id):
        ground.counted()
        held.ground(article_id).counted()
        with writing(connection):
            held.article(article_id)  # it may have been taken out meanwhile
            there = baselines.find(connection, article_id, baseline.tagger.digest)
            if there is None:
                known = baselines.put_in(connection, article_id, row or baselines.Row.of(baseline, ground))
            elif there != known:  # another window was quicker
                row, known, ground = None, there, held.ground_of(article_id, there, baseline)
            baselines.use(connection, article_id, known, held.ground(article_id), ground)
    held.hold_ground(article_id, known, ground)
    return row is not None
