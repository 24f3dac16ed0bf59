"""Typing into whatever box has the keys."""

from __future__ import annotations

from PySide6.QtTest import QTest


def typed(desktop, text):
    """Press the keys that type a text, one by one, each where the keys go at that moment."""
    for sign in text:
        QTest.keyClicks(_focused(desktop), sign)
    desktop.paint()


def pressed(desktop, key, *modifiers):
    """Press one key where the keys go."""
    held = modifiers[0] if modifiers else None
    for modifier in modifiers[1:]:
        held |= modifier
    if held is None:
        QTest.keyClick(_focused(desktop), key)
    else:
        QTest.keyClick(_focused(desktop), key, held)
    desktop.paint()


def _focused(desktop):
    return desktop.window.focusWidget() or desktop.page
