"""Layers and the journal in the library: an edit is kept in both or in neither."""

from __future__ import annotations

from datetime import datetime
from functools import cache, partial
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.core.history import Edit, Kept, Step
from reader.core.layers import Layer, Verdict
from reader.core.spans import Span
from reader.library import names
from reader.library.packing import pack_judgements, time_text, unpack_alike, unpack_judgements
from reader.library.tally import COUNTED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from reader.core.layers import Judgement
    from reader.library.tally import Ground

_JUDGEMENT = 'FROM judgement WHERE layer = ? AND start = ? AND "end" = ? AND label = ?'
_MANY = 500
_LOOK_UP = 8
"""To look a span and its doubts up takes as long as to read so many others."""

_ROWS = 100
"""So many are put in by one statement."""


def load(connection: sqlite3.Connection, article_digest: str, author: str) -> Layer:
    """Return an author's layer of an article; an empty one where nothing is judged."""
    layer, finished = _find(connection, article_digest, author)
    # Together where they are alike, as after finishing: half the time that a row for each takes.
    query = (
        'SELECT verdict, how, at, note, json_group_array(start), json_group_array("end"), json_group_array(label)'
        " FROM judgement WHERE layer = ? GROUP BY verdict, how, at, note"
    )
    alike = connection.execute(query, (layer,))
    return Layer(article_digest, author, chain.from_iterable(map(unpack_alike, alike)), finished=finished == 1)


def past(connection: sqlite3.Connection, article_digest: str, author: str) -> list[Edit]:
    """Return every edit of a layer, oldest first."""
    return [edit.read() for edit in kept(connection, article_digest, author)]


def kept(connection: sqlite3.Connection, article_digest: str, author: str) -> list[Kept]:
    """Return every edit of a layer, oldest first, still as it is packed."""
    layer, _ = _find(connection, article_digest, author)
    query = "SELECT step, origin, at, title, finished, removed, added FROM journal WHERE layer = ? ORDER BY id"
    return [
        Kept(Step(row[0]), row[1], partial(_edit, article_digest, author, row)) for row in connection.execute(query, (layer,))
    ]


