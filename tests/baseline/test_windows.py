from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.baseline import windows
from reader.baseline.windows import align, pack, sentences, shape
from reader.baseline.wordpiece import Piece


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("city", windows.LOWER),
        ("3rd", windows.LOWER),
        ("Mosul", windows.TITLE),
        ("O'Hara", windows.MIXED),
        ("US", windows.UPPER),
        ("U.S.", windows.UPPER),
        ("A", windows.INITIAL),
        ("iPhone", windows.MIXED),
        ("2014", windows.DIGIT),
        ("-", windows.PUNCTUATION),
        ("中", windows.LOWER),
        ("", windows.PUNCTUATION),
    ],
)
def test_the_shape_of_a_word_says_what_its_capitals_do(word, expected):
    assert shape(word) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", []),
        ("He left .", [(0, 3)]),
        ("He left . She came", [(0, 3), (3, 5)]),
        ("at 5 p.m. . in town", [(0, 6)]),
        ("Go ! ” he said", [(0, 5)]),
        ("“ Go . ” He said", [(0, 4), (4, 6)]),
        ("Title ¶ Deck", [(0, 2), (2, 3)]),
    ],
)
def test_sentences_end_at_stops_before_capitals_and_at_line_ends(words, expected):
    assert sentences([word.replace("¶", "\n\n") for word in words.split()]) == expected


def test_pieces_that_touch_two_words_belong_to_the_one_they_begin_in():
    pieces = [Piece(1, 0, 3), Piece(2, 3, 4), Piece(3, 4, 5)]  # don ' t
    alignment = align(pieces, [(0, 2), (2, 5), (5, 6)])  # do n't and a blank
    assert alignment.first == [0, 0, -1]
    assert alignment.before == [0, 1, 3, 3]
    assert alignment.owner == [0, 1, 1]


lengths = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=8), max_size=12)


@given(lengths, st.integers(1, 20))
def test_windows_hold_all_words_in_order_and_few_enough_pieces(per_sentence, limit):
    sizes = [size for sentence in per_sentence for size in sentence]
    before = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    ends = [sum(map(len, per_sentence[:at])) for at in range(len(per_sentence) + 1)]
    found = pack(list(pairwise(ends)), before, limit)
    assert [word for first, last in found for word in range(first, last)] == list(range(len(sizes)))
    assert all(last - first == 1 or before[last] - before[first] <= limit for first, last in found)
