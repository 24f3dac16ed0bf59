"""Tagging: labels, edges, repeating and spreading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.moving import next_character, previous_character
from reader.actions.registry import Action, action
from reader.core.cursor import Cursor
from reader.core.layers import How
from reader.core.review import Standing
from reader.core.spans import Span

if TYPE_CHECKING:
    from reader.actions.context import Context
    from reader.core.review import Entity
    from reader.core.scheme import Label, Scheme

_GROUP = "Tag"
SECOND_LABEL = "Second label"
"""The group of the actions that set a label beside others."""


def label_actions(scheme: Scheme) -> list[Action]:
    """Return two actions for each label of a scheme: set it, and set it beside the labels that are there."""
    return [each for label in scheme.labels for each in _actions_for(label)]


def _actions_for(label: Label) -> tuple[Action, Action]:
    name, title = label.name, f"{label.name}: {label.title}" if label.title else label.name
    return (
        Action(f"label.{name}", title, "Labels", lambda context: set_label(context, name), repeats=True),
        Action(f"also.{name}", f"Also {name}", SECOND_LABEL, lambda context: add_label(context, name), repeats=True),
    )


def label_bindings(scheme: Scheme) -> dict[str, list[str]]:
    """Return the keys of the label actions: the scheme's letters, digits for the first ten, and capitals for a second label."""
    bindings: dict[str, list[str]] = {}
    for place, label in enumerate(scheme.labels):
        keys = [label.key] if label.key else []
        if place < 10 and label.key not in "0123456789":  # noqa: PLR2004 - ten digits
            keys.append("1234567890"[place])
        bindings[f"label.{label.name}"] = keys
        bindings[f"also.{label.name}"] = [label.key.upper()] if label.key.upper() != label.key else []
    return bindings


def set_label(context: Context, name: str) -> None:
    """Tag what the caret outlines; on an entity of another label, relabel it."""
    session, entity = context.session, context.session.entity
    span = _outlined(context, name)
    if span is None:
        return
    surface = context.session.article.text[span.start : span.end]
    if entity and entity.span.label != name and entity.standing is not Standing.REJECTED:
        session.judge(f"Relabel “{_short(surface)}” as {name}", entities=[span], others=[entity.span])
    else:
        session.judge(f"Tag “{_short(surface)}” as {name}", entities=[span])
    session.stand_on(span)


def add_label(context: Context, name: str) -> None:
    """Tag what the caret outlines, beside any label it has."""
    span = _outlined(context, name)
    if span:
        surface = context.session.article.text[span.start : span.end]
        context.session.judge(f"Tag “{_short(surface)}” also as {name}", entities=[span])
        context.session.stand_on(span)


def _outlined(context: Context, label: str) -> Span | None:
    cursor = context.session.cursor
    if cursor.start < cursor.end:
        return Span(cursor.start, cursor.end, label)
    context.desk.say("There is no word here to tag.")
    return None


@action("edge.right_out", "Right edge out", group=_GROUP)
def right_edge_out(context: Context) -> None:
    """Move the right edge of the caret, or of the entity it stands on, one token (or character) to the right."""
    session, end = context.session, context.session.cursor.end
    if context.options.characters:
        set_edges(context, session.cursor.start, next_character(session.article.text, end))
    elif token := session.tokens.following(end):
        set_edges(context, session.cursor.start, token.end)


@action("edge.right_in", "Right edge in", group=_GROUP)
def right_edge_in(context: Context) -> None:
    """Move the right edge one token (or character) to the left."""
    session, cursor = context.session, context.session.cursor
    if context.options.characters:
        set_edges(context, cursor.start, previous_character(session.article.text, cursor.end))
    elif (last := session.tokens.at(cursor.end - 1)) and (token := session.tokens.preceding(last.start)):
        set_edges(context, cursor.start, token.end)


@action("edge.left_out", "Left edge out", group=_GROUP)
def left_edge_out(context: Context) -> None:
    """Move the left edge one token (or character) to the left."""
    session, cursor = context.session, context.session.cursor
    if context.options.characters:
        set_edges(context, previous_character(session.article.text, cursor.start), cursor.end)
    elif token := session.tokens.preceding(cursor.start):
        set_edges(context, token.start, cursor.end)


