"""Turns the encoder's probabilities, one row for each word, into labelled runs of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

_FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words that make one entity. Word numbers, half-open.

    score: the lowest probability, over its words, that the word is part of an entity of this label.
    """

    first: int
    end: int
    label: str
    score: float


class Decoder:
    """Finds the likeliest sequence of tags in which no entity goes on that did not begin (BIO)."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Take the tags in the order of the encoder's columns, "O" first, then "B-ORG", "I-ORG" and so on."""
        self._tags = tuple(tags)
        self.width = len(self._tags)
        self._follows = np.array([[_may_follow(tag, after) for after in tags] for tag in tags])
        self._opens = np.array([_may_follow("O", tag) for tag in tags])
        self._costs = np.where(self._follows, 0, _FORBIDDEN).astype(np.float32)

    def best(self, rows: Rows) -> list[int]:
        """Return the likeliest allowed tag of every word. `rows`: log-probabilities, one row a word (Viterbi)."""
        greedy = rows.argmax(axis=1)
        if len(greedy) == 0 or (self._opens[greedy[0]] and self._follows[greedy[:-1], greedy[1:]].all()):
            return [int(tag) for tag in greedy]
        came_from = np.zeros(rows.shape, dtype=np.int64)
        reach = rows[0] + np.where(self._opens, 0, _FORBIDDEN)
        for at in range(1, len(rows)):
            paths = reach[:, None] + self._costs
            came_from[at] = paths.argmax(axis=0)
            reach = paths.max(axis=0) + rows[at]
        path = [int(reach.argmax())]
        for at in range(len(rows) - 1, 0, -1):
            path.append(int(came_from[at, path[-1]]))
        return path[::-1]

    def runs(self, rows: Rows) -> list[Run]:
        """Return the entities in one sentence, in order. `rows` as for `best`."""
        found: list[Run] = []
        path = [*self.best(rows), 0]
        begin: int | None = None
        for at, tag in enumerate(path):
            if begin is not None and not self._tags[tag].startswith("I-"):
                found.append(self._run(rows, begin, at, path[begin]))
                begin = None
            if self._tags[tag].startswith("B-"):
                begin = at
        return found

    def _run(self, rows: Rows, first: int, end: int, tag: int) -> Run:
        label = self._tags[tag].removeprefix("B-")
        columns = [at for at, name in enumerate(self._tags) if name[2:] == label]
        inside = np.exp(rows[first:end, columns]).sum(axis=1).min()
        return Run(first, end, label, min(1.0, round(float(inside), 4)))


def _may_follow(tag: str, after: str) -> bool:
    return not after.startswith("I-") or tag[2:] == after[2:]
