from PySide6.QtGui import QAccessible

from reader.core.cursor import Cursor
from reader.ui.accessibility import announce, describe_caret
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
