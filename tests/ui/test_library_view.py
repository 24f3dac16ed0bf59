"""The library view, worked by keys in the real window."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from reader.actions import line_list, naming
from reader.actions.library_context import Chore
from reader.baseline.answers import Progress, Tagged
from reader.core.article import Metadata
from reader.core.baselines import Baseline
from reader.core.layers import How
from reader.core.review import Standing
from reader.core.spans import Span
from reader.library import Library
from reader.sources.text import article_of_text
from reader.ui import helper, slices, which_key
from reader.ui.library_view import finder, long_work
from reader.ui.rich_column import RichColumn
from reader.ui.window import Window
from tests.ui.desktop import TAGGER

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def put_in(desktop, title, text, *found, site="", published=""):
    """Put an article in, with (surface, label) found in it; return its number."""
    article = article_of_text(f"{title}\n\n{text}")
    article = replace(article, meta=Metadata(title=title, site=site, published=published))
    number = desktop.library.add(article).id
    spans = {desktop.span_in(article, *each): 0.9 for each in found}
    desktop.library.save_baseline(Baseline(article.digest, TAGGER, spans))
    return number


@pytest.fixture
def library(desktop):
    put_in(desktop, "Mosul falls", "The army of Iraq took Mosul on Sunday.", ("Iraq", "GPE"), ("Mosul", "GPE"), site="a.org")
    put_in(desktop, "Oil is dear", "Acme of Basra sells oil to Iraq.", ("Acme", "ORG"), published="2016-07-31")
    put_in(desktop, "A quiet day", "Nothing happened at all, said Acme.", ("Acme", "ORG"), site="a.org", published="2017-01-02")
    desktop.window.open_article(1)
    desktop.type("a")
    settle()
    return desktop


def press(key, *modifiers):
    QTest.keyClick(QApplication.focusWidget(), key, *modifiers)
    settle()


def typed(text):
    for sign in text:
        QTest.keyClicks(QApplication.focusWidget(), sign)
        settle()


def settle():
    """Let what goes on a little at a time come to its end."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, Window) and window.boxes.library_is_open:
            while window.boxes.library.is_busy:
                QApplication.processEvents()


def view(desktop):
    return desktop.window.boxes.library.view


def titles(desktop):
    shown = view(desktop).list.rows
    return [shown.index(at).data().partition(",")[0] for at in range(shown.rowCount())]


def test_the_list_takes_the_place_of_the_page_and_enter_opens_what_is_chosen(library):
    assert view(library).isVisible()
    assert not library.page.isVisible()
    assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert library.page.isVisible()
    assert not view(library).isVisible()
    assert library.session.article.name == "Oil is dear"
    assert library.window.focusWidget() is library.page


def test_from_the_list_of_all_articles_going_on_comes_to_those_that_come_later_too(library):
    press(KEY.Key_End)
    press(KEY.Key_Return)
    put_in(library, "A newer one", "It came in since.")
    library.key(KEY.Key_PageDown, CTRL)
    assert library.session.article.name == "A newer one"


def test_escape_goes_back_to_the_article_that_is_open(library):
    press(KEY.Key_Escape)
    assert library.page.isVisible()
    assert library.session.article.name == "Mosul falls"
    assert library.place.endswith("saved")


def test_what_is_typed_narrows_the_list_and_going_on_stays_in_it(library):
    typed("/")
    typed("acme -nothing")
    press(KEY.Key_Return)
    assert titles(library) == ["Oil is dear"]
    assert view(library).told.text().startswith("1 article ")
    press(KEY.Key_Return)
    assert library.session.article.name == "Oil is dear"
    library.key(KEY.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert library.said == "This is the last article."


def test_a_query_that_asks_for_nothing_is_told_in_words(library):
    typed("/")
    typed("-")
    press(KEY.Key_Return)
    assert view(library).list.nothing.endswith(".")


def test_orders_and_filters_are_a_key_each(library):
    typed("o")
    assert titles(library) == ["A quiet day", "Oil is dear", "Mosul falls"]
    typed("O")
    assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]
    typed("s")
    assert titles(library) == ["Mosul falls", "A quiet day"]
    typed("x")
    assert len(titles(library)) == 3
    typed("d")
    typed("2017")
    press(KEY.Key_Return)
    assert titles(library) == ["A quiet day"]
    typed("x")
    typed("l")
    typed("gpe")
    press(KEY.Key_Return)
    assert titles(library) == ["Mosul falls"]


def test_tags_and_notes_are_put_on_the_article_chosen(library):
    typed("t")
    typed("war")
    press(KEY.Key_Return)
    typed("n")
    typed("look again")
    press(KEY.Key_Return)
    assert library.library.shelf.tags("ann") == {"war": 1}
    assert library.library.shelf.note(1, "ann") == "look again"
    typed("T")
    typed("war")
    press(KEY.Key_Return)
    assert titles(library) == ["Mosul falls"]
    typed("t")
    typed("war")
    press(KEY.Key_Return)
    assert titles(library) == []


def test_where_the_row_chosen_is_gone_the_one_that_stands_as_high_is_chosen(library):
    for number in (1, 2, 3):
        library.library.shelf.tag(number, "ann", "oil")
    typed("T")
    typed("oil")
    press(KEY.Key_Return)
    press(KEY.Key_Down)
    for left, at in ((["Mosul falls", "A quiet day"], 1), (["Mosul falls"], 0)):
        typed("t")
        typed("oil")
        press(KEY.Key_Return)
        assert (titles(library), view(library).list.at) == (left, at)


