"""Which keys do what: a trie from key sequences to action ids. Keys are named as `reader.ui.keys` names them."""

from __future__ import annotations

import re
import tomllib
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

from reader.actions.key_names import HOW_KEYS_ARE_WRITTEN, is_key

KeySequence = tuple[str, ...]
_TABLES = {"keys": dict, "library": dict, "reserved": list}


class KeymapError(ValueError):
    """A keymap says something that cannot be; the message names the file's line or both actions.

    actions: those concerned, where the line is not known yet.
    """

    def __init__(self, message: str, *actions: str) -> None:
        """Say what is wrong, and with which actions."""
        super().__init__(message)
        self.actions = actions


class Match(Enum):
    """What a sequence of keys comes to."""

    EXACT = auto()
    PARTIAL = auto()
    NONE = auto()


class _Node:
    def __init__(self) -> None:
        self.action: str | None = None
        self.follows: dict[str, _Node] = {}


class Keymap:
    """Key sequences and the actions they do."""

    def __init__(self, bindings: Mapping[str, Iterable[str]], *, reserved: Iterable[str] = ()) -> None:
        """Bind each action id to its sequences, keys of a sequence parted by blanks: {"article.finish": ["ctrl+enter"]}.

        reserved: keys that labels must leave free, bound or not.

        Raises:
            KeymapError: two actions want one sequence, one sequence begins another, or a label wants a reserved key.
        """
        self._root = _Node()
        self._keys: dict[str, list[KeySequence]] = {}
        kept_free = frozenset(reserved)
        for action, sequences in bindings.items():
            for text in sequences:
                if action.startswith("label.") and text in kept_free:
                    raise KeymapError(f"“{text}” is kept for a command; choose another key for {action}.", action)
                self._bind(action, tuple(text.split()))

    def _bind(self, action: str, sequence: KeySequence) -> None:
        if not sequence:
            raise KeymapError(f"{action} is bound to an empty key.", action)
        node = self._root
        for key in sequence:
            if node.action:
                raise KeymapError(f"“{' '.join(sequence)}” ({action}) begins with the key of {node.action}.", action, node.action)
            node = node.follows.setdefault(key, _Node())
        if node.action == action:
            return
        if node.action or node.follows:
            other = node.action or self._first_below(node)
            text = f"“{' '.join(sequence)}” is bound to both {other} and {action}. Give one of them another key."
            raise KeymapError(text, action, other)
        node.action = action
        self._keys.setdefault(action, []).append(sequence)

    def _first_below(self, node: _Node) -> str:
        while node.action is None:
            node = next(iter(node.follows.values()))
        return node.action

    def match(self, sequence: Iterable[str]) -> tuple[Match, str | None]:
        """Return what a sequence of keys comes to, with the action's id when it is exact."""
        node = self._root
        for key in sequence:
            if key not in node.follows:
                return Match.NONE, None
            node = node.follows[key]
        return (Match.EXACT, node.action) if node.action else (Match.PARTIAL, None)

    def following(self, sequence: Iterable[str]) -> list[tuple[str, str | None]]:
        """Return the keys that may follow a sequence, as bound, each with its action's id; None where still more keys follow."""
        node = self._root
        for key in sequence:
            if key not in node.follows:
                return []
            node = node.follows[key]
        return [(key, after.action) for key, after in node.follows.items()]

    def keys(self, action: str) -> list[KeySequence]:
        """Return the sequences that do an action, the one to show first; empty when it has none."""
        return list(self._keys.get(action, ()))


class KeyReader:
    """Turns key presses into actions, one after another."""

    def __init__(self, keymap: Keymap) -> None:
        """Wait for a first key."""
        self.keymap = keymap
        self._pending: KeySequence = ()

    @property
    def pending(self) -> KeySequence:
        """The keys of a sequence begun and not yet ended."""
        return self._pending

    def forget(self) -> None:
        """Wait for a first key again."""
        self._pending = ()

    def press(self, key: str) -> tuple[Match, str | None]:
        """Take one key. A key that does not go on with a pending sequence ends it and does nothing."""
        match, action = self.keymap.match((*self._pending, key))
        self._pending = (*self._pending, key) if match is Match.PARTIAL else ()
        return match, action


@lru_cache(maxsize=2)
def _tables(toml: str) -> Mapping[str, Any]:
    """Return what stands in a keymap file; it is asked for each of its tables. Raises KeymapError."""
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise KeymapError(f"The keymap is not valid TOML: {error}") from error


def parse_bindings(toml: str, known: Iterable[str], table: str = "keys") -> dict[str, list[str]]:
    """Read a table of a keymap file: action id = one key sequence or a list of them; an empty list unbinds.

    table: "keys" for the page, "library" for the library view.

    Raises:
        KeymapError: broken TOML, something outside [keys], an unknown action id, or what is no key; with its line.
    """
    tables = _tables(toml)
    stray = next((name for name, value in tables.items() if name not in _TABLES or not isinstance(value, _TABLES[name])), None)
    if stray:
        raise KeymapError(f"{_line(toml, stray)}: “{stray}” has no place here. Keys stand below a line [keys], or [library].")
    actions = frozenset(known)
    return {action: _listed(toml, action, keys, actions) for action, keys in tables.get(table, {}).items()}


def _listed(toml: str, action: str, keys: object, actions: frozenset[str]) -> list[str]:
    """Return the keys of one action as a list. Raises KeymapError."""
    if isinstance(keys, dict):
        raise KeymapError(f'{_line(toml, action)}: put the whole name of the action in quotes, as in "edit.undo" = "u".')
    if action not in actions:
        raise KeymapError(f"{_line(toml, action)}: there is no action called “{action}”. {_nearest(action, actions)}")
    listed = [keys] if isinstance(keys, str) else keys
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        raise KeymapError(f"{_line(toml, action)}: the keys of “{action}” must be texts.")
    wrong = next((key for text in listed for key in text.split() if not is_key(key)), None)
    if wrong:
        raise KeymapError(f"{_line(toml, action)}: “{wrong}” is no key. {HOW_KEYS_ARE_WRITTEN}")
    return listed


def _nearest(action: str, actions: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = next(iter(get_close_matches(action, actions, 1)), "")
    return f"Do you mean “{near}”?" if near else "“reader keys --json” names them all."


def parse_reserved(toml: str) -> list[str]:
    """Read the keys a keymap file keeps free of labels. Raises KeymapError for broken TOML."""
    return [str(key) for key in _tables(toml).get("reserved", [])]


def placed(error: KeymapError, toml: str) -> KeymapError:
    """Return an error with the line of a file that names one of its actions; as it is where none does."""
    lines = [line for action in error.actions if (line := _line_of(toml, action))]
    return KeymapError(f"Line {max(lines)} of the keymap: {error}", *error.actions) if lines else error


def _line(toml: str, name: str) -> str:
    return f"Line {_line_of(toml, name)} of the keymap"


def _line_of(toml: str, name: str) -> int:
    """Return the line that gives a name a value, or opens its table; 0 where none does."""
    gives = re.compile(rf"""\s*(?:["']?{re.escape(name)}["']?\s*[=.]|\[+\s*["']?{re.escape(name)}["']?\s*[\].])""")
    return next((number for number, line in enumerate(toml.splitlines(), 1) if gives.match(line)), 0)
