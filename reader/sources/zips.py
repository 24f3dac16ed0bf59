"""Looks into ZIP containers without trusting what they say of themselves. Nothing is ever written to disk."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reader.sources.files import LIMIT, TEXT_LIMIT, printable, refuse_damaged, refuse_size
from reader.sources.source import Inside, SourceError, TooMuch
from reader.sources.xml_safely import parse
from reader.sources.zip_listing import most_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

MOST_ENTRIES = 100_000
"""An entry of the directory takes half a kilobyte of memory, whatever is in it."""
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_PACKINGS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""The others unpack without bound before they can be stopped."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError, RuntimeError)


def open_zip(raw: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """Return an open container. name, kind: of the file, for messages.

    Raises:
        SourceError: it is damaged, or lists more members than it should.
    """
    if most_members(raw) > MOST_ENTRIES:
        raise SourceError(f"{printable(name)} holds more than {MOST_ENTRIES:,} files: unpack it, and import a part at a time.")
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except _BROKEN:
        refuse_damaged(name, kind)


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Tell whether a member is encrypted."""
    return bool(member.flag_bits & _ENCRYPTED)


def unpack(container: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, *, kind: str = "file", limit: int = LIMIT) -> bytes:
    """Return the bytes of a member, never more than limit, nor than the member says it has. name, kind: of it, for messages.

    Raises:
        SourceError: it is encrypted, too large, packed in an odd way or damaged.
    """
    if is_locked(member):
        raise SourceError(f"{printable(name)} is locked with a password: unpack it with the password first.")
    if member.compress_type not in _PACKINGS:
        raise SourceError(f"{printable(name)} is packed in a way that Reader doesn't know: unpack it first.")
    if member.file_size > limit:
        refuse_size(name, member.file_size, limit=limit)
    try:
        # The size is checked above, and zipfile gives no more than that: what is packed larger fails its checksum.
        with container.open(member) as file:
            unpacked = b"".join(iter(lambda: file.read(_CHUNK), b""))
    except _BROKEN:
        refuse_damaged(name, kind)
    if len(unpacked) < member.file_size:
        refuse_damaged(name, kind)
    return unpacked


def first_bytes(container: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return so many of the first bytes of a member; none where it cannot be unpacked."""
    if is_locked(member) or member.compress_type not in _PACKINGS:
        return b""
    try:
        with container.open(member) as file:
            return file.read(most)
    except _BROKEN:
        return b""


@dataclass(frozen=True, slots=True)
class Package:
    """A document that is a container of parts. name, kind: of the document, for messages."""

    container: zipfile.ZipFile
    name: str
    kind: str
    inside: Inside

    def part(self, member: str) -> bytes | None:
        """Return a part; None if there is none of that name.

        Raises:
            SourceError: it is there, and cannot be unpacked.
        """
        try:
            held = self.container.getinfo(member)
        except KeyError:
            return None
        self.inside.count(min(held.file_size, TEXT_LIMIT))
        return unpack(self.container, held, self.name, kind=self.kind, limit=TEXT_LIMIT)

    def root(self, member: str) -> etree._Element | None:
        """Return the root of a part that only says something of the text, mended if need be; None if it is absent or broken."""
        try:
            raw = self.part(member)
            return None if raw is None else parse(raw, self.name, self.kind, leniently=True)
        except TooMuch:
            raise
        except SourceError:
            return None


@contextmanager
def open_package(raw: bytes, name: str, kind: str, inside: Inside) -> Iterator[Package]:
    """Open a document that is a container of parts.

    Raises:
        SourceError: it is damaged.
    """
    with open_zip(raw, name, kind) as container:
        yield Package(container, name, kind, inside)
