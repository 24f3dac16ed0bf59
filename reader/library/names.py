"""The entity index: which name occurs in which article, by the baseline last used and by each author's layer.

A name is a label and a surface as `name_of` writes it. To look through 100,000 baselines for it would take minutes, so three
tables are kept in the very transactions that change what they count:

name        every name, with its mentions in the baselines last used (those the page shows), and in how many articles.
name_found  the same for each article.
name_said   where an author has added or rejected mentions of a name in an article; what is kept changes no count of mentions.
name_total  what an author has kept, added and rejected of a name altogether, and by how many articles more (or less) than
            baselines alone it occurs for that author.

Mentions of a name for an author are then found - rejected + added. `Library.check` counts all of it from the start.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reader.core.article import Article
from reader.core.layers import Verdict
from reader.core.review import Standing
from reader.core.spans import Span
from reader.core.surfaces import fold
from reader.library.packing import unpack_blocks, unpack_scores
from reader.library.tally import Ground

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from reader.library.tally import Name

    Said = Counter[tuple[Name, Standing]]


def take_edit(connection: sqlite3.Connection, article_id: int, author: str, before: Said, after: Said) -> None:
    """Take in that an author's layer of an article said one thing of some names, and now says another. Inside `writing`."""
    change = after.copy()
    change.subtract(before)
    changes: list[tuple[object, ...]] = []
    for name, (kept, added, rejected) in _by_name(change).items():
        name_id = _id_of(connection, name)
        articles = _change_said(connection, (author, name_id, article_id), added, rejected) if added or rejected else 0
        changes.append((kept, added, rejected, articles, author, name_id))
    connection.executemany(
        "INSERT INTO name_total (author, name, kept, added, rejected, articles) VALUES (?, ?, 0, 0, 0, 0) ON CONFLICT DO NOTHING",
        (row[-2:] for row in changes),
    )
    connection.executemany(
        "UPDATE name_total SET kept = kept + ?, added = added + ?, rejected = rejected + ?, articles = articles + ?"
        " WHERE author = ? AND name = ?",
        changes,
    )


def take_baseline(connection: sqlite3.Connection, article_id: int, before: Ground, after: Ground) -> None:
    """Take in that an article's entities are counted against another baseline. To be called inside `writing`."""
    layers = list(_verdicts(connection, article_id))
    nothing: Said = Counter()
    # What was said is taken back and said again, for what is kept of the one baseline is added to the other.
    for author, verdicts in layers:
        take_edit(connection, article_id, author, before.names_by_standing(before.standings(verdicts)), nothing)
    found, lost = after.mentions, before.mentions
    _change_found(connection, article_id, lost, found)
    for author, verdicts in layers:
        take_edit(connection, article_id, author, nothing, after.names_by_standing(after.standings(verdicts)))


def take_out(connection: sqlite3.Connection, article_id: int, found: Counter[Name], known: Iterable[Name]) -> None:
    """Forget which names an article mentions that nobody has judged in. To be called inside `writing`.

    known: all names that any baseline of it gives; those that stand nowhere else are forgotten, too.
    """
    _change_found(connection, article_id, found, Counter())
    # Whoever has said anything of a name has a total of it.
    connection.executemany(
        f"WITH RECURSIVE {_AUTHORS} DELETE FROM name WHERE id = ({_FIND}) AND mentions = 0 AND NOT EXISTS"  # noqa: S608 - of our own words
        " (SELECT 1 FROM authors CROSS JOIN name_total ON name_total.author = authors.author AND name_total.name = name.id)",
        map(_key, known),
    )


# Steps from author to author, where DISTINCT would read every total.
_AUTHORS = """
    authors (author) AS (
        SELECT min(author) FROM name_total
        UNION ALL SELECT (SELECT min(name_total.author) FROM name_total WHERE name_total.author > authors.author)
        FROM authors WHERE authors.author IS NOT NULL
    )
"""


def live(author: str, names: str) -> str:
    """Return the condition that one of some names stands in an article, as an author has it: found - rejected + added.

    author: its place in the statement; asked for first and last. names: the query for their ids; asked twice in between.
    """
    return _LIVE.format(author=author, names=names)


