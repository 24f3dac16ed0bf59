"""What an article cost its analyst: keys, edits and active seconds. Kept in the library, and told to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE_SECONDS = 30.0
"""A longer rest between two keys counts as this much: whoever reads on does press a key now and then."""


class Effort(NamedTuple):
    """Keys pressed, edits made (undo and redo too) and seconds of activity."""

    keys: int = 0
    edits: int = 0
    seconds: float = 0.0

    def plus(self, other: Effort) -> Effort:
        """Return both together."""
        return Effort(self.keys + other.keys, self.edits + other.edits, self.seconds + other.seconds)

    def __str__(self) -> str:
        """Say it: "123 keys, 1 edit, 5 min 12 s"."""
        minutes, seconds = divmod(round(self.seconds), 60)
        keys, edits = (f"{count} {word}{'' if count == 1 else 's'}" for count, word in ((self.keys, "key"), (self.edits, "edit")))
        return f"{keys}, {edits}, {f'{minutes} min ' if minutes else ''}{seconds} s"


class Meter:
    """Measures effort as it is made."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start at nothing.

        clock: seconds that only ever grow, such as `time.monotonic`.
        """
        self._clock = clock
        self._last: float | None = None
        self.spent = Effort()
        """What was measured since the last time it was taken."""

    def key(self) -> None:
        """Count a key, and the time since the one before."""
        now = self._clock()
        rest = min(now - self._last, IDLE_SECONDS) if self._last is not None else 0.0
        self._last = now
        self.spent = self.spent.plus(Effort(keys=1, seconds=rest))

    def edit(self) -> None:
        """Count an edit."""
        self.spent = self.spent.plus(Effort(edits=1))

    def take(self) -> Effort:
        """Return what was measured since the last time, and begin anew."""
        taken, self.spent = self.spent, Effort()
        return taken
