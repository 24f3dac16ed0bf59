"""Names of labels as other taggers have them, and what they are called here: our table, and the user's own over it."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.own import own_folder
from reader.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "labels.toml"


class LabelTable(NamedTuple):
    """What labels are called here. trouble: why the user's own file is not used; "" when it is, or there is none."""

    here: Mapping[str, str]
    trouble: str = ""


@cache
def label_table() -> LabelTable:
    """Return the table in force, its keys in capitals; read once in a process."""
    shipped = _read(resource(FILE_NAME).read_text(encoding="utf-8"))
    own = own_folder() / FILE_NAME
    try:
        return LabelTable(shipped | _read(own.read_text(encoding="utf-8")) if own.exists() else shipped)
    except (OSError, ValueError) as error:
        return LabelTable(shipped, f"Your own labels in {own} are not used: {error}. Mend the file, or delete it.")


def label_here(label: str) -> str:
    """Return what a tagger's label is called here; one that the table lacks stays as it is."""
    return label_table().here.get(label.upper(), label)


def _read(toml: str) -> dict[str, str]:
    """Return the rows of a table. Raises ValueError when there is anything else in it."""
    rows = tomllib.loads(toml)
    for label, here in rows.items():
        if not isinstance(here, str) or not here.strip():
            message = f"{label} = {here!r} names no label"
            raise ValueError(message)
    return {label.upper(): here for label, here in rows.items()}
