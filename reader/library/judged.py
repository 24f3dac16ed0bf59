"""What an analyst has said of whole articles, for whoever learns from it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.core.layers import Verdict
from reader.core.spans import Span
from reader.library import baselines
from reader.library.errors import told_in_words
from reader.library.file import open_again, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WAIT_S = 5.0
_LONGEST = 200_000
"""Code points. Longer texts are passed over: one of them would hold up all others."""


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text with one analyst's judgements.

    positive, negative: spans said to be entities, and not to be. suggested: what the baseline last used had found.
    finished: what is in none of them is no entity.
    """

    text: str
    finished: bool
    positive: frozenset[Span]
    negative: frozenset[Span]
    suggested: frozenset[Span]


def judged_texts(path: Path, author: str, *, most: int) -> Iterator[JudgedText]:
    """Yield the articles that an author has last begun to judge, the latest first. May be called on any thread.

    path: of a library that is open in this process. most: so many at most.

    Raises:
        LibraryError: it cannot be read.
    """
    with told_in_words(path), closing(open_again(path, wait_s=_WAIT_S)) as connection, reading(connection):
        layers = connection.execute(
            "SELECT layer.id, layer.finished, article.baseline, article_text.text FROM layer"
            " JOIN article ON article.id = layer.article JOIN article_text ON article_text.article = layer.article"
            " WHERE author = ? AND EXISTS (SELECT 1 FROM judgement WHERE layer = layer.id) AND length(text) <= ?"
            " ORDER BY layer.id DESC LIMIT ?",
            (author, _LONGEST, most),
        )
        for layer, finished, used, text in layers:
            rows = connection.execute('SELECT start, "end", label, verdict FROM judgement WHERE layer = ?', (layer,))
            said = {Span(start, end, label): verdict for start, end, label, verdict in rows}
            suggested = baselines.found_by(connection, used)[0] if used is not None else ()
            yield JudgedText(
                text,
                finished == 1,
                frozenset(span for span, verdict in said.items() if verdict == Verdict.IS),
                frozenset(span for span, verdict in said.items() if verdict == Verdict.IS_NOT),
                frozenset(suggested),
            )
