import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.baseline.blanks import LONGEST_WORD, legible, plain
from reader.baseline.parts import bounds, cut

texts = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \n\u00a0a\ud800")))


@given(texts)
def test_a_plain_text_has_the_same_length_and_can_be_written(text):
    found = plain(text)
    assert len(found) == len(text)
    found.encode("utf-8")
    assert all(new == old or not old.isprintable() or old.isspace() for new, old in zip(found, text, strict=True))


@pytest.mark.parametrize("blank", "\u00a0\u2009\u202f\u3000\t\u200b\ufeff\x00\x7f")
def test_odd_blanks_become_plain_ones(blank):
    assert plain(f"in{blank}Mosul") == "in Mosul"


def test_line_ends_stay_line_ends():
    assert plain("a\u2028b\x0cc\r\nd") == "a\nb\nc\n\nd"


def test_words_too_long_to_be_words_are_blanked_out():
    long = "a" * LONGEST_WORD
    assert legible(f"x {long} y {long}b z") == f"x {long} y {' ' * (LONGEST_WORD + 1)} z"


@given(texts, st.integers(1, 10))
def test_parts_cover_the_text_in_order(text, longest):
    found = list(bounds(text, longest))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= longest for start, end in found)


def test_a_part_ends_at_a_blank_line_by_preference():
    assert list(bounds("aaaaa\n\nb\nc d", 10)) == [(0, 7), (7, 12)]
    assert list(bounds("aaaa bb\nc dddd", 10)) == [(0, 8), (8, 14)]
    assert list(bounds("aaaa bbbc dddd", 12)) == [(0, 10), (10, 14)]
    assert list(bounds("aaaabbbbcc", 4)) == [(0, 4), (4, 8), (8, 10)]


def test_a_text_of_blanks_has_no_parts():
    assert list(cut("\u00a0\n\x00")) == []
    assert list(cut("")) == []
