"""The door to the web: what lies at an address that the user names, as articles."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from reader.sources import registry
from reader.sources.addresses import shown
from reader.sources.feeds import Entry, entries_of, is_feed, reading_of
from reader.sources.fetching import Fetched, Patience, fetch
from reader.sources.foreign import foreign
from reader.sources.html import is_page, read_bytes_of_page
from reader.sources.html_meta import site_of_address
from reader.sources.opml import feeds_of, is_list
from reader.sources.source import Outcome, Reading, Refusal, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES = 100
"""How many entries are read of one feed."""
MOST_FEEDS = 50
_TEXTS = frozenset(("plain text", "Markdown", "CSV"))
"""What the sources are called that claim what may be a page without marks."""
_PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read_url(url: str, *, follow: bool = False, patience: Patience | None = None) -> Iterator[Outcome]:
    """Yield the articles at an address: a page's one; a feed's for each entry, its page fetched if the feed has but a summary.

    follow: whether to go through the feeds of a list of feeds, too.
    patience: how long each answer is waited for.

    Raises:
        SourceError: nothing can be had from there; the message says why and what to do. One bad entry is a `Refusal`.
    """
    waiting = patience or Patience()
    fetched = fetch(url, waiting)
    if is_list(fetched.raw) and follow:
        for feed in feeds_of(fetched.raw)[:MOST_FEEDS]:
            yield from _or_refusal(feed, fetched.url, waiting)
    elif is_feed(fetched.raw):
        yield from _entries(fetched, waiting)
    else:
        yield from _articles(fetched)


def _or_refusal(url: str, named_by: str, patience: Patience) -> Iterator[Outcome]:
    try:
        fetched = fetch(url, patience, named_by=named_by)
        yield from _entries(fetched, patience) if is_feed(fetched.raw) else _articles(fetched)
    except SourceError as error:
        yield Refusal(str(error), shown(url))


def _entries(fetched: Fetched, patience: Patience) -> Iterator[Outcome]:
    entries = list(islice(entries_of(fetched.raw, fetched.url), MOST_ENTRIES + 1))
    if not entries:
        message = f"{shown(fetched.url)} is a feed without entries: try again later."
        raise SourceError(message)
    for entry in entries[:MOST_ENTRIES]:
        if entry.whole or not entry.meta.url:
            yield reading_of(entry, shown(fetched.url))._replace(name=shown(entry.meta.url or fetched.url))
        else:
            yield from _page_of(entry, fetched.url, patience)
    if len(entries) > MOST_ENTRIES:
        yield Refusal(f"Only the first {MOST_ENTRIES} entries of the feed were read.", shown(fetched.url))


def _page_of(entry: Entry, named_by: str, patience: Patience) -> Iterator[Outcome]:
    """Yield what lies at an entry's link, with what the feed says of it where the page does not."""
    try:
        for outcome in _articles(fetch(entry.meta.url, patience, named_by=named_by)):
            yield _filled(outcome, entry) if isinstance(outcome, Reading) else outcome
    except SourceError as error:
        yield Refusal(str(error), shown(entry.meta.url))


def _filled(reading: Reading, entry: Entry) -> Reading:
    meta = reading.article.meta
    filled = meta._replace(
        title=meta.title or entry.meta.title,
        byline=meta.byline or entry.meta.byline,
        published=meta.published or entry.meta.published,
        language=meta.language or entry.meta.language,
    )
    return reading._replace(article=replace(reading.article, meta=filled))


def _articles(fetched: Fetched) -> Iterator[Outcome]:
    """Yield the articles in what was fetched: a page as its server says, if it may be one, all else by content as files are."""
    name = shown(fetched.url)
    if is_page(fetched.raw) or (fetched.content_type in _PAGES and _may_be_page(fetched.raw)):
        reading = read_bytes_of_page(fetched.raw, name, declared=fetched.charset, url=fetched.url)
        outcomes: Iterator[Outcome] = iter((reading,))
    else:
        outcomes = registry.read_bytes(fetched.raw, name)
    for outcome in outcomes:
        yield _placed(outcome, fetched.url)._replace(name=outcome.name or name)


def _may_be_page(raw: bytes) -> bool:
    """Tell whether what a server calls a page may be one: many call whatever they send so."""
    return raw.lstrip().startswith(b"<") or (registry.source_of(raw).name in _TEXTS and foreign(raw) is None)


def _placed(outcome: Outcome, url: str) -> Outcome:
    if isinstance(outcome, Refusal):
        return outcome
    meta = outcome.article.meta._replace(url=url, site=outcome.article.meta.site or site_of_address(url))
    return outcome._replace(article=replace(outcome.article, meta=meta))
