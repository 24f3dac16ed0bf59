"""What opens the boxes one types in: search, the palette, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.judging import entity_at_caret
from reader.actions.registry import action
from reader.core.cursor import Cursor
from reader.core.history import JournalRefused
from reader.core.review import Standing

if TYPE_CHECKING:
    from reader.actions.context import Context
    from reader.core.spans import Span
    from reader.core.tokens import Stretch


@action("search.open", "Search the article", group="Move")
def search(context: Context) -> None:
    """Open the search bar."""
    context.desk.boxes.search()


@action("hit.next", "Next hit of the search", group="Move")
def next_hit(context: Context) -> None:
    """Make the next hit of the last search the span."""
    context.desk.boxes.step_hit(1)


@action("hit.previous", "Previous hit of the search", group="Move")
def previous_hit(context: Context) -> None:
    """Make the hit before, of the last search, the span."""
    context.desk.boxes.step_hit(-1)


@action("palette.open", "Find an action, a label or an article…", group="View")
def open_palette(context: Context) -> None:
    """Open the palette."""
    context.desk.boxes.open_palette()


@action("palette.labels", "Choose a label by its name…", group="Tag")
def choose_label(context: Context) -> None:
    """Open the palette with the labels alone; the one chosen is set as its key would."""
    context.desk.boxes.open_palette(labels_only=True)


@action("note.write", "Note on this entity…", group="Judge")
def write_note(context: Context) -> None:
    """Open the box for a note on the judged entity under the caret."""
    entity = entity_at_caret(context)
    if entity is None:
        context.desk.say("There is no entity here to put a note on: tag it first.")
    elif entity.standing is Standing.SUGGESTED:
        context.desk.say("A note belongs to a judgement: keep this with Enter, or reject it with Delete, first.")
    else:
        context.session.stand_on(entity.span)
        context.desk.boxes.ask_for_note(entity)


def save_note(context: Context, span: Span, text: str) -> None:
    """Put a note on a judged span and say so; a journal that refuses is told to the user."""
    try:
        edit = context.session.note(span, text)
    except JournalRefused as refusal:
        context.desk.say(str(refusal))
        return
    if edit:
        context.desk.say(f"{edit.title}; {context.desk.key_of('edit.undo')} takes it back.")


def take_hit(context: Context, hit: Stretch) -> None:
    """Make a hit the span: the caret stands on the entity shown with its bounds, else on it as if set by hand."""
    context.hit = hit
    equal = context.session.review.entities.equal_to(hit.start, hit.end)
    shown = next((span for span in equal if context.is_shown(span)), None)
    if shown:
        context.session.stand_on(shown)
    else:
        context.session.cursor = Cursor(hit.start, hit.end, by_hand=True)
