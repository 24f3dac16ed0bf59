"""The key map as an overlay, made from the registry."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.actions.key_names import spoken_keys
from reader.ui.rich_column import RichColumn
from reader.ui.slim_bar import SlimBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from reader.actions.keymap import Keymap
    from reader.actions.registry import Action, Registry
    from reader.ui.theme import Theme

_COLUMNS = (("Labels",), ("Tag", "Judge", "View"), ("Move", "Articles"))
_SIDE, _GAP = 36, 40
_PIXELS = 13.5
_LEAST_SHARE = 0.75
"""With less of the room that they need, columns stand one below the other; with a little less, long lines are broken."""
_SCROLLS = {
    "down": SlimBar.SliderAction.SliderSingleStepAdd,
    "up": SlimBar.SliderAction.SliderSingleStepSub,
    "pagedown": SlimBar.SliderAction.SliderPageStepAdd,
    "pageup": SlimBar.SliderAction.SliderPageStepSub,
}
_MOUSE = (
    ("click", "the entity, or the word"),
    ("double click", "the word"),
    ("drag", "several words"),
    ("right click", "what can be done here"),
)
_STANDINGS = (
    ("suggested", "dotted underline"),
    ("kept", "filled box"),
    ("added", "filled box with a bar"),
    ("rejected", "dashed, struck through"),
)


class HelpOverlay(QScrollArea):
    """Every action with its keys, over the page. Any key or click hides it, but those that go down it."""

    def __init__(
        self,
        keys: Sequence[tuple[Registry[Any], Keymap]],
        parent: QWidget,
        theme: Theme,
        columns: Sequence[Sequence[str]] = _COLUMNS,
    ) -> None:
        """Lie over the parent, hidden at first.

        keys: what can be done, each with its keys. columns: the groups of actions that stand one below the other in each.
        """
        super().__init__(parent)
        self._keys, self._groups = keys, columns
        self._bar = SlimBar(theme, theme.page, self)
        self.setVerticalScrollBar(self._bar)
        self.setObjectName("help")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # A column that is a little too wide is better cut than moved about under its heading.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("All keys")
        sheet = QWidget()
        sheet.setObjectName("helpSheet")
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(_SIDE, 26, _SIDE, 20)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(_GAP)
        self._columns = [RichColumn(_PIXELS) for _ in columns]
        for column in self._columns:
            self._row.addWidget(column)
        self._row.addStretch(1)
        rows.addLayout(self._row)
        rows.addStretch(1)
        self.setWidget(sheet)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._bar.set_colours(theme, theme.page)
        for column, groups in zip(self._columns, self._groups, strict=True):
            column.set_text("".join(self._group(group, theme) for group in groups), theme.text)

    def toggle(self) -> None:
        """Show the overlay, or hide it."""
        if self.isVisible():
            self.hide()
        else:
            self.cover()
            self.show()
            self.raise_()

    def cover(self) -> None:
        """Be as large as what lies below."""
        below = self.parentWidget()
        if below:
            self.setGeometry(below.rect())
            self._stand(below.width() - 2 * _SIDE)

    def _stand(self, room: int) -> None:
        """Have the columns stand beside each other where there is room enough in px, else one below the other."""
        wide = [column.sizeHint().width() for column in self._columns]
        needed = sum(wide) + _GAP * (len(wide) - 1)
        is_tight, is_beside = needed > room, needed * _LEAST_SHARE <= room
        for number, column in enumerate(self._columns):
            column.set_wraps(wraps=is_tight)
            self._row.setStretch(number, wide[number] if is_tight and is_beside else 0)
        self._row.setStretch(len(wide), int(not is_tight))
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)

    def press(self, key: str) -> None:
        """Go down or up by a key that does so elsewhere, where not all is in sight; any other hides it."""
        action = _SCROLLS.get(key)
        if action and self._bar.maximum():
            self._bar.triggerAction(action)
        else:
            self.hide()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Hide."""
        self.hide()

    def _group(self, group: str, theme: Theme) -> str:
        rows = "".join(
            _action(action, keymap, theme)
            for registry, keymap in self._keys
            for action in registry.values()
            if action.group == group
        )
        return _table(group, rows, theme) + (_label_notes(theme) + _mouse(theme) if group == "Labels" else "")


def _action(action: Action[Any], keymap: Keymap, theme: Theme) -> str:
    keys = spoken_keys(keymap, action.id)
    if not keys:
        return ""
    capped = (escape(f"\u00a0{key}\u00a0".replace(" ", "\u00a0")) for key in keys)
    caps = "&nbsp;&nbsp;".join(f"<span style='background:{theme.button}'>{each}</span>" for each in capped)
    return _line(f"<b>{caps}</b>", escape(action.title))


def _table(heading: str, rows: str, theme: Theme) -> str:
    title = f"<p style='color:{theme.muted}; font-weight:600; margin-bottom:4px'>{escape(heading.upper())}</p>"
    return f"{title}<table cellspacing='0' cellpadding='2'>{rows}</table>"


def _line(left: str, right: str) -> str:
    return f"<tr><td style='padding-right:12px; white-space:nowrap' align='right'>{left}</td><td>{right}</td></tr>"


def _label_notes(theme: Theme) -> str:
    """Return what capitals do, and what the standings look like."""
    told = "With Shift, a letter sets its label beside the one there,<br>and the first letter of a hint extends the caret to it."
    capital = f"<p style='color:{theme.muted}'>{told}</p>"
    return capital + _table("Standings", "".join(_line(f"<b>{name}</b>", look) for name, look in _STANDINGS), theme)


def _mouse(theme: Theme) -> str:
    """Return what the mouse does, and how to leave."""
    rows = "".join(_line(f"<b>{gesture}</b>", what) for gesture, what in _MOUSE)
    return _table("Mouse", rows, theme) + f"<p style='color:{theme.muted}'>Any key or click closes this; the arrows go down.</p>"
