"""Tokens and sentences: where a caret can stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind, normalise
from reader.core.tokens import Stretch, Tokens
from tests.strategies import articles, bounds, offsets

NASTY = (
    "\U0001f468\u200d \u200dx",
    "\u2764\ufe0fIraq",
    "km\u00b2 of Iraq",
    "''' '''s",
    "\U0001f1ee\U0001f1f6\U0001f1ee",
)


def article_of(text: str) -> Article:
    """Return an article that is one body block, as far as the text is not blank."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Article(text, (Block(BlockKind.BODY, start, end),) if start < end else ())


def cut(text: str) -> list[str]:
    article = article_of(normalise(text))
    return [article.text[token.start : token.end] for token in all_tokens(Tokens(article))]


def sentences(text: str) -> list[str]:
    tokens = Tokens(article_of(text))
    return [text[start:end] for at in range(len(tokens.parts)) for start, end in tokens.sentences_of_part(at)]


def all_tokens(tokens: Tokens) -> list[Stretch]:
    return [token for at in range(len(tokens.parts)) for token in tokens.of_part(at)]


nasty = st.sampled_from(NASTY).map(article_of)


@given(articles() | nasty)
def test_tokens_hold_every_shown_code_point_that_is_not_blank_exactly_once(article: Article) -> None:
    tokens = all_tokens(Tokens(article))
    assert all(token.start < token.end for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    assert not any(letter.isspace() for token in tokens for letter in article.text[token.start : token.end])
    held = [offset for token in tokens for offset in range(*token)]
    shown = [block for block in article.blocks if block.kind is not BlockKind.REPEAT]
    assert held == [at for block in shown for at in range(block.start, block.end) if not article.text[at].isspace()]


@given(articles() | nasty)
def test_the_token_at_an_offset_is_the_one_that_holds_it(article: Article) -> None:
    tokens = Tokens(article)
    everything = all_tokens(tokens)
    for offset in range(len(article.text) + 2):
        held = [token for token in everything if token.start <= offset < token.end]
        assert tokens.at(offset) == (held[0] if held else None)


@given(articles() | nasty, st.booleans())
def test_the_neighbours_of_an_offset_are_the_nearest_on_each_side(article: Article, words: bool) -> None:
    tokens = Tokens(article)
    kept = [token for token in all_tokens(tokens) if not words or tokens.is_word(token)]
    for offset in range(len(article.text) + 2):
        after = [token for token in kept if token.start >= offset]
        before = [token for token in kept if token.end <= offset]
        assert tokens.following(offset, words=words) == (after[0] if after else None)
        assert tokens.preceding(offset, words=words) == (before[-1] if before else None)


@given(articles())
def test_the_nearest_token_is_the_one_here_or_after_or_before(article: Article) -> None:
    tokens = Tokens(article)
    everything = all_tokens(tokens)
    for offset in range(len(article.text) + 2):
        here = [token for token in everything if offset < token.end]
        assert tokens.nearest(offset) == (here[0] if here else everything[-1] if everything else None)


@given(st.data())
def test_a_stretch_is_covered_by_all_the_tokens_it_touches(data: st.DataObject) -> None:
    article = data.draw(articles())
    start, end = data.draw(bounds(article.text))
    tokens = Tokens(article)
    touched = [token for token in all_tokens(tokens) if token.start < end and start < token.end]
    assert tokens.covering(start, end) == (Stretch(touched[0].start, touched[-1].end) if touched else None)


@given(st.data())
def test_a_surface_occurs_wherever_it_stands_as_whole_tokens(data: st.DataObject) -> None:
    article = data.draw(articles() | nasty)
    tokens = Tokens(article)
    everything = all_tokens(tokens)
    first = data.draw(st.sampled_from(everything or [Stretch(0, 1)]))
    last = data.draw(st.sampled_from([token for token in everything if token.start >= first.start][:3] or [first]))
    surface = article.text[first.start : last.end]
    starts, ends = {token.start for token in everything}, {token.end for token in everything}
    expected: list[Stretch] = []
    for at in range(len(article.text)):
        whole = at in starts and at + len(surface) in ends and article.text.startswith(surface, at)
        if whole and not (expected and at < expected[-1].end):
            expected.append(Stretch(at, at + len(surface)))
    assert tokens.occurrences(surface) == expected


@pytest.mark.parametrize(
    ("text", "surface", "starts"),
    [
        ("Iraq and Iraqi Iraq's", "Iraq", [0, 15]),
        ("IS in Mosul: IS-held, this IS", "IS", [0, 13, 27]),
        ("\u5728\u5317\u4eac\u7684\u5317\u4eac\u4eba", "\u5317\u4eac", [1, 4]),
        ("\u2764\ufe0fIraq Iraq\u2764\ufe0f", "Iraq", [2, 7]),
        ("km\u00b2", "km", [0]),
        ("Red Cross Red Crossing", "Red Cross", [0]),
        ("ha ha ha", "ha ha", [0]),
        ("aha ha ha", "ha ha", [4]),
        ("Mosul", "", []),
        ("Mosul", "Basra", []),
    ],
)
def test_occurrences_by_example(text: str, surface: str, starts: list[int]) -> None:
    assert [found.start for found in Tokens(article_of(text)).occurrences(surface)] == starts


def test_a_surface_in_a_folded_block_does_not_occur() -> None:
    article = Article(
        "Mosul\nMosul\nMosul", tuple(map(Block, [BlockKind.TITLE, BlockKind.REPEAT, BlockKind.BODY], [0, 6, 12], [5, 11, 17]))
    )
    assert Tokens(article).occurrences("Mosul") == [(0, 5), (12, 17)]


@pytest.mark.parametrize(
    "text",
    [
        "Khalid al-Obeidi",
        "Iraq 's Minister",
        "Iraq \u2019s Minister",
        "US - led air strikes",
        "IS - held areas",
        "Iraqi - backed",
        "the T-72 and the AK-47",
        "Jean-Pierre O'Neil don't",
        "the U.S. army",
        "the U.S. 's army",
        "$ 17.1 million",
        "1,000,000 people at 14:05 on 31/7/2016",
        "e.g. this",
        "AT&T",
        "Stop ... now !",
        "Amid \u2014 a \u201c build up \u201d",
        "the students ' books",
        "' quoted '",
        "- 5",
        "( IS )",
        "Red\u00a0Cross",
        "caf\u00e9 e\u0323\u0302t\u00e9",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd \U0001f1ee\U0001f1f6 \U0001f1fa\U0001f1f8 \u2764\ufe0f",
        "\U0001f600 Acme",
        "\u0627\u0644\u0645\u0648\u0635\u0644 \u060c \u0627\u0644\u0639\u0631\u0627\u0642 .",
        "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd ,",
        "\u5317 \u4eac \u3002",
        "\u0926\u093f\u0932\u094d\u0932\u0940 \u0964",
        "\uc11c\uc6b8 \uc2dc",
    ],
)
def test_tokens_are_cut_where_the_blanks_stand_in_these(text: str) -> None:
    text = normalise(text)
    expected = text.replace("\u00a0", " ").split(" ")
    assert cut(text) == expected
    assert cut(text.replace(" 's", "'s").replace(" \u2019s", "\u2019s").replace("d - l", "d-l")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("areas.", ["areas", "."]),
        ("(IS)", ["(", "IS", ")"]),
        ("$17.1", ["$", "17.1"]),
        ("students'", ["students", "'"]),
        ("\u4f0a\u62c9\u514bIS", ["\u4f0a", "\u62c9", "\u514b", "IS"]),
        ("\u0641\u0631\u0648\u0627\u060c", ["\u0641\u0631\u0648\u0627", "\u060c"]),
        ("\u0939\u0948\u0964", ["\u0939\u0948", "\u0964"]),
        ("'''", ["'''"]),
        ("\U0001f600\U0001f600", ["\U0001f600", "\U0001f600"]),
        ("James's", ["James", "'s"]),
        ("US-led's", ["US", "-", "led", "'s"]),
        ("far-reaching", ["far-reaching"]),
    ],
)
def test_tokens_by_example(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_words_are_what_is_more_than_punctuation() -> None:
    tokens = Tokens(article_of("\u201cIraq's 5\u201d \U0001f600 \u5317"))
    assert [token.start for token in all_tokens(tokens) if tokens.is_word(token)] == [1, 8, 13]


def test_a_token_of_ten_million_letters_is_cut_part_by_part() -> None:
    tokens = Tokens(article_of("x" * 10_000_000))
    here = tokens.at(5_000_000)
    assert here
    assert here.end - here.start <= 4000
    assert tokens.following(here.end) == tokens.at(here.end)


def test_parts_forgotten_are_cut_again_alike() -> None:
    tokens = Tokens(article_of("word " * 1_000_000))
    first = tokens.of_part(0)
    for at in range(600):
        tokens.of_part(at)
    assert tokens.of_part(0) == first


def test_an_article_without_blocks_has_no_tokens() -> None:
    tokens = Tokens(Article(" \n"))
    assert tokens.at(0) is tokens.following(0) is tokens.preceding(1) is tokens.nearest(0) is tokens.sentence_at(0) is None
    assert tokens.covering(0, 1) is None
    assert tokens.part_index(0) == 0


@given(articles())
@example(article_of("He came. \u201cWe won!\u201d he said. . . A"))
def test_sentences_hold_every_code_point_of_a_part_that_is_not_blank_exactly_once(article: Article) -> None:
    tokens = Tokens(article)
    for at, part in enumerate(tokens.parts):
        found = tokens.sentences_of_part(at)
        assert all(left.end <= right.start for left, right in pairwise(found))
        assert all(article.text[start:end] == article.text[start:end].strip() for start, end in found)
        held = "".join(article.text[start:end] for start, end in found)
        assert "".join(held.split()) == "".join(article.text[part.start : part.end].split())


@given(st.data())
def test_the_sentence_at_an_offset_holds_it_or_comes_before(data: st.DataObject) -> None:
    article = data.draw(articles())
    tokens = Tokens(article)
    offset = data.draw(offsets(article.text))
    found = tokens.sentence_at(offset)
    everything = [sentence for at in range(len(tokens.parts)) for sentence in tokens.sentences_of_part(at)]
    begun = [sentence for sentence in everything if sentence.start <= offset]
    assert found == (begun[-1] if begun else everything[0] if everything else None)


def test_before_the_first_sentence_stands_the_first() -> None:
    assert Tokens(article_of("  He came. He saw.")).sentence_at(0) == (2, 10)


@pytest.mark.parametrize(
    "text",
    [
        "He came. | He saw.",
        "\u201cWe won!\u201d | He left.",
        "Was it so? | (It was.) | \u201cYes.\u201d",
        "He met Mr. Lee in Jan. 2016 with Gen. Ray.",
        "The U.S. army | left.".replace(" | ", " "),
        "It rose by 17.1 per cent. | It fell.",
        "... and so on.",
        "They left... | Then they came back.",
        "J. R. Lee came.",
        "\u4ed6\u6765\u4e86\u3002 | \u4ed6\u8d70\u4e86\u3002",
        "\u062c\u0627\u0621. | \u0630\u0647\u0628.",
        "\u0935\u0939 \u0906\u092f\u093e\u0964 | \u0935\u0939 \u0917\u092f\u093e\u0964",
        "one line\nand its next",
    ],
)
def test_sentences_end_where_the_bars_stand_in_these(text: str) -> None:
    assert sentences(text.replace(" | ", " ")) == text.split(" | ")


def test_occurrences_can_be_looked_for_in_a_stretch_alone() -> None:
    tokens = Tokens(article_of("Iraq, Iraq and Iraq"))
    assert tokens.occurrences("Iraq", Stretch(1, 14)) == [Stretch(6, 10)]
