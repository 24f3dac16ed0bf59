"""Articles taken out of the library by keys in its list, and brought back."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.actions.queue import Queue
from reader.actions.standard import load_keyboard
from reader.core.baselines import Baseline
from reader.library import Library
from reader.ui.library_view import long_work
from reader.ui.window import Window
from tests.ui.desktop import TAGGER, SilentWorker
from tests.ui.test_library_view import KEY, library, press, put_in, settle, titles, typed, view  # noqa: F401 - a fixture

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def crowd(library):  # noqa: F811 - the fixture of the library view
    """The library, with fifty pieces of junk more."""
    for number in range(50):
        put_in(library, f"Junk {number}", f"Junk of the {number}th kind, said Acme.", ("Acme", "ORG"))
    library.window.boxes.library.look_again()
    library.window.boxes.library.refresh()
    settle()
    return library


def judge(desktop, number):
    session = desktop.library.open_session(number, "ben")
    session.finish()
    session.undo()


def test_delete_takes_the_article_chosen_out_and_u_brings_back_one_after_the_other(library):  # noqa: F811
    library.library.shelf.tag(3, "ann", "junk")
    press(KEY.Key_Down)
    press(KEY.Key_Delete)
    assert library.said == "Taken out; u brings back: Oil is dear"
    assert titles(library) == ["Mosul falls", "A quiet day"]
    assert view(library).list.at == 1
    press(KEY.Key_Backspace)
    assert titles(library) == ["Mosul falls"]
    assert library.library.check() == []
    typed("u")
    assert library.said == "1 article brought back."
    assert titles(library) == ["Mosul falls", "A quiet day"]
    assert view(library).list.at == 1
    assert library.library.shelf.rows("ann", [3])[0].tags == ("junk",)
    press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]
    typed("u")
    assert library.said == "Nothing has been taken out from here yet."


def test_keys_pressed_one_right_after_the_other_take_out_one_article_each(library):  # noqa: F811
    for key in (KEY.Key_Delete, KEY.Key_Delete, KEY.Key_Delete, KEY.Key_U):
        QTest.keyClick(QApplication.focusWidget(), key)
    settle()
    assert titles(library) == ["A quiet day"]


def test_an_article_in_which_anybody_judged_stays_and_it_is_said_who(library):  # noqa: F811
    judge(library, 1)
    press(KEY.Key_Delete)
    assert library.said == "It stays, for ben (2 edits) has judged in it. t tags it “junk”, and a search for -tag:junk hides it."
    typed("u")
    assert library.said == "Nothing has been taken out from here yet."
    typed("t")
    typed("junk")
    press(KEY.Key_Return)
    typed("/")
    typed("-tag:junk")
    press(KEY.Key_Return)
    assert titles(library) == ["Oil is dear", "A quiet day"]


def test_what_another_window_has_taken_out_a_moment_before_is_said_to_be_gone(library):  # noqa: F811
    press(KEY.Key_Down)
    with Library.open_again(library.library.path) as other:
        other.shelf.take_out([2])
    press(KEY.Key_Delete)
    assert library.said == "This article is no longer in the library."
    assert titles(library) == ["Mosul falls", "A quiet day"]


def test_the_page_goes_on_to_the_next_of_the_list_when_the_open_article_is_taken_out(library):  # noqa: F811
    press(KEY.Key_Delete)
    assert library.session is None
    assert library.window.windowTitle() == "Reader"
    assert view(library).isVisible()
    assert library.library.shelf.recent("ann", 5) == []
    press(KEY.Key_Escape)
    assert library.page.isVisible()
    assert library.session.article.name == "Oil is dear"
    library.key(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert library.session.article.name == "Oil is dear"


def test_an_emptied_library_says_how_it_is_filled_and_can_be_brought_back(library):  # noqa: F811
    for _ in range(3):
        press(KEY.Key_Delete)
    assert titles(library) == []
    assert view(library).list.nothing.startswith("The library is empty.")
    press(KEY.Key_Delete)
    press(KEY.Key_Delete, SHIFT)
    press(KEY.Key_Escape)
    assert library.said == "No article is open yet: the library is empty."
    for _ in range(3):
        typed("u")
    assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]
    press(KEY.Key_Escape)
    assert library.session.article.name == "Mosul falls"


def test_all_that_is_shown_goes_once_its_number_is_typed_and_comes_back_in_one_go(crowd):
    judge(crowd, 5)
    typed("/")
    typed("junk")
    press(KEY.Key_Return)
    press(KEY.Key_Delete, SHIFT)
    bar = crowd.window.boxes.library.ask_bar
    assert bar.caption.text() == "Take out all 50 articles shown?"
    typed("49")
    press(KEY.Key_Return)
    assert bar.isVisible()
    assert len(titles(crowd)) == 50
    bar.edit.setText("50")
    press(KEY.Key_Return)
    assert crowd.said == "49 articles taken out; u brings back. 1 stays, for ben (2 edits) has judged there."
    assert titles(crowd) == ["Junk 1"]
    assert crowd.library.check() == []
    typed("u")
    assert crowd.said == "49 articles brought back."
    assert len(titles(crowd)) == 50
    assert crowd.library.check() == []


def test_escape_or_no_number_takes_nothing_out(crowd):
    for key in (KEY.Key_Escape, KEY.Key_Return):
        press(KEY.Key_Backspace, SHIFT)
        press(key)
        assert len(titles(crowd)) == 53


def test_escape_stops_the_work_and_what_is_out_comes_back_by_as_many_keys(crowd, monkeypatch):
    monkeypatch.setattr(long_work, "_PATIENCE_S", 0.0)

    def begin(*keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
        settle()

    press(KEY.Key_Delete, SHIFT)
    typed("53")
    begin(KEY.Key_Return)
    assert crowd.said.startswith("Stopped. ")
    out = 53 - len(titles(crowd))
    assert 0 < out < 53
    assert crowd.library.check() == []
    while crowd.window.boxes.library.context.listing.taken_out:
        begin(KEY.Key_U)
    assert len(titles(crowd)) == 53
    assert crowd.library.check() == []


def test_a_long_article_goes_and_comes_back_while_the_window_goes_on(library, monkeypatch):  # noqa: F811
    monkeypatch.setattr(long_work, "_PATIENCE_S", 0.0)
    put_in(library, "A book", "Acme won. " * 15_000)
    library.window.boxes.library.refresh()
    settle()
    press(KEY.Key_End)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Delete)
    assert library.window.boxes.library.is_at_work
    settle()
    assert library.said == "Taken out; u brings back: A book"
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_U)
    assert library.window.boxes.library.is_at_work
    settle()
    assert titles(library)[3:] == ["A book"]


def test_when_the_library_refuses_nothing_is_said_to_be_out(library):  # noqa: F811
    with closing(sqlite3.connect(library.library.path, isolation_level=None)) as other:
        library.library.shelf._connection.execute("PRAGMA busy_timeout = 1")  # noqa: SLF001 - not to wait for a second
        other.execute("BEGIN IMMEDIATE")
        press(KEY.Key_Delete)
        assert library.said.startswith("Another program is using the library")
    assert titles(library)[0] == "Mosul falls"
    typed("u")
    assert library.said == "Nothing has been taken out from here yet."


def test_of_a_group_of_near_duplicates_those_left_stay_shown(library):  # noqa: F811
    text = "The army of Iraq took the town of Mosul on Sunday, and a man who had waited there for two years said so to {}."
    for name in ("us", "them", "all"):
        put_in(library, "Mosul", text.format(name))
    library.window.boxes.library.refresh()
    settle()
    press(KEY.Key_End)
    typed("g")
    assert len(titles(library)) == 3
    press(KEY.Key_End)
    press(KEY.Key_Delete)
    assert len(titles(library)) == 2
    assert view(library).told.text().startswith("2 articles · nearly the same")


def test_the_palette_does_not_offer_what_was_taken_out_and_again_what_came_back(library):  # noqa: F811
    def offered():
        press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
        palette = library.window.boxes.palette
        QTest.keyClicks(palette.edit, "quiet")
        while any(timer.isActive() for timer in palette.findChildren(QTimer)):
            QApplication.processEvents()
        found = [each.entry.title for each in palette.rows.found]
        press(KEY.Key_Escape)
        return "A quiet day" in found

    assert offered()
    press(KEY.Key_End)
    press(KEY.Key_Delete)
    assert not offered()
    typed("u")
    assert offered()


@pytest.fixture
def second(library, qtbot):  # noqa: F811
    """Another window on the same library, with the second article open."""
    with Library.open_again(library.library.path) as again:
        again.save_baseline(Baseline(again.article(2).digest, TAGGER, {}))
        queue = Queue(again, "ben", SilentWorker(), TAGGER)
        window = Window(queue, load_keyboard(library.folder))
        qtbot.addWidget(window)
        window.show()
        window.open_article(2)
        yield window
        window.close()


def test_a_window_that_has_the_article_open_is_refused_in_words_and_its_list_follows(library, second, qtbot):  # noqa: F811
    QTest.keyClicks(second.page, "a")
    settle()
    rows = second.boxes.library.view.list.rows
    assert rows.rowCount() == 3
    view(library).list.choose(1)
    QTest.keyClick(view(library).list, KEY.Key_Delete)
    settle()
    gone = "This article was taken out of the library: nothing more can be judged in it."
    qtbot.waitUntil(lambda: second.notice.sentences == (gone,) and rows.rowCount() == 2)
    QTest.keyClick(second.boxes.library.view.list, KEY.Key_Escape)
    QTest.keyClicks(second.page, "o")
    assert "does not have this article, or no longer: import it first" in second.status.texts[1]
    assert second.session.layer == {}
    second.articles.spend()
    assert second.notice.sentences == (gone,)
    QTest.keyClick(view(library).list, KEY.Key_U)
    settle()
    qtbot.waitUntil(lambda: second.notice.sentences == ())
    QTest.keyClicks(second.page, "o")
    assert len(second.session.layer) == 1
    assert library.library.check() == []
