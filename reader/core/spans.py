"""Labelled stretches of text, and an index that finds them by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from functools import partial
from itertools import chain
from operator import ge
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence


_MANY = 500
"""From so many spans on it is quicker to filter the runs than to move their rows one by one."""


class _Bounds(NamedTuple):
    start: int
    end: int
    label: str


class Span(_Bounds):
    """A labelled stretch of one article.

    start, end: code-point offsets, half-open: text[start:end] is the surface.
    Raises ValueError unless 0 <= start < end.

    A tuple, for a long article has some hundred thousand, each hashed and compared many times over: a dataclass takes four times
    as long for that. Its length is not three: `_make` and `_replace`, which ask for that, cannot be used.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int, label: str) -> Self:
        """Refuse empty and backward spans."""
        if not 0 <= start < end:
            raise ValueError(f"a span needs 0 <= start < end, not [{start}, {end})")
        return tuple.__new__(cls, (start, end, label))

    @classmethod
    def many(cls, starts: Sequence[int], ends: Sequence[int], labels: Iterable[str]) -> Iterator[Self]:
        """Return spans made of columns, in a third of the time. Raises ValueError as for each of them."""
        if any(map(ge, starts, ends)) or min(starts, default=0) < 0:
            raise ValueError("spans need 0 <= start < end")
        return map(partial(tuple.__new__, cls), zip(starts, ends, labels, strict=True))

    def __len__(self) -> int:
        """Return the length in code points."""
        return self.end - self.start

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether this span shares at least one code point with [start, end)."""
        return self.start < end and start < self.end

    def contains(self, start: int, end: int) -> bool:
        """Tell whether [start, end) lies wholly inside this span."""
        return self.start <= start and end <= self.end


def reading_order(span: Span) -> tuple[int, int, str]:
    """Sort key: by start, an outer span before the ones it holds, then by label."""
    return (span.start, -span.end, span.label)


class SpanIndex:
    """A set of spans in reading order that answers questions about places in logarithmic time.

    Spans are kept in one sorted run for each power of two of their length. A query for the spans that overlap a place then
    looks back no farther than the longest span of each run, however long the longest span of all may be.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Index the spans; equal ones count once."""
        self._runs: dict[int, list[tuple[int, int, str, Span]]] = {}
        self._members: set[Span] = set()
        self._put_in(dict.fromkeys(spans))

    def copy(self) -> SpanIndex:
        """Return another index of the same spans: much quicker than to index them again."""
        made = SpanIndex()
        made._runs = {size: run.copy() for size, run in self._runs.items()}
        made._members = self._members.copy()
        return made

    def without(self, spans: Collection[Span]) -> SpanIndex:
        """Return another index, without these spans."""
        if len(spans) < _MANY:
            made = self.copy()
            made.update(discard=spans)
            return made
        made = SpanIndex()
        made._runs = {size: [row for row in run if row[3] not in spans] for size, run in self._runs.items()}
        made._members = {row[3] for run in made._runs.values() for row in run}
        return made

    def __len__(self) -> int:
        """Return how many spans there are."""
        return len(self._members)

    def __contains__(self, span: object) -> bool:
        """Tell whether this very span (start, end, label) is here."""
        return span in self._members

    def __iter__(self) -> Iterator[Span]:
        """Yield every span in reading order."""
        return (row[3] for row in sorted(chain.from_iterable(self._runs.values())))

    def add(self, span: Span) -> None:
        """Put a span in; nothing happens if it is there."""
        if span not in self._members:
            self._members.add(span)
            insort(self._runs.setdefault(len(span).bit_length(), []), _row(span))

    def discard(self, span: Span) -> None:
        """Take a span out; nothing happens if it is not there."""
        if span in self._members:
            self._members.remove(span)
            run = self._runs[len(span).bit_length()]
            del run[bisect_left(run, _row(span))]

    def update(self, *, add: Iterable[Span] = (), discard: Iterable[Span] = ()) -> None:
        """Put spans in and take others out: many at once without moving the rest for each."""
        # In the order given, which often is that of the text: what is nearly in order is soon sorted.
        coming = [span for span in dict.fromkeys(add) if span not in self._members]
        going = set(discard) & self._members
        if len(coming) + len(going) < _MANY:
            for span in going:
                self.discard(span)
            for span in coming:
                self.add(span)
            return
        self._members -= going
        if going:
            left = self._runs.items() if self._members else ()
            self._runs = {size: [row for row in run if row[3] not in going] for size, run in left}
        if coming:
            self._put_in(coming)

    def _put_in(self, spans: Collection[Span]) -> None:
        """Put in many spans that are not there."""
        self._members.update(spans)
        for span in spans:
            start, end, label = span
            self._runs.setdefault((end - start).bit_length(), []).append((start, -end, label, span))
        for run in self._runs.values():
            run.sort()

    def overlapping(self, start: int, end: int) -> list[Span]:
        """Return the spans that share a code point with [start, end), in reading order."""
        found: list[tuple[int, int, str, Span]] = []
        for size, run in self._runs.items():
            for at in range(bisect_left(run, (start - (1 << size) + 2,)), len(run)):
                row = run[at]
                if row[0] >= end:
                    break
                if start < -row[1]:
                    found.append(row)
        found.sort()
        return [row[3] for row in found]

    def containing(self, start: int, end: int) -> list[Span]:
        """Return the spans that hold all of [start, end), innermost first."""
        held = [span for span in self.overlapping(start, end) if span.contains(start, end)]
        return sorted(held, key=len)

    def equal_to(self, start: int, end: int) -> list[Span]:
        """Return the spans with exactly these bounds, by label."""
        run = self._runs.get((end - start).bit_length(), [])
        first = bisect_left(run, (start, -end))
        return [row[3] for row in run[first : bisect_left(run, (start, -end + 1))]]

    def after(self, span: Span | int) -> Span | None:
        """Return the next span in reading order after a span, or the first that starts at or after an offset."""
        key = _row(span) if isinstance(span, Span) else (span,)
        find = bisect_right if isinstance(span, Span) else bisect_left
        found = [run[at] for run in self._runs.values() if (at := find(run, key)) < len(run)]
        return min(found)[3] if found else None

    def before(self, span: Span | int) -> Span | None:
        """Return the last span in reading order before a span, or the last that starts before an offset."""
        key = _row(span) if isinstance(span, Span) else (span,)
        found = [run[at - 1] for run in self._runs.values() if (at := bisect_left(run, key)) > 0]
        return max(found)[3] if found else None

    def rank(self, span: Span) -> int:
        """Return how many spans come before this one in reading order."""
        return sum(bisect_left(run, _row(span)) for run in self._runs.values())


def _row(span: Span) -> tuple[int, int, str, Span]:
    return (*reading_order(span), span)
