"""Property lists (Apple's plist, binary or XML): a page as Safari saves it with all that belongs to it, or a link to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources.decoding import beginning
from reader.sources.files import is_address, printable, refuse_damaged, refuse_long_text
from reader.sources.foreign import BEFORE_ROOT
from reader.sources.html import is_page, read_bytes_of_page
from reader.sources.links import link_refused
from reader.sources.source import Inside, Outcome, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BINARY = b"bplist00"
_XML = re.compile(BEFORE_ROOT + rb"<plist\b", re.IGNORECASE | re.DOTALL)
_HEAD = 4096
_PAGES = ("text/html", "application/xhtml+xml")
# What Python's own reader, which knows no bounds but those of the file and resolves no entity, meets in broken ones.
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError, MemoryError, OSError)


def _claims(raw: bytes) -> bool:
    return raw.startswith(_BINARY) or _XML.match(beginning(raw, _HEAD)) is not None


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    held = _loaded(raw, name)
    main = held.get("WebMainResource")
    if isinstance(main, dict) and isinstance(page := main.get("WebResourceData"), bytes):
        url = str(main.get("WebResourceURL") or "")
        if main.get("WebResourceMIMEType") in _PAGES or is_page(page):
            declared = str(main.get("WebResourceTextEncodingName") or "")
            yield read_bytes_of_page(page, name, declared=declared, url=url if is_address(url) else "")
        else:
            yield from inside.read(page, printable(url.rpartition("/")[2]))
        return
    if not isinstance(link := held.get("URL"), str):
        raise SourceError(f"{printable(name)} holds settings of a program and no text: choose a file with words in it.")
    yield link_refused(name, link)


def _loaded(raw: bytes, name: str) -> dict[str, object]:
    from plistlib import loads  # noqa: PLC0415 - on use
    from xml.parsers.expat import ExpatError  # noqa: PLC0415

    if not raw.startswith(_BINARY):
        refuse_long_text(name, len(raw))
    try:
        held = loads(raw)
    except (*_BROKEN, ExpatError):
        refuse_damaged(name, "property list")
    return held if isinstance(held, dict) else {}


SOURCE = Source("property list", claims=_claims, read=_read)
