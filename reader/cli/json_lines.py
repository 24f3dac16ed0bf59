"""Reads files of JSON lines of any size: one line in memory at a time, and no bad line stops the next."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MEBIBYTE = 1024 * 1024
LONGEST_LINE = 128 * _MEBIBYTE
"""Bytes: twice the largest article there is, for what else a row may hold."""


class JsonLine(NamedTuple):
    """A line with something in it.

    row: the object in it; None when there is none, and then `trouble` says why, as the rest of a sentence about the line.
    place: which line of which file, to begin a sentence with.
    size: bytes read since the line before.
    """

    row: dict[str, Any] | None
    trouble: str
    place: str
    size: int


def json_lines(path: Path) -> Iterator[JsonLine]:
    """Yield the lines of a file in order; blank ones are passed over. A file that cannot be read gives one line that says so."""
    number = 0
    try:
        with path.open("rb") as file:
            size = 0
            for number, (line, length) in enumerate(_lines(file), 1):
                size += length
                if line is None or line.strip():
                    yield _json_line(line, f"Line {number} of {path}", size)
                    size = 0
    except OSError as error:
        yield JsonLine(None, f"could not be read ({error.strerror}). See that it is a file that you may read.", str(path), 0)


def _lines(file: BinaryIO) -> Iterator[tuple[bytes | None, int]]:
    """Yield each line and how long it is; None in place of one that is too long to be held."""
    first = True
    while line := file.readline(LONGEST_LINE + 1):
        length, whole = len(line), line.endswith(b"\n") or len(line) <= LONGEST_LINE
        while not whole and (rest := file.readline(_MEBIBYTE)):
            length, whole = length + len(rest), rest.endswith(b"\n")
        too_long = length > LONGEST_LINE
        yield None if too_long else line.removeprefix(b"\xef\xbb\xbf") if first else line, length
        first = False


def _json_line(line: bytes | None, place: str, size: int) -> JsonLine:
    if line is None:
        return JsonLine(None, f"is longer than {LONGEST_LINE // _MEBIBYTE} MiB: it is left out.", place, size)
    try:
        row = json.loads(line.decode("utf-8"), parse_constant=_no_number, parse_float=_finite)
    except UnicodeDecodeError:
        return JsonLine(None, "is not UTF-8 text: it is left out.", place, size)
    except (ValueError, RecursionError) as error:
        return JsonLine(None, f"is not JSON ({error}): it is left out.", place, size)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return JsonLine(None, "has no “text”: it is left out.", place, size)
    return JsonLine(row, "", place, size)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number there")


def _finite(digits: str) -> float:
    """Return a number that JSON can say again. Raises ValueError."""
    return number if isfinite(number := float(digits)) else _no_number(digits)
