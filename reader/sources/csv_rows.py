"""Tables of texts, comma-, semicolon-, bar- or tab-separated (RFC 4180 and its many cousins), with names in the first row."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from reader.sources.columns import TEXTS, Row, known_name
from reader.sources.decoding import head_of, lines_of
from reader.sources.files import TEXT_LIMIT
from reader.sources.source import Inside, Outcome, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",\t;|"
_MOST_ROWS = 40
_LEAST_ROWS = 4
"""With the names: what tells a table whose columns have no telling names from prose with commas."""
_LONG = 40
_NAME = re.compile(r"[^\W\d][\w .()/#-]{0,39}")
_MOST_WORDS = 4


class _Dialect(NamedTuple):
    named: bool
    width: int
    delimiter: str


def _dialect(raw: bytes) -> _Dialect | None:
    """Return how the cells of a table are parted; None if it is none."""
    head = head_of(raw)
    whole = head[: head.rfind("\n") + 1] or head
    if not _NAME.match(whole.lstrip('"')):
        return None
    found = (_tried(whole, delimiter) for delimiter in _DELIMITERS)
    return max((dialect for dialect in found if dialect), default=None)


def _tried(head: str, delimiter: str) -> _Dialect | None:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(head.splitlines(keepends=True), delimiter=delimiter):
            rows.extend([row] if row else [])
            if len(rows) > _MOST_ROWS:
                break
    except csv.Error:
        return None
    names, body = rows[0], rows[1:-1] or rows[1:]  # the last may be cut off
    if not body or not _are_names(names):
        return None
    alike = sum(len(row) == len(names) for row in body)
    named = any(known_name(cell) in TEXTS for cell in names)
    if len(names) == 1:
        plain = named and head.splitlines()[1].startswith('"')
    elif named:
        plain = 2 * alike > len(body)
    else:
        plain = alike == len(body) >= _LEAST_ROWS - 1 and _has_texts(body) and not _spaced(body)
    return _Dialect(named, len(names), delimiter) if plain else None


def _are_names(cells: list[str]) -> bool:
    """Tell whether these may be names of columns; the first may be nameless, where a program counts the rows."""
    names = [cell.strip("\ufeff ") for cell in cells]
    names = names[1:] if len(names) > 1 and not names[0] else names
    return len(set(names)) == len(names) and all(_NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS for name in names)


def _has_texts(body: list[list[str]]) -> bool:
    columns = zip(*body, strict=True)
    return any(sum(len(cell) for cell in column if " " in cell) >= _LONG * len(body) for column in columns)


def _spaced(body: list[list[str]]) -> bool:
    """Tell whether blanks follow most delimiters, as they do in prose."""
    later = [cell for row in body for cell in row[1:] if cell]
    return 2 * sum(cell.startswith(" ") for cell in later) > len(later)


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    from reader.sources.tables import read_rows  # noqa: PLC0415 - on use: nearly every text has a comma, and is asked about

    dialect = _dialect(raw)
    lines, notes = lines_of(raw, name)
    csv.field_size_limit(TEXT_LIMIT)
    yield from read_rows(_rows(lines, dialect.delimiter if dialect else ","), name, inside, notes)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter)
    names: list[str] = []
    while True:
        place = f"Line {reader.line_num + 1}"
        try:
            row = next(reader, None)
        except csv.Error:
            yield Row(place, {}, "cannot be parted into cells")
            continue
        if row is None:
            return
        if not names:
            names = [cell.strip("\ufeff ") for cell in row]
        elif any(map(str.strip, row)):
            yield _row(row, names, place)


def _row(row: list[str], names: list[str], place: str) -> Row:
    # A delimiter too many at the end of each line is common, and harmless.
    if len(row) < len(names) or any(map(str.strip, row[len(names) :])):
        return Row(place, {}, f"has {len(row)} cells where the first line names {len(names)}")
    return Row(place, dict(zip(names, row, strict=False)))


SOURCE = Source("CSV", claims=lambda raw: _dialect(raw) is not None, read=_read)
