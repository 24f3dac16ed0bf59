"""JSON, and JSON Lines: an article of each object that holds a text, however the objects are wrapped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.sources.columns import Row
from reader.sources.decoding import decode, head_of, lines_of
from reader.sources.files import TEXT_LIMIT, refuse_damaged, refuse_long_text
from reader.sources.json_objects import cells_of, find, has_offsets
from reader.sources.source import Inside, Outcome, Source
from reader.sources.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = re.compile(r'\s*+\[?+\s*+\{\s*+"(?:[^"\\\n]|\\.){0,200}"\s*:')
_BETWEEN = re.compile(r"[\s,\[\]]*")
_FIRST_LINES = 3
_OPENINGS = '[{"'
_MOST_VALUES = 12_000_000
"""A value takes some sixty bytes of memory, however short it is written."""
_TOO_DEEP = (ValueError, RecursionError, MemoryError)


def _claims(raw: bytes) -> bool:
    return _OBJECT.match(head_of(raw)) is not None


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    lines, notes = lines_of(raw, name)
    first = [line for line, _ in zip(filter(str.strip, lines), range(_FIRST_LINES), strict=False)]
    if len(first) > 1 and any(isinstance(_loaded(line), dict) for line in first):
        lines, notes = lines_of(raw, name)
        yield from read_rows(_rows_of_lines(lines), name, inside, notes)
        return
    refuse_long_text(name, len(raw))
    decoded = decode(raw)
    if decoded is None:
        refuse_damaged(name, "JSON file")
    yield from read_rows(_rows_of_values(decoded.text), name, inside, notes)


def _rows_of_lines(lines: Iterator[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if line.strip("\ufeff \t\r\n"):
            value = _loaded(line)
            place = f"Line {number}"
            yield from _rows_of(value, place) if isinstance(value, dict) else [Row(place, {}, "is not a JSON object")]


def _rows_of_values(text: str) -> Iterator[Row]:
    """Yield the objects one after the other, whether a list holds them or not; what is whole before a fault is not lost."""
    decoder = json.JSONDecoder()
    place, line, counted = _BETWEEN.match(text.removeprefix("\ufeff")), 1, 0
    at = (place.end() if place else 0) + text.startswith("\ufeff")
    if sum(map(text.count, _OPENINGS)) > _MOST_VALUES:
        yield Row("The list", {}, "holds more values than can be read at once")
        return
    while at < len(text):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except _TOO_DEEP:
            yield Row(f"What begins on line {line}", {}, "is not valid JSON, nor can what follows be told")
            return
        yield from _rows_of(value, f"Line {line}")
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at


def _rows_of(value: object, place: str) -> Iterator[Row]:
    """Yield the rows in a value: the object itself, or those that it wraps."""
    if isinstance(value, dict):
        found = find(value)
        notes = found.notes
        for path, held in found.objects:
            yield Row(f"{place}, {path}" if path else place, cells_of(held), exact=has_offsets(held), notes=notes)
            notes = ()
    elif isinstance(value, str):
        yield Row(place, {"text": value})


def _loaded(line: str) -> object:
    """Return the value of a line; None if it is not JSON, or holds more than memory should."""
    if len(line) > TEXT_LIMIT or (len(line) > _MOST_VALUES and sum(map(line.count, _OPENINGS)) > _MOST_VALUES):
        return None
    try:
        return json.loads(line.strip("\ufeff \t\r\n"))
    except _TOO_DEEP:
        return None


SOURCE = Source("JSON", claims=_claims, read=_read)