_LIVE = (
    "article.id IN (SELECT found.article FROM name_found AS found LEFT JOIN name_said AS said"
    " ON said.author = {author} AND said.name = found.name AND said.article = found.article"
    " WHERE found.name IN ({names}) AND found.mentions > coalesce(rejected - added, 0)"
    " UNION ALL SELECT article FROM name_said WHERE name IN ({names}) AND author = {author} AND added > 0)"
)


def fill(connection: sqlite3.Connection) -> Iterator[float]:
    """Take in all baselines and layers that an older library holds. Yields the share that is done."""
    (last,) = connection.execute("SELECT max(id) FROM article").fetchone()
    for article_id, found, said in _told(connection):
        yield article_id / (last + 1)
        _change_found(connection, article_id, Counter(), found)
        for author, standings in said:
            take_edit(connection, article_id, author, Counter(), standings)


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for each article whose names are not what its baseline and layers give, and for wrong totals."""
    rows: Counter[str] = Counter()
    totals: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0] * 4)
    for article_id, found, said in _told(connection):
        expected: list[tuple[str, tuple[object, ...], tuple[int, ...]]] = []
        for name, mentions in found.items():
            expected.append(("name_found", (_id_there(connection, name), article_id), (mentions,)))
        for author, standings in said:
            for name, (kept, added, rejected) in _by_name(standings).items():
                name_id = _id_there(connection, name)
                if added or rejected:
                    expected.append(("name_said", (author, name_id, article_id), (added, rejected)))
                more = (found[name] + added > rejected) - (found[name] > 0)
                total = totals[author, name_id]
                total[:] = (old + new for old, new in zip(total, (kept, added, rejected, more), strict=True))
        rows.update(table for table, _, _ in expected)
        if any(connection.execute(_ROW[table], key).fetchone() != counts for table, key, counts in expected):
            yield f"The entity index is wrong about article {article_id}."
    yield from _total_faults(connection, rows, totals)


_ROW = {
    "name_found": "SELECT mentions FROM name_found WHERE name = ? AND article = ?",
    "name_said": "SELECT added, rejected FROM name_said WHERE author = ? AND name = ? AND article = ?",
}
_SUMS = (
    "SELECT count(*) FROM name LEFT JOIN"
    " (SELECT name, sum(mentions) AS sum, count(*) AS count FROM name_found GROUP BY name) AS found"
    " ON found.name = name.id WHERE (mentions, articles) <> (coalesce(sum, 0), coalesce(count, 0))"
)


def _total_faults(
    connection: sqlite3.Connection, rows: Mapping[str, int], totals: Mapping[tuple[str, int], list[int]]
) -> Iterator[str]:
    for table in _ROW:
        if connection.execute(f"SELECT count(*) FROM {table}").fetchone() != (rows[table],):  # noqa: S608 - our own word
            yield "The entity index holds names that stand nowhere, or lacks some."
    stored = connection.execute("SELECT author, name, kept, added, rejected, articles FROM name_total")
    held = {(author, name): counts for author, name, *counts in stored if any(counts)}
    if held != {key: counts for key, counts in totals.items() if any(counts)} or connection.execute(_SUMS).fetchone() != (0,):
        yield "The totals of the entity index are wrong."


Told = tuple[int, "Counter[Name]", list[tuple[str, "Said"]]]


def _told(connection: sqlite3.Connection) -> Iterator[Told]:
    """Yield of each article the names that its baseline gives, and what each author says of names."""
    query = "SELECT id, baseline FROM article WHERE baseline IS NOT NULL OR id IN (SELECT article FROM layer) ORDER BY id"
    for article_id, baseline in connection.execute(query).fetchall():
        text, blocks = connection.execute("SELECT text, blocks FROM article_text WHERE article = ?", (article_id,)).fetchone()
        scores = connection.execute("SELECT labels, scores FROM baseline_scores WHERE baseline = ?", (baseline,)).fetchone()
        ground = Ground(Article(text, unpack_blocks(blocks)), unpack_scores(*scores) if scores else None)
        said = [
            (author, ground.names_by_standing(ground.standings(verdicts)))
            for author, verdicts in _verdicts(connection, article_id)
        ]
        yield article_id, ground.mentions, said


def _by_name(said: Said) -> dict[Name, tuple[int, int, int]]:
    """Return how often each name is kept, added and rejected, of those that are."""
    names = dict.fromkeys(name for (name, _), count in said.items() if count)
    return {name: (said[name, Standing.KEPT], said[name, Standing.ADDED], said[name, Standing.REJECTED]) for name in names}


def _id_there(connection: sqlite3.Connection, name: Name) -> int:
    """Return the id of a name; 0, which no name has, where it is missing."""
    found = connection.execute(_FIND, _key(name)).fetchone()
    return int(found[0]) if found else 0


def _verdicts(connection: sqlite3.Connection, article_id: int) -> Iterator[tuple[str, Mapping[Span, Verdict]]]:
    """Yield what each author says of an article's spans."""
    for layer, author in connection.execute("SELECT id, author FROM layer WHERE article = ?", (article_id,)).fetchall():
        rows = connection.execute('SELECT start, "end", label, verdict FROM judgement WHERE layer = ?', (layer,))
        yield author, {Span(start, end, label): Verdict(verdict) for start, end, label, verdict in rows}


