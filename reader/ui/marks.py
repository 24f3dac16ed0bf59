"""Marks: the entities of one part as they are to be drawn, and the room their badges and bars need between the letters."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTextBoundaryFinder

from reader.core.review import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.core.parts import Part
    from reader.core.review import Entity
    from reader.ui.badges import Badges

# In ems of the body. A badge takes the same room whatever its standing, so that keeping and rejecting never move a letter.
_AHEAD, _BEHIND, _LOOSE = 0.21, 0.19, 0.06
_AIR = 0.09
_BAR = 0.125
_LEAD = 0.24
_QUIET_STEP = 0.05
_QUIET_AIR, _QUIET_BAR = 0.045, 0.1
_GRAPHEME_REACH = 40
_FIRST_MARK = "\u0300"
"""No letter before this one combines with others."""

_LAYERS = (Standing.REJECTED, Standing.KEPT, Standing.ADDED, Standing.SUGGESTED)


class Mark:
    """One entity in one part. Places are code points from the part's start; lengths px.

    opens, closes: the span begins, ends in this part.
    depth: how many marks it holds, one inside the other: 0 for an innermost one.
    room: what its badge takes behind the span, 0 without a badge. skipped: what the badges take of marks that end where it
    ends and lie inside it. before: how far its box reaches ahead of its first letter, with its bar.
    holder: the innermost box round all of it. crosser: the box that begins inside it and goes on where it ends.
    """

    def __init__(self, part: Part, entity: Entity) -> None:
        """Stand alone, and take no room yet."""
        span = entity.span
        self.entity = entity
        self.start, self.end = max(span.start, part.start) - part.start, min(span.end, part.end) - part.start
        self.opens, self.closes = span.start >= part.start, span.end <= part.end
        self.depth = 0
        self.room = self.skipped = self.before = 0.0
        self.holder: Mark | None = None
        self.crosser: Mark | None = None

    @property
    def ground(self) -> Mark | None:
        """The mark whose box its badge stands on; None for the page."""
        return self.crosser or (self if self.is_filled else self.holder)

    @property
    def is_filled(self) -> bool:
        """Tell whether its standing is a box rather than a line."""
        return self.entity.standing in (Standing.KEPT, Standing.ADDED)


class Marks:
    """The marks of one part, in reading order.

    spacing: px of room behind the character at a place. inset: how much of that room lies ahead of the place, so that the letters
    that end there end so much earlier.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        """Make no room yet."""
        self.marks = list(marks)
        self.spacing: dict[int, float] = {}
        self.inset: dict[int, float] = {}


class Gauge(NamedTuple):
    """The lengths marks are drawn with, in px, at one zoom.

    ahead, behind: room before and after a badge's letters. air: between a box and its letters. bar: a bar's width.
    lead: room made before a bar. quiet_step: by how much outer boxes reach farther. loose: by how much a badge without a box
    stands off.
    """

    ahead: float
    behind: float
    air: float
    bar: float
    lead: float
    quiet_step: float
    loose: float

    @classmethod
    def at(cls, em: float, *, quiet: bool = False) -> Gauge:
        """Return the lengths for a body of em px. quiet: nothing may make room, so all must fit into a blank."""
        air, bar = (_QUIET_AIR, _QUIET_BAR) if quiet else (_AIR, _BAR)
        return cls(em * _AHEAD, em * _BEHIND, em * air, em * bar, em * _LEAD, em * _QUIET_STEP, em * _LOOSE)


def lay_marks(part: Part, shown: str, entities: Iterable[Entity], gauge: Gauge, badges: Badges | None) -> Marks:
    """Return the marks of a part. badges: None in the quiet view, where nothing takes room.

    shown: the part's text as it is set.
    """
    marks = [Mark(part, entity) for entity in sorted(entities, key=_outer_first)]
    _nest(marks)
    laid = Marks(marks)
    _reach_ahead(laid, gauge)
    if badges is not None:
        _make_room(laid, shown, gauge, badges)
    return laid


def _outer_first(entity: Entity) -> tuple[int, int, int, str]:
    """Sort key: reading order; on one surface what was rejected lies round boxes, and boxes round underlines."""
    span = entity.span
    return span.start, -span.end, _LAYERS.index(entity.standing), span.label


def _nest(marks: list[Mark]) -> None:
    """Set each mark's depth. Of two that cross, the first counts as the outer one."""
    for place in range(len(marks) - 1, -1, -1):
        outer = marks[place]
        for inner in marks[place + 1 :]:
            if inner.start >= outer.end:
                break
            outer.depth = max(outer.depth, inner.depth + 1)
            if inner.end > outer.end:
                outer.crosser = inner if inner.is_filled else outer.crosser
            elif outer.is_filled and inner.holder is None:
                inner.holder = outer


def _reach_ahead(laid: Marks, gauge: Gauge) -> None:
    """Set how far each box reaches ahead of its first letter; of marks that begin together the outer one reaches farther."""
    reached: dict[int, float] = {}
    for mark in reversed(laid.marks):
        step = gauge.air if mark.start not in reached or mark.is_filled else gauge.quiet_step
        bar = gauge.bar if mark.entity.standing is Standing.ADDED and mark.opens else 0.0
        mark.before = reached[mark.start] = reached.get(mark.start, 0.0) + step + bar


def _make_room(laid: Marks, shown: str, gauge: Gauge, badges: Badges) -> None:
    rooms: dict[int, float] = defaultdict(float)
    leads: dict[int, float] = defaultdict(float)
    for mark in reversed(laid.marks):
        if mark.closes:
            mark.skipped = rooms[mark.end]
            mark.room = gauge.ahead + badges.width(mark.entity.span.label) + gauge.behind
            rooms[mark.end] += mark.room
        if mark.opens and mark.entity.standing is Standing.ADDED and mark.start:
            leads[mark.start] += gauge.lead
    for place in {*rooms, *leads}:
        if _runs_right_to_left(shown, place):
            # Qt puts the room to the right of a glyph: here that is before the next letter, and letters of a word stay joined.
            if place < len(shown) and rooms[place]:
                laid.spacing[place] = laid.spacing.get(place, 0.0) + rooms[place]
            continue
        wide = rooms[place] + leads[place]
        laid.inset[place] = wide
        laid.spacing[place - 1] = laid.spacing.get(place - 1, 0.0) + wide


def _runs_right_to_left(shown: str, place: int) -> bool:
    for letter in reversed(shown[max(0, place - 8) : place]):
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL", "EN", "AN"):
            return kind in ("R", "AL")
    return False


def grapheme_start(shown: str, place: int) -> int:
    """Return where the user-perceived character begins that holds the code point at a place."""
    if shown[place] < _FIRST_MARK:
        return place
    first = max(0, place - _GRAPHEME_REACH)
    head = shown[first : place + 1]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, head)
    finder.toEnd()
    units = finder.toPreviousBoundary()
    return first + len(head.encode("utf-16-le")[: 2 * max(0, units)].decode("utf-16-le", "replace"))
