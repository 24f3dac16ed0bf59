"""Rows with a text in each, whatever they are written in: which column is the text, and an article of every row."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import Metadata
from reader.sources.composing import cleaned, known_as, one_line, titled
from reader.sources.dates import read_date
from reader.sources.files import printable, refuse_long_text
from reader.sources.source import Inside, Outcome, Reading, Refusal, SourceError
from reader.sources.text import article_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEXTS = (
    *(
        "text",
        "full_text",
        "fulltext",
        "article_text",
        "body",
        "body_text",
        "content",
        "contents",
        "article",
        "story",
        "maintext",
    ),
    *("main_text", "article_body", "articlebody", "transcript", "document", "passage", "message", "post", "tweet", "sentence"),
    *("description", "abstract", "summary"),
)
"""What the column of texts is called, likeliest first. Small letters, blanks as underscores."""
_TITLES = ("title", "headline", "heading", "subject", "article_title", "head")
_DECKS = ("subtitle", "deck", "standfirst", "subheading", "lead")
_BYLINES = ("byline", "author", "authors", "creator", "by", "author_name", "from", "user", "username")
_DATES = (
    "published",
    "published_at",
    "publishedat",
    "publication_date",
    "pub_date",
    "pubdate",
    "date_publish",
    "date",
    "created_at",
)
_URLS = ("url", "link", "article_url", "source_url", "permalink", "uri")
_SITES = ("site", "source", "publication", "publisher", "newspaper", "outlet", "domain", "site_name", "source_domain")
_LANGUAGES = ("language", "lang")
_SAMPLE = 50
_LONG = 40
"""Letters on average that make a column of no telling name one of texts."""
_MOST_FAULTS = 1_000
_LONGEST = 500


class Row(NamedTuple):
    """A row. cells: by the name of the column. fault: what is wrong, after its place; exact: offsets count in its text."""

    place: str
    cells: dict[str, str]
    fault: str = ""
    exact: bool = False


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
    """Yield an article of each row, and a refusal of each that is amiss. name: of the file, for messages.

    Raises:
        SourceError: no column holds texts, or too many rows are amiss.
    """
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    columns = _columns([row.cells for row in sample if not row.fault])
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


def known_name(column: str) -> str:
    """Return a column's name as the lists above have it: of "data.Full Text", "full_text"."""
    return column.rpartition(".")[2].strip().strip("\ufeff").lower().replace(" ", "_").replace("-", "_")


def _columns(sample: list[dict[str, str]]) -> _Columns | None:
    by_name: dict[str, str] = {}
    for row in sample:
        for column, cell in row.items():
            if cell.strip():
                by_name.setdefault(known_name(column), column)
    text = _named(by_name, TEXTS, sample) or _longest(sample)
    if not text:
        return None
    by_name = {known: column for known, column in by_name.items() if column != text}
    others = (_TITLES, _DECKS, _BYLINES, _DATES, _URLS, _SITES, _LANGUAGES)
    return _Columns(text, *(next((by_name[known] for known in names if known in by_name), "") for names in others))


def _named(by_name: dict[str, str], names: tuple[str, ...], sample: list[dict[str, str]]) -> str:
    """Return the first column so named that holds words; "article" may be a number, and "content" a kind."""
    held = (by_name[known] for known in names if known in by_name)
    return next((column for column in held if any(len(row.get(column, "").split()) > 1 for row in sample)), "")


def _longest(sample: list[dict[str, str]]) -> str:
    lengths: dict[str, int] = {}
    for row in sample:
        for column, cell in row.items():
            lengths[column] = lengths.get(column, 0) + (len(cell) if " " in cell.strip() else 0)
    column = max(lengths, key=lengths.__getitem__, default="")
    return column if column and lengths[column] >= _LONG * len(sample) else ""


def _outcome(row: Row, columns: _Columns, name: str, notes: tuple[str, ...]) -> Outcome:
    if row.fault:
        return Refusal(f"{row.place} {row.fault}: it was left out.", name)
    text = cleaned(row.cells.get(columns.text, ""))
    if not text.strip():
        return Refusal(f"{row.place} has no text in its column “{printable(columns.text)}”: it was left out.", name)
    try:
        refuse_long_text(name, len(text))
    except SourceError as error:
        return Refusal(str(error), name)
    article, meta = article_of_text(text), _meta(row.cells, columns)
    return Reading(known_as(article if row.exact else titled(article, meta.title), meta), notes, name)


def _meta(cells: dict[str, str], columns: _Columns) -> Metadata:
    def said(column: str) -> str:
        return one_line(cells.get(column, "")[:_LONGEST]) if column else ""

    return Metadata(
        title=said(columns.title),
        deck=said(columns.deck),
        byline=said(columns.byline),
        published=read_date(said(columns.published)),
        site=said(columns.site),
        language=said(columns.language),
        url=said(columns.url),
    )
