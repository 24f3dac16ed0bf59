"""Draws parts: the boxes behind the letters, the letters, and the signs over them. Standings are shapes; colours only help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from reader.core.review import Standing
from reader.ui.theme import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from reader.ui.badges import Badges
    from reader.ui.marks import Gauge, Mark
    from reader.ui.part_layout import Fragment, PartLayout
    from reader.ui.theme import Inks

_RADIUS = 0.17
_OVERHANG = 4
_VEIL = 0.5
"""How much of a rejected surface the page's colour hides."""

_NO_BRUSH = Qt.BrushStyle.NoBrush


class PartPainter:
    """Draws part layouts in the colours of one theme, at one zoom."""

    def __init__(self, inks: Inks, badges: Badges, gauge: Gauge) -> None:
        """Make the pens."""
        self._inks = inks
        self._badges = badges
        self._gauge = gauge
        self._radius = badges.em * _RADIUS
        self._thin = max(1.0, badges.em / 20)
        self._veil = QColor(inks.page)
        self._veil.setAlphaF(_VEIL)
        self._dashes = QPen(inks.muted, self._thin, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        self._dashes.setDashPattern([4, 3])
        self._plain = QPen(Qt.PenStyle.NoPen)

    def paint(self, painter: QPainter, laid: PartLayout, clip: QRectF) -> list[Fragment]:
        """Draw what of a part lies in the clip, and return it. The painter's origin is the part's top left; all is in its px."""
        lines = range(laid.line_at(clip.top() - _OVERHANG), laid.line_at(clip.bottom() + _OVERHANG) + 1)
        pieces = [piece for line in lines for piece in laid.fragments(line)]
        seen = [piece for piece in pieces if piece.bounds().intersects(clip)]
        for piece in seen:
            if piece.mark.is_filled:
                self._draw_box(painter, piece)
        self._draw_ornament(painter, laid)
        painter.setPen(self._inks.muted if laid.look.muted else self._inks.text)
        laid.text.draw(painter, QPointF(0, 0), [], clip)
        for piece in seen:
            self._draw_sign(painter, laid, piece)
        for piece in seen:
            if piece.badge is not None:
                self._draw_badge(painter, piece, piece.badge)
        return seen

    # The caret

    def caret_box(self, around: QRectF) -> QRectF:
        """Return the line to draw round letters or an entity's box, with a bit of air."""
        air = self._gauge.air
        return around.adjusted(-air, -air, air, air)

    def caret_reach(self, around: QRectF) -> QRectF:
        """Return all that the caret's outline may colour."""
        return self.caret_box(around).adjusted(-2 * self._thin, -2 * self._thin, 2 * self._thin, 2 * self._thin)

    def paint_caret(self, painter: QPainter, around: QRectF, *, goes_left: bool, goes_right: bool) -> None:
        """Outline the caret; open where it goes on to another line."""
        painter.setPen(QPen(self._inks.caret, self._thin * 1.5))
        painter.setBrush(_NO_BRUSH)
        self._draw_rounded(painter, self.caret_box(around), goes_left=goes_left, goes_right=goes_right)

    # Below the letters

    def _draw_box(self, painter: QPainter, piece: Fragment) -> None:
        mark = piece.mark
        ink = self._inks.of(mark.entity.span.label)
        painter.setBrush(ink.pale if mark.depth else ink.fill)
        painter.setPen(QPen(ink.line, self._thin) if mark.depth else self._plain)
        self._draw_piece(painter, piece)
        if mark.entity.standing is Standing.ADDED and piece.ahead:
            width = self._gauge.bar
            left = piece.box.right() - width if piece.flipped else piece.box.left()
            fill(painter, QRectF(left, piece.box.top(), width, piece.box.height()), ink.line)

    def _draw_ornament(self, painter: QPainter, laid: PartLayout) -> None:
        look = laid.look
        edge = laid.measure if laid.is_right_to_left else 0.0
        towards = -1 if laid.is_right_to_left else 1
        if look.bar:
            x = edge if towards > 0 else edge - self._gauge.bar
            fill(painter, QRectF(x, 0, self._gauge.bar * 1.2, laid.height), self._inks.rule)
        if look.bullet and laid.part.opens and not laid.has_own_bullet:
            size = look.pixels * 0.13
            middle = QPointF(edge + towards * look.indent * 0.5, look.rise - look.pixels * 0.28)
            painter.setPen(self._plain)
            painter.setBrush(self._inks.muted)
            painter.drawEllipse(middle, size, size)

    # Above the letters

    def _draw_sign(self, painter: QPainter, laid: PartLayout, piece: Fragment) -> None:
        standing = piece.mark.entity.standing
        if standing is Standing.SUGGESTED:
            self._draw_dots(painter, laid, piece)
        elif standing is Standing.REJECTED:
            self._draw_refusal(painter, laid, piece)

    def _draw_dots(self, painter: QPainter, laid: PartLayout, piece: Fragment) -> None:
        """Underline with square dots (round ones cost twenty times as much), on whole px so that they are crisp."""
        base = piece.surface.top() + laid.look.tall
        size = max(2.0, round(self._thin * 2))
        y = round(base + laid.look.pixels * 0.24) + min(piece.mark.depth, 2) * size * 1.5 + size / 2
        pen = QPen(self._inks.of(piece.mark.entity.span.label).line, size, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 1])
        painter.setPen(pen)
        painter.drawLine(QPointF(round(piece.surface.left()), y), QPointF(piece.surface.right(), y))

    def _draw_refusal(self, painter: QPainter, laid: PartLayout, piece: Fragment) -> None:
        y = piece.surface.top() + laid.look.tall - laid.look.pixels * 0.24
        for left, right in laid.bare_runs(piece):
            if not laid.look.muted:
                fill(painter, QRectF(left, piece.surface.top(), right - left, piece.surface.height()), self._veil)
            painter.setPen(QPen(self._inks.muted, self._thin * 1.3))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setPen(self._dashes)
        painter.setBrush(_NO_BRUSH)
        self._draw_piece(painter, piece)

    def _draw_badge(self, painter: QPainter, piece: Fragment, at: QPointF) -> None:
        label = piece.mark.entity.span.label
        if piece.mark.entity.standing is not Standing.REJECTED:
            self._badges.draw(painter, at, label, self._inks.badge(label, self._ground(piece.mark)))
            return
        self._badges.draw(painter, at, label, self._inks.muted)
        y = at.y() - self._badges.cap_height / 2
        painter.setPen(QPen(self._inks.muted, self._thin))
        painter.drawLine(QPointF(at.x() - 1, y), QPointF(at.x() + self._badges.width(label) + 1, y))

    def _ground(self, mark: Mark) -> QColor:
        """Return the colour a badge stands on: that of the box that holds it, else the page's."""
        box = mark.ground
        if box is None:
            return self._inks.page
        ink = self._inks.of(box.entity.span.label)
        return ink.pale if box.depth else ink.fill

    def _draw_piece(self, painter: QPainter, piece: Fragment) -> None:
        starts_left, starts_right = (piece.behind, piece.ahead) if piece.flipped else (piece.ahead, piece.behind)
        self._draw_rounded(painter, piece.box, goes_left=not starts_left, goes_right=not starts_right)

    def _draw_rounded(self, painter: QPainter, box: QRectF, *, goes_left: bool, goes_right: bool) -> None:
        """Draw a box with round corners; where it goes on, without the edge."""
        if not (goes_left or goes_right):
            painter.drawRoundedRect(box, self._radius, self._radius)
            return
        beyond = 3 * self._radius
        painter.save()
        painter.setClipRect(
            box.adjusted(0 if goes_left else -beyond, -beyond, 0 if goes_right else beyond, beyond),
            Qt.ClipOperation.IntersectClip,
        )
        longer = box.adjusted(-beyond if goes_left else 0, 0, beyond if goes_right else 0, 0)
        painter.drawRoundedRect(longer, self._radius, self._radius)
        painter.restore()