def test_a_row_tells_of_tags_that_have_no_room_and_shortens_the_only_one(library):
    def painted(*tags):
        for tag in (*library.library.shelf.tags("ann"),):
            library.library.shelf.untag(1, "ann", tag)
        for tag in tags:
            library.library.shelf.tag(1, "ann", tag)
        typed("OO")
        QApplication.processEvents()
        return view(library).list.viewport().grab().toImage()

    many = [f"tag {number:03}" for number in range(99)]
    assert painted(*many[:-1]) != painted(*many)
    assert painted("x" * 200) != painted("y" * 200)


def test_hundreds_of_tags_leave_room_for_the_list(library):
    for number in range(300):
        library.library.shelf.tag(2, "ann", f"tag {number:03}")
    library.library.shelf.tag(1, "ann", "tag 299")
    bar = library.window.boxes.library.ask_bar
    typed("T")
    assert bar.message.text().startswith("tag 299, tag 000, tag 001, ")
    assert bar.message.text().endswith(" and 278 more")
    typed("tag 01")
    press(KEY.Key_Return)
    assert (
        bar.message.text() == f"More than one tag begins “tag 01”: {', '.join(f'tag {number:03}' for number in range(10, 20))}."
    )
    typed("war")
    press(KEY.Key_Return)
    assert bar.message.text().startswith("No article is tagged “war”. There are: tag 299, ")
    QApplication.processEvents()
    assert bar.height() < library.window.height() / 4


def test_no_question_makes_a_narrow_window_wider_and_each_says_what_may_be_answered(library):
    library.window.resize(430, 700)
    bar, hints = library.window.boxes.library.ask_bar, []
    library.library.shelf.tag(2, "ann", "a tag that is rather long, as some tags are")
    for key in "ldTtn":
        typed(key)
        QApplication.processEvents()
        hints.append(bar.message.text().partition(",")[0])
        assert library.window.width() == 430
        press(KEY.Key_Escape)
    assert hints == ["PERSON", "2016", "a tag that is rather long", "a tag that is rather long", ""]


def test_another_search_without_hits_is_painted_for_its_own_reason(library, qtbot):
    class Paints(QObject):
        said = ()

        def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                self.said += (view(library).list.nothing,)
            return False

    paints = Paints(library.window)
    view(library).list.viewport().installEventFilter(paints)
    for query, why in (("since:march", "is no date"), ("zebra", "No article is like that")):
        view(library).begin_typing()
        typed(query)
        qtbot.waitUntil(lambda why=why: why in view(library).list.nothing)
        QApplication.processEvents()
        assert why in paints.said[-1]


def test_of_an_empty_list_is_told_what_it_was_narrowed_to(library):
    typed("f")
    typed("/")
    typed("zebra")
    press(KEY.Key_Return)
    assert told(library) == "0 articles · unfinished · as they came"


def test_the_article_that_is_open_is_the_last_opened_in_the_list(library):
    library.window.open_article(3)
    library.type("a")
    while "last opened" not in told(library):
        typed("o")
    assert titles(library)[:2] == ["A quiet day", "Mosul falls"]


def test_how_many_articles_are_not_tagged_is_told_where_entities_are_shown(library):
    library.library.add(article_of_text("Nobody has read this"))
    typed("/")
    typed("ORG: Acme")
    press(KEY.Key_Return)
    assert told(library) == "2 articles · as they came · 1 article not tagged yet"
    press(KEY.Key_Tab)
    assert told(library) == "2 lines · 1 article not tagged yet"
    press(KEY.Key_Tab)
    assert told(library) == "3 names · most frequent first · 1 article not tagged yet"
    press(KEY.Key_Backtab)
    typed("/")
    typed("acme")
    press(KEY.Key_Return)
    assert told(library) == "2 lines"


def test_commas_part_tags_and_capitals_do_not_make_another_one(library):
    library.library.shelf.tag(2, "ann", "Old, with a comma")
    typed("t")
    typed("Syria,  urgent , Urgent,")
    press(KEY.Key_Return)
    typed("t")
    typed("syria, old")
    press(KEY.Key_Return)
    assert library.library.shelf.tags("ann") == {"Old, with a comma": 1, "old": 1, "urgent": 1}
    press(KEY.Key_Down)
    typed("t")
    typed("old, with a comma")
    press(KEY.Key_Return)
    assert library.library.shelf.tags("ann") == {"old": 1, "urgent": 1}


@pytest.mark.parametrize(
    ("key", "wrong", "why", "right"),
    [
        ("d", "march 2016", "Write a date", "2016-07"),
        ("l", "place", "no label PLACE", "org"),
        ("T", "war", "No article is tagged", "o"),
    ],
)
def test_an_answer_that_cannot_be_taken_stays_to_be_mended(library, key, wrong, why, right):
    library.library.shelf.tag(2, "ann", "Oil")
    bar = library.window.boxes.library.ask_bar
    typed(key)
    typed(wrong)
    press(KEY.Key_Return)
    assert why in bar.message.text()
    assert bar.edit.text() == wrong
    assert len(titles(library)) == 3
    typed(right)
    press(KEY.Key_Return)
    assert not bar.isVisible()
    assert "Oil is dear" in titles(library)
    assert len(titles(library)) < 3


def test_the_names_of_the_lists_stand_together_whatever_is_told(library):
    tabs = view(library).findChildren(QToolButton)[:3]
    before = [tab.x() for tab in tabs]
    typed("/")
    typed("-")
    press(KEY.Key_Return)
    QApplication.processEvents()
    assert told(library) == ""
    assert [tab.x() for tab in tabs] == before


