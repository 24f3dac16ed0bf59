"""Entities of a text as plain values, for the components that change them, and where spaCy's `Doc` keeps them.

An entity's score lies in an extension attribute of its span, those of the alternatives with their group: spaCy keeps an
extension attribute by a span's bounds alone, and an alternative may have the bounds of an entity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span as SpacySpan
from spacy.tokens import SpanGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

SCORE = "reader_score"
"""The extension attribute of spaCy's spans that holds a probability in [0, 1]; None where there is none."""

ALTERNATIVES = "reader_alternatives"
"""The name of the group in `doc.spans` of what was nearly found. Its attribute "scores" has a probability for each."""

FLOOR = 0.08
"""The least probability of an alternative. Of those below it fewer than one in ten is right: training with smoothed labels
leaves a little probability everywhere."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity, or an alternative to one, in a tokenised text.

    start, end: token numbers, half-open. score: a probability in [0, 1]; None where there is none.
    """

    start: int
    end: int
    label: str
    score: float | None

    @property
    def key(self) -> tuple[int, int, str]:
        """Bounds and label."""
        return (self.start, self.end, self.label)


def has_score() -> None:
    """Make `span._.reader_score` known to spaCy."""
    if not SpacySpan.has_extension(SCORE):
        SpacySpan.set_extension(SCORE, default=None)


def entities(doc: Doc) -> list[Mention]:
    """Return the entities of a text, in order."""
    return [Mention(entity.start, entity.end, entity.label_, entity._.get(SCORE)) for entity in doc.ents]


def set_entities(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Put entities, which must not overlap, in place of those a text has."""
    spans = []
    for mention in mentions:
        span = SpacySpan(doc, mention.start, mention.end, label=mention.label)
        span._.set(SCORE, mention.score)
        spans.append(span)
    doc.ents = spans


def alternatives(doc: Doc) -> list[Mention]:
    """Return what was nearly found in a text; nothing if its tagger does not say."""
    if ALTERNATIVES not in doc.spans:
        return []
    group = doc.spans[ALTERNATIVES]
    return [Mention(span.start, span.end, span.label_, score) for span, score in zip(group, group.attrs["scores"], strict=True)]


def set_alternatives(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Put alternatives in place of those a text has.

    The entities must be set: an alternative to one is no likelier than that one leaves it, and one that equals it is none. What
    then falls below `FLOOR` is left out; of equal ones the likeliest is kept.
    """
    found = entities(doc)
    known = {mention.key for mention in found}
    at = {token: mention for mention in found for token in range(mention.start, mention.end)}
    best: dict[tuple[int, int, str], float] = {}
    for mention in mentions:
        taken = [_certainty(at[token]) for token in range(mention.start, mention.end) if token in at]
        score = round(min(mention.score or 0, 1 - max(taken, default=0)), 4)
        if mention.key not in known and score >= max(FLOOR, best.get(mention.key, 0)):
            best[mention.key] = score
    kept = sorted(best, key=lambda key: (key[0], -key[1], key[2]))
    spans = [SpacySpan(doc, start, end, label=label) for start, end, label in kept]
    scores = [best[key] for key in kept]
    doc.spans[ALTERNATIVES] = SpanGroup(doc, name=ALTERNATIVES, spans=spans, attrs={"scores": scores})


def _certainty(mention: Mention) -> float:
    return 1 if mention.score is None else mention.score
