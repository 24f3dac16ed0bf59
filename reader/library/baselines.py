"""Baselines in the library: kept once by text and tagger, and never changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.core.baselines import Baseline, Tagger
from reader.library import layers, names
from reader.library.packing import pack_scores, unpack_near, unpack_scores

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from reader.core.spans import Span
    from reader.library.tally import Ground


_FOUND = "baseline JOIN article ON article.id = baseline.article JOIN baseline_scores ON baseline_scores.baseline = baseline.id"
# Told whatever names; "," is the character behind "+".
_BY_TAGGER = "(tagger = :base OR tagger > :base || '+' AND tagger < :base || ',')"


def find(connection: sqlite3.Connection, article_id: int, tagger_digest: str) -> int | None:
    """Return the id of the baseline a tagger made of an article; None if there is none."""
    query = "SELECT id FROM baseline WHERE article = ? AND tagger = ?"
    found = connection.execute(query, (article_id, tagger_digest)).fetchone()
    return int(found[0]) if found else None


def add(connection: sqlite3.Connection, article_id: int, baseline: Baseline, *, shown: int, doubts: int) -> int:
    """Put a baseline in that is not there; return its id. To be called inside `writing`.

    shown: how many of its spans the page shows. doubts: how many it has, see `reader.core.doubts`.
    """
    tagger = baseline.tagger
    columns = (tagger.digest, tagger.name, tagger.version, shown, doubts)
    return put_in(connection, article_id, columns, (*pack_scores(baseline.scores), *pack_scores(baseline.alternatives)))


def put_in(connection: sqlite3.Connection, article_id: int, columns: Sequence[object], packed: Sequence[object]) -> int:
    """Put a baseline in by its columns: tagger, name, version, shown and doubts; and what `packed` gives; return its id."""
    stored = connection.execute(
        "INSERT INTO baseline (article, tagger, tagger_name, tagger_version, shown, doubts) VALUES (?, ?, ?, ?, ?, ?)",
        (article_id, *columns),
    ).lastrowid
    connection.execute(
        "INSERT INTO baseline_scores (baseline, labels, scores, near_labels, near_scores) VALUES (?, ?, ?, ?, ?)",
        (stored, *packed),
    )
    return int(stored or 0)


def load(connection: sqlite3.Connection, text_digest: str, tagger_digest: str) -> Baseline | None:
    """Return what a tagger last found in a text, told whatever names (`Tagger.base`); None if the library does not have it."""
    columns = "tagger, tagger_name, tagger_version, labels, scores, near_labels, near_scores"
    query = f"SELECT {columns} FROM {_FOUND} WHERE digest = :text AND {_BY_TAGGER} ORDER BY baseline.id DESC LIMIT 1"  # noqa: S608
    found = connection.execute(query, {"text": text_digest, "base": tagger_digest}).fetchone()
    if found is None:
        return None
    digest, name, version, labels, scores, near_labels, near_scores = found
    tagger = Tagger(name, version, digest)
    return Baseline(text_digest, tagger, unpack_scores(labels, scores), unpack_near(near_labels, near_scores))


def has(connection: sqlite3.Connection, text_digest: str, tagger_digest: str) -> bool:
    """Tell whether the library has what a tagger found in a text, without reading it."""
    tables = "baseline JOIN article ON article.id = baseline.article"
    query = f"SELECT 1 FROM {tables} WHERE digest = :text AND {_BY_TAGGER}"  # noqa: S608 - as above
    return connection.execute(query, {"text": text_digest, "base": tagger_digest}).fetchone() is not None


def missing(connection: sqlite3.Connection, numbers: Iterable[int], tagger_digest: str) -> list[int]:
    """Return those of some articles that a tagger has made no baseline of, in their order."""
    tagged = f"SELECT 1 FROM baseline WHERE article = value AND {_BY_TAGGER}"  # noqa: S608 - of our own words
    query = f"SELECT value FROM json_each(:numbers) WHERE NOT EXISTS ({tagged}) ORDER BY key"  # noqa: S608 - as above
    found = connection.execute(query, {"numbers": json.dumps(list(numbers)), "base": tagger_digest})
    return [number for (number,) in found]


def packed(connection: sqlite3.Connection, baseline_id: int) -> tuple[str, bytes, str, bytes]:
    """Return the spans and the alternatives of a baseline that is there, as `pack_scores` packed each."""
    query = "SELECT labels, scores, near_labels, near_scores FROM baseline_scores WHERE baseline = ?"
    labels, scores, near_labels, near_scores = connection.execute(query, (baseline_id,)).fetchone()
    return labels, scores, near_labels, near_scores


def last_found(connection: sqlite3.Connection, article_id: int) -> tuple[Mapping[Span, float | None], Mapping[Span, float]]:
    """Return the spans and the alternatives of the baseline last used, with their scores, in reading order; none without one."""
    used = last_used(connection, article_id)
    return ({}, {}) if used is None else found_by(connection, used)


def found_by(connection: sqlite3.Connection, baseline_id: int) -> tuple[Mapping[Span, float | None], Mapping[Span, float]]:
    """Return the spans and the alternatives of a baseline that is there, with their scores, in reading order."""
    labels, scores, near_labels, near_scores = packed(connection, baseline_id)
    return unpack_scores(labels, scores), unpack_near(near_labels, near_scores)


def last_used(connection: sqlite3.Connection, article_id: int) -> int | None:
    """Return the id of the baseline that an article's entities are counted against; None if it has had none."""
    (found,) = connection.execute("SELECT baseline FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if found is None else int(found)


def use(connection: sqlite3.Connection, article_id: int, baseline_id: int, before: Ground, after: Ground) -> None:
    """Have an article's entities counted against a baseline, in the list and in the entity index. Inside `writing`.

    before, after: what they were counted against until now, and what they are from now on.
    """
    names.take_baseline(connection, article_id, before, after)
    connection.execute("UPDATE article SET baseline = ? WHERE id = ?", (baseline_id, article_id))
    layers.recount(connection, article_id, after)


def load_last_used(connection: sqlite3.Connection, article_id: int) -> Baseline | None:
    """Return the baseline that an article's entities are counted against; None if it has had none."""
    query = "SELECT digest, tagger FROM article JOIN baseline ON baseline.id = article.baseline WHERE article.id = ?"
    found = connection.execute(query, (article_id,)).fetchone()
    return load(connection, *found) if found else None
