import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions import searching
from reader.actions.asking import take_hit
from reader.actions.patience import OutOfPatience, patience
from reader.actions.searching import Fields, Finder, PatternError, parse_pattern
from reader.core.article import Article, Block, BlockKind
from reader.core.cursor import Cursor
from reader.core.parts import cut_into_parts
from reader.core.spans import Span
from reader.core.tokens import Stretch
from tests.actions.desk import Bench


def article(text):
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.BODY, at, at + len(line)))
        at += len(line) + 1
    return Article(text, tuple(blocks))


def finder(text, typed, start=0, *, regular=False):
    return Finder(text, fields(text, regular=regular), parse_pattern(typed, regular=regular), start)


def fields(text, *, regular=False):
    return Fields(cut_into_parts(article(text)), regular=regular)


def found(text, typed, start=0, *, regular=False):
    """Return all surfaces found, and see that the search comes to an end."""
    each = finder(text, typed, start, regular=regular)
    assert each.advance(10)
    assert not each.is_stuck
    return [text[hit.start : hit.end] for hit in each.hits()]


texts = st.text("aab AB'’é\n😀", max_size=80)


@given(texts, st.text("ab A", min_size=1, max_size=3), st.integers(0, 80))
def test_hits_are_those_of_finditer_in_each_field_wherever_the_search_begins(text, typed, start):
    each = finder(text, typed, start)
    assert each.advance(10)
    expected = [
        Stretch(match.start() + field.start, match.end() + field.start)
        for field in fields(text).all
        for match in each.pattern.compiled.finditer(text[field.start : field.end])
    ]
    assert each.hits() == expected
    assert all(one.end <= other.start for one, other in pairwise(expected))


@given(texts, st.sampled_from(["a+", "^a", "b$", r"\ba", "(a|b)+?", "x*", "[^a]", r"(?<=a)b", "."]), st.integers(0, 80))
def test_regular_expressions_see_each_field_as_a_text_of_its_own(text, typed, start):
    each = finder(text, typed, start, regular=True)
    assert each.advance(10)
    surfaces = [
        (field.start + match.start(), match.group())
        for field in fields(text, regular=True).all
        for match in re.finditer(typed, text[field.start : field.end], re.IGNORECASE | re.MULTILINE)
        if match.group()
    ]
    assert [(hit.start, text[hit.start : hit.end]) for hit in each.hits()] == surfaces


@given(texts, st.text("ab", min_size=1, max_size=2), st.integers(0, 80), st.integers(0, 80), st.booleans())
def test_what_is_in_sight_is_known_before_the_search_comes_there(text, typed, start, length, done):
    each = finder(text, typed, start)
    everything = finder(text, typed)
    everything.advance(10)
    if done:
        each.advance(10)
    wanted = [hit for hit in everything.hits() if hit.start < start + length and start < hit.end]
    if len(set(typed)) == len(typed) or done:  # "aa" in "aaa" depends on where one begins
        assert each.within(start, start + length) == wanted


@given(texts, st.integers(0, 80), st.integers(0, 80))
def test_steps_go_round_at_both_ends(text, start, offset):
    each = finder(text, "a", start)
    each.advance(10)
    places = [hit.start for hit in each.hits()]
    if places:
        assert each.at_or_after(offset).start == next((at for at in places if at >= offset), places[0])
        assert each.before(offset).start == next((at for at in reversed(places) if at < offset), places[-1])
        assert [each.rank(hit) for hit in each.hits()] == list(range(1, len(places) + 1))
    else:
        assert each.at_or_after(offset) is None
        assert each.before(offset) is None


def test_the_first_answer_comes_from_where_one_is_and_slices_add_up(monkeypatch):
    monkeypatch.setattr(searching, "_WINDOW", 8)
    text = "\n".join(f"line {number} of Mosul" for number in range(50))
    half = text.index("line 25")
    each = finder(text, "mosul", half)
    slices = 0
    while each.at_or_after(half) is None:
        assert not each.advance(0)
        slices += 1
    assert slices <= 3
    assert each.at_or_after(half).start == text.index("Mosul", half)
    assert each.before(half) is None, "what lies before is not known yet"
    assert each.rank(each.at_or_after(half)) is None
    while not each.advance(0):
        pass
    assert each.count == 50
    assert each.rank(each.at_or_after(half)) == 26


