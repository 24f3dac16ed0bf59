"""Which articles a query wants: its words put to FTS5, the rest of it to the tables beside."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.core.surfaces import fold, name_of, unaccented
from reader.library.file import numbers
from reader.library.full_text import is_letter, pairs_of, unspaced
from reader.library.names import live
from reader.library.query import QueryError
from reader.library.terms import Filter, Kind, Named, Near, Words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from reader.library.terms import Clause, Query, Term

RANKED = 1500
"""Of more articles than this, the newest so many are put in order of relevance; the rest comes after them, newest first."""
_LAST = "\U0010ffff"


class First(StrEnum):
    """What comes first: what fits best, or what was published last."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(slots=True)
class Plan:
    """A query as SQLite takes it. match: for FTS5; empty for none. conditions: on the table article, with their values."""

    match: str = ""
    conditions: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    @property
    def where(self) -> str:
        """All conditions; true when there is none."""
        return " AND ".join(self.conditions) or "1"


def find(connection: sqlite3.Connection, plan: Plan, first: First, limit: int) -> list[int]:
    """Return the ids of the articles a plan wants; limit: how many at most, negative for all."""
    if not plan.match:
        key = "published DESC, id DESC" if first is First.DATE else "id DESC"
        query = f"SELECT id FROM article WHERE {plan.where} ORDER BY {key} LIMIT ?"  # noqa: S608 - made of our own words only
        return _ids(connection, query, *plan.values, limit)
    if first is First.DATE:
        return _by_date(connection, plan, limit)
    # Not a join: FTS5 itself must go by rowid, or every match would be weighed. Nothing is weighed twice.
    matched = f"FROM full_text WHERE full_text MATCH ?{_held(plan)}"
    best = _ids(
        connection,
        f"SELECT id FROM (SELECT rowid AS id, rank AS how_well {matched} ORDER BY rowid DESC LIMIT ?)"  # noqa: S608 - as above
        " ORDER BY how_well, id DESC LIMIT -1",
        *(plan.match, *plan.values, RANKED),
    )
    if len(best) < RANKED or 0 <= limit <= RANKED:
        return best[: limit if limit >= 0 else None]
    query = f"SELECT rowid AS id {matched} AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    return best + _ids(connection, query, plan.match, *plan.values, min(best), limit - RANKED if limit >= 0 else -1)


def _held(plan: Plan) -> str:
    """Return what must hold of a match beside its words."""
    if not plan.conditions:
        return ""
    return f" AND EXISTS (SELECT 1 FROM article WHERE article.id = full_text.rowid AND {plan.where})"  # noqa: S608 - as above


def _by_date(connection: sqlite3.Connection, plan: Plan, limit: int) -> list[int]:
    """Return what is wanted, newest first: few are sorted; of many, the newest are soon met on a walk down all dates."""
    few = "SELECT count(*) FROM (SELECT 1 FROM full_text WHERE full_text MATCH ? LIMIT ?)"
    (count,) = connection.execute(few, (plan.match, RANKED)).fetchone()
    walk = " INDEXED BY article_by_published" if count == RANKED and limit >= 0 else ""
    # All matches are found first: to put a phrase or a beginning to FTS5 again for each article met takes 50 times as long.
    query = (
        f"SELECT id FROM article{walk} WHERE id IN (SELECT rowid FROM full_text WHERE full_text MATCH ?) AND {plan.where}"  # noqa: S608 - as above
        " ORDER BY published DESC, id DESC LIMIT ?"
    )
    return _ids(connection, query, plan.match, *plan.values, limit)


def _ids(connection: sqlite3.Connection, query: str, *values: object) -> list[int]:
    return numbers(connection, query, values)


# Making a plan


def plan(connection: sqlite3.Connection, query: Query, author: str) -> Plan:
    """Return how to find what an author asks.

    Raises:
        QueryError: it asks for entities of a label that no entity bears.
    """
    made = Plan()
    in_words = [clause for clause in query.clauses if all(map(_is_in_words, clause.terms))]
    wanted = [clause for clause in in_words if not clause.negated]
    told = in_words if wanted else []  # FTS5 has no NOT without something to take away from
    made.match = " AND ".join(f"({_any_of(clause.terms)})" for clause in wanted)
    for clause in told:
        if clause.negated:
            made.match = f"({made.match}) NOT ({_any_of(clause.terms)})"
    for clause in query.clauses:
        if clause not in told:
            _add(connection, made, clause, author)
    return made


def _is_in_words(term: Term) -> bool:
    """Tell whether FTS5 alone can tell if a term holds."""
    return isinstance(term, Near) or (isinstance(term, Words) and not (term.in_title and unspaced(term.text)))


def _add(connection: sqlite3.Connection, made: Plan, clause: Clause, author: str) -> None:
    """Add a clause that FTS5 alone cannot tell of."""
    conditions = []
    for term in clause.terms:
        condition, values = _condition(connection, term, author)
        conditions.append(condition)
        made.values += values
    made.conditions.append(f"{'NOT ' if clause.negated else ''}({' OR '.join(conditions)})")


