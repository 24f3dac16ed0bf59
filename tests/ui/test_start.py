"""What stands on the screen before there is a window."""

from __future__ import annotations

import builtins

from PySide6.QtWidgets import QApplication, QProgressDialog

from reader.actions.context import ViewOptions
from reader.actions.queue import Queue
from reader.library import Library
from reader.ui import start
from tests.ui.desktop import TAGGER, SilentWorker


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


def test_the_first_window_lies_whole_on_the_screen_but_for_a_size_that_is_asked_for(qtbot, tmp_path):
    with Library.open(tmp_path / "library.sqlite") as library:
        queue = Queue(library, "ann", SilentWorker(), TAGGER)
        small, asked = (start.open_gui(queue, ViewOptions(theme="light"), size).window for size in (None, (1180, 980)))
        for window in (small, asked):
            qtbot.addWidget(window)
            window.close()
    room = QApplication.primaryScreen().availableSize()
    assert room.height() < 980, "or this test tells nothing"
    assert 0.9 * room.height() < small.height() < room.height()
    assert 0.9 * room.width() < small.width() < room.width()
    assert asked.size().toTuple() == (1180, 980)


def test_pyside_does_not_read_the_source_of_every_module_imported():
    assert hasattr(builtins, "__feature_import__")
    assert builtins.__import__ is not builtins.__feature_import__
