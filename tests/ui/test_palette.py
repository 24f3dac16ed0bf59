import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.spans import Span
from tests.ui.boxes import pressed, typed

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
ARTICLES = ["In Mosul the army won.\n\nMore.", "Baghdad holds its breath.\n\nMore.", "The long road to Mosul.\n\nMore."]


@pytest.fixture
def palette(desktop):
    desktop.open(*ARTICLES)
    return desktop.window.boxes.palette


def titles(palette):
    return [found.entry.title for found in palette.rows.found]


def test_an_action_is_found_by_a_few_letters_and_enter_runs_it(desktop, palette):
    desktop.key(KEY.Key_K, CTRL)
    assert palette.isVisible()
    typed(desktop, "quiet")
    assert titles(palette)[0] == "Quiet view, without badges"
    pressed(desktop, KEY.Key_Return)
    assert not palette.isVisible()
    assert desktop.page._options.quiet  # noqa: SLF001 - how the page is shown
    assert desktop.window.focusWidget() is desktop.page


def test_rows_show_their_keys(desktop, palette):
    typed(desktop, "kk")
    typed(desktop, "undo")
    index = palette.rows.index(0)
    assert index.data() == "Undo"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Undo, u"


def test_arrows_go_round_and_escape_leaves_with_nothing_done(desktop, palette):
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "next")
    count = palette.rows.rowCount()
    rows = []
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up, KEY.Key_Tab, KEY.Key_PageUp, KEY.Key_PageDown):
        pressed(desktop, key)
        rows.append(palette.list.currentIndex().row())
    assert rows == [1, 2, 1, 0, count - 1, 0, 0, min(5, count - 1)]
    pressed(desktop, KEY.Key_Escape)
    assert not palette.isVisible()
    assert desktop.window.focusWidget() is desktop.page
    assert desktop.session.layer.positive == frozenset()


def test_articles_are_found_by_their_words_and_opened(desktop, palette, qtbot):
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "mosul road")
    qtbot.waitUntil(lambda: "The long road to Mosul." in " ".join(titles(palette)))
    assert palette.rows.rowCount() == 1
    pressed(desktop, KEY.Key_Return)
    assert desktop.session.article.text.startswith("The long road")


def test_what_is_imported_later_is_found_when_the_palette_opens_again(desktop, palette, qtbot):
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "kirkuk")
    qtbot.waitUntil(palette.nothing.isVisible)
    pressed(desktop, KEY.Key_Return)
    assert palette.isVisible(), "there is nothing to choose"
    pressed(desktop, KEY.Key_Escape)
    desktop.bring(desktop.file("later.txt", "Kirkuk at night.\n\nMore."))
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "kirkuk")
    qtbot.waitUntil(lambda: len(titles(palette)) == 1)
    assert titles(palette)[0].startswith("Kirkuk at night.")


def test_close_actions_come_before_articles_and_scattered_letters_after_them(desktop, palette, qtbot):
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "mos")
    qtbot.waitUntil(lambda: any("Mosul" in title for title in titles(palette)))
    kinds = [found.entry.kind.name == "ARTICLE" or found.is_close for found in palette.rows.found]
    assert kinds == sorted(kinds, reverse=True)


def test_a_label_is_chosen_by_its_name_and_repeats(desktop, palette):
    desktop.key(KEY.Key_Right)
    typed(desktop, ";")
    assert [found.entry.title for found in palette.rows.found][:2] == ["PERSON: Person", "ORG: Organisation"]
    assert len(palette.rows.found) == len(desktop.window.scheme.labels)
    typed(desktop, "country")
    pressed(desktop, KEY.Key_Return)
    assert desktop.session.layer.positive == {Span(3, 8, "GPE")}
    desktop.key(KEY.Key_Right).type(".")
    assert Span(9, 12, "GPE") in desktop.session.layer.positive


def test_a_scheme_with_more_labels_than_keys_can_set_them_all(qtbot, tmp_path):
    from tests.ui.desktop import Desktop  # noqa: PLC0415 - a desktop with a scheme of its own

    rows = "".join(f"[[label]]\nname = 'GENE{number}'\ntitle = 'Gene number {number}'\n" for number in range(60))
    (tmp_path / "scheme.toml").write_text(f"name = 'mine'\n{rows}")
    desktop = Desktop(tmp_path, qtbot)
    desktop.open("In Mosul.")
    typed(desktop, ";gene57")
    pressed(desktop, KEY.Key_Return)
    assert desktop.session.layer.positive == {Span(0, 2, "GENE57")}
    desktop.close()


def test_a_click_chooses_and_a_click_on_the_page_leaves(desktop, palette, qtbot):
    desktop.suggest().key(KEY.Key_K, CTRL)
    typed(desktop, "finish")
    place = palette.list.visualRect(palette.rows.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not palette.isVisible()
    assert desktop.session.article.text.startswith("Baghdad"), "finished, and gone on"
    desktop.key(KEY.Key_K, CTRL)
    desktop.page.setFocus()
    qtbot.waitUntil(lambda: not palette.isVisible())


@pytest.mark.usefixtures("palette")
def test_keys_of_the_page_rest_while_one_types(desktop):
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "og*")
    pressed(desktop, KEY.Key_Return, CTRL)
    assert desktop.session.layer.positive == frozenset()
    assert not desktop.session.layer.finished


def test_with_no_article_open_one_can_be_found_and_opened(desktop, qtbot):
    desktop.queue.add(desktop.file("a.txt", "The long road to Mosul.\n\nMore."))
    desktop.key(KEY.Key_K, CTRL)
    palette = desktop.window.boxes.palette
    typed(desktop, "road")
    qtbot.waitUntil(lambda: any(title.startswith("The long road") for title in titles(palette)))
    while not titles(palette)[palette.list.currentIndex().row()].startswith("The long"):
        pressed(desktop, KEY.Key_Down)
    pressed(desktop, KEY.Key_Return)
    assert desktop.session.article.text.startswith("The long road")


@pytest.mark.parametrize("size", [(420, 500), (1180, 980)])
def test_the_palette_stays_within_the_window_and_follows_its_size(desktop, palette, size):
    desktop.key(KEY.Key_K, CTRL)
    desktop.window.resize(*size)
    desktop.window.grab()
    assert desktop.page.parentWidget().rect().contains(palette.geometry())
    typed(desktop, "undo")
    assert palette.height() < 200
    before = palette.grab().toImage()
    desktop.window.run("view.theme")
    assert palette.grab().toImage() != before
