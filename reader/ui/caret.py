"""What the caret outlines: a stretch of letters or, on an entity, its boxes with their badges."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF

    from reader.core.session import Session
    from reader.ui.flow import Row
    from reader.ui.scrolled_page import ScrolledPage


class CaretPiece(NamedTuple):
    """What the caret outlines on one line, in px of the viewport. It may go on to other lines."""

    around: QRectF
    goes_left: bool
    goes_right: bool


def caret_pieces(session: Session, page: ScrolledPage) -> list[CaretPiece]:
    """Return the pieces of the caret's outline in the parts in sight."""
    cursor, pieces = session.cursor, []
    is_on_entity = session.entity is not None
    for row, line in page.lines_of(cursor.start, cursor.end):
        around = _boxes(row, line, cursor.start, cursor.end) if is_on_entity else None
        if around is None:
            start = row.laid.part.start
            around, _ = row.laid.surface(cursor.start - start, cursor.end - start, line)
        pieces.append(
            CaretPiece(around.translated(page.column_left(), row.top), *_open_sides(row, line, cursor.start, cursor.end))
        )
    return pieces


def _boxes(row: Row, line: int, start: int, end: int) -> QRectF | None:
    """Return what is painted on a line for the entities with these very bounds; None when none of them is shown."""
    around: QRectF | None = None
    for piece in row.laid.fragments(line):
        span = piece.mark.entity.span
        if (span.start, span.end) == (start, end):
            around = piece.box if around is None else around.united(piece.box)
    return around


def _open_sides(row: Row, line: int, start: int, end: int) -> tuple[bool, bool]:
    places, first = row.laid.line_places(line), row.laid.part.start
    came, goes_on = start < first + places.start, end > first + places.end
    return (goes_on, came) if row.laid.is_right_to_left else (came, goes_on)
