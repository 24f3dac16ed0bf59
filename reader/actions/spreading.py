"""Spreading: the same judgement for every equal surface."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.actions.autospan import LINKS, whole_name
from reader.actions.registry import action
from reader.core.article import on_one_line
from reader.core.layers import How
from reader.core.review import Standing
from reader.core.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.actions.context import Context
    from reader.core.review import Entity

_WORD = re.compile(r"\S+")
_PARTICLES = LINKS - {"of"}
_SHORTEST_VARIANT = 3
"""Code points: shorter ones are too often something else."""
_LONG = 3_000
"""To look at more places takes longer than a tenth of a second."""


@action("entity.spread", "Tag all equal (spread)", group="Tag")
def spread(context: Context) -> None:
    """Give every equal surface the judgement of the entity under the caret, as one edit; what was judged by key stays.

    When no equal one is left, the variants of its name have their turn: a surname alone, a plural, capitals.
    """
    entity, again, undo = context.entity, context.desk.key_of("entity.spread"), context.desk.key_of("edit.undo")
    if entity is None:
        context.desk.say(f"Tag this first; then {again} tags all that are equal.")
        return
    name = context.session.article.text[entity.span.start : entity.span.end]
    does = _reject if entity.standing is Standing.REJECTED else _tag
    done = "Rejected" if does is _reject else "Tagged"
    if context.session.article.text.count(name) > _LONG:
        context.desk.say_at_once(f"Looking for all “{on_one_line(name)}”…")
    count = does(context, entity, [name])
    if count:
        more = f" {again} again takes variants." if does is _tag and variants(name, entity.span.label) else ""
        context.desk.say(f"{done} {count} more “{on_one_line(name)}” as {entity.span.label}; {undo} takes it back.{more}")
        return
    count = does(context, entity, variants(name, entity.span.label))
    if count:
        plural = "s" if count > 1 else ""
        context.desk.say(f"{done} {count} variant{plural} of “{on_one_line(name)}” as {entity.span.label}; {undo} takes it back.")
    else:
        context.desk.say(f"No other “{on_one_line(name)}” is left, nor a variant of it.")


def variants(name: str, label: str) -> list[str]:
    """Return other ways to write a name, the longest first: its plural, capitals, and of a person the surname alone.

    A surname is tried with what belongs to it and without ("bin Laden", "al-Obeidi", "Obeidi"), and as it begins a sentence.
    """
    found = [f"{name}s", name.removesuffix("s"), name.upper()]
    if label == "PERSON" and " " in name:
        _, *others = name.split()
        family = next((" ".join(others[nth:]) for nth, word in enumerate(others[:-1]) if word in _PARTICLES), others[-1])
        last = others[-1]
        for surname in (family, last, last.partition("-")[2] if last[0].islower() else ""):
            found += [surname, surname[:1].upper() + surname[1:], surname.upper()]
    long = (each for each in dict.fromkeys(found) if len(each) >= _SHORTEST_VARIANT and each != name)
    return sorted(long, key=len, reverse=True)


def _reject(context: Context, entity: Entity, surfaces: Iterable[str]) -> int:
    """Reject the suggestions of the same label on these surfaces; return how many there were."""
    session = context.session
    places = (place for surface in surfaces for place in session.tokens.occurrences(surface))
    others = [span for place in places if (span := Span(*place, entity.span.label)) in session.review.suggested]
    session.judge(f"Reject all “{_name(context, entity)}”", others=others, how=How.SPREAD)
    return len(others)


def _tag(context: Context, entity: Entity, surfaces: Iterable[str]) -> int:
    """Tag these surfaces; suggestions that give way are rejected. Return how many were tagged.

    A part of the entity's name, as a surname is, is left alone inside a longer name: that is somebody else's.
    """
    session, review, label = context.session, context.session.review, entity.span.label
    tagged, replaced = [], []
    words: set[int] = set()  # where words of what is tagged begin: a shorter variant is left alone inside a longer one
    for place in (place for surface in surfaces for place in session.tokens.occurrences(surface)):
        span = Span(*place, label)
        around = [other for other in review.overlapping(*place) if other.span != span]
        if span == entity.span or span in session.layer or place.start in words:
            continue
        if any(_settles(other, span) for other in around) or (len(span) < len(entity.span) and _is_in_name(context, span)):
            continue
        words.update(place.start + word.start() for word in _WORD.finditer(session.article.text[place.start : place.end]))
        tagged.append(span)
        replaced += [other.span for other in around if _gives_way(other, span)]
    title = f"Tag all “{_name(context, entity)}” as {label}"
    session.judge(title, entities=[entity.span, *tagged], others=replaced, how=How.SPREAD, keyed=[entity.span])
    return len(tagged)


def _is_in_name(context: Context, span: Span) -> bool:
    """Tell whether a longer name goes on around a span: "Harry Alger" around "Alger"."""
    first = context.session.tokens.at(span.start)
    return first is not None and not span.contains(*whole_name(context, first, span.label))


def _name(context: Context, entity: Entity) -> str:
    return on_one_line(context.session.article.text[entity.span.start : entity.span.end])


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
