import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.actions.context import ViewOptions
from reader.core.article import BlockKind
from reader.core.cursor import Cursor
from reader.core.review import Standing
from reader.core.spans import Span
from reader.ui.theme import load_theme
from tests.ui.pages import LINE, article, baseline_of, long_article, page_on, paint, session_on, span_of

NEWS = article(
    (BlockKind.TITLE, "Leaders flee Mosul 😀 with families"),
    (BlockKind.READING_TIME, "2 min read"),
    (BlockKind.DATELINE, "31 July, 2016"),
    "😀 Acme won in Mosul, cafe\u0301 Zoe\u0308 and Iraqi forces said.",
    (BlockKind.LIST_ITEM, "The Red Cross"),
    (BlockKind.QUOTE, "“We waited,” said Reuters."),
)


def name(surface, label="ORG", nth=0):
    return span_of(NEWS.text, surface, label, nth)


def shot(page):
    return page.viewport().grab().toImage()


def on_screen(page):
    """What the screen shows, without asking for a new painting."""
    QApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(page.winId()).toImage()


def pixels_that_differ(one, other):
    """How many pixels differ by more than rounding."""
    assert one.size() == other.size()
    one, other = (
        np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint8).astype(int)
        for image in (one, other)
    )
    return int((abs(one - other) > 8).sum())


def test_an_empty_page_invites(qtbot):
    page = page_on(qtbot, None)
    assert page.painted() == []
    assert page.visible() == (0, 0)
    assert page.offset_at(QPoint(400, 300)) is None
    assert shot(page).pixelColor(0, 0).name() == load_theme("light").page


def test_an_article_without_blocks_is_shown_without_harm(qtbot):
    page = page_on(qtbot, session_on(article()))
    assert page.line_from(0, 1) == 0
    assert page.painted() == []


def test_what_is_painted_is_told_in_reading_order_with_its_standing(qtbot):
    session = session_on(
        NEWS,
        name("Acme"),
        name("Mosul", "GPE"),
        kept=[name("Mosul", "GPE"), name("Iraqi forces")],
        rejected=[name("31 July, 2016", "DATE")],
    )
    assert page_on(qtbot, session).painted() == [
        ("Mosul", Standing.KEPT),
        ("31 July, 2016", Standing.REJECTED),
        ("Acme", Standing.SUGGESTED),
        ("Iraqi forces", Standing.ADDED),
    ]


def test_a_tag_after_an_emoji_is_painted_on_its_very_letters_and_goes_with_undo(qtbot):
    session = session_on(NEWS)
    page = page_on(qtbot, session)
    session.judge("Tag", entities=[name("Acme")])
    paint(page)
    assert page.painted_surfaces() == ["Acme"]
    session.undo()
    paint(page)
    assert page.painted_surfaces() == []


@pytest.mark.parametrize("surface", ["😀", "Acme", "Mosul", "cafe\u0301", "Zoe\u0308", "forces", "Reuters"])
def test_a_point_on_a_letter_is_its_offset(qtbot, surface):
    page = page_on(qtbot, session_on(NEWS, name(surface, nth=-1)))
    span = name(surface, nth=-1)
    (rect,) = page.rects_of(span.start, span.end)
    assert page.offset_at(QPoint(int(rect.left()) + 2, int(rect.center().y()))) == span.start
    assert span.start <= page.offset_at(QPoint(int(rect.right()) - 2, int(rect.center().y()))) < span.end
    assert page.offset_at(QPoint(5, int(rect.center().y()))) is None


def test_hidden_entities_are_neither_painted_nor_given_room(qtbot):
    spans = name("Acme"), name("31 July, 2016", "DATE")
    page = page_on(qtbot, session_on(NEWS, *spans, rejected=[name("Iraqi forces")]))
    bare = page_on(qtbot, session_on(NEWS, spans[0]))
    page.set_options(ViewOptions(hide_rejected=True, hidden_groups=frozenset({"values"})))
    paint(page)
    assert page.painted_surfaces() == ["Acme"]
    assert shot(page) == shot(bare)


def test_the_quiet_view_never_reflows(qtbot):
    session = session_on(NEWS)
    page = page_on(qtbot, session)
    page.set_options(ViewOptions(quiet=True))
    everywhere = [(offset, offset + 1) for offset in range(NEWS.blocks[3].start, NEWS.blocks[3].end)]
    before = [page.rects_of(*stretch) for stretch in everywhere]
    session.judge(
        "Tag", entities=[name("Acme"), name("in Mosul"), name("Zoe\u0308"), name("Iraqi", "NORP"), name("Iraqi forces")]
    )
    session.attach(baseline_of(NEWS, name("forces"), name("won")))
    assert [page.rects_of(*stretch) for stretch in everywhere] == before


