import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reader.core.cursor import Cursor
from reader.ui import search_bar
from tests.ui.boxes import pressed, typed

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
LONG = "\n\n".join(f"Paragraph {number} tells of Mosul and of Baghdad at some length." for number in range(200))


@pytest.fixture
def bar(desktop):
    desktop.open(LONG, "A second article names Mosul once.")
    return desktop.window.boxes.search_bar


def marked(desktop, bar):
    text = desktop.session.article.text
    return [text[hit.start : hit.end] for hit in bar.marks.hits_in_sight()]


def test_what_is_typed_is_found_from_the_caret_on_and_enter_makes_it_the_span(desktop, bar, qtbot):
    desktop.key(KEY.Key_PageDown).key(KEY.Key_PageDown)
    after = desktop.session.cursor.start
    typed(desktop, "/bagh")
    qtbot.waitUntil(lambda: not bar.is_searching)
    hit = desktop.session.article.text.index("Bagh", after)
    assert bar.current == (hit, hit + 4)
    assert bar.message.text().endswith(" of 200")
    assert desktop.session.cursor.start == after, "the caret waits"
    pressed(desktop, KEY.Key_Return)
    assert not bar.isVisible()
    assert not bar.marks.isVisible()
    assert desktop.session.cursor == Cursor(hit, hit + 4, by_hand=True)
    typed(desktop, "g")
    assert "Bagh" in desktop.page.painted_surfaces()


@pytest.mark.usefixtures("bar")
def test_a_hit_with_the_bounds_of_an_entity_stands_on_it(desktop):
    desktop.suggest(("Mosul", "GPE", 3))
    typed(desktop, "/mosul")
    for _ in range(3):
        pressed(desktop, KEY.Key_Down)
    pressed(desktop, KEY.Key_Return)
    assert desktop.session.cursor.label == "GPE"
    pressed(desktop, KEY.Key_Return)
    assert desktop.session.layer.positive == {desktop.span("Mosul", "GPE", 3)}


def test_what_is_found_once_the_bar_was_left_takes_nobody_there(desktop, qtbot, monkeypatch):
    monkeypatch.setattr(search_bar, "_SLICE_S", 0.0)
    desktop.open(LONG.replace("150", "CL") * 40 + "\n\nParagraph 150.")
    bar, seen = desktop.window.boxes.search_bar, desktop.page.visible()
    desktop.key(KEY.Key_Right)
    caret = desktop.session.cursor
    typed(desktop, "/paragraph 150")
    assert bar.is_searching
    pressed(desktop, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not bar.is_searching)
    assert desktop.session.cursor == caret
    assert desktop.page.visible() == seen
    desktop.key(KEY.Key_F3)
    assert desktop.caret == "Paragraph 150", "the search is remembered"


def test_enter_waits_for_the_hit_and_the_next_key_is_the_pages(desktop, monkeypatch):
    monkeypatch.setattr(search_bar, "_WAIT_S", 60.0)
    monkeypatch.setattr(search_bar, "_SLICE_S", 0.0)
    desktop.open(LONG.replace("150", "CL") * 40 + "\n\nParagraph 150.")
    typed(desktop, "/paragraph 150")
    assert desktop.window.boxes.search_bar.is_searching
    pressed(desktop, KEY.Key_Return)
    typed(desktop, "o")
    assert desktop.session.layer.positive == {desktop.span("Paragraph 150", "ORG")}
    typed(desktop, "/paragraph 151x")
    pressed(desktop, KEY.Key_Return)
    assert desktop.window.boxes.search_bar.isVisible(), "where there is none"


@pytest.mark.usefixtures("bar")
def test_escape_goes_back_to_where_the_page_was(desktop, qtbot):
    desktop.key(KEY.Key_PageDown)
    seen, caret = desktop.page.visible(), desktop.session.cursor
    typed(desktop, "/paragraph 150")
    assert desktop.page.visible() != seen
    pressed(desktop, KEY.Key_Escape)
    qtbot.waitUntil(lambda: desktop.page.visible() == seen)
    assert desktop.session.cursor == caret
    assert desktop.window.focusWidget() is desktop.page


