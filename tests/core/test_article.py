"""Articles: text in one normal form, and blocks that lie in it one after the other."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given

from reader.core.article import Article, Block, BlockKind, Metadata, normalise, on_one_line
from tests.strategies import articles, raw_texts

TITLE, REPEAT, BODY = BlockKind.TITLE, BlockKind.REPEAT, BlockKind.BODY


@given(raw_texts())
@example("\r\0\n")
@example("e\0\u0301")
def test_normal_text_has_line_feeds_only_and_no_nul_and_is_composed(text: str) -> None:
    normal = normalise(text)
    assert not set("\r\u2028\u2029\0") & set(normal)
    assert unicodedata.is_normalized("NFC", normal)
    assert normalise(normal) == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("e\u0301", "\u00e9"),
        ("a\u00a0b\u200b\ufeff", "a\u00a0b\u200b\ufeff"),
        ("\ufb01", "\ufb01"),
    ],
)
def test_normal_text_changes_nothing_else(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize(
    "blocks",
    [
        [(0, 0)],
        [(3, 2)],
        [(-1, 2)],
        [(0, 11)],
        [(0, 5), (4, 6)],
        [(4, 6), (0, 3)],
        [(0, 3), (0, 3)],
    ],
)
def test_blocks_that_are_empty_overlap_run_backward_or_leave_the_text_are_refused(blocks: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="block"):
        Article("0123456789", tuple(Block(BODY, *bounds) for bounds in blocks))


def test_blocks_may_touch_and_fill_the_text() -> None:
    blocks = (Block(TITLE, 0, 4), Block(BODY, 4, 10))
    assert Article("0123456789", blocks).blocks == blocks


@given(articles())
def test_the_block_at_an_offset_is_the_one_that_holds_it(article: Article) -> None:
    for offset in range(-1, len(article.text) + 2):
        held = [block for block in article.blocks if block.start <= offset < block.end]
        assert article.block_at(offset) == (held[0] if held else None)


def test_repeats_alone_are_folded_and_what_touches_them_is_not_shown() -> None:
    article = Article("Mosul\nMosul\nfell", (Block(TITLE, 0, 5), Block(REPEAT, 6, 11), Block(BODY, 12, 16)))
    assert article.folded == (Block(REPEAT, 6, 11),)
    assert article.shows(0, 6)
    assert article.shows(11, 16)
    assert not article.shows(6, 7)
    assert not article.shows(0, 7)
    assert not article.shows(10, 16)
    assert not article.shows(0, 16)


def test_the_digest_is_that_of_the_text_alone() -> None:
    text = "Mosul \U0001f600"
    assert Article(text).digest == Article(text, (Block(BODY, 0, 5),)).digest
    assert Article(text).digest != Article(text + " ").digest
    assert Article("").digest == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Mosul fell\non Sunday.", "The fall", "The fall"),
        ("Mosul fell\non  Sunday.", "", "Mosul fell on Sunday."),
        ("\n" * 1000 + "Mosul fell.", "", "Mosul fell."),
        ("Mosul " * 13 + "ab", "", "Mosul " * 13 + "ab"),
        ("Mosul " * 20, "", "Mosul " * 12 + "Mosul\u2026"),
        ("x" * 100, "", "x" * 79 + "\u2026"),
        ("", "", ""),
    ],
)
def test_lists_call_an_article_by_its_title_or_else_by_its_first_words(text: str, title: str, name: str) -> None:
    start = len(text) - len(text.lstrip())
    blocks = (Block(BODY, start, len(text)),) if start < len(text) else ()
    assert Article(text, blocks, Metadata(title)).name == name


@pytest.mark.parametrize(
    ("surface", "line"),
    [("Red\n  Cross", "Red Cross"), ("a" * 40, "a" * 40), ("a" * 41, f"{'a' * 39}…"), ("😀" * 4000, f"{'😀' * 39}…"), ("", "")],
)
def test_a_surface_is_shown_on_one_line_and_cut_to_forty_code_points(surface: str, line: str) -> None:
    assert on_one_line(surface) == line
