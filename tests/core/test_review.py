"""Standing: what baseline and layer together make of each span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.review import Entity, Review, Standing
from reader.core.spans import Span, reading_order
from tests.strategies import FIRST_DAY, articles, baselines, judgements

TEXT = "Mosul\nMosul\nIslamic State leaders fled Mosul"
ARTICLE = Article(TEXT, (Block(BlockKind.TITLE, 0, 5), Block(BlockKind.REPEAT, 6, 11), Block(BlockKind.BODY, 12, 44)))
TITLE, FOLDED, IS, MOSUL = Span(0, 5, "GPE"), Span(6, 11, "GPE"), Span(12, 25, "ORG"), Span(39, 44, "GPE")


def said(span: Span, verdict: Verdict = Verdict.IS) -> Judgement:
    return Judgement(span, verdict, How.KEYED, FIRST_DAY)


def review_of(found: list[Span], *words: Judgement, score: float | None = 0.9) -> Review:
    tagger = Tagger("fake", "1", "0")
    return Review(ARTICLE, Baseline(ARTICLE.digest, tagger, dict.fromkeys(found, score)), Layer(ARTICLE.digest, "ann", words))


@pytest.mark.parametrize(
    ("found", "verdict", "standing"),
    [
        (True, None, Standing.SUGGESTED),
        (True, Verdict.IS, Standing.KEPT),
        (True, Verdict.IS_NOT, Standing.REJECTED),
        (False, None, None),
        (False, Verdict.IS, Standing.ADDED),
        (False, Verdict.IS_NOT, None),
    ],
)
def test_baseline_and_judgement_together_make_the_standing(
    found: bool, verdict: Verdict | None, standing: Standing | None
) -> None:
    review = review_of([MOSUL] if found else [], *([said(MOSUL, verdict)] if verdict else []))
    assert review.standing(MOSUL) is standing
    assert (MOSUL in review.entities) == (standing is not None)
    assert (MOSUL in review.suggested) == (standing is Standing.SUGGESTED)


def test_the_same_place_under_another_label_stands_on_its_own() -> None:
    other = Span(MOSUL.start, MOSUL.end, "ORG")
    review = review_of([MOSUL], said(other))
    assert review.standing(MOSUL) is Standing.SUGGESTED
    assert review.standing(other) is Standing.ADDED


def test_an_entity_carries_its_score_and_judgement() -> None:
    review = review_of([MOSUL, TITLE], said(MOSUL), said(IS))
    assert review.entity(MOSUL) == Entity(MOSUL, Standing.KEPT, 0.9, said(MOSUL))
    assert review.entity(TITLE) == Entity(TITLE, Standing.SUGGESTED, 0.9, None)
    assert review.entity(IS) == Entity(IS, Standing.ADDED, None, said(IS))
    assert review.entity(Span(0, 1, "ORG")) is None


def test_spans_in_folded_blocks_have_no_standing() -> None:
    across = Span(0, 11, "MISC")
    review = review_of([FOLDED], said(FOLDED), said(across))
    assert review.standing(FOLDED) is None
    assert review.standing(across) is None
    assert not list(review.entities)
    assert not review.is_suggested_by_baseline(FOLDED)


def test_a_judgement_beyond_the_end_of_the_text_has_no_standing() -> None:
    assert review_of([], said(Span(40, 45, "ORG"))).standing(Span(40, 45, "ORG")) is None


def test_a_review_leaves_its_baseline_as_it_is() -> None:
    baseline = Baseline(ARTICLE.digest, Tagger("fake", "1", "0"), dict.fromkeys([FOLDED, MOSUL]))
    Review(ARTICLE, baseline, Layer(ARTICLE.digest, "ann", [said(IS)]))
    assert list(baseline.index) == [FOLDED, MOSUL]


def test_without_a_baseline_only_what_was_added_stands() -> None:
    review = Review(ARTICLE, None, Layer(ARTICLE.digest, "ann", [said(IS), said(MOSUL, Verdict.IS_NOT)]))
    assert list(review.entities) == [IS]
    assert review.baseline is None


def test_a_rejected_span_with_an_added_one_over_it_is_changed() -> None:
    relabelled = Span(IS.start, IS.end, "NORP")
    review = review_of([IS, MOSUL], said(IS, Verdict.IS_NOT), said(relabelled), said(MOSUL, Verdict.IS_NOT))
    assert review.is_changed(IS)
    assert not review.is_changed(MOSUL)
    assert not review.is_changed(relabelled)
    assert review.changed() == 1


def test_a_rejected_span_inside_a_kept_one_is_not_changed() -> None:
    outer = Span(12, 33, "ORG")
    assert not review_of([IS, outer], said(IS, Verdict.IS_NOT), said(outer)).is_changed(IS)


def test_entities_over_a_stretch_come_in_reading_order() -> None:
    outer = Span(12, 33, "ORG")
    review = review_of([MOSUL, IS], said(outer))
    assert [entity.span for entity in review.overlapping(20, 40)] == [outer, IS, MOSUL]
    assert review.overlapping(25, 26) == [review.entity(outer)]


def test_a_walk_passes_the_entities_a_test_accepts_nearest_first() -> None:
    review = review_of([TITLE, IS, MOSUL], said(IS))
    assert list(review.walk(0, lambda _: True)) == [TITLE, IS, MOSUL]
    assert list(review.walk(TITLE, lambda _: True)) == [IS, MOSUL]
    assert list(review.walk(0, lambda span: span.label == "GPE")) == [TITLE, MOSUL]
    assert list(review.walk(44, lambda _: True, back=True)) == [MOSUL, IS, TITLE]
    assert list(review.walk(MOSUL, lambda span: span in review.suggested, back=True)) == [TITLE]
    assert list(review.walk(MOSUL, lambda _: True)) == []


@given(st.data())
def test_a_review_that_keeps_up_with_its_layer_is_the_review_made_anew(data: st.DataObject) -> None:
    article = data.draw(articles())
    baseline = data.draw(st.none() | baselines(article))
    layer = Layer(article.digest, "ann", data.draw(st.lists(judgements(article.text), max_size=5)))
    review = Review(article, baseline, layer)
    for _ in range(data.draw(st.integers(0, 4))):
        removed = data.draw(st.lists(st.sampled_from(list(layer.values())), max_size=3)) if layer else []
        added = data.draw(st.lists(judgements(article.text), max_size=3))
        layer.apply(removed, added)
        review.refresh(judgement.span for judgement in (*removed, *added))
    anew = Review(article, baseline, layer)
    assert list(review.entities) == list(anew.entities)
    assert list(review.suggested) == list(anew.suggested)


@given(st.data())
def test_every_entity_has_a_standing_and_every_standing_is_counted(data: st.DataObject) -> None:
    article = data.draw(articles())
    baseline = data.draw(baselines(article))
    layer = Layer(article.digest, "ann", data.draw(st.lists(judgements(article.text), max_size=8)))
    review = Review(article, baseline, layer)
    everything = {*baseline.scores, *layer}
    standing = {span: review.standing(span) for span in everything}
    assert list(review.entities) == sorted((span for span in everything if standing[span]), key=reading_order)
    assert list(review.suggested) == [span for span in review.entities if standing[span] is Standing.SUGGESTED]
    assert review.counts() == {kind: list(standing.values()).count(kind) for kind in Standing}
    assert all(standing[span] is None for span in everything if not article.shows(span.start, span.end))
    assert review.changed() == sum(map(review.is_changed, everything))
