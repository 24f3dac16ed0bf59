from PySide6.QtCore import Qt

from reader.core.cursor import Cursor

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
LONG = "\n\n".join(f"Paragraph {number} says what the one before it said, and Mosul fell again." for number in range(300))


def test_alt_left_leads_back_to_where_one_was_and_alt_right_forward_again(desktop):
    desktop.open(LONG, "Second article.")
    far = LONG.index("Paragraph 250")
    desktop.session.cursor = Cursor(far, far + 9)
    desktop.key(KEY.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desktop.session.article.text.startswith("Second")
    desktop.key(KEY.Key_Left, ALT)
    assert desktop.session.cursor.start == far
    seen = desktop.page.visible()
    assert seen.start <= far < seen.end
    desktop.key(KEY.Key_Right, ALT)
    assert desktop.session.article.text.startswith("Second")
    desktop.key(KEY.Key_Right, ALT)
    assert desktop.said == "You have not gone back from any article."
