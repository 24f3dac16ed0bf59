"""Spans compared: the laws every score keeps, and nervaluate as an oracle."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from reader.core.compare import Comparison, Side, Tally, Way, compare, confusion, tally, total
from reader.core.intervals import bootstrap
from reader.core.spans import Span

LABELS = ("A", "B", "C")
ORACLE = {Way.STRICT: "strict", Way.EXACT: "exact", Way.PARTIAL: "partial", Way.TYPE: "ent_type"}

labels = st.sampled_from(LABELS)
any_spans = st.builds(
    lambda start, length, label: Span(start, start + length, label), st.integers(0, 30), st.integers(1, 9), labels
)
sides = st.frozensets(any_spans, max_size=14)
every_way = pytest.mark.parametrize("way", list(Way))


@st.composite
def flat_sides(draw: st.DrawFn) -> list[Span]:
    """Spans in text order, none overlapping another."""
    cuts = sorted(draw(st.sets(st.integers(0, 60), max_size=20)))
    return [Span(start, end, draw(labels)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


def scored(gold, found, way):
    return total(tally([compare(gold, found)], way).values())


@every_way
@given(sides, sides)
def test_swapping_the_sides_swaps_precision_and_recall_and_nothing_else(way, gold, found):
    there, back = tally([compare(gold, found)], way), tally([compare(found, gold)], way)
    assert {label: Tally(counts.found, counts.gold) for label, counts in there.items()} == back
    one, other = total(there.values()), total(back.values())
    assert (one.precision, one.recall, one.f1) == (other.recall, other.precision, other.f1)


@given(st.lists(any_spans, max_size=14), st.lists(any_spans, max_size=14), st.randoms())
def test_the_order_of_the_spans_and_twins_do_not_matter(gold, found, numbers):
    there = compare(gold, found)
    numbers.shuffle(gold)
    numbers.shuffle(found)
    assert compare(gold + gold[:3], found + found[:3]) == there


@every_way
@given(sides.filter(bool))
def test_a_side_compared_with_itself_is_wholly_right(way, spans):
    counts = scored(spans, spans, way)
    assert (counts.precision, counts.recall, counts.f1) == (1.0, 1.0, 1.0)
    comparison = compare(spans, spans)
    assert set(comparison.agreed) == spans
    assert not comparison.missed
    assert not comparison.spurious


@every_way
def test_with_an_empty_side_a_score_is_nothing_or_none(way):
    span = [Span(0, 2, "A")]
    assert scored([], [], way) == Tally()
    assert (Tally().precision, Tally().recall, Tally().f1) == (None, None, None)
    missed, spurious = scored(span, [], way), scored([], span, way)
    assert (missed.precision, missed.recall, missed.f1) == (None, 0.0, 0.0)
    assert (spurious.precision, spurious.recall, spurious.f1) == (0.0, None, 0.0)


@given(sides, sides)
def test_every_span_is_in_one_place(gold, found):
    comparison = compare(gold, found)
    assert sorted([one for one, _ in comparison.pairs] + list(comparison.missed)) == sorted(gold)
    assert sorted([other for _, other in comparison.pairs] + list(comparison.spurious)) == sorted(found)
    assert all(one.overlaps(other.start, other.end) for one, other in comparison.pairs)
    assert not any(one.overlaps(other.start, other.end) for one in comparison.missed for other in comparison.spurious)
    kinds = [comparison.wrong_label, comparison.wrong_bounds, comparison.wrong_both]
    assert len(comparison.agreed) + sum(map(len, kinds)) == len(comparison.pairs)


@every_way
@given(sides, sides)
def test_the_labels_add_up_to_the_total_and_both_sides_earn_the_same(way, gold, found):
    counts = scored(gold, found, way)
    assert (counts.gold.size, counts.found.size) == (len(gold), len(found))
    assert counts.gold.credit == counts.found.credit
    assert {label for label in LABELS if any(span.label == label for span in gold | found)} == set(
        tally([compare(gold, found)], way)
    )


@given(sides, sides)
def test_nothing_that_is_the_same_on_both_sides_is_ever_overlooked(gold, found):
    assert set(compare(gold, found).agreed) == gold & found
    bounds = [[(span.start, span.end) for span in side] for side in (gold, found)]
    same = sum(min(bounds[0].count(place), bounds[1].count(place)) for place in set(bounds[0]))
    assert scored(gold, found, Way.EXACT).gold.correct == same


@given(sides, sides)
def test_a_laxer_way_never_scores_less(gold, found):
    credit = {way: scored(gold, found, way).gold.credit for way in Way}
    assert credit[Way.STRICT] <= credit[Way.EXACT] <= credit[Way.PARTIAL]
    assert credit[Way.STRICT] <= credit[Way.TYPE]


@given(sides, sides)
def test_only_the_labels_asked_for_are_looked_at(gold, found):
    kept = [{span for span in side if span.label != "C"} for side in (gold, found)]
    assert compare(gold, found, labels={"A", "B"}) == compare(*kept)


def asked(gold, found):
    """Return what nervaluate makes of flat spans. Its end is inclusive."""
    told = [[[{"label": span.label, "start": span.start, "end": span.end - 1} for span in side]] for side in (gold, found)]
    return Evaluator(*told, tags=list(LABELS), loader="dict").evaluate()["overall"]


def crowded(gold, found):
    """Tell whether a span of one side overlaps several of the other: there nervaluate goes by the order of the spans."""
    return any(
        sum(one.overlaps(other.start, other.end) for other in right) > 1
        for left, right in ((gold, found), (found, gold))
        for one in left
    )


@given(flat_sides(), flat_sides())
def test_flat_spans_score_as_in_nervaluate(gold, found):
    if not gold or not found:
        return
    oracle = asked(gold, found)
    for way, name in ORACLE.items():
        counts, theirs = scored(gold, found, way), oracle[name]
        if not crowded(gold, found):
            ours = (counts.gold.correct, counts.gold.partial, counts.gold.incorrect, counts.gold.alone, counts.found.alone)
            assert ours == (theirs.correct, theirs.partial, theirs.incorrect, theirs.missed, theirs.spurious)
        if not crowded(gold, found) or way in (Way.STRICT, Way.EXACT):
            assert counts.precision == pytest.approx(theirs.precision)
            assert counts.recall == pytest.approx(theirs.recall)
            assert counts.f1 == pytest.approx(theirs.f1)


def test_the_four_ways_differ_as_they_should():
    gold = [Span(0, 5, "A"), Span(10, 15, "A"), Span(20, 25, "B"), Span(30, 35, "B"), Span(40, 45, "C")]
    found = [Span(0, 5, "A"), Span(10, 15, "B"), Span(20, 24, "B"), Span(31, 36, "A"), Span(50, 55, "C")]
    credit = {way: scored(gold, found, way).gold.credit for way in Way}
    assert credit == {Way.STRICT: 1, Way.EXACT: 2, Way.PARTIAL: 3, Way.TYPE: 2}
    comparison = compare(gold, found)
    assert comparison.wrong_label == [(gold[1], found[1])]
    assert comparison.wrong_bounds == [(gold[2], found[2])]
    assert comparison.wrong_both == [(gold[3], found[3])]
    assert comparison.missed == (gold[4],)
    assert comparison.spurious == (found[4],)
    assert confusion([comparison]) == {("A", "A"): 1, ("A", "B"): 1, ("B", "A"): 1, ("B", "B"): 1}
    exact = tally([comparison], Way.EXACT)
    assert exact["A"] == Tally(gold=Side(correct=2), found=Side(correct=1, incorrect=1))
    assert exact["A"].precision == 0.5
    assert exact["A"].recall == 1.0


@pytest.mark.parametrize(
    ("gold", "found", "pairs"),
    [
        ([(0, 9, "A"), (0, 4, "B")], [(0, 4, "B")], [(1, 0)]),  # the same span before any other
        ([(0, 9, "A"), (0, 4, "B")], [(0, 4, "A")], [(1, 0)]),  # the same bounds before the same label
        ([(0, 9, "A")], [(0, 3, "A"), (3, 9, "B")], [(0, 0)]),  # the same label before the longer overlap
        ([(0, 9, "A")], [(0, 3, "A"), (3, 9, "A")], [(0, 1)]),  # the longer overlap
        ([(2, 4, "A")], [(0, 9, "A"), (1, 4, "A")], [(0, 1)]),  # the least difference of bounds
        ([(2, 6, "A")], [(0, 4, "A"), (4, 8, "A")], [(0, 0)]),  # the first in the text
    ],
)
def test_the_best_pair_is_taken_first(gold, found, pairs):
    left, right = [Span(*row) for row in gold], [Span(*row) for row in found]
    assert compare(left, right).pairs == tuple((left[one], right[other]) for one, other in pairs)


def test_articles_add_up():
    one, other = compare([Span(0, 2, "A")], [Span(0, 2, "A")]), compare([Span(0, 2, "A")], [])
    counts = tally([one, other], Way.STRICT)
    assert counts == {"A": Tally(gold=Side(correct=1, alone=1), found=Side(correct=1))}
    assert counts["A"].f1 == pytest.approx(2 / 3)
    assert tally([], Way.STRICT) == {}
    assert compare([], []) == Comparison((), (), ())


def test_intervals_hold_the_score_and_are_the_same_each_time():
    rights = random.Random(7).choices(range(10), k=40)  # noqa: S311
    articles = [Tally(Side(correct=right, alone=9 - right), Side(correct=right, alone=3)) for right in rights]
    intervals = bootstrap(articles)
    assert intervals == bootstrap(articles)
    assert intervals != bootstrap(articles, seed=1)
    scores = total(articles)
    for interval, score in zip(intervals, (scores.precision, scores.recall, scores.f1), strict=True):
        assert interval.low < score < interval.high
    narrow, wide = bootstrap(articles, level=0.5), bootstrap(articles, level=0.99)
    assert wide.f1.low < intervals.f1.low < narrow.f1.low < narrow.f1.high < intervals.f1.high < wide.f1.high


def test_intervals_of_like_articles_are_a_point_and_of_fewer_than_two_nothing():
    article = Tally(Side(correct=1, partial=1), Side(correct=1, partial=1, alone=1))
    assert bootstrap([article] * 5, resamples=20) == ((0.5, 0.5), (0.75, 0.75), (0.6, 0.6))
    assert bootstrap([article]) == bootstrap([]) == (None, None, None)
    assert bootstrap([Tally(), Tally()]) == (None, None, None)


def test_many_spans_are_compared_in_step_with_their_number():
    gold = [Span(at, at + 3, "A") for at in range(0, 40_000, 4)]
    found = [Span(at, at + 5, "A") for at in range(1, 40_001, 4)]
    assert len(compare(gold, found).pairs) == 10_000
