"""How sure an entity is, once the whole article has been read: surer if its name is found alike elsewhere, less if otherwise.

The weights of the evidence are those of a logistic regression on development texts: see the model card.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from math import exp, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.baseline.mentions import Mention
    from reader.baseline.page import Page, Surface

_BASE, _OWN, _ALIKE, _OTHERWISE, _PARTS = -0.43, 1.28, 0.63, 0.65, 0.69
"""The weights: of nothing, of the log-odds of the mention's own score, of how far those of the mean of equal names with its label
lie above it, of each equal name with another label, and of the surest name with another label that shares a word with it."""
_MOST = 3
"""Equal names with another label that count."""
_LEAST = 0.01
"""Scores are no nearer to 0 and 1."""
_SHORTEST_WORD = 3
_PLACES = frozenset({"GPE", "LOC", "NORP"})
"""Labels that a name inside a longer name may well have: "Mosul" in "University of Mosul"."""


def agreed(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with scores that the others of the text have weighed in on."""
    names = _Names(page, mentions)
    return [mention if mention.score is None else replace(mention, score=names.weighed(mention)) for mention in mentions]


@dataclass(slots=True)
class _Tally:
    """The scores of one surface with one label, added up."""

    times: int = 0
    sum: float = 0.0
    best: float = 0.0

    def add(self, score: float) -> None:
        self.times, self.sum, self.best = self.times + 1, self.sum + score, max(self.best, score)


@dataclass(slots=True)
class _Names:
    """What an article calls what: by surface in small letters, and by capitalised word."""

    page: Page
    mentions: Sequence[Mention]
    surfaces: dict[Surface, dict[str, _Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(_Tally)))
    words: dict[str, set[Surface]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for mention in self.mentions:
            surface = self._surface(mention)
            self.surfaces[surface][mention.label].add(1.0 if mention.score is None else mention.score)
            for word in self._capitalised(mention):
                self.words[word].add(surface)

    def weighed(self, mention: Mention) -> float:
        own = mention.score or 0.0
        labels = self.surfaces[self._surface(mention)]
        same = labels[mention.label]
        evidence = _BASE + _OWN * _odds(own)
        if same.times > 1:
            evidence += _ALIKE * (_odds((same.sum - own) / (same.times - 1)) - _odds(own))
        evidence -= _OTHERWISE * min(_MOST, sum(tally.times for label, tally in labels.items() if label != mention.label))
        evidence -= _PARTS * max(self._contrary(mention), default=0.0)
        return round(1 / (1 + exp(-evidence)), 4)

    def _contrary(self, mention: Mention) -> Iterable[float]:
        """Yield the scores of other names with another label that share a word with a mention, but for places in longer names."""
        own = self._surface(mention)
        for surface in {other for word in self._capitalised(mention) for other in self.words[word]} - {own}:
            for label, tally in self.surfaces[surface].items():
                inner = mention.label if len(own) < len(surface) else label
                if label != mention.label and (inner not in _PLACES or len(own) == len(surface)):
                    yield tally.best

    def _surface(self, mention: Mention) -> Surface:
        return tuple(word.lower() for word in self.page.surface(mention.start, mention.end))

    def _capitalised(self, mention: Mention) -> list[str]:
        words = self.page.surface(mention.start, mention.end)
        return [word for word in words if len(word) >= _SHORTEST_WORD and word[0].isupper()]


def _odds(score: float) -> float:
    held = min(1 - _LEAST, max(_LEAST, score))
    return log(held / (1 - held))
