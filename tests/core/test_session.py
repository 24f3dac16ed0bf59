"""The session: one door through which a layer changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.core.article import Article
from reader.core.history import Edit, JournalRefused, Step
from reader.core.layers import How, Layer, Verdict
from reader.core.review import Standing
from reader.core.session import Cause, Change, Session
from reader.core.spans import Span
from reader.core.tokens import Stretch
from tests.core.desks import ARTICLE, IS, MOSUL, NORP, STATE, Desk, ListJournal, baseline_of, word
from tests.strategies import FIRST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable

# Edits


def test_an_edit_is_in_the_journal_and_the_layer_and_on_every_view() -> None:
    desk = Desk()
    edit = desk.session.edit("Tag Mosul as GPE", add=[word(MOSUL)])
    assert edit
    assert desk.journal.edits == [edit]
    assert (edit.article, edit.author, edit.title) == (ARTICLE.digest, "ann", "Tag Mosul as GPE")
    assert (edit.removed, edit.added, edit.finished, edit.step) == ((), (word(MOSUL),), None, Step.DO)
    assert desk.session.layer.positive == {MOSUL}
    assert desk.told == [Change(Cause.EDIT, (Stretch(29, 34),), edit)]


def test_an_edit_takes_out_what_was_said_before_on_the_same_span() -> None:
    desk = Desk()
    desk.session.edit("Tag", add=[word(MOSUL)])
    edit = desk.session.edit("Untag", add=[word(MOSUL, Verdict.IS_NOT)])
    assert edit
    assert (edit.removed, edit.added) == ((word(MOSUL),), (word(MOSUL, Verdict.IS_NOT),))


def test_an_edit_that_changes_nothing_is_no_edit() -> None:
    desk = Desk()
    desk.session.edit("Tag", add=[word(MOSUL)])
    assert desk.session.edit("Again", add=[word(MOSUL)._replace(at=datetime.now(UTC))]) is None
    assert desk.session.edit("Take out what is not there", remove=[IS]) is None
    assert desk.session.edit("Reopen", finished=False) is None
    assert desk.session.edit("Nothing") is None
    assert len(desk.journal.edits) == 1


def test_of_two_judgements_on_one_span_in_one_edit_the_later_counts() -> None:
    desk = Desk()
    desk.session.edit("Tag", add=[word(MOSUL)])
    assert desk.session.edit("Both", add=[word(MOSUL, Verdict.IS_NOT), word(MOSUL)]) is None
    assert desk.verdicts() == {MOSUL: Verdict.IS}


def test_what_one_edit_both_takes_out_and_puts_in_is_in() -> None:
    desk = Desk()
    desk.session.edit("Tag", add=[word(MOSUL)])
    desk.session.edit("Both", add=[word(MOSUL)], remove=[MOSUL])
    assert desk.verdicts() == {MOSUL: Verdict.IS}


def test_a_span_taken_out_twice_is_taken_out_once() -> None:
    desk = Desk()
    desk.session.edit("Tag", add=[word(MOSUL)])
    edit = desk.session.edit("Untag", remove=[MOSUL, MOSUL])
    assert edit
    assert edit.removed == (word(MOSUL),)
    assert not desk.session.layer


def test_a_journal_that_refuses_leaves_all_as_it_was() -> None:
    desk = Desk(IS)
    desk.session.judge("Keep", entities=[IS])
    desk.session.judge("Tag", entities=[MOSUL])
    desk.session.undo()
    before = (desk.verdicts(), desk.standings(), desk.session.history.undoable, desk.session.history.redoable, len(desk.told))
    desk.journal.full = True
    attempts: list[Callable[[], Edit | None]] = [
        lambda: desk.session.edit("Tag", add=[word(NORP)]),
        lambda: desk.session.judge("Reject", others=[IS]),
        desk.session.finish,
        desk.session.undo,
        desk.session.redo,
    ]
    for attempt in attempts:
        with pytest.raises(JournalRefused, match="make room"):
            attempt()
    after = (desk.verdicts(), desk.standings(), desk.session.history.undoable, desk.session.history.redoable, len(desk.told))
    assert after == before
    assert not desk.session.layer.finished


# Judging


def test_judging_says_is_of_entities_and_is_not_of_what_the_baseline_found() -> None:
    desk = Desk(IS, MOSUL)
    edit = desk.session.judge("Keep one, reject one", entities=[MOSUL], others=[IS])
    assert edit
    assert desk.standings() == {IS: Standing.REJECTED, MOSUL: Standing.KEPT}
    assert {judgement.how for judgement in edit.added} == {How.KEYED}
    assert {judgement.at for judgement in edit.added} == {FIRST_DAY}


def test_rejecting_what_the_analyst_alone_added_leaves_no_trace() -> None:
    desk = Desk()
    desk.session.judge("Tag", entities=[MOSUL])
    desk.session.judge("Untag", others=[MOSUL])
    assert not desk.session.layer
    assert not desk.standings()


def test_rejecting_what_nobody_found_is_no_edit() -> None:
    assert Desk().session.judge("Untag", others=[MOSUL]) is None


def test_a_span_judged_both_ways_at_once_is_an_entity() -> None:
    desk = Desk(MOSUL)
    desk.session.judge("Both", entities=[MOSUL], others=[MOSUL])
    assert desk.standings() == {MOSUL: Standing.KEPT}


def test_judging_anew_keeps_the_note() -> None:
    desk = Desk(MOSUL)
    desk.session.edit("Note", add=[word(MOSUL, note="the city")])
    desk.session.judge("Reject", others=[MOSUL])
    assert desk.session.layer[MOSUL].note == "the city"


def test_a_note_on_a_long_surface_has_a_title_that_a_menu_can_show() -> None:
    desk = Desk(article=Article("Acme\n" * 1000))
    everything = Span(0, 5000, "ORG")
    desk.session.judge("Tag", entities=[everything])
    opening = "Acme " * 7 + "Acme"
    noted, taken_off = desk.session.note(everything, "all of it"), desk.session.note(everything, "")
    assert noted
    assert taken_off
    assert (noted.title, taken_off.title) == (f"Note on “{opening}…”", f"Take the note off “{opening}…”")


def test_how_is_told_for_all_but_those_keyed_by_hand() -> None:
    desk = Desk()
    desk.session.judge("Tag all", entities=[MOSUL, IS], how=How.SPREAD, keyed={IS})
    assert desk.session.layer[MOSUL].how is How.SPREAD
    assert desk.session.layer[IS].how is How.KEYED


def test_relabelling_and_back_leaves_no_residue() -> None:
    desk = Desk(IS)
    desk.session.judge("Relabel", entities=[NORP], others=[IS])
    assert desk.standings() == {NORP: Standing.ADDED, IS: Standing.REJECTED}
    assert desk.session.review.is_changed(IS)
    desk.session.judge("Relabel back", entities=[IS], others=[NORP])
    assert desk.standings() == {IS: Standing.KEPT}
    assert desk.verdicts() == {IS: Verdict.IS}


def test_new_bounds_and_back_leave_no_residue() -> None:
    desk = Desk(IS)
    desk.session.judge("Shorten", entities=[STATE], others=[IS])
    desk.session.judge("Lengthen", entities=[IS], others=[STATE])
    assert desk.standings() == {IS: Standing.KEPT}
    assert desk.verdicts() == {IS: Verdict.IS}


# Finishing


def test_finishing_keeps_the_suggestions_left_in_bulk() -> None:
    desk = Desk(IS, MOSUL)
    desk.session.judge("Reject", others=[IS])
    desk.session.finish()
    assert desk.session.layer.finished
    assert desk.standings() == {IS: Standing.REJECTED, MOSUL: Standing.KEPT}
    assert desk.session.layer[MOSUL].how is How.BULK
    assert desk.session.layer[IS].how is How.KEYED


def test_finishing_twice_is_no_edit_but_new_suggestions_are_taken_in() -> None:
    desk = Desk(IS)
    desk.session.finish()
    assert desk.session.finish() is None
    desk.session.attach(baseline_of(IS, MOSUL))
    edit = desk.session.finish()
    assert edit
    assert (edit.added[0].span, edit.finished) == (MOSUL, None)


def test_a_finished_article_without_a_baseline_is_finished_all_the_same() -> None:
    desk = Desk()
    edit = desk.session.finish()
    assert edit
    assert (edit.added, edit.finished) == ((), True)


def test_undoing_a_finish_takes_back_the_mark_and_what_it_kept() -> None:
    desk = Desk(IS)
    desk.session.finish()
    desk.session.undo()
    assert not desk.session.layer.finished
    assert desk.standings() == {IS: Standing.SUGGESTED}
    desk.session.redo()
    assert desk.session.layer.finished
    assert desk.standings() == {IS: Standing.KEPT}


# Undo and redo


def test_undo_and_redo_are_edits_in_the_journal() -> None:
    desk = Desk(IS)
    desk.session.judge("Relabel", entities=[NORP], others=[IS])
    said = dict(desk.session.layer)
    undo = desk.session.undo()
    assert undo
    assert (undo.step, undo.title) == (Step.UNDO, "Relabel")
    assert not desk.session.layer
    redo = desk.session.redo()
    assert redo
    assert redo.step is Step.REDO
    assert dict(desk.session.layer) == said
    assert [edit.step for edit in desk.journal.edits] == [Step.DO, Step.UNDO, Step.REDO]
    assert desk.told[-1] == Change(Cause.EDIT, (Stretch(1, 14), Stretch(1, 14)), redo)
    times = [edit.at for edit in desk.journal.edits]
    assert times == sorted(set(times))


def test_with_nothing_to_undo_or_redo_nothing_happens() -> None:
    desk = Desk()
    assert desk.session.undo() is None
    assert desk.session.redo() is None
    assert not desk.journal.edits


def test_undo_goes_on_where_a_session_before_left_off() -> None:
    desk = Desk(IS)
    desk.session.judge("Reject", others=[IS])
    desk.session.judge("Tag", entities=[MOSUL])
    desk.session.undo()
    again = Session(ARTICLE, desk.session.layer, desk.journal, baseline=baseline_of(IS), past=desk.journal.edits)
    redone = again.redo()
    assert redone
    assert redone.title == "Tag"
    again.undo()
    again.undo()
    assert not again.layer
    assert again.undo() is None


def test_the_clock_of_a_session_knows_its_time_zone() -> None:
    session = Session(ARTICLE, Layer(ARTICLE.digest, "ann"), ListJournal())
    edit = session.judge("Tag", entities=[MOSUL])
    assert edit
    assert edit.at.tzinfo is UTC
