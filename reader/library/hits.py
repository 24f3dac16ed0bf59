"""Where words stand in texts, as FTS5 finds them: it marks them in copies of the texts that are put aside for a moment.

To put a query to the index of all articles for each of them takes long where a word may go on, for all that begin so are gathered
each time; and in a long text FTS5 copies all that stands before a mark for each of them. So many short texts, and a long one in
pieces, are looked through at once.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from reader.core.surfaces import fold
from reader.library.full_text import TOKENIZE, is_letter, pairs, unspaced
from reader.library.matching import match, segments
from reader.library.terms import Near, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.library.terms import Query

_PIECE = 20_000
"""Code points of a long text that are looked through at once."""
_REACH, _WORD = 4000, 20
"""So far, in code points, goes what stands across the end of a piece: a phrase; and of words that are near, each word."""
_Place = tuple[int, int]


def places(texts: Mapping[int, str], query: Query) -> dict[int, list[_Place]]:
    """Return where in each of some texts the words of a query stand, by the text's number; half-open, in text order."""
    asked = [term for term in query.wanted if isinstance(term, Near) or (isinstance(term, Words) and not term.in_title)]
    if not asked:
        return {}
    found: defaultdict[int, list[_Place]] = defaultdict(list)
    pieces = [piece for number, text in texts.items() for piece in _pieces(number, text, _reach(asked))]
    for number, place in _found(pieces, " OR ".join(map(match, asked))):
        found[number].append(place)
    # Asked of pieces: to look through a long text at once would hold the interpreter's lock, and with it the window.
    with_runs = {number for number, _, text in pieces if unspaced(text)}
    for number, text in texts.items():
        runs = _within_runs(text, asked) if number in with_runs else ()
        found[number] = sorted({*_whole(found[number]), *runs})
    return found


def _whole(places: Iterable[_Place]) -> Iterator[_Place]:
    """Yield places but for parts of others: what stands across the end of a piece is met twice, and may be cut there."""
    last = 0
    for start, end in sorted(set(places), key=lambda place: (place[0], -place[1])):
        if end > last:
            yield start, end
            last = end


def _reach(asked: Iterable[Words | Near]) -> int:
    return _REACH + _WORD * max(term.distance if isinstance(term, Near) else 0 for term in asked)


def _pieces(number: int, text: str, reach: int) -> Iterator[tuple[int, int, str]]:
    """Yield a text in pieces that begin where words do, each with what it holds and some of what comes after it."""
    at = 0
    while at < len(text):
        end = _end_of_word(text, min(at + _PIECE, len(text)))
        yield number, at, text[at : _end_of_word(text, min(end + reach, len(text)))]
        at = end


def _found(pieces: Sequence[tuple[int, int, str]], query: str) -> Iterator[tuple[int, _Place]]:
    """Yield the number of the text, and the place in it, of whatever FTS5 marks in some pieces."""
    # Signs that no text holds, to be set round each hit.
    signs = (sign for sign in map(chr, _PRIVATE) if not any(sign in text for _, _, text in pieces))
    opening, closing_sign = next(signs), next(signs)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as aside:
        aside.execute(f"CREATE VIRTUAL TABLE sheet USING fts5 (text, pairs, tokenize = {TOKENIZE})")
        aside.execute("BEGIN")
        rows = ((row, text, pairs(text)) for row, (_, _, text) in enumerate(pieces))
        aside.executemany("INSERT INTO sheet (rowid, text, pairs) VALUES (?, ?, ?)", rows)
        marks = "SELECT rowid, highlight(sheet, 0, ?, ?) FROM sheet WHERE sheet MATCH ? ORDER BY rowid"
        for row, marked in aside.execute(marks, (opening, closing_sign, query)):
            number, offset, _ = pieces[row]
            yield from ((number, (offset + start, offset + end)) for start, end in _marked(marked, opening, closing_sign))


_PRIVATE = range(0xF0000, 0xFFFFE)
"""Nobody's characters: https://www.unicode.org/faq/private_use.html."""


def _marked(marked: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Yield the places that were marked in a text, counted without the marks."""
    before, *pieces = marked.split(opening)
    at = len(before)
    for piece in pieces:
        hit = piece.split(closing, 1)[0]
        yield at, at + len(hit)
        at += len(piece) - len(closing)


def _within_runs(text: str, asked: Iterable[Words | Near]) -> Iterator[tuple[int, int]]:
    """Yield where words stand in, or written on to, runs of scripts that set no blanks: FTS5 marks whole runs only."""
    words = [word for term in asked for word in ((term.left, term.right) if isinstance(term, Near) else (term,))]
    parts = dict.fromkeys(
        (part, is_run, word.begins and part == whole[-1][0])
        for word in words
        for whole in (segments(word.text),)
        for part, is_run in whole
    )
    plain = "" if all(is_run for _, is_run, _ in parts) else "".join(map(_plain, text))
    for part, is_run, begins in parts:
        if is_run:
            yield from (hit.span() for hit in re.finditer(re.escape(part), text, re.IGNORECASE))
            continue
        for hit in re.finditer(_beside_runs(part), plain, re.IGNORECASE):
            end = _end_of_word(text, hit.end()) if begins else hit.end()
            if hit.start() < end and _parts(text, hit.start() - 1) and _parts(text, end):
                yield hit.start(), end


@cache
def _plain(sign: str) -> str:
    """Return a character as searches compare it, as one character: in small letters, without accents; a mark by itself stays."""
    return fold(sign)[:1] or sign


def _beside_runs(words: str) -> str:
    """Return the pattern of words in a text made plain: what parts words does not count there, nor do marks by themselves."""
    plain = re.sub(_MARK, "", "".join(_plain(sign) if is_letter(sign) else " " for sign in words))
    return r"[\W_]+".join("".join(f"{re.escape(sign)}{_MARK}*" for sign in word) for word in plain.split())


_MARK = "[\u0300-\u036f]"


def _end_of_word(text: str, at: int) -> int:
    """Return where the word that goes on at a place ends."""
    while not _parts(text, at):
        at += 1
    return at


def _parts(text: str, at: int) -> bool:
    """Tell whether a word can end before, or begin after, the character at a place."""
    return not 0 <= at < len(text) or not is_letter(text[at]) or bool(unspaced(text[at]))
