"""Mails (RFC 5322 and MIME): an article of what it says, and of each file attached."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses
from quopri import decodestring
from typing import TYPE_CHECKING

from reader.core.article import Metadata
from reader.sources.composing import cleaned, known_as, one_line, titled
from reader.sources.dates import read_date
from reader.sources.decoding import Decoded, decode
from reader.sources.files import MEBIBYTE, printable, refuse_damaged, refuse_empty, refuse_long_text, refuse_size
from reader.sources.flowed import unflowed
from reader.sources.members import is_no_article, left_out_note
from reader.sources.source import Inside, Outcome, Reading, Source, SourceError
from reader.sources.text import article_of_text
from reader.sources.unlikely import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_HEAD = 1 << 16
_LIMIT = 128 * MEBIBYTE
"""Bytes: the standard library's parser takes nine times as much memory."""
_HEADER = re.compile(rb"([!-9;-~]{1,80}):[ \t]*+([^\r\n]*+)(?:\r?\n[ \t][^\r\n]*+)*+(?:\r?\n|\Z)")
_ENVELOPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\r?\n){0,9}(?:From [^\r\n]*\r?\n|(\d{1,9}) *\r?\n)?")
"""What may stand before a mail: empty lines, that of a mailbox, or how long it is (Apple Mail, whose own notes follow it)."""
# What only programs write; a text may well begin with "From:" and "Date:".
_BY_PROGRAMS = frozenset(
    (b"mime-version", b"message-id", b"received", b"return-path", b"content-type", b"dkim-signature", b"x-mailer")
)
_SAVED_PAGE = re.compile(rb"saved by\b", re.IGNORECASE)
"""Browsers save pages as mails from nobody (MHTML)."""
_SIGNATURES = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
# What programs write for programs, beside what is said.
_FOR_PROGRAMS = frozenset(
    (
        *("text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/rfc822-headers", "text/x-amp-html"),
        *("application/applefile", "application/ics"),
    )
)
_LOCKED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"))
_TAGS = re.compile(r"<[^<>]*>")
_RICHER = 4
"""How many times longer HTML must be than the plain text beside it to be taken for what the mail really says."""
_MOST_PARTS = 10_000
# What the standard library's parser, which mends nearly all, still stumbles over.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, HeaderParseError, AssertionError)


@dataclass(slots=True)
class _Parts:
    """What a mail holds. attached: name and bytes of each."""

    plain: list[Decoded] = field(default_factory=list)
    html: list[Decoded] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    media: int = 0
    locked: bool = False
    sealed: bool = False


def is_mail(raw: bytes) -> bool:
    """Tell whether a file begins with the header of a mail, and no page that was saved as one."""
    said: dict[bytes, bytes] = {}
    envelope = _ENVELOPE.match(raw)
    at = envelope.end() if envelope else 0
    while at < min(len(raw), _HEAD) and raw[at : at + 1] not in b"\r\n":
        header = _HEADER.match(raw, at, _HEAD)
        if not header:
            return False
        said.setdefault(header[1].lower(), header[2])
        at = header.end()
    if b"from" not in said or b"snapshot-content-location" in said or _SAVED_PAGE.search(said[b"from"]):
        return False
    addressed = b"@" in said[b"from"] and b"date" in said and (b"to" in said or b"subject" in said)
    return addressed or not _BY_PROGRAMS.isdisjoint(said)


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    if len(raw) > _LIMIT:
        refuse_size(name, len(raw), limit=_LIMIT)
    if before := _ENVELOPE.match(raw):
        raw = raw[before.end() :][: int(before[1]) if before[1] else None]
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        meta, parts = _meta(message), _parts(message)
    except _BROKEN:
        refuse_damaged(name, "mail")
    if parts.locked:
        raise SourceError(f"{printable(name)} is encrypted: save its text from the mail program that has the key.")
    if parts.sealed:
        raise SourceError(f"{printable(name)} is wrapped in its signature (S/MIME): save its text from a mail program.")
    notes = left_out_note(name, parts.media)
    body = _body(parts, name, inside)
    if body is None and not parts.attached:
        refuse_empty(name)
    if isinstance(body, Reading):
        article = known_as(titled(body.article, meta.title), meta)
        yield Reading(article, (*body.notes, *notes))
    elif body:
        yield body
    for inner, held in parts.attached:
        yield from inside.read(held, inner)


