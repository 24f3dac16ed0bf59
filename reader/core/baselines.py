"""What an automatic tagger found in one article."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from reader.core.spans import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.core.spans import Span


class Tagger(NamedTuple):
    """Who made a baseline.

    name: as the user names it ("reader", "en_core_web_sm", a path).
    digest: changes whenever the tagger would find something else in some text. Behind a "+" it says which names judged before
        the tagger was told.
    """

    name: str
    version: str
    digest: str

    @property
    def base(self) -> str:
        """The digest without what was told: a baseline is as good as any other of the same base, and need not be made anew."""
        return self.digest.partition("+")[0]

    def knowing(self, names: str) -> Tagger:
        """Return who this is when told certain names. names: their digest."""
        return Tagger(self.name, self.version, f"{self.base}+{names}")


@dataclass(frozen=True)
class Baseline:
    """The spans an automatic tagger found in one article. Immutable.

    text_digest: `Article.digest` of the text it was made from.
    scores: every span, in reading order, with its probability in [0, 1]; None where the tagger gives none.
    alternatives: what the tagger nearly said: spans that are not in `scores`, in reading order, with their probabilities. They
    are other labels and bounds of those spans, and places where it said nothing. Empty too where a tagger does not tell.
    """

    text_digest: str
    tagger: Tagger
    scores: Mapping[Span, float | None] = field(default_factory=dict)
    alternatives: Mapping[Span, float] = field(default_factory=dict)

    @cached_property
    def index(self) -> SpanIndex:
        """All spans by place; not to be changed."""
        return SpanIndex(self.scores)

    @cached_property
    def near(self) -> SpanIndex:
        """All alternatives by place; not to be changed."""
        return SpanIndex(self.alternatives)

    def indexed(self) -> Self:
        """Return itself with `index` made, which takes its time for a large one: on a thread that has it."""
        _ = self.index
        return self
