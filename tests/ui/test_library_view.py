"""The library view, worked by keys in the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.core.article import Metadata
from reader.core.baselines import Baseline
from reader.sources.text import article_of_text
from tests.ui.desktop import TAGGER

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
    return desktop


def press(key, *modifiers):
    QTest.keyClick(QApplication.focusWidget(), key, *modifiers)


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


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


def test_names_lead_to_the_articles_they_stand_in(library):
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    assert titles(library)[0] == "Acme"
    typed("A")
    assert titles(library) == ["Oil is dear", "A quiet day"]


def test_every_key_of_the_face_is_shown_on_request_and_any_key_hides_them(library):
    typed("?")
    shown = [each for each in library.window.boxes.library._helps.values() if each.isVisible()]  # noqa: SLF001
    assert len(shown) == 1
    press(KEY.Key_X)
    assert not shown[0].isVisible()
    assert titles(library) == ["Mosul falls", "Oil is dear", "A quiet day"]


def test_an_empty_library_says_how_it_is_filled(desktop):
    desktop.window.run("library.open")
    assert "Drop files" in view(desktop).list.nothing
    press(KEY.Key_Escape)
    assert view(desktop).isVisible()
    assert desktop.said.startswith("No article is open yet")
