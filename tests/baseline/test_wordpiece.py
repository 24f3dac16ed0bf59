from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.baseline.wordpiece import WordPiece

VOCABULARY = {
    piece: number
    for number, piece in enumerate(
        ["[UNK]", "mos", "##ul", "un", "##aff", "##able", "don", "'", "t", "a", "-", "cafe", "中", "国"]
    )
}
WORDS = {number: piece for piece, number in VOCABULARY.items()}


@pytest.fixture(scope="module")
def cut():
    return WordPiece(VOCABULARY)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" \n\t ", []),
        ("Mosul", [("mos", 0, 3), ("##ul", 3, 5)]),
        ("unaffable MOSUL", [("un", 0, 2), ("##aff", 2, 5), ("##able", 5, 9), ("mos", 10, 13), ("##ul", 13, 15)]),
        ("Don't", [("don", 0, 3), ("'", 3, 4), ("t", 4, 5)]),
        ("a-a", [("a", 0, 1), ("-", 1, 2), ("a", 2, 3)]),
        ("Café", [("cafe", 0, 4)]),
        ("Cafe\u0301 a", [("cafe", 0, 4), ("a", 6, 7)]),
        ("a中国a", [("a", 0, 1), ("中", 1, 2), ("国", 2, 3), ("a", 3, 4)]),
        ("xyzzy a", [("[UNK]", 0, 5), ("a", 6, 7)]),
        ("mosx", [("[UNK]", 0, 4)]),
        ("a" * 101, [("[UNK]", 0, 101)]),
        ("a\u200ba", [("[UNK]", 0, 3)]),
        ("\x01\ufffd", []),
        ("😀 a", [("[UNK]", 0, 1), ("a", 2, 3)]),
    ],
)
def test_a_text_is_cut_into_the_longest_pieces(cut, text, pieces):
    assert [(WORDS[piece.number], piece.start, piece.end) for piece in cut(text)] == pieces


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aA mosulé'-中\u0301\u00a0😀\u202e"))))
def test_pieces_lie_in_order_inside_the_text(text):
    cut = WordPiece(VOCABULARY)
    pieces = cut(text)
    assert all(piece.start < piece.end for piece in pieces)
    assert all(left.start <= right.start and left.end <= right.end for left, right in pairwise(pieces))
    assert all(piece.start >= 0 and piece.end <= len(text) for piece in pieces)
    assert cut(text) == pieces, "what is cached is what was found"
