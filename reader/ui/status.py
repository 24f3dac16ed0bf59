"""The line that says where the caret is and that all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.core.review import Standing

if TYPE_CHECKING:
    from reader.core.session import Session


class StatusLine(QWidget):
    """Where the caret is, or what was just said; and beside it what the tagger does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._place, self._said, self._tagger = QLabel(self), QLabel(self), QLabel(self)
        for label in (self._place, self._said, self._tagger):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._tagger.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._said.setObjectName("said")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 5, 24, 7)
        row.setSpacing(18)
        row.addWidget(self._place, 5)
        row.addWidget(self._said, 6)
        row.addWidget(self._tagger, 3)

    def show_place(self, session: Session | None) -> None:
        """Say where the caret of a session is."""
        self._place.setText(place(session) if session else "")

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one clears the last."""
        if sentence != self._said.text():
            self._said.setText(sentence)
            self._said.setToolTip(sentence)

    def show_tagger(self, sentence: str) -> None:
        """Say what the tagger does; an empty sentence when it does nothing."""
        self._tagger.setText(sentence)

    @property
    def texts(self) -> tuple[str, str, str]:
        """What the line shows: the place, the sentence, the tagger."""
        return self._place.text(), self._said.text(), self._tagger.text()


def place(session: Session) -> str:
    """Return where the caret is: "entity 12 of 45 · ORG · suggested · saved"."""
    review, entity = session.review, session.entity
    saved = "finished" if session.layer.finished else "saved"
    if entity is None:
        counts = review.counts()
        rejected = f" · {counts[Standing.REJECTED]} rejected" if counts[Standing.REJECTED] else ""
        return f"{len(review.entities)} entities · {counts[Standing.SUGGESTED]} suggested{rejected} · {saved}"
    rank = review.entities.rank(entity.span) + 1
    standing = "changed" if review.is_changed(entity.span) else str(entity.standing)
    score = f" {entity.score:.0%}" if entity.score is not None and entity.standing is Standing.SUGGESTED else ""
    return f"entity {rank} of {len(review.entities)} · {entity.span.label} · {standing}{score} · {saved}"
