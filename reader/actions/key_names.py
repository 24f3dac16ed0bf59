"""Key names as people read them."""

from __future__ import annotations

import re
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

_NAMED = "left right up down home end pageup pagedown enter tab space delete backspace esc insert menu"
_KEY = re.compile(rf"((?:meta\+)?(?:ctrl\+)?(?:alt\+)?)(shift\+)?({'|'.join(_NAMED.split())}|f[1-9]\d?|[^\s])")
HOW_KEYS_ARE_WRITTEN = (
    "Write the sign itself (n, N, *) or a name (enter, pageup, f1 …), with meta+, ctrl+, alt+, shift+ before it in this order; "
    "a letter has no shift+ alone but is a capital, and after ctrl+ or alt+ it is a small one."
)


def is_key(text: str) -> bool:
    """Tell whether some press of a key is called so."""
    found = _KEY.fullmatch(text)
    if not found or len(found[3]) > 1:
        return found is not None
    return found[3] == found[3].lower() if found[1] else not found[2]


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
