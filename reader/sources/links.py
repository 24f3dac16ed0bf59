"""Files that only lead to a page: shortcuts of Windows and of Linux desktops. Nothing is fetched for one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.sources.decoding import beginning, decode
from reader.sources.files import printable
from reader.sources.source import Inside, Outcome, Refusal, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 4096
_SECTION = re.compile(rb"^\[(?:InternetShortcut|(Desktop Entry))\]", re.IGNORECASE | re.MULTILINE)
_IS_LINK = re.compile(rb"^Type\s*=\s*Link\b", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"^URL[ \t]*=[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)


def _claims(raw: bytes) -> bool:
    head = beginning(raw, _HEAD).lstrip()
    section = _SECTION.search(head) if head.startswith(b"[") else None
    return section is not None and (section[1] is None or _IS_LINK.search(head) is not None)


def link_refused(name: str, address: str) -> Refusal:
    """Say that a file is a link, and where it leads. address: empty if it does not say."""
    if not address.strip():
        return Refusal(f"{printable(name)} is only a link, and says nowhere where it leads: import the page itself.")
    return Refusal(f"{printable(name)} is only a link: import the address that it leads to ({printable(address)}).")


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    decoded = decode(raw[:_HEAD])
    found = _ADDRESS.search(decoded.text) if decoded else None
    yield link_refused(name, found[1] if found else "")


SOURCE = Source("link", claims=_claims, read=_read)
