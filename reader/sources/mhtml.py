"""Whole pages in one file, as browsers save them: a mail whose first part is the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources.files import printable
from reader.sources.html import read_bytes_of_page
from reader.sources.source import Inside, Outcome, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_HEAD = 8192
_FIELD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+", re.ASCII)
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"^content-type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:snapshot-content-location:|from:\s*<?saved by|x-mimeole:|content-location:)", re.IGNORECASE | re.MULTILINE
)
_OF_PAGE = re.compile(
    rb"^content-type:\s*multipart/related\b(?:[^\n]|\n[ \t])*?\btype\s*=\s*\"?text/html\b", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^(?:from|to):", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 10_000
_KINDS = frozenset(("text/html", "application/xhtml+xml"))


def _claims(raw: bytes) -> bool:
    # A mail may hold a page too, but it has a sender, who is not the browser.
    head = _FIELD.match(raw[:_HEAD])
    if head is None:
        return False
    if _OF_PAGE.search(head[0]) and not _SENT.search(head[0]):
        return True
    return _SAVED.search(head[0]) is not None and (_RELATED.search(head[0]) or _PAGE.search(head[0])) is not None


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    from email import message_from_bytes  # noqa: PLC0415 - on use: the parser of mails takes longer to import than a window may

    try:
        whole = message_from_bytes(raw.lstrip(b"\xef\xbb\xbf \t\r\n"))
        page = _root(whole)
        content, charset = _body(page) if page is not None else (b"", "")
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # The parser of mails stumbles over headers that are no ASCII, names of encodings with a NUL in them, endless nesting.
        message = f"{printable(name)} is damaged: save the page again."
        raise SourceError(message) from error
    if page is None:
        message = f"{printable(name)} holds no page, only what belongs to one: save the page again."
        raise SourceError(message)
    address = str(page.get("Content-Location") or whole.get("Snapshot-Content-Location") or "").strip()
    web = address.lower().startswith(("http://", "https://"))
    yield read_bytes_of_page(content, name, declared=charset, url=address if web else "")


def _body(page: Message) -> tuple[bytes, str]:
    """Return the bytes of a part, unpacked, and the encoding that it says they are in."""
    charset = page.get_content_charset() or ""
    del page["Content-Type"]  # else its encoding is looked up, whatever stands there
    body = page.get_payload(decode=True)
    return (body if isinstance(body, bytes) else b""), charset


def _root(whole: Message) -> Message | None:
    """Return the part that is the page: the one that the file names, by its number or its address, or else the first."""
    waiting: list[Message] = [whole]
    pages: list[Message] = []
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        if part.get_content_type() in _KINDS:
            pages.append(part)
        inner = part.get_payload() if part.is_multipart() else ()
        waiting[:0] = [each for each in inner if not isinstance(each, str)]
    start, address = str(whole.get_param("start") or ""), str(whole.get("Snapshot-Content-Location") or "").strip()
    named = (
        page
        for page in pages
        if (start and str(page.get("Content-ID") or "").strip() == start)
        or (address and str(page.get("Content-Location") or "").strip() == address)
    )
    return next(named, pages[0] if pages else None)


SOURCE = Source("saved web page", claims=_claims, read=_read)
