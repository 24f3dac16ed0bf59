"""Sketches: how alike two texts are, told from 128 bytes of each.

The likeness of two texts is the share of runs of five words that they have in common (the Jaccard index of their sets), case and
punctuation aside. It is estimated by one-permutation hashing: every run is hashed once into one of 128 bins, each bin keeps its
smallest hash, and the share of bins that agree is the likeness. An empty bin borrows from another that both texts would choose.
Li, Owen, Zhang (2012), "One permutation hashing"; Shrivastava (2017), "Optimal densification for fast and accurate minwise
hashing"; of each bin eight bits are kept: Li, König (2010), "b-bit minwise hashing".
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import eq
from zlib import crc32

ALIKE = 0.7
"""From this likeness on two texts are one story with small edits."""

_BINS = 128
_BANDS, _DEEP = 12, 4
"""Two texts of likeness 0.7 agree in a whole band 96 times of 100, of 0.8 998 of 1000, of 0.3 in one of ten: 1 - (1 - j⁴)¹²."""
_RUN = 5
_LEAST_WORDS = 20
"""Of a shorter text, a word more or less changes too much for the likeness to mean anything."""
_MOST_LETTERS = 100_000
"""Of a longer text only so much is looked at: some 16,000 words."""
# As the library counts words: without blanks in between, each character of Chinese and Japanese is one.
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"

_ALL = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15


def sketch(text: str) -> tuple[bytes, tuple[int, ...]] | None:
    """Return the sketch of a text and its bands; None when it has too few words to be like any other.

    Texts that are alike have one of their bands (63-bit numbers) in common, so that few sketches need to be compared.
    """
    words = re.findall(rf"[{_CJK}]|[^\W{_CJK}]+", text[:_MOST_LETTERS].casefold())
    if len(words) < _LEAST_WORDS:
        return None
    runs = set(map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)))
    smallest: dict[int, int] = {}
    for run in runs:
        hashed = _mix(crc32(run.encode("utf-8", "surrogatepass")))
        place = hashed % _BINS
        if hashed < smallest.get(place, _ALL):
            smallest[place] = hashed
    bins = [smallest[place if place in smallest else _lender(place, smallest)] // _BINS for place in range(_BINS)]
    bands = (reduce(_mixed_in, bins[at : at + _DEEP], at) >> 1 for at in range(0, _BANDS * _DEEP, _DEEP))
    return bytes(value & 0xFF for value in bins), tuple(bands)


def likeness(one: bytes, other: bytes) -> float:
    """Return the estimated likeness of two texts by their sketches; by chance one byte in 256 agrees."""
    agreeing: float = sum(map(eq, one, other)) / _BINS
    return max(0.0, (agreeing - 1 / 256) / (1 - 1 / 256))


def _lender(place: int, smallest: dict[int, int]) -> int:
    """Return the bin that lends to an empty one: the first filled one of a walk that depends on the empty one alone."""
    step = 1
    while (chosen := _met(place, step)) not in smallest:
        step += 1
    return chosen


@lru_cache(maxsize=128 * 64)
def _met(place: int, step: int) -> int:
    """Return which bin the walk from an empty one comes to: asked for most of a short text's bins, and always the same."""
    return _mix(place * _BINS + step) % _BINS


def _mixed_in(sofar: int, number: int) -> int:
    return _mix(sofar ^ _mix(number))


def _mix(number: int) -> int:
    """Return 64 well-mixed bits of a number (the finish of splitmix64)."""
    number = (number + _GOLDEN) & _ALL
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _ALL
    return number ^ (number >> 31)
