"""Searching an article: what a search may say, and a finder that works in slices."""

from __future__ import annotations

import re
import time
import unicodedata
import warnings
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.patience import OutOfPatience, can_interrupt, patience
from reader.core.tokens import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.core.parts import Part

PATIENCE_S = 0.02
"""How long a pattern may hold up the program at one go, in seconds of computing."""

MOST_IN_SIGHT = 1000
"""More hits than this are not asked for at once, however many are in sight."""

_WINDOW = 16_384
"""Code points looked through between two looks at the clock."""

# One sign typed finds each of its typographic forms; a blank finds any blank, so that a line's end does not hide a name.
_ALIKE = {
    "'": "['\u2019\u2018\u02bc]",
    '"': '["\u201c\u201d\u201e]',
    "-": "[-\u2010\u2011\u2013]",
}
_NO_CAPITAL = re.compile(r"\\.|\(\?P?<\w*>?|\(\?P=\w*")
_REPEATED_GROUP = re.compile(r"\)[*+{]")


class PatternError(ValueError):
    """What was typed is no pattern; the message says why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is searched for.

    typed: as it was typed, in NFC. regular: it is a regular expression, in the syntax of Python's `re`.
    reach: how many code points a hit is long at most; 0 where that depends, as in a regular expression.
    """

    typed: str
    regular: bool
    compiled: re.Pattern[str]
    reach: int


