import itertools
import random

import pytest

from reader.baseline.training.corpus import Example
from reader.baseline.training.encoding import UNTAGGED, Window, batches, encode, learning_windows
from reader.baseline.training.recipe import TAGS, Recipe
from reader.baseline.windows import LOWER, TITLE, UPPER
from reader.baseline.wordpiece import WordPiece
from reader.core.spans import Span

VOCABULARY = {
    piece: number for number, piece in enumerate(["[UNK]", "ann", "lee", "met", "ac", "##me", ".", "in", "iraq", "'", "s"])
}


PIECES = ["[UNK]", "ann", "lee", "met", "ac", "##me", ".", "in", "iraq", "'", "s"]


def seeded(seed):
    return random.Random(seed)  # noqa: S311


@pytest.fixture(scope="module")
def cut():
    return WordPiece({piece: number for number, piece in enumerate(PIECES)})


def tags(article):
    return [UNTAGGED if tag == UNTAGGED else TAGS[tag] for tag in article.whole.tags]


def test_only_the_first_piece_of_a_word_has_a_tag(cut):
    article = encode(Example("a", "Ann Lee met Acme.", (Span(0, 7, "PERSON"), Span(12, 16, "ORG"))), cut)
    assert tags(article) == ["B-PERSON", "I-PERSON", "O", "B-ORG", UNTAGGED, "O"]
    assert article.gold == {(0, 2, "PERSON"), (3, 4, "ORG")}


def test_a_span_inside_a_word_counts_for_nothing(cut):
    article = encode(Example("a", "Ann met Acme.", (Span(0, 2, "PERSON"),)), cut)
    assert tags(article)[:2] == [UNTAGGED, "O"]
    assert article.gold == frozenset()


def test_labels_that_are_found_by_rule_are_not_learnt(cut):
    assert set(tags(encode(Example("a", "Ann met", (Span(0, 3, "DATE"),)), cut))) == {"O"}


def test_no_sentence_ends_inside_an_entity(cut):
    text = "Ann met Acme. Lee in Iraq."
    assert len(encode(Example("a", text, ()), cut).sentences) == 2
    assert len(encode(Example("a", text, (Span(8, 17, "ORG"),)), cut).sentences) == 1


def test_windows_hold_all_pieces_once(cut):
    article = encode(Example("a", "Ann met Acme. " * 50, ()), cut)
    windows = list(learning_windows(article, Recipe(windows=(20,), capitals=0, small=0, headline=0), seeded(1)))
    assert list(itertools.chain(*(window.numbers for window in windows))) == list(article.whole.numbers)
    assert max(len(window.numbers) for window in windows) <= 20


@pytest.mark.parametrize(
    ("share", "shapes"),
    [
        ({"capitals": 1}, [UPPER, UPPER, UPPER]),
        ({"capitals": 0, "small": 1}, [LOWER, LOWER, LOWER]),
        ({"capitals": 0, "small": 0, "headline": 1}, [TITLE, TITLE, TITLE]),
    ],
)
def test_capitals_are_changed_for_headlines(cut, share, shapes):
    article = encode(Example("a", "Ann met Lee", ()), cut)
    (window,) = learning_windows(article, Recipe(**share), seeded(1))
    assert window.shapes == shapes


def test_batches_hold_every_window_once_and_not_too_many_pieces():
    windows = [Window([1] * size, [0] * size, [0] * size) for size in [5, 90, 30, 300, 5, 7, 30]]
    for chance in (None, seeded(1)):
        found = batches(windows, 128, chance)
        assert sorted(itertools.chain(*found)) == list(range(len(windows)))
        for batch in found:
            widths = [len(windows[at].numbers) + 2 for at in batch]
            assert len(batch) == 1 or max(widths) * len(batch) <= 128
    assert batches([], 128) == []
