"""Cuts an article's words into the windows that the encoder sees.

The encoder was trained on windows of whole sentences, so sentence ends, word shapes and packing are part of the weights:
change them here only together with a training run.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.baseline.wordpiece import Piece

Bounds = tuple[int, int]
"""Half-open: of code points or of word numbers, as the name beside it says."""

_SENTENCE_ENDS = frozenset({".", "?", "!", "…", "...", "?!", "!!"})
_CLOSERS = frozenset({'"', "”", "\N{RIGHT SINGLE QUOTATION MARK}", "'", ")", "]", "''"})

LOWER, TITLE, UPPER, INITIAL, MIXED, DIGIT, PUNCTUATION = range(7)
"""The shapes of a word. The vocabulary is uncased: what the capitals say enters the encoder beside the piece."""


def shape(word: str) -> int:
    """Return the shape of a word: one of LOWER (or none of the others) … PUNCTUATION."""
    if word.islower():
        return LOWER
    if word[:1].isdigit():
        return DIGIT
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return PUNCTUATION
    if all(char.isupper() for char in letters):
        return INITIAL if len(letters) == 1 else UPPER
    if not any(char.isupper() for char in letters):
        return LOWER
    return TITLE if word[:1].isupper() and all(char.islower() for char in letters[1:]) else MIXED


def sentences(words: Sequence[str]) -> list[Bounds]:
    """Return the sentences as bounds of word numbers; together they cover all words.

    A sentence ends at a line end, and behind a full stop (and what closes it) before a capital, a digit or a sign.
    """
    found: list[Bounds] = []
    start = at = 0
    while at < len(words):
        ends = "\n" in words[at]
        if words[at] in _SENTENCE_ENDS:
            while at + 1 < len(words) and words[at + 1] in _CLOSERS:
                at += 1
            ends = at + 1 == len(words) or _opens(words[at + 1])
        at += 1
        if ends:
            found.append((start, at))
            start = at
    if start < len(words):
        found.append((start, len(words)))
    return found


def _opens(word: str) -> bool:
    first = word[:1]
    return first.isupper() or first.isdigit() or not first.isalnum()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which pieces belong to which words of one text.

    first: for every word the number of the first piece that touches it; -1 for none (a blank).
    before: for every word, and once more for the end, how many pieces begin in an earlier word.
    owner: for every piece the word it begins in.
    """

    first: list[int]
    before: list[int]
    owner: list[int]


def align(pieces: Sequence[Piece], words: Sequence[Bounds]) -> Alignment:
    """Match pieces with words, both in text order. A piece may touch several words: "don't" is cut elsewhere by each."""
    first = [-1] * len(words)
    before = [0] * (len(words) + 1)
    owner: list[int] = []
    word = 0
    for number, piece in enumerate(pieces):
        while word + 1 < len(words) and words[word][1] <= piece.start:
            word += 1
        owner.append(word)
        before[word + 1] += 1
        touched = word
        while touched < len(words) and words[touched][0] < piece.end:
            if first[touched] < 0 and words[touched][1] > piece.start:
                first[touched] = number
            touched += 1
    for at in range(len(words)):
        before[at + 1] += before[at]
    return Alignment(first, before, owner)


def pack(bounds: Sequence[Bounds], before: Sequence[int], limit: int) -> list[Bounds]:
    """Put consecutive sentences into windows of at most `limit` pieces; returns bounds of word numbers.

    A sentence above the limit is cut between words. A single word above it makes a window of its own.
    """
    windows: list[Bounds] = []
    start = end = bounds[0][0] if bounds else 0
    for first, last in bounds:
        if before[last] - before[start] > limit:
            if end > start:
                windows.append((start, end))
            cuts = [first, *_cuts(first, last, before, limit)]
            windows += pairwise(cuts)
            start = cuts[-1]
        end = last
    if end > start:
        windows.append((start, end))
    return windows


def _cuts(first: int, last: int, before: Sequence[int], limit: int) -> Iterator[int]:
    start = first
    for word in range(first + 1, last):
        if before[word + 1] - before[start] > limit:
            yield word
            start = word
