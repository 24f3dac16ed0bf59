"""What one may ask of a library, as it is typed: `mosul "islamic state" famil* -raqqa ORG: Red Cross since:2016-07`.

word         its letters, small or capital, with or without accents; "al-Obeidi" is al, then obeidi
"a phrase"   these words, one after the other
begin*       words that begin so
a OR b       either; OR binds closer than standing side by side, where all must be there
a NEAR/5 b   with at most five words between them; NEAR alone: ten
-word        not this; before anything else too
ORG: Red Cross, ORG:"Red Cross", ORG: Red*, ORG:*
             an entity, found by the baseline and not rejected, or added; capitals count only where one is typed. Without quotes
             the name goes on to the next sign of another kind
title:word, site:bbc.co.uk, since:2016-07, until:2016, tag:x, is:finished, is:unfinished

Nothing that is typed raises anything but QueryError, and nothing of it is ever read as SQLite's own query language.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.core.article import normalise
from reader.library.full_text import is_letter
from reader.library.terms import Clause, Filter, Kind, Named, Near, Query, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.terms import Term

MOST_TERMS = 64
LONGEST_QUERY = 2000
"""Code points."""
FARTHEST = 1000
_NEAR = 10


class QueryError(ValueError):
    """What was typed asks for nothing; the message says why."""


def is_date(typed: str) -> bool:
    """Tell whether this is a bound of dates: a year, a month or a day, as 2016, 2016-07 or 2016-07-31."""
    return _DATE.match(typed) is not None


def parse(typed: str, labels: Iterable[str] = ()) -> Query:
    """Return what is asked.

    labels: those that may be typed in small letters too; what is in capitals before a colon is always one.

    Raises:
        QueryError: it asks for nothing.
    """
    if len(typed) > LONGEST_QUERY:
        raise QueryError(f"Ask in fewer words: at most {LONGEST_QUERY} characters.")
    whole = normalise(typed.encode("utf-8", "replace").decode("utf-8"))
    clauses = _Reader(whole, {label.casefold(): label for label in labels}).clauses()
    if sum(len(clause.terms) for clause in clauses) > MOST_TERMS:
        raise QueryError(f"Ask in fewer words: at most {MOST_TERMS}.")
    if not clauses:
        said = whole.strip()
        raise QueryError(_NO_LETTER.format(said) if said else "There is nothing to search for: type a word.")
    return Query(whole, tuple(clauses))


_NO_LETTER = "“{}” holds no letter or digit to search for: type a word."
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'))
_BLANKS = re.compile(r"\s*")
_FIELD = re.compile(r"(\w+):\s*")
_QUOTED = re.compile(r'"([^"]*)"?(\*?)')
_WORD = re.compile(r'[^\s"]+')
_NEAR_SIGN = re.compile(r"NEAR(?:/(\d{1,9}))?\Z")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]*\Z")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, typed: str, labels: dict[str, str]) -> None:
        self._typed = typed.translate(_QUOTES)
        self._labels = labels
        self._at = 0

    def clauses(self) -> list[Clause]:
        """Return all clauses. Raises QueryError."""
        found: list[Clause] = []
        while self._more():
            sign = self._sign()
            if sign == "OR":
                self._alternative(found)
            elif near := _NEAR_SIGN.match(sign):
                self._near(found, int(near[1]) if near[1] else _NEAR)
            elif sign != "AND":
                clause = self._clause()
                found += [clause] if clause else []
        return found

    def _alternative(self, found: list[Clause]) -> None:
        """Let the clause before hold the next term too."""
        other = self._clause() if self._more() else None
        if not found or other is None or other.negated or found[-1].negated:
            raise QueryError("OR stands between two that are looked for: mosul OR raqqa.")
        found[-1] = replace(found[-1], terms=(*found[-1].terms, *other.terms))

    def _near(self, found: list[Clause], distance: int) -> None:
        """Tie the term before to the next one."""
        other = self._clause() if self._more() else None
        last = found[-1].terms[-1] if found else None
        first = other.terms[0] if other and not other.negated else None
        if not isinstance(last, Words) or not isinstance(first, Words) or last.in_title or first.in_title:
            raise QueryError("NEAR stands between two words or phrases: mosul NEAR/5 families.")
        if distance > FARTHEST:
            raise QueryError(f"NEAR reaches {FARTHEST} words at most.")
        found[-1] = replace(found[-1], terms=(*found[-1].terms[:-1], Near(last, first, distance)))

    # One clause

    def _clause(self) -> Clause | None:
        """Read one term; None for what holds no letter."""
        negated = False
        while (self._typed.startswith("-", self._at) and not self._typed[self._at + 1 : self._at + 2].isspace()) or (
            self._peek() == "NOT"
        ):
            self._at += 1 if self._typed[self._at] == "-" else len("NOT")
            negated = True
            if not self._more():
                break
        term = self._term()
        return Clause((term,), negated) if term else None

    def _term(self) -> Term | None:
        field = _FIELD.match(self._typed, self._at)
        name = field[1] if field else ""
        if field and name in (*Kind, "title"):
            self._at = field.end()
            return self._filter(name)
        if field and (label := self._label(name)):
            self._at = field.end()
            return self._named(label)
        text, begins = self._text()
        return Words(text, begins) if any(map(is_letter, text)) else None

    def _filter(self, name: str) -> Term:
        value, begins = self._text()
        if not any(map(is_letter, value)):
            raise QueryError(f"“{name}:” wants something after it: {_EXAMPLES[name]}.")
        if name == "title":
            return Words(value, begins, in_title=True)
        if name in {Kind.SINCE, Kind.UNTIL} and not is_date(value):
            raise QueryError(f"“{value}” is no date: {_EXAMPLES[name]}, or a whole month or year.")
        if name == Kind.IS and value not in {"finished", "unfinished"}:
            raise QueryError(f"An article can be finished or unfinished, not “{value}”: {_EXAMPLES[name]}.")
        return Filter(Kind(name), value)

    def _named(self, label: str) -> Named:
        """Read the name of an entity: quoted, or words up to the next sign of another kind."""
        if self._typed.startswith('"', self._at):
            text, begins = self._text()
        else:
            words: list[str] = []
            begins = False
            while not begins and self._more() and not self._is_sign():
                text, begins = self._text()
                words.append(text)
            text = " ".join(words)
        if not text.strip() and not begins:
            raise QueryError(f"“{label}:” wants a name after it, or * for any: {label}:*.")
        return Named(label, text.strip(), begins and bool(text.strip()))

    def _text(self) -> tuple[str, bool]:
        """Read a phrase or a word; tell whether a star follows it."""
        if quoted := _QUOTED.match(self._typed, self._at):
            self._at = quoted.end()
            return quoted[1], bool(quoted[2])
        word = _WORD.match(self._typed, self._at)
        if word is None:
            return "", False
        self._at = word.end()
        text = word[0].rstrip("*")
        return text, text != word[0]

    # Looking ahead

    def _more(self) -> bool:
        """Go over blanks; tell whether anything is left."""
        blanks = _BLANKS.match(self._typed, self._at)
        self._at = blanks.end() if blanks else self._at
        return self._at < len(self._typed)

    def _peek(self) -> str:
        word = _WORD.match(self._typed, self._at)
        return word[0] if word else ""

    def _sign(self) -> str:
        """Take an operator; return it, or nothing when something else stands here."""
        word = self._peek()
        if word in {"OR", "AND"} or _NEAR_SIGN.match(word):
            self._at += len(word)
            return word
        return ""

    def _is_sign(self) -> bool:
        """Tell whether what stands here ends a name."""
        word, field = self._peek(), _FIELD.match(self._typed, self._at)
        return (
            not word
            or word in {"OR", "AND", "NOT"}
            or (word.startswith("-") and len(word) > 1)
            or _NEAR_SIGN.match(word) is not None
            or (field is not None and (field[1] in (*Kind, "title") or bool(self._label(field[1]))))
        )

    def _label(self, name: str) -> str:
        """Return the label that a word before a colon names; empty when it names none."""
        return self._labels.get(name.casefold(), name if _CAPITALS.match(name) else "")


_EXAMPLES = {
    "title": "title:mosul",
    "site": "site:bbc.co.uk",
    "since": "since:2016-07-31",
    "until": "until:2016-07-31",
    "tag": "tag:later",
    "is": "is:unfinished",
}
