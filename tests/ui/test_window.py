from weakref import ref

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu

from reader.actions.context import ViewOptions
from reader.baseline.answers import Failed, Progress, Tagged
from reader.core.baselines import Baseline
from reader.core.history import JournalRefused
from reader.core.review import Standing
from reader.core.spans import Span
from reader.library import Library, LibraryError
from tests.ui.desktop import TAGGER

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
KEY = Qt.Key


def test_o_tags_exactly_the_token_under_the_caret_even_after_an_emoji(desktop):
    desktop.open("😀 Acme won.")
    desktop.type("o")
    assert desktop.session.layer.positive == {Span(2, 6, "ORG")}
    assert desktop.page.painted_surfaces() == ["Acme"]
    desktop.type("u")
    assert desktop.page.painted_surfaces() == []


def test_what_is_keyed_is_in_the_library_at_once(desktop, tmp_path):
    desktop.open("In Mosul.")
    desktop.key(KEY.Key_Right).type("g")
    with Library.open(tmp_path / "library.sqlite") as second:
        assert second.layer(desktop.session.article.digest, "ann").positive == {Span(3, 8, "GPE")}


def test_a_walk_through_suggestions_keeps_rejects_and_finishes(desktop):
    desktop.open("Mosul and Baghdad met Acme.", "Second article.").suggest(("Mosul", "GPE"), ("Baghdad", "ORG"), ("Acme", "ORG"))
    assert desktop.page.painted() == [
        ("Mosul", Standing.SUGGESTED),
        ("Baghdad", Standing.SUGGESTED),
        ("Acme", Standing.SUGGESTED),
    ]
    assert desktop.place == "entity 1 of 3 · GPE · suggested · saved"
    desktop.key(KEY.Key_Return).key(KEY.Key_Delete)
    assert desktop.page.painted() == [("Mosul", Standing.KEPT), ("Baghdad", Standing.REJECTED), ("Acme", Standing.SUGGESTED)]
    desktop.key(KEY.Key_Return, CTRL)
    assert desktop.session.article.text.startswith("Second")
    assert desktop.said == "Finished; 1 suggestion kept in bulk. Alt+← and u take it back."
    desktop.key(KEY.Key_Left, Qt.KeyboardModifier.AltModifier).type("u")
    assert not desktop.session.layer.finished
    desktop.type("U")
    assert desktop.session.layer.finished
    assert "finished" in desktop.place


def test_who_finishes_faster_than_the_tagger_looks_loses_no_suggestion(desktop):
    desktop.open("Mosul and Baghdad met Acme.", "Second article.").key(KEY.Key_Return, CTRL)
    assert desktop.said.startswith("Entities are still looked for here")
    desktop.suggest(("Mosul", "GPE")).key(KEY.Key_Return, CTRL)
    assert desktop.said.startswith("Finished; 1 suggestion kept in bulk.")
    assert desktop.session.article.text.startswith("Second")


def test_dialogs_have_the_colours_of_the_window(desktop):
    grounds = set()
    for _ in range(2):
        desktop.open("In Mosul.").key(KEY.Key_T, CTRL)
        ground = QFileDialog(desktop.window).palette().window().color().name()
        assert ground == desktop.window.palette().window().color().name()
        grounds.add(ground)
    assert len(grounds) == 2


class Painted(QObject):
    """What a line said each time it was painted, and how much was judged then."""

    def __init__(self, desktop):
        super().__init__(desktop.window)
        self.said = []
        self._desktop = desktop
        self._line = desktop.window.status.findChild(QLabel, "said")
        self._line.installEventFilter(self)

    def eventFilter(self, _line, event):  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            self.said.append((self._line.text(), len(self._desktop.session.layer)))
        return False


