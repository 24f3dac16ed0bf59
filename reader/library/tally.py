"""How many entities of an article stand in each way, kept beside each layer so that a list of 100,000 articles is read at once.

Standing is derived and never stored (`reader.core.review`). To count it from judgements and scores for each row of the list
would mean to unpack every baseline of the library, so three numbers stand in the row of each layer: how many spans are kept,
added and rejected against the baseline last used. They are changed in the very transaction that changes what they count, by the
edit's own spans only, and counted anew when another baseline is used. What is suggested is what is left of that baseline's
shown spans. `Library.check` counts them from the start with `Review`.

In the same way `baseline.doubts` is how many doubts (`reader.core.doubts`) a baseline has, and `layer.settled` how many of those
of the baseline last used a judgement of the layer overlaps. To find the judgements that overlap a doubt without reading them all,
`layer.longest` is a length that no judgement of the layer exceeds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from reader.core.doubts import Cover, doubts
from reader.core.review import Standing, standing_of
from reader.core.surfaces import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.core.article import Article
    from reader.core.layers import Verdict
    from reader.core.spans import Span

Name = tuple[str, str]
"""What an entity index counts as one: a label, and the surface as `name_of` has it."""

COUNTED = (Standing.KEPT, Standing.ADDED, Standing.REJECTED)
"""The standings that a layer's row counts, in the order of its columns."""


class Ground:
    """What judgements on one article are held against: its text, its folded blocks, and the spans and doubts of one baseline.

    None of this ever changes, so a ground may be held as long as one likes.
    """

    def __init__(
        self, article: Article, found: Mapping[Span, float | None] | None = None, near: Mapping[Span, float] | None = None
    ) -> None:
        """Hold judgements against an article, and the spans and alternatives that a baseline has there (None: no baseline)."""
        self._article = article
        self._found = found or {}
        self._near = near or {}

    @cached_property
    def doubts(self) -> list[Span]:
        """The doubts of the baseline, in text order; none overlaps another. Found on use: an article opens without them."""
        return doubts(self._article, self._found, self._near)

    @cached_property
    def _doubt_ends(self) -> list[int]:
        return [span.end for span in self.doubts]

    def shown(self) -> int:
        """Return how many of the baseline's spans the page shows."""
        return len(self.seen())

    def seen(self) -> list[Span]:
        """Return the baseline's spans that the page shows."""
        if not self._article.folded:
            return list(self._found)
        return [span for span in self._found if self._article.shows(span.start, span.end)]

    def count(self, verdicts: Mapping[Span, Verdict | None]) -> Counter[Standing | None]:
        """Return how many of these spans stand in each way under these verdicts (None: not judged)."""
        return Counter(standing for _, standing in self._standings(verdicts))

    def names(self, spans: Iterable[Span]) -> Counter[Name]:
        """Return how often each name stands among some spans."""
        return Counter(name for span in spans if (name := self._name(span)))

    def names_by_standing(self, verdicts: Mapping[Span, Verdict | None]) -> Counter[tuple[Name, Standing]]:
        """Return how often each name stands in each way that is counted under these verdicts."""
        return Counter(
            (name, standing) for span, standing in self._standings(verdicts) if standing in COUNTED and (name := self._name(span))
        )

    def doubts_at(self, spans: Iterable[Span]) -> set[Span]:
        """Return the doubts that these spans overlap."""
        touched: set[Span] = set()
        for span in spans:
            at = bisect_right(self._doubt_ends, span.start)
            while at < len(self.doubts) and self.doubts[at].start < span.end:
                touched.add(self.doubts[at])
                at += 1
        return touched

    def settled(self, judged: Iterable[Span]) -> int:
        """Return how many doubts are settled where these are all the judged spans."""
        cover = Cover(judged)
        return sum(map(cover.touches, self.doubts))

    def _standings(self, verdicts: Mapping[Span, Verdict | None]) -> Iterator[tuple[Span, Standing | None]]:
        for span, verdict in verdicts.items():
            yield span, standing_of(self._article, span, verdict, in_baseline=span in self._found)

    def _name(self, span: Span) -> Name | None:
        surface = name_of(self._article.text[span.start : span.end])
        return (span.label, surface) if surface else None
