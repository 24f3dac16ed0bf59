"""How many entities of an article stand in each way, kept beside each layer so that a list of 100,000 articles is read at once.

Standing is derived and never stored (`reader.core.review`). To count it from judgements and scores for each row of the list
would mean to unpack every baseline of the library, so three numbers stand in the row of each layer: how many spans are kept,
added and rejected against the baseline last used. They are changed in the very transaction that changes what they count, by the
edit's own spans only, and counted anew when another baseline is used. What is suggested is what is left of that baseline's
shown spans. `Library.check` counts them from the start with `Review`.

In the same way `baseline.doubts` is how many doubts (`reader.core.doubts`) a baseline has, and `layer.settled` how many of those
of the baseline last used a judgement of the layer overlaps. To find the judgements that overlap a doubt without reading them all,
`layer.longest` is a length that no judgement of the layer exceeds. Where the doubts are is kept in `baseline_doubts`: to find
them in a long article takes longer than a key may.

So that lists come sorted from an index, `layer.shown`, `layer.doubts` and `article.doubts` repeat the numbers of the baseline
last used.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Self

from reader.core.doubts import Cover, doubts
from reader.core.review import Standing, standings_of
from reader.core.surfaces import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.core.article import Article
    from reader.core.baselines import Baseline
    from reader.core.layers import Verdict
    from reader.core.spans import Span

Name = tuple[str, str]
"""What an entity index counts as one: a label, and the surface as `name_of` has it."""

Standings = dict["Standing", list["Span"]]
"""The spans that stand in each way that is counted."""

Places = tuple[tuple[int, ...], tuple[int, ...]]
"""Where the doubts of a baseline start, and where they end, in text order; none overlaps another."""
NOWHERE: Places = ((), ())

COUNTED = (Standing.KEPT, Standing.ADDED, Standing.REJECTED)
"""The standings that a layer's row counts, in the order of its columns."""


class Ground:
    """What judgements on one article are held against: its text, its folded blocks, and the spans and doubts of one baseline.

    None of this ever changes, so a ground may be held as long as one likes.
    """

    def __init__(self, article: Article, found: Mapping[Span, float | None] | None = None, doubts: Places = NOWHERE) -> None:
        """Hold judgements against an article, and the spans and doubts that a baseline has there (None: no baseline)."""
        self._article = article
        self._found = found or {}
        self.doubts = doubts

    @classmethod
    def of(cls, article: Article, baseline: Baseline) -> Self:
        """Hold judgements against a baseline whose doubts are not known yet."""
        return cls(article, baseline.scores, places(article, baseline.scores, baseline.alternatives))

    def shown(self) -> int:
        """Return how many of the baseline's spans the page shows."""
        return len(self.seen())

    def seen(self) -> list[Span]:
        """Return the baseline's spans that the page shows."""
        if not self._article.folded:
            return list(self._found)
        return [span for span in self._found if self._article.shows(span.start, span.end)]

    @cached_property
    def mentions(self) -> Counter[Name]:
        """How often each name stands among the baseline's spans that the page shows; not to be changed."""
        return self.names(self.seen())

    def counted(self) -> Self:
        """Return itself with `mentions` made, which takes its time for a long text."""
        _ = self.mentions
        return self

    def standings(self, verdicts: Mapping[Span, Verdict]) -> Standings:
        """Return how these spans stand under these verdicts."""
        standings = standings_of(self._article, verdicts.items(), self._found)
        return {standing: [span for span, each in standings if each is standing] for standing in COUNTED}

    def names(self, spans: Iterable[Span]) -> Counter[Name]:
        """Return how often each name stands among some spans."""
        text = self._article.text
        # Few surfaces make up most of a long text: each is made a name once.
        found: Counter[Name] = Counter()
        for (label, surface), count in Counter((span.label, text[span.start : span.end]) for span in spans).items():
            if name := name_of(surface):
                found[label, name] += count
        return found

    def names_by_standing(self, standings: Standings) -> Counter[tuple[Name, Standing]]:
        """Return how often each name stands in each way that is counted."""
        return Counter(
            {(name, standing): count for standing, spans in standings.items() for name, count in self.names(spans).items()}
        )

    def doubts_at(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """Return where the doubts are that these spans overlap."""
        starts, ends = self.doubts
        touched: set[int] = set()
        for span in spans:
            touched.update(range(bisect_right(ends, span.start), bisect_left(starts, span.end)))
        return [(starts[at], ends[at]) for at in touched]

    def settled(self, judged: Iterable[Span]) -> int:
        """Return how many doubts are settled where these are all the judged spans."""
        return Cover(judged).touched(*self.doubts)


def places(article: Article, found: Mapping[Span, float | None], near: Mapping[Span, float]) -> Places:
    """Return where the doubts are in the spans and alternatives of a baseline."""
    doubtful = doubts(article, found, near)
    return tuple(span.start for span in doubtful), tuple(span.end for span in doubtful)
