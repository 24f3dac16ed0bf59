"""RTF files: paragraphs as their author ended them, and what the file says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.core.article import Metadata
from reader.sources.composing import Piece, cleaned, compose, filled, known_as, one_line
from reader.sources.files import MEBIBYTE, refuse_damaged, refuse_size
from reader.sources.source import Inside, Outcome, Reading, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}\{\\rtf")
_LIMIT = 16 * MEBIBYTE
"""Bytes without pictures: striprtf goes through them letter by letter, some two million a second."""
_PICTURE = re.compile(rb"(?:[0-9a-fA-F]{64,}\s*)+")
_PROPERTY = re.compile(r"\{\\(title|author)\s([^{}]{1,600})\}")
_INFO_REACH = 1 << 16
_CELL = re.compile(rb"(?<!\\)\\(?:nest)?cell(?![a-z0-9-])")
"""The end of a cell, for which striprtf gives a bar."""
_NOTES_LEFT_OUT = "Its footnotes were left out."
_LINK = b"\\fldinst{"
_LINE = re.compile(r"\n+")


def _read(raw: bytes, name: str, _inside: Inside) -> Iterator[Outcome]:
    # Pictures in hex are most of a large file.
    bare = _PICTURE.sub(b"", raw[raw.find(b"{") :])
    if len(bare) > _LIMIT:
        refuse_size(name, len(bare), limit=_LIMIT)
    # From each beginning of a link striprtf looks for its end on the same line: quadratic time. Its words are read all the same.
    source = _CELL.sub(rb"\\tab", bare).replace(_LINK, _LINK + b"\n").decode("cp1252", "replace")
    try:
        text = cleaned(_shown(source))
        said = {key: one_line(_shown(rf"{{\rtf1 {value}}}")) for key, value in _PROPERTY.findall(source[:_INFO_REACH])}
    except (ValueError, LookupError, OverflowError, TypeError):  # what striprtf meets in broken files
        refuse_damaged(name, "RTF file")
    article = compose(map(Piece, _LINE.split(text)), name, title=said.get("title", ""))
    properties = Metadata(title=said.get("title", ""), byline=said.get("author", ""))
    yield Reading(known_as(article, filled(article.meta, properties)), (_NOTES_LEFT_OUT,) if b"{\\footnote" in bare else ())


def _shown(source: str) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - on use

    shown: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]  # striprtf has types for none
    return shown


SOURCE = Source("RTF", claims=lambda raw: _BEGINNING.match(raw) is not None, read=_read)
