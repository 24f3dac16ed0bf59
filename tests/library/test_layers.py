from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.baselines import Baseline, Tagger
from reader.core.history import Edit, JournalRefused, Step
from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.spans import Span
from reader.library.library import Library
from tests.library.strategies import edits, spans

ARTICLE = Article("Acme won in Mosul.")
ACME, MOSUL = Span(0, 4, "ORG"), Span(12, 17, "GPE")
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
EDIT = Edit(ARTICLE.digest, "ann", NOON, "Tag Acme", added=(Judgement(ACME, Verdict.IS, How.KEYED, NOON),))


@settings(max_examples=25)
@given(st.data())
def test_edits_and_the_layer_they_make_come_back_after_a_restart(data: st.DataObject) -> None:
    pool = data.draw(st.lists(spans(), min_size=1, max_size=6))
    made = data.draw(st.lists(edits(ARTICLE.digest, "ann", st.sampled_from(pool)), max_size=6))
    layer = Layer(ARTICLE.digest, "ann")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        with Library.open(path) as library:
            library.add(ARTICLE)
            for edit in made:
                library.append(edit)
                layer.apply(edit.removed, edit.added, finished=edit.finished)
        with Library.open(path) as library:
            assert library.past(ARTICLE.digest, "ann") == made
            stored = library.layer(ARTICLE.digest, "ann")
            assert library.check() == []
    assert dict(stored) == dict(layer)
    assert stored.finished == layer.finished


def test_a_layer_nobody_has_touched_is_empty_and_has_no_past(library: Library) -> None:
    for digest in (ARTICLE.digest, library.article(library.add(ARTICLE).id).digest):
        layer = library.layer(digest, "ann")
        assert (dict(layer), layer.finished, layer.article, layer.author) == ({}, False, digest, "ann")
        assert library.past(digest, "ann") == []


def test_each_author_has_a_layer_and_a_past_of_their_own(library: Library) -> None:
    library.add(ARTICLE)
    library.append(EDIT)
    library.append(replace(EDIT, author="ben", finished=True))
    assert library.layer(ARTICLE.digest, "ann").positive == {ACME}
    assert not library.layer(ARTICLE.digest, "ann").finished
    assert library.layer(ARTICLE.digest, "ben").finished
    assert library.past(ARTICLE.digest, "ann") == [EDIT]


def test_undo_and_redo_go_on_after_a_restart_to_the_very_start(path: Path) -> None:
    with Library.open(path) as library:
        article_id = library.add(ARTICLE).id
        session = library.open_session(article_id, "ann")
        session.judge("Tag Acme", entities=[ACME])
        session.judge("Tag Mosul", entities=[MOSUL])
        session.finish()
        session.undo()
        before = dict(session.layer)
    with Library.open(path) as library:
        session = library.open_session(article_id, "ann")
        assert dict(session.layer) == before
        assert session.redo() is not None
        assert session.layer.finished
        for _ in range(3):
            assert session.undo() is not None
        assert session.undo() is None
        assert not session.layer.finished
        assert dict(session.layer) == {}
        assert dict(library.layer(ARTICLE.digest, "ann")) == {}
        assert [edit.step for edit in library.past(ARTICLE.digest, "ann")][-3:] == [Step.UNDO] * 3
        assert library.check() == []


