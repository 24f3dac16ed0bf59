"""Taking articles out of the library, such as junk of a wrong import, and putting them back.

An article goes with all that was made of it and said of it as a whole: text, baselines, tags, notes, visits, what it has cost,
and whatever is kept beside for lists, searches and names. One in which anybody has judged anything, even if it was taken back
since, stays: the journal is append-only, and nothing an analyst did is lost. A layer without a journal says nothing, and goes.

Its number is never given to another article, for whoever knows it still (another window, a list, a script) would meet a stranger.
Imported again it comes in as new, and it comes back by a merge with a library that has it. A watched folder does not bring it
back, for its file has been imported, until that file is changed.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from reader.library import articles, baselines, full_text, kin, names, remarks
from reader.library.errors import LibraryCorruptError
from reader.library.file import reading, writing
from reader.library.tally import Ground

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.core.article import Article
    from reader.library.remarks import Remarks
    from reader.library.tally import Name


class Removed(NamedTuple):
    """An article that was taken out, with all that putting it back takes.

    baselines: each with its number. used: the number of the one last used; None for none.
    """

    id: int
    article: Article
    imported: str
    baselines: tuple[tuple[int, baselines.Row], ...]
    used: int | None
    remarks: Remarks


class Judged(NamedTuple):
    """An article that stays. edits: how many each author has made in it."""

    id: int
    title: str
    edits: dict[str, int]


class TakenOut(NamedTuple):
    """What came of taking articles out. missing: the numbers of those that were not there."""

    removed: list[Removed]
    judged: list[Judged]
    missing: list[int]


def take_out(connection: sqlite3.Connection, numbers: Iterable[int]) -> TakenOut:
    """Take some articles out in one transaction, but for those in which somebody has judged anything."""
    asked = list(dict.fromkeys(numbers))
    some = [number for number in asked if abs(number) <= articles.LARGEST_ID]
    with reading(connection):
        found = {number: _Mentions.of(connection, number) for number in some if articles.is_there(connection, number)}
    with _unenforced(connection), writing(connection):
        there = [number for number in some if articles.is_there(connection, number)]
        judged = [each for number in there if (each := _judged(connection, number)).edits]
        stays = {each.id for each in judged}
        going = [number for number in there if number not in stays]
        removed = [_read(connection, number) for number in going]
        kin.take_out(connection, going)
        for number in going:
            _forget(connection, number, found.get(number))
    return TakenOut(removed, judged, [number for number in asked if number not in there])


def put_back(connection: sqlite3.Connection, removed: Iterable[Removed]) -> list[int]:
    """Put articles back as they were, in one transaction; return their numbers.

    Where one has been imported again meanwhile, what was said of it before is taken in as a merge does.
    """
    prepared = [(each, articles.Prepared.of(each.article)) for each in removed]
    with writing(connection):
        return [_put_back(connection, each, made) for each, made in prepared]


@contextmanager
def _unenforced(connection: sqlite3.Connection) -> Iterator[None]:
    """Have references not enforced, which no transaction can switch.

    SQLite would go through all of two large tables for each article, to find that nothing in them refers to it: they are indexed
    by names.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


class _Mentions(NamedTuple):
    """The names that an article mentions: to find them takes its time for a long text.

    used: the baseline that is counted. found: what it gives. known: all names that any baseline gives.
    """

    used: int | None
    found: Counter[Name]
    known: set[Name]

    @classmethod
    def of(cls, connection: sqlite3.Connection, number: int) -> Self:
        """Find them."""
        used, article = baselines.last_used(connection, number), _article(connection, number)
        found, known = Counter["Name"](), set["Name"]()
        for (each,) in connection.execute("SELECT id FROM baseline WHERE article = ?", (number,)).fetchall():
            mentions = Ground(article, *baselines.found_by(connection, each)).mentions
            known |= mentions.keys()
            found = mentions if each == used else found
        return cls(used, found, known)


def _judged(connection: sqlite3.Connection, number: int) -> Judged:
    """Return who has judged in an article: by the journal, or whatever a damaged one may have lost."""
    (title,) = connection.execute("SELECT name FROM article WHERE id = ?", (number,)).fetchone()
    query = (
        "SELECT author, (SELECT count(*) FROM journal WHERE journal.layer = layer.id) AS edits FROM layer WHERE article = ?"
        " AND (edits > 0 OR finished OR EXISTS (SELECT 1 FROM judgement WHERE judgement.layer = layer.id)) ORDER BY author"
    )
    return Judged(number, title, dict(connection.execute(query, (number,))))


def _article(connection: sqlite3.Connection, number: int) -> Article:
    article = articles.load(connection, number)
    if article is None:
        raise LibraryCorruptError(f"The text of article {number} is missing: check the library first.")
    return article


def _read(connection: sqlite3.Connection, number: int) -> Removed:
    imported, used = connection.execute("SELECT imported, baseline FROM article WHERE id = ?", (number,)).fetchone()
    query = "SELECT id, tagger, tagger_name, tagger_version, shown, doubts FROM baseline WHERE article = ? ORDER BY id"
    made = connection.execute(query, (number,)).fetchall()
    rows = tuple((each, baselines.Row(columns, baselines.packed(connection, each))) for each, *columns in made)
    return Removed(number, _article(connection, number), imported, rows, used, remarks.of(connection, number))


def _forget(connection: sqlite3.Connection, number: int, known: _Mentions | None) -> None:
    """Forget an article and all that hangs on it; its kin have parted with it."""
    if known is None or known.used != baselines.last_used(connection, number):  # another window has used another baseline since
        known = _Mentions.of(connection, number)
    names.take_out(connection, number, known.found, known.known)
    full_text.take_out(connection, number)
    remarks.take_out(connection, number)
    connection.execute(
        "UPDATE taken_out SET article = max(article, ?), baseline ="
        " max(baseline, coalesce((SELECT max(id) FROM baseline WHERE article = ?), 0))",
        (number, number),
    )
    for table in ("baseline_scores", "baseline_doubts"):
        of_article = "baseline IN (SELECT id FROM baseline WHERE article = ?)"
        connection.execute(f"DELETE FROM {table} WHERE {of_article}", (number,))  # noqa: S608 - of our own words
    for table in ("baseline", "layer", "article_text"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608 - as above
    connection.execute("DELETE FROM article WHERE id = ?", (number,))


def _put_back(connection: sqlite3.Connection, removed: Removed, prepared: articles.Prepared) -> int:
    stored = articles.add(connection, prepared, datetime.fromisoformat(removed.imported), number=removed.id)
    # Imported again, it may have other blocks, which tell what is shown.
    article = removed.article if stored.new else articles.load(connection, stored.id) or removed.article
    for number, row in removed.baselines:
        if baselines.find(connection, stored.id, str(row.columns[0])) is None:
            baselines.put_in(connection, stored.id, row if stored.new else row.fitted(article), number=number)
            if number == removed.used and baselines.last_used(connection, stored.id) is None:
                against = Ground(article, *baselines.found_by(connection, number))
                baselines.use(connection, stored.id, number, Ground(article), against)
    remarks.take_in(connection, stored.id, removed.remarks)
    return stored.id
