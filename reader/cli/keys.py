"""The key table, made from the registry: for the shell, and for the README."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.actions.faces import load_library_keys
from reader.actions.key_names import spoken_keys
from reader.actions.lines import LINE_LABELS
from reader.actions.tagging import SECOND_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.actions.keymap import Keymap
    from reader.actions.registry import Action
    from reader.actions.standard import Keyboard

_Bound = tuple["Action[Any]", "Keymap"]
_LEFT_OUT = frozenset({SECOND_LABEL, LINE_LABELS})
"""Groups whose keys are the labels' own, as another group shows them."""


def key_table(keyboard: Keyboard, *, as_json: bool = False, markdown: bool = False) -> str:
    """Return the tables of all actions that have keys, on the page and in the library view.

    A line for each or, in Markdown, for each group; there without those that labels have besides.
    """
    page, library = _bound([(keyboard.registry.values(), keyboard.keymap)]), _library(keyboard)
    if as_json:
        return "\n".join(json.dumps(_row(*each), ensure_ascii=False) for each in (*page, *library))
    if markdown:
        return "\n".join([*_rows("On the page", page), "", *_rows("In the library", library)])
    plain = [
        [f"{', '.join(spoken_keys(keymap, each.id)):<24} {each.title}" for each, keymap in table] for table in (page, library)
    ]
    return "\n".join([*plain[0], "", "In the library", *plain[1]])


def _library(keyboard: Keyboard) -> list[_Bound]:
    faces = load_library_keys(keyboard.scheme).faces.values()
    return _bound((each.registry.values(), each.keymap) for each in faces)


def _bound(tables: Iterable[tuple[Iterable[Action[Any]], Keymap]]) -> list[_Bound]:
    """Return the actions that have keys, each once."""
    found = {action.id: (action, keymap) for actions, keymap in tables for action in actions if keymap.keys(action.id)}
    return list(found.values())


def _rows(where: str, bound: list[_Bound]) -> list[str]:
    groups = dict.fromkeys(action.group for action, _ in bound if action.group not in _LEFT_OUT)
    cells = {group: " · ".join(_cell(*each) for each in bound if each[0].group == group) for group in groups}
    return [f"| {where} | keys |", "|---|---|", *(f"| {group} | {cell} |" for group, cell in cells.items())]


def _line(bound: _Bound) -> str:
    action, keymap = bound
    return f"{', '.join(spoken_keys(keymap, action.id)):<24} {action.title}"


def _row(action: Action[Any], keymap: Keymap) -> dict[str, object]:
    keys = [" ".join(sequence) for sequence in keymap.keys(action.id)]
    return {"action": action.id, "title": action.title, "group": action.group, "keys": keys}


def _cell(action: Action[Any], keymap: Keymap) -> str:
    """Return an action in a cell: `Tab` Next entity."""
    keys = " ".join(f"`{key}`".replace("|", "\\|") for key in spoken_keys(keymap, action.id))
    return f"{keys} {action.title.partition(':')[0]}"
