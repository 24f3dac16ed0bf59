"""The strip that shows each label with its key, and what the shapes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.ui.theme import Inks, fill

if TYPE_CHECKING:
    from reader.core.scheme import Label, Scheme
    from reader.ui.theme import Theme

_PAD = 6
_WIDE, _NARROW = (26, 14, 24, 6), (23, 7, 12, 4)
"""A row's height, the gaps between labels, the margins beside them and the air within, in px: in a narrow window all are less."""
_NARROW_FROM = 640


class Chip(NamedTuple):
    """One label of the legend, and where it stands in it, in px."""

    label: Label
    place: QRect


class Legend(QWidget):
    """Labels in their colours, each with its key. A click on one does what its key does."""

    chosen = Signal(str)

    def __init__(self, scheme: Scheme, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the labels of a scheme."""
        super().__init__(parent)
        self._scheme = scheme
        self._inks = Inks(theme, scheme)
        self._hidden_groups: frozenset[str] = frozenset()
        self._current: str | None = None
        self.chips: list[Chip] = []
        """The labels with their places, as they are painted."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Labels and their keys")

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._inks = Inks(theme, self._scheme)
        self.update()

    def set_hidden_groups(self, groups: frozenset[str]) -> None:
        """Dim the labels of these groups."""
        if groups != self._hidden_groups:
            self._hidden_groups = groups
            self.update()

    def set_current(self, label: str | None) -> None:
        """Mark the label of the entity under the caret."""
        changed, self._current = {label, self._current}, label
        if len(changed) > 1:
            for chip in self.chips:
                if chip.label.name in changed:
                    self.update(chip.place.adjusted(0, 0, 0, 1))

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that a narrow legend is a tall one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the rows take in this width."""
        places = self._places(width)
        return (places[-1].bottom() + 1 if places else 0) + _PAD

    def sizeHint(self) -> QSize:
        """Return what the legend would like to have."""
        return QSize(600, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrow."""
        return QSize(200, _NARROW[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the labels anew."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        places = self._places(self.width())
        self.chips = [Chip(label, place) for label, place in zip(self._scheme.labels, places, strict=True)]
        self.setFixedHeight(self.heightForWidth(self.width()))

    def _places(self, width: int) -> list[QRect]:
        metrics = QFontMetrics(self.font())
        row, gap, margin, pad = _measures(width)
        x, y, places = margin, _PAD, []
        for label in self._scheme.labels:
            wide = self._key_width(metrics, label) + metrics.horizontalAdvance(label.name) + 2 * _PAD + pad
            if x > margin and x + wide > width - margin:
                x, y = margin, y + row
            places.append(QRect(x, y, wide, row - 4))
            x += wide + gap
        return places

    def _key_width(self, metrics: QFontMetrics, label: Label) -> int:
        return max(metrics.horizontalAdvance(label.key), metrics.averageCharWidth()) + 2 * _PAD if label.key else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, self.rect(), QColor(self._inks.theme.chrome))
        painter.setPen(QColor(self._inks.theme.border))
        painter.drawLine(QPoint(0, 0), QPoint(self.width(), 0))
        for chip in self.chips:
            self._paint_chip(painter, chip)

    def _paint_chip(self, painter: QPainter, chip: Chip) -> None:
        label, place = chip.label, chip.place
        painter.setOpacity(0.4 if label.group in self._hidden_groups else 1.0)
        keyed = self._key_width(painter.fontMetrics(), label)
        if keyed:
            cap = QRectF(place.x(), place.y() + 2, keyed, place.height() - 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._inks.of(label.name).fill)
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(self._inks.text)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, label.key)
        name = QRectF(place.x() + keyed + _PAD, place.y(), place.width() - keyed, place.height())
        chosen = label.name == self._current
        painter.setPen(self._inks.text if chosen else self._inks.muted)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, label.name)
        if chosen:
            line = place.bottom()
            painter.drawLine(QPoint(int(name.x()), line), QPoint(place.right() - 2 * _PAD, line))
        painter.setOpacity(1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the key of the label under the mouse does."""
        chip = self._chip_at(event.position().toPoint())
        if chip and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(chip.label.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make a label's guideline the tool tip."""
        chip = self._chip_at(event.position().toPoint())
        tip = f"<b>{chip.label.name}</b> {chip.label.title}<br>{chip.label.guideline}" if chip else ""
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _chip_at(self, point: QPoint) -> Chip | None:
        return next((chip for chip in self.chips if chip.place.contains(point)), None)


def _measures(width: int) -> tuple[int, int, int, int]:
    return _WIDE if width >= _NARROW_FROM else _NARROW
