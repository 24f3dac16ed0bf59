"""What stands on the screen before there is a window."""

from __future__ import annotations

import builtins

from PySide6.QtWidgets import QApplication, QProgressDialog

from reader.ui import start


def dialogs() -> list[QProgressDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QProgressDialog)]


def test_a_library_that_takes_long_to_bring_up_to_date_shows_how_far_it_is(qtbot, monkeypatch):
    monkeypatch.setattr(start, "_SOON_MS", 0)
    upgrade = start.Upgrade()
    upgrade.show(0)
    upgrade.show(0.5)
    (shown,) = dialogs()
    assert shown.isVisible()
    assert shown.value() * 2 == shown.maximum()
    assert "earlier Reader" in shown.labelText()
    upgrade.close()
    qtbot.waitUntil(lambda: not dialogs())


def test_pyside_does_not_read_the_source_of_every_module_imported():
    assert hasattr(builtins, "__feature_import__")
    assert builtins.__import__ is not builtins.__feature_import__
