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
        self._muted, self._cap = theme.muted, theme.button

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
        self._words.setText(self._table(lines))
        self._words.setAccessibleName(", ".join(f"{key}: {title}" for key, title in lines))
        self.adjustSize()
        around = self._parent.rect()
        self.move(max(0, around.width() - self.width() - _MARGIN), max(0, around.height() - self.height() - _MARGIN))
        self.show()
        self.raise_()

    def _table(self, lines: Sequence[tuple[str, str]]) -> str:
        rows = "".join(
            f"<tr><td style='padding:2px 12px 2px 0' align='right'><b>{escape(key)}</b></td>"
            f"<td style='padding:2px 0'>{escape(title)}</td></tr>"
            for key, title in lines
        )
        heading = f"<p style='color:{self._muted};margin:0 0 4px 0'>{escape(spoken(self._pending))} …</p>"
        return f"{heading}<table cellspacing='0' cellpadding='0'>{rows}</table>"
