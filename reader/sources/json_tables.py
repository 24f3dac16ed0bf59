"""JSON that is a table: rows of cells below the names of the columns, or the cells of each column by the number of the row."""

from __future__ import annotations

from itertools import islice

from reader.sources.columns import TEXTS, TITLES, known_name

_NAMES = ("columns", "fields", "headers", "header", "column_names")
_ROWS = ("data", "rows", "values", "records")
_SAMPLE = 50


def rows_of_table(value: object) -> list[dict[str, object]] | None:
    """Return the rows of a table as objects, as pandas, SQL doors and spreadsheets write them; None for what is no table."""
    if isinstance(value, list):
        return _below_first(value)
    if not isinstance(value, dict) or any(isinstance(held, str) and known_name(key) in TEXTS for key, held in value.items()):
        return None
    rows = next((held for name in _ROWS if _are_lists(held := value.get(name))), None)
    if rows is None:
        return _turned(value)
    names = next((held for name in _NAMES if isinstance(held := value.get(name), list)), None)
    if names is None:
        return _below_first(rows)
    return _named([held.get("name") if isinstance(held, dict) else held for held in names], rows)


def _below_first(rows: list[object]) -> list[dict[str, object]] | None:
    """Return the rows below the one that names the columns."""
    names = rows[0] if _are_lists(rows) else None
    told = isinstance(names, list) and any(isinstance(name, str) and known_name(name) in (*TEXTS, *TITLES) for name in names)
    return _named(names, rows[1:]) if told and isinstance(names, list) else None


def _named(names: list[object], rows: list[object]) -> list[dict[str, object]] | None:
    """Return rows as objects, without the cells of columns that have no name."""
    if not any(isinstance(name, str) for name in names):
        return None
    return [
        {name: cell for name, cell in zip(names, row, strict=False) if isinstance(name, str)}
        for row in rows
        if isinstance(row, list)
    ]


def _turned(value: dict[str, object]) -> list[dict[str, object]] | None:
    """Return the rows of a table that is written column by column, each an object of cells by the number of their row."""
    columns = [held for held in value.values() if isinstance(held, dict)]
    if not columns or len(columns) < len(value) or any(held.keys() != columns[0].keys() for held in columns):
        return None
    numbers = columns[0].keys()
    if not numbers or not all(str(number).isdecimal() for number in islice(numbers, _SAMPLE)):
        return None
    return [{name: column[number] for name, column in zip(value, columns, strict=True)} for number in numbers]


def _are_lists(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(held, list) for held in value)
