"""What analysts say: judgements, and the layer that holds those of one analyst on one article."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


class Verdict(StrEnum):
    """What an analyst says of a span."""

    IS = "is"
    IS_NOT = "is not"


class How(StrEnum):
    """How a judgement came about: a gold standard made by waving suggestions through is worth less than one made by hand."""

    KEYED = "keyed"
    BULK = "bulk"
    SPREAD = "spread"
    BLIND = "blind"
    IMPORTED = "imported"


class Judgement(NamedTuple):
    """An analyst's word on one span: is, or is not, an entity of that label.

    at: when, with a time zone.
    """

    span: Span
    verdict: Verdict
    how: How
    at: datetime
    note: str = ""

    def says_the_same(self, other: Judgement | None) -> bool:
        """Tell whether another judgement differs in nothing but its time."""
        return other is not None and (self.span, self.verdict, self.how, self.note) == (
            other.span,
            other.verdict,
            other.how,
            other.note,
        )


class Layer(Mapping[Span, Judgement]):
    """All judgements of one analyst on one article: at most one for each span.

    article: the `Article.digest` it is about.
    finished: the analyst's word that the article is done.
    """

    def __init__(self, article: str, author: str, judgements: Iterable[Judgement] = (), *, finished: bool = False) -> None:
        """Hold these judgements; of two on one span the later given counts."""
        self.article = article
        self.author = author
        self.finished = finished
        self._judgements = {judgement.span: judgement for judgement in judgements}

    def __getitem__(self, span: Span) -> Judgement:
        """Return the judgement on this very span. Raises KeyError if there is none."""
        return self._judgements[span]

    def __contains__(self, span: object) -> bool:
        """Tell whether this very span is judged."""
        return span in self._judgements

    def __iter__(self) -> Iterator[Span]:
        """Yield the judged spans, in no order that matters."""
        return iter(self._judgements)

    def __len__(self) -> int:
        """Return how many spans are judged."""
        return len(self._judgements)

    def verdict(self, span: Span) -> Verdict | None:
        """Return what is said of this very span; None if nothing is."""
        judgement = self._judgements.get(span)
        return judgement.verdict if judgement else None

    def verdicts(self) -> Iterator[tuple[Span, Verdict]]:
        """Yield what is said of each judged span."""
        return ((span, judgement.verdict) for span, judgement in self._judgements.items())

    def verdicts_on(self, spans: Iterable[Span]) -> Iterator[tuple[Span, Verdict | None]]:
        """Yield what is said of each of some spans; None if nothing is."""
        find = self._judgements.get
        return ((span, judgement.verdict if (judgement := find(span)) else None) for span in spans)

    @property
    def positive(self) -> frozenset[Span]:
        """The spans judged to be entities: the article's gold once it is finished."""
        return frozenset(span for span, judgement in self._judgements.items() if judgement.verdict is Verdict.IS)

    def apply(self, removed: Iterable[Judgement], added: Iterable[Judgement], *, finished: bool | None = None) -> None:
        """Take judgements out and put others in. `Session` alone calls this, after its journal has the edit."""
        for judgement in removed:
            self._judgements.pop(judgement.span, None)
        for judgement in added:
            self._judgements[judgement.span] = judgement
        if finished is not None:
            self.finished = finished
