"""Hypothesis strategies for what the model is made of: texts with everything that breaks offsets, articles, spans, baselines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind, normalise
from reader.core.baselines import Baseline, Tagger
from reader.core.layers import How, Judgement, Verdict
from reader.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = ("PERSON", "ORG", "GPE", "MISC")
FIRST_DAY = datetime(2016, 7, 31, 12, tzinfo=UTC)

# Each breaks some way of counting: astral letters and emoji (UTF-16), joiners and flags (graphemes), marks (NFC), NBSP and the
# Unicode line ends (Qt), right-to-left marks and scripts, carriage returns, scripts without blanks.
# fmt: off
_SNIPPETS = (
    "Mosul", "al-Obeidi", "Iraq's", "US-led", "IS-held", "T-72", "U.S.", "$17.1", "e.g.", "Red\u00a0Cross", "don\u2019t",
    "\U0001f600", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ee\U0001f1f6", "\U0001f44d\U0001f3fd", "\U00010400",
    "e\u0301", "\u1e69", "s\u0323\u0307", "a\u0300\u0301\u0302", "\u0e01\u0e33", "\u0915\u094d\u0937", "\ufb01",
    "\u0627\u0644\u0645\u0648\u0635\u0644", "\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd", "\u200f", "\ufeff", "\u200b",
    "\u5317\u4eac", "\u6771\u4eac\u3002", "\uc11c\uc6b8", "\u041c\u043e\u0441\u043a\u0432\u0430",
    ".", "?", "!", ",", "\u201c", "\u201d", "'", '"', "-", "\u2014", "(", ")", "...", "#", ">", "* ",
)
_BLANKS = (" ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\u2028", "\u3000", "\f", "")
# fmt: on


def raw_texts(*, min_size: int = 0, max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts as files hold them, before `normalise`. Sizes are in pieces, about a word each."""
    letters = st.characters(exclude_categories=["Cs"])
    pieces = st.one_of(st.sampled_from(_SNIPPETS), st.sampled_from(_BLANKS), letters)
    return st.lists(pieces, min_size=min_size, max_size=max_size).map("".join)


def texts(*, min_size: int = 0, max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts as articles hold them. Sizes are in pieces, about a word each."""
    return raw_texts(min_size=min_size, max_size=max_size).map(normalise)


def offsets(text: str) -> st.SearchStrategy[int]:
    """Places in a text, its end among them."""
    return st.integers(0, len(text))


def bounds(text: str) -> st.SearchStrategy[tuple[int, int]]:
    """The start and end of any stretch of a text that is not empty."""
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return pairs.map(lambda pair: (min(pair), max(pair)) if pair[0] != pair[1] else (pair[0] - 1, pair[0]))


def spans(text: str, *, labels: Sequence[str] = LABELS) -> st.SearchStrategy[Span]:
    """Any labelled stretch of a text that is not empty."""
    return st.builds(lambda place, label: Span(place[0], place[1], label), bounds(text), st.sampled_from(labels))


@st.composite
def articles(draw: st.DrawFn, *, min_size: int = 1, max_size: int = 30) -> Article:
    """Articles of any text and any roles, many with a block folded away. None is empty; some are blank."""
    text = draw(texts(min_size=min_size, max_size=max_size).filter(bool))
    cuts = sorted({0, len(text), *draw(st.lists(offsets(text), max_size=5))})
    kinds = st.sampled_from([BlockKind.BODY, BlockKind.REPEAT, *BlockKind])
    blocks = []
    for start, end in pairwise(cuts):
        shown = text[start:end].strip()
        if shown:
            first = text.index(shown, start)
            blocks.append(Block(draw(kinds), first, first + len(shown)))
    return Article(text, tuple(blocks))


@st.composite
def baselines(draw: st.DrawFn, article: Article, *, max_size: int = 8) -> Baseline:
    """What a tagger might have found in an article: any spans, in reading order, some with a score."""
    found = draw(st.lists(spans(article.text), unique=True, max_size=2 * max_size))
    found.sort(key=lambda span: (span.start, -span.end, span.label))
    near = set(found[::2]) if len(found) > max_size else set()
    scores = {span: draw(st.none() | st.floats(0, 1)) for span in found if span not in near}
    alternatives = {span: draw(st.floats(0, 1)) for span in found if span in near}
    return Baseline(article.digest, Tagger("fake", "1", "0" * 64), scores, alternatives)


def judgements(text: str) -> st.SearchStrategy[Judgement]:
    """Any word on any span of a text."""
    times = st.integers(0, 10_000).map(lambda seconds: FIRST_DAY + timedelta(seconds=seconds))
    notes = st.sampled_from(["", "sure", "\u201cask\u201d \U0001f914"])
    return st.builds(Judgement, spans(text), st.sampled_from(Verdict), st.sampled_from(How), times, notes)
