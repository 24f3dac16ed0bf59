"""Baselines in the library: kept once by text and tagger, and never changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.core.baselines import Baseline, Tagger
from reader.library import layers, names
from reader.library.packing import pack_places, pack_scores, unpack_near, unpack_places, unpack_scores
from reader.library.tally import NOWHERE, Ground, places

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from reader.core.article import Article
    from reader.core.spans import Span
    from reader.library.tally import Places


_LOAD = (
    "SELECT digest, tagger, tagger_name, tagger_version, labels, scores, near_labels, near_scores FROM baseline"
    " JOIN article ON article.id = baseline.article JOIN baseline_scores ON baseline_scores.baseline = baseline.id"
)
# Told whatever names; "," is the character behind "+".
_BY_TAGGER = "(tagger = :base OR tagger > :base || '+' AND tagger < :base || ',')"


def find(connection: sqlite3.Connection, article_id: int, tagger_digest: str) -> int | None:
    """Return the id of the baseline a tagger made of an article; None if there is none."""
    query = "SELECT id FROM baseline WHERE article = ? AND tagger = ?"
    found = connection.execute(query, (article_id, tagger_digest)).fetchone()
    return int(found[0]) if found else None


class Row(NamedTuple):
    """A baseline as it is kept.

    columns: tagger, name, version, shown and doubts. packed: what the function of that name gives.
    """

    columns: Sequence[object]
    packed: Sequence[Any]

    @classmethod
    def of(cls, baseline: Baseline, ground: Ground) -> Row:
        """Pack a baseline, which takes its time for a long text. ground: made of it."""
        tagger = baseline.tagger
        columns = (tagger.digest, tagger.name, tagger.version, ground.shown(), len(ground.doubts[0]))
        spans = (*pack_scores(baseline.scores), *pack_scores(baseline.alternatives))
        return cls(columns, (*spans, pack_places(ground.doubts)))

    def fitted(self, article: Article) -> Row:
        """Return it as it is for an article of the same text, whose blocks tell what is shown, whatever it says itself."""
        labels, scores, near_labels, near_scores, _ = self.packed
        found = unpack_scores(labels, scores)
        ground = Ground(article, found, places(article, found, unpack_near(near_labels, near_scores)))
        columns = (*self.columns[:3], ground.shown(), len(ground.doubts[0]))
        return Row(columns, (*self.packed[:4], pack_places(ground.doubts)))


_NEXT = "(SELECT max(baseline, coalesce((SELECT max(id) FROM baseline), 0)) + 1 FROM taken_out)"


def put_in(connection: sqlite3.Connection, article_id: int, row: Row, *, number: int | None = None) -> int:
    """Put a baseline in that is not there; return its id. To be called inside `writing`. number: as of `articles.add`."""
    columns, (*scores, places) = row
    stored = connection.execute(
        "INSERT INTO baseline (id, article, tagger, tagger_name, tagger_version, shown, doubts)"  # noqa: S608 - as above
        f" VALUES (coalesce(?, {_NEXT}), ?, ?, ?, ?, ?, ?)",
        (number, article_id, *columns),
    ).lastrowid
    connection.execute(
        "INSERT INTO baseline_scores (baseline, labels, scores, near_labels, near_scores) VALUES (?, ?, ?, ?, ?)",
        (stored, *scores),
    )
    connection.execute("INSERT INTO baseline_doubts (baseline, places) VALUES (?, ?)", (stored, places))
    return int(stored or 0)


def load(connection: sqlite3.Connection, text_digest: str, tagger_digest: str) -> Baseline | None:
    """Return what a tagger last found in a text, told whatever names (`Tagger.base`); None if the library does not have it."""
    query = f"{_LOAD} WHERE digest = :text AND {_BY_TAGGER} ORDER BY baseline.id DESC LIMIT 1"
    return _loaded(connection.execute(query, {"text": text_digest, "base": tagger_digest}).fetchone())


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


def next_missing(connection: sqlite3.Connection, after: int, tagger_digest: str) -> int | None:
    """Return the first article after one of this number that a tagger has made no baseline of; None when none is left."""
    tagged = f"SELECT 1 FROM baseline WHERE article = article.id AND {_BY_TAGGER}"  # noqa: S608 - of our own words
    query = f"SELECT id FROM article WHERE id > :after AND NOT EXISTS ({tagged}) ORDER BY id LIMIT 1"  # noqa: S608 - as above
    found = connection.execute(query, {"after": after, "base": tagger_digest}).fetchone()
    return None if found is None else int(found[0])


def packed(connection: sqlite3.Connection, baseline_id: int) -> tuple[str, bytes, str, bytes, bytes]:
    """Return the spans, the alternatives and the doubts of a baseline that is there, as they were packed."""
    query = (
        "SELECT labels, scores, near_labels, near_scores, places"
        " FROM baseline_scores JOIN baseline_doubts USING (baseline) WHERE baseline = ?"
    )
    labels, scores, near_labels, near_scores, doubts = connection.execute(query, (baseline_id,)).fetchone()
    return labels, scores, near_labels, near_scores, doubts


def last_found(connection: sqlite3.Connection, article_id: int) -> tuple[Mapping[Span, float | None], Places]:
    """Return the spans of the baseline last used, with their scores, in reading order, and its doubts; none without one."""
    used = last_used(connection, article_id)
    return ({}, NOWHERE) if used is None else found_by(connection, used)


def found_by(connection: sqlite3.Connection, baseline_id: int) -> tuple[Mapping[Span, float | None], Places]:
    """Return the spans of a baseline that is there, with their scores, in reading order, and its doubts."""
    labels, scores, *_, doubts = packed(connection, baseline_id)
    return unpack_scores(labels, scores), unpack_places(doubts)


def doubts_of(connection: sqlite3.Connection, baseline_id: int) -> Places:
    """Return where the doubts of a baseline are that is there."""
    (doubts,) = connection.execute("SELECT places FROM baseline_doubts WHERE baseline = ?", (baseline_id,)).fetchone()
    return unpack_places(doubts)


def last_used(connection: sqlite3.Connection, article_id: int) -> int | None:
    """Return the id of the baseline that an article's entities are counted against; None if it has had none."""
    found = connection.execute("SELECT baseline FROM article WHERE id = ? AND baseline IS NOT NULL", (article_id,)).fetchone()
    return int(found[0]) if found else None


