"""Opening an article too long to be read while a key waits: the window goes on, and the keys are for the article to come."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.core.session import Session
from reader.core.spans import Span
from reader.core.tokens import Stretch
from reader.library import Library, LibraryError
from reader.ui import opening
from tests.ui.desktop import Desktop

CTRL = Qt.KeyboardModifier.ControlModifier
SHORT, LONG, LATER = "Acme won.", "Mosul fell at dawn, and Basra with it.", "Kirkuk held out, as everybody had known."
ACME, MOSUL = Span(0, 4, "ORG"), Span(0, 5, "ORG")


@pytest.fixture
def desk(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """A short article is open; for the two behind it nobody waits."""
    monkeypatch.setattr(opening, "_PATIENCE_S", 0)
    desktop.queue.loader.longest = 4
    return desktop.open(SHORT, LONG, LATER)


def text(desk: Desktop) -> str:
    return desk.session.article.text


def layer(desk: Desktop, article: str):
    digests = [
        desk.library.article(number).digest for number, title, _ in desk.queue.titled.titles() if article.startswith(title[:6])
    ]
    return desk.library.layer(digests[0], "ann").positive


def coming(desk: Desktop) -> str:
    return desk.window.status.texts[2]


def test_the_old_article_stays_until_the_long_one_is_there(desk: Desktop, qtbot) -> None:
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert (text(desk), coming(desk)) == (SHORT, f"Opening “{LONG}”…")
    qtbot.waitUntil(lambda: text(desk) == LONG)
    assert "Opening" not in coming(desk)
    assert desk.page.session is desk.session


def test_a_short_one_is_there_at_once(desk: Desktop) -> None:
    desk.queue.loader.longest = 100
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert text(desk) == LONG


def test_and_so_is_a_long_one_that_is_read_in_a_moment(desk: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PATIENCE_S", 60)
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert text(desk) == LONG


def test_keys_pressed_meanwhile_are_for_the_long_one(desk: Desktop, qtbot) -> None:
    desk.key(Qt.Key.Key_PageDown, CTRL).type("o")
    assert not desk.session.layer
    qtbot.waitUntil(lambda: text(desk) == LONG)
    assert desk.session.layer.positive == {MOSUL}
    assert not layer(desk, SHORT)


def test_even_where_they_open_the_next_long_one(desk: Desktop, qtbot) -> None:
    desk.key(Qt.Key.Key_PageDown, CTRL).type("o").key(Qt.Key.Key_PageDown, CTRL).type("p")
    qtbot.waitUntil(lambda: text(desk) == LATER)
    assert desk.session.layer.positive == {Span(0, 6, "PERSON")}
    assert (layer(desk, SHORT), layer(desk, LONG)) == (frozenset(), {MOSUL})


def test_esc_stays_with_the_old_article_and_drops_the_keys(desk: Desktop, qtbot) -> None:
    desk.key(Qt.Key.Key_PageDown, CTRL).type("p").key(Qt.Key.Key_Escape)
    assert "Opening" not in coming(desk)
    desk.type("o")
    assert desk.session.layer.positive == {ACME}
    desk.key(Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: text(desk) == LONG)
    assert not desk.session.layer


def test_another_article_opened_meanwhile_is_the_one_that_comes(desk: Desktop, qtbot) -> None:
    _, long, later = (number for number, *_ in desk.queue.titled.titles())
    desk.window.open_article(long)
    desk.type("o")
    desk.window.open_article(later)
    qtbot.waitUntil(lambda: text(desk) == LATER)
    desk.queue.loader.longest = None
    desk.window.open_article(long)
    assert (layer(desk, LONG), layer(desk, LATER)) == (frozenset(), frozenset())


def test_a_short_one_opened_meanwhile_stays(desk: Desktop) -> None:
    short, long, _ = (number for number, *_ in desk.queue.titled.titles())
    desk.window.open_article(long)
    desk.window.open_article(short)
    assert "Opening" not in coming(desk)
    assert desk.type("o").session.layer.positive == {ACME}


def test_where_another_window_finishes_it_meanwhile_the_next_one_comes(desk: Desktop, qtbot) -> None:
    long = list(desk.queue.titled.titles())[1][0]
    desk.suggest().key(Qt.Key.Key_Return, CTRL).type("p")
    with Library.open_again(desk.folder / "library.sqlite") as other:
        other.open_session(long, "ann").finish()
    qtbot.waitUntil(lambda: text(desk) == LATER)
    assert desk.session.layer.positive == {Span(0, 6, "PERSON")}


def test_the_list_stays_in_sight_and_its_next_keys_are_for_the_article(desk: Desktop, qtbot) -> None:
    desk.type("a")
    door = desk.window.boxes.library
    qtbot.waitUntil(lambda: not door.is_busy)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_O):
        QTest.keyClick(door.view.list, key)
    assert door.is_open
    qtbot.waitUntil(lambda: not door.is_open)
    assert (text(desk), desk.session.layer.positive) == (LONG, {MOSUL})


def test_a_line_leads_to_its_place_in_it(desk: Desktop, qtbot) -> None:
    _, long, _ = (number for number, *_ in desk.queue.titled.titles())
    desk.window.open_article(long, Stretch(24, 29))
    qtbot.waitUntil(lambda: text(desk) == LONG)
    assert desk.caret == "Basra"


def test_back_and_forward_keep_their_trail(desk: Desktop, qtbot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    desk.key(Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: text(desk) == LONG)
    desk.key(Qt.Key.Key_Left, alt)
    assert text(desk) == SHORT
    desk.key(Qt.Key.Key_Right, alt)
    qtbot.waitUntil(lambda: text(desk) == LONG)
    desk.key(Qt.Key.Key_Left, alt)
    assert text(desk) == SHORT


def test_what_finishing_said_is_still_there_when_the_next_one_is(desk: Desktop, qtbot) -> None:
    desk.suggest().key(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: text(desk) == LONG)
    assert desk.said.startswith("Finished")
    desk.key(Qt.Key.Key_Right)
    assert desk.said == ""


def test_why_it_cannot_be_read_is_told_and_the_keys_for_it_go_nowhere(
    desk: Desktop, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Session:
        message = "It is locked."
        raise LibraryError(message)

    monkeypatch.setattr(Library, "open_session", refuse)
    desk.key(Qt.Key.Key_PageDown, CTRL).type("o")
    qtbot.waitUntil(lambda: desk.window.notice.sentences == ("It is locked.",))
    assert (text(desk), dict(desk.session.layer), "Opening" in coming(desk)) == (SHORT, {}, False)


def test_a_window_that_shows_nothing_yet_says_what_is_to_come(desktop: Desktop, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PATIENCE_S", 0)
    desktop.queue.loader.longest = 4
    inviting = desktop.page.grab().toImage()
    desktop.bring(desktop.file("long.txt", LONG))
    assert (desktop.session, coming(desktop)) == (None, f"Opening “{LONG}”…")
    assert desktop.page.grab().toImage() != inviting
    qtbot.waitUntil(lambda: desktop.session is not None)


def test_a_window_may_be_closed_meanwhile(desk: Desktop) -> None:
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert desk.window.close()
    assert text(desk) == SHORT