def test_an_undo_in_one_window_takes_back_its_own_edit_though_another_window_has_made_a_newer_one(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as two:
        article_id = one.add(ARTICLE).id
        mine, theirs = one.open_session(article_id, "ann"), two.open_session(article_id, "ann")
        mine.judge("Tag Acme", entities=[ACME])
        theirs.judge("Tag Mosul", entities=[MOSUL])
        mine.undo()
    with Library.open(path) as library:
        session = library.open_session(article_id, "ann")
        assert session.layer.positive == {MOSUL}
        assert session.history.undoable is not None
        assert session.history.redoable is not None
        assert (session.history.undoable.title, session.history.redoable.title) == ("Tag Mosul", "Tag Acme")
        session.redo()
        assert session.layer.positive == {ACME, MOSUL}
        session.undo()
        session.undo()
        assert dict(session.layer) == {}
        assert library.check() == []


def test_ten_thousand_suggestions_are_finished_and_undone_as_one_edit(library: Library) -> None:
    article = Article("Acme won. " * 2_000)
    found = {Span(start, start + 4, label): None for start in range(0, 20_000, 10) for label in ("ORG", "GPE", "A", "B", "C")}
    baseline = Baseline(article.digest, Tagger("t", "1", "d"), found)
    session = library.open_session(library.add(article).id, "ann", baseline=baseline)
    session.finish()
    assert [(row.suggested, row.kept, row.finished) for row in library.articles("ann")] == [(0, 10_000, True)]
    assert library.layer(article.digest, "ann") == session.layer
    session.undo()
    assert [(row.suggested, row.kept, row.finished) for row in library.articles("ann")] == [(10_000, 0, False)]
    assert library.past(article.digest, "ann")[1].removed == library.past(article.digest, "ann")[0].added


def test_large_edits_over_what_was_judged_before_keep_layer_and_counts_true(library: Library) -> None:
    article = Article("Acme won. " * 700)
    found = {Span(start, start + 4, label): 0.4 for start in range(0, 7_000, 10) for label in ("ORG", "GPE")}
    baseline = Baseline(article.digest, Tagger("t", "1", "d"), found)
    session = library.open_session(library.add(article).id, "ann", baseline=baseline)
    by_hand = list(found)[:40]
    session.judge("Tag", entities=[*by_hand[:20], Span(5, 8, "ORG")], others=by_hand[20:])
    # Nearly all of the layer, and half of it; what stays is little, and much.
    for change in (session.finish, session.undo, session.redo, lambda: session.judge("Reject", others=list(found)[600:1_300])):
        assert change() is not None
        stored = library.layer(article.digest, "ann")
        assert (dict(stored), stored.finished) == (dict(session.layer), session.layer.finished)
        assert library.check() == []
    session.undo()
    assert library.layer(article.digest, "ann") == session.layer
    assert library.check() == []


def test_a_session_saves_the_baseline_it_is_opened_with(library: Library) -> None:
    baseline = Baseline(ARTICLE.digest, Tagger("t", "1", "d"), {ACME: 0.5})
    session = library.open_session(library.add(ARTICLE).id, "ann", baseline=baseline)
    assert session.review.baseline == baseline
    assert library.baseline(ARTICLE.digest, "d") == baseline
    assert [row.suggested for row in library.articles("ann")] == [1]


def test_a_session_is_not_opened_with_the_baseline_of_another_text(library: Library) -> None:
    stored = library.add(ARTICLE)
    other = Article("Acme lost.")
    library.add(other)
    with pytest.raises(ValueError, match="another text"):
        library.open_session(stored.id, "ann", baseline=Baseline(other.digest, Tagger("t", "1", "d")))
    assert not library.has_baseline(other.digest, "d")


def test_a_session_takes_its_times_from_the_clock_it_is_given(library: Library) -> None:
    session = library.open_session(library.add(ARTICLE).id, "ann", clock=lambda: NOON)
    session.judge("Tag Acme", entities=[ACME])
    assert library.layer(ARTICLE.digest, "ann")[ACME].at == NOON


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET title = 'another'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT id, layer, at, 'another', step, origin, finished, removed, added FROM journal",
    ],
)
def test_the_file_itself_keeps_the_journal_from_being_changed(library: Library, path: Path, statement: str) -> None:
    library.add(ARTICLE)
    library.append(EDIT)
    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    assert library.past(ARTICLE.digest, "ann") == [EDIT]


def test_an_edit_of_an_article_that_is_not_there_is_refused_in_words(library: Library) -> None:
    with pytest.raises(JournalRefused, match="import it first"):
        library.append(EDIT)


def test_an_edit_with_half_a_surrogate_pair_is_refused_in_words_and_nothing_is_kept(library: Library) -> None:
    library.add(ARTICLE)
    noted = Judgement(ACME, Verdict.IS, How.KEYED, NOON, note="\ud83d")
    for broken in (replace(EDIT, title="\ud83d"), replace(EDIT, author="\ud83d"), replace(EDIT, added=(noted,))):
        with pytest.raises(JournalRefused, match="half a character"):
            library.append(broken)
    library.append(EDIT)
    assert library.past(ARTICLE.digest, "ann") == [EDIT]


def test_a_time_without_a_zone_is_a_mistake_and_nothing_is_kept(library: Library) -> None:
    library.add(ARTICLE)
    with pytest.raises(ValueError, match="zone"):
        library.append(replace(EDIT, at=NOON.replace(tzinfo=None)))
    library.append(EDIT)
    assert library.past(ARTICLE.digest, "ann") == [EDIT]


def test_one_window_learns_that_another_has_written_and_not_of_its_own_writing(library: Library, path: Path) -> None:
    library.add(ARTICLE)
    library.append(EDIT)
    assert not library.changed_elsewhere()
    with Library.open(path) as other:
        assert not library.changed_elsewhere()
        other.append(replace(EDIT, author="ben"))
        assert not other.changed_elsewhere()
    assert library.changed_elsewhere()
    assert not library.changed_elsewhere()
    assert library.layer(ARTICLE.digest, "ben").positive == {ACME}
