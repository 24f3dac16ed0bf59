"""Concordance lines: every place that a query finds, in its surroundings, and judged from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.actions.concordance import Applied
from reader.actions.library_context import Face
from reader.actions.registry import Action, action
from reader.core.tokens import Stretch
from reader.core.wording import counted

if TYPE_CHECKING:
    from reader.actions.library_context import LibraryContext
    from reader.actions.line_list import Lines
    from reader.core.scheme import Scheme

_GROUP = "Lines"
LINE_LABELS = "Labels of lines"
_AT_ONCE = 100
MOST = 20_000
"""So many lines at most are marked at once, or shown at all: who has more narrows the search."""


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
    lines, row = context.lines, context.row
    if not 0 <= row < len(lines):
        return

    def ended(is_whole: bool) -> None:
        if not is_whole:
            context.desk.show_rows()
            context.desk.say("Stopped: no other line was marked.")
            return
        lines.judged_last = False
        _mark_alike(lines, row)
        context.desk.show_rows()
        marked, key_of = counted(len(lines.concordance.marks), "line"), context.desk.key_of
        context.desk.say(f"{marked} marked; {key_of('lines.apply')} applies, {key_of('lines.unmark')} unmarks.")

    context.desk.work("Reading lines", lines.read_all(), ended)


def _mark_alike(lines: Lines, row: int) -> None:
    """Mark all lines that are not, as one of them or the last one marked is."""
    marks = lines.concordance.marks
    mark = marks.get(row) or next(reversed(marks.values()), None)
    rows = [row for row in range(len(lines)) if row not in marks]
    if mark is None:
        lines.concordance.keep(rows)
    elif mark.label:
        lines.concordance.relabel(rows, mark.label)
    else:
        lines.concordance.refuse(rows)


@action("lines.apply", "Judge all that is marked", group=_GROUP)
def apply(context: LibraryContext) -> None:
    """Judge the marked lines, with one edit for each article. Stopped, what was done is taken back in one go all the same."""
    lines, applied = context.lines, Applied()
    if not lines.concordance.marks:
        context.desk.say("No line is marked: Space keeps, Delete refuses, a label key says what it is.")
        return
    lines.applied.append(applied)

    def ended(is_whole: bool) -> None:
        lines.judged_last = bool(applied.edits)
        if not applied.edits:
            lines.applied.remove(applied)
        context.desk.look_anew()
        context.desk.say(_told_of(applied, is_whole, len(lines.concordance.marks), context.desk.key_of("lines.undo")))

    context.desk.work("Judging", lines.concordance.apply(applied), ended)


def _told_of(applied: Applied, is_whole: bool, marked: int, undo: str) -> str:
    edited = f"{counted(len(applied.edits), 'article')} edited; {undo} takes it back." if applied.edits else ""
    if not is_whole:
        told = [f"Stopped; {counted(marked, 'line')} still marked.", edited]
    else:
        told = [edited or ("" if applied.refused else "All of it was so already.")]
    return " ".join(filter(None, [*told, *applied.reasons]))


@action("lines.undo", "Take back the last marks, or what was judged", group=_GROUP)
def undo(context: LibraryContext) -> None:
    """Take the newest mark off or, where nothing was marked since, take back what was judged last, in all its articles."""
    lines = context.lines
    if lines.concordance.marks and not (lines.judged_last and lines.applied):
        lines.concordance.unmark([next(reversed(lines.concordance.marks))])
        context.desk.show_rows()
        return
    if not lines.applied:
        context.desk.say("Nothing has been judged from here yet.")
        return
    applied, back = lines.applied[-1], Applied()

    def ended(is_whole: bool) -> None:
        if not applied.edits:
            lines.applied.remove(applied)
            lines.judged_last = False
        context.desk.look_anew()
        stopped = "" if is_whole else f"Stopped; {context.desk.key_of('lines.undo')} takes back the rest."
        told = f"Taken back in {counted(len(back.edits), 'article')}."
        context.desk.say(" ".join(filter(None, [told, stopped, *back.reasons])))

    context.desk.work("Taking back", lines.sessions.undo(applied, back), ended)


@action("lines.unmark", "Take all marks off", group=_GROUP)
def unmark_all(context: LibraryContext) -> None:
    """Take all marks off."""
    context.lines.judged_last = False
    context.lines.concordance.marks.clear()
    context.desk.show_rows()


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
    """Show what was marked, and choose the next line."""
    context.lines.judged_last = False
    context.row += 1
    context.desk.show_rows()
