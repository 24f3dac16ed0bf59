"""A file packed by gzip (RFC 1952)."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from reader.sources.files import LIMIT, printable, refuse_damaged, refuse_size
from reader.sources.source import Inside, Outcome, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINNING = b"\x1f\x8b\x08"
_PACKED = {".gz": "", ".tgz": ".tar", ".gzip": ""}


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    size = int.from_bytes(raw[-4:], "little")
    if size > LIMIT:
        refuse_size(name, size)
    path = PurePath(name)
    inner = path.stem + _PACKED[path.suffix.lower()] if path.suffix.lower() in _PACKED else f"{path.name} unpacked"
    yield from inside.unpack(lambda: _unpacked(raw, name, size), size, inner)


def _unpacked(raw: bytes, name: str, size: int) -> bytes:
    """Return the bytes packed in a file: as many as it says at its end, or a refusal."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(raw)) as file:
            unpacked = file.read(size)
            if len(unpacked) == size and not file.read(1):
                return unpacked
    except (OSError, EOFError, zlib.error):
        refuse_damaged(name, "gzip file")
    raise SourceError(
        f"{printable(name)} doesn't unpack to the size it gives for itself: unpack it first, and open what is in it."
    )


SOURCE = Source("gzip", claims=lambda raw: raw.startswith(_BEGINNING), read=_read)
