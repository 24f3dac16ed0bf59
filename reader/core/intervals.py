"""How far a score can be trusted: bootstrap confidence intervals over articles (Efron 1979, the percentile method)."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, NamedTuple

from reader.core.compare import Side, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Interval(NamedTuple):
    """Where a score lies at the level asked for. Both ends belong to it."""

    low: float
    high: float


class Intervals(NamedTuple):
    """The intervals of one tally's scores; None where there is no score, or only one article."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


def bootstrap(articles: Sequence[Tally], *, resamples: int = 1000, level: float = 0.95, seed: int = 0) -> Intervals:
    """Return how much the scores would vary with another choice of articles.

    Articles are drawn, not spans: the spans of one article are right and wrong together. The same call gives the same answer.

    Args:
        articles: The counts of each article, in one way.
        resamples: How often as many articles are drawn, with replacement.
        level: The part of the resamples that lies inside.
        seed: Of the random numbers.
    """
    if len(articles) < 2:  # noqa: PLR2004 - one article does not vary
        return Intervals(None, None, None)
    columns = [*zip(*(_row(tally) for tally in articles), strict=True)]
    numbers = random.Random(seed)  # noqa: S311 - not for secrets
    drawn = []
    for _ in range(resamples):
        picked = numbers.choices(range(len(articles)), k=len(articles))
        drawn.append(_tally([sum(map(column.__getitem__, picked)) for column in columns]))
    return Intervals(
        _interval((tally.precision for tally in drawn), level),
        _interval((tally.recall for tally in drawn), level),
        _interval((tally.f1 for tally in drawn), level),
    )


def _row(tally: Tally) -> tuple[int, ...]:
    gold, found = tally.gold, tally.found
    return (gold.correct, gold.partial, gold.size, found.correct, found.partial, found.size)


def _tally(row: Sequence[int]) -> Tally:
    """Return counts from sums of rows. What is neither correct nor partial earns nothing: which it is does not matter here."""
    sides = (Side(correct, partial, alone=size - correct - partial) for correct, partial, size in (row[:3], row[3:]))
    return Tally(*sides)


def _interval(scores: Iterable[float | None], level: float) -> Interval | None:
    """Return the middle part of some scores; resamples without one are left out."""
    ordered = sorted(score for score in scores if score is not None)
    if not ordered:
        return None
    outside = math.floor((1 - level) / 2 * len(ordered))
    return Interval(ordered[outside], ordered[-1 - outside])
