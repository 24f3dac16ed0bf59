"""What a session shows: standings under another baseline, changes told to listeners, and the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.core.article import Article, Block, BlockKind
from reader.core.cursor import Cursor
from reader.core.layers import Layer
from reader.core.review import Standing
from reader.core.session import Cause, Change, Session
from reader.core.tokens import Stretch
from tests.core.desks import ARTICLE, IS, MOSUL, NORP, TEXT, Desk, ListJournal, baseline_of

if TYPE_CHECKING:
    from reader.core.history import Edit

# The baseline


def test_another_baseline_changes_standings_and_no_judgement() -> None:
    desk = Desk(IS)
    desk.session.judge("Keep", entities=[IS])
    said = dict(desk.session.layer)
    desk.session.attach(baseline_of(MOSUL))
    assert desk.standings() == {IS: Standing.ADDED, MOSUL: Standing.SUGGESTED}
    desk.session.attach(None)
    assert desk.standings() == {IS: Standing.ADDED}
    assert dict(desk.session.layer) == said
    assert desk.told[-1] == Change(Cause.BASELINE)


def test_the_baseline_of_another_text_is_refused() -> None:
    desk = Desk(IS)
    with pytest.raises(ValueError, match="another text"):
        desk.session.attach(baseline_of(MOSUL, article=Article(TEXT + ".")))
    assert desk.standings() == {IS: Standing.SUGGESTED}
    assert not desk.told


def test_no_session_begins_with_the_baseline_or_the_layer_of_another_text() -> None:
    other = Article(TEXT + ".")
    with pytest.raises(ValueError, match="baseline was made from another text"):
        Session(ARTICLE, Layer(ARTICLE.digest, "ann"), ListJournal(), baseline=baseline_of(MOSUL, article=other))
    with pytest.raises(ValueError, match="layer is of another text"):
        Session(ARTICLE, Layer(other.digest, "ann"), ListJournal())


# Listeners


def test_a_listener_is_told_until_it_says_no_more() -> None:
    desk = Desk()
    other: list[Change] = []
    desk.session.subscribe(other.append)
    desk.session.judge("Tag", entities=[MOSUL])
    desk.unsubscribe()
    desk.session.undo()
    assert len(desk.told) == 1
    assert len(other) == 2


def test_a_listener_may_end_its_own_subscription_while_it_is_told() -> None:
    desk = Desk()
    heard: list[Change] = []

    def once(change: Change) -> None:
        heard.append(change)
        end()

    end = desk.session.subscribe(once)
    last: list[Change] = []
    desk.session.subscribe(last.append)
    desk.session.judge("Tag", entities=[MOSUL])
    desk.session.undo()
    assert len(heard) == 1
    assert len(last) == 2


def test_what_a_listener_sees_is_already_so() -> None:
    desk = Desk(IS)
    seen: list[tuple[Standing | None, Edit | None]] = []
    desk.session.subscribe(lambda _: seen.append((desk.session.review.standing(IS), desk.session.history.undoable)))
    edit = desk.session.judge("Keep", entities=[IS])
    assert seen == [(Standing.KEPT, edit)]


# The caret


def test_the_caret_begins_on_the_first_word() -> None:
    assert Desk().session.cursor == Cursor(1, 8)


@pytest.mark.parametrize(("text", "cursor"), [("", Cursor(0, 0)), (" ... ", Cursor(1, 4)), (" \U0001f600 Acme", Cursor(3, 7))])
def test_the_caret_begins_on_whatever_there_is(text: str, cursor: Cursor) -> None:
    blocks = (Block(BlockKind.BODY, 1, len(text.rstrip())),) if text else ()
    assert Desk(article=Article(text, blocks)).session.cursor == cursor


def test_views_are_told_where_the_caret_was_and_is() -> None:
    desk = Desk()
    desk.session.cursor = Cursor(29, 34)
    desk.session.cursor = Cursor(29, 34)
    assert desk.told == [Change(Cause.CURSOR, (Stretch(1, 8), Stretch(29, 34)))]
    desk.session.cursor = Cursor(29, 34, "GPE")
    assert len(desk.told) == 2


def test_the_caret_stands_on_an_entity_with_its_bounds() -> None:
    desk = Desk(IS, MOSUL)
    assert desk.session.entity is None
    desk.session.stand_on(MOSUL)
    assert desk.session.cursor == Cursor(29, 34, "GPE")
    assert desk.session.entity == desk.session.review.entity(MOSUL)
    desk.session.cursor = Cursor(29, 33)
    assert desk.session.entity is None


def test_of_several_entities_with_these_bounds_the_caret_names_one_or_takes_the_first() -> None:
    desk = Desk(IS, NORP)
    desk.session.stand_on(IS)
    assert desk.session.entity
    assert desk.session.entity.span == IS
    desk.session.cursor = Cursor(1, 14)
    assert desk.session.entity
    assert desk.session.entity.span == NORP


def test_a_caret_in_an_empty_text_stands_on_nothing() -> None:
    assert Desk(article=Article("")).session.entity is None