def test_before_thousands_of_judgements_are_kept_or_taken_back_the_window_says_so(desktop):
    desktop.open("Acme. " * 10_001)
    spans = [Span(start, start + 4, "ORG") for start in range(0, 60_006, 6)]
    desktop.window.receive(Tagged(1, Baseline(desktop.session.article.digest, TAGGER, dict.fromkeys(spans, 0.9))))
    painted = Painted(desktop)
    desktop.key(KEY.Key_Return, CTRL).type("u")
    assert ("Finishing: keeping 10,001 suggestions…", 0) in painted.said
    assert ("Undoing: Finish the article…", 10_001) in painted.said
    assert len(desktop.session.review.suggested) == 10_001


def test_an_article_that_was_left_is_let_go_of_once_the_next_one_is_painted(desktop, qtbot):
    desktop.open("Mosul.", "Baghdad.")
    left = ref(desktop.session)
    desktop.key(KEY.Key_PageDown, CTRL)
    assert desktop.session.article.text == "Baghdad."
    qtbot.waitUntil(lambda: left() is None)


def test_shift_tab_and_edges_reach_the_page(desktop):
    desktop.open("the Red Cross and Mosul").suggest(("Red", "ORG"), ("Mosul", "GPE"))
    desktop.key(KEY.Key_Tab).key(KEY.Key_Tab).key(KEY.Key_Backtab, SHIFT)
    assert desktop.caret == "Red"
    desktop.key(KEY.Key_Right, SHIFT)
    assert desktop.session.layer.positive == {desktop.span("Red Cross", "ORG")}
    desktop.key(KEY.Key_Left, SHIFT | ALT)
    assert desktop.caret == "the Red Cross"
    desktop.key(KEY.Key_Z, CTRL).key(KEY.Key_Z, CTRL)
    assert desktop.session.layer.positive == frozenset()
    desktop.key(KEY.Key_Z, CTRL | SHIFT)
    assert desktop.caret == "Red Cross"


def test_the_page_stays_where_it_is_when_the_baseline_comes(desktop):
    desktop.open("\n\n".join(f"Paragraph {number} tells of Mosul and of Baghdad at some length." for number in range(200)))
    desktop.key(KEY.Key_PageDown).key(KEY.Key_PageDown)
    before = desktop.page.visible().start
    desktop.suggest(*(("Mosul", "GPE", number) for number in range(200)))
    assert desktop.page.visible().start == before


def test_the_mouse_clicks_drags_and_chooses_labels(desktop):
    desktop.open("In Mosul the Red Cross met.").suggest(("Red Cross", "ORG"))
    viewport = desktop.page.viewport()

    def centre(surface):
        span = desktop.span(surface, "X")
        return desktop.page.rects_of(span.start, span.end)[0].center().toPoint()

    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre("Cross"))
    assert desktop.caret == "Red Cross"
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=centre("Cross"))
    assert desktop.caret == "Cross"
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=centre("Mosul"))
    QTest.mouseMove(viewport, centre("Red"))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=centre("Red"))
    assert desktop.caret == "Mosul the Red"
    chip = next(chip for chip in desktop.window.legend.chips if chip.label.name == "MISC")
    QTest.mouseClick(desktop.window.legend, Qt.MouseButton.LeftButton, pos=chip.place.center())
    desktop.paint()
    assert ("Mosul the Red", Standing.ADDED) in desktop.page.painted()


def test_the_menu_at_the_caret_shows_keys_and_runs_actions(desktop):
    desktop.open("In Mosul.")
    span = desktop.span("Mosul", "X")
    desktop.page.menu_wanted.emit(span.start, QPoint(10, 10))
    (menu,) = [each for each in desktop.window.findChildren(QMenu) if each.isVisible()]
    entry = next(each for each in menu.actions() if each.text().startswith("GPE"))
    assert entry.text().endswith("\tg")
    assert entry.shortcut().isEmpty(), "a shortcut would take the key before the page sees it"
    entry.trigger()
    menu.close()
    assert desktop.session.layer.positive == {Span(span.start, span.end, "GPE")}