def test_a_capital_typed_counts():
    assert found("Mosul mosul MOSUL", "mosul") == ["Mosul", "mosul", "MOSUL"]
    assert found("Mosul mosul MOSUL", "Mosul") == ["Mosul"]
    assert found("Mosul mosul", r"\Bosul", regular=True) == ["osul", "osul"]
    assert found("Mosul mosul", r"(?P<Name>mosul)", regular=True) == ["Mosul", "mosul"]


def test_plain_signs_stand_for_themselves_and_for_their_typographic_forms():
    assert found("a.c abc", "a.c") == ["a.c"]
    assert found("Iraq’s and Iraq's", "iraq's") == ["Iraq’s", "Iraq's"]
    assert found("IS\u2011held, IS–held, IS-held", "is-held") == ["IS\u2011held", "IS–held", "IS-held"]
    assert found("the\u00a0Red Cross", "the red") == ["the\u00a0Red"]
    assert found("cafe\u0301 Núñez".replace("e\u0301", "é"), "cafe\u0301") == ["café"]


def test_hits_stay_in_their_block_and_folded_blocks_have_none():
    assert found("New\nYork New York", "new york") == ["New York"]
    blocks = (Block(BlockKind.TITLE, 0, 5), Block(BlockKind.REPEAT, 6, 11), Block(BlockKind.BODY, 12, 17))
    folded = Article("Mosul\nMosul\nMosul", blocks)
    each = Finder(folded.text, Fields(cut_into_parts(folded), regular=False), parse_pattern("mosul", regular=False))
    each.advance(1)
    assert each.hits() == [Stretch(0, 5), Stretch(12, 17)]


def test_a_very_long_block_hides_no_plain_hit():
    text = "New York " * 3000
    assert len(found(text, "new york", 20_000)) == 3000
    assert len(found(text, "york new")) == 2999


@pytest.mark.parametrize("typed", ["(", "[a", "a{2", "*", "(?P<a", "\\"])
def test_what_is_no_pattern_yet_is_said_in_words(typed):
    if typed == "a{2":
        assert found("a{2", typed, regular=True) == ["a{2"]
        return
    with pytest.raises(PatternError, match="Not a pattern yet: "):
        parse_pattern(typed, regular=True)
    assert found(f"is {typed}", typed) == [typed]


def test_nothing_and_too_much_are_no_patterns():
    with pytest.raises(PatternError, match="nothing"):
        parse_pattern("", regular=False)
    with pytest.raises(PatternError, match="too large"):
        parse_pattern("a{99999999999999}", regular=True)
    assert found("a[b", "[[b]", regular=True) == ["[", "b"]


@pytest.mark.parametrize("typed", [r"(a+)+$", r"(\w+\s?)+#", r"(a|aa)+$", r"\w*\w*\w*\w*#"])
def test_a_catastrophic_pattern_is_given_up_and_what_was_found_stays(typed):
    text = "a#\n" + "a" * 60 + "!" + " word" * 700
    each = finder(text, f"{typed}|a#", 0, regular=True)
    while not each.advance(0.001):
        pass
    assert each.is_stuck
    assert each.within(0, 2) == [Stretch(0, 2)] == each.hits()
    fresh = finder(text, typed, 0, regular=True)
    assert fresh.within(5, 40) == []
    assert fresh.is_stuck


def test_patience_ends_what_computes_too_long_and_nothing_else():
    with patience(5), patience(1, wanted=False):
        assert re.search("b", "ab")
    with pytest.raises(OutOfPatience), patience(0.01):
        re.search(r"(a+)+$", "a" * 60 + "!")


def test_where_nothing_can_be_interrupted_repeated_groups_are_refused(monkeypatch):
    monkeypatch.setattr(searching, "can_interrupt", lambda: False)
    with pytest.raises(PatternError, match="on this system"):
        parse_pattern("(a+)+", regular=True)
    assert parse_pattern("a+", regular=True)


def test_a_hit_becomes_the_span_by_hand_or_the_entity_there():
    bench = Bench("in Mosul and Baghdad", [("Baghdad", "GPE")])
    take_hit(bench.context, Stretch(4, 8))
    assert bench.session.cursor == Cursor(4, 8, by_hand=True)
    take_hit(bench.context, Stretch(13, 20))
    assert bench.session.cursor == Cursor(13, 20, "GPE")
    bench.press("delete", "h")
    take_hit(bench.context, Stretch(13, 20))
    assert bench.session.cursor == Cursor(13, 20, by_hand=True)
    bench.press("o")
    assert Span(13, 20, "ORG") in bench.session.layer.positive
