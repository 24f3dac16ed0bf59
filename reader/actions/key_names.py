"""Key names as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.actions.keymap import Keymap

_SPOKEN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "esc": "Esc",
    "f1": "F1",
}


def spoken(sequence: tuple[str, ...]) -> str:
    """Return a key sequence as menus show it: ("ctrl+shift+z",) is "Ctrl+Shift+Z"."""
    return " ".join(_spoken_key(key) for key in sequence)


def spoken_keys(keymap: Keymap, action: str) -> list[str]:
    """Return every sequence that does an action as menus show it, the first choice first."""
    return [spoken(sequence) for sequence in keymap.keys(action)]


def _spoken_key(key: str) -> str:
    *modifiers, base = key.split("+") if len(key) > 1 and not key.endswith("+") else [*key[:-1].split("+"), key[-1]]
    named = [modifier.capitalize() for modifier in modifiers if modifier]
    return "+".join([*named, _spoken_base(base, bare=not named)])


def _spoken_base(base: str, *, bare: bool) -> str:
    if len(base) == 1:
        if bare and base.isupper():
            return f"Shift+{base}"
        return base if bare else base.upper()
    return _SPOKEN.get(base, base.capitalize())
