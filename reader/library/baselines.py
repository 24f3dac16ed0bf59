"""Baselines in the library: kept once by text and tagger, and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.core.baselines import Baseline, Tagger
from reader.library.packing import pack_scores, unpack_scores

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from reader.core.spans import Span


def find(connection: sqlite3.Connection, article_id: int, tagger_digest: str) -> int | None:
    """Return the id of the baseline a tagger made of an article; None if there is none."""
    query = "SELECT id FROM baseline WHERE article = ? AND tagger = ?"
    found = connection.execute(query, (article_id, tagger_digest)).fetchone()
    return int(found[0]) if found else None


def add(connection: sqlite3.Connection, article_id: int, baseline: Baseline, shown: int) -> int:
    """Put a baseline in that is not there; return its id. To be called inside `writing`.

    shown: how many of its spans the page shows.
    """
    tagger = baseline.tagger
    columns = (*pack_scores(baseline.scores), *pack_scores(baseline.alternatives))
    stored = connection.execute(
        "INSERT INTO baseline (article, tagger, tagger_name, tagger_version, shown) VALUES (?, ?, ?, ?, ?)",
        (article_id, tagger.digest, tagger.name, tagger.version, shown),
    ).lastrowid
    connection.execute(
        "INSERT INTO baseline_scores (baseline, labels, scores, near_labels, near_scores) VALUES (?, ?, ?, ?, ?)",
        (stored, *columns),
    )
    return int(stored or 0)


def load(connection: sqlite3.Connection, text_digest: str, tagger_digest: str) -> Baseline | None:
    """Return what a tagger last found in a text, told whatever names (`Tagger.base`); None if the library does not have it."""
    found = connection.execute(
        "SELECT tagger, tagger_name, tagger_version, labels, scores, near_labels, near_scores"
        " FROM baseline JOIN article ON article.id = baseline.article"
        " JOIN baseline_scores ON baseline_scores.baseline = baseline.id"
        # "," is the character behind "+".
        " WHERE digest = :text AND (tagger = :base OR tagger > :base || '+' AND tagger < :base || ',')"
        " ORDER BY baseline.id DESC LIMIT 1",
        {"text": text_digest, "base": tagger_digest},
    ).fetchone()
    if found is None:
        return None
    digest, name, version, labels, scores, near_labels, near_scores = found
    near = {span: score for span, score in unpack_scores(near_labels, near_scores).items() if score is not None}
    return Baseline(text_digest, Tagger(name, version, digest), unpack_scores(labels, scores), near)


def has(connection: sqlite3.Connection, text_digest: str, tagger_digest: str) -> bool:
    """Tell whether the library has what a tagger found in a text, without reading it."""
    query = (
        "SELECT 1 FROM baseline JOIN article ON article.id = baseline.article"
        " WHERE digest = :text AND (tagger = :base OR tagger > :base || '+' AND tagger < :base || ',')"
    )
    return connection.execute(query, {"text": text_digest, "base": tagger_digest}).fetchone() is not None


def scores(connection: sqlite3.Connection, baseline_id: int) -> Mapping[Span, float | None]:
    """Return the spans of a baseline that is there, with their scores, in reading order."""
    query = "SELECT labels, scores FROM baseline_scores WHERE baseline = ?"
    return unpack_scores(*connection.execute(query, (baseline_id,)).fetchone())


def last_used(connection: sqlite3.Connection, article_id: int) -> int | None:
    """Return the id of the baseline that an article's entities are counted against; None if it has had none."""
    (found,) = connection.execute("SELECT baseline FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if found is None else int(found)


def use(connection: sqlite3.Connection, article_id: int, baseline_id: int) -> None:
    """Have an article's entities counted against a baseline. To be called inside `writing`."""
    connection.execute("UPDATE article SET baseline = ? WHERE id = ?", (baseline_id, article_id))