@pytest.mark.parametrize("verb", ["keep", "reject"])
def test_keeping_and_rejecting_move_no_letter(qtbot, verb):
    session = session_on(NEWS, name("Acme"), name("Mosul", nth=1))
    page = page_on(qtbot, session)
    before = page.rects_of(NEWS.blocks[3].start, NEWS.blocks[3].end)
    session.judge("Judge", **{"entities" if verb == "keep" else "others": [name("Acme")]})
    assert page.rects_of(NEWS.blocks[3].start, NEWS.blocks[3].end) == before


def test_the_page_does_not_jump_when_a_baseline_arrives(qtbot):
    made = long_article(60)
    page = page_on(qtbot, session_on(made))
    page.scroll_pixels(1234)
    first = page.visible().start
    (before,) = page.rects_of(first, first + 1)
    page.session.attach(baseline_of(made, *(span_of(made.text, "Mosul", "GPE", nth) for nth in range(200))))
    (after,) = page.rects_of(first, first + 1)
    assert after.top() == before.top()
    page.session.attach(None)
    assert page.visible().start == first
    assert page.rects_of(first, first + 1) == [before]


@pytest.mark.parametrize("options", [ViewOptions(quiet=True), ViewOptions(zoom=200), ViewOptions(hide_rejected=True)])
def test_the_first_line_stays_where_it_is_when_the_view_changes(qtbot, options):
    made = long_article(60)
    page = page_on(qtbot, session_on(made, *(span_of(made.text, "Mosul", "GPE", nth) for nth in range(100))))
    page.scroll_pixels(3000)
    first = page.visible().start
    page.set_options(options)
    assert page.line_at(page.visible().start).start <= first < page.line_at(first).end
    assert page.visible().start <= first


def test_line_moves_keep_their_column(qtbot):
    made = article(LINE * 3, "Short.", LINE * 3)
    session = session_on(made)
    page = page_on(qtbot, session)
    tokens = session.tokens

    def word_from(offset, lines):
        found = page.line_from(offset, lines)
        token = tokens.at(found)
        return (token if token and tokens.is_word(token) else tokens.preceding(found, words=True)).start

    start = offset = tokens.at(60).start
    lefts = [page.rects_of(start, start + 1)[0].left()]
    for _ in range(6):
        offset = word_from(offset, 1)
        lefts.append(page.rects_of(offset, offset + 1)[0].left())
    assert min(lefts) < lefts[0] - 150, "the short line was among them"
    assert abs(lefts[-1] - lefts[0]) < 120
    for _ in range(6):
        offset = word_from(offset, -1)
    assert offset == start


def test_line_moves_stop_at_the_ends_of_the_text(qtbot):
    made = long_article(3)
    page = page_on(qtbot, session_on(made))
    assert page.line_at(page.line_from(0, -5)) == page.line_at(0)
    last = made.blocks[-1].end - 1
    assert page.line_at(page.line_from(last, 5)) == page.line_at(last)


def test_lines_tile_a_block(qtbot):
    made = article(LINE * 8)
    page = page_on(qtbot, session_on(made))
    at, lines = 0, 0
    while at < made.blocks[0].end:
        line = page.line_at(at)
        assert line.start == at
        at, lines = line.end, lines + 1
    assert at == made.blocks[0].end
    assert lines > 5


def test_screens_go_down_and_back_to_where_they_began(qtbot):
    page = page_on(qtbot, session_on(long_article(80)))
    start = page.line_from(0, 2)
    down = page.screen_from(start, 3)
    assert down > start
    assert page.visible().start <= down < page.visible().end
    assert page.line_at(page.screen_from(down, -3)) == page.line_at(start)


def test_the_ends_of_the_article_are_exact(qtbot):
    made = long_article(80)
    page = page_on(qtbot, session_on(made))
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert page.visible().end == made.blocks[-1].end
    assert bar.value() == bar.maximum()
    bar.setValue(0)
    assert page.visible().start == 0
    assert page.rects_of(0, 1)[0].top() > 10


