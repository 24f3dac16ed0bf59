import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.actions.keymap import Keymap
from reader.ui import which_key
from tests.ui.boxes import pressed, typed

KEY = Qt.Key


@pytest.fixture
def panel(desktop, monkeypatch):
    monkeypatch.setattr(which_key, "DELAY_MS", 10)
    desktop.open("In Mosul.")
    return desktop.window.boxes.which_key


def test_what_follows_a_prefix_is_known():
    keymap = Keymap({"a.one": ["g g"], "a.two": ["g t x", "z"]})
    assert keymap.following(("g",)) == [("g", "a.one"), ("t", None)]
    assert keymap.following(()) == [("g", None), ("z", "a.two")]
    assert keymap.following(("q",)) == []


def test_it_appears_after_a_while_and_the_next_key_hides_it(desktop, panel, qtbot):
    desktop.type("k")
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    assert ("n", "Note on this entity…") in panel.shown
    assert ("t", "Light or dark") in panel.shown
    assert desktop.page.rect().contains(panel.geometry())
    desktop.type("t")
    assert not panel.isVisible()
    assert desktop.window._options.theme == "dark"  # noqa: SLF001 - what the key did


@pytest.mark.parametrize("size", [(900, 430), (690, 410)])
def test_in_a_low_window_all_of_it_is_in_sight(desktop, panel, qtbot, size):
    desktop.window.resize(*size)
    desktop.type("k")
    qtbot.waitUntil(panel.isVisible)
    assert desktop.page.rect().contains(panel.geometry())
    assert len(panel.shown) > 15


def test_who_is_quick_never_sees_it(desktop, panel):
    desktop.type("kt")
    assert not panel.delay.isActive()
    assert panel.shown == []


def test_escape_and_a_click_end_the_sequence(desktop, panel, qtbot):
    desktop.type("k")
    qtbot.waitUntil(panel.isVisible)
    desktop.key(KEY.Key_Escape)
    assert not panel.isVisible()
    desktop.type("k")
    place = desktop.page.rects_of(3, 8)[0].center().toPoint()
    QTest.mouseClick(desktop.page.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not panel.delay.isActive()
    desktop.type("o")
    assert desktop.session.layer.positive == {desktop.span("Mosul", "ORG")}, "k o would open a file"


def test_its_delay_is_600_ms(desktop):
    desktop.open("In Mosul.")
    assert desktop.window.boxes.which_key.delay.interval() == 600


def test_it_does_not_stand_over_a_box(desktop, panel):
    typed(desktop, "kk")
    assert desktop.window.boxes.palette.isVisible()
    pressed(desktop, KEY.Key_Escape)
    assert not panel.isVisible()
