"""Spans, and an index of them that answers as a plain list would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.spans import Span, SpanIndex, reading_order

places = st.integers(0, 40)
any_spans = st.builds(
    lambda start, length, label: Span(start, start + length, label), places, st.integers(1, 40), st.sampled_from("AB")
)
stretches = st.tuples(places, st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2)])
def test_a_span_is_neither_empty_nor_backward_nor_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a span needs 0 <= start < end"):
        Span(start, end, "ORG")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2)])
def test_nor_is_any_of_many_that_are_made_of_columns(start: int, end: int) -> None:
    assert list(Span.many([1, 0], [2, 3], ["ORG", "GPE"])) == [Span(1, 2, "ORG"), Span(0, 3, "GPE")]
    assert {type(span) for span in Span.many([1], [2], ["ORG"])} == {Span}
    with pytest.raises(ValueError, match="spans need 0 <= start < end"):
        Span.many([1, start], [2, end], ["ORG", "ORG"])


def test_a_span_knows_its_length_and_what_it_touches_and_holds() -> None:
    span = Span(3, 7, "ORG")
    assert len(span) == 4
    assert span.overlaps(6, 9)
    assert span.overlaps(0, 4)
    assert not span.overlaps(7, 9)
    assert not span.overlaps(0, 3)
    assert span.contains(3, 7)
    assert span.contains(4, 5)
    assert not span.contains(2, 5)
    assert not span.contains(5, 8)


def test_an_outer_span_is_read_before_the_ones_it_holds_and_twins_by_label() -> None:
    outer, inner, twin = Span(0, 9, "ORG"), Span(0, 4, "GPE"), Span(0, 4, "ORG")
    assert sorted([twin, inner, outer], key=reading_order) == [outer, inner, twin]
    assert list(SpanIndex([twin, inner, outer])) == [outer, inner, twin]


def changed(index: SpanIndex, model: set[Span], changes: list[tuple[bool, Span]]) -> None:
    for puts_in, span in changes:
        (index.add if puts_in else index.discard)(span)
        (model.add if puts_in else model.discard)(span)


changes_of_spans = st.lists(st.tuples(st.booleans(), any_spans), max_size=30)


@given(st.lists(any_spans, max_size=30), changes_of_spans)
def test_an_index_holds_what_was_put_in_and_not_taken_out(spans: list[Span], changes: list[tuple[bool, Span]]) -> None:
    index, model = SpanIndex(spans), set(spans)
    changed(index, model, changes)
    assert list(index) == sorted(model, key=reading_order)
    assert len(index) == len(model)
    assert all(span in index for span in model)
    assert all((span in index) == (span in model) for _, span in changes)
    assert [index.rank(span) for span in index] == list(range(len(model)))


@given(st.lists(any_spans, max_size=30), changes_of_spans, stretches)
def test_an_index_finds_by_place_what_a_search_of_all_finds(
    spans: list[Span], changes: list[tuple[bool, Span]], place: tuple[int, int]
) -> None:
    index, model = SpanIndex(spans), set(spans)
    changed(index, model, changes)
    in_order = sorted(model, key=reading_order)
    assert index.overlapping(*place) == [span for span in in_order if span.overlaps(*place)]
    assert index.containing(*place) == sorted((span for span in in_order if span.contains(*place)), key=len)
    assert index.equal_to(*place) == [span for span in in_order if (span.start, span.end) == place]


@given(st.lists(any_spans, max_size=30), any_spans)
def test_an_index_finds_neighbours_in_reading_order(spans: list[Span], span: Span) -> None:
    index, in_order = SpanIndex(spans), sorted(set(spans), key=reading_order)
    later = [other for other in in_order if reading_order(other) > reading_order(span)]
    earlier = [other for other in in_order if reading_order(other) < reading_order(span)]
    assert index.after(span) == (later[0] if later else None)
    assert index.before(span) == (earlier[-1] if earlier else None)
    assert index.rank(span) == len(earlier)


@given(st.lists(any_spans, max_size=30), places)
def test_an_index_finds_neighbours_of_an_offset(spans: list[Span], offset: int) -> None:
    index, in_order = SpanIndex(spans), sorted(set(spans), key=reading_order)
    later = [span for span in in_order if span.start >= offset]
    earlier = [span for span in in_order if span.start < offset]
    assert index.after(offset) == (later[0] if later else None)
    assert index.before(offset) == (earlier[-1] if earlier else None)


@given(st.lists(any_spans, max_size=30), st.lists(any_spans, max_size=30), st.lists(any_spans, max_size=30))
def test_a_few_spans_are_put_in_and_taken_out_at_once(spans: list[Span], add: list[Span], discard: list[Span]) -> None:
    index = SpanIndex(spans)
    index.update(add=add, discard=set(discard) - set(add))
    assert list(index) == sorted(set(spans) - set(discard) | set(add), key=reading_order)


@given(st.sets(places), st.sets(places))
def test_thousands_of_spans_are_put_in_and_taken_out_at_once(old: set[int], gone: set[int]) -> None:
    many = [Span(start, start + length, "MANY") for start in range(100, 200) for length in range(1, 41)]
    index = SpanIndex([*(Span(start, start + 9, "OLD") for start in old), *many[::2]])
    index.update(add=many, discard=[Span(start, start + 9, "OLD") for start in gone])
    assert list(index) == sorted([*(Span(start, start + 9, "OLD") for start in old - gone), *many], key=reading_order)
    index.update(discard=many)
    assert list(index) == [Span(start, start + 9, "OLD") for start in sorted(old - gone)]
    assert not index.overlapping(100, 300)


@pytest.mark.parametrize("gone", [range(0, 9, 3), range(0, 3_000, 3)], ids=["a few", "a thousand"])
def test_an_index_without_some_spans_holds_the_others_and_stays_as_it_was(gone: range) -> None:
    spans = [Span(at, at + 1 + at % 9, "ORG") for at in range(3_000)]
    index, discard = SpanIndex(spans), {spans[at] for at in gone}
    rest = index.without(discard)
    assert list(rest) == [span for span in spans if span not in discard]
    assert (len(rest), spans[0] in rest, spans[1] in rest) == (3_000 - len(gone), False, True)
    assert list(index) == spans


def test_a_span_as_long_as_the_text_is_found_from_its_far_end() -> None:
    whole = Span(0, 1_000_000, "MISC")
    index = SpanIndex([whole, *(Span(start, start + 3, "ORG") for start in range(0, 1000, 5))])
    assert index.overlapping(999_999, 1_000_000) == [whole]
    assert index.containing(10, 12) == [Span(10, 13, "ORG"), whole]


def test_an_empty_index_answers_every_question() -> None:
    index = SpanIndex()
    assert not list(index)
    assert not index.overlapping(0, 9)
    assert not index.equal_to(0, 9)
    assert index.after(0) is None
    assert index.before(9) is None
    assert "no span" not in index


def test_spans_of_other_lengths_are_not_equal() -> None:
    nearly = [Span(0, 5, "ORG"), Span(0, 7, "ORG"), Span(1, 6, "ORG")]
    assert SpanIndex([*nearly, Span(0, 6, "ORG")]).equal_to(0, 6) == [Span(0, 6, "ORG")]


def test_a_copy_of_an_index_goes_its_own_way() -> None:
    index = SpanIndex([Span(0, 5, "ORG")])
    other = index.copy()
    other.add(Span(0, 6, "ORG"))
    other.discard(Span(0, 5, "ORG"))
    assert list(index) == [Span(0, 5, "ORG")]
    assert list(other) == [Span(0, 6, "ORG")]
