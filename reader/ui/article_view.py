"""The page: paints one article with its entities, and keeps the caret in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter

from reader.actions.context import ViewOptions
from reader.core.session import Cause
from reader.core.tokens import Stretch
from reader.ui.accessibility import announce, describe_caret
from reader.ui.caret import CaretPiece, caret_pieces
from reader.ui.flow import OVERHANG, Place
from reader.ui.fonts import SERIF, face
from reader.ui.keys import key_name
from reader.ui.painting import PartPainter
from reader.ui.part_layout import changed_lines
from reader.ui.scrolled_page import ScrolledPage
from reader.ui.theme import Inks, fill
from reader.ui.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from reader.core.review import Entity, Standing
    from reader.core.scheme import Scheme
    from reader.core.session import Change, Session
    from reader.ui.flow import Row
    from reader.ui.part_layout import Fragment
    from reader.ui.theme import Theme

_INVITATION = "Open an article: Ctrl+O, or drop a file here."
_NO_TEXT = "This article has no text."
_MOST_RECTS = 6
_TABS = {"tab": True, "shift+tab": False}


class ArticleView(ScrolledPage):
    """Paints one session's article; never edits it. Keys go to `on_key`; what the mouse does comes out as signals.

    on_key: takes a key's name (see `reader.ui.keys`) and tells whether it did something.
    """

    def __init__(self, scheme: Scheme, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty page."""
        super().__init__(theme, parent)
        self.on_key: Callable[[str], bool] = lambda _: False
        self._scheme = scheme
        self._options = ViewOptions()
        self._inks = Inks(theme, scheme)
        self._session: Session | None = None
        self._unsubscribe: Callable[[], object] = lambda: None
        self._part_painter: PartPainter | None = None
        self._caret: list[CaretPiece] = []
        self._instead = _INVITATION
        self._painted: dict[int, list[Fragment]] = {}
        self.setAccessibleName("Article")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    @property
    def session(self) -> Session | None:
        """The session whose article is shown."""
        return self._session

    @property
    def zoom(self) -> int:
        """How large the page is shown, in per cent."""
        return self._options.zoom

    @property
    def laid_out(self) -> int:
        """How many parts of the article are set at the moment: all that the page holds of it."""
        return self.flow.setter.laid_out if self.flow else 0

    def show_session(self, session: Session | None) -> None:
        """Show another article, where its caret stands; the same one again stays where it is. None for an empty page."""
        again = session is not None and self._session is not None and session.article.digest == self._session.article.digest
        place = self.flow.hold() if again and self.flow else None
        self._unsubscribe()
        self._session = session
        self._unsubscribe = session.subscribe(self._take) if session else lambda: None
        self._set_anew(place)
        if session and not again:
            self.reveal(session.cursor.start, session.cursor.end)

    def expect(self, sentence: str) -> None:
        """Say what is to come, where no article is shown; an empty sentence invites to open one."""
        self._instead = sentence or _INVITATION
        if self._session is None:
            self.viewport().update()

    def set_options(self, options: ViewOptions) -> None:
        """Show the page another way; the caret's line stays where it is or, with the caret out of sight, the first line."""
        if options != self._options:
            self._options = options
            self._set_anew(self._caret_place() or (self.flow.hold() if self.flow else None))

    def _caret_place(self) -> Place | None:
        """Return the caret's line and its height; None while it is out of sight."""
        if self.flow is None or self._session is None or self.flow.is_empty:
            return None
        offset = self._session.cursor.start
        top = self.flow.distance(offset, 0)
        return Place(offset, top) if top is not None and 0 <= top < self.viewport().height() else None

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; no letter moves."""
        self._inks = Inks(theme, self._scheme)
        self.bar.set_colours(theme, theme.page)
        self._mix_paints()
        self.viewport().update()

    def _set_anew(self, place: Place | None) -> None:
        """Set the article again, from a line on; None for its top."""
        self._painted.clear()
        session = self._session
        self.flow_over(Typesetter(session, self._scheme, self._options, self.viewport().width()) if session else None, place)
        self._mix_paints()

    def _mix_paints(self) -> None:
        setter = self.flow.setter if self.flow else None
        self._part_painter = PartPainter(self._inks, setter.badges, setter.gauge) if setter else None

    # Changes

    def _take(self, change: Change) -> None:
        if change.cause is Cause.CURSOR:
            self.caret_moved()
            self._place_caret()
            _, stands = change.stretches
            self.bring(stands.start, stands.end, margin_lines=0 if self.is_pressed else 2)
            self._announce_caret()
        elif change.cause is Cause.EDIT:
            self._take_edit(change.stretches)
        elif self.flow is not None:
            place = self.flow.hold()
            self.flow.setter.forget()
            self._painted.clear()
            self.show_from(place)

    def _take_edit(self, stretches: Iterable[Stretch]) -> None:
        """Set again only the parts an edit touched; those out of sight when they are next needed."""
        if self.flow is None or self.flow.is_empty:
            return
        setter, find = self.flow.setter, self.flow.setter.session.tokens.part_index
        touched: dict[int, list[Stretch]] = {}
        for stretch in stretches:
            for index in range(find(stretch.start), find(stretch.end - 1) + 1):
                touched.setdefault(index, []).append(stretch)
        place, rows = self.flow.hold(), self.flow.rows()
        stood = [(row.index, row.top, row.laid.height) for row in rows]
        for index in touched.keys() - {row.index for row in rows}:
            setter.drop(index)
        reflowed = [self._remark(row, touched[row.index]) for row in rows if row.index in touched]
        if any(reflowed):
            self.flow.lines_changed()
            if place is not None:
                self.flow.put(place)
            self._update_what_stands_elsewhere(stood)
        self._place_caret()

    def _remark(self, row: Row, stretches: list[Stretch]) -> bool:
        """Look at the entities of a part in sight again and repaint its changed lines; tell whether letters may have moved."""
        laid, start = row.laid, row.laid.part.start
        before = laid.line_starts, laid.marks
        moved = self.flow is not None and self.flow.setter.remark(row.index)
        touched = Stretch(min(low for low, _ in stretches) - start, max(high for _, high in stretches) - start)
        low, high = changed_lines(touched, before, (laid.line_starts, laid.marks))
        self._painted[row.index] = [piece for piece in self._painted.get(row.index, []) if not low <= piece.line <= high]
        self._update_strip(row.top + round(laid.line_top(low)), row.top + round(laid.line_top(high + 1)))
        return moved

    def _update_what_stands_elsewhere(self, stood: list[tuple[int, int, int]]) -> None:
        stands = [(row.index, row.top, row.laid.height) for row in self._rows()]
        if stands != stood:
            same = next((nth for nth, (old, new) in enumerate(zip(stood, stands, strict=False)) if old != new), 0)
            self._update_strip(min(stood[same][1], stands[same][1]), self.viewport().height())
            self._sync_bar()

    def _update_strip(self, top: int, bottom: int) -> None:
        self.viewport().update(0, top - OVERHANG, self.viewport().width(), bottom - top + 2 * OVERHANG)

    def moved(self, *, scrolled: int = 0) -> None:
        """Take in that parts stand elsewhere now."""
        super().moved(scrolled=scrolled)
        self._caret = caret_pieces(self._session, self) if self._session else []

    # The caret

    def _announce_caret(self) -> None:
        if self._session is not None and QAccessible.isActive():
            announce(self, describe_caret(self._session))

    def _place_caret(self) -> None:
        """Find out what the caret outlines, and repaint what it did and does."""
        before, self._caret = self._caret, caret_pieces(self._session, self) if self._session else []
        if before != self._caret and self._part_painter is not None:
            for piece in (*before, *self._caret):
                self.viewport().update(self._part_painter.caret_reach(piece.around).toAlignedRect())

    def caret_point(self) -> tuple[int, QPoint] | None:
        """Return the caret's offset and a point below it; None when it is out of sight."""
        if not self._caret or self._session is None:
            return None
        return self._session.cursor.start, self._caret[0].around.bottomLeft().toPoint()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strips that are asked for, and nothing else."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        region = event.region()
        rects = [*region] if region.rectCount() <= _MOST_RECTS else [region.boundingRect()]  # type: ignore[misc]  # stubs lack __iter__
        for rect in rects:
            painter.setClipRect(rect)
            fill(painter, rect, self._inks.page)
            self._paint_rect(painter, rect)
        painter.end()

    def _paint_rect(self, painter: QPainter, rect: QRect) -> None:
        paint, left = self._part_painter, self.column_left()
        if self.flow is None or paint is None or self.flow.is_empty:
            painter.setFont(face(SERIF, 20))
            painter.setPen(self._inks.muted)
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _NO_TEXT if self._session else self._instead)
            return
        for row in self.flow.rows():
            if row.top - OVERHANG < rect.bottom() + 1 and rect.top() < row.bottom + OVERHANG:
                painter.translate(left, row.top)
                pieces = paint.paint(painter, row.laid, QRectF(rect.translated(-left, -row.top)))
                painter.translate(-left, -row.top)
                self._record(row, rect, pieces)
        for piece in self._caret:
            if paint.caret_reach(piece.around).intersects(QRectF(rect)):
                paint.paint_caret(painter, piece.around, goes_left=piece.goes_left, goes_right=piece.goes_right)

    def _record(self, row: Row, rect: QRect, pieces: list[Fragment]) -> None:
        """Remember what is on the screen: all of a part when the strip held all of it that is in sight, else what came to it."""
        whole = rect.top() <= max(0, row.top) and rect.bottom() >= min(row.bottom, self.viewport().height()) - 1
        known = [] if whole else [piece for piece in self._painted.get(row.index, []) if piece not in pieces]
        self._painted[row.index] = known + pieces

    def painted(self) -> list[tuple[str, Standing]]:
        """Return the entities that were painted and are in sight, with their surfaces, in reading order."""
        found: dict[Entity, None] = {}
        height = self.viewport().height()
        for row in self._rows():
            for piece in self._painted.get(row.index, []):
                if row.top + piece.box.bottom() > 0 and row.top + piece.box.top() < height:
                    found[piece.mark.entity] = None
        entities = sorted(found, key=lambda entity: (entity.span.start, -entity.span.end, entity.span.label))
        text = self._session.article.text if self._session else ""
        return [(text[entity.span.start : entity.span.end], entity.standing) for entity in entities]

    def painted_surfaces(self) -> list[str]:
        """Return the surfaces of the entities that were painted and are in sight, in reading order."""
        return [surface for surface, _ in self.painted()]

    # Keys and tooltips

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand a key to the keymap; what it does not know goes on to the window, and Tab on to the next widget."""
        name = key_name(event)
        if name and self.on_key(name):
            return
        if name in _TABS:
            super().focusNextPrevChild(_TABS[name])
        else:
            event.ignore()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Let Tab come to `keyPressEvent` before it moves the focus.

        Overriding `event` would do it too; but in PySide 6.11.3 an exception that leaves one Python override inside another one's
        call to Qt ends the process (libshiboken, PepException_GetArgs). So neither `event` nor `viewportEvent` is overridden.
        """
        return False

    def hovered(self, offset: int | None) -> None:
        """Tell what an entity is when the mouse rests on it."""
        self.viewport().setToolTip(self._describe(offset))

    def _describe(self, offset: int | None) -> str:
        if offset is None or self._session is None or self.flow is None:
            return ""
        shown = [entity for entity in self._session.review.overlapping(offset, offset + 1) if self.flow.setter.shows(entity)]
        return "\n".join(self._describe_entity(entity) for entity in sorted(shown, key=lambda entity: len(entity.span)))

    def _describe_entity(self, entity: Entity) -> str:
        label = self._scheme.label(entity.span.label)
        score = f"{entity.score:.0%}" if entity.score is not None else ""
        return " · ".join(word for word in (label.title or label.name, entity.standing.value, score) if word)
