"""The bar for a note on one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from reader.actions.asking import save_note
from reader.ui.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from reader.actions.context import Context
    from reader.core.review import Entity
    from reader.core.spans import Span

_CAPTION_PX = 190


class NoteBar(PromptBar):
    """Asks for a note; Enter saves it, and an empty one takes the note off."""

    def __init__(self, context: Callable[[], Context | None], parent: QWidget | None = None) -> None:
        """Make it, hidden."""
        super().__init__("Note", parent)
        self._context = context
        self._span: Span | None = None
        self.edit.setMaximumWidth(16_777_215)
        self.edit.setPlaceholderText("A few words on this entity")
        self.message.hide()
        self.add_button("✓", "Save (Enter)", self.accept)
        self.add_button("×", "Leave (Esc)", self.leave)

    def ask(self, entity: Entity) -> None:
        """Show the note of a judged entity, ready to be changed."""
        context = self._context()
        if context is None or entity.judgement is None:
            return
        self._span = entity.span
        surface = " ".join(context.session.article.text[entity.span.start : entity.span.end].split())
        shown = QFontMetrics(self.caption.font()).elidedText(surface, Qt.TextElideMode.ElideMiddle, _CAPTION_PX)
        self.caption.setText(f"Note on “{shown}”")
        self.edit.setAccessibleName(f"Note on {surface}, {entity.span.label}")
        self.begin(entity.judgement.note)
        self.edit.deselect()

    def accept(self) -> None:
        """Save the note, and leave."""
        context, span, text = self._context(), self._span, self.edit.text()
        self.leave()
        if context and span:
            save_note(context, span, text)