def test_tab_in_the_line_goes_on_to_the_lines_of_what_was_typed(library):
    typed("/")
    typed("acme")
    press(KEY.Key_Tab)
    assert view(library).face.value == "lines"
    assert view(library).list.hasFocus()
    assert len(titles(library)) == 2
    typed("/")
    press(KEY.Key_Backtab)
    assert view(library).face.value == "list"


def test_names_of_one_label_are_a_key_away(library):
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    everything = titles(library)
    assert everything[0] == "Acme"
    typed("l")
    assert titles(library) == ["Acme"]
    assert view(library).told.text().startswith("1 name · ORG")
    typed("l")
    assert titles(library) == everything


def test_names_lead_to_the_articles_they_stand_in_the_first_of_them_chosen(library):
    press(KEY.Key_End)
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    assert titles(library)[0] == "Acme"
    typed("A")
    assert titles(library) == ["Oil is dear", "A quiet day"]
    assert view(library).list.at == 0


def test_every_key_of_the_face_is_shown_on_request_and_any_key_hides_them(library):
    typed("?")
    keyboard = library.window.boxes.library.keyboard
    assert keyboard.help
    press(KEY.Key_X)
    assert not keyboard.help
    assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]


def test_all_articles_are_tagged_while_one_looks_at_the_list(library):
    for number in range(5):
        library.library.add(article_of_text(f"Number {number}\n\nIt was in Mosul."))
    typed("kb")
    assert library.said == "5 articles not tagged yet: one after the other is from now on. k b stops that."
    for _ in range(5):
        digest, text = library.worker.asked[-1]
        at = text.index("Mosul")
        library.window.receive(Tagged(1, Baseline(digest, TAGGER, {Span(at, at + 5, "GPE"): 0.9})))
    typed("/GPE: mosul")
    press(KEY.Key_Return)
    assert len(titles(library)) == 6
    assert "not tagged yet" not in told(library)
    typed("kb")
    assert library.said == "Articles are tagged as you come to them again."
    typed("kb")
    assert library.said == "All articles are tagged, and so will be those that come in."


def test_help_over_a_list_shows_the_keys_of_the_whole_window_too(library):
    typed("?")
    shown = " ".join(each.text() for each in library.window.boxes.library.keyboard.help.findChildren(RichColumn))
    assert all(title in shown for title in ("Next order", "Next list", "Light or dark", "Larger", "Open files", "Find an action"))
    assert "Finish" not in shown


def test_help_that_is_longer_than_the_window_is_gone_down_by_keys(library):
    library.window.resize(430, 500)
    chosen = view(library).list.at
    typed("?")
    QApplication.processEvents()
    help_shown = library.window.boxes.library.keyboard.help
    press(KEY.Key_PageDown)
    press(KEY.Key_Down)
    assert help_shown.isVisible()
    assert help_shown.verticalScrollBar().value() > 0
    assert view(library).list.at == chosen
    press(KEY.Key_Escape)
    assert not help_shown.isVisible()


def test_what_may_follow_a_prefix_is_shown_over_a_list_too(library, monkeypatch, qtbot):
    monkeypatch.setattr(which_key, "DELAY_MS", 10)
    keyboard = library.window.boxes.library.keyboard
    typed("k")
    qtbot.waitUntil(lambda: keyboard.which_key is not None)
    assert ("t", "Light or dark") in keyboard.which_key.shown
    assert view(library).rect().contains(keyboard.which_key.geometry())
    typed("t")
    assert keyboard.which_key is None
    assert library.window.options.theme == "dark"
    typed("k")
    qtbot.waitUntil(lambda: keyboard.which_key is not None)
    press(KEY.Key_Down)
    assert keyboard.which_key is None
    typed("t")
    assert library.window.options.theme == "dark", "k t would turn the theme"
    press(KEY.Key_Escape)


def test_theme_and_size_change_with_no_article_open(desktop):
    desktop.window.run("library.open")
    press(KEY.Key_T, CTRL)
    assert desktop.window.options.theme == "dark"
    press(KEY.Key_Plus, CTRL)
    assert desktop.window.options.zoom == 110
    assert desktop.said == "110 %"
    press(KEY.Key_0, CTRL)
    assert desktop.window.options.zoom == 100


def test_an_empty_library_says_how_it_is_filled(desktop):
    desktop.window.run("library.open")
    settle()
    assert "Drop files" in view(desktop).list.nothing
    press(KEY.Key_Escape)
    assert view(desktop).isVisible()
    assert desktop.said.startswith("No article is open yet")


# Lines


def told(desktop):
    return view(desktop).told.text()


def hits(desktop):
    lines = desktop.window.boxes.library.context.lines
    return [lines[at][0].hit for at in range(len(lines))]


def marks(desktop):
    marked = desktop.window.boxes.library.context.lines.concordance.marks
    return {row: mark.label for row, mark in marked.items()}


def positive(desktop, number):
    return desktop.library.layer(desktop.library.article(number).digest, "ann").positive


@pytest.fixture
def lines(library):
    """The lines of Iraq and Acme: (2) Acme, Iraq untagged; (3) Acme; (1) Iraq."""
    look_for(library, "acme")
    return library


def look_for(desktop, query):
    if view(desktop).face.value != "lines":
        press(KEY.Key_Tab)
    typed("/")
    typed(query)
    press(KEY.Key_Return)


