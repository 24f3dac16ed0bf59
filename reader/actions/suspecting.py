"""Suspects: where the baseline is likely to be wrong, the likeliest first.

Beside what the baseline doubts itself, they are what the analyst's own tags make doubtful. What looking at each kind is worth was
measured as in `reader.core.doubts`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.autospan import begins_sentence_only, is_title, whole_name
from reader.actions.context import Route, SuspectWalk
from reader.actions.registry import action
from reader.core.cursor import Cursor
from reader.core.doubts import WORTH_NEAR, is_near, worth_of
from reader.core.layers import Verdict
from reader.core.review import Standing
from reader.core.spans import Span
from reader.core.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.actions.context import Context

_REACH, _SORTED_REACH = 400, 150
"""Parts before and behind the caret that are looked through: some 10,000 words; fewer where all of them must be, to be sorted."""
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
    return _sorted_around(context)


def _sorted_around(context: Context, *, capitals: bool = True) -> list[Suspect]:
    here = _part_here(context)
    around = _within(context, range(here - _SORTED_REACH, here + _SORTED_REACH + 1), capitals=capitals)
    return sorted(around, key=lambda each: (-each.worth, each.span))


def _likeliest(context: Context) -> Iterator[Suspect]:
    """Yield what `suspects` finds. Capitals, the least likely and the longest to find, are looked for only when they are next."""
    yield from (each for each in _sorted_around(context, capitals=False) if each.worth > _WORTH_CAPITALS)
    yield from suspects(context)


def _part_here(context: Context) -> int:
    return context.session.tokens.part_index(context.session.cursor.start)


def _within(context: Context, parts: range, *, capitals: bool = True) -> Iterator[Suspect]:
    """Yield the suspects of the parts in a range, as far as there are such parts, in reading order."""
    text, tokens = context.session.article.text, context.session.tokens
    positive = (span for span, verdict in context.session.layer.verdicts() if verdict is Verdict.IS)
    names = sorted({(text[span.start : span.end], span.label) for span in islice(positive, _MOST_NAMES)})
    for index in range(max(0, parts.start), min(len(tokens.parts), parts.stop)):
        yield from _of_part(context, index, names, capitals=capitals)


def _of_part(context: Context, index: int, names: Iterable[tuple[str, str]], *, capitals: bool) -> list[Suspect]:
    """Return the suspects that begin in a part, in reading order; of those that overlap, the likeliest."""
    session, part = context.session, context.session.tokens.parts[index]
    around = Stretch(part.start, part.end)
    ghosts = (each for each in (*_nearly(context, around), *_told(context, around, names)) if _is_free(context, each.span))
    runs = _capitals(context, index) if capitals else ()
    every = [each for each in (*_doubtful(context, around), *ghosts, *runs) if each.span.start >= part.start]
    found: list[Suspect] = []
    for suspect in sorted(every, key=lambda each: (-each.worth, each.span)):
        span = suspect.span
        if span not in session.layer and not any(other.span.overlaps(span.start, span.end) for other in found):
            found.append(suspect)
    return sorted(found, key=lambda each: each.span)


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


def _told(context: Context, around: Stretch, names: Iterable[tuple[str, str]]) -> Iterator[Suspect]:
    """Yield surfaces that the analyst has tagged elsewhere in the article and that are untagged here."""
    for surface, label in names:
        for place in context.session.tokens.occurrences(surface, around):
            yield Suspect(_WORTH_TOLD, Span(*place, label), f"Elsewhere this is tagged as {label}.")


def _capitals(context: Context, index: int) -> Iterator[Suspect]:
    """Yield runs of capitalised words of a part in no entity, but for titles and what only begins a sentence."""
    text, end = context.session.article.text, 0
    for token in context.session.tokens.of_part(index):
        if token.start < end or not text[token.start].isupper() or begins_sentence_only(context, token):
            continue
        name = whole_name(context, token, UNKNOWN)
        end = name.end
        span = Span(name.start, name.end, UNKNOWN)
        if _is_free(context, span) and not is_title(context, name):
            yield Suspect(_WORTH_CAPITALS, span, "Capitals, but no entity: a label key tags it.")


def _is_free(context: Context, span: Span) -> bool:
    """Tell whether a place is shown and holds no entity, not even a rejected one."""
    session = context.session
    return session.article.is_taggable(span.start, span.end) and not session.review.entities.overlapping(span.start, span.end)


@action("suspect.next", "Next suspect: where the baseline may be wrong", group="Move")
def next_suspect(context: Context) -> None:
    """Go to the next place, in reading order, that may be wrong and was not looked at yet; Enter takes what is proposed there."""
    walk = walk_here(context)
    go_to_suspect(context, Route.MISSED if walk and walk.route is Route.MISSED else Route.IN_ORDER)


@action("suspect.likeliest", "Likeliest suspect: where the baseline is most likely wrong", group="Move")
def likeliest_suspect(context: Context) -> None:
    """Go to the likeliest place not looked at yet, wherever around the caret it is; Enter goes on to the next likely one."""
    go_to_suspect(context, Route.LIKELIEST)


def go_to_suspect(context: Context, route: Route) -> None:
    """Go to the next place not looked at yet where the baseline may be wrong, and say why. After the last one comes the first."""
    found: Iterable[Suspect] = _likeliest(context) if route is Route.LIKELIEST else _in_order(context)
    if route is Route.MISSED:
        found = (each for each in found if each.span not in context.session.review.entities)
    suspect = next((each for each in found if each.span not in context.looked_at), None)
    if suspect is None:
        context.desk.say("No other place here looks wrong." if context.looked_at else "Nothing here looks wrong.")
        context.looked_at.clear()
        context.suspect = context.suspect and context.suspect._replace(route=Route.IN_ORDER)
        return
    span = suspect.span
    context.looked_at.add(span)
    known = span in context.session.review.entities
    label = None if span.label == UNKNOWN else span.label
    cursor = Cursor(span.start, span.end, label, by_hand=not known)
    context.suspect = SuspectWalk(span, cursor, route)
    context.session.cursor = cursor
    context.desk.say(suspect.why)


def _in_order(context: Context) -> Iterator[Suspect]:
    """Yield the suspects from the caret on, then those before it."""
    here, at = _part_here(context), context.session.cursor.start + bool(walk_here(context))
    yield from (each for each in _within(context, range(here, here + _REACH + 1)) if each.span.start >= at)
    yield from (each for each in _within(context, range(here - _REACH, here + 1)) if each.span.start < at)


def ghosts(context: Context) -> list[Span]:
    """Return what may be missed among the words in sight, in reading order, `UNKNOWN` labels too."""
    start, end = context.page.visible()
    part_of, entities = context.session.tokens.part_index, context.session.review.entities
    parts = range(part_of(start), part_of(max(start, end - 1)) + 1)
    return [each.span for each in _within(context, parts) if each.span not in entities and each.span.overlaps(start, end)]


def ghost(context: Context) -> Span | None:
    """Return what is proposed at the caret and is no entity yet; None where nothing is."""
    walk, cursor = walk_here(context), context.session.cursor
    if walk:
        here = [walk.span]
    elif context.options.ghosts and context.entity is None:
        near = _within(context, range(_part_here(context), _part_here(context) + 1))
        here = [each.span for each in near if each.span.contains(cursor.start, cursor.end)]
    else:
        here = []
    known = context.session.review.entities
    return next((span for span in here if span.label != UNKNOWN and span not in known), None)


def walk_here(context: Context) -> SuspectWalk | None:
    """Return the walk along suspects while the caret has not moved since: who comes back another way is on another walk."""
    walk = context.suspect
    return walk if walk is not None and context.session.cursor is walk.cursor else None
