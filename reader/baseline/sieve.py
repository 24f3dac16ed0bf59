"""Leaves of a text only the words that some row of `patterns` could fit, so that spaCy's matcher need not try them all."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from reader.baseline.patterns import CLASSES, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINE_END = "\n"

_CACHED_WORDS = 20_000


def meaning(word: str) -> tuple[str, str]:
    """Return what one word of a row stands for: the spaCy attribute compared, and the expression that must fit it, whole."""
    choices = word.removesuffix("?").strip("()").split("|")
    attributes = {CLASSES[choice][0] for choice in choices if choice in CLASSES} or {"LOWER"}
    expressions = [CLASSES[choice][1] if choice in CLASSES else re.escape(choice.lower()) for choice in choices]
    return attributes.pop() if len(attributes) == 1 else "TEXT", "|".join(expressions)


class _Use(Enum):
    NONE = auto()
    GLUE = auto()
    """Part of some rows, but each of them needs an anchor as well: "of", "in", "a"."""
    ANCHOR = auto()
    BLANK = auto()
    LINE_END = auto()


class Sieve:
    """Finds the stretches of words worth matching."""

    def __init__(self) -> None:
        """Read the table."""
        words = [word for rows in ROWS.values() for row in rows for word in row.split()]
        self._parts = _any(words)
        self._anchors = _any(_anchor(row.split()) for rows in ROWS.values() for row in rows)
        self._uses: dict[str, _Use] = {}

    def __call__(self, words: Sequence[str]) -> list[int | None]:
        """Return the numbers of the words to match, in order; None between words that are not neighbours.

        Blanks that are words of their own (doubled ones, no-break spaces) do not part neighbours; a line end does.
        """
        kept: list[int | None] = []
        stretch: list[int] = []
        anchored = False
        for at, word in enumerate(words):
            use = self._use(word)
            if use in (_Use.GLUE, _Use.ANCHOR):
                stretch.append(at)
                anchored = anchored or use is _Use.ANCHOR
            elif use is not _Use.BLANK and stretch:
                kept += [*stretch, None] if anchored else []
                stretch, anchored = [], False
        return [*kept, *stretch] if anchored else kept

    def _use(self, word: str) -> _Use:
        use = self._uses.get(word)
        if use is None:
            if len(self._uses) >= _CACHED_WORDS:
                self._uses.clear()
            use = self._uses[word] = self._look(word)
        return use

    def _look(self, word: str) -> _Use:
        if word.isspace():
            return _Use.LINE_END if LINE_END in word else _Use.BLANK
        for use, expression in ((_Use.ANCHOR, self._anchors), (_Use.GLUE, self._parts)):
            if expression.fullmatch(word) or expression.fullmatch(word.lower()):
                return use
        return _Use.NONE


def _anchor(row: Sequence[str]) -> str:
    """Return the word of a row that a text has most seldom: a class that must be there, else the longest word."""
    needed = [word for word in row if not word.endswith("?")]
    return max(needed, key=lambda word: (word in CLASSES, len(word)))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join({meaning(word)[1]: None for word in words}))