def test_every_action_stands_in_the_menu_bar_once(desktop):
    titles = []
    for menu in [each.menu() for each in desktop.window.menuBar().actions()]:
        for _ in range(2):
            menu.popup(QPoint(0, 0))
            assert menu.rect().contains(menu.actionGeometry(menu.actions()[-1]))
            menu.close()
        titles += [entry.text().split("\t")[0] for entry in menu.actions()]
    assert "Tag all equal (spread)" in titles
    assert len(titles) == len(set(titles))


def test_help_covers_the_page_and_any_key_hides_it(desktop):
    desktop.open("In Mosul.").type("?")
    assert desktop.window.boxes.help.isVisible()
    assert desktop.window.boxes.help.geometry().size() == desktop.page.size()
    desktop.type("g")
    assert not desktop.window.boxes.help.isVisible()
    assert desktop.session.layer.positive == frozenset(), "the key that hides help does nothing else"
    desktop.key(KEY.Key_F1)
    QTest.mouseClick(desktop.window.boxes.help.viewport(), Qt.MouseButton.LeftButton)
    assert not desktop.window.boxes.help.isVisible()


def test_views_change_and_change_back(desktop):
    desktop.open("In Mosul on Saturday.").suggest(("Mosul", "GPE"), ("Saturday", "DATE"))
    desktop.type("z")
    assert desktop.page.painted_surfaces() == ["Mosul"]
    desktop.type("z").key(KEY.Key_Tab).key(KEY.Key_Delete).type("h")
    assert desktop.page.painted_surfaces() == ["Saturday"]
    colour = desktop.window.grab().toImage().pixelColor(5, 400).lightness()
    desktop.key(KEY.Key_T, CTRL)
    assert desktop.window.grab().toImage().pixelColor(5, 400).lightness() < colour
    desktop.type("b").key(KEY.Key_Plus, CTRL)
    assert desktop.window.session.cursor