def test_every_place_of_what_is_searched_has_a_line_and_enter_opens_the_article_there(lines):
    assert hits(lines) == ["Acme", "Acme"]
    assert told(lines) == "2 lines"
    press(KEY.Key_Down)
    there = lines.window.boxes.library.context.lines[1][0]
    assert lines.place.startswith(chr(0x2068) + there.title)
    press(KEY.Key_Return)
    assert lines.session.article.name == there.title
    assert lines.caret == "Acme"
    assert lines.page.isVisible()


def test_keys_mark_lines_and_go_down_and_nothing_is_judged_before_it_is_said(lines):
    look_for(lines, "ORG:Acme")
    press(KEY.Key_Space)
    assert view(lines).list.at == 1
    press(KEY.Key_Delete)
    assert marks(lines) == {0: "ORG", 1: ""}
    assert told(lines) == "2 lines · 2 marked, not judged yet"
    assert not positive(lines, 2)
    assert not positive(lines, 3)
    typed("u")
    assert marks(lines) == {0: "ORG"}
    typed("U")
    assert marks(lines) == {}
    typed("g")
    assert marks(lines) == {1: "GPE"}
    typed("U")


def test_a_line_without_an_entity_cannot_be_kept_and_says_what_to_do(lines):
    look_for(lines, '"nothing happened"')
    press(KEY.Key_Space)
    assert marks(lines) == {}
    assert lines.said == "No entity stands there yet: a label key says what it is."


def test_all_lines_alike_are_judged_with_one_edit_for_each_article_and_taken_back_in_one_go(lines):
    put_in(lines, "More of it", "Acme is said to sell Acme.", ("Acme", "ORG"))
    look_for(lines, "ORG:Acme")
    typed("g")
    typed("*")
    assert lines.said.startswith("3 lines marked; Ctrl+Enter applies")
    press(KEY.Key_Return, CTRL)
    assert lines.said == "3 articles edited; u takes it back."
    assert {span.label for number in (2, 3, 4) for span in positive(lines, number)} == {"GPE"}
    for number in (2, 3, 4):
        assert len(lines.library.past(lines.library.article(number).digest, "ann")) == 1
    hows = {
        each.how for number in (2, 3, 4) for each in lines.library.layer(lines.library.article(number).digest, "ann").values()
    }
    assert hows == {How.KEYED, How.SPREAD}
    typed("u")
    assert lines.said == "Taken back in 3 articles."
    assert not positive(lines, 2)
    assert not positive(lines, 3)
    assert lines.library.check() == []


def test_who_types_quickly_has_a_few_lines_judged_before_the_next_key(lines, monkeypatch):
    monkeypatch.setattr(long_work, "_PATIENCE_S", 60.0)
    for key, *held in [(KEY.Key_G,), (KEY.Key_Space,), (KEY.Key_Return, CTRL), (KEY.Key_U,), (KEY.Key_Escape,), (KEY.Key_P,)]:
        QTest.keyClick(QApplication.focusWidget(), key, *held)
    assert not positive(lines, 2), "taken back"
    assert lines.session.layer.positive == {lines.span("Mosul", "PERSON")}, "on the page"
    settle()


@pytest.fixture
def many(library, monkeypatch):
    """Two lines of Kirkuk in each of 130 articles, which come before those of the library: long work anywhere."""
    monkeypatch.setattr(long_work, "_PATIENCE_S", 0.0)
    for number in range(130):
        put_in(library, f"Day {number}", "Kirkuk is near Kirkuk.", ("Kirkuk", "GPE"))
    look_for(library, "kirkuk")
    return library


def edited(desktop):
    return [number for number in range(4, 134) if positive(desktop, number)]


def test_escape_stops_judging_and_one_undo_takes_back_all_that_was_done(many):
    typed("g")
    typed("*")
    assert many.said.startswith("260 lines marked")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_O)
    assert many.said == "One moment: this goes on. Esc stops it."
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    assert view(many).face.value == "lines"
    press(KEY.Key_Escape)
    done = len(edited(many))
    assert 0 < done < 130
    assert many.said == f"Stopped; {260 - 2 * done} lines still marked. {articles(done)} edited; u takes it back."
    assert len(marks(many)) == 260 - 2 * done
    typed("u")
    assert many.said == f"Taken back in {articles(done)}."
    assert edited(many) == []
    assert len(marks(many)) == 260 - 2 * done
    typed("u")
    assert len(marks(many)) == 259 - 2 * done, "nothing is judged any more: the newest mark goes"
    typed("U")
    assert many.library.check() == []


def test_the_strip_tells_how_far_judging_is(many, qtbot):
    typed("g")
    typed("*")
    strip = many.window.boxes.library.long_work
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: strip.bar.value() > 0)
    assert strip.bar.maximum() == 130
    assert re.fullmatch(r"Judging: \d+ of 130", strip.bar.accessibleDescription())
    settle()
    assert not strip.isVisible()


def test_taking_back_can_be_stopped_and_gone_on_with(many):
    typed("g")
    typed("*")
    press(KEY.Key_Return, CTRL)
    assert len(edited(many)) == 130
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_U)
    press(KEY.Key_Escape)
    left = len(edited(many))
    assert 0 < left < 130
    assert many.said == f"Taken back in {articles(130 - left)}. Stopped; u takes back the rest."
    typed("u")
    assert many.said == f"Taken back in {articles(left)}."
    assert edited(many) == []