def _edit(article_digest: str, author: str, row: tuple[str, str, str, str, int | None, str, str]) -> Edit:
    step, origin, at, title, finished, removed, added = row
    return Edit(
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


def journal(connection: sqlite3.Connection, article_id: int, author: str) -> list[tuple[object, ...]]:
    """Return the journal of a layer as its columns are, which is enough to tell whether two are the same."""
    query = (
        "SELECT at, title, step, origin, journal.finished, removed, journal.added"
        " FROM layer JOIN journal ON journal.layer = layer.id WHERE article = ? AND author = ? ORDER BY journal.id"
    )
    return connection.execute(query, (article_id, author)).fetchall()


def pack(edit: Edit) -> tuple[str, str]:
    """Return what an edit takes out and puts in as the journal keeps it, which takes its time for a large one."""
    return pack_judgements(edit.removed), pack_judgements(edit.added)


def append(
    connection: sqlite3.Connection, article_id: int, edit: Edit, ground: Ground, packed: tuple[str, str] | None = None
) -> None:
    """Write an edit into the journal and bring its layer up to date. To be called inside `writing`.

    packed: as `pack` gives it, where that has been done before the transaction began.
    """
    layer, held, settled = _layer(connection, article_id, edit.author)
    packed = packed or pack(edit)
    touched = {judgement.span for judgement in (*edit.removed, *edit.added)}
    # Of many spans each would have to be looked up, and the doubts around each: from some number on it is quicker to read all.
    is_large = len(touched) > _MANY and len(touched) * _LOOK_UP > held
    if not is_large:
        before = _verdicts(connection, layer, touched)
    elif _is_all_there_is(connection, layer, len(edit.removed), packed[0]):
        before = {judgement.span: judgement.verdict for judgement in edit.removed}
    else:
        before = _all_verdicts(connection, layer, touched)
    finished = None if edit.finished is None else int(edit.finished)
    connection.execute(
        "INSERT INTO journal (layer, at, title, step, origin, finished, removed, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (layer, time_text(edit.at), edit.title, edit.step, edit.origin, finished, *packed),
    )
    _allow_length(connection, layer, edit.added)
    gone = before.keys() & touched
    after = {span: verdict for span, verdict in before.items() if span not in gone}
    after.update((judgement.span, judgement.verdict) for judgement in edit.added)
    doubts = [] if is_large else ground.doubts_at(touched)
    settled -= _settled(connection, layer, doubts)
    _take_out(connection, layer, gone - after.keys(), before.keys() - gone if is_large else None)
    _put_in(connection, layer, edit.added)
    stood, stand = ground.standings(before), ground.standings(after)
    names.take_edit(connection, article_id, edit.author, ground.names_by_standing(stood), ground.names_by_standing(stand))
    settled = ground.settled(after) if is_large else settled + _settled(connection, layer, doubts)
    connection.execute(
        "UPDATE layer SET finished = coalesce(?, finished), kept = kept + ?, added = added + ?, rejected = rejected + ?,"
        " settled = ? WHERE id = ?",
        (finished, *(len(stand[standing]) - len(stood[standing]) for standing in COUNTED), settled, layer),
    )


def recount(connection: sqlite3.Connection, article_id: int, ground: Ground) -> None:
    """Count every layer of an article anew, against another baseline. To be called inside `writing`."""
    for (layer,) in connection.execute("SELECT id FROM layer WHERE article = ?", (article_id,)).fetchall():
        verdicts = _all_verdicts(connection, layer)
        standings = ground.standings(verdicts)
        numbers = (*(len(standings[standing]) for standing in COUNTED), ground.settled(verdicts), layer)
        connection.execute("UPDATE layer SET kept = ?, added = ?, rejected = ?, settled = ? WHERE id = ?", numbers)


def _find(connection: sqlite3.Connection, article_digest: str, author: str) -> tuple[int | None, int]:
    """Return the id of a layer (None if it has never been edited) and its finished mark."""
    query = "SELECT layer.id, finished FROM layer JOIN article ON article.id = layer.article WHERE digest = ? AND author = ?"
    found = connection.execute(query, (article_digest, author)).fetchone()
    return (int(found[0]), int(found[1])) if found else (None, 0)


def _layer(connection: sqlite3.Connection, article_id: int, author: str) -> tuple[int, int, int]:
    """Return the id of a layer, made where there is none, about how many spans are judged in it, and how many doubts settled."""
    query = "SELECT id, kept + added + rejected, settled FROM layer WHERE article = ? AND author = ?"
    found = connection.execute(query, (article_id, author)).fetchone()
    if found:
        return int(found[0]), int(found[1]), int(found[2])
    query = (
        "INSERT INTO layer (author, article, shown, doubts) SELECT ?, article.id, coalesce(shown, 0), article.doubts"
        " FROM article LEFT JOIN baseline ON baseline.id = article.baseline WHERE article.id = ?"
    )
    return int(connection.execute(query, (author, article_id)).lastrowid or 0), 0, 0


def _verdicts(connection: sqlite3.Connection, layer: int, spans: Iterable[Span]) -> dict[Span, Verdict]:
    """Return what the file says of these spans, of those that it says anything of."""
    query = f"SELECT verdict {_JUDGEMENT}"
    found = ((span, connection.execute(query, (layer, *span)).fetchone()) for span in spans)
    return {span: Verdict(row[0]) for span, row in found if row}


def _all_verdicts(connection: sqlite3.Connection, layer: int, known: Iterable[Span] = ()) -> dict[Span, Verdict]:
    """Return what the file says of all spans of a layer. known: spans that need not be made anew."""
    verdicts = {verdict.value: verdict for verdict in Verdict}
    rows = connection.execute('SELECT start, "end", label, verdict FROM judgement WHERE layer = ?', (layer,)).fetchall()
    spans = {span: span for span in known} if rows else {}
    return {spans.get(row[:3]) or Span(*row[:3]): verdicts[row[3]] for row in rows}


def _is_all_there_is(connection: sqlite3.Connection, layer: int, judgements: int, packed: str) -> bool:
    """Tell whether so many judgements, as they are packed, are what the newest edit put in, and all that the layer holds."""
    if connection.execute("SELECT count(*) FROM judgement WHERE layer = ?", (layer,)).fetchone() != (judgements,):
        return False
    newest = "SELECT added FROM journal WHERE layer = ? ORDER BY id DESC LIMIT 1"
    return judgements == 0 or connection.execute(newest, (layer,)).fetchone() == (packed,)


def _allow_length(connection: sqlite3.Connection, layer: int, judgements: Iterable[Judgement]) -> None:
    longest = max((end - start for judgement in judgements for start, end, _ in (judgement[0],)), default=0)
    connection.execute("UPDATE layer SET longest = ? WHERE id = ? AND longest < ?", (longest, layer, longest))


def _settled(connection: sqlite3.Connection, layer: int, doubts: Iterable[tuple[int, int]]) -> int:
    """Return how many of these doubts a judgement of the layer overlaps."""
    query = (
        'SELECT EXISTS (SELECT 1 FROM judgement WHERE layer = :layer AND start < :end AND "end" > :start'
        " AND start > :start - (SELECT longest FROM layer WHERE id = :layer))"
    )
    return sum(connection.execute(query, {"layer": layer, "start": start, "end": end}).fetchone()[0] for start, end in doubts)


def _take_out(connection: sqlite3.Connection, layer: int, spans: Collection[Span], rest: Collection[Span] | None) -> None:
    """Take the judgements on some spans out. rest: all others that are judged; None for not known."""
    if rest is None or len(rest) > len(spans):
        connection.executemany(f"DELETE {_JUDGEMENT}", ((layer, *span) for span in spans))
        return
    stays = [connection.execute(f"SELECT * {_JUDGEMENT}", (layer, *span)).fetchone() for span in rest]
    connection.execute("DELETE FROM judgement WHERE layer = ?", (layer,))
    connection.executemany("INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", stays)


def _put_in(connection: sqlite3.Connection, layer: int, judgements: Iterable[Judgement]) -> None:
    # Many rows in one statement take half as long as each in its own; and SQLite takes plain strings in a tenth of the time that
    # it needs for the members of an enumeration.
    for (verdict, how, at, note), alike in groupby(judgements, key=itemgetter(slice(1, None))):
        said = (layer, str(verdict), str(how), time_text(at), note)
        spans = [judgement.span for judgement in alike]
        last = len(spans) - len(spans) % _ROWS
        many = ((*said, *chain.from_iterable(spans[at : at + _ROWS])) for at in range(0, last, _ROWS))
        connection.executemany(_insertion(_ROWS), many)
        connection.executemany(_insertion(1), ((*said, *span) for span in spans[last:]))


@cache
def _insertion(rows: int) -> str:
    """Return the statement that puts in so many judgements that differ in their spans only."""
    values = (f"(?1, ?{at}, ?{at + 1}, ?{at + 2}, ?2, ?3, ?4, ?5)" for at in range(6, 6 + 3 * rows, 3))
    columns = 'layer, start, "end", label, verdict, how, at, note'
    return f"INSERT OR REPLACE INTO judgement ({columns}) VALUES {', '.join(values)}"  # noqa: S608 - of our own words