def test_a_guessed_encoding_is_told(desktop, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("Núñez said the café was shut.".encode("cp1252"))
    desktop.bring(path)
    assert "guess" in desktop.window.notice.text().lower()
    assert "Núñez" in desktop.session.article.text


def test_a_journal_that_refuses_is_told_and_nothing_changes(desktop, monkeypatch):
    desktop.open("In Mosul.")

    def refuse(_edit):
        raise JournalRefused("The disk is full.")

    monkeypatch.setattr(desktop.library, "append", refuse)
    desktop.type("o")
    assert desktop.said == "The disk is full."
    assert desktop.page.painted_surfaces() == []


def test_a_tagger_that_is_missing_is_told_and_the_article_stays(desktop):
    desktop.open("In Mosul.")
    desktop.window.receive(Failed("There is no tagger “x” here. Install it with: pip install x"))
    assert "pip install x" in desktop.window.notice.text()
    desktop.type("o")
    assert desktop.page.painted_surfaces() == ["In"]


def test_progress_shows_in_the_status_line(desktop):
    desktop.open("In Mosul.")
    desktop.window.receive(Progress(1, desktop.session.article.digest, 0.5))
    assert desktop.window.status.texts[2] == "looking for entities… 50%"
    desktop.suggest(("Mosul", "GPE"))
    assert desktop.window.status.texts[2] == ""


def test_what_another_window_tags_appears_here_without_a_jump(desktop, tmp_path, qtbot):
    desktop.open("\n\n".join(f"Paragraph {number} tells of Mosul." for number in range(200)))
    desktop.key(KEY.Key_PageDown).key(KEY.Key_PageDown)
    top, caret = desktop.page.visible().start, desktop.session.cursor
    mosul = next(place for place in desktop.session.tokens.occurrences("Mosul") if place.start > top)
    with Library.open(tmp_path / "library.sqlite") as second:
        second.open_session(1, "ann").judge("tag", entities=[Span(*mosul, "GPE")])
    qtbot.waitUntil(lambda: len(desktop.session.layer) == 1, timeout=5000)
    desktop.paint()
    assert desktop.page.painted() == [("Mosul", Standing.ADDED)]
    assert desktop.page.visible().start == top
    assert desktop.session.cursor == caret


def test_with_nothing_open_keys_do_no_harm(desktop):
    desktop.type("ogn.*u").key(KEY.Key_Tab).key(KEY.Key_Return).key(KEY.Key_Return, CTRL).key(KEY.Key_PageDown)
    assert desktop.session is None
    desktop.type("?")
    assert desktop.window.boxes.help.isVisible()


def test_a_library_that_goes_read_only_is_told_at_the_first_key(desktop):
    desktop.open("In Mosul.")
    desktop.library._connection.execute("PRAGMA query_only = ON")  # noqa: SLF001 - as a disk that turns read-only would
    desktop.type("o")
    assert "cannot be written" in desktop.said
    assert desktop.session.layer.positive == frozenset()


@pytest.mark.parametrize("width", [420, 1180])
def test_the_legend_shows_every_label_whole_in_any_width(desktop, width):
    desktop.window.resize(width, 700)
    desktop.window.grab()
    chips = desktop.window.legend.chips
    assert [chip.label.name for chip in chips] == [label.name for label in desktop.window.scheme.labels]
    assert all(desktop.window.legend.rect().contains(chip.place) for chip in chips)


@pytest.mark.parametrize("zoom", [50, 100, 200])
def test_no_hint_lies_on_another_even_over_words_of_one_letter(desktop, zoom):
    desktop.window.present(desktop.window.options._replace(zoom=zoom))
    desktop.open(f"{'a b c d e ' * 40}\n\n{'word ' * 60}")
    desktop.type("j")
    boxes = desktop.window.hints.places
    assert len(boxes) > 150
    assert not any(one.intersects(other) for nth, one in enumerate(boxes) for other in boxes[:nth] if one.y() == other.y())


def test_hints_go_when_words_move_under_them(desktop):
    desktop.open("\n\n".join(f"Paragraph {number} tells of Mosul." for number in range(200)))
    for move in (
        lambda: desktop.page.verticalScrollBar().setValue(400),
        lambda: desktop.suggest(("Mosul", "GPE", 3)),
        lambda: desktop.window.resize(700, 600),
        lambda: desktop.bring(desktop.file("other.txt", "Another article.")),
    ):
        desktop.type("j")
        assert desktop.window.hints.isVisible()
        move()
        assert not desktop.window.hints.isVisible()
        desktop.key(KEY.Key_Escape)
    assert desktop.session.layer.positive == frozenset()


def test_an_article_left_tells_the_window_nothing_more(desktop):
    desktop.open("In Mosul.", "In Baghdad.")
    left = desktop.session
    desktop.key(KEY.Key_PageDown, CTRL)
    place = desktop.place
    left.judge("tag", entities=[Span(3, 8, "GPE")])
    desktop.paint()
    assert desktop.page.painted() == []
    assert desktop.place == place


def test_a_library_that_cannot_be_read_is_told_and_returned(desktop, monkeypatch):
    desktop.open("In Mosul.")

    def refuse(*_, **__):
        raise LibraryError("The library is locked.")

    monkeypatch.setattr(desktop.library, "open_session", refuse)
    assert desktop.bring(desktop.file("second.txt", "In Baghdad.")) == ["The library is locked."]
    assert "locked" in desktop.window.notice.text()
    assert desktop.session.article.text == "In Mosul."


def test_what_is_tagged_out_of_sight_is_painted_when_it_comes_into_sight(desktop):
    desktop.open("\n\n".join(f"Paragraph {number} tells of Mosul." for number in range(60)))
    desktop.key(KEY.Key_End, CTRL).key(KEY.Key_Home, CTRL)
    for _ in range(4):
        desktop.key(KEY.Key_Right)
    desktop.type("g*").key(KEY.Key_End, CTRL)
    assert len(desktop.page.painted_surfaces()) > 5


def test_the_theme_goes_to_the_other_one_whatever_the_desktop_has(desktop):
    desktop.open("In Mosul.")
    desktop.window.present(ViewOptions(theme="dark"))
    desktop.key(KEY.Key_T, CTRL)
    assert not desktop.window.is_dark


def test_zooming_keeps_the_line_of_the_caret_where_it_is(desktop):
    desktop.open("\n\n".join(f"Paragraph {number} tells of Mosul and more." for number in range(200)))
    desktop.key(KEY.Key_End, CTRL)
    for key in (KEY.Key_Plus, KEY.Key_Plus, KEY.Key_Minus, KEY.Key_Minus, KEY.Key_Minus, KEY.Key_0):
        desktop.key(key, CTRL)
        visible = desktop.page.visible()
        assert visible.start <= desktop.session.cursor.start < visible.end


def test_escape_from_a_menu_gives_the_page_its_keys_back(desktop, qtbot):
    desktop.open("In Mosul.")
    menu = desktop.window.menuBar().actions()[-1].menu()
    desktop.window.menuBar().setFocus()
    menu.popup(QPoint(0, 0))
    menu.close()
    qtbot.waitUntil(lambda: desktop.window.focusWidget() is desktop.page)


def test_with_nothing_open_the_queue_can_be_entered(desktop):
    desktop.queue.add(desktop.file("waiting.txt", "In Mosul."))
    desktop.key(KEY.Key_PageDown, CTRL)
    assert desktop.session.article.text == "In Mosul."


def test_the_status_line_says_while_the_caret_moves_by_character(desktop):
    desktop.open("In Mosul.").type(",")
    assert desktop.place.startswith("by character · ")
    desktop.type(",")
    assert not desktop.place.startswith("by character")


def test_a_move_to_the_side_begins_a_new_column(desktop):
    desktop.open("aaaa bbbb cccc dddd\n\neeee ffff gggg hhhh\n\niiii jjjj kkkk llll")
    desktop.key(KEY.Key_End).key(KEY.Key_Down)
    assert desktop.caret == "hhhh"
    desktop.key(KEY.Key_Home).key(KEY.Key_End).key(KEY.Key_Left).key(KEY.Key_Right)
    desktop.key(KEY.Key_Home).key(KEY.Key_Down)
    assert desktop.caret == "iiii"


def test_a_ghost_is_painted_at_the_caret_and_enter_makes_it_an_entity(desktop):
    desktop.open("They said the Anadolu agency met in Baghdad.")
    article = desktop.session.article
    near = {desktop.span("Anadolu", "ORG"): 0.3}
    desktop.window.receive(Tagged(1, Baseline(article.digest, TAGGER, {desktop.span("Baghdad", "GPE"): 0.95}, near)))
    desktop.type("s")
    assert desktop.window.ghost.span == desktop.span("Anadolu", "ORG")
    desktop.key(KEY.Key_Return)
    assert ("Anadolu", Standing.ADDED) in desktop.page.painted()
    assert desktop.window.ghost.span is None
    desktop.key(KEY.Key_Home)
    assert desktop.window.ghost.span is None


def test_all_ghosts_in_sight_are_painted_when_wanted(desktop):
    desktop.open("They met Khalid Amir." + " Word." * 2000 + " In the end Mosul stood.")
    before = desktop.page.grab().toImage()
    desktop.type("kg")
    assert desktop.window.ghost.shown == [desktop.span("Khalid Amir", "?")]
    assert desktop.page.grab().toImage() != before
    desktop.key(KEY.Key_End, CTRL)
    assert desktop.window.ghost.shown == [desktop.span("Mosul", "?")]
    desktop.type("kg")
    assert desktop.window.ghost.shown == []


def test_a_ghost_goes_out_of_sight_with_its_words_and_comes_back_with_them(desktop):
    desktop.open("They said the Anadolu agency met.\n\n" + "\n\n".join(f"nothing in line {number}" for number in range(200)))
    near = {desktop.span("Anadolu", "ORG"): 0.3}
    desktop.window.receive(Tagged(1, Baseline(desktop.session.article.digest, TAGGER, {}, near)))
    desktop.type("s")
    bar = desktop.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert desktop.window.ghost.span is None
    bar.setValue(0)
    assert desktop.window.ghost.span == desktop.span("Anadolu", "ORG")
