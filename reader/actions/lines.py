"""Concordance lines: every place that a query finds, in its surroundings, and judged from there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.actions.concordance import Concordance, Mark, Sessions, surface_lines
from reader.actions.library_context import Face
from reader.actions.registry import Action, action
from reader.core.tokens import Stretch
from reader.core.wording import counted
from reader.library.query import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.actions.concordance import Applied
    from reader.actions.library_context import LibraryContext
    from reader.core.scheme import Scheme
    from reader.core.session import Session
    from reader.core.spans import Span
    from reader.library import Library
    from reader.library.lines import Line

_GROUP = "Lines"
LINE_LABELS = "Labels of lines"
_AT_ONCE = 100
MOST = 20_000
"""So many lines at most are marked at once, or shown at all: who has more narrows the search."""


class Lines:
    """The lines shown, as one author has them, and what is to be said of each. They are read as the list is gone down."""

    def __init__(self, library: Library, author: str, session: Callable[[], Session | None]) -> None:
        """Find nothing yet. session: the one on the page; None while no article is open."""
        self.library, self.author = library, author
        self.surface = ""
        """These words, wherever they stand, tagged or not, are shown in place of what the query finds; empty for the query's."""
        self.applied: list[Applied] = []
        self.sessions = Sessions(library, author, session)
        """What opens the sessions that lines are judged in."""
        self.concordance = Concordance(self.sessions)
        self._query = self._surface = self._trouble = ""
        self._begin(iter(()))

    def _begin(self, lines: Iterator[Line]) -> None:
        """Have other lines come, below those that are marked and not judged yet."""
        marked = self.concordance.marked
        self.concordance = Concordance(self.sessions, (line for line, _ in marked))
        self.concordance.marks = {row: mark for row, (_, mark) in enumerate(marked)}
        self._carried = frozenset(_place(line) for line, _ in marked)
        self._coming = (line for line in lines if _place(line) not in self._carried)
        self._is_whole = False

    def look(self, query: str) -> None:
        """Find the lines of a query. Those that are marked stay, above lines that were not there before. Raises LibraryError."""
        query = query.strip()
        if query != self._query:
            self.surface = ""
        elif self.concordance.marks and self.surface == self._surface:
            return
        self._query, self._surface, self._trouble = query, self.surface, ""
        try:
            self._begin(self._found())
        except QueryError as error:
            self._trouble = str(error)
            self._begin(iter(()))
        self.grow()

    def _found(self) -> Iterator[Line]:
        if self.surface:
            return surface_lines(self.sessions, self.surface)
        if not self._query:
            return iter(())
        searching = self.library.searching
        query = searching.parse(self._query)
        return searching.lines(query, searching.find(query, self.author), self.author, refused=True)

    def __len__(self) -> int:
        """Return how many lines were read so far."""
        return len(self.concordance.lines)

    def __getitem__(self, at: int) -> tuple[Line, Mark | None]:
        """Return a line, and what is to be said of it."""
        return self.concordance.lines[at], self.concordance.marks.get(at)

    def grow(self) -> bool:
        """Read some more lines; tell whether there were any. Raises LibraryError."""
        if len(self) >= MOST:
            return False
        before = len(self)
        while len(self) == before and not self._is_whole:
            more = list(islice(self._coming, _AT_ONCE))
            self._is_whole = len(more) < _AT_ONCE
            self.concordance.add(more)
        return len(self) > before

    def read_all(self) -> None:
        """Read all lines, as far as `MOST`. Raises LibraryError."""
        while self.grow():
            pass

    def spoken(self, at: int) -> str:
        """Return what screen readers say of a line."""
        line, mark = self[at]
        standing = f"{line.span.label}, {line.standing}" if line.span else ""
        to_be = "" if mark is None else f"to be {mark.label or 'refused'}"
        return ", ".join(part for part in (f"{line.left}{line.hit}{line.right}", standing, to_be, line.title) if part)

    @property
    def told(self) -> str:
        """What the rows are: "214 lines · 3 marked, not judged yet"."""
        if not self._query and not len(self):
            return ""
        count = counted(len(self), "line") + ("" if self._is_whole or not len(self) else " and more")
        where = f"wherever “{self.surface}” stands" if self.surface else ""
        before = "; those from before on top" if self._carried else ""
        marked = f"{len(self.concordance.marks):,} marked, not judged yet{before}" if self.concordance.marks else ""
        return " · ".join(part for part in (count, where, marked) if part)

    @property
    def nothing(self) -> str:
        """What is said when there is no line."""
        if self._trouble:
            return self._trouble
        if self._query:
            return "No line of the library is like that. Titles, sites, dates and tags alone find articles: Tab shows those."
        return 'Type / and what you look for: words, a "phrase", or an entity such as ORG: Red Cross.'


def _place(line: Line) -> tuple[int, int, int, Span | None]:
    return line.article, line.start, line.end, line.span


