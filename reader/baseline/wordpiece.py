"""Uncased WordPiece, the tokenisation of the BERT family, with offsets into the original text.

The rules are those of BERT's reference tokeniser: control characters out, accents off, lower case, punctuation and CJK
characters on their own, then the longest known piece from the left (github.com/google-research/bert, tokenization.py).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

UNKNOWN = "[UNK]"

_CACHED_CHUNKS = 20_000
_CACHED_LENGTH = 40
_LONGEST_WORD = 100
"""Longer words become one unknown piece: the reference tokeniser's limit."""
_ASCII = 128
_CHUNK = re.compile(r"\S+")
_CJK = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)
_CJK_ENDS = [last for _, last in _CJK]


class Piece(NamedTuple):
    """A known piece of a word: its number in the vocabulary and its code points, half-open."""

    number: int
    start: int
    end: int


_Char = tuple[str, int]
"""A character as the vocabulary spells it, and the offset of the one it was made from."""


def vocabulary(content: bytes) -> dict[str, int]:
    """Return the pieces in a vocabulary file, one a line, with their numbers: the line's, from 0."""
    return {piece: number for number, piece in enumerate(content.decode("utf-8").split("\n")) if piece}


class WordPiece:
    """Cuts a text into pieces of the vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the vocabulary: piece to number; `##` marks a piece that goes on inside a word."""
        self._vocabulary = vocabulary
        self._unknown = vocabulary[UNKNOWN]
        self._cache: dict[str, tuple[Piece, ...]] = {}

    def __call__(self, text: str) -> list[Piece]:
        """Return the pieces in text order. They do not overlap; blanks and control characters are in none."""
        pieces: list[Piece] = []
        for match in _CHUNK.finditer(text):
            at = match.start()
            pieces += [Piece(number, at + start, at + end) for number, start, end in self._chunk(match.group())]
        return pieces

    def _chunk(self, chunk: str) -> tuple[Piece, ...]:
        known = self._cache.get(chunk)
        if known is None:
            known = tuple(piece for word in _words(chunk) for piece in self._word(word))
            if len(chunk) <= _CACHED_LENGTH:
                if len(self._cache) >= _CACHED_CHUNKS:
                    self._cache.clear()
                self._cache[chunk] = known
        return known

    def _word(self, word: list[_Char]) -> list[Piece]:
        spelling = "".join(char for char, _ in word)
        unknown = [Piece(self._unknown, word[0][1], word[-1][1] + 1)]
        if len(spelling) > _LONGEST_WORD:
            return unknown
        pieces: list[Piece] = []
        start = 0
        while start < len(spelling):
            end = self._longest(spelling, start)
            if end == start:
                return unknown
            number = self._vocabulary[_as_key(spelling, start, end)]
            pieces.append(Piece(number, word[start][1], word[end - 1][1] + 1))
            start = end
        return pieces

    def _longest(self, spelling: str, start: int) -> int:
        for end in range(len(spelling), start, -1):
            if _as_key(spelling, start, end) in self._vocabulary:
                return end
        return start


def _as_key(spelling: str, start: int, end: int) -> str:
    return spelling[start:end] if start == 0 else "##" + spelling[start:end]


def _words(chunk: str) -> Iterator[list[_Char]]:
    """Yield the words of a stretch without blanks; punctuation and CJK characters are words of their own."""
    word: list[_Char] = []
    for char, offset in _spelt(chunk):
        if _stands_alone(char):
            if word:
                yield word
            yield [(char, offset)]
            word = []
        else:
            word.append((char, offset))
    if word:
        yield word


def _spelt(chunk: str) -> Iterator[_Char]:
    """Yield the characters in lower case and without accents. One may give none, or several of one offset."""
    for offset, char in enumerate(chunk):
        if ord(char) < _ASCII:
            if char.isprintable():
                yield char.lower(), offset
        elif char != "\ufffd" and not unicodedata.category(char).startswith("C"):
            for part in unicodedata.normalize("NFD", char):
                if unicodedata.category(part) != "Mn":
                    for lower in part.lower():
                        yield lower, offset


def _stands_alone(char: str) -> bool:
    code = ord(char)
    if code < _ASCII:
        return not char.isalnum()
    if unicodedata.category(char).startswith("P"):
        return True
    at = bisect_left(_CJK_ENDS, code)
    return at < len(_CJK) and _CJK[at][0] <= code
