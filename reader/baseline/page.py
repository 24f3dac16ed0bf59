"""A tokenised text as the rules of `consistency` look at it: by surface and by neighbour, past blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.baseline.mentions import Mention

Surface = tuple[str, ...]
"""The words of a name, without blanks."""

LINE_END = "\n"


class Page:
    """The words of one text, and what was nearly found in it."""

    def __init__(self, words: Sequence[str], near: Iterable[Mention] = ()) -> None:
        """Take all words, blanks among them, and the alternatives."""
        self.words = words
        self._seen = [at for at, word in enumerate(words) if not word.isspace()]
        self._number = {at: number for number, at in enumerate(self._seen)}
        self._places: dict[Surface, list[int]] = {}
        seen = [words[at] for at in self._seen]
        for number, word in enumerate(seen):
            self._places.setdefault((word,), []).append(number)
            self._places.setdefault((word, *seen[number + 1 : number + 2]), []).append(number)
        self._near: dict[tuple[int, int], dict[str, float]] = {}
        for mention in near:
            self._near.setdefault((mention.start, mention.end), {})[mention.label] = mention.score or 0

    def surface(self, start: int, end: int) -> Surface:
        """Return the words of a stretch (token numbers, half-open)."""
        return tuple(word for word in self.words[start:end] if not word.isspace())

    def find(self, surface: Surface) -> list[tuple[int, int]]:
        """Return where a surface stands, in order (token numbers, half-open)."""
        length = len(surface)
        starts = [number for number in self._places.get(surface[:2], ()) if number + length <= len(self._seen)]
        stretches = [(self._seen[number], self._seen[number + length - 1] + 1) for number in starts]
        return [(start, end) for start, end in stretches if self.surface(start, end) == surface]

    def before(self, start: int, back: int = 1) -> str:
        """Return the word before a token, or the one `back` words before; "" at the start of the text or a line."""
        number = self._number[start] - back
        return self._word(number, self._seen[number] if number >= 0 else 0, start)

    def after(self, end: int, on: int = 1) -> str:
        """Return the word behind a stretch that ends before token `end`, or the `on`-th; "" at the end of the text or a line."""
        number = self._number[end - 1] + on
        return self._word(number, end, self._seen[number] if number < len(self._seen) else end)

    def chance(self, start: int, end: int, label: str) -> float:
        """Return the probability of an alternative; 0 if it is none."""
        return self._near.get((start, end), {}).get(label, 0.0)

    def _word(self, number: int, first: int, last: int) -> str:
        if not 0 <= number < len(self._seen) or any(LINE_END in word for word in self.words[first:last]):
            return ""
        return self.words[self._seen[number]]
