from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from reader.core.cursor import Cursor
from reader.ui import accessibility
from reader.ui.accessibility import announce, describe_caret
from reader.ui.list_panel import Row
from tests.ui.boxes import pressed, typed
from tests.ui.pages import article, page_on, session_on, span_of

NEWS = article("Acme won in Mosul, said Reuters.")


def test_an_entity_is_told_with_its_place_label_and_standing():
    mosul = span_of(NEWS.text, "Mosul", "GPE")
    session = session_on(NEWS, span_of(NEWS.text, "Acme", "ORG"), mosul, span_of(NEWS.text, "Reuters", "ORG"))
    session.stand_on(mosul)
    assert describe_caret(session) == "entity 2 of 3, GPE, suggested: Mosul"


def test_a_word_is_told_as_it_is():
    session = session_on(NEWS)
    session.cursor = Cursor(5, 8)
    assert describe_caret(session) == "won"


def test_announcing_does_no_harm_while_a_screen_reader_listens(qtbot):
    session = session_on(NEWS, span_of(NEWS.text, "Mosul", "GPE"))
    page = page_on(qtbot, session)
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        for offset in range(5, 300):
            session.cursor = Cursor(offset % 30, offset % 30 + 2)
        announce(page, "Done.")
    finally:
        QAccessible.setActive(was_active)


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader was told to say."""

    said = []
    listener = SimpleNamespace(isActive=lambda: True, updateAccessibility=lambda event: said.append(event.message()))
    monkeypatch.setattr(accessibility, "QAccessible", listener)
    return said


def test_what_the_status_line_and_the_strip_above_the_page_say_is_heard_once(desktop, heard):
    desktop.open("In Mosul.").suggest()
    heard.clear()
    desktop.type("u")
    assert heard == ["There is nothing to undo in this article."]
    desktop.window.notice.say("One is refused.")
    desktop.window.notice.add("Another is refused.")
    assert heard[1:] == ["One is refused.", "Another is refused."]


def test_the_rows_of_lists_that_leave_the_keys_elsewhere_are_heard(desktop, heard):
    desktop.open("In Mosul.").type(";")
    heard.clear()
    pressed(desktop, Qt.Key.Key_Down)
    assert [said.partition(",")[0] for said in heard] == ["ORG: Organisation"]
    typed(desktop, "gpe")
    assert heard[-1].startswith("GPE: Country")
    pressed(desktop, Qt.Key.Key_Escape)
    desktop.window.boxes.show_list("Two.", [Row("One", "a.txt"), Row("Other", "b.txt")], enter="open", choose=heard.append)
    pressed(desktop, Qt.Key.Key_Down)
    assert heard[-2:] == ["One a.txt", "Other b.txt"]
