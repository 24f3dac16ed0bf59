"""Names the files that plain text cannot be had from, by their first bytes."""

from __future__ import annotations

import re

# No plain text begins so.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF files"),
    (b"%!PS-Adobe", "PostScript files"),
    (rb"{\rtf", "RTF files"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word, Excel or PowerPoint files of before 2007"),
    (b"\x89PNG\r\n\x1a\n", "PNG pictures"),
    (b"\xff\xd8\xff", "JPEG pictures"),
    (b"II*\x00", "TIFF pictures"),
    (b"MM\x00*", "TIFF pictures"),
    (b"SQLite format 3\x00", "SQLite databases"),
    (b"\x1f\x8b", "gzip archives"),
    (b"BZh91AY&SY", "bzip2 archives"),
    (b"\xfd7zXZ\x00", "xz archives"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archives"),
    (b"7z\xbc\xaf\x27\x1c", "7z archives"),
    (b"Rar!\x1a\x07", "RAR archives"),
    (b"\x7fELF", "programs"),
)
_ZIP = b"PK\x03\x04"
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"application/epub+zip", "EPUB books"),
    (b"application/vnd.oasis.opendocument", "OpenDocument files"),
    (b"word/", "Word files"),
    (b"xl/", "Excel files"),
    (b"ppt/", "PowerPoint files"),
)
_HEAD = 4096

_GIF = re.compile(rb"GIF8[79]a.{4}[\x80-\xff]", re.DOTALL)
CONTROLS = "".join(map(chr, (*set(range(32)) - set(b"\t\n\v\f\r\x1b"), 127)))
"""The control characters that no text needs: all but blanks, line ends and escape."""


def foreign_kind(raw: bytes) -> str | None:
    """Return what kind of file this is, in the plural ("PDF files"); None for what may be plain text."""
    head = raw.removeprefix(b"\xef\xbb\xbf")[:_HEAD]
    if head.startswith(_ZIP):
        return next((kind for name, kind in _ZIPPED if name in raw), "ZIP archives")
    if _GIF.match(head):
        return "GIF pictures"
    return next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)


def share_of_controls(content: bytes | str) -> float:
    """Return which part, from 0 to 1, is control characters that text does not need (all but blanks, line ends and escape)."""
    found = sum(map(content.count, CONTROLS.encode())) if isinstance(content, bytes) else sum(map(content.count, CONTROLS))
    return found / max(len(content), 1)
