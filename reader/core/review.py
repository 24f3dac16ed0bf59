"""Standing: what a baseline and a layer together make of each span. Derived, never stored."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.core.layers import Judgement, Layer, Verdict
from reader.core.spans import Span, SpanIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from reader.core.article import Article
    from reader.core.baselines import Baseline


class Standing(StrEnum):
    """What baseline and layer together make of a span."""

    SUGGESTED = "suggested"
    KEPT = "kept"
    ADDED = "added"
    REJECTED = "rejected"


def standing_of(article: Article, span: Span, verdict: Verdict | None, *, in_baseline: bool) -> Standing | None:
    """Return how a span stands under a verdict (None: not judged); None if it has no standing.

    in_baseline: whether the baseline found this very span.
    """
    if not article.shows(span.start, span.end):
        return None
    return _FOUND[verdict] if in_baseline else _NOT_FOUND[verdict] if span.end <= len(article.text) else None


_FOUND = {None: Standing.SUGGESTED, Verdict.IS: Standing.KEPT, Verdict.IS_NOT: Standing.REJECTED}
_NOT_FOUND = {None: None, Verdict.IS: Standing.ADDED, Verdict.IS_NOT: None}


def standings_of(
    article: Article, verdicts: Iterable[tuple[Span, Verdict | None]], found: Container[Span]
) -> list[tuple[Span, Standing | None]]:
    """Return what `standing_of` does for each of many spans, in a fraction of the time. found: what the baseline found."""
    if article.folded:
        return [(span, standing_of(article, span, verdict, in_baseline=span in found)) for span, verdict in verdicts]
    end = len(article.text)
    return [
        (span, _FOUND[verdict] if span in found else _NOT_FOUND[verdict] if span[1] <= end else None)
        for span, verdict in verdicts
    ]


class Entity(NamedTuple):
    """A span with its standing.

    score: the baseline's probability; None where it gives none or did not find the span.
    judgement: the analyst's word; None while only suggested.
    """

    span: Span
    standing: Standing
    score: float | None = None
    judgement: Judgement | None = None


class Review:
    """The entities of one article as baseline and layer make them.

    Spans in folded blocks have no standing: nobody is asked to judge what nobody sees.
    """

    def __init__(self, article: Article, baseline: Baseline | None, layer: Layer) -> None:
        """Derive every standing; `refresh` keeps up with a layer that changes."""
        self._article = article
        self._layer = layer
        self.baseline = baseline
        self._scores: Mapping[Span, float | None] = baseline.scores if baseline else {}
        found = baseline.index.copy() if baseline else SpanIndex()
        found.update(discard=(span for block in article.folded for span in found.overlapping(block.start, block.end)))
        self._standings = {span: standing for span, standing in standings_of(article, layer.verdicts(), self._scores) if standing}
        self._counts = Counter(self._standings.values())
        self.suggested = found.without(self._standings)
        self.entities = found
        self.entities.update(add=self._standings)

    def standing(self, span: Span) -> Standing | None:
        """Return the standing of this very span; None if it has none."""
        return standing_of(self._article, span, self._layer.verdict(span), in_baseline=span in self._scores)

    def entity(self, span: Span) -> Entity | None:
        """Return the entity on this very span; None if it has no standing."""
        standing = self.standing(span)
        return Entity(span, standing, self._scores.get(span), self._layer.get(span)) if standing else None

    def overlapping(self, start: int, end: int) -> list[Entity]:
        """Return the entities that share a code point with [start, end), in reading order."""
        return [entity for span in self.entities.overlapping(start, end) if (entity := self.entity(span))]

    def is_suggested_by_baseline(self, span: Span) -> bool:
        """Tell whether the baseline found this very span (and the page shows it)."""
        return span in self._scores and self._article.shows(span.start, span.end)

    def is_changed(self, span: Span) -> bool:
        """Tell whether a span is rejected and an added one overlaps it: relabelled, or with other bounds."""
        return self.standing(span) is Standing.REJECTED and any(
            self.standing(other) is Standing.ADDED for other in self.entities.overlapping(span.start, span.end)
        )

    def counts(self) -> dict[Standing, int]:
        """Return how many entities stand in each way."""
        return {standing: self._counts[standing] for standing in Standing} | {Standing.SUGGESTED: len(self.suggested)}

    def changed(self) -> int:
        """Return how many spans are changed (see `is_changed`)."""
        return sum(self.is_changed(span) for span in self._layer)

    def walk(self, start: Span | int, accepts: Callable[[Span], bool], *, back: bool = False) -> Iterator[Span]:
        """Yield the entities after (with back: before) a span or an offset that pass a test, nearest first."""
        find = self.entities.before if back else self.entities.after
        span = find(start)
        while span is not None:
            if accepts(span):
                yield span
            span = find(span)

    def refresh(self, spans: Iterable[Span]) -> None:
        """Take in that the layer changed on these spans."""
        standings = standings_of(self._article, self._layer.verdicts_on(spans), self._scores)
        suggested = [span for span, standing in standings if standing is Standing.SUGGESTED]
        judged = {span: standing for span, standing in standings if standing and standing is not Standing.SUGGESTED}
        gone = [span for span, standing in standings if not standing]
        # Counts are kept, for to count anew at every key would take as long as the layer is large.
        self._counts -= Counter(stood for span, _ in standings if (stood := self._standings.pop(span, None)))
        self._counts += Counter(judged.values())
        self._standings |= judged
        self.entities.update(add=[*suggested, *judged], discard=gone)
        self.suggested.update(add=suggested, discard=[*judged, *gone])
