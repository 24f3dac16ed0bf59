"""What a tagger finds in a text or a part of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.core.spans import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Spans and alternatives, as `core.baselines.Baseline` has them. It grows while the parts of a text come in."""

    scores: dict[Span, float | None] = field(default_factory=dict)
    alternatives: dict[Span, float] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many spans and alternatives there are."""
        return len(self.scores) + len(self.alternatives)

    def update(self, other: Found) -> None:
        """Add what was found in the next part."""
        self.scores.update(other.scores)
        self.alternatives.update(other.alternatives)

    def clear(self) -> None:
        """Take all out."""
        self.scores.clear()
        self.alternatives.clear()
