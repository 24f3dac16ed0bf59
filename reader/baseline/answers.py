"""What the worker's client tells its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.core.baselines import Baseline, Tagger


class Ready(NamedTuple):
    """The tagger is loaded."""

    tagger: Tagger


class Progress(NamedTuple):
    """How much of one article is done: a share in [0, 1]."""

    job: int
    text_digest: str
    share: float


class Tagged(NamedTuple):
    """The baseline that was asked for."""

    job: int
    baseline: Baseline


class Refused(NamedTuple):
    """One article gets no baseline; the others are not concerned."""

    job: int
    text_digest: str
    sentence: str


class Failed(NamedTuple):
    """There is no tagger, and no article that was asked for gets a baseline. Asking again tries again."""

    sentence: str


class Restarted(NamedTuple):
    """The worker stopped; a new one runs, and has been asked again for what was not answered."""

    sentence: str


Answer = Ready | Progress | Tagged | Refused | Failed | Restarted
