"""Jump hints: one key, then one or two letters, and the caret stands on any word in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.actions.autospan import begins_sentence_only
from reader.actions.registry import action
from reader.actions.tagging import set_edges
from reader.core.cursor import Cursor
from reader.core.review import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.actions.context import Context
    from reader.core.review import Entity
    from reader.core.tokens import Stretch

LETTERS = "fjdkslaghrueiwovncmtybpqxz"
"""The letters of hints, the easiest to press first."""

DIGITS = "1234567890"
"""More hints of one key, for the likely targets that the letters do not reach."""

_UNSCORED = 0.9
"""What a suggestion without a probability is taken for: dates and numbers found by rule were wrong in one place of ten."""


class Target(NamedTuple):
    """Where a hint leads.

    word: where the hint is shown. label: of the entity that begins there; None for a word. end: of the entity or the word.
    """

    word: Stretch
    end: int
    label: str | None


def hints(context: Context) -> dict[str, Target]:
    """Return the hints for all words in sight, by their letters; no hint begins another.

    The likeliest targets get single keys: capitalised words outside any entity, which may be missed names, then suggestions,
    the most doubtful first.
    """
    ranked = sorted(_targets(context), key=lambda ranked: ranked[0])
    return dict(zip(_names(len(ranked)), (target for _, target in ranked), strict=False))


def _names(count: int) -> Iterator[str]:
    """Yield as many single keys as leave enough pairs of letters for the rest, then pairs, the easiest first."""
    most = len(LETTERS) * len(LETTERS)
    singles = max(0, min(len(LETTERS), (most + len(DIGITS) - count) // (len(LETTERS) - 1)))
    yield from LETTERS[:singles]
    yield from DIGITS
    for first in LETTERS[singles:]:
        for second in LETTERS:
            yield first + second


def _targets(context: Context) -> Iterator[tuple[tuple[float, int], Target]]:
    """Yield each word in sight as a target, with its rank: (kind, place in the text)."""
    session = context.session
    start, end = context.page.visible()
    entities = [entity for entity in session.review.overlapping(start, end) if context.is_shown(entity.span)]
    beginning: dict[int, Entity] = {}
    for entity in sorted(entities, key=lambda entity: entity.standing is not Standing.SUGGESTED):
        beginning.setdefault(entity.span.start, entity)
    covered = {place for entity in entities for place in range(max(entity.span.start, start), min(entity.span.end, end))}
    after_capital = False
    for word in _words(context, start, end):
        entity_here = beginning.get(word.start)
        capital = session.article.text[word.start].isupper() and word.start not in covered
        if entity_here:
            kind = _rank(entity_here)
            target = Target(word, entity_here.span.end, entity_here.span.label)
        else:
            missed = capital and not after_capital and not begins_sentence_only(context, word)
            kind, target = 0.0 if missed else 3.0 if capital else 5.0, Target(word, word.end, None)
        after_capital = capital
        yield (kind, word.start), target


def _rank(entity: Entity) -> float:
    """Return how likely an entity is gone to, the likeliest first: suggestions by their probability, judged ones last."""
    if entity.standing is not Standing.SUGGESTED:
        return 4.0
    return 1.0 + (_UNSCORED if entity.score is None else entity.score)


def _words(context: Context, start: int, end: int) -> Iterator[Stretch]:
    tokens = context.session.tokens
    if not tokens.parts:
        return
    for index in range(tokens.part_index(start), tokens.part_index(max(end - 1, start)) + 1):
        yield from (token for token in tokens.of_part(index) if start <= token.start < end and tokens.is_word(token))


class HintReader:
    """Takes the letters of a hint, one key at a time."""

    def __init__(self, context: Context, targets: Mapping[str, Target], *, extends: bool = False) -> None:
        """Show the hints and wait for the first letter.

        extends: the caret is extended to the target; else it goes there.
        """
        self._context = context
        self._targets = targets
        self._typed = ""
        self._extends = extends
        context.desk.show_hints({name: target.word for name, target in targets.items()}, "")

    def press(self, key: str) -> bool:
        """Take a key; tell whether more are wanted. A capital first letter extends the caret to the target instead."""
        if not self._typed and len(key) == 1 and key.isupper():
            self._extends = True
        typed = self._typed + key.lower() if len(key) == 1 else ""
        target = self._targets.get(typed)
        if target is None and typed and any(name.startswith(typed) for name in self._targets):
            self._typed = typed
            left = {name: each.word for name, each in self._targets.items() if name.startswith(typed)}
            self._context.desk.show_hints(left, typed)
            return True
        self._context.desk.show_hints({}, "")
        if target:
            self._go(target)
        return False

    def _go(self, target: Target) -> None:
        session, cursor = self._context.session, self._context.session.cursor
        if self._extends:
            set_edges(self._context, min(cursor.start, target.word.start), max(cursor.end, target.end))
        else:
            session.cursor = Cursor(target.word.start, target.end, target.label)


@action("jump.to", "Jump to a word by its hint", group="Move")
def jump(context: Context) -> None:
    """Show a hint on each word in sight; its letters move the caret there, the first with Shift extends the caret there."""
    _show_hints(context, extends=False)


@action("jump.extend", "Extend to a word by its hint", group="Tag")
def extend(context: Context) -> None:
    """Show a hint on each word in sight; its letters extend the caret, or the entity it stands on, to that word."""
    _show_hints(context, extends=True)


def _show_hints(context: Context, *, extends: bool) -> None:
    targets = hints(context)
    if targets:
        context.taker = HintReader(context, targets, extends=extends)
    else:
        context.desk.say("There is no word in sight to jump to.")
