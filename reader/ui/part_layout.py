"""One part of the article: its lines, and where its marks lie on them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from reader.core.review import Standing
from reader.ui.marks import Marks
from reader.ui.set_lines import SetLines

if TYPE_CHECKING:
    from reader.core.parts import Part
    from reader.core.tokens import Stretch
    from reader.ui.looks import Look
    from reader.ui.marks import Gauge, Mark

_BADGE_RISE = 0.08
"""Ems by which a badge's letters stand above the line: midway up the small letters before it."""


class Fragment(NamedTuple):
    """The piece of a mark on one line, in px of its part.

    line: its number. surface: round the letters, without badges. box: with its badge. ahead, behind: the span begins, ends here
    rather than going on to another line. flipped: it runs right to left. badge: where its badge's letters begin, at their foot;
    None without one.
    """

    mark: Mark
    line: int
    surface: QRectF
    box: QRectF
    ahead: bool
    behind: bool
    flipped: bool
    badge: QPointF | None

    def bounds(self) -> QRectF:
        """Return all that is painted for it."""
        return self.box.adjusted(-4, -4, 4, 4)


class PartLayout(SetLines):
    """One part set in lines of one width, with its marks. Places are code points from the part's start; lengths px."""

    def __init__(self, part: Part, text: str, look: Look, gauge: Gauge, measure: float) -> None:
        """Prepare; no line is there before `mark`. text: the article's."""
        super().__init__(part, text, look, measure)
        self.marks = Marks()
        self._gauge = gauge
        self._fragments: dict[int, list[Fragment]] = {}

    def mark(self, laid: Marks) -> bool:
        """Take in the part's marks; tell whether letters may have moved."""
        self.marks = laid
        self._fragments = {}
        return self.space(laid.spacing, laid.inset)

    def fragments(self, number: int) -> list[Fragment]:
        """Return the pieces of its marks on one line, outer ones before inner ones; measured when first asked for."""
        pieces = self._fragments.get(number)
        if pieces is None:
            held = self.line_places(number)
            marks = [mark for mark in self.marks.marks if mark.start < held.end and held.start < mark.end]
            pieces = self._fragments[number] = [self._fragment(mark, number, held) for mark in marks]
        return pieces

    def surface(self, start: int, end: int, number: int) -> tuple[QRectF, bool]:
        """Return the rectangle round the letters between two places on one line, without badges, and whether it is flipped."""
        held = self.line_places(number)
        low, high = max(start, held.start), min(end, held.end)
        left, right, flipped = self.edges(low, high, number)
        natural = self.ink_of(number)
        left, right = max(left, natural.left()), max(min(right, natural.right()), left + 1)
        base = self.line_top(number) + self.look.rise
        return QRectF(left, base - self.look.tall, right - left, self.look.tall + self.look.deep), flipped

    def bare_runs(self, piece: Fragment) -> list[tuple[float, float]]:
        """Return from where to where the letters of a piece lie in no mark but rejected ones, nor beside its badge."""
        runs = [(piece.surface.left(), piece.surface.right())]
        for other in self.fragments(piece.line):
            if other.mark.entity.standing is not Standing.REJECTED:
                low, high = other.box.left(), other.box.right()
                cut = [((left, min(right, low)), (max(left, high), right)) for left, right in runs]
                runs = [(left, right) for pair in cut for left, right in pair if right - left > 1]
        return runs

    def _fragment(self, mark: Mark, number: int, held: Stretch) -> Fragment:
        surface, flipped = self.surface(mark.start, mark.end, number)
        ahead, behind = mark.opens and held.start <= mark.start, mark.closes and mark.end <= held.end
        before = mark.before if ahead else 0.0
        after = mark.skipped + mark.room if behind else 0.0
        if behind and not mark.room:
            after = self._gauge.air + mark.depth * self._gauge.quiet_step
        grow = min(mark.depth, 1.5) * self._gauge.air
        sides = (after, before) if flipped else (before, after)
        box = surface.adjusted(-sides[0], -grow, sides[1], grow)
        badge = self._badge_place(mark, surface, flipped=flipped) if behind and mark.room else None
        return Fragment(mark, number, surface, box, ahead, behind, flipped, badge)

    def _badge_place(self, mark: Mark, surface: QRectF, *, flipped: bool) -> QPointF:
        """Return where a badge's letters begin: midway up the small letters before it."""
        gauge, shift = self._gauge, self._gauge.loose if mark.entity.standing is Standing.SUGGESTED else 0.0
        y = round(surface.top() + self.look.tall - self.look.pixels * _BADGE_RISE)
        if flipped:
            return QPointF(surface.left() - mark.skipped - mark.room + gauge.behind - shift, y)
        return QPointF(surface.right() + mark.skipped + gauge.ahead + shift, y)


def changed_lines(touched: Stretch, before: tuple[list[int], Marks], after: tuple[list[int], Marks]) -> tuple[int, int]:
    """Return the first and the last line of a part that an edit changed; the last may lie beyond its lines.

    before, after: where the part's lines began, and its marks.
    """
    low, high = touched
    marks = sorted((mark.start, mark.end) for mark in (*before[1].marks, *after[1].marks))
    # A mark that came or went changes the look of those it meets, and they of those they meet.
    for start, end in (*marks, *reversed(marks)):
        if start < high and low < end:
            low, high = min(low, start), max(high, end)
    starts = before[0], after[0]
    first = min(bisect_right(begins, low) - 1 for begins in starts)
    last = max(bisect_right(begins, high - 1) - 1 for begins in starts)
    if before[0] != after[0]:
        pairs = list(zip_longest(*starts))
        differing = [number for number, (old, new) in enumerate(pairs) if old != new]
        # A line that begins elsewhere has changed, and so has the one before it, which ends elsewhere.
        first, last = min(first, differing[0] - 1), max(last, differing[-1])
    return max(0, first), last
