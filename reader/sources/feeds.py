"""Feeds, RSS and Atom: an article for each entry, as far as the feed holds it."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reader.core.article import Metadata, normalise
from reader.sources.bylines import as_names
from reader.sources.decoding import beginning
from reader.sources.files import is_address, printable
from reader.sources.foreign import BEFORE_ROOT
from reader.sources.html import article_of_fragment
from reader.sources.source import Inside, Outcome, Reading, Refusal, Source, SourceError
from reader.sources.xml_safely import in_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINNING = re.compile(
    BEFORE_ROOT + rb"<(?:rss\b|(?:\w+:)?feed\b[^>]*\bxmlns|rdf:RDF\b[^>]*purl\.org/rss)",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 16384
_MOST = 2000
"""How many entries are read of one feed."""
_PLAIN = frozenset(("text/plain",))
_BLOCK = re.compile(r"<(?:p|br|div|ul|ol|h[1-6]|table|blockquote|pre)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    markup: what it says, as HTML; empty if nothing. whole: whether that is its content, and not a summary only.
    """

    meta: Metadata
    markup: str
    whole: bool


def is_feed(raw: bytes) -> bool:
    """Tell whether these bytes are a feed."""
    return _BEGINNING.match(beginning(raw, _HEAD)) is not None


def entries_of(raw: bytes, url: str = "") -> Iterator[Entry]:
    """Yield the entries of a feed, in its order. url: where it came from, against which its links are read; empty if unknown.

    Nothing is fetched: feedparser is given the bytes as a file.
    """
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - on use: slow to import

    headers = {"content-location": url} if url else {}
    try:
        feed = feedparser.parse(BytesIO(in_utf8(raw)), response_headers=headers, sanitize_html=False, resolve_relative_uris=True)
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as error:
        # feedparser 6.0 lets what its helpers stumble over through, as over a blank in the name of a namespace.
        message = "The feed is damaged: fetch it again, or open it in a browser."
        raise SourceError(message) from error
    site = _line(feed.feed.get("title"))
    language = _line(feed.feed.get("language")).replace("_", "-")
    for entry in feed.entries:
        contents = [held for held in entry.get("content", ()) if held.get("value")]
        richest: Any = max(contents, key=lambda held: len(held["value"]), default=None)
        held = richest or entry.get("summary_detail") or {}
        meta = Metadata(
            title=_line(html.unescape(_TAG.sub("", str(entry.get("title") or "")))),
            byline=", ".join(filter(None, (as_names(_line(author.get("name"))) for author in entry.get("authors", ()))))
            or as_names(_line(entry.get("author"))),
            # By dict's own door: by its own, feedparser 6.0.14 gives "published" where "updated" is missing, with a warning.
            published=_moment(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
            site=site,
            language=_line(held.get("language")) or language,
            url=_address(_line(entry.get("link")), _line(feed.feed.get("link"))),
        )
        yield Entry(meta, _markup(held), whole=richest is not None)


def reading_of(entry: Entry, name: str) -> Outcome:
    """Return the article that an entry holds, or why it holds none."""
    article = article_of_fragment(entry.markup, entry.meta)
    if not any(map(str.isalnum, article.text)):
        return Refusal(f"An entry of {printable(name)} holds no text: open it in a browser.")
    notes = () if entry.whole else (_summary_note(entry),)
    return Reading(article, notes)


def _summary_note(entry: Entry) -> str:
    link = entry.meta.url
    return f"The feed gives only a summary: for all of it, import {link}." if link else "The feed gives only a summary."


def _address(link: str, site: str) -> str:
    """Return where an entry stands on the web; empty for a link that leads nowhere by itself, nor from the feed's own site."""
    if link and is_address(site):
        with suppress(ValueError):
            link = urljoin(site, link)
    return link if is_address(link) and link.isprintable() else ""


def _markup(held: Any) -> str:  # noqa: ANN401 - feedparser has no types
    value = str(held.get("value") or "")
    if held.get("type") in _PLAIN and not _TAG.search(value):
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "<br><br>")
    if "\n\n" in value and not _BLOCK.search(value):  # as weblogs keep what was written without tags
        return value.replace("\n\n", "<br><br>")
    return value


def _moment(parts: Any) -> str:  # noqa: ANN401 - a time.struct_time, in UTC, or None
    return "" if parts is None else "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parts[:6])


def _line(value: object) -> str:
    return normalise(" ".join(str(value or "").split()))


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    found = False
    entries = entries_of(raw)
    for at, entry in enumerate(islice(entries, _MOST), start=1):
        found = True
        outcome = reading_of(entry, name)
        yield outcome._replace(name=f"{printable(name)} \u203a {at}")
    if not found:
        message = f"{printable(name)} is a feed without entries: fetch it again later."
        raise SourceError(message)
    if next(entries, None) is not None:
        message = f"{printable(name)} holds more than {_MOST:,} entries: the ones after them were left out."
        raise SourceError(message)


SOURCE = Source("feed", claims=is_feed, read=_read)