def test_the_bar_dragged_to_the_middle_shows_the_middle(qtbot):
    made = long_article(200)
    page = page_on(qtbot, session_on(made))
    page.verticalScrollBar().setValue(len(made.text) // 2)
    assert page.visible().start <= len(made.text) // 2 + 500
    assert page.visible().end >= len(made.text) // 2 - 500


def test_a_caret_set_far_away_comes_into_sight_and_back(qtbot):
    made = long_article(300)
    session = session_on(made)
    page = page_on(qtbot, session)
    for offset in (len(made.text) - 300, 5, len(made.text) // 2, 0):
        token = session.tokens.nearest(offset)
        session.cursor = Cursor(token.start, token.end)
        (rect,) = page.rects_of(token.start, token.end)
        assert rect.top() >= 0
        assert rect.bottom() <= page.viewport().height()


def test_the_page_sets_no_more_of_an_article_than_it_shows(qtbot):
    made = long_article(2000, sentences=1)
    session = session_on(made, span_of(made.text, "Mosul", "GPE", 1500))
    page = page_on(qtbot, session)
    assert page.laid_out < 25
    session.stand_on(span_of(made.text, "Mosul", "GPE", 1500))
    paint(page)
    assert page.painted_surfaces() == ["Mosul"]
    assert page.laid_out < 80
    for _ in range(200):
        page.screen_from(page.visible().start, 1)
    assert page.laid_out <= 400


def test_a_very_long_paragraph_is_set_in_pieces_without_a_gap(qtbot):
    made = article(LINE * 200)
    session = session_on(made)
    page = page_on(qtbot, session)
    cut = session.tokens.parts[1].start
    page.reveal(cut, cut + 1)
    above, below = page.rects_of(cut - 3, cut - 2)[0], page.rects_of(cut, cut + 1)[0]
    assert below.top() - above.top() in (0, 34)
    assert page.laid_out <= 4


def test_tab_reaches_the_keymap_before_it_moves_the_focus(qtbot):
    page = page_on(qtbot, session_on(NEWS))
    pressed = []
    page.on_key = lambda key: pressed.append(key) or True
    page.setFocus()
    for key, held in ((Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)):
        QTest.keyClick(page, key, held)
    QTest.keyClicks(page, "o*")
    assert pressed == ["tab", "shift+tab", "o", "*"]


def test_the_mouse_speaks_in_offsets(qtbot):
    page = page_on(qtbot, session_on(NEWS))
    first, last = name("Acme"), name("forces")
    here, there = (page.rects_of(span.start, span.end)[0].center().toPoint() for span in (first, last))
    heard = []
    page.pointed.connect(lambda offset: heard.append(("pointed", offset in range(first.start, first.end))))
    page.dragged.connect(lambda start, end: heard.append(("dragged", start in range(*first_range), end in range(*last_range))))
    first_range, last_range = (first.start, first.end), (last.start, last.end)
    QTest.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=here)
    QTest.mouseMove(page.viewport(), there)
    QTest.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert heard[0] == ("pointed", True)
    assert not page.is_pressed
    with qtbot.waitSignal(page.double_pointed):
        QTest.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=here)


def test_a_theme_changes_colours_and_no_letter(qtbot):
    page = page_on(qtbot, session_on(NEWS, name("Acme")))
    before = page.rects_of(0, len(NEWS.text))
    page.set_theme(load_theme("dark"))
    assert page.rects_of(0, len(NEWS.text)) == before
    assert shot(page).pixelColor(1, 1).name() == load_theme("dark").page


@pytest.mark.parametrize("width", [120, 260, 420, 900, 2400])
def test_no_letter_is_cut_off_at_any_width(qtbot, width):
    page = page_on(qtbot, session_on(NEWS, name("Acme"), name("Reuters")), size=(width, 700))
    for rect in page.rects_of(0, len(NEWS.text)):
        assert rect.left() >= 0
        assert rect.right() <= page.viewport().width()


def test_right_to_left_paragraphs_begin_at_the_right(qtbot):
    text = "قال رئيس الوزراء حيدر العبادي إن القوات العراقية (ISIS) دخلت الموصل."
    made = article(text, LINE)
    page = page_on(qtbot, session_on(made, span_of(text, "ISIS", "ORG"), span_of(text, "الموصل", "GPE")))
    assert page.rects_of(0, 1)[0].left() > page.rects_of(12, 13)[0].right()
    assert sorted(page.painted_surfaces()) == ["ISIS", "الموصل"]


EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 30), st.sampled_from(["ORG", "GPE", "NO SUCH LABEL"]), st.integers(-90, 90)),
    min_size=1,
    max_size=6,
)


def test_strips_repainted_after_edits_and_scrolls_look_like_the_whole_page_painted_anew(qtbot):
    made = long_article(6)
    page = page_on(qtbot, session_on(made), size=(520, 420))

    @given(EDITS)
    def check(edits):
        for start, length, label, pixels in edits:
            page.session.judge("Tag", entities=[Span(start, start + length, label)])
            page.session.cursor = Cursor(start, start + 1)
            page.scroll_pixels(pixels)
        strips = on_screen(page)
        paint(page)
        assert pixels_that_differ(strips, on_screen(page)) == 0
        while page.session.undo():
            pass

    check()


def test_no_reference_is_lost_over_ten_thousand_calls(qtbot):
    page = page_on(qtbot, session_on(NEWS, name("Acme")))
    viewport = page.viewport()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        viewport.update()
    assert abs(sys.getrefcount(None) - before) < 500