def test_marking_all_can_be_stopped_and_marks_nothing(many, monkeypatch):
    monkeypatch.setattr(slices, "_SLICE_S", 0)  # one line, then another look at the keys
    QTest.keyClicks(QApplication.focusWidget(), "*")
    assert many.window.boxes.library.is_at_work
    press(KEY.Key_Escape)
    assert many.said == "Stopped: no other line was marked."
    assert marks(many) == {}


def test_a_window_that_is_closed_at_work_loses_nothing(many):
    typed("g")
    typed("*")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)
    many.window.close()
    done = len(edited(many))
    assert 0 < done < 130
    assert many.window.isVisible()
    assert many.said.startswith(f"{260 - 2 * done} lines marked and not judged yet")
    assert len(many.window.boxes.library.context.lines.applied[0].edits) == done
    many.window.close()
    assert not many.window.isVisible()


def articles(count):
    return f"{count} article{'s' if count > 1 else ''}"


def test_lines_far_down_are_current_when_another_window_judges_and_imports(many, qtbot):
    rows, shown = view(many).list, many.window.boxes.library.context.lines
    while rows.at < 259:  # as many as come at once are read
        press(KEY.Key_End)
    chosen = shown[rows.at][0]
    place = rows.visualRect(rows.currentIndex()).top()
    with Library.open(many.library.path) as other:
        other.open_session(chosen.article, "ann", baseline=other.last_baseline(chosen.article)).finish()
        other.add(article_of_text("The newest day\n\nKirkuk, Kirkuk, Kirkuk."))
    qtbot.waitUntil(lambda: told(many).startswith("263"))
    assert (shown[rows.at][0].article, shown[rows.at][0].start) == (chosen.article, chosen.start)
    assert rows.visualRect(rows.currentIndex()).top() == place


def test_standings_far_down_are_current_when_another_window_judges(library, qtbot):
    for number in range(120):
        put_in(library, f"Day {number}", "Kirkuk is near Kirkuk.", ("Kirkuk", "GPE"), *[("Kirkuk", "GPE", 1)])
    look_for(library, "GPE:Kirkuk")
    rows, shown = view(library).list, library.window.boxes.library.context.lines
    while rows.at < 239:  # as many as come at once are read
        press(KEY.Key_End)
    chosen = shown[239][0]
    with Library.open(library.library.path) as other:
        other.open_session(chosen.article, "ann", baseline=other.last_baseline(chosen.article)).finish()
    qtbot.waitUntil(lambda: shown[239][0].standing is Standing.KEPT)
    assert rows.at == 239
    assert "kept" in rows.rows.index(239).data()


def test_the_article_on_the_page_is_edited_there(lines):
    look_for(lines, "GPE:Iraq")
    session = lines.session
    press(KEY.Key_Space)
    press(KEY.Key_Return, CTRL)
    (kept,) = session.layer.positive
    assert session.article.text[kept.start : kept.end] == "Iraq"
    press(KEY.Key_Escape)
    assert lines.session is session
    lines.key(KEY.Key_Tab)
    assert lines.place.startswith("entity 2 of 2 · GPE · kept")


def test_a_session_opened_since_the_search_is_the_one_that_is_edited(lines):
    look_for(lines, "ORG:Acme")
    press(KEY.Key_Space)
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    assert "1 line marked and not judged yet" in lines.said
    session = lines.session
    lines.type("a")
    settle()
    press(KEY.Key_Tab)
    press(KEY.Key_Return, CTRL)
    assert len(session.layer.positive) == 1


def test_marks_outlive_another_search_and_stand_above_it(lines):
    look_for(lines, "ORG:Acme")
    press(KEY.Key_Space)
    marked = lines.window.boxes.library.context.lines[0]
    look_for(lines, "GPE:Iraq")
    assert hits(lines) == ["Acme", "Iraq"]
    assert lines.window.boxes.library.context.lines[0] == marked
    assert told(lines).endswith("1 marked, not judged yet; those from before on top")
    look_for(lines, "ORG:Acme")
    assert hits(lines) == ["Acme", "Acme"]
    press(KEY.Key_Return, CTRL)
    assert marks(lines) == {}
    assert len(positive(lines, marked[0].article)) == 1


def test_closing_with_marks_is_told_once(lines):
    look_for(lines, "ORG:Acme")
    press(KEY.Key_Space)
    press(KEY.Key_Escape)
    lines.key(KEY.Key_Q, CTRL)
    assert lines.window.isVisible()
    assert lines.said == "1 line marked and not judged yet: Ctrl+Enter judges; close again to leave without."
    press(KEY.Key_Q, CTRL)
    assert not lines.window.isVisible()


def test_equals_shows_these_words_wherever_they_stand_and_then_what_the_query_finds(lines):
    look_for(lines, "GPE:Iraq")
    assert hits(lines) == ["Iraq"]
    typed("=")
    assert hits(lines) == ["Iraq", "Iraq"]
    assert "wherever “Iraq” stands" in told(lines)
    press(KEY.Key_End)
    typed("g")
    press(KEY.Key_Return, CTRL)
    assert sum(len(positive(lines, number)) for number in (1, 2)) == 1
    typed("=")
    assert set(hits(lines)) == {"Iraq"}


def test_from_the_page_a_key_leads_to_the_lines_of_the_entity_at_the_caret(library):
    press(KEY.Key_Escape)
    library.key(KEY.Key_Tab)
    assert library.caret == "Iraq"
    library.type("kc")
    settle()
    assert view(library).edit.text() == 'GPE:"Iraq"'
    assert hits(library) == ["Iraq"]
    press(KEY.Key_Escape)
    library.type("ka")
    settle()
    assert titles(library)[0] == "Acme"
    press(KEY.Key_Escape)
    library.type("kf")
    settle()
    assert view(library).edit.hasFocus()
    assert view(library).edit.text() == ""


