"""ZIP archives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.sources.files import printable
from reader.sources.foreign import is_foreign_zip
from reader.sources.members import Member, read_members
from reader.sources.source import Inside, Outcome, Source, SourceError
from reader.sources.zip_listing import is_zip
from reader.sources.zip_names import names_of
from reader.sources.zips import first_bytes, is_locked, open_zip, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator


_NAMELESS = "a file without a name"


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    with open_zip(raw, name, "ZIP archive") as container:
        # Not by their is_dir, which in Python 3.11 stumbles over a name that is empty.
        listed = [held for held in container.infolist() if not held.filename.endswith("/")]
        if listed and all(map(is_locked, listed)):
            raise SourceError(
                f"{printable(name)} is locked with a password: unpack it with the password, and import what that gives."
            )
        members = (
            Member(shown, held.file_size, partial(unpack, container, held, shown), partial(first_bytes, container, held))
            for shown, held in zip((name or _NAMELESS for name in names_of(listed)), listed, strict=True)
        )
        yield from read_members(members, name, inside)


SOURCE = Source("ZIP", claims=lambda raw: is_zip(raw) and not is_foreign_zip(raw), read=_read)
