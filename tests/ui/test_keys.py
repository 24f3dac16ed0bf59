import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from reader.ui.keys import key_name

K = Qt.Key
NONE, SHIFT, CTRL, ALT, META, KEYPAD = (
    getattr(Qt.KeyboardModifier, name)
    for name in ("NoModifier", "ShiftModifier", "ControlModifier", "AltModifier", "MetaModifier", "KeypadModifier")
)


def press(code, held=NONE, text="", scan=0, virtual=0):
    return QKeyEvent(QEvent.Type.KeyPress, int(code), held, scan, virtual, 0, text)


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(K.Key_Left), "left"),
        (press(K.Key_Left, SHIFT), "shift+left"),
        (press(K.Key_Left, SHIFT | ALT), "alt+shift+left"),
        (press(K.Key_Left, CTRL | ALT | SHIFT), "ctrl+alt+shift+left"),
        (press(K.Key_Return, text="\r"), "enter"),
        (press(K.Key_Enter, KEYPAD, "\r"), "enter"),
        (press(K.Key_Return, CTRL), "ctrl+enter"),
        (press(K.Key_Tab, text="\t"), "tab"),
        (press(K.Key_Backtab, SHIFT), "shift+tab"),
        (press(K.Key_Space, text=" "), "space"),
        (press(K.Key_Escape, text="\x1b"), "esc"),
        (press(K.Key_Delete, text="\x7f"), "delete"),
        (press(K.Key_Backspace, text="\b"), "backspace"),
        (press(K.Key_PageUp), "pageup"),
        (press(K.Key_F1), "f1"),
        (press(K.Key_F24), "f24"),
        (press(K.Key_O, text="o"), "o"),
        (press(K.Key_O, SHIFT, "O"), "O"),
        (press(K.Key_Asterisk, SHIFT, "*"), "*"),
        (press(K.Key_Question, SHIFT, "?"), "?"),
        (press(K.Key_Percent, SHIFT, "%"), "%"),
        (press(K.Key_7, KEYPAD, "7"), "7"),
        (press(K.Key_K, CTRL, "\x0b"), "ctrl+k"),
        (press(K.Key_Z, CTRL | SHIFT, "\x1a"), "ctrl+shift+z"),
        (press(K.Key_Plus, CTRL | SHIFT, "+"), "ctrl++"),
        (press(K.Key_Minus, CTRL, "-"), "ctrl+-"),
        (press(K.Key_0, CTRL, "0"), "ctrl+0"),
        (press(K.Key_X, ALT, "x"), "alt+x"),
        (press(K.Key_K, META, "k"), "meta+k"),
        (press(K.Key_Eacute, text="é"), "é"),
        (press(K.Key_1, SHIFT, "1"), "1"),  # AZERTY has digits on Shift
        (press(K.Key_0, CTRL | SHIFT, "0"), "ctrl+0"),
        (press(K.Key_Odiaeresis, text="ö"), "ö"),
        (press(K.Key_At, CTRL | ALT, "@"), "@"),
        (press(K.Key_K, CTRL | ALT, ""), "ctrl+alt+k"),
        (press(K.Key_K, CTRL | ALT, "k"), "ctrl+alt+k"),
    ],
)
def test_keys_have_the_names_the_keymap_uses(event, name):
    assert key_name(event) == name


@pytest.mark.parametrize(
    "event",
    [
        press(K.Key_Shift, SHIFT),
        press(K.Key_Control, CTRL),
        press(K.Key_AltGr),
        press(K.Key_Dead_Acute),
        press(K.Key_CapsLock),
        press(0),
    ],
)
def test_modifiers_alone_and_dead_keys_have_no_name(event):
    assert key_name(event) == ""


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(K.Key_O, text="щ"), "o"),
        (press(K.Key_O, SHIFT, "Щ"), "O"),
        (press(0x0429, text="щ", virtual=0x4F), "o"),
        (press(0x0429, text="щ", scan=32), "o"),
        (press(0x0429, SHIFT, "Щ", scan=32), "O"),
        (press(0x0429, CTRL, "", scan=32), "ctrl+o"),
        (press(0x0632, text="\u0661"), "1"),
        (press(0x060C, text="،"), "،"),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_on_a_keyboard_of_another_script_the_latin_letter_of_the_key_counts(event, name):
    assert key_name(event) == name
