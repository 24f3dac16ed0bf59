"""Articles in the library: putting them in, reading them, and the queue they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Self

from reader.core.article import Article, Metadata
from reader.core.sketch import sketch
from reader.library import full_text, kin
from reader.library.packing import pack_blocks, time_text, unpack_blocks

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

LARGEST_ID = 2**63 - 1
"""SQLite numbers rows with 64 bits: https://www.sqlite.org/autoinc.html."""

# A stretch without blanks that holds a letter or a digit; of Chinese and Japanese, which set no blanks, each character.
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = rf"[{_CJK}]|\w[^\s{_CJK}]*"

_NEXT = "(SELECT max(article, coalesce((SELECT max(id) FROM article), 0)) + 1 FROM taken_out)"


class StoredArticle(NamedTuple):
    """Where an article that was put in now lies.

    new: False when its text was there before.
    words: how many the page shows of it.
    """

    id: int
    new: bool
    words: int


def count_words(article: Article) -> int:
    """Return how many words the page shows of an article."""
    folded = (article.text[block.start : block.end] for block in article.folded)
    # Compiled here: only an import counts words, and every start would wait for it.
    word = re.compile(_WORD)
    # One by one: to find all at once would hold the interpreter's lock, and with it the window, while a book is imported.
    return sum(1 for _ in word.finditer(article.text)) - sum(len(word.findall(text)) for text in folded)


class Prepared(NamedTuple):
    """An article with all that is made of it before it is put in: for a book this takes longer than other windows can wait.

    sketch: as `kin.add` takes it. pairs: as `full_text.add` does.
    """

    article: Article
    words: int
    blocks: str
    sketch: kin.Sketch | None
    pairs: str

    @classmethod
    def of(cls, article: Article) -> Self:
        """Make all of it. To be called before the transaction."""
        return cls(
            article, count_words(article), pack_blocks(article.blocks), sketch(article.text), full_text.pairs(article.text)
        )


def known(connection: sqlite3.Connection, digest: str) -> StoredArticle | None:
    """Return where the article lies whose text has this digest; None if there is none."""
    found = connection.execute("SELECT id, words FROM article WHERE digest = ?", (digest,)).fetchone()
    return StoredArticle(found[0], new=False, words=found[1]) if found else None


def add(connection: sqlite3.Connection, prepared: Prepared, imported: datetime, *, number: int | None = None) -> StoredArticle:
    """Put an article in; one whose text is there stays as it is. To be called inside `writing`.

    number: what it had before it was taken out; None for a new one, which none has had before.
    """
    article, words = prepared.article, prepared.words
    there = known(connection, article.digest)
    if there:
        return there
    meta = article.meta
    stored = connection.execute(
        "INSERT INTO article (id, digest, name, title, deck, byline, published, site, language, url, words, imported)"  # noqa: S608 - as above
        f" VALUES (coalesce(?, {_NEXT}), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(number, article.digest, article.name),
            *(meta.title, meta.deck, meta.byline, meta.published, meta.site, meta.language, meta.url),
            *(words, time_text(imported)),
        ),
    ).lastrowid
    article_id = int(stored or 0)
    text = (article_id, article.text, prepared.blocks)
    connection.execute("INSERT INTO article_text (article, text, blocks) VALUES (?, ?, ?)", text)
    kin.add(connection, article_id, prepared.sketch)
    full_text.add(connection, article_id, article.name, article.text, prepared.pairs)
    return StoredArticle(article_id, new=True, words=words)


def is_there(connection: sqlite3.Connection, article_id: int) -> bool:
    """Tell whether there is an article of this id."""
    return connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone() is not None


def load(connection: sqlite3.Connection, article_id: int) -> Article | None:
    """Return an article as it was put in; None if there is none of this id."""
    found = connection.execute(
        "SELECT text, blocks, title, deck, byline, published, site, language, url"
        " FROM article JOIN article_text ON article_text.article = article.id WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    return Article(found[0], unpack_blocks(found[1]), Metadata(*found[2:])) if found else None


def find(connection: sqlite3.Connection, digest: str) -> int | None:
    """Return the id of the article whose text has this digest; None if there is none."""
    found = connection.execute("SELECT id FROM article WHERE digest = ?", (digest,)).fetchone()
    return int(found[0]) if found else None


def neighbour(connection: sqlite3.Connection, article_id: int, steps: int) -> int | None:
    """Return the article so many steps down the queue (negative: up); None beyond its ends."""
    if steps > 0:
        query = "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?"
    else:
        query = "SELECT id FROM article WHERE id <= ? ORDER BY id DESC LIMIT 1 OFFSET ?"
    found = connection.execute(query, (article_id, steps - 1 if steps > 0 else -steps)).fetchone()
    return int(found[0]) if found else None


def next_unfinished(connection: sqlite3.Connection, article_id: int, author: str) -> int | None:
    """Return the nearest unfinished other article of an author, down the queue, then from its start; None if none is left."""
    query = (
        "SELECT article.id FROM article LEFT JOIN layer ON layer.article = article.id AND layer.author = ?"
        " WHERE {} AND coalesce(finished, 0) = 0 ORDER BY article.id LIMIT 1"
    )
    for where in ("article.id > ?", "article.id < ?"):
        found = connection.execute(query.format(where), (author, article_id)).fetchone()
        if found:
            return int(found[0])
    return None
