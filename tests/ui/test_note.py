import pytest
from PySide6.QtCore import Qt

from reader.core.history import JournalRefused
from reader.core.layers import How, Verdict
from reader.library import Library
from tests.ui.boxes import pressed, typed

KEY = Qt.Key
NOTE = "only the city"


@pytest.fixture
def judged(desktop):
    """A desktop whose caret stands on a kept entity."""
    desktop.open("Mosul and Baghdad met.").suggest(("Mosul", "GPE"), ("Baghdad", "GPE"))
    desktop.key(KEY.Key_Return).key(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    return desktop


def judgement(desktop, surface="Mosul"):
    return desktop.session.layer[desktop.span(surface, "GPE")]


def test_a_note_is_written_shown_and_in_the_library_at_once(judged, tmp_path):
    before = judgement(judged)
    typed(judged, f"kn{NOTE}")
    assert judged.window.boxes.note_bar.caption.text() == "Note on “Mosul”"
    pressed(judged, KEY.Key_Return)
    now = judgement(judged)
    assert (now.note, now.verdict, now.how, now.at) == (NOTE, Verdict.IS, How.KEYED, before.at)
    assert judged.place.endswith(f"saved · “{NOTE}”")
    assert judged.window.focusWidget() is judged.page
    with Library.open(tmp_path / "library.sqlite") as second:
        assert second.layer(judged.session.article.digest, "ann")[now.span].note == NOTE


def test_a_note_is_one_edit_that_undo_takes_back(judged):
    typed(judged, f"kn{NOTE}")
    pressed(judged, KEY.Key_Return)
    assert judged.said == "Note on “Mosul”; u takes it back."
    typed(judged, "u")
    assert judgement(judged).note == ""
    typed(judged, "U")
    assert judgement(judged).note == NOTE


def test_a_note_can_be_changed_and_an_empty_one_takes_it_off(judged):
    typed(judged, f"kn{NOTE}")
    pressed(judged, KEY.Key_Return)
    typed(judged, "kn!")
    pressed(judged, KEY.Key_Return)
    assert judgement(judged).note == f"{NOTE}!"
    typed(judged, "kn")
    judged.window.boxes.note_bar.edit.selectAll()
    pressed(judged, KEY.Key_Backspace)
    pressed(judged, KEY.Key_Return)
    assert judgement(judged).note == ""
    assert judged.said.startswith("Take the note off “Mosul”")


def test_escape_leaves_the_note_as_it_was_and_the_same_note_is_no_edit(judged):
    edits = len(judged.library.past(judged.session.article.digest, "ann"))
    typed(judged, f"kn{NOTE}")
    pressed(judged, KEY.Key_Escape)
    typed(judged, "kn")
    assert judged.window.boxes.note_bar.edit.text() == ""
    pressed(judged, KEY.Key_Return)
    assert len(judged.library.past(judged.session.article.digest, "ann")) == edits
    assert judged.window.focusWidget() is judged.page


def test_a_rejected_entity_has_notes_too_and_keeps_its_verdict(judged):
    judged.key(KEY.Key_Tab).key(KEY.Key_Delete)
    judged.session.stand_on(judged.span("Baghdad", "GPE"))
    typed(judged, "knnot here")
    pressed(judged, KEY.Key_Return)
    assert (judgement(judged, "Baghdad").verdict, judgement(judged, "Baghdad").note) == (Verdict.IS_NOT, "not here")


def test_what_is_not_judged_says_what_to_press(desktop):
    desktop.open("Mosul fell.").suggest(("Mosul", "GPE"))
    typed(desktop, "kn")
    assert "Enter" in desktop.said
    assert "Delete" in desktop.said
    desktop.key(KEY.Key_Right)
    typed(desktop, "kn")
    assert "tag it first" in desktop.said
    assert not desktop.window.boxes.note_bar.isVisible()


def test_a_journal_that_refuses_is_told(judged, monkeypatch):
    typed(judged, f"kn{NOTE}")

    def refuse(_edit):
        raise JournalRefused("The disk is full.")

    monkeypatch.setattr(judged.library, "append", refuse)
    pressed(judged, KEY.Key_Return)
    assert judged.said == "The disk is full."
    assert judgement(judged).note == ""


def test_nobody_can_note_what_nobody_judged(judged):
    with pytest.raises(ValueError, match="judgement"):
        judged.session.note(judged.span("Baghdad", "GPE"), NOTE)


def test_keys_of_the_page_rest_and_line_ends_become_blanks(judged):
    typed(judged, "kn o*u ")
    pressed(judged, KEY.Key_Return)
    assert judgement(judged).note == "o*u"
    judged.session.note(judged.span("Mosul", "GPE"), "two\nlines")
    assert judgement(judged).note == "two lines"


def test_another_boxs_key_closes_the_bar(judged):
    typed(judged, "kn")
    judged.window.boxes.search()
    assert not judged.window.boxes.note_bar.isVisible()
    assert judged.window.boxes.search_bar.isVisible()
