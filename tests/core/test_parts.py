"""Parts: every shown block, row of small print, or piece of a block too long to set at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind
from reader.core.parts import PART_LENGTH, Part, cut_into_parts
from tests.strategies import articles, texts

TITLE, REPEAT, BYLINE, DATELINE, BODY = (
    BlockKind.TITLE,
    BlockKind.REPEAT,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.BODY,
)


def one_block(text: str) -> Article:
    return Article(text, (Block(BODY, 0, len(text)),))


@given(articles())
def test_parts_hold_every_shown_block_whole_and_no_folded_one(article: Article) -> None:
    parts = cut_into_parts(article)
    assert all(left.end <= right.start for left, right in pairwise(parts))
    for block in article.blocks:
        holding = [part for part in parts if part.start <= block.start and block.end <= part.end]
        assert len(holding) == (0 if block.kind is REPEAT else 1)
    assert all(article.shows(part.start, part.end) for part in parts)


@given(texts(max_size=20).filter(bool), st.integers(500, 3000))
def test_pieces_of_a_long_block_follow_one_another_and_none_is_too_long(text: str, times: int) -> None:
    long = (text * times)[: 3 * PART_LENGTH]
    parts = cut_into_parts(one_block(long))
    assert "".join(long[part.start : part.end] for part in parts) == long
    assert all(0 < part.end - part.start <= PART_LENGTH for part in parts)
    assert [part.opens for part in parts] == [at == 0 for at in range(len(parts))]
    assert [part.closes for part in parts] == [at == len(parts) - 1 for at in range(len(parts))]


@pytest.mark.parametrize("blank", [" ", "\n"])
def test_a_long_block_is_cut_after_the_last_blank_in_reach(blank: str) -> None:
    first = "x" * (PART_LENGTH - 10) + blank
    parts = cut_into_parts(one_block(first + "y" * 100))
    assert parts == (Part(BODY, 0, len(first), closes=False), Part(BODY, len(first), len(first) + 100, opens=False))


def test_a_block_of_exactly_one_part_is_not_cut() -> None:
    assert len(cut_into_parts(one_block("x " * (PART_LENGTH // 2)))) == 1
    assert len(cut_into_parts(one_block("x" * (PART_LENGTH + 1)))) == 2


@pytest.mark.parametrize(
    "cluster",
    [
        "a\u0323\u0302",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f44d\U0001f3fd",
        "\u2764\ufe0f",
        "\u0915\u093f",
    ],
)
def test_a_hard_cut_leaves_what_belongs_together_together(cluster: str) -> None:
    text = "x" + cluster * PART_LENGTH
    parts = cut_into_parts(one_block(text))
    assert len(parts) > 1
    for part in parts[1:]:
        assert (part.start - 1) % len(cluster) == 0


def test_marks_without_end_are_cut_all_the_same() -> None:
    parts = cut_into_parts(one_block("a" + "\u0323" * 3 * PART_LENGTH))
    assert [part.end - part.start for part in parts[:3]] == [PART_LENGTH] * 3


def test_small_print_that_follows_small_print_is_one_row() -> None:
    text = "T Ann 2016 Bob body"
    blocks = (Block(TITLE, 0, 1), Block(BYLINE, 2, 5), Block(DATELINE, 6, 10), Block(BYLINE, 11, 14), Block(BODY, 15, 19))
    assert cut_into_parts(Article(text, blocks)) == (Part(TITLE, 0, 1), Part(BYLINE, 2, 14), Part(BODY, 15, 19))


def test_a_row_does_not_reach_over_a_folded_block() -> None:
    blocks = (Block(BYLINE, 0, 3), Block(REPEAT, 4, 5), Block(DATELINE, 6, 10))
    assert cut_into_parts(Article("Ann T 2016", blocks)) == (Part(BYLINE, 0, 3), Part(DATELINE, 6, 10))


def test_an_article_without_blocks_has_no_parts() -> None:
    assert cut_into_parts(Article(" \n")) == ()
