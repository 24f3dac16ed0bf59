"""An article in the terminal: its entities in their labels' colours, each standing in its own shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from reader.core.article import BlockKind
from reader.core.parts import SMALL_PRINT
from reader.core.review import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.core.article import Block
    from reader.core.review import Entity
    from reader.core.scheme import Scheme
    from reader.core.session import Session

_BLOCK_STYLES = {BlockKind.TITLE: "bold", BlockKind.HEADING: "bold", BlockKind.DECK: "italic", BlockKind.CAPTION: "italic dim"}
_MARKS = {Standing.SUGGESTED: "?", Standing.KEPT: "", Standing.ADDED: "+", Standing.REJECTED: "✗"}


def coloured(session: Session, scheme: Scheme) -> Iterator[Text]:
    """Yield the shown blocks of an article, each ready for a rich console.

    Colour is never the only code: every entity is followed by its label, with "?" while suggested, "+" when added and "✗" when
    rejected.
    """
    for block in session.article.blocks:
        if block.kind is not BlockKind.REPEAT:
            yield _block(session, scheme, block)


def _block(session: Session, scheme: Scheme, block: Block) -> Text:
    style = "dim" if block.kind in SMALL_PRINT else _BLOCK_STYLES.get(block.kind, "")
    line = Text(style=style)
    text, at = session.article.text, block.start
    entities = session.review.overlapping(block.start, block.end)
    places = {min(place, block.end) for entity in entities for place in (entity.span.start, entity.span.end)}
    for edge in sorted({*places, block.end}):
        if at < edge:
            line.append(text[at:edge], _shape([entity for entity in entities if entity.span.contains(at, edge)], scheme))
            at = edge
        for entity in sorted((each for each in entities if each.span.end == edge), key=_innermost_first):
            line.append(_badge(entity), Style(color=scheme.label(entity.span.label).colour, dim=True))
    return line


def _shape(around: list[Entity], scheme: Scheme) -> Style:
    """Return the look of a stretch: that of the innermost entity round it that is not rejected, else of the rejected one."""
    if not around:
        return Style()
    live = [entity for entity in around if entity.standing is not Standing.REJECTED]
    shown = min(live or around, key=lambda entity: len(entity.span))
    colour = scheme.label(shown.span.label).colour
    return Style(color=colour, bold=bool(live), underline=shown.standing is Standing.SUGGESTED, strike=not live)


def _innermost_first(entity: Entity) -> tuple[int, bool]:
    return len(entity.span), entity.standing is Standing.REJECTED


def _badge(entity: Entity) -> str:
    return f"[{entity.span.label}{_MARKS[entity.standing]}]"
