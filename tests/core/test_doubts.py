from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind
from reader.core.doubts import Cover, doubts, is_near, worth_of
from reader.core.spans import Span

TEXT = "Acme won in Mosul.\nAcme won in Mosul."
ARTICLE = Article(TEXT, (Block(BlockKind.BODY, 0, 18), Block(BlockKind.REPEAT, 19, 37)))
ACME, WON, MOSUL = Span(0, 4, "ORG"), Span(5, 8, "EVENT"), Span(12, 17, "GPE")

short = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda each: Span(each[0], each[0] + each[1], "ORG"))


@given(st.lists(short, max_size=8), short)
def test_a_cover_touches_what_any_of_its_spans_overlaps(spans, place):
    assert Cover(spans).touches(place) == any(span.overlaps(place.start, place.end) for span in spans)


def test_a_doubt_is_what_the_tagger_gives_little_or_nearly_took():
    assert doubts(ARTICLE, {ACME: 0.79, WON: 0.8}, {MOSUL: 0.2}) == [ACME, MOSUL]
    assert doubts(ARTICLE, {ACME: None, WON: 0.9}, {MOSUL: 0.19}) == []


def test_an_alternative_to_an_entity_is_no_doubt_of_its_own():
    assert doubts(ARTICLE, {ACME: 0.9}, {Span(0, 4, "GPE"): 0.4, Span(0, 8, "ORG"): 0.4}) == []


def test_one_doubt_stands_for_each_place_and_it_is_the_likeliest():
    assert doubts(ARTICLE, {ACME: 0.75, Span(0, 8, "ORG"): 0.4}, {}) == [Span(0, 8, "ORG")]
    assert doubts(ARTICLE, {}, {MOSUL: 0.3, Span(12, 17, "ORG"): 0.4}) == [MOSUL]


def test_nobody_doubts_what_nobody_sees():
    assert doubts(ARTICLE, {Span(19, 23, "ORG"): 0.1}, {Span(31, 36, "GPE"): 0.4, Span(17, 20, "GPE"): 0.4}) == []


def test_the_less_a_tagger_gives_the_more_a_look_is_worth():
    assert worth_of(None) == worth_of(0.8) == 0
    assert 0 < worth_of(0.75) < worth_of(0.6) < worth_of(0.4)
    assert is_near(0.2)
    assert not is_near(0.19)


@given(st.dictionaries(short, st.floats(0, 1), max_size=6), st.dictionaries(short, st.floats(0, 1), max_size=6))
def test_doubts_lie_in_text_order_and_never_overlap(scores, alternatives):
    found = doubts(ARTICLE, scores, {span: score for span, score in alternatives.items() if span not in scores})
    assert all(one.end <= other.start for one, other in pairwise(found))
