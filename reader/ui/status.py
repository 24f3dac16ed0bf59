"""The line that says where the caret is and that all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.core.review import Standing
from reader.ui.accessibility import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from reader.core.review import Entity
    from reader.core.session import Session

_NARROW = 720
"""Below this width, in px, what was said takes the place of where the caret is."""


class OneLine(QLabel):
    """A label that shows as much of its text as there is room for; all of it is its tool tip."""

    def __init__(self, name: str, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        """Say nothing yet. name: by which the style knows it."""
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Give way to the others."""
        return QSize(0, super().minimumSizeHint().height())

    def say(self, text: str) -> None:
        """Show a text; an empty one leaves no room behind."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)
        self.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text, cut where the room ends."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment(), text)


class StatusLine(QWidget):
    """Where the caret is, what was just said, and what the tagger does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place, self._said = OneLine("place"), OneLine("said")
        self._tagger = OneLine("tagger", Qt.AlignmentFlag.AlignRight)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 5, 24, 7)
        row.setSpacing(28)
        row.addWidget(self._place)
        row.addWidget(self._said, 1)
        row.addStretch()
        row.addWidget(self._tagger)
        self.setFixedHeight(self.fontMetrics().height() + 14)

    def show_place(self, session: Session | None, entity: Entity | None, *, by_character: bool = False) -> None:
        """Say where the caret of a session is, on an entity or on plain text, and whether it moves by character."""
        grain = "by character · " if by_character else ""
        self.tell_place(f"{grain}{place(session, entity)}" if session else "")

    def tell_place(self, words: str) -> None:
        """Say where one is, in other words."""
        self._place.say(words)
        self._share_room()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one clears the last."""
        self._said.say(sentence)
        self._share_room()
        if sentence:
            announce(self, sentence)

    def say_at_once(self, sentence: str) -> None:
        """Show a sentence, painted before this returns."""
        self.say(sentence)
        self._row.activate()
        self.repaint()

    def show_tagger(self, sentence: str) -> None:
        """Say what the tagger does; an empty sentence when it does nothing."""
        self._tagger.say(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self._place.setVisible(bool(self._place.text()) and (self.width() >= _NARROW or not self._said.text()))

    @property
    def texts(self) -> tuple[str, str, str]:
        """What the line says: the place, the sentence, the tagger."""
        return self._place.text(), self._said.text(), self._tagger.text()


def place(session: Session, entity: Entity | None) -> str:
    """Return where the caret is: "entity 12 of 45 · ORG · suggested · saved", and the note there is.

    entity: the one the caret stands on; None for plain text.
    """
    review = session.review
    saved = "finished · saved" if session.layer.finished else "saved"
    if entity is None:
        counts = review.counts()
        count = len(review.entities) - counts[Standing.REJECTED]
        rejected = f" · {counts[Standing.REJECTED]} rejected" if counts[Standing.REJECTED] else ""
        return f"{count} {'entity' if count == 1 else 'entities'} · {counts[Standing.SUGGESTED]} suggested{rejected} · {saved}"
    rank = review.entities.rank(entity.span) + 1
    standing = "changed" if review.is_changed(entity.span) else str(entity.standing)
    note = f" · “{entity.judgement.note}”" if entity.judgement and entity.judgement.note else ""
    return f"entity {rank} of {len(review.entities)} · {entity.span.label} · {standing} · {saved}{note}"
