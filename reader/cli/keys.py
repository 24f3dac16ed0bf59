"""The key table, made from the registry: for the shell, and for the README."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.actions.key_names import spoken_keys

if TYPE_CHECKING:
    from reader.actions.registry import Action
    from reader.actions.standard import Keyboard


def key_table(keyboard: Keyboard, *, as_json: bool = False, markdown: bool = False) -> str:
    """Return the table of all actions that have keys, one line each."""
    bound = [action for action in keyboard.registry.values() if keyboard.keymap.keys(action.id)]
    if as_json:
        return "\n".join(json.dumps(_row(keyboard, action), ensure_ascii=False) for action in bound)
    if markdown:
        lines = (f"| {_cell(keyboard, action)} | {action.title} |" for action in bound if action.group != "Second label")
        return "\n".join(["| keys | what they do |", "|---|---|", *lines])
    return "\n".join(f"{', '.join(spoken_keys(keyboard.keymap, action.id)):<24} {action.title}" for action in bound)


def _row(keyboard: Keyboard, action: Action) -> dict[str, object]:
    keys = [" ".join(sequence) for sequence in keyboard.keymap.keys(action.id)]
    return {"action": action.id, "title": action.title, "group": action.group, "keys": keys}


def _cell(keyboard: Keyboard, action: Action) -> str:
    return ", ".join(f"`{key}`".replace("|", "\\|") for key in spoken_keys(keyboard.keymap, action.id))
