"""JSON, and JSON Lines: an article of each object that holds a text, however the objects are wrapped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.sources.columns import Row
from reader.sources.decoding import decode, head_of, lines_of
from reader.sources.files import TEXT_LIMIT, refuse_damaged, refuse_long_text
from reader.sources.json_objects import cells_of, find, has_offsets
from reader.sources.json_tables import rows_of_table
from reader.sources.source import Inside, Outcome, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = re.compile(r'\s*+(?:window\.[\w.$]{1,80}\s*=\s*)?(?:\[\s*+){0,8}\{\s*+"(?:[^"\\\n]|\\.){0,200}"\s*:')
_STRINGS = re.compile(r'\s*+\[(?:\s*+\[){0,8}\s*+"')
"""How a list of texts begins, or a table, and many a sentence."""
_START = re.compile(r"\ufeff?(?:\s*+window\.[\w.$]{1,80}\s*=)?[\s,\[\]]*")
"""Before the first object; what social networks hand out begins as a script does that keeps the list."""
_BETWEEN = re.compile(r"[\s,\[\]]*")
_FIRST_LINES = 3
_OPENINGS = '[{"'
_MOST_VALUES = 12_000_000
"""A value takes some sixty bytes of memory, however short it is written."""
_MOST_FAULTS = 20
"""After so many objects that are none, what else is in a file is not looked for."""
_TOO_DEEP = (ValueError, RecursionError, MemoryError)


def _claims(raw: bytes) -> bool:
    head = head_of(raw)
    return _OBJECT.match(head) is not None or (_STRINGS.match(head) is not None and _listed(raw) is not None)


def _listed(raw: bytes) -> list[object] | None:
    """Return the list that a file of JSON is; None for what is no such file."""
    decoded = decode(raw) if len(raw) <= TEXT_LIMIT else None
    value = _loaded(decoded.text) if decoded else None
    return value if isinstance(value, list) else None


def _read(raw: bytes, name: str, inside: Inside) -> Iterator[Outcome]:
    from reader.sources.tables import read_rows  # noqa: PLC0415 - on use: many a text has a bracket, and is asked about

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
    rows = _rows_of_list(_listed(raw) or []) if _STRINGS.match(decoded.text) else _rows_of_values(decoded.text)
    yield from read_rows(rows, name, inside, notes)


def _rows_of_lines(lines: Iterator[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if line.strip("\ufeff \t\r\n"):
            value = _loaded(line)
            place = f"Line {number}"
            yield from _rows_of(value, place) if isinstance(value, dict) else [Row(place, {}, "is not a JSON object")]


def _rows_of_values(text: str) -> Iterator[Row]:
    """Yield the objects one after the other, whether a list holds them or not; what is whole before a fault is not lost."""
    decoder = json.JSONDecoder()
    start, line, counted, faults = _START.match(text), 1, 0, 0
    at = start.end() if start else 0
    if sum(map(text.count, _OPENINGS)) > _MOST_VALUES:
        yield Row("The list", {}, "holds more values than can be read at once")
        return
    while at < len(text):
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = decoder.raw_decode(text, at)
        except _TOO_DEEP:
            faults += 1
            at = _next_alike(text, at) if faults < _MOST_FAULTS else len(text)
            rest = "" if at < len(text) else ", nor can what follows be told"
            yield Row(f"What begins on line {line}", {}, f"is not valid JSON{rest}")
            continue
        yield from _rows_of(value, f"Line {line}")
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at


def _next_alike(text: str, at: int) -> int:
    """Return where the next object begins that stands as far in on a line of its own as the one there; the end for none."""
    begun = text.rfind("\n", 0, at) + 1
    blanks = text[begun:at]
    found = text.find(f"\n{blanks}{{", at) if not blanks.strip() else -1
    return len(text) if found < 0 else found + 1 + len(blanks)


def _rows_of_list(value: list[object]) -> Iterator[Row]:
    """Yield the rows in a list that begins with no object: a table, texts, or what lies anywhere in it."""
    if all(isinstance(held, str) for held in value):
        yield from (Row(f"Text {number}", {"text": str(held)}) for number, held in enumerate(value, 1))
        return
    yield from _rows_of({"rows": value}, "Line 1")


def _rows_of(value: object, place: str) -> Iterator[Row]:
    """Yield the rows in a value: the object itself, or those that it wraps."""
    table = rows_of_table(value)
    if table is not None:
        yield from (Row(f"{place}, row {at}", cells_of(held), exact=has_offsets(held)) for at, held in enumerate(table, 1))
    elif isinstance(value, dict):
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
