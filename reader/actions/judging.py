"""Judging: keep, reject, undo, redo and finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.context import Route
from reader.actions.moving import go_to_suggestion
from reader.actions.registry import action
from reader.actions.suspecting import ghost, go_to_suspect, suspects, walk_here
from reader.core.article import on_one_line
from reader.core.cursor import Cursor
from reader.core.review import Entity, Standing

if TYPE_CHECKING:
    from reader.actions.context import Context, SuspectWalk
    from reader.core.history import Edit

_GROUP = "Judge"
_LONG = 10_000
"""To keep more judgements at once takes longer than a tenth of a second."""


def entity_at_caret(context: Context) -> Entity | None:
    """Return the entity the caret stands on, else the innermost one around it; only of those that are shown."""
    session = context.session
    if context.entity:
        return context.entity
    around = session.review.entities.containing(session.cursor.start, session.cursor.end)
    shown = next((span for span in around if context.is_shown(span)), None)
    return session.review.entity(shown) if shown else None


@action("entity.keep", "Keep and go on", group=_GROUP, repeats=True)
def keep(context: Context) -> None:
    """Judge the entity under the caret an entity, then move to the next suggestion. On plain text, just move."""
    entity, proposed, walk = entity_at_caret(context), ghost(context), walk_here(context)
    if proposed:
        surface = on_one_line(context.session.article.text[proposed.start : proposed.end])
        context.session.judge(f"Tag “{surface}” as {proposed.label}", entities=[proposed])
    elif entity and entity.standing in {Standing.SUGGESTED, Standing.REJECTED}:
        context.session.judge(f"Keep “{_surface(context, entity)}”", entities=[entity.span])
    _go_on(context, walk)


@action("entity.reject", "Reject and go on", group=_GROUP, repeats=True)
def reject(context: Context) -> None:
    """Judge the entity under the caret not to be one, or take back one that was added; then move to the next suggestion."""
    walk = walk_here(context)
    entity = context.entity if walk else entity_at_caret(context)
    if entity is None and not walk:
        context.desk.say("There is no entity here to reject.")
        return
    if entity:
        context.session.judge(f"Reject “{_surface(context, entity)}”", others=[entity.span])
    if walk or context.session.review.suggested:
        _go_on(context, walk)


def _go_on(context: Context, walk: SuspectWalk | None) -> None:
    """Go on with a walk along suspects, else to the next suggestion."""
    if walk:
        go_to_suspect(context, walk.route)
    else:
        go_to_suggestion(context, back=False)


@action("edit.undo", "Undo", group=_GROUP)
def undo(context: Context) -> None:
    """Take the newest edit back and go where it was."""
    _announce(context, "Undoing", context.session.history.undoable)
    edit = context.session.undo()
    if edit:
        context.desk.say(f"Undone: {edit.title}")
        _go_to_edit(context, edit)
    else:
        context.desk.say("There is nothing to undo in this article.")


@action("edit.redo", "Redo", group=_GROUP)
def redo(context: Context) -> None:
    """Do again what undo took back and go where it was."""
    _announce(context, "Doing again", context.session.history.redoable)
    edit = context.session.redo()
    if edit:
        context.desk.say(f"Done again: {edit.title}")
        _go_to_edit(context, edit)
    else:
        context.desk.say("There is nothing to do again in this article.")


@action("article.finish", "Finish and go to the next article", group=_GROUP)
def finish(context: Context) -> None:
    """Say the article is done, keep the suggestions left in bulk, and open the next unfinished article of the queue.

    Not while its first suggestions are still to come: nobody has seen them, and none of them would be kept.
    """
    if context.desk.articles.is_waiting and context.session.review.baseline is None and not context.session.layer.finished:
        on = context.desk.key_of("article.next")
        context.desk.say(f"Entities are still looked for here: finish once they are shown. {on}: next article.")
        return
    if context.options.sweep and not context.swept and (missed := _missed(context)):
        context.swept = True
        go_to_suspect(context, Route.MISSED)
        places = f"{missed} places" if missed > 1 else "1 place"
        again = context.desk.key_of("article.finish")
        context.desk.say(f"{places} may have been missed: {context.desk.key_of('suspect.next')} goes on, {again} finishes.")
        return
    left = len(context.session.review.suggested)
    if left > _LONG:
        context.desk.say_at_once(f"Finishing: keeping {left:,} suggestions…")
    told = _bulk(context)
    context.session.finish()
    undoing = context.desk.key_of("edit.undo")
    if context.desk.articles.go_on():
        told = f"{told} {context.desk.key_of('article.back')} and {undoing} take it back."
    else:
        told = f"{told} No unfinished article is left. {undoing} takes it back."
    context.desk.say(told)


def _announce(context: Context, doing: str, edit: Edit | None) -> None:
    """Say what is being done with an edit if that takes long."""
    if edit and len(edit.added) + len(edit.removed) > _LONG:
        context.desk.say_at_once(f"{doing}: {edit.title}…")


def _missed(context: Context) -> int:
    """Return how many places may hold an entity and have not been looked at."""
    found = (suspect.span for suspect in suspects(context) if suspect.span not in context.looked_at)
    return sum(span not in context.session.review.entities for span in found)


def _bulk(context: Context) -> str:
    """Say what finishing keeps in bulk, and how much of it nobody saw."""
    left = list(context.session.review.suggested)
    if not left:
        return "Finished."
    hidden = sum(not context.is_shown(span) for span in left)
    unseen = f", {hidden} of them hidden" if hidden else ""
    return f"Finished; {len(left)} suggestion{'s' if len(left) > 1 else ''} kept in bulk{unseen}."


def _go_to_edit(context: Context, edit: Edit) -> None:
    """Put the caret where an edit was, or where it was nearest to the caret: on what now stands there."""
    session = context.session
    spans = [judgement.span for judgement in (*edit.added, *edit.removed)]
    if not spans or edit.finished is not None:
        return
    standing = [span for span in spans if session.review.standing(span) not in {None, Standing.REJECTED}]
    here = session.cursor.start
    if standing:
        session.stand_on(min(standing, key=lambda span: (abs(span.start - here), span)))
    else:
        nearest = min(spans, key=lambda span: (abs(span.start - here), span))
        session.cursor = Cursor(nearest.start, nearest.end, by_hand=True)


def _surface(context: Context, entity: Entity) -> str:
    return on_one_line(context.session.article.text[entity.span.start : entity.span.end])
