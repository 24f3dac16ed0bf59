from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.review import Review, Standing
from reader.core.spans import Span
from reader.library.library import Library
from reader.library.schema import migrate
from tests.library.strategies import articles, baseline, edits, scores, spans

TITLED = Article(
    "Acme won.\nAcme won.\nAcme",
    (Block(BlockKind.TITLE, 0, 9), Block(BlockKind.REPEAT, 10, 19), Block(BlockKind.BODY, 20, 24)),
)
SEEN, FOLDED, LAST = Span(0, 4, "ORG"), Span(10, 14, "ORG"), Span(20, 24, "ORG")


def listed(library: Library, author: str) -> dict[Standing, int]:
    (row,) = library.articles(author)
    return {standing: getattr(row, standing.value) for standing in Standing}


def found(name: str, *found_spans: Span) -> Baseline:
    return baseline(TITLED, Tagger(name, "1", name), dict.fromkeys(found_spans, 0.5).items())


def in_memory() -> Library:
    """Return a library without a file: what is only counted needs no disk, and a slow one would be asked at each step."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, Path())
    return Library(connection, Path())


@given(st.data())
def test_the_list_counts_as_the_review_does_whoever_edits_and_whichever_baseline_is_used(data: st.DataObject) -> None:
    article = data.draw(articles())
    pool = st.sampled_from(data.draw(st.lists(spans(max(2, len(article.text) + 3)), min_size=1, max_size=8)))
    scored = st.dictionaries(pool, scores, max_size=8)
    near = st.dictionaries(pool, st.floats(0, 1), max_size=8)
    baselines = [
        replace(baseline(article, Tagger(name, "1", name), data.draw(scored).items()), alternatives=data.draw(near))
        for name in "xyz"
    ]
    used: Baseline | None = None
    with in_memory() as library:
        library.add(article)
        for _ in range(data.draw(st.integers(1, 8))):
            if data.draw(st.booleans()):
                used = data.draw(st.sampled_from(baselines))
                library.save_baseline(used)
            else:
                library.append(data.draw(edits(article.digest, data.draw(st.sampled_from(["ann", "ben"])), pool)))
            for author in ("ann", "ben"):
                assert listed(library, author) == Review(article, used, library.layer(article.digest, author)).counts()
        assert library.check() == []


def test_an_article_without_baseline_or_layer_counts_nothing(library: Library) -> None:
    library.add(TITLED)
    assert listed(library, "ann") == dict.fromkeys(Standing, 0)


def test_spans_in_a_folded_title_count_neither_as_suggested_nor_as_added(library: Library) -> None:
    session = library.open_session(library.add(TITLED).id, "ann", baseline=found("x", SEEN, FOLDED))
    assert listed(library, "ann")[Standing.SUGGESTED] == 1
    session.judge("Tag all", entities=[FOLDED, LAST])
    assert listed(library, "ann") == {Standing.SUGGESTED: 1, Standing.KEPT: 0, Standing.ADDED: 1, Standing.REJECTED: 0}


def test_another_baseline_counts_every_layer_anew(library: Library) -> None:
    session = library.open_session(library.add(TITLED).id, "ann", baseline=found("x", SEEN, LAST))
    session.judge("Keep one, reject one", entities=[SEEN], others=[LAST])
    assert listed(library, "ann") == {Standing.SUGGESTED: 0, Standing.KEPT: 1, Standing.ADDED: 0, Standing.REJECTED: 1}
    library.save_baseline(found("y", LAST))
    assert listed(library, "ann") == {Standing.SUGGESTED: 0, Standing.KEPT: 0, Standing.ADDED: 1, Standing.REJECTED: 1}
    assert listed(library, "ben")[Standing.SUGGESTED] == 1
    library.save_baseline(found("x", SEEN, LAST))
    assert listed(library, "ann")[Standing.KEPT] == 1


def test_a_baseline_that_another_window_put_in_use_is_the_one_counted_against(library: Library, path: Path) -> None:
    session = library.open_session(library.add(TITLED).id, "ann", baseline=found("x"))
    session.judge("Tag", entities=[SEEN])
    with Library.open(path) as other:
        other.save_baseline(found("y", LAST))
    session.judge("Tag", entities=[LAST])
    assert listed(library, "ann") == {Standing.SUGGESTED: 0, Standing.KEPT: 1, Standing.ADDED: 1, Standing.REJECTED: 0}
    assert library.check() == []


def test_the_longest_judgement_settles_a_doubt_that_it_overlaps_by_one_letter(library: Library) -> None:
    article = Article("Acme won in Mosul.")
    library.add(article)
    library.save_baseline(Baseline(article.digest, Tagger("t", "1", "d"), {Span(12, 17, "GPE"): 0.3}))
    assert [row.suspects for row in library.articles("ann")] == [1]
    library.open_session(1, "ann").judge("Tag the victory", entities=[Span(0, 13, "EVENT")])
    assert [row.suspects for row in library.articles("ann")] == [0]
    assert library.check() == []
