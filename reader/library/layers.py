"""Layers and the journal in the library: an edit is kept in both or in neither."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from reader.core.history import Edit, Step
from reader.core.layers import Layer, Verdict
from reader.core.spans import Span
from reader.library import names
from reader.library.packing import pack_judgements, time_text, unpack_judgement, unpack_judgements
from reader.library.tally import COUNTED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.core.layers import Judgement
    from reader.library.tally import Ground


def load(connection: sqlite3.Connection, article_digest: str, author: str) -> Layer:
    """Return an author's layer of an article; an empty one where nothing is judged."""
    layer, finished = _find(connection, article_digest, author)
    rows = connection.execute('SELECT start, "end", label, verdict, how, at, note FROM judgement WHERE layer = ?', (layer,))
    return Layer(article_digest, author, map(unpack_judgement, rows), finished=finished == 1)


def past(connection: sqlite3.Connection, article_digest: str, author: str) -> list[Edit]:
    """Return every edit of a layer, oldest first."""
    layer, _ = _find(connection, article_digest, author)
    query = "SELECT at, title, removed, added, finished, step, origin FROM journal WHERE layer = ? ORDER BY id"
    return [
        Edit(
            article=article_digest,
            author=author,
            at=datetime.fromisoformat(at),
            title=title,
            removed=unpack_judgements(removed),
            added=unpack_judgements(added),
            finished=None if finished is None else finished == 1,
            step=Step(step),
            origin=origin,
        )
        for at, title, removed, added, finished, step, origin in connection.execute(query, (layer,))
    ]


def journal(connection: sqlite3.Connection, article_id: int, author: str) -> list[tuple[object, ...]]:
    """Return the journal of a layer as its columns are, which is enough to tell whether two are the same."""
    query = (
        "SELECT at, title, step, origin, journal.finished, removed, journal.added"
        " FROM layer JOIN journal ON journal.layer = layer.id WHERE article = ? AND author = ? ORDER BY journal.id"
    )
    return connection.execute(query, (article_id, author)).fetchall()


def append(connection: sqlite3.Connection, article_id: int, edit: Edit, ground: Ground) -> None:
    """Write an edit into the journal and bring its layer up to date. To be called inside `writing`."""
    layer = _layer_id(connection, article_id, edit.author)
    finished = None if edit.finished is None else int(edit.finished)
    connection.execute(
        "INSERT INTO journal (layer, at, title, step, origin, finished, removed, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(layer, time_text(edit.at), edit.title, edit.step, edit.origin, finished),
            *(pack_judgements(edit.removed), pack_judgements(edit.added)),
        ),
    )
    touched: dict[Span, Verdict | None] = dict.fromkeys(judgement.span for judgement in (*edit.removed, *edit.added))
    before = _verdicts(connection, layer, touched)
    _allow_length(connection, layer, edit.added)
    doubts = ground.doubts_at(touched)
    settled = -_settled(connection, layer, doubts)
    after = touched | {judgement.span: judgement.verdict for judgement in edit.added}
    _take_out(connection, layer, [span for span, verdict in after.items() if verdict is None and before[span] is not None])
    _put_in(connection, layer, edit.added)
    names.take_edit(connection, article_id, edit.author, ground.names_by_standing(before), ground.names_by_standing(after))
    change = ground.count(after)
    change.subtract(ground.count(before))
    settled += _settled(connection, layer, doubts)
    connection.execute(
        "UPDATE layer SET finished = coalesce(?, finished), kept = kept + ?, added = added + ?, rejected = rejected + ?,"
        " settled = settled + ? WHERE id = ?",
        (finished, *(change[standing] for standing in COUNTED), settled, layer),
    )


def recount(connection: sqlite3.Connection, article_id: int, ground: Ground) -> None:
    """Count every layer of an article anew, against another baseline. To be called inside `writing`."""
    for (layer,) in connection.execute("SELECT id FROM layer WHERE article = ?", (article_id,)).fetchall():
        rows = connection.execute('SELECT start, "end", label, verdict FROM judgement WHERE layer = ?', (layer,))
        verdicts = {Span(start, end, label): Verdict(verdict) for start, end, label, verdict in rows}
        counts = ground.count(verdicts)
        numbers = (*(counts[standing] for standing in COUNTED), ground.settled(verdicts), layer)
        connection.execute("UPDATE layer SET kept = ?, added = ?, rejected = ?, settled = ? WHERE id = ?", numbers)


def _find(connection: sqlite3.Connection, article_digest: str, author: str) -> tuple[int | None, int]:
    """Return the id of a layer (None if it has never been edited) and its finished mark."""
    query = "SELECT layer.id, finished FROM layer JOIN article ON article.id = layer.article WHERE digest = ? AND author = ?"
    found = connection.execute(query, (article_digest, author)).fetchone()
    return (int(found[0]), int(found[1])) if found else (None, 0)


def _layer_id(connection: sqlite3.Connection, article_id: int, author: str) -> int:
    query = "SELECT id FROM layer WHERE article = ? AND author = ?"
    found = connection.execute(query, (article_id, author)).fetchone()
    if found:
        return int(found[0])
    return int(connection.execute("INSERT INTO layer (article, author) VALUES (?, ?)", (article_id, author)).lastrowid or 0)


def _verdicts(connection: sqlite3.Connection, layer: int, spans: Iterable[Span]) -> dict[Span, Verdict | None]:
    """Return what the file says of these spans; None where it says nothing."""
    query = 'SELECT verdict FROM judgement WHERE layer = ? AND start = ? AND "end" = ? AND label = ?'
    found = ((span, connection.execute(query, (layer, span.start, span.end, span.label)).fetchone()) for span in spans)
    return {span: Verdict(row[0]) if row else None for span, row in found}


def _allow_length(connection: sqlite3.Connection, layer: int, judgements: Iterable[Judgement]) -> None:
    longest = max((len(judgement.span) for judgement in judgements), default=0)
    connection.execute("UPDATE layer SET longest = ? WHERE id = ? AND longest < ?", (longest, layer, longest))


def _settled(connection: sqlite3.Connection, layer: int, doubts: Iterable[Span]) -> int:
    """Return how many of these doubts a judgement of the layer overlaps."""
    query = (
        'SELECT EXISTS (SELECT 1 FROM judgement WHERE layer = :layer AND start < :end AND "end" > :start'
        " AND start > :start - (SELECT longest FROM layer WHERE id = :layer))"
    )
    return sum(connection.execute(query, {"layer": layer, "start": span.start, "end": span.end}).fetchone()[0] for span in doubts)


def _take_out(connection: sqlite3.Connection, layer: int, spans: Iterable[Span]) -> None:
    connection.executemany(
        'DELETE FROM judgement WHERE layer = ? AND start = ? AND "end" = ? AND label = ?',
        ((layer, span.start, span.end, span.label) for span in spans),
    )


def _put_in(connection: sqlite3.Connection, layer: int, judgements: Iterable[Judgement]) -> None:
    connection.executemany(
        'INSERT OR REPLACE INTO judgement (layer, start, "end", label, verdict, how, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        (
            (layer, span.start, span.end, span.label, judgement.verdict, judgement.how, time_text(judgement.at), judgement.note)
            for judgement in judgements
            for span in (judgement.span,)
        ),
    )
