"""Rows or objects, whatever they are written in: which column is the text, and which are the title, the date and their like."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.files import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TEXTS = (
    *("text", "full_text", "fulltext", "article_text", "body", "body_text", "bodytext", "body_html", "content", "contents"),
    *("content_html", "content_text", "content_encoded", "article", "story", "maintext", "main_text", "html", "paragraphs"),
    *("article_body", "articlebody", "transcript", "document", "passage", "message", "post", "tweet", "sentence"),
    *(
        "plain_text",
        "plaintext",
        "clean_text",
        "cleaned_text",
        "page_content",
        "raw_content",
        "article_content",
        "extract",
        "selftext",
    ),
    *("volltext", "inhalt", "texte", "contenu", "texto", "contenido", "testo", "tekst", "treść", "metin"),
    *("текст", "содержание", "النص", "نص", "متن", "正文", "内容", "全文", "本文"),
)
"""What the column of texts is called, likeliest first. Small letters, blanks as underscores."""
_SUMMARIES = ("description", "abstract", "summary", "excerpt", "snippet", "lead_paragraph")
"""What it is called where there is no more of the text."""
TITLES = (
    *("title", "headline", "heading", "subject", "article_title", "web_title", "head"),
    *("titel", "überschrift", "schlagzeile", "titre", "título", "titulo", "titular", "titolo", "tytuł"),
    *("заголовок", "название", "العنوان", "عنوان", "标题", "標題", "タイトル"),
)
DECKS = ("subtitle", "deck", "standfirst", "subheading", "lead", "trail_text")
BYLINES = (
    *("byline", "author", "authors", "creator", "by", "author_name", "from", "user", "username"),
    *("autor", "auteur", "autore", "verfasser", "yazar", "автор", "الكاتب", "作者"),
)
DATES = (
    *("published", "published_at", "publishedat", "publication_date", "pub_date", "pubdate", "date_published"),
    *("web_publication_date", "date_publish", "publish_date", "date", "datetime", "created_at", "created_utc", "timestamp"),
    *("datum", "fecha", "data_publicacao", "tarih", "дата", "التاريخ", "تاريخ", "日期", "日付"),
)
URLS = ("url", "link", "article_url", "source_url", "web_url", "permalink", "uri")
SITES = (
    *("site", "source", "publication", "publisher", "newspaper", "outlet", "domain", "site_name", "source_domain"),
    *("quelle", "zeitung", "journal", "fuente", "fonte", "kaynak", "источник", "издание", "المصدر", "来源"),
)
LANGUAGES = ("language", "lang")

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONG = 40
"""Letters on average that make a column of no telling name one of texts."""
_MUCH_LONGER = 2
_LEAST_UNSPACED = 10
"""Letters from which on what holds no blank is a text in a script that parts no words, and no name."""


class Row(NamedTuple):
    """A row.

    cells: by the name of the column. fault: what is wrong, after its place. exact: offsets count in its text.
    notes: whole sentences on what was left out beside it.
    """

    place: str
    cells: dict[str, str]
    fault: str = ""
    exact: bool = False
    notes: tuple[str, ...] = ()


class Rank(IntEnum):
    """How sure a column is one of texts: by its length, by a name of summaries, or by a name of texts."""

    LONG = 0
    SUMMARY = 1
    NAMED = 2


class TextColumn(NamedTuple):
    """The column that holds the text. letters: how many are in it. beside: a column named like one that it was taken before."""

    name: str
    rank: Rank
    letters: int
    beside: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Whole sentences on what was guessed; empty where names told."""
        if self.rank is Rank.LONG:
            return (f"No column is called one of texts: the longest, “{printable(self.name)}”, was taken for it.",)
        if self.beside:
            longer, shorter = printable(self.name), printable(self.beside)
            return (f"Both “{shorter}” and “{longer}” may be the text: the longer, “{longer}”, was taken for it.",)
        return ()


def known_name(column: str) -> str:
    """Return a column's name as the lists above have it: of "data.Full Text" or "data.fullText", "full_text"."""
    name = column.rpartition(".")[2].strip().strip("\ufeff")
    return _HUMP.sub("_", name).lower().replace(" ", "_").replace("-", "_")


def by_known_name(sample: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return the first column that holds anything of each known name."""
    found: dict[str, str] = {}
    for cells in sample:
        for column, cell in cells.items():
            if cell.strip():
                found.setdefault(known_name(column), column)
    return found


def text_column(sample: Sequence[dict[str, str]]) -> TextColumn | None:
    """Return the column of texts in some rows; None if none can be one."""
    letters: dict[str, int] = {}
    for cells in sample:
        for column, cell in cells.items():
            # "article" may be a number, and "content" a kind.
            letters[column] = letters.get(column, 0) + (len(cell) if _is_said(cell.strip()) else 0)
    named = by_known_name(sample)
    for rank, names in ((Rank.NAMED, TEXTS), (Rank.SUMMARY, _SUMMARIES)):
        held = [named[name] for name in names if name in named and letters[named[name]]]
        if held:
            longest = max(held, key=letters.__getitem__)
            if letters[longest] > _MUCH_LONGER * letters[held[0]]:
                return TextColumn(longest, rank, letters[longest], held[0])
            return TextColumn(held[0], rank, letters[held[0]])
    if letters and letters[longest := max(letters, key=letters.__getitem__)] >= LONG * len(sample):
        return TextColumn(longest, Rank.LONG, letters[longest])
    return None


def _is_said(cell: str) -> bool:
    return len(cell.split(maxsplit=1)) > 1 or (len(cell) >= _LEAST_UNSPACED and not cell.isascii())
