"""The history: what can be undone and redone, read from the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from reader.core.history import Edit, History, Kept, Step
from reader.core.layers import How, Judgement, Verdict
from reader.core.spans import Span
from tests.strategies import FIRST_DAY

LATER = FIRST_DAY + timedelta(hours=1)
OLD = Judgement(Span(0, 5, "GPE"), Verdict.IS_NOT, How.KEYED, FIRST_DAY)
NEW = Judgement(Span(0, 5, "ORG"), Verdict.IS, How.KEYED, FIRST_DAY)


def edit(title: str, *, step: Step = Step.DO, finished: bool | None = None) -> Edit:
    return Edit("digest", "ann", FIRST_DAY, title, removed=(OLD,), added=(NEW,), finished=finished, step=step, origin=title)


def undoing(title: str) -> Edit:
    return edit(title).inverse(Step.UNDO, LATER)


def redoing(title: str) -> Edit:
    return edit(title, step=Step.REDO)


def test_every_new_edit_has_a_name_of_its_own_and_its_undo_and_redo_bear_it() -> None:
    one, two = (Edit("digest", "ann", FIRST_DAY, "Tag") for _ in range(2))
    assert one.origin != two.origin
    assert one.inverse(Step.UNDO, LATER).origin == one.origin


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


def test_of_the_edits_in_the_journal_only_what_is_undone_or_redone_is_read() -> None:
    read: list[str] = []

    def kept(what: Edit) -> Kept:
        return Kept(what.step, what.origin, lambda: (read.append(f"{what.step} {what.title}"), what)[1])

    history = History([kept(edit("one")), kept(edit("two")), kept(edit("three")), kept(undoing("three"))])
    assert read == []
    assert [history.undoable, history.undoable] == [edit("two"), edit("two")]
    assert history.redoable == edit("three")
    assert read == ["do two", "do three"]
    history.record(undoing("two"))
    assert (history.undoable, history.redoable) == (edit("one"), edit("two"))
    assert read == ["do two", "do three", "do one"]


def test_a_new_edit_ends_what_could_be_redone() -> None:
    one = edit("one")
    history = History([one, one.inverse(Step.UNDO, LATER), edit("two")])
    assert history.redoable is None
    assert history.undoable == edit("two")


def test_a_journal_that_begins_in_mid_history_is_read_all_the_same() -> None:
    history = History([edit("gone", step=Step.UNDO), edit("gone", step=Step.REDO), edit("one")])
    assert history.undoable == edit("one")
    assert history.redoable is None


def test_an_undo_takes_back_the_edit_it_names_even_where_another_window_has_made_a_newer_one() -> None:
    history = History([edit("mine"), edit("theirs"), undoing("mine")])
    assert (history.undoable, history.redoable) == (edit("theirs"), edit("mine"))


def test_a_redo_does_again_the_edit_it_names_even_where_another_window_has_undone_another_since() -> None:
    history = History([edit("mine"), edit("theirs"), undoing("mine"), undoing("theirs"), redoing("mine")])
    assert (history.undoable, history.redoable) == (edit("mine"), edit("theirs"))


def test_what_two_windows_undo_or_redo_at_once_is_undone_or_redone_once() -> None:
    history = History([edit("one"), edit("two"), undoing("two"), undoing("two")])
    assert (history.undoable, history.redoable) == (edit("one"), edit("two"))
    history.record(redoing("two"))
    history.record(redoing("two"))
    history.record(undoing("two"))
    assert (history.undoable, history.redoable) == (edit("one"), edit("two"))


def test_an_undo_of_what_cannot_be_undone_is_passed_over() -> None:
    history = History([edit("mine"), undoing("mine"), edit("theirs"), undoing("mine")])
    assert (history.undoable, history.redoable) == (edit("theirs"), None)


def test_what_is_redone_though_another_window_had_ended_it_can_be_undone_again() -> None:
    history = History([edit("mine"), undoing("mine"), edit("theirs"), redoing("mine")])
    assert history.undoable == redoing("mine")
    history.record(undoing("mine"))
    assert (history.undoable, history.redoable) == (edit("theirs"), redoing("mine"))
