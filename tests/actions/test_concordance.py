from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from reader.actions.concordance import Applied, Concordance, Sessions, surface_lines
from reader.actions.library_context import Chore
from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.history import JournalRefused
from reader.core.layers import How, Verdict
from reader.core.spans import Span
from reader.library import Library, LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.actions.library_context import Steps
    from reader.library.lines import Line

TEXTS = ["Acme met Acme's rival.", "Acmes is not Acme, says Acme.", "Nothing here."]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite", wait_s=0.02) as library:
        for text in TEXTS:
            article = Article(text, (Block(BlockKind.BODY, 0, len(text)),))
            library.add(article)
            found = {Span(0, 4, "ORG"): 0.9} if text.startswith("Acme ") else {}
            library.save_baseline(Baseline(article.digest, Tagger("t", "1", "d"), found))
        yield library


@pytest.fixture
def sessions(library: Library) -> Sessions:
    return Sessions(library, "ann")


@pytest.fixture
def acme(library: Library, sessions: Sessions) -> Concordance:
    return Concordance(sessions, acme_lines(library))


def acme_lines(library: Library) -> list[Line]:
    return [line for number in (1, 2, 3) for line in surface_lines(library, "ann", "Acme", number)]


def positive(library: Library) -> list[tuple[int, int, int, str]]:
    layers = [(number, library.layer(library.article(number).digest, "ann")) for number in (1, 2, 3)]
    return sorted((number, span.start, span.end, span.label) for number, layer in layers for span in layer.positive)


def run(steps: Steps, library: Library) -> None:
    """Do work to its end, chores with the same library."""
    answer, error = None, None
    with suppress(StopIteration):
        while True:
            step = steps.throw(error) if error else steps.send(answer)
            answer = error = None
            if isinstance(step, Chore):
                try:
                    answer = step.do(library)
                except (LibraryError, JournalRefused) as raised:
                    error = raised


def applied_by(concordance: Concordance, library: Library) -> Applied:
    applied = Applied()
    run(concordance.apply(applied), library)
    return applied


def undone(sessions: Sessions, applied: Applied) -> tuple[int, int, list[str]]:
    """Take back; return in how many articles, in how many it can be tried again, and why not in others."""
    back = Applied()
    run(sessions.undo(applied, back), sessions.library)
    return len(back.edits), len(applied.edits), back.reasons


def test_a_surface_stands_where_it_is_a_whole_word_tagged_or_not(acme: Concordance) -> None:
    assert [(line.article, line.start, line.span and line.span.label) for line in acme.lines] == [
        *((1, 0, "ORG"), (1, 9, None)),
        *((2, 13, None), (2, 24, None)),
    ]


def test_all_at_once_is_one_edit_for_each_article_and_goes_back_in_one_go(
    library: Library, sessions: Sessions, acme: Concordance
) -> None:
    acme.relabel(range(4), "GPE")
    applied = applied_by(acme, library)
    assert positive(library) == [(1, 0, 4, "GPE"), (1, 9, 13, "GPE"), (2, 13, 17, "GPE"), (2, 24, 28, "GPE")]
    assert [article for article, _ in applied.edits] == [1, 2]
    layer = library.layer(Article(TEXTS[0]).digest, "ann")
    assert {judgement.how for judgement in layer.values()} == {How.SPREAD}
    assert layer[Span(0, 4, "ORG")].verdict is Verdict.IS_NOT
    assert (acme.marks, applied.refused) == ({}, [])
    assert undone(sessions, applied) == (2, 0, [])
    assert positive(library) == []
    assert library.check() == []


def test_a_line_marked_singly_is_keyed_and_a_place_without_a_label_cannot_be_kept(library: Library, acme: Concordance) -> None:
    assert acme.keep([0]) == 1
    assert acme.keep([1, 2, 3]) == 0
    applied_by(acme, library)
    assert positive(library) == [(1, 0, 4, "ORG")]
    assert library.layer(Article(TEXTS[0]).digest, "ann")[Span(0, 4, "ORG")].how is How.KEYED
    acme.refuse([0])
    applied_by(acme, library)
    judgement = library.layer(Article(TEXTS[0]).digest, "ann")[Span(0, 4, "ORG")]
    assert (judgement.verdict, judgement.how) == (Verdict.IS_NOT, How.KEYED)


def test_what_is_so_already_makes_no_edit(library: Library, acme: Concordance) -> None:
    acme.refuse([2, 3])
    assert applied_by(acme, library).edits == []
    acme.keep([0])
    acme.unmark([0])
    assert applied_by(acme, library).edits == []
    assert library.past(Article(TEXTS[0]).digest, "ann") == []


def test_the_article_on_the_page_is_edited_in_its_own_session(library: Library) -> None:
    session = library.open_session(1, "ann", baseline=library.last_baseline(1))
    sessions, causes = Sessions(library, "ann", lambda: session), []
    session.subscribe(lambda change: causes.append(change.edit))
    acme = Concordance(sessions, acme_lines(library))
    acme.keep([0])
    applied = applied_by(acme, library)
    assert causes == [edit for _, edit in applied.edits]
    assert undone(sessions, applied) == (1, 0, [])
    assert session.layer.positive == frozenset()


def test_what_was_edited_since_is_left_and_told(library: Library, sessions: Sessions, acme: Concordance) -> None:
    acme.relabel(range(4), "GPE")
    applied = applied_by(acme, library)
    library.open_session(2, "ann").judge("Reject", others=[Span(24, 28, "GPE")])
    told = "“Acmes is not Acme, says Acme.” has been edited since: open it and undo there."
    assert undone(sessions, applied) == (1, 0, [told])
    assert positive(library) == [(2, 13, 17, "GPE")]


def test_the_session_that_is_on_the_page_by_then_is_edited(library: Library) -> None:
    page = [library.open_session(1, "ann", baseline=library.last_baseline(1))]
    sessions = Sessions(library, "ann", lambda: page[0])
    acme = Concordance(sessions, acme_lines(library))
    acme.keep([0])
    page[0] = library.open_session(1, "ann", baseline=library.last_baseline(1))
    applied_by(acme, library)
    assert page[0].layer.positive == {Span(0, 4, "ORG")}


def test_what_was_judged_can_be_taken_back_though_another_article_could_not_be_read(
    library: Library, acme: Concordance, sessions: Sessions
) -> None:
    acme.relabel(range(4), "GPE")
    lost = acme.lines[2].article
    library.held._articles.clear()  # noqa: SLF001
    with library._writing():  # noqa: SLF001 - what a damaged disk does
        library._connection.execute("DELETE FROM article_text WHERE article = ?", (lost,))  # noqa: SLF001
    applied = applied_by(acme, library)
    assert [number for number, _ in applied.edits] == [1]
    assert len(applied.refused) == 1
    assert undone(sessions, applied) == (1, 0, [])


def test_a_journal_that_refuses_is_told_and_the_marks_stay(library: Library, acme: Concordance) -> None:
    acme.keep([0])
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        applied = applied_by(acme, library)
    assert applied.edits == []
    assert "Another program is using the library" in applied.refused[0]
    assert list(acme.marks) == [0]
    assert len(applied_by(acme, library).edits) == 1


def test_what_could_not_be_taken_back_can_be_tried_again(library: Library, sessions: Sessions, acme: Concordance) -> None:
    acme.relabel(range(4), "GPE")
    applied = applied_by(acme, library)
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert undone(sessions, applied)[:2] == (0, 2)
    assert undone(sessions, applied) == (2, 0, [])
    assert positive(library) == []
