"""Marks the hits of a search on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from reader.actions.searching import Finder
    from reader.core.tokens import Stretch
    from reader.ui.article_view import ArticleView
    from reader.ui.theme import Theme

_ROUND = 3.0
_MOST_ROUND = 40
_REACH = 1.5
"""Px by which a mark stands out from the letters."""


class HitMarks(QWidget):
    """Outlines round every hit in sight, one of them stronger. It lies over the page; the mouse goes through it.

    The page repaints what lies on it when it scrolls, so the marks are looked up whenever they are painted.
    """

    def __init__(self, page: ArticleView, theme: Theme) -> None:
        """Lie over a page, hidden at first."""
        super().__init__(page.viewport())
        self._page = page
        self._finder: Finder | None = None
        self._current: Stretch | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_theme(theme)
        self.hide()
        page.viewport().installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._colour = QColor(theme.accent)
        self.update()

    def show_hits(self, finder: Finder | None, current: Stretch | None = None) -> None:
        """Mark what a finder finds; None hides all marks."""
        self._finder, self._current = finder, current
        self.setGeometry(self._page.viewport().rect())
        self.setVisible(finder is not None)
        self.raise_()
        self.update()

    def hits_in_sight(self) -> list[Stretch]:
        """Return the hits that are marked at the moment."""
        return self._finder.within(*self._page.visible()) if self._finder else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page below."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._page.viewport().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark each hit that the strip to paint holds."""
        painter = QPainter(self)
        strip, hits = QRectF(event.rect()), self.hits_in_sight()
        # Round corners take ten times as long as square ones, which nobody sees on so many marks.
        round_by = _ROUND if len(hits) <= _MOST_ROUND else 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, round_by > 0)
        painter.setPen(QPen(_faint(self._colour, 0.6), 1.0))
        painter.setBrush(_faint(self._colour, 0.1))
        for hit in hits:
            if hit != self._current:
                self._mark(painter, hit, strip, round_by)
        if self._current in hits:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._colour, 2.0))
            painter.setBrush(_faint(self._colour, 0.26))
            self._mark(painter, self._current, strip, _ROUND)
        painter.end()

    def _mark(self, painter: QPainter, hit: Stretch, strip: QRectF, round_by: float) -> None:
        for rect in self._page.rects_of(hit.start, hit.end):
            mark = rect.adjusted(-_REACH, 0, _REACH, 0)
            if not mark.intersects(strip):
                continue
            if round_by:
                painter.drawRoundedRect(mark, round_by, round_by)
            else:
                painter.drawRect(mark)


def _faint(colour: QColor, share: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(share)
    return faint