def test_all_hits_in_sight_are_marked_and_the_mouse_goes_through(desktop, bar):
    plain = desktop.page.grab().toImage()
    typed(desktop, "/Mosul")
    seen = desktop.page.visible()
    assert marked(desktop, bar) == ["Mosul"] * desktop.session.article.text[seen.start : seen.end].count("Mosul")
    assert desktop.page.grab().toImage() != plain
    span = desktop.span("Baghdad", "X")
    QTest.mouseClick(
        desktop.page.viewport(), Qt.MouseButton.LeftButton, pos=desktop.page.rects_of(*_bounds(span))[0].center().toPoint()
    )
    assert desktop.caret == "Baghdad"


def _bounds(span):
    return span.start, span.end


def test_marks_follow_the_page(desktop, bar):
    typed(desktop, "/Mosul")
    desktop.page.scroll_pixels(3000)
    desktop.paint()
    seen = desktop.page.visible()
    assert all(seen.start <= hit.start < seen.end for hit in bar.marks.hits_in_sight())
    desktop.window.resize(700, 500)
    desktop.window.grab()
    assert bar.marks.size() == desktop.page.viewport().size()


def test_arrows_and_f3_step_while_typing_and_go_round(desktop, bar, qtbot):
    typed(desktop, "/mosul")
    qtbot.waitUntil(lambda: not bar.is_searching)
    said = []
    for key, *held in ((KEY.Key_Down,), (KEY.Key_F3,), (KEY.Key_F3, SHIFT), (KEY.Key_Up,), (KEY.Key_Up,), (KEY.Key_Down,)):
        pressed(desktop, key, *held)
        said.append(bar.message.text())
    assert said == ["2 of 200", "3 of 200", "2 of 200", "1 of 200", "200 of 200", "1 of 200"]


def test_f3_steps_from_the_page_and_in_the_next_article_too(desktop, bar, qtbot):
    desktop.key(KEY.Key_F3)
    assert "Nothing was searched for yet" in desktop.said
    typed(desktop, "/mosul")
    qtbot.waitUntil(lambda: not bar.is_searching)
    pressed(desktop, KEY.Key_Return)
    first = desktop.session.cursor.start
    desktop.key(KEY.Key_F3).key(KEY.Key_F3)
    assert desktop.session.cursor.start > first
    assert desktop.said == "“mosul”: 3 of 200"
    desktop.key(KEY.Key_F3, SHIFT).key(KEY.Key_F3, SHIFT).key(KEY.Key_F3, SHIFT)
    assert desktop.said == "“mosul”: 200 of 200"
    desktop.key(KEY.Key_PageDown, CTRL)
    assert desktop.session.article.text.startswith("A second")
    desktop.key(KEY.Key_F3)
    assert desktop.caret == "Mosul"
    assert desktop.said == "“mosul”: 1 of 1"


@pytest.mark.usefixtures("bar")
def test_n_steps_on_from_a_hit_and_means_the_next_suggestion_elsewhere(desktop):
    desktop.suggest(("Baghdad", "GPE", 5))
    typed(desktop, "/mosul")
    pressed(desktop, KEY.Key_Return)
    first = desktop.session.cursor.start
    typed(desktop, "n")
    assert desktop.caret == "Mosul"
    assert desktop.session.cursor.start > first
    typed(desktop, "N")
    assert desktop.session.cursor.start == first
    desktop.key(KEY.Key_Right)
    typed(desktop, "n")
    assert desktop.caret == "Baghdad"


def test_what_is_nowhere_is_said_and_enter_stays(desktop, bar, qtbot):
    typed(desktop, "/nowhere")
    qtbot.waitUntil(lambda: not bar.is_searching)
    assert bar.message.text() == "No hit"
    pressed(desktop, KEY.Key_Return)
    assert bar.isVisible()
    bar.edit.clear()
    pressed(desktop, KEY.Key_Return)
    assert not bar.isVisible()