@action("lines.open", "Open the article at this line", group=_GROUP)
def open_line(context: LibraryContext) -> None:
    """Open the article with the caret at the hit."""
    if 0 <= context.row < len(context.lines):
        line, _ = context.lines[context.row]
        context.desk.open_article(line.article, Stretch(line.start, line.end))


@action("lines.keep", "Mark as an entity", group=_GROUP)
def keep(context: LibraryContext) -> None:
    """Mark the entity of this line to be kept, and go down."""
    if 0 <= context.row < len(context.lines):
        if context.lines.concordance.keep([context.row]):
            _go_down(context)
        else:
            context.desk.say("No entity stands there yet: a label key says what it is.")


@action("lines.refuse", "Mark as none", group=_GROUP)
def refuse(context: LibraryContext) -> None:
    """Mark this line to hold no entity, and go down."""
    if 0 <= context.row < len(context.lines):
        context.lines.concordance.refuse([context.row])
        _go_down(context)


@action("lines.spread", "All lines like this one, or the last one marked", group=_GROUP)
def spread(context: LibraryContext) -> None:
    """Mark all lines as the chosen one is or, where it is not, as the last one marked; those marked already stay as they are.

    Where nothing is marked, all are to be kept.
    """
    lines = context.lines
    if not 0 <= context.row < len(lines):
        return
    lines.read_all()
    marks = lines.concordance.marks
    mark = marks.get(context.row) or next(reversed(marks.values()), None)
    rows = [row for row in range(len(lines)) if row not in marks]
    if mark is None:
        lines.concordance.keep(rows)
    elif mark.label:
        lines.concordance.relabel(rows, mark.label)
    else:
        lines.concordance.refuse(rows)
    context.desk.refresh()
    marked, key_of = counted(len(lines.concordance.marks), "line"), context.desk.key_of
    context.desk.say(f"{marked} marked; {key_of('lines.apply')} applies, {key_of('lines.undo')} unmarks.")


@action("lines.apply", "Judge all that is marked", group=_GROUP)
def apply(context: LibraryContext) -> None:
    """Judge the marked lines, with one edit for each article."""
    lines = context.lines
    if not lines.concordance.marks:
        context.desk.say("No line is marked: Space keeps, Delete refuses, a label key says what it is.")
        return
    applied = lines.concordance.apply()
    if applied.edits:
        lines.applied.append(applied)
    context.desk.refresh()
    done = "" if applied.refused else "All of it was so already."
    if applied.edits:
        done = f"{counted(len(applied.edits), 'article')} edited; {context.desk.key_of('lines.undo')} takes it back."
    context.desk.say(" ".join(filter(None, [done, *applied.refused])))


@action("lines.undo", "Take back the last marks, or what was judged", group=_GROUP)
def undo(context: LibraryContext) -> None:
    """Take the newest mark off or, where nothing is marked, take back what was judged last, in all its articles."""
    lines = context.lines
    if lines.concordance.marks:
        lines.concordance.unmark([next(reversed(lines.concordance.marks))])
        context.desk.refresh()
    elif lines.applied:
        applied = lines.applied.pop()
        back, left = lines.sessions.undo(applied)
        if left.edits:
            lines.applied.append(left)
        context.desk.refresh()
        context.desk.say(" ".join([f"Taken back in {counted(back, 'article')}.", *left.refused]))
    else:
        context.desk.say("Nothing has been judged from here yet.")


@action("lines.unmark", "Take all marks off", group=_GROUP)
def unmark_all(context: LibraryContext) -> None:
    """Take all marks off."""
    context.lines.concordance.marks.clear()
    context.desk.refresh()


@action("lines.everywhere", "Wherever these words stand, tagged or not", group=_GROUP)
def show_everywhere(context: LibraryContext) -> None:
    """Show every place where the words of this line stand, or what the query finds again."""
    lines = context.lines
    if lines.surface:
        lines.surface = ""
    elif 0 <= context.row < len(lines):
        lines.surface = " ".join(lines[context.row][0].hit.split())
    context.desk.refresh()


def label_actions(scheme: Scheme) -> list[Action[Any]]:
    """Return an action for each label: it marks a line to be an entity of it."""
    return [_label_action(label.name) for label in scheme.labels]


def label_bindings(scheme: Scheme) -> dict[str, list[str]]:
    """Return the keys of those actions: the scheme's own."""
    return {_id(label.name): [label.key] for label in scheme.labels if label.key}


def _label_action(name: str) -> Action[Any]:
    def mark(context: LibraryContext) -> None:
        if 0 <= context.row < len(context.lines):
            context.lines.concordance.relabel([context.row], name)
            _go_down(context)

    return Action(_id(name), f"Mark as {name}", LINE_LABELS, mark)


def _id(label: str) -> str:
    return f"{Face.LINES.value}.label.{label}"


def _go_down(context: LibraryContext) -> None:
    context.row += 1
    context.desk.refresh()
