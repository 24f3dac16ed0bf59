"""Mailboxes (mbox, RFC 4155): mails one after the other, each below a line that begins with "From "."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources.mail import is_mail
from reader.sources.source import Inside, Outcome, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINNING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{1,200}\n(?=[!-9;-~]{1,80}:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def _claims(raw: bytes) -> bool:
    return _BEGINNING.match(raw) is not None and is_mail(raw)


def _read(raw: bytes, _name: str, inside: Inside) -> Iterator[Outcome]:
    count, begun = 0, None
    for found in _BEGINNING.finditer(raw):
        if begun is not None:
            count += 1
            yield from inside.read(_ESCAPED.sub(rb"\1", raw[begun : found.start()]), f"mail {count}")
        begun = found.end()
    yield from inside.read(_ESCAPED.sub(rb"\1", raw[begun:]), f"mail {count + 1}")


SOURCE = Source("mailbox", claims=_claims, read=_read)
