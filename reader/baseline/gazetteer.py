"""Names that an analyst has judged before, found again: what a tagger of any kind missed, or gave another label.

It looks at the text and at what was found, not at tokens, so it stands behind every spaCy pipeline alike.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, TypeVar

from reader.baseline.blanks import plain
from reader.baseline.found import Found
from reader.core.spans import Span, SpanIndex, reading_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.core.baselines import Tagger

SCORE = 0.7
"""Of what it says. With one analyst's articles all of eight such spans were right, with other people's fewer than half."""

_WORD = re.compile(r"\w+")
_Score = TypeVar("_Score", float, float | None)


class Gazetteer:
    """Surfaces and the label of each."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        """Take the label of each surface. One without a letter or digit is passed over."""
        rows = sorted((plain(surface), label) for surface, label in labels.items())
        self._by_word: dict[str, list[tuple[int, str, str]]] = {}
        for surface, label in sorted(rows, key=lambda row: -len(row[0])):
            if first := _WORD.search(surface):
                self._by_word.setdefault(first.group(), []).append((first.start(), surface, label))
        self._digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]

    def names(self, tagger: Tagger) -> Tagger:
        """Return who a tagger is with this behind it: see `Tagger.base`."""
        return tagger.knowing(self._digest) if self._by_word else tagger

    def places(self, text: str) -> Iterator[Span]:
        """Yield where its names stand in a `plain` text, the longest at each place; none overlaps another."""
        end = 0
        for word in _WORD.finditer(text):
            for before, surface, label in self._by_word.get(word.group(), ()):
                start = word.start() - before
                if start >= end and text.startswith(surface, start) and _stands_alone(text, start, start + len(surface)):
                    end = start + len(surface)
                    yield Span(start, end, label)
                    break

    def put_right(self, text: str, offset: int, found: Found) -> Found:
        """Return what was found in a part of a text with its names in it.

        A name is put where nothing is, in place of an entity with its bounds, and of entities within it; those become
        alternatives. It gives way to what reaches further than it does, and to what a rule is certain of.

        Args:
            text: The part as the tagger read it.
            offset: Where the part begins, in code points.
            found: What the tagger found in it.
        """
        index = SpanIndex(found.scores)
        scores, near = dict(found.scores), dict(found.alternatives)
        for place in self.places(text):
            name = Span(offset + place.start, offset + place.end, place.label)
            others = list(index.overlapping(name.start, name.end))
            if name in scores or any(_stays(other, name, scores[other]) for other in others):
                continue
            for other in others:
                near[other] = round(min(scores.pop(other) or 0, 1 - SCORE), 4)
            near.pop(name, None)
            scores[name] = SCORE
        return Found(_in_order(scores), _in_order(near))


def _stays(other: Span, name: Span, score: float | None) -> bool:
    return score is None or other.start < name.start or other.end > name.end


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no word goes on at either end."""
    return not any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))


def _in_order(scores: Mapping[Span, _Score]) -> dict[Span, _Score]:
    return {span: scores[span] for span in sorted(scores, key=reading_order)}
