"""Sets the parts of one session's article, when they are first needed, and keeps the last few hundred."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from reader.core.review import Entity, Standing
from reader.ui.badges import Badges
from reader.ui.looks import Looks
from reader.ui.marks import Gauge, lay_marks
from reader.ui.part_layout import PartLayout

if TYPE_CHECKING:
    from reader.actions.context import ViewOptions
    from reader.core.parts import Part
    from reader.core.scheme import Scheme
    from reader.core.session import Session

_KEPT_LAYOUTS = 400


class Typesetter:
    """Part layouts of one article at one zoom and width, under one set of view options."""

    def __init__(self, session: Session, scheme: Scheme, options: ViewOptions, width: float) -> None:
        """Set nothing yet. width: of the page, in px."""
        self.session = session
        self.looks = Looks(options.zoom)
        self.gauge = Gauge.at(self.looks.em, quiet=options.quiet)
        self.badges = Badges(self.looks.em)
        self.left, self.measure = self.looks.column(width)
        self._scheme = scheme
        self._options = options
        self._laid: OrderedDict[int, PartLayout] = OrderedDict()

    def fit(self, width: float) -> bool:
        """Take in a new width of the page; tell whether its lines are of another length now, so that all layouts were dropped."""
        measure = self.measure
        self.left, self.measure = self.looks.column(width)
        if self.measure != measure:
            self._laid.clear()
        return self.measure != measure

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the article."""
        return self.session.tokens.parts

    @property
    def laid_out(self) -> int:
        """How many parts are set at the moment."""
        return len(self._laid)

    def part(self, index: int) -> PartLayout:
        """Return one part, set."""
        laid = self._laid.get(index)
        if laid is not None:
            self._laid.move_to_end(index)
            return laid
        part = self.parts[index]
        laid = PartLayout(part, self.session.article.text, self.looks.of(part.kind), self.gauge, self.measure)
        self._mark(laid)
        self._laid[index] = laid
        if len(self._laid) > _KEPT_LAYOUTS:
            self._laid.popitem(last=False)
        return laid

    def room_above(self, index: int) -> int:
        """Return the room above a part: half a page's head above the first, else what parts it from the one before."""
        if index == 0:
            return self.looks.head()
        return self.looks.gap(self.parts[index - 1], self.parts[index])

    def height(self, index: int) -> int:
        """Return the height of a part with the room above it and, for the last, below it."""
        foot = self.looks.foot() if index == len(self.parts) - 1 else 0
        return self.room_above(index) + self.part(index).height + foot

    def remark(self, index: int) -> bool:
        """Look at a part's entities again, if it is set; tell whether letters may have moved."""
        laid = self._laid.get(index)
        return laid is not None and self._mark(laid)

    def drop(self, index: int) -> None:
        """Forget one part's layout."""
        self._laid.pop(index, None)

    def forget(self) -> None:
        """Drop every layout."""
        self._laid.clear()

    def shows(self, entity: Entity) -> bool:
        """Tell whether the options let an entity be seen."""
        if self._options.hide_rejected and entity.standing is Standing.REJECTED:
            return False
        hidden = self._options.hidden_groups
        return not hidden or self._scheme.label(entity.span.label).group not in hidden

    def _mark(self, laid: PartLayout) -> bool:
        part = laid.part
        entities = [entity for entity in self.session.review.overlapping(part.start, part.end) if self.shows(entity)]
        return laid.mark(lay_marks(part, laid.shown, entities, self.gauge, None if self._options.quiet else self.badges))