def use(connection: sqlite3.Connection, article_id: int, baseline_id: int, before: Ground, after: Ground) -> None:
    """Have an article's entities counted against a baseline, in the list and in the entity index. Inside `writing`.

    before, after: what they were counted against until now, and what they are from now on.
    """
    names.take_baseline(connection, article_id, before, after)
    shown, doubts = connection.execute("SELECT shown, doubts FROM baseline WHERE id = ?", (baseline_id,)).fetchone()
    connection.execute("UPDATE article SET baseline = ?, doubts = ? WHERE id = ?", (baseline_id, doubts, article_id))
    connection.execute("UPDATE layer SET shown = ?, doubts = ? WHERE article = ?", (shown, doubts, article_id))
    layers.recount(connection, article_id, after)


def load_last_used(connection: sqlite3.Connection, article_id: int) -> Baseline | None:
    """Return the baseline that an article's entities are counted against; None if it has had none."""
    return _loaded(connection.execute(f"{_LOAD} WHERE baseline.id = ?", (last_used(connection, article_id),)).fetchone())


def _loaded(row: Sequence[Any] | None) -> Baseline | None:
    """Return the baseline that `_LOAD` gives."""
    if row is None:
        return None
    text_digest, digest, name, version, labels, scores, near_labels, near_scores = row
    tagger = Tagger(name, version, digest)
    return Baseline(text_digest, tagger, unpack_scores(labels, scores), unpack_near(near_labels, near_scores))
