"""Texts that hold an article, whole or nearly, against which the chunks of a page are held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.sources.html_chunks import Chunk

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_MOST_OF = 0.6


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that holds an article, whole or nearly, against which chunks are held."""

    shingles: frozenset[tuple[str, ...]]
    lines: frozenset[tuple[str, ...]]
    length: int

    def holds(self, chunk: Chunk) -> bool:
        """Tell whether a chunk is of this text."""
        words = words_of(chunk.text)
        if len(words) < _SHINGLE + 2:
            return words in self.lines
        shingles = _shingles(words)
        return sum(shingle in self.shingles for shingle in shingles) >= _MOST_OF * len(shingles)


def sample_of(lines: Iterable[str]) -> Sample:
    """Return the sample that these lines make."""
    words = [words_of(line) for line in lines]
    return Sample(
        frozenset(shingle for line in words for shingle in _shingles(line)),
        frozenset(words),
        sum(len("".join(line)) for line in words),
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, as they are held against others."""
    return tuple(_WORD.findall(text.lower()))


def _shingles(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1)]
