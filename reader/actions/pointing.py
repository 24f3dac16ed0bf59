"""What the mouse does, in offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.moving import stand_at
from reader.core.cursor import Cursor

if TYPE_CHECKING:
    from reader.actions.context import Context


def point(context: Context, offset: int) -> None:
    """Put the caret on the innermost entity shown at an offset, else on the word there."""
    entities = context.session.review.entities.containing(offset, offset + 1)
    shown = next((span for span in entities if context.is_shown(span)), None)
    if shown and not context.options.characters:
        context.session.stand_on(shown)
    else:
        stand_at(context, offset)


def point_at_word(context: Context, offset: int) -> None:
    """Put the caret on the word at an offset, whatever entity it lies in."""
    stand_at(context, offset)


def drag(context: Context, start: int, end: int) -> None:
    """Put the caret on the whole words between two offsets, in either order; on these very characters when they are the grain."""
    session = context.session
    low, high = sorted((start, end))
    block = session.article.block_at(start)
    if block:
        low, high = max(low, block.start), min(high, block.end)
    if context.options.characters:
        if low < high:
            session.cursor = Cursor(low, high, by_hand=True)
        return
    words = session.tokens.covering(low, max(high, low + 1))
    if words:
        session.cursor = Cursor(words.start, words.end, by_hand=True)
