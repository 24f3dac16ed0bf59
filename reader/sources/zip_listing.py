"""What the bytes of a ZIP container tell of it before anything opens it."""

from __future__ import annotations

import re

_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_END_REACH = (1 << 16) + 22
"""Bytes: the end of the directory and the longest remark behind it."""


def is_zip(raw: bytes) -> bool:
    """Tell whether these are the bytes of a ZIP container, whatever is in it."""
    return raw.startswith(_BEGINNINGS)


def lists(raw: bytes, member: str) -> bool:
    """Tell whether the directory of a container lists a member whose name begins so; what lies within its members is not seen."""
    if not is_zip(raw):
        return False
    end = raw.rfind(_END, max(0, len(raw) - _END_REACH))
    if end < 0:
        return False
    size = int.from_bytes(raw[end + 12 : end + 16], "little")
    directory = raw[max(0, end - size) : end] if size != (1 << 32) - 1 else raw[:end]
    return re.search(re.escape(_ENTRY) + b".{42}" + re.escape(member.encode()), directory, re.DOTALL) is not None


def most_members(raw: bytes) -> int:
    """Return how many members a container lists at most."""
    return raw.count(_ENTRY)
