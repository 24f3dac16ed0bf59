"""Rows with a text in each: an article of every row."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from reader.core.article import BlockKind, Metadata
from reader.sources.composing import cleaned, known_as, one_line, titled
from reader.sources.dates import read_date
from reader.sources.files import printable, refuse_long_text
from reader.sources.html import article_of_fragment
from reader.sources.rows import columns_of
from reader.sources.source import Inside, Outcome, Reading, Refusal, SourceError
from reader.sources.text import article_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.core.article import Article
    from reader.sources.rows import Columns, Row

_MARKUP = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|blockquote|article|section|figure|table)\b[^<>]{0,2000}>", re.IGNORECASE)
"""How a text begins that is a piece of a web page, as the sites give that hold their articles in databases."""
_SAMPLE = 50
_MOST_FAULTS = 1_000
_LONGEST = 500


def read_rows(rows: Iterable[Row], name: str, inside: Inside, notes: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """Yield an article of each row, and a refusal of each that is amiss. name: of the file, for messages.

    Raises:
        SourceError: no column holds texts, or too many rows are amiss.
    """
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    columns = columns_of([row.cells for row in sample if not row.fault])
    if columns is None and sample and all(row.fault for row in sample):
        raise SourceError(f"{printable(name)} gives no article ({sample[0].place} {sample[0].fault}): mend it first.")
    if columns is None:
        raise SourceError(f"{printable(name)} has no column of texts that Reader knows: call the one that holds them “text”.")
    faults = 0
    for row in chain(sample, rows):
        outcome = _outcome(row, columns, inside.named(row.place), notes)
        faults += isinstance(outcome, Refusal)
        if faults > _MOST_FAULTS:
            raise SourceError(f"{printable(name)} has more than {_MOST_FAULTS:,} rows that give no text: mend it first.")
        yield outcome


def _outcome(row: Row, columns: Columns, name: str, notes: tuple[str, ...]) -> Outcome:
    if row.fault:
        return Refusal(f"{row.place} {row.fault}: it was left out.", name)
    text = cleaned(row.cells.get(columns.text, ""))
    try:
        refuse_long_text(name, len(text))
    except SourceError as error:
        return Refusal(str(error), name)
    article = _article(row, text, _meta(row.cells, columns)) if text.strip() else None
    if article is None:
        return Refusal(f"{row.place} has no text in its column “{printable(columns.text)}”: it was left out.", name)
    return Reading(article, notes, name)


def _article(row: Row, text: str, meta: Metadata) -> Article | None:
    """Return the article of a row; None if its text turns out to be none."""
    if row.exact or not _MARKUP.match(text) or "</" not in text:
        article = article_of_text(text)
        return known_as(article if row.exact else titled(article, meta.title), meta)
    article = article_of_fragment(text, meta)
    return article if any(block.kind is not BlockKind.TITLE for block in article.blocks) else None


def _meta(cells: dict[str, str], columns: Columns) -> Metadata:
    def said(column: str, between: str = " ") -> str:
        return one_line(cells.get(column, "")[:_LONGEST].replace("\n\n", between)) if column else ""

    return Metadata(
        title=said(columns.title),
        deck=said(columns.deck),
        byline=said(columns.byline, ", "),
        published=read_date(said(columns.published)),
        site=said(columns.site),
        language=said(columns.language),
        url=said(columns.url),
    )
