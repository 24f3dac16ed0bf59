"""Doubts: places where a baseline says itself that it may be wrong.

What each kind is worth was measured on 20 articles that the tagger had not seen (8 of our own gold standard, 12 of GUM dev):
the share of places of that kind where the baseline was wrong or had missed an entity.

The library keeps the doubts of each baseline: whoever changes these numbers finds them anew in a migration.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, repeat
from operator import gt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.core.article import Article
    from reader.core.spans import Span

WORTH_NEAR = 0.48
"""Of the places where the tagger nearly took something."""
_NEAR = 0.2
"""Alternatives below this probability were entities in one place of five."""
_WORTH_BY_SCORE = ((0.5, 0.55), (0.7, 0.4), (0.8, 0.26))
"""Below each probability, how many suggestions were wrong in some way; above the last one, one of eight."""


def worth_of(score: float | None) -> float:
    """Return the share of suggestions of this probability that are wrong; 0 for one that is no doubt (None: no probability)."""
    if score is not None:
        for below, worth in _WORTH_BY_SCORE:
            if score < below:
                return worth
    return 0.0


def is_near(probability: float) -> bool:
    """Tell whether an alternative of this probability, where nothing was taken, is a doubt."""
    return probability >= _NEAR


class Cover:
    """Tells whether any of some spans shares a code point with a place; they never change, so it is quicker than an index."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Cover what these spans cover."""
        bounds = sorted([span[:2] for span in spans])
        self._starts = [start for start, _ in bounds]
        self._reach = [0, *accumulate((end for _, end in bounds), max)]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether one of the spans shares a code point with [start, end)."""
        return self._reach[bisect_left(self._starts, end)] > start

    def touched(self, starts: Iterable[int], ends: Iterable[int]) -> int:
        """Return how many of many places `touches` holds for."""
        before = map(bisect_left, repeat(self._starts), ends)
        return sum(map(gt, map(self._reach.__getitem__, before), starts))


def doubts(article: Article, scores: Mapping[Span, float | None], alternatives: Mapping[Span, float]) -> list[Span]:
    """Return the doubts in a baseline's spans and alternatives, in text order.

    Only what the page shows, and only one for each place: the one most worth a look.
    """
    # Sorted by worth only, for spans come nearly in order: to sort all at once would hold the interpreter's lock for long.
    by_worth: dict[float, list[Span]] = {}
    for worth, span in _all(article, scores, alternatives):
        by_worth.setdefault(worth, []).append(span)
    taken = bytearray(len(article.text) + 1)
    found: list[Span] = []
    for _, spans in sorted(by_worth.items(), reverse=True):
        for span in sorted(spans):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * (min(span.end, len(taken)) - span.start)
                found.append(span)
    return sorted(found)


def _all(
    article: Article, scores: Mapping[Span, float | None], alternatives: Mapping[Span, float]
) -> Iterator[tuple[float, Span]]:
    """Yield each doubt after its worth."""
    folded = bool(article.folded)
    for span, score in scores.items():
        worth = worth_of(score)
        if worth and not (folded and not article.shows(span.start, span.end)):
            yield worth, span
    near = [span for span, probability in alternatives.items() if is_near(probability)]
    if near:
        entities = Cover(span for span in scores if article.shows(span.start, span.end))
        for span in near:
            if article.is_taggable(span.start, span.end) and not entities.touches(span.start, span.end):
                yield WORTH_NEAR, span
