"""Moving the caret."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from reader.actions.registry import action
from reader.core.cursor import Cursor

if TYPE_CHECKING:
    from reader.actions.context import Context
    from reader.core.spans import Span
    from reader.core.tokens import Stretch

_GROUP = "Move"


def stand_on_token(context: Context, token: Stretch | None) -> None:
    """Put the caret on a token; stay when there is none."""
    if token:
        context.session.cursor = Cursor(token.start, token.end)


def stand_at(context: Context, offset: int) -> None:
    """Put the caret on the word at or nearest to an offset; on one character when characters are the grain."""
    session = context.session
    if context.options.characters:
        session.cursor = Cursor(offset, next_character(session.article.text, offset))
        return
    token = session.tokens.at(offset)
    if token is None or not session.tokens.is_word(token):
        token = _nearest_word(context, offset) or session.tokens.nearest(offset)
    stand_on_token(context, token)


def _nearest_word(context: Context, offset: int) -> Stretch | None:
    """Return the nearest word on the visual line of an offset; None when the line has none."""
    tokens = context.session.tokens
    line = context.page.line_at(offset)
    ahead, behind = tokens.following(offset, words=True), tokens.preceding(offset, words=True)
    near = [word for word in (ahead, behind) if word and line.start <= word.start < line.end]
    return min(near, key=lambda word: max(word.start - offset, offset - word.end), default=None)


def next_character(text: str, offset: int) -> int:
    """Return where the character at an offset ends, with the marks that combine with it."""
    end = min(offset + 1, len(text))
    while end < len(text) and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f" or text[end - 1] == "\u200d"):
        end += 1
    return end


def previous_character(text: str, offset: int) -> int:
    """Return where the character that ends at an offset starts."""
    start = max(offset - 1, 0)
    while start > 0 and next_character(text, start - 1) >= offset:
        start -= 1
    return start


@action("token.next", "Next word", group=_GROUP)
def next_token(context: Context) -> None:
    """Move to the next word, or character."""
    session, text = context.session, context.session.article.text
    if context.options.characters:
        start = _shown_from(context, next_character(text, session.cursor.start))
        if start < len(text):
            session.cursor = Cursor(start, next_character(text, start))
    else:
        stand_on_token(context, session.tokens.following(session.cursor.end, words=True))


@action("token.previous", "Previous word", group=_GROUP)
def previous_token(context: Context) -> None:
    """Move to the word, or character, before."""
    session, text = context.session, context.session.article.text
    if context.options.characters:
        end = _shown_until(context, session.cursor.start)
        if end > 0:
            session.cursor = Cursor(previous_character(text, end), end)
    else:
        stand_on_token(context, session.tokens.preceding(session.cursor.start, words=True))


def _shown_from(context: Context, offset: int) -> int:
    """Return the first offset from here on that the page shows; the end of the text where there is none."""
    parts, text = context.session.tokens.parts, context.session.article.text
    index = context.session.tokens.part_index(offset)
    ahead = next((part for part in parts[index:] if offset < part.end), None)
    return max(offset, ahead.start) if ahead else len(text)


def _shown_until(context: Context, offset: int) -> int:
    """Return the last end of a character up to here that the page shows; 0 where there is none."""
    parts = context.session.tokens.parts
    index = context.session.tokens.part_index(offset)
    behind = next((part for part in reversed(parts[: index + 1]) if part.start < offset), None)
    return min(offset, behind.end) if behind else 0


@action("line.down", "Line down", group=_GROUP)
def line_down(context: Context) -> None:
    """Move one visual line down."""
    before = context.session.cursor
    offset = context.page.line_from(before.start, 1)
    stand_at(context, offset)
    word = context.session.tokens.following(max(offset, before.end), words=True)
    if context.session.cursor == before and word and _is_below(context, word.start, before.start):
        # A word broken over two lines is on both, and begins on the upper one.
        stand_on_token(context, word)


def _is_below(context: Context, offset: int, other: int) -> bool:
    return context.page.line_at(offset).start > context.page.line_at(other).start


@action("line.up", "Line up", group=_GROUP)
def line_up(context: Context) -> None:
    """Move one visual line up."""
    stand_at(context, context.page.line_from(context.session.cursor.start, -1))


@action("line.start", "Start of the line", group=_GROUP)
def line_start(context: Context) -> None:
    """Move to the first word of the visual line."""
    line = context.page.line_at(context.session.cursor.start)
    stand_at(context, line.start)


@action("line.end", "End of the line", group=_GROUP)
def line_end(context: Context) -> None:
    """Move to the last word of the visual line."""
    line = context.page.line_at(context.session.cursor.start)
    word = context.session.tokens.preceding(line.end, words=True)
    stand_on_token(context, word if word and word.start >= line.start else context.session.tokens.at(line.start))


@action("sentence.next", "Next sentence", group=_GROUP)
def next_sentence(context: Context) -> None:
    """Move to the first word of the next sentence."""
    tokens, cursor = context.session.tokens, context.session.cursor
    sentence = tokens.sentence_at(cursor.start)
    stand_on_token(context, tokens.following(max(sentence.end, cursor.end) if sentence else cursor.end, words=True))


@action("sentence.previous", "Previous sentence", group=_GROUP)
def previous_sentence(context: Context) -> None:
    """Move to the first word of this sentence or, from there, of the one before."""
    tokens, cursor = context.session.tokens, context.session.cursor
    first = _first_word_of_sentence(context, cursor.start)
    if first and first.start < cursor.start:
        stand_on_token(context, first)
        return
    before = tokens.preceding(cursor.start, words=True)
    stand_on_token(context, _first_word_of_sentence(context, before.start) if before else None)


def _first_word_of_sentence(context: Context, offset: int) -> Stretch | None:
    sentence = context.session.tokens.sentence_at(offset)
    return context.session.tokens.following(sentence.start, words=True) if sentence else None


@action("page.down", "Page down", group=_GROUP)
def page_down(context: Context) -> None:
    """Move one screen down."""
    stand_at(context, context.page.screen_from(context.session.cursor.start, 1))


@action("page.up", "Page up", group=_GROUP)
def page_up(context: Context) -> None:
    """Move one screen up."""
    stand_at(context, context.page.screen_from(context.session.cursor.start, -1))


@action("article.start", "Start of the article", group=_GROUP)
def article_start(context: Context) -> None:
    """Move to the first word."""
    tokens = context.session.tokens
    stand_on_token(context, tokens.following(0, words=True) or tokens.following(0))


@action("article.end", "End of the article", group=_GROUP)
def article_end(context: Context) -> None:
    """Move to the last word."""
    tokens, end = context.session.tokens, len(context.session.article.text)
    stand_on_token(context, tokens.preceding(end, words=True) or tokens.preceding(end))


@action("entity.next", "Next entity", group=_GROUP)
def next_entity(context: Context) -> None:
    """Move to the next entity of any standing."""
    _walk(context, back=False)


@action("entity.previous", "Previous entity", group=_GROUP)
def previous_entity(context: Context) -> None:
    """Move to the entity before."""
    _walk(context, back=True)


def _walk(context: Context, *, back: bool) -> None:
    session = context.session
    here: Span | int = context.entity.span if context.entity else session.cursor.start
    found = next(session.review.walk(here, context.is_shown, back=back), None)
    if found:
        session.stand_on(found)
    else:
        context.desk.say("No entity before this one." if back else "No entity after this one.")


@action("suggestion.next", "Next suggestion", group=_GROUP)
def next_suggestion(context: Context) -> None:
    """Move to the next entity not yet judged; from the last one to the first. From a hit of the search, to the next hit."""
    if _is_at_hit(context):
        context.desk.boxes.step_hit(1)
    else:
        go_to_suggestion(context, back=False)


@action("suggestion.previous", "Previous suggestion", group=_GROUP)
def previous_suggestion(context: Context) -> None:
    """Move to the entity before that is not yet judged; from the first one to the last. From a hit, to the hit before."""
    if _is_at_hit(context):
        context.desk.boxes.step_hit(-1)
    else:
        go_to_suggestion(context, back=True)


def _is_at_hit(context: Context) -> bool:
    """Tell whether the caret stands where a search has put it."""
    cursor = context.session.cursor
    return context.hit is not None and (cursor.start, cursor.end) == (context.hit.start, context.hit.end)


def go_to_suggestion(context: Context, *, back: bool) -> None:
    """Move to the nearest suggestion that is shown, going round at the end, and say so."""
    session = context.session
    here: Span | int = session.entity.span if session.entity else session.cursor.start
    found = _suggestion_from(context, here, back=back)
    if found is None:
        found = _suggestion_from(context, len(session.article.text) if back else 0, back=back)
        if found is None:
            context.desk.say(f"No suggestion is left. {context.desk.key_of('article.finish')} finishes the article.")
            return
        context.desk.say("From the end again." if back else "From the top again.")
    session.stand_on(found)


def _suggestion_from(context: Context, here: Span | int, *, back: bool) -> Span | None:
    suggested = context.session.review.suggested
    find = suggested.before if back else suggested.after
    span = find(here)
    while span is not None and not context.is_shown(span):
        span = find(span)
    return span


@action("caret.around", "Take the entity around the caret", group=_GROUP)
def take_around(context: Context) -> None:
    """Widen the caret to the next larger entity around it, or to the next label on the same surface; then back to the word."""
    session, cursor = context.session, context.session.cursor
    around = [span for span in session.review.entities.containing(cursor.start, cursor.end) if context.is_shown(span)]
    here = context.entity.span if context.entity else None
    at = around.index(here) + 1 if here in around and cursor.label else 0
    if at < len(around):
        session.stand_on(around[at])
    else:
        stand_at(context, cursor.start)


@action("caret.token", "Back to the word", group=_GROUP)
def back_to_token(context: Context) -> None:
    """Let go of edges set by hand, or of an entity: the caret is the word it began with."""
    stand_at(context, context.session.cursor.start)