def _condition(connection: sqlite3.Connection, term: Term, author: str) -> tuple[str, list[object]]:
    if isinstance(term, Named):
        return LIVE, [author, *(_known(connection, term),) * 2, author]
    if isinstance(term, Filter):
        return _FILTERS[term.kind if term.kind is not Kind.IS else term.value], _filter_values(term, author)
    if isinstance(term, Words) and not _is_in_words(term):
        return "instr(name, ?)", [term.text]
    return "id IN (SELECT rowid FROM full_text WHERE full_text MATCH ?)", [match(term)]


def _known(connection: sqlite3.Connection, term: Named) -> str:
    """Return the ids of the names that a term means, as JSON."""
    if not connection.execute("SELECT 1 FROM name WHERE label = ? LIMIT 1", (term.label,)).fetchone():
        raise QueryError(f"No entity bears the label “{term.label}”: to search for it as text, put it in quotes.")
    return json.dumps(names_meant(connection, term))


def names_meant(connection: sqlite3.Connection, term: Named) -> list[int]:
    """Return the ids of the names that a term means."""
    if not term.surface:
        return _ids(connection, "SELECT id FROM name WHERE label = ?", term.label)
    folded = fold(name_of(term.surface))
    query = "SELECT id, surface FROM name WHERE label = ? AND folded >= ? AND folded <= ?"
    found = connection.execute(query, (term.label, folded, folded + _LAST if term.begins else folded))
    return [name for name, surface in found if means(term, surface)]


def means(term: Named, surface: str) -> bool:
    """Tell whether a surface is what a term asks for. Capitals count only where one is typed, accents never."""
    if not term.surface:
        return True
    typed, written = name_of(term.surface), name_of(surface)
    if any(sign.isupper() for sign in typed):
        typed, written = unaccented(typed), unaccented(written)
    else:
        typed, written = fold(typed), fold(written)
    return written.startswith(typed) if term.begins else written == typed


LIVE = live("?", "SELECT value FROM json_each(?)")
_FINISHED = "EXISTS (SELECT 1 FROM layer WHERE layer.article = article.id AND layer.author = ? AND finished)"
# Of an address, its host only.
_HOST = "substr(url, 1, 8 + instr(substr(url, 9) || '/', '/'))"
_FILTERS = {
    Kind.SITE: f"instr(lower(site || ' ' || {_HOST}), lower(?))",
    Kind.SINCE: "published >= ?",
    Kind.UNTIL: "(published <> '' AND published < ?)",
    Kind.TAG: "id IN (SELECT article FROM article_tag WHERE author = ? AND tag = ? COLLATE NOCASE AND held)",
    "finished": _FINISHED,
    "unfinished": f"NOT {_FINISHED}",
}


def _filter_values(term: Filter, author: str) -> list[object]:
    if term.kind is Kind.IS:
        return [author]
    if term.kind is Kind.TAG:
        return [author, term.value]
    # Whatever begins with the bound, such as a time on that day, is not after it.
    return [term.value + _LAST if term.kind is Kind.UNTIL else term.value]


# Words for FTS5. All that was typed goes into its strings, where nothing but a quote means anything.


def match(term: Term) -> str:
    """Return a term of words as FTS5 takes it."""
    if isinstance(term, Near):
        if unspaced(term.left.text) or unspaced(term.right.text):
            return f"({match(term.left)} AND {match(term.right)})"
        return f"NEAR({match(term.left)} {match(term.right)}, {term.distance})"
    if not isinstance(term, Words):
        raise TypeError("only words can be put to FTS5")
    parts = segments(term.text)
    found = [_pairs(text) if is_run else f'"{_escaped(text)}"' for text, is_run in parts]
    if term.begins and not parts[-1][1]:
        found[-1] += " *"
    whole = " AND ".join(found)
    if len(found) > 1:
        whole = f"({whole})"
    return f"name : {whole}" if term.in_title else whole


def _any_of(terms: Iterable[Term]) -> str:
    return " OR ".join(map(match, terms))


def segments(text: str) -> list[tuple[str, bool]]:
    """Return what was typed in runs of scripts without blanks (True) and what stands between them, if it holds a letter.

    Beside a run each word stands for itself: only one of them may be written on to it.
    """
    runs = unspaced(text)
    if not runs:
        return [(text, False)]
    found, at = [], 0
    for start, end in [*runs, (len(text), len(text))]:
        between = "".join(sign if is_letter(sign) else " " for sign in text[at:start])
        found += [(word, False) for word in between.split()]
        if start < end:
            found.append((text[start:end], True))
        at = end
    return found


def _pairs(run: str) -> str:
    return f'pairs : "{" ".join(pairs_of(run))}"' if len(run) > 1 else f'pairs : "{run}" *'


def _escaped(text: str) -> str:
    return text.replace('"', '""')