def test_many_lines_are_read_as_one_goes_down(library):
    for number in range(30):
        put_in(library, f"Day {number}", "Kirkuk, Kirkuk, Kirkuk, Kirkuk, Kirkuk.")
    look_for(library, "kirkuk")
    assert told(library) == "100 lines and more"
    while view(library).list.at < 149:
        press(KEY.Key_End)
    assert told(library) == "150 lines"
    typed("g")
    assert view(library).list.at == 149
    typed("*")
    assert library.said.startswith("150 lines marked;")
    typed("U")


def test_a_library_that_another_program_writes_to_is_told_and_the_marks_stay(lines, monkeypatch):
    monkeypatch.setattr(helper, "_WAIT_S", 0.01)
    lines.library._connection.execute("PRAGMA busy_timeout = 10")  # noqa: SLF001 - else the test waits as long as a user would
    look_for(lines, "ORG:Acme")
    press(KEY.Key_Space)
    with closing(sqlite3.connect(lines.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        press(KEY.Key_Return, CTRL)
        assert "Another program is using the library" in lines.said
        assert marks(lines) == {0: "ORG"}
        press(KEY.Key_Tab)
        press(KEY.Key_Tab)
        typed("t")
        typed("war")
        press(KEY.Key_Return)
        assert "Another program is using the library" in lines.said
    press(KEY.Key_Tab)
    press(KEY.Key_Return, CTRL)
    assert lines.said.startswith("1 article edited")


def test_an_article_that_has_gone_is_told_in_its_row(library):
    with closing(sqlite3.connect(library.library.path, isolation_level=None)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DELETE FROM article WHERE id = 2")
    library.window.boxes.library.context.listing.adopt()  # as if it had not been in sight yet
    assert titles(library) == ["Mosul falls", "This article is no longer in the library.", "A quiet day"]
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert view(library).isVisible()


# The window around it


def menus(desktop):
    return [each.text() for each in desktop.window.menuBar().actions() if each.isVisible()]


def test_the_menus_are_those_of_the_list_in_sight(library):
    assert menus(library) == ["Articles", "Articles in the list", "Library", "View"]
    press(KEY.Key_Tab)
    assert menus(library) == ["Articles", "Lines", "Library", "Labels of lines", "View"]
    press(KEY.Key_Tab)
    assert menus(library) == ["Articles", "Names", "Library", "View"]
    press(KEY.Key_Escape)
    assert menus(library) == ["Articles", "Judge", "Tag", "Labels", "Move", "View"]


def test_keys_of_the_whole_window_work_over_the_list_and_those_of_the_page_do_not(library):
    before = library.window.options.theme
    press(KEY.Key_T, CTRL)
    assert library.window.options.theme != before
    height = view(library).list.rowHeight(0)
    press(KEY.Key_Plus, CTRL)
    assert view(library).list.rowHeight(0) > height
    typed("bhj,.")
    assert not library.window.options.quiet
    assert not library.library.past(library.session.article.digest, "ann")
    press(KEY.Key_PageDown, CTRL)
    assert library.page.isVisible()
    assert library.session.article.name == "Oil is dear"


def test_the_row_chosen_stays_in_sight_when_rows_grow_or_a_bar_opens(library):
    for number in range(30):
        put_in(library, f"Day {number}", "Nothing.")
    typed("x")
    press(KEY.Key_End)
    rows = view(library).list
    typed("n")
    QApplication.processEvents()
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))
    press(KEY.Key_Escape)
    for _ in range(3):
        press(KEY.Key_Plus, CTRL)
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_the_palette_over_a_list_offers_what_can_be_done_there_and_gives_the_keys_back(library):
    press(KEY.Key_K, CTRL)
    palette = library.window.boxes.palette
    offered = {found.entry.id for found in palette.rows.found}
    assert "list.order" in offered
    assert "article.finish" not in offered
    press(KEY.Key_Escape)
    assert view(library).list.hasFocus()
    press(KEY.Key_K, CTRL)
    typed("next order")
    press(KEY.Key_Return)
    assert titles(library)[0] == "A quiet day"
    press(KEY.Key_K, CTRL)
    typed("oil is dear")
    press(KEY.Key_Return)
    assert library.page.isVisible()
    assert library.session.article.name == "Oil is dear"


def test_keys_that_write_nothing_work_while_one_types(library):
    typed("/")
    typed("oil")
    press(KEY.Key_K, CTRL)
    assert library.window.boxes.palette.isVisible()
    press(KEY.Key_Escape)
    assert view(library).edit.text() == "oil"


def test_escape_leaves_the_line_first_and_the_list_then(library):
    typed("/")
    typed("oil")
    press(KEY.Key_Escape)
    assert view(library).list.hasFocus()
    assert titles(library) == ["Oil is dear"]
    press(KEY.Key_Escape)
    assert library.page.isVisible()


def test_what_comes_in_is_shown_and_the_article_chosen_stays_chosen(library, qtbot):
    typed("O")
    press(KEY.Key_Down)
    assert titles(library)[1] == "Oil is dear"
    with Library.open(library.library.path) as other:
        other.add(article_of_text("The news\n\nSomething happened."))
        other.shelf.tag(2, "ann", "war")
    qtbot.waitUntil(lambda: len(titles(library)) == 4)
    assert view(library).list.at == 2
    assert "war" in view(library).list.rows.index(2).data()
    assert view(library).isVisible()


def test_what_is_dropped_over_a_list_is_imported_and_the_list_stays(library, qtbot):
    path = library.file("news.txt", "The news\n\nSomething happened.")
    mime = QMimeData()
    mime.setUrls([path.as_uri()])
    library.window.imports.take(mime)
    qtbot.waitUntil(lambda: "The news" in titles(library), timeout=20_000)
    assert view(library).isVisible()


def test_coming_back_the_article_that_was_opened_is_chosen_where_it_stood(library):
    for number in range(60):
        put_in(library, f"Day {number}", "Nothing.")
    typed("x")
    press(KEY.Key_End)
    for _ in range(5):
        press(KEY.Key_Up)
    place = view(library).list.verticalScrollBar().value()
    press(KEY.Key_Return)
    assert library.session.article.name == "Day 54"
    library.type("a")
    settle()
    assert titles(library)[view(library).list.at] == "Day 54"
    assert view(library).list.verticalScrollBar().value() == place


def test_the_article_that_is_open_is_the_one_chosen_but_not_once_one_has_looked_elsewhere(library):
    press(KEY.Key_Escape)
    library.key(KEY.Key_PageDown, CTRL).key(KEY.Key_PageDown, CTRL).type("a")
    settle()
    assert titles(library)[view(library).list.at] == library.session.article.name == "A quiet day"
    press(KEY.Key_Up)
    press(KEY.Key_Escape)
    library.type("a")
    settle()
    assert titles(library)[view(library).list.at] == "Oil is dear", "where one was in the list"
    press(KEY.Key_Escape)
    library.window.open_article(put_in(library, "News", "Something happened."))
    library.type("a")
    settle()
    assert titles(library)[view(library).list.at] == "News", "which the list did not have yet"
    typed("/Mosul")
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    library.key(KEY.Key_PageUp, CTRL).type("a")
    settle()
    assert titles(library) == ["Mosul falls"], "though another is open"
    assert view(library).list.at == 0


def test_what_the_tagger_does_with_the_page_is_not_told_below_a_list(library):
    press(KEY.Key_Escape)
    library.open("Not tagged yet.")
    assert library.window.status.texts[2] == "looking for entities…"
    library.type("a")
    assert library.window.status.texts[2] == ""
    library.window.receive(Progress(1, library.session.article.digest, 0.5))
    assert library.window.status.texts[2] == ""
    settle()
    press(KEY.Key_Escape)
    assert library.window.status.texts[2] == "looking for entities… 50%"


def test_a_double_click_opens_and_the_right_button_shows_what_can_be_done(library, qtbot):
    rows = view(library).list
    place = rows.visualRect(rows.rows.index(1)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows.at == 1
    with qtbot.waitSignal(rows.menu_wanted):
        QApplication.sendEvent(
            rows.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, rows.viewport().mapToGlobal(place))
        )
    menu = QApplication.activePopupWidget()
    assert "Open the article\tEnter" in [each.text() for each in menu.actions()]
    menu.close()
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert library.session.article.name == "Oil is dear"
    assert library.page.isVisible()


def test_a_group_of_near_duplicates_is_shown_with_the_first_of_them_named(library):
    text = " ".join(f"word{number} of the wire copy" for number in range(60))
    put_in(library, "Wire copy", text, published="2016-02-02")
    put_in(library, "Wire copy again", f"{text} Updated.", published="2016-02-01")
    typed("x")
    press(KEY.Key_End)
    assert "1 other nearly the same" in view(library).list.rows.index(view(library).list.at).data()
    typed("g")
    assert titles(library) == ["Wire copy", "Wire copy again"]
    assert view(library).list.at == 1
    assert [("published first" in view(library).list.rows.index(at).data()) for at in (0, 1)] == [False, True]
    typed("g")
    assert view(library).list.at == 4


def test_with_nothing_typed_the_palette_begins_with_what_was_open_last(library):
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    library.key(KEY.Key_K, CTRL)
    found = [each.entry for each in library.window.boxes.palette.rows.found]
    assert found[0].title == "Mosul falls"
    assert found[1].id == "edge.right_out"
    assert "article.finish" in {each.id for each in found}
    press(KEY.Key_Return)
    assert library.session.article.name == "Mosul falls"


def test_keys_that_are_pressed_before_other_rows_have_come_are_meant_for_those(library, monkeypatch):
    monkeypatch.setattr(finder, "_PATIENCE_S", 0)
    for key in (KEY.Key_O, KEY.Key_Return):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert view(library).isVisible()
    assert view(library).told.text() == "Looking…"
    settle()
    assert library.session.article.name == "A quiet day"


def test_keys_that_wait_for_rows_are_no_keys_for_a_list_that_was_clicked_for_meanwhile(library, monkeypatch):
    monkeypatch.setattr(finder, "_PATIENCE_S", 0)
    for key in (KEY.Key_O, KEY.Key_Return):
        QTest.keyClick(QApplication.focusWidget(), key)
    QTest.mouseClick(view(library).findChildren(QToolButton)[2], Qt.MouseButton.LeftButton)
    settle()
    assert titles(library)[0] == "Acme"


def test_keys_that_wait_for_rows_which_cannot_be_had_do_nothing_with_the_others(library, monkeypatch):
    with closing(sqlite3.connect(library.library.path, isolation_level=None)) as other:
        other.execute("DROP INDEX article_lean")
    monkeypatch.setattr(finder, "_PATIENCE_S", 0)
    for key, text in ((KEY.Key_O, "O"), (KEY.Key_Down, ""), (KEY.Key_Return, "\r")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(view(library).list, event)  # no other event has its turn between
    settle()
    assert view(library).isVisible()
    assert view(library).list.at == 0
    assert "article_lean" in library.said


def test_lines_that_are_read_to_be_marked_are_not_read_a_second_time_by_who_scrolls_down(library, monkeypatch):
    for name, number in {"_ARTICLES": 1, "_A_WHILE_S": 0, "MOST": 1}.items():
        monkeypatch.setattr(line_list, name, number)
    press(KEY.Key_Tab)
    typed("/")
    typed("iraq OR acme")
    press(KEY.Key_Return)
    monkeypatch.setattr(line_list, "MOST", 100)
    QTest.keyClicks(QApplication.focusWidget(), "*")
    view(library).list.rows.short.emit()
    settle()
    assert view(library).told.text() == "3 lines"


def test_while_lines_are_looked_for_it_is_not_said_that_there_are_none(library, monkeypatch):
    press(KEY.Key_Tab)
    assert view(library).list.nothing
    monkeypatch.setattr(finder, "_PATIENCE_S", 0)
    typed("/")
    view(library).typed.emit("mosul")
    assert (view(library).told.text(), view(library).list.nothing) == ("Looking…", "")
    settle()
    assert view(library).told.text() == "2 lines"


def test_what_is_typed_meanwhile_into_the_line_is_found_in_place_of_what_was_looked_for(library, monkeypatch):
    monkeypatch.setattr(finder, "_PATIENCE_S", 0)
    typed("/")
    for query in ("mosul", "acme"):
        view(library).edit.setText(query)
        view(library).typed.emit(query)
        assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]
    settle()
    assert titles(library) == ["Oil is dear", "A quiet day"]


def test_a_window_that_closes_while_rows_are_looked_for_leaves_no_thread_at_it(library):
    begun = Event()

    def look(other):
        begun.set()
        other.searching._connection.execute(  # noqa: SLF001 - a search that never ends
            "WITH RECURSIVE each (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM each) SELECT count(*) FROM each"
        ).fetchone()

    def steps():
        yield Chore(look)

    library.window.boxes.library.finder._looking.start(steps(), print, print)  # noqa: SLF001 - as above
    assert begun.wait(5)
    library.window.close()


def test_for_titles_and_dates_alone_no_text_is_read_to_find_that_they_have_no_lines(library, monkeypatch):
    monkeypatch.setattr(line_list, "_A_WHILE_S", 0)  # an article at a time
    press(KEY.Key_Tab)
    typed("/")
    typed("since:2016 title:oil OR title:day")
    monkeypatch.setattr(finder, "_PATIENCE_S", 5)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert view(library).list.nothing.startswith("No line of the library is like that.")


def test_lines_are_read_on_until_there_are_some(library, monkeypatch):
    for name, number in {"_ARTICLES": 1, "_A_WHILE_S": 0}.items():
        monkeypatch.setattr(line_list, name, number)
    for title in ("Alpha", "Beta", "Gamma"):
        put_in(library, title, "Nobody was there.")
    put_in(library, "A long one", "Nobody was there. " * 100 + "A zebra was.")  # comes last
    press(KEY.Key_Tab)
    typed("/")
    query = "title:alpha OR title:beta OR title:gamma OR zebra"
    view(library).edit.setText(query)
    view(library).typed.emit(query)
    settle()
    assert hits(library) == ["zebra"]


@pytest.fixture
def by_articles(library, monkeypatch):
    """The library, the lines of which are read an article at a time."""
    for name, number in {"_ARTICLES": 1, "_A_WHILE_S": 0}.items():
        monkeypatch.setattr(line_list, name, number)
    press(KEY.Key_Tab)
    return library


def test_the_last_line_known_is_found_again_below_others_that_have_come(by_articles):
    typed("/")
    typed("acme")
    press(KEY.Key_Return)
    press(KEY.Key_End)
    press(KEY.Key_End)
    lines = by_articles.window.boxes.library.context.lines
    last = lines.about(view(by_articles).list.at)
    put_in(by_articles, "Acme, Acme", "Acme.")
    by_articles.window.boxes.library.look_anew()
    settle()
    assert lines.place(last) == view(by_articles).list.at == 4


def test_a_marked_line_that_stands_on_top_does_not_come_a_second_time(by_articles):
    typed("/")
    typed("ORG: Acme")
    press(KEY.Key_Return)
    press(KEY.Key_End)
    press(KEY.Key_End)
    press(KEY.Key_Space)
    typed("/")
    typed("GPE: Iraq OR ORG: Acme")
    press(KEY.Key_Return)
    for _ in range(5):
        press(KEY.Key_End)
    assert view(by_articles).list.rows.rowCount() == 3
    assert by_articles.window.boxes.library.context.lines.concordance.marks


def test_names_beyond_the_first_come_when_the_list_is_gone_down(library, monkeypatch):
    monkeypatch.setattr(naming, "_AT_FIRST", 2)
    for _ in range(2):
        press(KEY.Key_Tab)
    for _ in range(2):
        press(KEY.Key_End)
    assert titles(library)[2] == "Mosul"
    for _ in range(2):
        assert (view(library).told.text(), view(library).list.at) == ("3 names · most frequent first", 2)
        library.window.boxes.library.look_anew()
        settle()
