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
_NAME = re.compile(r"@?[^\W\d][\w .()/#-]{0,39}")
_MOST_WORDS = 4
_SEPARATOR = re.compile(r"\A\ufeff?\"?sep=[,\t;|]?\"?[,\t;|]*\r?\n", re.IGNORECASE)
"""What a table may begin with to tell Excel how its cells are parted."""


class _Dialect(NamedTuple):
    named: bool
    width: int
    delimiter: str
    headed: bool = True


def _dialect(raw: bytes) -> _Dialect | None:
    """Return how the cells of a table are parted; None if it is none."""
    head = _SEPARATOR.sub("", head_of(raw), count=1)
    whole = head[: head.rfind("\n") + 1] or head
    found = (_tried(whole, delimiter) for delimiter in _DELIMITERS if delimiter in whole or delimiter == ",")
    return max((dialect for dialect in found if dialect), default=None)


def _tried(head: str, delimiter: str) -> _Dialect | None:
    rows = _parted(head, delimiter)
    if len(rows) < 2:  # noqa: PLR2004
        return None
    names, body = _names(rows[0]), rows[1:-1] or rows[1:]  # the last may be cut off
    width, named = len(rows[0]), any(known_name(cell) in TEXTS for cell in names)
    if not _are_names(names, named=named):
        return (
            _Dialect(named=False, width=width, delimiter=delimiter, headed=False)
            if _is_bare_table(head, delimiter, rows)
            else None
        )
    alike = sum(len(row) == width for row in body)
    if width == 1:
        plain = named and head.splitlines()[1].startswith('"')
    elif named:
        plain = 2 * alike > len(body)
    else:
        plain = alike == len(body) >= _LEAST_ROWS - 1 and _has_texts(body) and not _spaced(body)
    return _Dialect(named, width, delimiter) if plain else None


def _parted(head: str, delimiter: str, *, strictly: bool = False) -> list[list[str]]:
    """Return the first rows of a table; none if it cannot be parted. strictly: by those who put quotes where they belong."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(head.splitlines(keepends=True), delimiter=delimiter, strict=strictly):
            rows.extend([row] if row else [])
            if len(rows) > _MOST_ROWS:
                break
    except csv.Error:
        return []
    return rows


def _names(row: list[str]) -> list[str]:
    """Return the names of columns in a first row, without those of the empty ones that spreadsheets leave at the end."""
    names = [cell.strip("\ufeff ") for cell in row]
    while names and not names[-1]:
        names.pop()
    return names


def _are_names(names: list[str], *, named: bool) -> bool:
    """Tell whether these may be names of columns; the first may be nameless, where a program counts the rows.

    named: one of them is a name of texts. Then any may be nameless, and two the same.
    """
    filled = [name for name in names if name]
    if not all(_NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS for name in filled):
        return False
    return bool(filled) and (named or (len(set(names)) == len(names) and "" not in names[1:]))


def _is_bare_table(head: str, delimiter: str, rows: list[list[str]]) -> bool:
    """Tell whether these are the rows of a table without names: alike from the first on, and their texts in quotes."""
    rows = rows[:-1]
    return (
        len(rows) >= _LEAST_ROWS
        and len(rows[0]) > 1
        and len(set(map(len, rows))) == 1
        and 2 * sum(f'{delimiter}"' in line or line.startswith('"') for line in head.splitlines()[:_MOST_ROWS]) >= len(rows)
        and _has_texts(rows)
        and not _spaced(rows)
        and _parted(head[: head.rfind("\n") + 1], delimiter, strictly=True)[: len(rows)] == rows
    )


def _has_texts(body: list[list[str]]) -> bool:
    columns = zip(*body, strict=True)
    return any(sum(len(cell) for cell in column if " " in cell) >= _LONG * len(body) for column in columns)


def _spaced(body: list[list[str]]) -> bool:
    """Tell whether blanks follow most delimiters, as they do in prose."""
    later = [cell for row in body for cell in row[1:] if cell]
    return 2 * sum(cell.startswith(" ") for cell in later) > len(later)


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    from reader.sources.tables import read_rows  # noqa: PLC0415 - on use: nearly every text has a comma, and is asked about

    dialect = _dialect(raw) or _Dialect(named=False, width=0, delimiter=",")
    lines, notes = lines_of(raw, name)
    csv.field_size_limit(TEXT_LIMIT)
    yield from read_rows(_rows(lines, dialect), name, inside, notes)


def _rows(lines: Iterator[str], dialect: _Dialect) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=dialect.delimiter)
    names = [] if dialect.headed else [f"column {at + 1}" for at in range(dialect.width)]
    while True:
        place = f"Line {reader.line_num + 1}"
        try:
            row = next(reader, None)
        except csv.Error:
            yield Row(place, {}, "cannot be parted into cells")
            continue
        if row is None:
            return
        if reader.line_num == 1 and _SEPARATOR.fullmatch(f"{dialect.delimiter.join(row)}\n"):
            continue
        if not names:
            names = _names(row)
        elif any(map(str.strip, row)):
            yield _row(row, names, place)


def _row(row: list[str], names: list[str], place: str) -> Row:
    # A delimiter too many at the end of each line is common, and harmless.
    if len(row) < len(names) or any(map(str.strip, row[len(names) :])):
        return Row(place, {}, f"has {len(row)} cells where the first line names {len(names)}")
    cells: dict[str, str] = {}
    for name, cell in zip(names, row, strict=False):
        cells[name] = cells.get(name) or cell  # of two columns of a name, what the first says
    return Row(place, cells)


SOURCE = Source("CSV", claims=lambda raw: _dialect(raw) is not None, read=_read)
