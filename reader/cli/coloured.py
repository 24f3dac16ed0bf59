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
    at = block.start
    # Of nested entities the outermost is shown: a terminal has one style for each character.
    for entity in session.review.overlapping(block.start, block.end):
        if entity.span.start < at:
            continue
        line.append(session.article.text[at : entity.span.start])
        line.append_text(_entity(session, scheme, entity))
        at = entity.span.end
    line.append(session.article.text[at : block.end])
    return line


def _entity(session: Session, scheme: Scheme, entity: Entity) -> Text:
    colour = scheme.label(entity.span.label).colour
    surface = session.article.text[entity.span.start : entity.span.end]
    rejected = entity.standing is Standing.REJECTED
    shape = Style(color=colour, bold=not rejected, underline=entity.standing is Standing.SUGGESTED, strike=rejected)
    badge = f"[{entity.span.label}{_MARKS[entity.standing]}]"
    return Text.assemble((surface, shape), (badge, Style(color=colour, dim=True)))
