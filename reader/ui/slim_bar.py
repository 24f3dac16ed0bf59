"""A scrollbar no wider than it need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reader.ui.theme import Theme


class SlimBar(QScrollBar):
    """A vertical scrollbar without buttons, in a theme's colours."""

    def __init__(self, theme: Theme, ground: str, parent: QWidget | None = None) -> None:
        """Make it. ground: the colour of what it scrolls."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.set_colours(theme, ground)

    def set_colours(self, theme: Theme, ground: str) -> None:
        """Take on another theme."""
        self.setStyleSheet(
            f"QScrollBar {{ background: {ground}; width: 12px; border: none; margin: 0 }}"
            f"QScrollBar::handle {{ background: {theme.handle}; border-radius: 3px; margin: 3px; min-height: 36px }}"
            f"QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {theme.handle_hover} }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0 }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: none }"
        )
