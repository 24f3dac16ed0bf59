"""The key map as an overlay, made from the registry."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reader.actions.key_names import spoken_keys

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from reader.actions.keymap import Keymap
    from reader.actions.registry import Action, Registry
    from reader.ui.theme import Theme

_COLUMNS = (("Labels",), ("Tag", "Judge", "View"), ("Move", "Articles"))
_STANDINGS = (
    ("suggested", "dotted underline"),
    ("kept", "filled box"),
    ("added", "filled box with a bar"),
    ("rejected", "dashed, struck through"),
)


class HelpOverlay(QScrollArea):
    """Every action with its keys, over the page. Any key or click hides it."""

    def __init__(self, registry: Registry, keymap: Keymap, parent: QWidget) -> None:
        """Lie over the parent, hidden at first."""
        super().__init__(parent)
        self._registry = registry
        self._keymap = keymap
        self.setObjectName("help")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("All keys")
        self._sheet = QWidget()
        self._sheet.setObjectName("helpSheet")
        self._columns: list[QLabel] = []
        rows = QVBoxLayout(self._sheet)
        rows.setContentsMargins(36, 28, 36, 20)
        row = QHBoxLayout()
        row.setSpacing(36)
        for _ in _COLUMNS:
            column = QLabel(alignment=Qt.AlignmentFlag.AlignTop)
            column.setTextFormat(Qt.TextFormat.RichText)
            self._columns.append(column)
            row.addWidget(column)
        row.addStretch(1)
        rows.addLayout(row)
        rows.addStretch(1)
        self.setWidget(self._sheet)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        for column, groups in zip(self._columns, _COLUMNS, strict=True):
            column.setText("".join(self._group(group, theme) for group in groups))

    def toggle(self) -> None:
        """Show the overlay, or hide it."""
        if self.isVisible():
            self.hide()
        else:
            self.cover()
            self.show()
            self.raise_()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Hide."""
        self.hide()

    def cover(self) -> None:
        """Be as large as what lies below."""
        below = self.parentWidget()
        if below:
            self.setGeometry(below.rect())

    def _group(self, group: str, theme: Theme) -> str:
        rows = "".join(self._row(action, theme) for action in self._registry.values() if action.group == group)
        more = self._standings(theme) if group == "Labels" else ""
        heading = f"<p style='color:{theme.muted};font-weight:600'>{escape(group)}</p>"
        return f"{heading}<table cellspacing='0' cellpadding='2'>{rows}</table>{more}"

    def _row(self, action: Action, theme: Theme) -> str:
        keys = spoken_keys(self._keymap, action.id)
        if not keys:
            return ""
        shown = f"<span style='color:{theme.muted}'> or </span>".join(f"<b>{escape(key)}</b>" for key in keys)
        return f"<tr><td style='padding-right:14px' align='right'>{shown}</td><td>{escape(action.title)}</td></tr>"

    def _standings(self, theme: Theme) -> str:
        rows = "".join(f"<tr><td style='padding-right:14px'><b>{name}</b></td><td>{look}</td></tr>" for name, look in _STANDINGS)
        heading = f"<p style='color:{theme.muted};font-weight:600'>Standings</p>"
        capital = f"<p style='color:{theme.muted}'>With Shift, a label is set beside the one there.</p>"
        return f"{capital}{heading}<table cellspacing='0' cellpadding='2'>{rows}</table>"
