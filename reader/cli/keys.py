"""The key table, made from the registry: for the shell, and for the README."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reader.actions.key_names import spoken_keys
from reader.actions.tagging import SECOND_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.actions.registry import Action
    from reader.actions.standard import Keyboard


def key_table(keyboard: Keyboard, *, as_json: bool = False, markdown: bool = False) -> str:
    """Return the table of all actions that have keys: a line for each or, in Markdown, for each group but the second labels."""
    bound = [action for action in keyboard.registry.values() if keyboard.keymap.keys(action.id)]
    if as_json:
        return "\n".join(json.dumps(_row(keyboard, action), ensure_ascii=False) for action in bound)
    if markdown:
        groups = dict.fromkeys(action.group for action in bound if action.group != SECOND_LABEL)
        lines = (f"| {group} | {_cell(keyboard, [each for each in bound if each.group == group])} |" for group in groups)
        return "\n".join(["| | keys |", "|---|---|", *lines])
    return "\n".join(f"{', '.join(spoken_keys(keyboard.keymap, action.id)):<24} {action.title}" for action in bound)


def _row(keyboard: Keyboard, action: Action[Any]) -> dict[str, object]:
    keys = [" ".join(sequence) for sequence in keyboard.keymap.keys(action.id)]
    return {"action": action.id, "title": action.title, "group": action.group, "keys": keys}


def _cell(keyboard: Keyboard, actions: Iterable[Action[Any]]) -> str:
    """Return the actions of one group in one cell: `Tab` Next entity · `n` Next suggestion."""
    return " · ".join(f"{_keys(keyboard, action)} {action.title.partition(':')[0]}" for action in actions)


def _keys(keyboard: Keyboard, action: Action[Any]) -> str:
    return " ".join(f"`{key}`".replace("|", "\\|") for key in spoken_keys(keyboard.keymap, action.id))
