from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Article, Metadata
from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span, reading_order
from reader.core.surfaces import name_of
from reader.library.baselines import Row
from reader.library.errors import ArticleMissingError
from reader.library.library import Library
from tests.library.conftest import Watched
from tests.library.strategies import scores, spans, taggers

if TYPE_CHECKING:
    from reader.library.tally import Ground

ARTICLE = Article("Acme won in Mosul.")
TAGGER = Tagger("reader", "1", "d" * 64)
ACME, MOSUL = Span(0, 4, "ORG"), Span(12, 17, "GPE")


@settings(max_examples=25)
@given(taggers, st.dictionaries(spans(2**31), scores, max_size=30))
def test_a_baseline_comes_back_in_reading_order_after_a_restart(tagger: Tagger, found: dict[Span, float | None]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        with Library.open(path) as library:
            library.add(ARTICLE)
            library.save_baseline(Baseline(ARTICLE.digest, tagger, found))
        with Library.open(path) as library:
            back = library.baseline(ARTICLE.digest, tagger.digest)
    assert back == Baseline(ARTICLE.digest, tagger, found)
    assert list(back.scores) == sorted(found, key=reading_order)


def test_what_the_tagger_nearly_said_is_kept_too(library: Library) -> None:
    library.add(ARTICLE)
    baseline = Baseline(ARTICLE.digest, TAGGER, {ACME: 0.5}, {MOSUL: 0.25})
    library.save_baseline(baseline)
    assert library.baseline(ARTICLE.digest, TAGGER.digest) == baseline


def test_an_outer_span_comes_back_before_the_ones_it_holds(library: Library) -> None:
    outer, inner, other = Span(0, 17, "EVENT"), Span(0, 4, "ORG"), Span(0, 4, "GPE")
    library.add(ARTICLE)
    library.save_baseline(Baseline(ARTICLE.digest, TAGGER, {MOSUL: 0.1, inner: None, outer: 0.2, other: 0.3}))
    back = library.baseline(ARTICLE.digest, TAGGER.digest)
    assert back is not None
    assert list(back.scores.items()) == [(outer, 0.2), (other, 0.3), (inner, None), (MOSUL, 0.1)]


def test_what_was_never_saved_is_none(library: Library) -> None:
    library.add(ARTICLE)
    library.save_baseline(Baseline(ARTICLE.digest, TAGGER))
    assert library.baseline(ARTICLE.digest, "e" * 64) is None
    assert library.baseline("0" * 64, TAGGER.digest) is None
    assert library.baseline(ARTICLE.digest, TAGGER.digest) == Baseline(ARTICLE.digest, TAGGER)


def test_whether_a_baseline_is_there_is_told_without_reading_it(watched: Watched) -> None:
    watched.add(ARTICLE)
    watched.add(Article("Acme lost."))
    assert not watched.has_baseline(ARTICLE.digest, TAGGER.digest)
    watched.save_baseline(Baseline(ARTICLE.digest, TAGGER, {ACME: 0.5}))
    read = watched.reads_of("baseline_scores")
    assert watched.has_baseline(ARTICLE.digest, TAGGER.digest)
    assert not watched.has_baseline(ARTICLE.digest, "e" * 64)
    assert not watched.has_baseline(Article("Acme lost.").digest, TAGGER.digest)
    assert not watched.has_baseline("0" * 64, TAGGER.digest)
    assert watched.reads_of("baseline_scores") == read


@pytest.mark.parametrize("kept", [False, True])
def test_a_session_and_its_first_judgement_read_the_article_and_the_scores_once(path: Path, kept: bool) -> None:
    baseline = Baseline(ARTICLE.digest, TAGGER, {ACME: 0.5})
    with Library.open(path) as before:
        article_id = before.add(ARTICLE).id
        if kept:
            before.save_baseline(baseline)
    with Watched.open(path) as watched:
        session = watched.open_session(article_id, "ann")
        had = watched.baseline(ARTICLE.digest, TAGGER.digest) or baseline
        session.attach(had)
        watched.save_baseline(had)
        session.judge("Keep Acme", entities=[ACME])
        assert (watched.reads_of("article_text"), watched.reads_of("baseline_scores")) == (1, 1)
        assert [row.kept for row in watched.articles("ann")] == [1]


def test_the_first_judgement_without_a_baseline_does_not_read_the_article_again(path: Path) -> None:
    with Library.open(path) as before:
        article_id = before.add(ARTICLE).id
    with Watched.open(path) as watched:
        watched.open_session(article_id, "ann").judge("Tag Acme", entities=[ACME])
        assert watched.reads_of("article_text") == 1


def test_a_baseline_that_is_there_is_kept_as_it_is(library: Library) -> None:
    library.add(ARTICLE)
    first = Baseline(ARTICLE.digest, TAGGER, {ACME: 0.5})
    library.save_baseline(first)
    library.save_baseline(replace(first, scores={MOSUL: 0.25}))
    assert library.baseline(ARTICLE.digest, TAGGER.digest) == first


def test_the_baseline_of_an_article_that_is_not_there_is_refused_in_words(library: Library) -> None:
    with pytest.raises(ArticleMissingError, match="import it first"):
        library.save_baseline(Baseline("0" * 64, TAGGER))


def test_two_texts_and_two_taggers_make_four_baselines(library: Library) -> None:
    other = Article("Acme lost in Mosul.", meta=Metadata("Other"))
    made = [
        Baseline(article.digest, TAGGER._replace(digest=digest), {ACME: score})
        for article, digest, score in [(ARTICLE, "a", 0.1), (ARTICLE, "b", 0.2), (other, "a", 0.3), (other, "b", None)]
    ]
    library.add(ARTICLE)
    library.add(other)
    for baseline in made:
        library.save_baseline(baseline)
    assert [library.baseline(baseline.text_digest, baseline.tagger.digest) for baseline in made] == made


def test_a_baseline_of_a_tagger_that_was_told_names_is_one_of_that_tagger_and_the_latest_counts(library: Library) -> None:
    article = library.article(library.add(Article("Mosul fell.")).id)
    tagger, other = Tagger("t", "1", "ab"), Tagger("t", "1", "abc")
    for each in (tagger, other, tagger.knowing("n1"), tagger.knowing("n2"), tagger.knowing("n1")):
        library.save_baseline(Baseline(article.digest, each, {}))
    assert library.has_baseline(article.digest, "ab")
    found, exact = library.baseline(article.digest, "ab"), library.baseline(article.digest, "ab+n1")
    assert found is not None
    assert found.tagger == tagger.knowing("n2")
    assert exact is not None
    assert exact.tagger == tagger.knowing("n1")
    assert library.baseline(article.digest, "a") is None


def test_a_baseline_of_the_same_name_that_found_something_else_changes_no_count(library: Library) -> None:
    library.add(ARTICLE)
    library.save_baseline(Baseline(ARTICLE.digest, TAGGER, {ACME: 0.5}))
    library.save_baseline(Baseline(ARTICLE.digest, TAGGER, {MOSUL: 0.5}))
    library.open_session(1, "ann").judge("Tag Acme and Mosul", entities=[ACME, MOSUL])
    assert library.check() == []
    library.save_baseline(Baseline(ARTICLE.digest, TAGGER._replace(digest="other"), {}))
    library.save_baseline(Baseline(ARTICLE.digest, TAGGER, {MOSUL: 0.5}))
    assert library.check() == []


def test_the_baseline_last_used_is_found_beside_a_later_one_of_the_tagger_that_was_told_names(library: Library) -> None:
    library.add(ARTICLE)
    plain = Baseline(ARTICLE.digest, TAGGER, {ACME: 0.5})
    for each in (plain, Baseline(ARTICLE.digest, TAGGER.knowing("n"), {MOSUL: 0.5}), plain):
        library.save_baseline(each)
    library.open_session(1, "ann").judge("Tag Acme", entities=[ACME])
    assert library.last_baseline(1) == plain
    assert library.check() == []


def test_names_are_counted_while_other_windows_may_write(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add(ARTICLE)
    one, two = (Baseline(ARTICLE.digest, Tagger("t", "1", digest), {span: 0.9}) for digest, span in (("a", ACME), ("b", MOSUL)))
    library.save_baseline(one)
    library.save_baseline(two)
    with Library.open_again(library.path, wait_s=0) as window, Library.open_again(library.path) as fresh:
        counted: list[str] = []

        def counted_as(surface: str) -> str:
            counted.append(surface)
            window.shelf.tag(1, "ben", f"seen {len(counted)}")
            return name_of(surface)

        monkeypatch.setattr("reader.library.tally.name_of", counted_as)
        assert not fresh.save_baseline(one)
    assert sorted(counted) == ["Acme", "Mosul"]
    monkeypatch.undo()
    assert library.check() == []


def test_of_two_windows_that_keep_a_baseline_at_once_the_first_keeps_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(ARTICLE)
    mine, theirs = (Baseline(ARTICLE.digest, TAGGER, {span: 0.9}) for span in (ACME, MOSUL))

    def packed(found: Baseline, ground: Ground) -> Row:
        monkeypatch.undo()
        with Library.open_again(library.path) as window:
            window.save_baseline(theirs)
        return Row.of(found, ground)

    monkeypatch.setattr("reader.library.baselines.Row.of", packed)
    assert not library.save_baseline(mine)
    library.open_session(1, "ann").judge("Tag", entities=[MOSUL])
    assert library.check() == []
    assert library.baseline(ARTICLE.digest, TAGGER.digest) == theirs