def _body(parts: _Parts, name: str, inside: Inside) -> Outcome | None:
    """Return what the mail itself says; None for nothing."""
    plain, html = _joined(parts.plain), _joined(parts.html)
    refuse_long_text(name, len(plain.text) + len(html.text))
    if len(_TAGS.sub("", html.text).strip()) > _RICHER * len(plain.text.strip()):
        # Marked as UTF-8, whatever the page says of itself: that was written before it was mailed.
        marked = b"\xef\xbb\xbf" + html.text.encode("utf-8", "replace")
        outcome = next(inside.read(marked, "message.html"), None)
        if isinstance(outcome, Reading):
            return outcome._replace(name="")
        if outcome and not plain.text.strip():
            return outcome
    text = cleaned(plain.text)
    return Reading(article_of_text(text), plain.notes) if text.strip() else None


def _joined(said: list[Decoded]) -> Decoded:
    return Decoded("\n\n".join(held.text for held in said), tuple(dict.fromkeys(note for held in said for note in held.notes)))


def _meta(message: Message) -> Metadata:
    people = [one_line(shown or address) for shown, address in getaddresses([_header(message, "from")])]
    return Metadata(
        title=one_line(_header(message, "subject")),
        byline=", ".join(filter(None, people)),
        published=read_date(_header(message, "date")),
    )


def _header(message: Message, key: str) -> str:
    """Return a header as it is shown: encoded words (RFC 2047) decoded, and bytes that should have been encoded guessed."""
    value = next((str(value) for name, value in message.raw_items() if name.lower() == key), "")
    decoded = decode(value.encode("ascii", "surrogateescape"))
    plain = " ".join((decoded.text if decoded else "").split())
    try:
        pieces = decode_header(plain)
    except _BROKEN:
        return plain
    return "".join(piece if isinstance(piece, str) else _decoded(piece, charset or "").text for piece, charset in pieces)


def _decoded(raw: bytes, declared: str) -> Decoded:
    """Return the text of a part that calls itself one, whatever it is."""
    return decode(raw, declared) or Decoded(raw.decode("utf-8", "replace"))


def _parts(message: Message) -> _Parts:
    found = _Parts()
    left: list[Message] = [message]
    seen = 0
    while left and (seen := seen + 1) <= _MOST_PARTS:
        part = left.pop()
        kind = part.get_content_type()
        within = part.get_payload()
        held: list[Message] = [of for of in within if not isinstance(of, str)] if isinstance(within, list) else []
        if kind in _LOCKED:
            signed = str(part.get_param("smime-type")).lower() == "signed-data"
            found.sealed, found.locked = found.sealed or signed, found.locked or not signed
        elif kind == "message/rfc822" and held:
            found.attached.append(_forwarded(part, held[0]))
        elif isinstance(within, list):
            left.extend(reversed(held))
        elif kind not in _SIGNATURES:
            _take(part, kind, found)
    return found


def _forwarded(part: Message, held: Message) -> tuple[str, bytes]:
    """Return the name and the bytes of a mail in a mail, which some programs pack though none should (RFC 2046, 5.2.1)."""
    raw, packing = held.as_bytes(), str(part.get("Content-Transfer-Encoding") or "").strip().lower()
    if packing == "quoted-printable":
        raw = decodestring(raw)
    elif packing == "base64":
        with suppress(binascii.Error):
            raw = b64decode(raw)
    held = message_from_bytes(raw, policy=policy.compat32) if packing in {"quoted-printable", "base64"} else held
    return f"{one_line(_header(held, 'subject'))[:80] or 'message'}.eml", raw


def _take(part: Message, kind: str, found: _Parts) -> None:
    """Put a part that holds no others where it belongs."""
    raw = part.get_payload(decode=True)
    inner = part.get_filename()
    if not isinstance(raw, bytes) or not raw.strip():
        return
    if kind in {"text/plain", "text/html"} and not inner and part.get_content_disposition() != "attachment":
        said = _decoded(raw, part.get_content_charset() or "")
        if kind == "text/plain" and str(part.get_param("format")).lower() == "flowed":
            without_blanks = str(part.get_param("delsp")).lower() == "yes"
            said = said._replace(text=unflowed(said.text, without_blanks=without_blanks))
        (found.html if kind == "text/html" else found.plain).append(said)
    elif (
        part.get_content_maintype() in {"image", "audio", "video", "font"}
        or kind in _FOR_PROGRAMS
        or is_no_article(inner or "", raw[:HEAD])
    ):
        found.media += 1
    else:
        found.attached.append((one_line(inner or "") or "attachment", raw))


SOURCE = Source("mail", claims=is_mail, read=_read)
