"""The sources there are, and the door through which every file comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.sources import text
from reader.sources.files import LIMIT, read_file, refuse_size

if TYPE_CHECKING:
    from pathlib import Path

    from reader.sources.source import Reading, Source

SOURCES: tuple[Source, ...] = (text.SOURCE,)
"""In the order they are asked. Plain text stands last: it takes whatever no other claims, and names what it cannot read."""


def read(path: Path) -> Reading:
    """Read the article in a file.

    Raises:
        SourceError: there is no article to be had; the message says why and what to do.
    """
    return read_bytes(read_file(path), path.name or str(path))


def read_bytes(raw: bytes, name: str) -> Reading:
    """Read the article in the bytes of a file; its format is found by content, and the name serves for messages only.

    Raises:
        SourceError: there is no article to be had; the message says why and what to do.
    """
    if len(raw) > LIMIT:
        refuse_size(name, len(raw))
    source = next(source for source in SOURCES if source.claims(raw))
    return source.read(raw, name)
