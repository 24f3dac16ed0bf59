"""What hypothesis draws: articles in all scripts, spans, judgements, edits, baselines."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind, Metadata, normalise
from reader.core.baselines import Baseline, Tagger
from reader.core.history import Edit, Step
from reader.core.layers import How, Judgement, Verdict
from reader.core.spans import Span, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

FRAGMENTS = [
    "Acme",
    " ",
    "\n",
    "\r\n",
    "😀",
    "👩‍👩‍👧",
    "e\u0301",
    "q\u0323\u0307",
    "\u00a0",
    "שלום",
    "\u202eabc\u202c",
    "北京",
    "'",
    '"',
]
words: SearchStrategy[str] = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
texts: SearchStrategy[str] = st.lists(st.sampled_from(FRAGMENTS) | words, max_size=20).map("".join).map(normalise)
digests: SearchStrategy[str] = st.text("0123456789abcdef", min_size=64, max_size=64)
labels: SearchStrategy[str] = st.sampled_from(["PERSON", "ORG", "GPE"]) | words
zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=zones)  # noqa: DTZ001  the bounds of a strategy are naive
metadata = st.builds(Metadata, *[words] * 7)
taggers = st.builds(Tagger, words, words, digests)
scores = st.none() | st.floats(0, 1)


@st.composite
def articles(draw: DrawFn, text: SearchStrategy[str] = texts) -> Article:
    """An article whose blocks, some of them folded, lie anywhere."""
    body = draw(text)
    cuts = sorted(draw(st.sets(st.integers(0, len(body)), max_size=8)))
    blocks = [Block(draw(st.sampled_from(BlockKind)), start, end) for start, end in pairwise(cuts) if draw(st.booleans())]
    return Article(body, tuple(blocks), draw(metadata))


@st.composite
def spans(draw: DrawFn, farthest: int = 40) -> Span:
    """A span anywhere up to an offset."""
    start = draw(st.integers(0, farthest - 1))
    return Span(start, draw(st.integers(start + 1, farthest)), draw(labels))


def judgements(of: SearchStrategy[Span]) -> SearchStrategy[Judgement]:
    """A judgement on one of these spans."""
    return st.builds(Judgement, of, st.sampled_from(Verdict), st.sampled_from(How), times, words)


def edits(article: str, author: str, of: SearchStrategy[Span]) -> SearchStrategy[Edit]:
    """Any edit of one layer, whether or not its layer holds what it takes out."""
    some = st.lists(judgements(of), max_size=6, unique_by=lambda judgement: judgement.span).map(tuple)
    marks = st.sampled_from([None, True, False])
    origins = st.sampled_from(["one", "two", "שלום"])
    return st.builds(Edit, st.just(article), st.just(author), times, words, some, some, marks, st.sampled_from(Step), origins)


def baseline(article: Article, tagger: Tagger, scored: Iterable[tuple[Span, float | None]]) -> Baseline:
    """Return a baseline of an article, its spans in reading order."""
    found = dict(scored)
    return Baseline(article.digest, tagger, {span: found[span] for span in sorted(found, key=reading_order)})
