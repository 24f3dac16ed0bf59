"""Tagging: labels, edges and repeating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.autospan import whole_name
from reader.actions.moving import next_character, previous_character
from reader.actions.registry import Action, action
from reader.core.article import on_one_line
from reader.core.cursor import Cursor
from reader.core.review import Standing
from reader.core.spans import Span
from reader.core.tokens import Stretch

if TYPE_CHECKING:
    from reader.actions.context import Context
    from reader.core.scheme import Label, Scheme

_GROUP = "Tag"
SECOND_LABEL = "Second label"
"""The group of the actions that set a label beside others."""


def label_actions(scheme: Scheme) -> list[Action[Context]]:
    """Return two actions for each label of a scheme: set it, and set it beside the labels that are there."""
    return [each for label in scheme.labels for each in _actions_for(label)]


def _actions_for(label: Label) -> tuple[Action[Context], Action[Context]]:
    name, title = label.name, f"{label.name}: {label.title}" if label.title else label.name
    return (
        Action(f"label.{name}", title, "Labels", lambda context: set_label(context, name), repeats=True),
        Action(f"also.{name}", f"Also {name}", SECOND_LABEL, lambda context: add_label(context, name), repeats=True),
    )


def label_bindings(scheme: Scheme) -> dict[str, list[str]]:
    """Return the keys of the label actions: the scheme's letters, digits for the first ten, and capitals for a second label."""
    bindings: dict[str, list[str]] = {}
    claimed = {label.key for label in scheme.labels}
    digits = dict(zip(scheme.labels, "1234567890", strict=False))
    for label in scheme.labels:
        keys = [label.key] if label.key else []
        keys += [digit] if (digit := digits.get(label)) and digit not in claimed else []
        bindings[f"label.{label.name}"] = keys
        bindings[f"also.{label.name}"] = [label.key.upper()] if label.key.upper() != label.key else []
    return bindings


def set_label(context: Context, name: str) -> None:
    """Tag what the caret outlines; on an entity of another label, relabel it."""
    session, entity = context.session, context.entity
    span = _outlined(context, name)
    if span is None:
        return
    surface = context.session.article.text[span.start : span.end]
    if entity and entity.span.label != name and entity.standing is not Standing.REJECTED:
        session.judge(f"Relabel “{on_one_line(surface)}” as {name}", entities=[span], others=[entity.span])
    else:
        session.judge(f"Tag “{on_one_line(surface)}” as {name}", entities=[span], others=_pieces_of(context, span))
    session.stand_on(span)


def _pieces_of(context: Context, span: Span) -> list[Span]:
    """Return the suggestions that are only pieces of a span: inside it under the same label, or half in and half out."""
    review = context.session.review
    overlapping = (entity for entity in review.overlapping(span.start, span.end) if entity.standing is Standing.SUGGESTED)
    return [other.span for other in overlapping if other.span != span and _is_piece(other.span, span)]


def _is_piece(other: Span, span: Span) -> bool:
    if span.contains(other.start, other.end):
        return other.label == span.label and len(other) < len(span)
    return not other.contains(span.start, span.end)


def add_label(context: Context, name: str) -> None:
    """Tag what the caret outlines, beside the label it has; a suggested one is kept by that."""
    span = _outlined(context, name)
    if span:
        surface = context.session.article.text[span.start : span.end]
        beside = [context.entity.span] if context.entity and context.entity.standing is Standing.SUGGESTED else []
        context.session.judge(f"Tag “{on_one_line(surface)}” also as {name}", entities=[*beside, span])
        context.session.stand_on(span)


def _outlined(context: Context, label: str) -> Span | None:
    """Return what a label key tags: the entity or the stretch set by hand, else the whole name around the word."""
    session, cursor = context.session, context.session.cursor
    if not session.article.is_taggable(cursor.start, cursor.end):
        context.desk.say("There is nothing here to tag.")
        return None
    if context.entity or cursor.by_hand or session.tokens.at(cursor.start) != (cursor.start, cursor.end):
        return Span(cursor.start, cursor.end, label)
    name = whole_name(context, Stretch(cursor.start, cursor.end), label)
    if name != (cursor.start, cursor.end):
        keys = f"{context.desk.key_of('edge.right_in')} and {context.desk.key_of('edge.left_in')}"
        context.desk.say(f"The whole name is tagged; {keys} shorten it.")
    return Span(name.start, name.end, label)


@action("edge.right_out", "Right edge out", group=_GROUP)
def right_edge_out(context: Context) -> None:
    """Move the right edge of the caret, or of the entity it stands on, one token (or character) to the right."""
    session, end = context.session, context.session.cursor.end
    if context.options.characters:
        set_edges(context, session.cursor.start, next_character(session.article.text, end))
    elif token := _edge_token(context, end):
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
    elif token := _edge_token(context, cursor.start, back=True):
        set_edges(context, token.start, cursor.end)


def _edge_token(context: Context, offset: int, *, back: bool = False) -> Stretch | None:
    """Return the token that an edge at an offset moves over. No name begins or ends with a comma: the edge goes beyond it."""
    tokens, text = context.session.tokens, context.session.article.text
    token = tokens.preceding(offset) if back else tokens.following(offset)
    while token and text[token.start : token.end] in {",", ";", ":"}:
        token = tokens.preceding(token.start) if back else tokens.following(token.end)
    return token


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
    session, entity = context.session, context.entity
    article = session.article
    if not article.is_taggable(start, end):
        return
    if entity is None or entity.standing is Standing.REJECTED:
        session.cursor = Cursor(start, end, by_hand=True)
        return
    span = Span(start, end, entity.span.label)
    session.judge(f"Move an edge: “{on_one_line(article.text[start:end])}”", entities=[span], others=[entity.span])
    session.cursor = Cursor(start, end, span.label, by_hand=True)


@action("edit.repeat", "Repeat the last edit here", group=_GROUP)
def repeat(context: Context) -> None:
    """Do the last repeatable action again, here."""
    if context.last:
        context.last.run(context)
    else:
        context.desk.say("There is no edit to repeat yet.")