_FIND = "SELECT id FROM name WHERE folded = ? AND label = ? AND surface = ?"


def _key(name: Name) -> tuple[str, str, str]:
    label, surface = name
    return fold(surface), label, surface


def _id_of(connection: sqlite3.Connection, name: Name) -> int:
    """Return the id of a name, which it gets if it has none."""
    key = _key(name)
    found = connection.execute(_FIND, key).fetchone()
    made = None if found else connection.execute("INSERT INTO name (folded, label, surface) VALUES (?, ?, ?)", key).lastrowid
    return int(found[0] if found else made or 0)


def _change_found(connection: sqlite3.Connection, article_id: int, before: Counter[Name], after: Counter[Name]) -> None:
    """Take in that names are mentioned so often in an article, by what is counted from now on, and were before."""
    changed = sorted(name for name in before.keys() | after.keys() if before[name] != after[name])
    keys = [_key(name) for name in changed]
    connection.executemany("INSERT INTO name (folded, label, surface) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", keys)
    connection.executemany(
        f"DELETE FROM name_found WHERE name = ({_FIND}) AND article = ?",  # noqa: S608 - of our own words
        ((*key, article_id) for name, key in zip(changed, keys, strict=True) if before[name]),
    )
    connection.executemany(
        f"INSERT INTO name_found (name, article, mentions) VALUES (({_FIND}), ?, ?)",  # noqa: S608 - as above
        ((*key, article_id, after[name]) for name, key in zip(changed, keys, strict=True) if after[name]),
    )
    connection.executemany(
        f"UPDATE name SET mentions = mentions + ?, articles = articles + ? WHERE id = ({_FIND})",  # noqa: S608 - as above
        (
            (after[name] - before[name], (after[name] > 0) - (before[name] > 0), *key)
            for name, key in zip(changed, keys, strict=True)
        ),
    )


def _change_said(connection: sqlite3.Connection, place: tuple[str, int, int], added: int, rejected: int) -> int:
    """Change what an author says of a name in an article; return in how many articles more (or less) it occurs."""
    query = "SELECT mentions FROM name_found WHERE name = ? AND article = ?"
    (found,) = connection.execute(query, place[1:]).fetchone() or (0,)
    query = "SELECT added, rejected FROM name_said WHERE author = ? AND name = ? AND article = ?"
    old_added, old_rejected = connection.execute(query, place).fetchone() or (0, 0)
    now_added, now_rejected = old_added + added, old_rejected + rejected
    if now_added or now_rejected:
        connection.execute(
            "INSERT OR REPLACE INTO name_said (author, name, article, added, rejected) VALUES (?, ?, ?, ?, ?)",
            (*place, now_added, now_rejected),
        )
    else:
        connection.execute("DELETE FROM name_said WHERE author = ? AND name = ? AND article = ?", place)
    return (found + now_added > now_rejected) - (found + old_added > old_rejected)
