"""What has to be corrected, and what that costs with a mouse."""

from enum import StrEnum
from typing import NamedTuple

from reader.core.compare import compare
from reader.core.spans import Span

K_S = 0.20
"""Of one K: see `effort_keys`."""

DRAG_S, CLICK_S, HOTKEY_S = 2.4, 1.2, 0.2
"""Of a drag-and-hotkey tool, in seconds, pointing included: dragging over a stretch, clicking on one, pressing one key."""


class Kind(StrEnum):
    """What is wrong with a baseline at one place."""

    MISSING = "missing"
    SPURIOUS = "spurious"
    LABEL = "wrong label"
    BOUNDS = "wrong bounds"
    BOTH = "wrong label and bounds"
    NONE = "right"


MOUSE_S = {
    # Drag over it, press its label.
    Kind.MISSING: DRAG_S + HOTKEY_S,
    # Click on it, press delete.
    Kind.SPURIOUS: CLICK_S + HOTKEY_S,
    # Click on it, press its label.
    Kind.LABEL: CLICK_S + HOTKEY_S,
    # Drag a handle, where the tool has handles, as the best have: else it is deleted and made anew, for 4.0 s.
    Kind.BOUNDS: DRAG_S,
    # Drag a handle; it is selected now: press its label.
    Kind.BOTH: DRAG_S + HOTKEY_S,
}
FINISH_MOUSE_S = CLICK_S


class Difference(NamedTuple):
    """One place where gold and found differ; or where they agree, for an analyst who judges that too.

    gold: None for a spurious span. found: None for a missing one.
    """

    gold: Span | None
    found: Span | None

    @property
    def kind(self):
        """What is wrong."""
        if self.gold == self.found:
            return Kind.NONE
        if self.found is None or self.gold is None:
            return Kind.MISSING if self.found is None else Kind.SPURIOUS
        same_bounds = (self.gold.start, self.gold.end) == (self.found.start, self.found.end)
        if same_bounds:
            return Kind.LABEL
        return Kind.BOUNDS if self.gold.label == self.found.label else Kind.BOTH

    @property
    def start(self):
        """Where it begins."""
        return min(span.start for span in self if span)

    @property
    def end(self):
        """Where it ends."""
        return max(span.end for span in self if span)

    def left(self, found):
        """Return how much of it is left when these spans are found: 1 for all, 0 for nothing."""
        wrong = (self.gold is not None and self.gold not in found) + (self.found is not None and self.found in found)
        return (0, _HALF_LEFT if self.gold and self.found else 1, 1)[wrong]


_HALF_LEFT = 0.6
"""A wrong span beside the right one, or none at all, is a little less to correct than a wrong one in place of the right one."""


def differences(gold, found):
    """Return what has to be corrected, in text order; a pair of spans that overlap counts once."""
    outcome = compare(gold, found)
    pairs = [Difference(one, other) for one, other in outcome.pairs if one != other]
    missed = [Difference(one, None) for one in outcome.missed]
    spurious = [Difference(None, other) for other in outcome.spurious]
    return sorted([*pairs, *missed, *spurious], key=lambda difference: (difference.start, difference.end))


def mouse_seconds(wrong):
    """Return the motor time of a drag-and-hotkey tool for these differences and its finish button."""
    return sum(MOUSE_S[difference.kind] for difference in wrong) + FINISH_MOUSE_S
