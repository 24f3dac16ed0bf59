"""Rows, whatever they are written in, and what their columns hold: by their names and, failing that, by what stands in them."""

from __future__ import annotations

from typing import NamedTuple

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
_LONG = 40
"""Letters on average that make a column of no telling name one of texts."""


class Row(NamedTuple):
    """A row. cells: by the name of the column. fault: what is wrong, after its place; exact: offsets count in its text."""

    place: str
    cells: dict[str, str]
    fault: str = ""
    exact: bool = False


class Columns(NamedTuple):
    """What the columns are called that hold this; empty where none does."""

    text: str
    title: str
    deck: str
    byline: str
    published: str
    url: str
    site: str
    language: str


def known_name(column: str) -> str:
    """Return a column's name as the lists above have it: of "data.Full Text", "full_text"."""
    return column.rpartition(".")[2].strip().strip("\ufeff").lower().replace(" ", "_").replace("-", "_")


def columns_of(sample: list[dict[str, str]]) -> Columns | None:
    """Return what these rows keep where; None where no column holds texts."""
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
    return Columns(text, *(next((by_name[known] for known in names if known in by_name), "") for names in others))


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