def test_regular_expressions_are_one_key_away_and_bad_ones_are_told_in_words(desktop, bar, qtbot):
    typed(desktop, "/")
    pressed(desktop, KEY.Key_R, CTRL)
    assert bar.regular.isChecked()
    typed(desktop, r"[0-9]+ tells (")
    assert bar.message.text().startswith("Not a pattern yet")
    assert marked(desktop, bar) == []
    pressed(desktop, KEY.Key_Backspace)
    qtbot.waitUntil(lambda: not bar.is_searching)
    assert bar.message.text() == "1 of 200"
    assert marked(desktop, bar)[:2] == ["0 tells ", "1 tells "]
    QTest.mouseClick(bar.regular, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.is_searching)
    assert bar.message.text() == "No hit"
    assert desktop.window.focusWidget() is bar.edit


def test_a_catastrophic_pattern_does_not_hang_the_window(desktop, bar, qtbot):
    desktop.open("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! said Mosul.")
    typed(desktop, "/")
    pressed(desktop, KEY.Key_R, CTRL)
    typed(desktop, "(a+)+$")
    qtbot.waitUntil(lambda: not bar.is_searching)
    assert bar.message.text() == "This pattern takes too long: make it simpler."
    bar.edit.clear()
    typed(desktop, "said")
    qtbot.waitUntil(lambda: bar.message.text() == "1 of 1")


def test_what_was_searched_for_last_is_there_to_be_typed_over(desktop, bar):
    typed(desktop, "/mosul")
    pressed(desktop, KEY.Key_Return)
    desktop.key(KEY.Key_F, CTRL)
    assert bar.edit.selectedText() == "mosul"
    seen = desktop.page.visible()
    typed(desktop, "b")
    assert bar.edit.text() == "b"
    pressed(desktop, KEY.Key_Escape)
    assert desktop.page.visible() == seen


def test_keys_of_the_page_rest_while_one_types_and_tab_stays_in_the_bar(desktop, bar):
    typed(desktop, "/o g")
    pressed(desktop, KEY.Key_Return, CTRL)
    assert desktop.session.layer.positive == frozenset()
    assert not desktop.session.layer.finished
    stops = []
    for _ in range(5):
        pressed(desktop, KEY.Key_Tab)
        stops.append(desktop.window.focusWidget())
    assert stops[-1] is bar.edit
    assert all(stop.accessibleName() for stop in stops)
    pressed(desktop, KEY.Key_Backtab, SHIFT)
    assert desktop.window.focusWidget() is stops[-2]


def test_another_article_closes_the_bar(desktop, bar):
    typed(desktop, "/mosul")
    desktop.window.articles.open_neighbour(1)
    assert not bar.isVisible()
    assert not bar.marks.isVisible()


def test_with_no_article_there_is_nothing_to_search(desktop):
    desktop.type("/")
    desktop.key(KEY.Key_F3)
    desktop.window.boxes.search()
    assert not desktop.window.boxes.search_bar.isVisible()


@pytest.mark.parametrize("width", [420, 1180])
def test_the_bar_has_room_in_any_width(desktop, bar, width, qtbot):
    desktop.window.resize(width, 700)
    typed(desktop, "/")
    pressed(desktop, KEY.Key_R, CTRL)
    typed(desktop, "(")
    words = bar.message.fontMetrics().horizontalAdvance(bar.message.text())
    qtbot.waitUntil(lambda: words <= bar.message.width())
    assert bar.edit.width() >= 120
    assert bar.rect().contains(bar.message.mapTo(bar, QPoint(bar.message.width() - 1, 0)))


def test_themes_change_the_marks(desktop, bar):
    typed(desktop, "/mosul")
    before = desktop.page.grab().toImage()
    desktop.window.run("view.theme")
    assert desktop.page.grab().toImage() != before
    assert bar.isVisible()


@pytest.mark.usefixtures("bar")
def test_what_is_typed_into_boxes_counts_as_effort_too_and_is_there_at_the_next_start(desktop):
    typed(desktop, "/bagh")
    pressed(desktop, KEY.Key_Return)
    typed(desktop, "g")
    pressed(desktop, KEY.Key_K, CTRL)
    typed(desktop, "undo")
    pressed(desktop, KEY.Key_Escape)
    typed(desktop, "ke")
    assert "15 keys, 1 edit," in desktop.said
    digest = desktop.session.article.digest
    desktop.window.close()
    assert desktop.library.effort(digest, "ann").keys == 15
