"""Tar archives (POSIX.1-2001, and GNU's)."""

from __future__ import annotations

import tarfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from reader.sources.files import printable, refuse_damaged, refuse_size
from reader.sources.members import Member, read_members
from reader.sources.source import Inside, Outcome, Source, SourceError
from reader.sources.zips import MOST_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = b"ustar"
_MARK_AT = 257
_KIND = "tar archive"
# A chain of long names nests without end; a header may count in anything.
_BROKEN = (tarfile.TarError, OSError, ValueError, OverflowError, EOFError, RecursionError, MemoryError, IndexError, KeyError)


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    try:
        archive = tarfile.open(fileobj=BytesIO(raw), mode="r:")  # noqa: SIM115 - closed below, and read in between
    except _BROKEN:
        refuse_damaged(name, _KIND)
    with archive:
        # What is no plain file is left alone: a sparse one may be of any size, and links lead out of the archive.
        members = [
            Member(held.name, held.size, partial(_unpacked, archive, held, len(raw)), partial(_first, archive, held))
            for held in _listed(archive, name)
            if held.type in {tarfile.REGTYPE, tarfile.AREGTYPE} and not held.sparse
        ]
        yield from read_members(members, name, inside)


def _listed(archive: tarfile.TarFile, name: str) -> list[tarfile.TarInfo]:
    listed: list[tarfile.TarInfo] = []
    try:
        while held := archive.next():
            listed.append(held)
            if len(listed) > MOST_ENTRIES:
                raise SourceError(
                    f"{printable(name)} holds more than {MOST_ENTRIES:,} files: unpack it, and import a part at a time."
                )
    except _BROKEN:
        if not listed:
            refuse_damaged(name, _KIND)
    return listed


def _unpacked(archive: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    if member.size > most:
        refuse_size(member.name, member.size)
    try:
        file = archive.extractfile(member)
        held = file.read() if file else b""
    except _BROKEN:
        refuse_damaged(member.name, "file")
    if len(held) < member.size:
        refuse_damaged(member.name, "file")
    return held


def _first(archive: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    try:
        file = archive.extractfile(member)
        return file.read(most) if file else b""
    except _BROKEN:
        return b""


SOURCE = Source("tar", claims=lambda raw: raw[_MARK_AT : _MARK_AT + len(_MARK)] == _MARK, read=_read)
