"""Names of keys, as the keymap writes them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_KEY = Qt.Key
_NAMES: dict[int, str] = {
    _KEY.Key_Left: "left",
    _KEY.Key_Right: "right",
    _KEY.Key_Up: "up",
    _KEY.Key_Down: "down",
    _KEY.Key_Home: "home",
    _KEY.Key_End: "end",
    _KEY.Key_PageUp: "pageup",
    _KEY.Key_PageDown: "pagedown",
    _KEY.Key_Return: "enter",
    _KEY.Key_Enter: "enter",
    _KEY.Key_Tab: "tab",
    _KEY.Key_Space: "space",
    _KEY.Key_Delete: "delete",
    _KEY.Key_Backspace: "backspace",
    _KEY.Key_Escape: "esc",
    _KEY.Key_Insert: "insert",
    _KEY.Key_Menu: "menu",
    **{_KEY(_KEY.Key_F1 + number): f"f{number + 1}" for number in range(24)},
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_WORDS = ((_META, "meta+"), (_CTRL, "ctrl+"), (_ALT, "alt+"), (_SHIFT, "shift+"))

# Evdev codes plus 8, as X11 and Wayland report them: where the letters stand on a Latin keyboard.
_ROWS = {24: "qwertyuiop", 38: "asdfghjkl", 52: "zxcvbnm"}
_BY_PLACE = {first + nth: letter for first, row in _ROWS.items() for nth, letter in enumerate(row)}


def key_name(event: QKeyEvent) -> str:
    """Return a key press as the keymap names it: "o", "O", "*", "space", "shift+left", "ctrl+k".

    Signs are named as typed, so without shift. Where letters are not Latin, the Latin letter of the same key counts, and a digit
    of any script is a digit. A modifier alone and a dead key have no name: "".
    """
    held, code = event.modifiers(), event.key()
    if code == _KEY.Key_Backtab:
        return _prefix(held | _SHIFT) + "tab"
    named = _NAMES.get(code)
    if named:
        return _prefix(held) + named
    typed = event.text()
    if _is_chord(held, code, typed):
        return _chord(event)
    if len(typed) == 0 or not typed.isprintable():
        return ""
    if typed.isdecimal():
        return str(unicodedata.decimal(typed[0]))
    return typed if _is_latin(typed) else _latin_letter(event, shifted=bool(held & _SHIFT)) or typed


def _prefix(held: Qt.KeyboardModifier) -> str:
    return "".join(word for modifier, word in _WORDS if held & modifier)


def _is_chord(held: Qt.KeyboardModifier, code: int, typed: str) -> bool:
    """Tell whether modifiers make this a command rather than a sign. AltGr may come as Ctrl+Alt with the sign it types."""
    if held & _CTRL and held & _ALT and typed.isprintable() and typed.strip():
        return typed.isascii() and typed.isalnum() and typed.upper() == chr(code)
    return bool(held & (_CTRL | _ALT | _META))


def _chord(event: QKeyEvent) -> str:
    held, code = event.modifiers(), event.key()
    letter = chr(code).lower() if _KEY.Key_Space < code <= _KEY.Key_AsciiTilde else _latin_letter(event, shifted=False)
    if not letter:
        return ""
    if not letter.isalpha():
        held &= ~_SHIFT
    return _prefix(held) + letter


def _is_latin(typed: str) -> bool:
    return typed.isascii() or unicodedata.name(typed[0], "").startswith("LATIN") or not typed[0].isalpha()


def _latin_letter(event: QKeyEvent, *, shifted: bool) -> str:
    """Return the Latin letter of a key that types another script; "" when the system does not tell."""
    codes = event.key(), event.nativeVirtualKey()
    letter = next((chr(code).lower() for code in codes if _KEY.Key_A <= code <= _KEY.Key_Z), "")
    if not letter and QGuiApplication.platformName() in {"xcb", "wayland", "offscreen"}:
        letter = _BY_PLACE.get(event.nativeScanCode(), "")
    return letter.upper() if shifted else letter
