"""Suspects: where the baseline is likely to be wrong, the likeliest first.

Beside what the baseline doubts itself, they are what the analyst's own tags make doubtful. What looking at each kind is worth was
measured as in `reader.core.doubts`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.autospan import begins_sentence_only, whole_name
from reader.actions.registry import action
from reader.core.cursor import Cursor
from reader.core.doubts import WORTH_NEAR, is_near, worth_of
from reader.core.review import Standing
from reader.core.spans import Span
from reader.core.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.actions.context import Context

_REACH = 400
"""Parts before and behind the caret that are looked through: some 10,000 words."""
_MOST_NAMES = 50
_WORTH_TOLD, _WORTH_CAPITALS = 0.6, 0.33


class Suspect(NamedTuple):
    """A place worth a look.

    worth: the share of such places where something was to be mended. span: what to look at, `UNKNOWN` where nothing names it.
    """

    worth: float
    span: Span
    why: str


UNKNOWN = "?"
"""The label of a suspect that nothing names yet."""


def suspects(context: Context) -> list[Suspect]:
    """Return the suspects around the caret, the likeliest first, in reading order where they are alike.

    Only one for each place, and none where the analyst has said something.
    """
    found: list[Suspect] = []
    taken: set[int] = set()
    for suspect in sorted(_all(context), key=lambda each: (-each.worth, each.span)):
        places = set(range(suspect.span.start, suspect.span.end))
        if taken.isdisjoint(places) and suspect.span not in context.session.layer:
            taken |= places
            found.append(suspect)
    return found


def _all(context: Context) -> Iterator[Suspect]:
    around = _around(context)
    yield from _doubtful(context, around)
    yield from (each for each in (*_nearly(context, around), *_told(context, around)) if _is_free(context, each.span))
    yield from _capitals(context)


def _around(context: Context) -> Stretch:
    parts = context.session.tokens.parts
    if not parts:
        return Stretch(0, 0)
    here = context.session.tokens.part_index(context.session.cursor.start)
    return Stretch(parts[max(0, here - _REACH)].start, parts[min(len(parts) - 1, here + _REACH)].end)


def _doubtful(context: Context, around: Stretch) -> Iterator[Suspect]:
    """Yield suggestions that the tagger itself doubts."""
    for entity in context.session.review.overlapping(*around):
        worth = worth_of(entity.score)
        if worth and entity.standing is Standing.SUGGESTED and context.is_shown(entity.span):
            yield Suspect(worth, entity.span, f"The tagger gives this {entity.score:.0%}.")


def _nearly(context: Context, around: Stretch) -> Iterator[Suspect]:
    """Yield what the tagger nearly took where it took nothing."""
    baseline = context.session.review.baseline
    for span in baseline.near.overlapping(*around) if baseline else ():
        if baseline and is_near(baseline.alternatives[span]):
            yield Suspect(WORTH_NEAR, span, f"The tagger nearly took this, with {baseline.alternatives[span]:.0%}.")


def _told(context: Context, around: Stretch) -> Iterator[Suspect]:
    """Yield surfaces that the analyst has tagged elsewhere in the article and that are untagged here."""
    text = context.session.article.text
    names = sorted({(text[span.start : span.end], span.label) for span in islice(context.session.layer.positive, _MOST_NAMES)})
    for surface, label in names:
        for place in context.session.tokens.occurrences(surface, around):
            yield Suspect(_WORTH_TOLD, Span(*place, label), f"Elsewhere this is tagged as {label}.")


def _capitals(context: Context) -> Iterator[Suspect]:
    """Yield runs of capitalised words in no entity, but for those that only begin a sentence."""
    tokens, text = context.session.tokens, context.session.article.text
    here = tokens.part_index(context.session.cursor.start)
    for index in range(max(0, here - _REACH), min(len(tokens.parts), here + _REACH + 1)):
        end = 0
        for token in tokens.of_part(index):
            if token.start < end or not text[token.start].isupper() or begins_sentence_only(context, token):
                continue
            name = whole_name(context, token, UNKNOWN)
            end = name.end
            span = Span(name.start, name.end, UNKNOWN)
            if _is_free(context, span):
                yield Suspect(_WORTH_CAPITALS, span, "Capitals, but no entity: a label key tags it.")


def _is_free(context: Context, span: Span) -> bool:
    """Tell whether a place is shown and holds no entity, not even a rejected one."""
    session = context.session
    return session.article.is_taggable(span.start, span.end) and not session.review.entities.overlapping(span.start, span.end)


@action("suspect.next", "Next suspect: where the baseline may be wrong", group="Move")
def next_suspect(context: Context) -> None:
    """Go to the likeliest place not looked at yet; Enter takes what is proposed there."""
    go_to_suspect(context)


def go_to_suspect(context: Context) -> None:
    """Go to the likeliest place not looked at yet where the baseline may be wrong, and say why."""
    left = [suspect for suspect in suspects(context) if suspect.span not in context.looked_at]
    if not left:
        context.desk.say("No other place here looks wrong." if context.looked_at else "Nothing here looks wrong.")
        context.looked_at.clear()
        return
    suspect = left[0]
    context.looked_at.add(suspect.span)
    span = suspect.span
    known = span in context.session.review.entities
    label = None if span.label == UNKNOWN else span.label
    cursor = Cursor(span.start, span.end, label, by_hand=not known)
    context.suspect = (span, cursor)
    context.session.cursor = cursor
    more = f"{len(left) - 1} more." if len(left) > 1 else "It is the last one."
    context.desk.say(f"{suspect.why} {more}")


def ghost(context: Context) -> Span | None:
    """Return what is proposed at the caret and is no entity yet; None where nothing is."""
    if context.suspect is None or not is_at_suspect(context):
        return None
    span, _ = context.suspect
    return None if span.label == UNKNOWN or span in context.session.review.entities else span


def is_at_suspect(context: Context) -> bool:
    """Tell whether the caret has not moved since the walk to a suspect: who comes back another way is on another walk."""
    return context.suspect is not None and context.session.cursor is context.suspect[1]
