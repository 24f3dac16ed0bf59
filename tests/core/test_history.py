"""The history: what can be undone and redone, read from the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reader.core.history import Edit, History, Step
from reader.core.layers import How, Judgement, Verdict
from reader.core.spans import Span
from tests.strategies import FIRST_DAY

LATER = FIRST_DAY + timedelta(hours=1)
OLD = Judgement(Span(0, 5, "GPE"), Verdict.IS_NOT, How.KEYED, FIRST_DAY)
NEW = Judgement(Span(0, 5, "ORG"), Verdict.IS, How.KEYED, FIRST_DAY)


def edit(title: str, *, step: Step = Step.DO, finished: bool | None = None) -> Edit:
    return Edit("digest", "ann", FIRST_DAY, title, removed=(OLD,), added=(NEW,), finished=finished, step=step)


def test_the_inverse_puts_back_what_was_taken_out() -> None:
    assert edit("Tag").inverse(Step.UNDO, LATER) == replace(edit("Tag", step=Step.UNDO), at=LATER, removed=(NEW,), added=(OLD,))


def test_the_inverse_of_a_finish_takes_the_mark_back_and_of_the_rest_leaves_it() -> None:
    assert edit("Finish", finished=True).inverse(Step.UNDO, LATER).finished is False
    assert edit("Reopen", finished=False).inverse(Step.UNDO, LATER).finished is True
    assert edit("Tag").inverse(Step.UNDO, LATER).finished is None


def test_a_new_history_has_nothing_to_undo_or_redo() -> None:
    history = History()
    assert history.undoable is None
    assert history.redoable is None


def test_edits_are_undone_newest_first_and_redone_in_order() -> None:
    one, two = edit("one"), edit("two")
    history = History([one, two])
    assert history.undoable == two
    history.record(two.inverse(Step.UNDO, LATER))
    assert (history.undoable, history.redoable) == (one, two)
    history.record(one.inverse(Step.UNDO, LATER))
    assert [history.undoable, history.redoable] == [None, one]
    history.record(replace(one, step=Step.REDO))
    assert (history.undoable, history.redoable) == (one, two)


def test_a_new_edit_ends_what_could_be_redone() -> None:
    one = edit("one")
    history = History([one, one.inverse(Step.UNDO, LATER), edit("two")])
    assert history.redoable is None
    assert history.undoable == edit("two")


def test_a_journal_that_begins_in_mid_history_is_read_all_the_same() -> None:
    history = History([edit("gone", step=Step.UNDO), edit("gone", step=Step.REDO), edit("one")])
    assert history.undoable == edit("one")
    assert history.redoable is None