@action("edge.left_in", "Left edge in", group=_GROUP)
def left_edge_in(context: Context) -> None:
    """Move the left edge one token (or character) to the right."""
    session, cursor = context.session, context.session.cursor
    if context.options.characters:
        set_edges(context, next_character(session.article.text, cursor.start), cursor.end)
    elif (first := session.tokens.at(cursor.start)) and (token := session.tokens.following(first.end)):
        set_edges(context, token.start, cursor.end)


def set_edges(context: Context, start: int, end: int) -> None:
    """Give the caret new bounds; an entity under it gets them too. Bounds never leave the block, nor cross."""
    session, entity = context.session, context.session.entity
    article = session.article
    if start >= end or article.block_at(start) != article.block_at(end - 1):
        return
    if entity is None or entity.standing is Standing.REJECTED:
        session.cursor = Cursor(start, end, by_hand=True)
        return
    span = Span(start, end, entity.span.label)
    session.judge(f"Move an edge: “{_short(article.text[start:end])}”", entities=[span], others=[entity.span])
    session.cursor = Cursor(start, end, span.label, by_hand=True)


@action("edit.repeat", "Repeat the last edit here", group=_GROUP)
def repeat(context: Context) -> None:
    """Do the last repeatable action again, here."""
    if context.last:
        context.last.run(context)
    else:
        context.desk.say("There is no edit to repeat yet.")


@action("entity.spread", "Tag all equal", group=_GROUP)
def spread(context: Context) -> None:
    """Give every equal surface the judgement of the entity under the caret, as one edit; what was judged by key stays."""
    entity = context.session.entity
    if entity is None:
        context.desk.say("Tag this first; then * tags all that are equal.")
        return
    surface = _short(context.session.article.text[entity.span.start : entity.span.end])
    if entity.standing is Standing.REJECTED:
        count = _spread_rejection(context, entity)
        said = f"Rejected {count} more “{surface}”" if count else f"No other “{surface}” is left to reject"
    else:
        count = _spread_entity(context, entity)
        said = f"Tagged {count} more “{surface}” as {entity.span.label}" if count else f"No other “{surface}” is left to tag"
    context.desk.say(f"{said}; u takes it back." if count else f"{said}.")


def _spread_rejection(context: Context, entity: Entity) -> int:
    session = context.session
    surface = session.article.text[entity.span.start : entity.span.end]
    equal = (Span(place.start, place.end, entity.span.label) for place in session.tokens.occurrences(surface))
    others = [span for span in equal if span in session.review.suggested]
    session.judge(f"Reject all “{_short(surface)}”", others=others, how=How.SPREAD)
    return len(others)


def _spread_entity(context: Context, entity: Entity) -> int:
    """Tag all equal surfaces; suggestions they replace are rejected. Returns how many were tagged."""
    session, review = context.session, context.session.review
    surface = session.article.text[entity.span.start : entity.span.end]
    tagged, replaced = [], []
    for place in session.tokens.occurrences(surface):
        span = Span(place.start, place.end, entity.span.label)
        around = [other for other in review.overlapping(*place) if other.span != span]
        if span == entity.span or span in session.layer or any(_settles(other, span) for other in around):
            continue
        tagged.append(span)
        replaced += [other.span for other in around if _gives_way(other, span)]
    session.judge(
        f"Tag all “{_short(surface)}” as {entity.span.label}",
        entities=[entity.span, *tagged],
        others=replaced,
        how=How.SPREAD,
        keyed=[entity.span],
    )
    return len(tagged)


def _settles(other: Entity, span: Span) -> bool:
    """Tell whether an entity that overlaps a place says that spreading must leave it alone.

    It does when it is a longer name around it, or one that the analyst has judged to be an entity and that is no part of it.
    """
    if other.standing is Standing.REJECTED:
        return False
    longer = len(other.span) > len(span) and other.span.contains(span.start, span.end)
    inner = len(other.span) < len(span) and span.contains(other.span.start, other.span.end)
    return longer or (other.standing is not Standing.SUGGESTED and not inner)


def _gives_way(other: Entity, span: Span) -> bool:
    """Tell whether a suggestion is what a spread entity replaces: the same bounds, or a part of the same label."""
    same_bounds = (other.span.start, other.span.end) == (span.start, span.end)
    return other.standing is Standing.SUGGESTED and (same_bounds or other.span.label == span.label)


def _short(surface: str, limit: int = 40) -> str:
    """Return a surface on one line, cut to what a menu can show."""
    line = " ".join(surface.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
