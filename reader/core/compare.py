"""Compares two sets of spans of one article: a layer and a baseline, two layers, or a gold standard and what a tagger found.

One side is called gold, the other found; swapping them swaps precision and recall and nothing else. Scores come in the four
ways of SemEval-2013 task 9.1 (Segura-Bedmar et al. 2013), as nervaluate has them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.core.spans import Span, SpanIndex, reading_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Pair = tuple[Span, Span]
"""A gold span and the found span that stands for it; they overlap."""


class Way(StrEnum):
    """What makes a pair right."""

    STRICT = "strict"
    """The same bounds and the same label."""
    EXACT = "exact"
    """The same bounds, whatever the label."""
    PARTIAL = "partial"
    """The same bounds; any other overlap counts half, whatever the label."""
    TYPE = "type"
    """The same label, whatever the bounds."""


@dataclass(frozen=True, slots=True)
class Side:
    """What became of the spans of one side. alone: in no pair, which is missed for gold and spurious for found."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    alone: int = 0

    def __add__(self, other: Side) -> Side:
        """Return the counts of both together."""
        return Side(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.alone + other.alone,
        )

    @property
    def size(self) -> int:
        """How many spans there are."""
        return self.correct + self.partial + self.incorrect + self.alone

    @property
    def credit(self) -> float:
        """How many of them count as right."""
        return self.correct + self.partial / 2


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of both sides in one way, of one label or of all.

    In total both sides have the same credit; of one label they need not.
    """

    gold: Side = Side()
    found: Side = Side()

    def __add__(self, other: Tally) -> Tally:
        """Return the counts of both together."""
        return Tally(self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """The part of the found spans that is right; None when nothing was found."""
        return self.found.credit / self.found.size if self.found.size else None

    @property
    def recall(self) -> float | None:
        """The part of the gold spans that was found; None when there are none."""
        return self.gold.credit / self.gold.size if self.gold.size else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; 0 when only one side has spans, None when neither has."""
        precision, recall = self.precision, self.recall
        if precision is None and recall is None:
            return None
        if not precision or not recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the spans of one article stand for each other. All in reading order; no span is in two places.

    missed: gold spans that nothing stands for. spurious: found spans that stand for nothing.
    """

    pairs: tuple[Pair, ...]
    missed: tuple[Span, ...]
    spurious: tuple[Span, ...]

    @property
    def agreed(self) -> list[Span]:
        """The spans that both sides have."""
        return [gold for gold, found in self.pairs if gold == found]

    @property
    def wrong_label(self) -> list[Pair]:
        """The pairs with the same bounds and another label."""
        return [(gold, found) for gold, found in self.pairs if _same_bounds(gold, found) and gold.label != found.label]

    @property
    def wrong_bounds(self) -> list[Pair]:
        """The pairs with the same label and other bounds."""
        return [(gold, found) for gold, found in self.pairs if gold.label == found.label and not _same_bounds(gold, found)]

    @property
    def wrong_both(self) -> list[Pair]:
        """The pairs that only overlap."""
        return [(gold, found) for gold, found in self.pairs if gold.label != found.label and not _same_bounds(gold, found)]


def compare(gold: Iterable[Span], found: Iterable[Span], *, labels: Collection[str] | None = None) -> Comparison:
    """Pair the spans of one article, each with at most one of the other side.

    Of all overlapping pairs the best is taken first, then the best of what is left, and so on. Best is: the same span; else the
    same bounds; else the same label; else any overlap; among these the longest overlap, then the least difference of bounds,
    then the first in the text. No two pairs that share a span rank equal, and the rank does not know which side is gold: so the
    outcome depends neither on the order of the spans nor on which side is which. Spans may nest and overlap; equal ones count
    once. Greedy, not maximal: the best pair is never given up to make two worse ones.

    Args:
        gold: The spans that are taken for right.
        found: The spans to be measured.
        labels: Only spans with these labels are looked at; None for all.
    """
    left, right = (SpanIndex(span for span in side if labels is None or span.label in labels) for side in (gold, found))
    candidates = [(one, other) for one in left for other in right.overlapping(one.start, one.end)]
    taken: dict[Span, Span] = {}
    free = set(right)
    for one, other in sorted(candidates, key=_rank):
        if one not in taken and other in free:
            taken[one] = other
            free.remove(other)
    pairs = tuple((one, taken[one]) for one in left if one in taken)
    return Comparison(pairs, tuple(one for one in left if one not in taken), tuple(sorted(free, key=reading_order)))


def tally(comparisons: Iterable[Comparison], way: Way) -> dict[str, Tally]:
    """Return the counts of some articles in one way, by label, in alphabetical order.

    Each span counts under its own label. So the labels add up to the `total`; and a label's precision and recall may rest on
    pairs with another label, where the way allows it.
    """
    gold: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for comparison in comparisons:
        for one, other in comparison.pairs:
            outcome = _outcome(one, other, way)
            gold[one.label, outcome] += 1
            found[other.label, outcome] += 1
        gold.update((span.label, "alone") for span in comparison.missed)
        found.update((span.label, "alone") for span in comparison.spurious)
    labels = sorted({label for label, _ in (*gold, *found)})
    return {label: Tally(_side(gold, label), _side(found, label)) for label in labels}


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the counts of all labels or articles together."""
    return sum(tallies, Tally())


def confusion(comparisons: Iterable[Comparison]) -> dict[tuple[str, str], int]:
    """Return how often a gold span of one label was paired with a found span of another or the same: (gold, found): times."""
    counts = Counter((one.label, other.label) for comparison in comparisons for one, other in comparison.pairs)
    return dict(sorted(counts.items()))


def _same_bounds(one: Span, other: Span) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _outcome(one: Span, other: Span, way: Way) -> str:
    same_bounds, same_label = _same_bounds(one, other), one.label == other.label
    if way is Way.PARTIAL:
        return "correct" if same_bounds else "partial"
    right = {Way.STRICT: same_bounds and same_label, Way.EXACT: same_bounds, Way.TYPE: same_label}[way]
    return "correct" if right else "incorrect"


def _side(counts: Counter[tuple[str, str]], label: str) -> Side:
    return Side(*(counts[label, outcome] for outcome in ("correct", "partial", "incorrect", "alone")))


def _rank(pair: Pair) -> tuple[int, int, int, int, int, list[str]]:
    """Return the place of a pair in the order in which they are taken; symmetric, and never equal for pairs that share a span."""
    one, other = pair
    likeness = 2 * (not _same_bounds(one, other)) + (one.label != other.label)
    overlap = min(one.end, other.end) - max(one.start, other.start)
    difference = abs(one.start - other.start) + abs(one.end - other.end)
    return (likeness, -overlap, difference, one.start + other.start, one.end + other.end, sorted((one.label, other.label)))
