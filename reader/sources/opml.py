"""Lists of feeds, as feed readers exchange them. A list alone holds no article, and nothing is fetched for it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from reader.sources.decoding import beginning, decode
from reader.sources.files import printable
from reader.sources.foreign import BEFORE_ROOT
from reader.sources.source import Inside, Outcome, Refusal, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINNING = re.compile(BEFORE_ROOT + rb"<opml\b", re.IGNORECASE | re.DOTALL)
_HEAD = 16384
_FEED = re.compile(r"\bxmlUrl\s*=\s*(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')", re.IGNORECASE)
_SHOWN = 3


def is_list(raw: bytes) -> bool:
    """Tell whether these bytes are a list of feeds."""
    return _BEGINNING.match(beginning(raw, _HEAD)) is not None


def feeds_of(raw: bytes) -> list[str]:
    """Return the addresses of the feeds in a list, each once."""
    decoded = decode(raw)
    found = _FEED.finditer(decoded.text) if decoded else ()
    return list(dict.fromkeys(html.unescape(match[1] or match[2]).strip() for match in found))


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    feeds = feeds_of(raw)
    if not feeds:
        yield Refusal(f"{printable(name)} is a list of feeds, but names none: export it again from where it came.")
        return
    named = ", ".join(map(printable, feeds[:_SHOWN])) + (", \u2026" if len(feeds) > _SHOWN else "")
    count = "1 feed" if len(feeds) == 1 else f"{len(feeds):,} feeds"
    yield Refusal(f"{printable(name)} names {count} and holds no article: import the addresses that you want ({named}).")


SOURCE = Source("list of feeds", claims=is_list, read=_read)
