"""Key presses as events of a real keyboard, and what they cost.

The keystroke-level model (Card, Moran and Newell 1980) with K alone: 0.20 s for each press of a key. A modifier is a key too: it
costs one K when it goes down, and none while it is held over the presses that follow, so that Shift+→ three times is 1 + 3 K,
Ctrl+Enter 2 K, and a capital or a sign of the upper row ("*") 2 K. Mental operators, reading and deciding, are left out: they
are alike for all tools.
"""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

_UPPER_ROW = frozenset('~!@#$%^&*()_+{}|:"<>?')
"""Signs that take Shift on a US keyboard."""

_MODIFIERS = {
    "meta": Qt.KeyboardModifier.MetaModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
    "shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
    "up": Qt.Key.Key_Up,
    "down": Qt.Key.Key_Down,
    "home": Qt.Key.Key_Home,
    "end": Qt.Key.Key_End,
    "pageup": Qt.Key.Key_PageUp,
    "pagedown": Qt.Key.Key_PageDown,
    "enter": Qt.Key.Key_Return,
    "tab": Qt.Key.Key_Tab,
    "space": Qt.Key.Key_Space,
    "delete": Qt.Key.Key_Delete,
    "backspace": Qt.Key.Key_Backspace,
    "esc": Qt.Key.Key_Escape,
    "insert": Qt.Key.Key_Insert,
}


def held(name):
    """Return the modifiers a key takes, and the key itself: "shift+left" is ({"shift"}, "left"), "*" is ({"shift"}, "*")."""
    *modifiers, base = name.split("+") if len(name) > 1 and not name.endswith("+") else (*name[:-2].split("+"), name[-1])
    found = {modifier for modifier in modifiers if modifier}
    if len(base) == 1 and (base.isupper() or base in _UPPER_ROW):
        found.add("shift")
    return frozenset(found), base


def cost(names, before=frozenset()):
    """Return how many K a sequence of keys costs.

    before: the modifiers held down already.
    """
    keys = 0
    for name in names:
        now, _ = held(name)
        keys += 1 + len(now - before)
        before = now
    return keys


class Fingers:
    """Presses keys in a window, as the platform would hand them to it, and counts them."""

    def __init__(self, window, settle):
        """Rest on the keys of a shown window.

        settle: handles events until none is left.
        """
        self._window, self._settle = window, settle
        self.keys = 0
        self.held = frozenset()

    def press(self, name):
        """Press and release a key by its name."""
        now, base = held(name)
        self.keys += cost([name], self.held)
        self.held = now
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in now:
            modifiers |= _MODIFIERS[modifier]
        # A sign is sent as itself: of a letter's key with Shift, QTest would make a small letter.
        QTest.keyClick(self._window.windowHandle(), _KEYS.get(base, base), modifiers)
        self._settle()