def parse_pattern(typed: str, *, regular: bool) -> Pattern:
    """Return the pattern for what was typed. Capitals count only where one is typed.

    Raises PatternError for an empty one, and for a regular expression that is none (yet).
    """
    typed = unicodedata.normalize("NFC", typed)
    if not typed:
        raise PatternError("There is nothing to search for.")
    written = typed if regular else "".join(_ALIKE.get(sign) or (r"\s" if sign.isspace() else re.escape(sign)) for sign in typed)
    letters = _NO_CAPITAL.sub("", typed) if regular else typed
    flags = re.MULTILINE | (re.NOFLAG if any(letter.isupper() for letter in letters) else re.IGNORECASE)
    if regular and not can_interrupt() and _REPEATED_GROUP.search(written):
        raise PatternError("A repeated group cannot be searched for on this system.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what `re` may take otherwise in later versions
            return Pattern(typed, regular, re.compile(written, flags), 0 if regular else len(typed))
    except re.error as error:
        raise PatternError(f"Not a pattern yet: {error.msg}.") from error
    except (OverflowError, RecursionError) as error:
        raise PatternError("This pattern is too large.") from error


class Field(NamedTuple):
    """A stretch that is searched on its own: no hit leaves it."""

    start: int
    end: int


class Fields:
    """The fields of an article: its blocks; for a regular expression, very long blocks in their parts."""

    def __init__(self, parts: Sequence[Part], *, regular: bool) -> None:
        """Find them. They serve every search of one article."""
        self.all: list[Field] = []
        for part in parts:
            if self.all and not part.opens and not regular:
                self.all[-1] = Field(self.all[-1].start, part.end)
            else:
                self.all.append(Field(part.start, part.end))
        self._starts = [field.start for field in self.all]

    def index(self, offset: int) -> int:
        """Return the index of the field that holds an offset, or of the one before it; 0 when there is none before."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def within(self, start: int, end: int) -> list[Field]:
        """Return the fields that may share a code point with [start, end)."""
        return self.all[self.index(start) : bisect_left(self._starts, end)]


class Finder:
    """Finds a pattern in an article, from a place on and then from the article's start, a slice at a time.

    Within each field the hits are those of `re.finditer`, without empty ones. A regular expression that takes longer than
    `PATIENCE_S` over one slice is given up: then `is_stuck` holds, and what was found by then is all.
    """

    def __init__(self, text: str, fields: Fields, pattern: Pattern, start: int = 0) -> None:
        """Find nothing yet. fields: made for this kind of pattern. start: the offset near which hits are wanted first."""
        self.pattern = pattern
        self.is_done = False
        self.is_stuck = False
        self._text = text
        self._fields = fields
        self._first = fields.index(start)
        self._starts, self._ends = array("q"), array("q")
        self._earlier_starts, self._earlier_ends = array("q"), array("q")
        self._work = self._search()

    @property
    def count(self) -> int:
        """How many hits were found so far."""
        return len(self._starts) + len(self._earlier_starts)

    def advance(self, seconds: float) -> bool:
        """Search on for about so long, but at least a little; tell whether all is searched."""
        until = time.perf_counter() + seconds
        try:
            with patience(seconds + PATIENCE_S, wanted=self.pattern.regular):
                while not self.is_done:
                    next(self._work, None)
                    if time.perf_counter() >= until:
                        break
        except OutOfPatience:
            self._end(stuck=True)
        return self.is_done

    def _search(self) -> Iterator[None]:
        for field in self._fields.all[self._first :]:
            yield from self._search_field(field, self._starts, self._ends)
        for field in self._fields.all[: self._first]:
            yield from self._search_field(field, self._earlier_starts, self._earlier_ends)
        self._end(stuck=False)

    def _search_field(self, field: Field, starts: array[int], ends: array[int]) -> Iterator[None]:
        at = field.start
        while at < field.end:
            limit = min(at + _WINDOW, field.end)
            for start, end in self._hits(at, limit, field.end):
                starts.append(start)
                ends.append(end)
                at = end
            at = max(at, limit)
            yield

    def _hits(self, at: int, limit: int, field_end: int) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the hits that start in [at, limit). For a regular expression they bound its field."""
        if self.pattern.regular:
            # Cut out, so that ^ and \b see the field's own start.
            found = ((match.start() + at, match.end() + at) for match in self.pattern.compiled.finditer(self._text[at:field_end]))
        else:
            reach = min(limit + self.pattern.reach - 1, field_end)
            found = (match.span() for match in self.pattern.compiled.finditer(self._text, at, reach))
        for start, end in found:
            if start >= limit:
                return
            if start < end:
                yield start, end

    def _end(self, *, stuck: bool) -> None:
        self.is_done, self.is_stuck = True, stuck
        self._starts = self._earlier_starts + self._starts
        self._ends = self._earlier_ends + self._ends
        self._earlier_starts, self._earlier_ends = array("q"), array("q")

    # Asking

    def hits(self) -> list[Stretch]:
        """Return what was found, in text order from where the search began; all of it once it is done."""
        return [Stretch(start, end) for start, end in zip(self._starts, self._ends, strict=True)]

    def at_or_after(self, offset: int) -> Stretch | None:
        """Return the first hit that starts at or after an offset, going round at the end; None if it is not known (yet)."""
        at = bisect_left(self._starts, offset)
        if at < len(self._starts):
            return Stretch(self._starts[at], self._ends[at])
        return self._hit(0) if self.is_done else None

    def before(self, offset: int) -> Stretch | None:
        """Return the last hit that starts before an offset, going round at the start; None if it is not known (yet)."""
        at = bisect_left(self._starts, offset) - 1
        if at >= 0 and self._knows(offset):
            return Stretch(self._starts[at], self._ends[at])
        return self._hit(-1) if self.is_done else None

    def rank(self, hit: Stretch) -> int | None:
        """Return which hit of all it is, from 1; None before the search is done."""
        return bisect_left(self._starts, hit.start) + 1 if self.is_done else None

    def within(self, start: int, end: int) -> list[Stretch]:
        """Return the hits that share a code point with [start, end), whether the search has come there or not."""
        if self.is_done:
            first = bisect_right(self._ends, start)
            last = min(bisect_left(self._starts, end), first + MOST_IN_SIGHT)
            return [Stretch(self._starts[at], self._ends[at]) for at in range(first, last)]
        found: list[Stretch] = []
        try:
            with patience(PATIENCE_S, wanted=self.pattern.regular):
                self._find_within(start, end, found)
        except OutOfPatience:
            self._end(stuck=True)
        return found

    def _find_within(self, start: int, end: int, found: list[Stretch]) -> None:
        for field in self._fields.within(start, end):
            reach = self.pattern.reach
            at = max(field.start, start - reach) if reach else field.start
            limit = min(field.end, end)
            hits = (Stretch(left, right) for left, right in self._hits(at, limit, field.end) if right > start)
            found += islice(hits, MOST_IN_SIGHT - len(found))

    def _knows(self, offset: int) -> bool:
        """Tell whether all hits between where the search began and an offset are known."""
        return self.is_done or (len(self._starts) > 0 and offset <= self._starts[-1] + 1)

    def _hit(self, at: int) -> Stretch | None:
        return Stretch(self._starts[at], self._ends[at]) if self._starts else None
