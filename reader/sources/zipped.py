"""ZIP archives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.sources.foreign import is_foreign_zip
from reader.sources.members import Member, read_members
from reader.sources.source import Inside, Outcome, Source
from reader.sources.zip_listing import is_zip
from reader.sources.zips import open_zip, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    with open_zip(raw, name, "ZIP archive") as container:
        members = (
            Member(held.filename, held.file_size, partial(unpack, container, held, held.filename))
            for held in container.infolist()
        )
        yield from read_members(members, name, inside)


SOURCE = Source("ZIP", claims=lambda raw: is_zip(raw) and not is_foreign_zip(raw), read=_read)
