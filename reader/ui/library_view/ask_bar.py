"""The bar below the lists that asks for one line: a tag, a note, a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class AskBar(PromptBar):
    """Asks; Enter answers, Esc does not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, hidden."""
        super().__init__("Answer", parent)
        self.message.setWordWrap(True)
        self._done: Callable[[str], None] = lambda _text: None
        self.add_button("✓", "Take this (Enter)", self.accept)
        self.add_button("×", "Leave (Esc)", self.leave)

    def ask(self, caption: str, text: str, done: Callable[[str], None], hint: str) -> None:
        """Ask for a line, this text to begin with. hint: what may be answered."""
        self._done = done
        self.caption.setText(caption)
        self.edit.setAccessibleName(caption)
        self.say(hint)
        self.begin(text)

    def accept(self) -> None:
        """Give the answer, and leave."""
        done, text = self._done, self.edit.text()
        self.leave()
        done(text)
