"""The words of all articles, by SQLite's FTS5: https://www.sqlite.org/fts5.html.

Letters are compared small and without accents. Whatever is no letter, digit or mark parts words, so that "al-Obeidi" is found
by "Obeidi" and "Iraq's" by "Iraq". Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese set no blanks, or write more than
the word one looks for without one: there each pair of neighbouring letters is a word of its own, kept in a column apart, and
the pairs of what is looked for, one after the other, are found just where it stands.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKENIZE = "\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
"""How `full_text` parts words, for a table that is to find them as it does: see `reader.library.versions`."""
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109d\u1780-\u17d3\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


def pairs(text: str) -> str:
    """Return the pairs of letters of a text in scripts that set no blanks.

    No run goes on over a line's end. All lines at once would hold the interpreter's lock, and with it the window.
    """
    return " ".join(pair for line in text.split("\n") if not line.isascii() for pair in _all_pairs(line))


def add(connection: sqlite3.Connection, article_id: int, name: str, text: str, pairs: str) -> None:
    """Take the words of an article in that has just been put in, and its `pairs`. To be called inside `writing`."""
    if pairs:
        connection.execute("INSERT INTO article_pairs (article, pairs) VALUES (?, ?)", (article_id, pairs))
    connection.execute("INSERT INTO full_text (rowid, name, text, pairs) VALUES (?, ?, ?, ?)", (article_id, name, text, pairs))


def take_out(connection: sqlite3.Connection, article_id: int) -> None:
    """Forget the words of an article that is there still: FTS5 must be told them again. To be called inside `writing`."""
    connection.execute(
        "INSERT INTO full_text (full_text, rowid, name, text, pairs)"
        " SELECT 'delete', id, name, text, pairs FROM article_words WHERE id = ?",
        (article_id,),
    )
    connection.execute("DELETE FROM article_pairs WHERE article = ?", (article_id,))


def fill(connection: sqlite3.Connection) -> Iterator[float]:
    """Take in the words of all articles that an older library holds. Yields the share that is done."""
    ids = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY id")]
    query = "SELECT name, text FROM article JOIN article_text ON article_text.article = article.id WHERE id = ?"
    for at, article_id in enumerate(ids):
        yield at / len(ids)
        for name, text in connection.execute(query, (article_id,)).fetchall():
            add(connection, article_id, name, text, pairs(text))


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence if the words kept are not those of the articles.

    FTS5 takes its check for a write, and would wait for all who write, or have them wait. So that is done in a copy.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - a start of the window does without it

    with TemporaryDirectory(prefix="reader-") as folder, closing(sqlite3.connect(Path(folder) / "copy.sqlite")) as copy:
        connection.backup(copy)
        try:
            # 1: compared with the articles too, https://www.sqlite.org/fts5.html#the_integrity_check_command
            copy.execute("INSERT INTO full_text (full_text, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield "The words kept for searching are not those of the articles."
    for article_id, text, kept in connection.execute(
        "SELECT id, text, pairs FROM article_words WHERE pairs <> '' OR length(text) <> length(CAST(text AS BLOB))"
    ):
        if pairs(text) != kept:
            yield f"The letters kept for searching are not those of article {article_id}."


def unspaced(text: str) -> list[tuple[int, int]]:
    """Return the bounds of each run of letters of a script that sets no blanks."""
    return [] if text.isascii() else [match.span() for match in _run().finditer(text)]


def pairs_of(run: str) -> list[str]:
    """Return the pairs of neighbours in a run of two letters or more."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _all_pairs(text: str) -> Iterator[str]:
    """Yield the pairs of each run, its last letter alone, so that no pair reaches across two runs, and words written on to it."""
    last_end = 0
    for start, end in unspaced(text):
        left, right = start, end
        while left > last_end and is_letter(text[left - 1]):
            left -= 1
        while right < len(text) and is_letter(text[right]) and not _run().match(text, right):
            right += 1
        words = (text[left:start], *pairs_of(text[start:end]), text[end - 1], text[end:right])
        yield from filter(None, words)
        last_end = right


def is_letter(sign: str) -> bool:
    """Tell whether a character is part of words."""
    category = unicodedata.category(sign)
    return category[0] in "LNM" or category == "Co"


@cache
def _run() -> re.Pattern[str]:
    # Made when first asked for: most libraries hold no such script. Signs between the letters of a block part runs.
    return re.compile(rf"(?:(?![\u30a0\u30fb\u104a-\u104f])[{_UNSPACED}])+")
