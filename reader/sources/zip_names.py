"""The names of files in ZIP archives: UTF-8 where they say so, and else what the program meant that wrote them."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Sequence

_UTF8 = 0x800
_AS_READ = "cp437"
"""What the format says that all other names are in (APPNOTE.TXT, appendix D), and hardly any of the last thirty years is."""
_UNICODE_PATH = 0x7075
# By the letters that are common in each, in words as people write them: all of the names must look so.
_LIKELY = (
    ("cp437", re.compile(rb"(?:[\0-\x7f]++|(?<![\x80-\xff])[\x80-\x9b\xa0-\xa5\xe1](?![\x80-\xff]))++")),
    (
        "cp1252",
        re.compile(
            rb"(?:[\0-\x7f]++|(?<![A-Za-z\x80-\xff])[\xc0-\xdf](?![\x80-\xff])|(?<=[A-Za-z])[\xdf-\xff]{1,2}(?![\x80-\xff]))++"
        ),
    ),
    (
        "cp850",
        re.compile(rb"(?:[\0-\x7f]++|(?<![\x80-\xff])[\x80-\x9b\xa0-\xa5\xb5-\xb7\xc6\xc7\xe0-\xe5]{1,2}(?![\x80-\xff]))++"),
    ),
    ("cp866", re.compile(rb"(?:[\0-\x7f]++|(?<![\x80-\xff])[\x80-\x9f\xf0]*[\xa0-\xaf\xe0-\xef\xf1]*(?![\x80-\xff]))++")),
    ("cp932", re.compile(rb"(?:[\0-\x7f]++|[\x81-\x83\x88-\x98][\x40-\x7e\x80-\xfc])++")),
    ("cp949", re.compile(rb"(?:[\0-\x7f]++|[\xb0-\xc8][\xa1-\xfe])++")),
    ("gb18030", re.compile(rb"(?:[\0-\x7f]++|[\xa1-\xa3\xb0-\xd7][\xa1-\xfe])++")),
    ("big5", re.compile(rb"(?:[\0-\x7f]++|[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe])++")),
    ("cp1251", re.compile(rb"(?:[\0-\x7f]++|(?<![\x80-\xff])[\xc0-\xdf\xa8]*[\xe0-\xff\xb8]*(?![\x80-\xff]))++")),
)
_SAMPLE = 500
"""Names, each of at most 64 KiB."""


def names_of(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of the members of one archive, in their order; those that do not say what they are in go together."""
    unsure = (held.filename.encode(_AS_READ, "replace") for held in members if not held.flag_bits & _UTF8)
    encoding = _guessed(b"\n".join(name for name, _ in zip(unsure, range(_SAMPLE), strict=False)))
    return [held.filename if held.flag_bits & _UTF8 else _name(held, encoding) for held in members]


def _guessed(names: bytes) -> str:
    try:
        names.decode("utf-8")
    except UnicodeDecodeError:
        return next((encoding for encoding, looks in _LIKELY if looks.fullmatch(names)), _AS_READ)
    return "utf-8"


def _name(member: zipfile.ZipInfo, encoding: str) -> str:
    raw = member.filename.encode(_AS_READ, "replace")
    beside = _beside(member.extra, zlib.crc32(raw))
    return beside or raw.decode(encoding, "replace")


def _beside(extra: bytes, crc: int) -> str:
    """Return the name that stands in a field of its own beside the one whose checksum this is (APPNOTE.TXT, 4.6.9)."""
    while len(extra) >= 4:  # noqa: PLR2004 - the head of a field
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[:1] == b"\1" and field[1:5] == crc.to_bytes(4, "little"):
            return field[5:].decode("utf-8", "replace")
    return ""
