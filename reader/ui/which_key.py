"""What may follow the keys pressed so far."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from reader.actions.key_names import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.keymap import Keymap, KeySequence
    from reader.actions.registry import Registry
    from reader.ui.theme import Theme

DELAY_MS = 600
"""Who knows what comes next is not shown it."""

_MARGIN = 16
_SHAPES = ((1, 2), (1, 0), (2, 2), (2, 0))
"""Columns, and pixels above and below a line: the lower the window, the later the one it takes."""


class WhichKey(QFrame):
    """A small panel over the page's lower right corner. It is there to be read only: the page keeps the keys."""

    def __init__(self, registry: Registry[Any], keymap: Keymap, theme: Theme, parent: QWidget) -> None:
        """Lie over the parent, hidden at first."""
        super().__init__(parent)
        self._registry, self._keymap = registry, keymap
        self._pending: KeySequence = ()
        self._parent = parent
        self.setObjectName("whichKey")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Keys that may follow")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 18, 12)
        column.addWidget(self._words)
        self.delay = QTimer(self, interval=DELAY_MS, singleShot=True)
        self.delay.timeout.connect(self._appear)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._muted = theme.muted

    def wait_for(self, pending: KeySequence) -> None:
        """Show what may follow these keys, after a while; hide when there are none."""
        self._pending = pending
        self.delay.stop()
        if not pending:
            self.hide()
        elif self.isVisible():
            self._appear()
        else:
            self.delay.start()

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The keys shown, each with what it does."""
        return [self._line(key, action) for key, action in self._keymap.following(self._pending)] if self.isVisible() else []

    def _line(self, key: str, action: str | None) -> tuple[str, str]:
        return spoken((key,)), self._registry[action].title if action else "more…"

    def _appear(self) -> None:
        lines = [self._line(key, action) for key, action in self._keymap.following(self._pending)]
        self._words.setAccessibleName(", ".join(f"{key}: {title}" for key, title in lines))
        around = self._parent.rect()
        for columns, gap in _SHAPES:
            self._words.setText(self._text(lines, -(-len(lines) // columns), gap))
            self.adjustSize()
            if self.height() <= around.height():
                break
        self.move(max(0, around.width() - self.width() - _MARGIN), max(0, around.height() - self.height() - _MARGIN))
        self.show()
        self.raise_()

    def _text(self, lines: Sequence[tuple[str, str]], high: int, gap: int) -> str:
        """Return the keys pressed and what may follow, in columns of so many lines. gap: pixels above and below a line."""
        heading = f"<p style='color:{self._muted};margin:0 0 4px 0'>{escape(spoken(self._pending))} …</p>"
        columns = (_table(lines[at : at + high], gap) for at in range(0, len(lines), high))
        beside = "<td width='28'></td>".join(f"<td valign='top'>{column}</td>" for column in columns)
        return f"{heading}<table cellspacing='0' cellpadding='0'><tr>{beside}</tr></table>"


def _table(lines: Sequence[tuple[str, str]], gap: int) -> str:
    rows = "".join(
        f"<tr><td style='padding:{gap}px 12px {gap}px 0' align='right'><b>{escape(key)}</b></td>"
        f"<td style='padding:{gap}px 0'>{escape(title)}</td></tr>"
        for key, title in lines
    )
    return f"<table cellspacing='0' cellpadding='0'>{rows}</table>"
