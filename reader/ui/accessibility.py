"""What a screen reader is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reader.core.session import Session


def describe_caret(session: Session) -> str:
    """Return where the caret stands in words: "entity 12 of 45, ORG, suggested: Islamic State", or the letters alone."""
    surface = session.article.text[session.cursor.start : session.cursor.end]
    entity = session.entity
    if entity is None:
        return surface
    entities = session.review.entities
    return f"entity {entities.rank(entity.span) + 1} of {len(entities)}, {entity.span.label}, {entity.standing}: {surface}"


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence; nothing happens where none listens."""
    if QAccessible.isActive():
        # Custom accessible interfaces are no way to tell of entities: Qt never asks them for `attributes`.
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
