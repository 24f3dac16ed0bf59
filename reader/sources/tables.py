"""Rows with a text in each, whatever they are written in: which column is the text, and an article of every row."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import BlockKind, Metadata
from reader.sources.columns import (
    BYLINES,
    DATES,
    DECKS,
    LANGUAGES,
    SITES,
    TITLES,
    URLS,
    Rank,
    Row,
    TextColumn,
    by_known_name,
    known_name,
    text_column,
)
from reader.sources.composing import cleaned, known_as, one_line, titled
from reader.sources.dates import read_date
from reader.sources.files import printable, refuse_long_text
from reader.sources.html import article_of_fragment, is_whole_page, read_page
from reader.sources.source import Inside, Outcome, Reading, Refusal, SourceError
from reader.sources.text import article_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.core.article import Article

_MARKUP = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|blockquote|article|section|figure|table)\b[^<>]{0,2000}>", re.IGNORECASE)
"""How a text begins that is a piece of a web page, as the sites give that hold their articles in databases."""
_WITHIN = re.compile(r"</(?:p|div|h[1-6]|li|ul|ol|blockquote|figure|table)\s*>|<br\s*/?>", re.IGNORECASE)
"""What such a piece holds that begins with words."""
_TAG = re.compile(r"</?(?:p|br|b|i|em|strong|span|a|div|ul|ol|li|h[1-6])(?:\s[^<>]{0,400})?/?>", re.IGNORECASE)
_CUT = re.compile(r"\[\+\d+ chars\]\s*\Z")
_CUT_NOTE = "Its source gives only the beginning of the text: import the page itself for all of it."
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d{1,9})?")
"""A time as programs count it, in seconds or thousandths since 1970."""
_STAMP = re.compile(r"((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\d\d(?:\d\d){0,2}")
"""A date and a time of day in figures alone; as seconds these would be of years that no article is of yet."""
_SAMPLE = 50
_MOST_FAULTS = 1_000
_LONGEST = 500


class _Columns(NamedTuple):
    text: str
    title: str
    deck: str
    byline: str
    published: str
    url: str
    site: str
    language: str


def read_rows(rows: Iterable[Row], name: str, inside: Inside, notes: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """Yield an article of each row, and a refusal of each that is amiss; with the first goes what was guessed of the columns.

    name: of the file, for messages. notes: of the whole file, which go with each.

    Raises:
        SourceError: no column holds texts, or too many rows are amiss.
    """
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    cells = [row.cells for row in sample if not row.fault]
    text = text_column(cells)
    if text is None and sample and all(row.fault for row in sample):
        raise SourceError(f"{printable(name)} gives no article ({sample[0].place} {sample[0].fault}): mend it first.")
    if text is None:
        raise SourceError(f"{printable(name)} has no column of texts that Reader knows: call the one that holds them “text”.")
    columns, guessed, faults = _columns(text, cells), text.notes, 0
    for row in chain(sample, rows):
        outcome = _outcome(row, columns, inside.named(row.place), (*notes, *guessed, *row.notes))
        guessed = guessed if isinstance(outcome, Refusal) else ()
        faults += isinstance(outcome, Refusal)
        if faults > _MOST_FAULTS:
            raise SourceError(f"{printable(name)} has more than {_MOST_FAULTS:,} rows that give no text: mend it first.")
        yield outcome


def _columns(text: TextColumn, sample: list[dict[str, str]]) -> _Columns:
    by_name = {known: column for known, column in by_known_name(sample).items() if column != text.name}
    others = (TITLES, DECKS, BYLINES, DATES, URLS, SITES, LANGUAGES)
    return _Columns(text.name, *(next((by_name[known] for known in names if known in by_name), "") for names in others))


def _outcome(row: Row, columns: _Columns, name: str, notes: tuple[str, ...]) -> Outcome:
    if row.fault:
        return Refusal(f"{row.place} {row.fault}: it was left out.", name)
    text = cleaned(_text(row.cells, columns.text))
    try:
        refuse_long_text(name, len(text))
    except SourceError as error:
        return Refusal(str(error), name)
    article, more = _article(row, text, _meta(row.cells, columns)) if text.strip() else (None, ())
    if article is None:
        return Refusal(f"{row.place} has no text in its column “{printable(columns.text)}”: it was left out.", name)
    notes = (*notes, *more, *((_CUT_NOTE,) if _CUT.search(text[-_LONGEST:]) else ()))
    return Reading(article, notes, name)


def _text(cells: dict[str, str], column: str) -> str:
    """Return the text of a row, in the column of the others, in one of the like name, or in another that is called a text."""
    text = cells.get(column) or cells.get(by_known_name([cells]).get(known_name(column), ""), "")
    own = None if text.strip() else text_column([cells])
    return cells[own.name] if own and own.rank is Rank.NAMED else text


def _article(row: Row, text: str, meta: Metadata) -> tuple[Article | None, tuple[str, ...]]:
    """Return the article of a row, None if its text turns out to be none, and whole sentences on it."""
    if row.exact:
        return known_as(article_of_text(text), meta), ()
    page = read_page(text, meta.url) if is_whole_page(text) else None
    if page:
        return (known_as(page.article, meta), page.notes) if page.article.blocks else (None, ())
    if not _is_markup(text):
        return known_as(titled(article_of_text(_without_entities(text)), meta.title), meta), ()
    article = article_of_fragment(text, meta)
    return (article if any(block.kind is not BlockKind.TITLE for block in article.blocks) else None), ()


def _is_markup(text: str) -> bool:
    if _MARKUP.match(text):
        return "</" in text
    return next(islice(_WITHIN.finditer(text), 1, None), None) is not None


def _without_entities(text: str) -> str:
    return cleaned(_ENTITY.sub(lambda held: html.unescape(held[0]), text)) if "&" in text else text


def _meta(cells: dict[str, str], columns: _Columns) -> Metadata:
    def said(column: str, between: str = " ") -> str:
        shown = _TAG.sub("", cells.get(column, "")[:_LONGEST])
        return one_line(_without_entities(shown).replace("\n\n", between)) if column else ""

    return Metadata(
        title=said(columns.title),
        deck=said(columns.deck),
        byline=said(columns.byline, ", "),
        published=_moment(said(columns.published)),
        site=said(columns.site),
        language=said(columns.language),
        url=said(columns.url),
    )


def _moment(said: str) -> str:
    stamp, counted = _STAMP.fullmatch(said), _SECONDS.fullmatch(said)
    if stamp:
        return read_date(stamp[1])
    return f"{datetime.fromtimestamp(int(counted[1]), UTC):%Y-%m-%dT%H:%M:%SZ}" if counted else read_date(said)
