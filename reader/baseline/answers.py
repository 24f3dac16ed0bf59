"""What the worker's client tells its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.core.baselines import Baseline, Tagger


@dataclass(frozen=True, slots=True)
class Ready:
    """The tagger is loaded."""

    tagger: Tagger


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of one article is done: a share in [0, 1]."""

    job: int
    text_digest: str
    share: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """The baseline that was asked for."""

    job: int
    baseline: Baseline


@dataclass(frozen=True, slots=True)
class Refused:
    """One article gets no baseline; the others are not concerned."""

    job: int
    text_digest: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no tagger, and no article that was asked for gets a baseline. Asking again tries again."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Restarted:
    """The worker stopped; a new one runs, and has been asked again for what was not answered."""

    sentence: str


Answer = Ready | Progress | Tagged | Refused | Failed | Restarted
