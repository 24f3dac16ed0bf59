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
        self._labels = list(dict.fromkeys(tag[2:] for tag in tags if tag != "O"))
        self._columns = [[at for at, tag in enumerate(tags) if tag[2:] == label] for label in self._labels]
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
                found.append(self._run(rows[begin:at], begin, path[begin]))
                begin = None
            if self._tags[tag].startswith("B-"):
                begin = at
        return found

    def nearly(self, rows: Rows, found: Sequence[Run], floor: float) -> list[Run]:
        """Return what was nearly found in one sentence: other labels of what was, then places where nothing or less was.

        Args:
            rows: As for `best`.
            found: What `runs` gave for them.
            floor: The least probability of what is returned.
        """
        near = [other for run in found for other in self._others(rows[run.first : run.end], run, floor)]
        beside = np.exp(rows[:, 0]) <= 1 - floor
        for run in found:
            beside[run.first : run.end] = False
        if beside.any():
            eager = rows.copy()
            # "No entity" is held down until it is no likelier than what is asked for.
            np.minimum(rows[:, 0], np.log(floor), out=eager[:, 0])
            known = {(run.first, run.end, run.label) for run in [*found, *near]}
            near += [run for run in self.runs(eager) if run.score >= floor and (run.first, run.end, run.label) not in known]
        return near

    def _others(self, rows: Rows, run: Run, floor: float) -> list[Run]:
        """Return the other labels that a run may have, as runs."""
        if np.exp(rows.max(axis=1)).min() > 1 - floor:
            return []
        chances = self._chances(rows)
        return [
            Run(run.first, run.end, label, chance)
            for label, chance in zip(self._labels, chances, strict=True)
            if chance >= floor and label != run.label
        ]

    def _run(self, rows: Rows, first: int, tag: int) -> Run:
        label = self._tags[tag].removeprefix("B-")
        return Run(first, first + len(rows), label, self._chances(rows)[self._labels.index(label)])

    def _chances(self, rows: Rows) -> list[float]:
        """Return for each label the lowest probability, over the words, that the word is part of an entity of it."""
        chances = np.exp(rows)
        return [min(1.0, round(float(chances[:, columns].sum(axis=1).min()), 4)) for columns in self._columns]


def _may_follow(tag: str, after: str) -> bool:
    return not after.startswith("I-") or tag[2:] == after[2:]
