"""The labels in use."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple


class SchemeError(ValueError):
    """A scheme file says something that cannot be; the message says what and where."""


class Label(NamedTuple):
    """One label of a scheme.

    key: the key that sets it, as the keymap names keys; "" for none.
    colour: "#rrggbb", mixed into the page's colour by the theme.
    group: labels of one group are hidden and shown together; "" for none.
    """

    name: str
    title: str = ""
    guideline: str = ""
    key: str = ""
    colour: str = "#7f7f7f"
    group: str = ""


class Scheme:
    """The labels in use, in the order menus and the legend show them."""

    def __init__(self, name: str, labels: tuple[Label, ...]) -> None:
        """Hold them. No two labels may share a name."""
        self.name, self.labels = name, labels
        self._by_name = {label.name: label for label in labels}

    def __contains__(self, name: object) -> bool:
        """Tell whether the scheme has a label of this name."""
        return name in self._by_name

    def label(self, name: str) -> Label:
        """Return the label of this name; one the scheme lacks comes back grey and without a key, never as an error."""
        return self._by_name.get(name) or Label(name)

    def group(self, name: str) -> frozenset[str]:
        """Return the names of the labels in a group."""
        return frozenset(label.name for label in self.labels if label.group == name)


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_FIELDS = frozenset({"name", "title", "guideline", "key", "colour", "group"})


def parse_scheme(toml: str) -> Scheme:
    """Read a scheme: `name = "…"` and one `[[label]]` table for each label.

    Raises SchemeError for broken TOML, a nameless label, a label or key given twice, an unknown field or a bad colour.
    """
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SchemeError(f"The scheme is not valid TOML: {error}") from error
    rows = table.get("label", [])
    if not isinstance(rows, list) or not rows:
        raise SchemeError("The scheme names no labels: it needs at least one [[label]] table with a name.")
    labels = tuple(_label(row, number) for number, row in enumerate(rows, 1))
    _refuse_twins([label.name for label in labels], "label")
    _refuse_twins([label.key for label in labels if label.key], "key")
    return Scheme(str(table.get("name", "")), labels)


def _label(row: object, number: int) -> Label:
    if not isinstance(row, dict) or not row.get("name"):
        raise SchemeError(f"Label {number} of the scheme has no name.")
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise SchemeError(f"Label {row['name']} of the scheme has an unknown field “{unknown[0]}”.")
    label = Label(**{field: str(text) for field, text in row.items()})
    if not _COLOUR.match(label.colour):
        raise SchemeError(f"Label {label.name} of the scheme has the colour “{label.colour}”; write it as #rrggbb.")
    return label


def _refuse_twins(names: list[str], what: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise SchemeError(f"The scheme gives the {what} “{name}” twice.")
