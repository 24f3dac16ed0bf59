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
_LIKELY = 0.5
_LEAST_SHARE, _NEXT_SHARE = 0.3, 0.5
"""In a score: the weight of the least probability of a tag beside the mean, and that of the next word being in any entity."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words that make one entity. Word numbers, half-open.

    score: how likely it is right to the letter: the mean probability, over its words, that the word is part of an entity of this
    label, mixed with the least probability of one of its tags, times the probabilities that the entity begins and ends here.
    (On development texts this tells wrong entities from right ones better, AUROC 0.828, than the mean without the least, 0.826,
    without a look at the next word, 0.821, than the least alone, 0.81, or the product of all, 0.78.)
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
        labels = dict.fromkeys(tag[2:] for tag in tags if tag != "O")
        self._begins = {label: [at for at, tag in enumerate(tags) if tag == f"B-{label}"] for label in labels}
        self._goes_on = {label: [at for at, tag in enumerate(tags) if tag == f"I-{label}"] for label in labels}
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
        chances = np.exp(rows)
        return [self._run(chances, *stretch) for stretch in self._stretches(rows)]

    def nearly(self, rows: Rows, found: Sequence[Run], floor: float) -> list[Run]:
        """Return what was nearly found in one sentence: other labels of what was, then places where nothing or less was.

        Args:
            rows: As for `best`.
            found: What `runs` gave for them.
            floor: The least probability of what is returned.
        """
        chances = np.exp(rows)
        near = [other for run in found for other in self._others(chances, run, floor)]
        beside = chances[:, 0] <= 1 - floor
        for run in found:
            beside[run.first : run.end] = False
        if beside.any():
            eager = rows.copy()
            # "No entity" is held down until it is no likelier than what is asked for.
            np.minimum(rows[:, 0], np.log(floor), out=eager[:, 0])
            known = {(run.first, run.end, run.label) for run in [*found, *near]}
            near += [self._run(chances, *stretch) for stretch in self._stretches(eager) if stretch not in known]
        return [run for run in near if run.score >= floor]

    def _stretches(self, rows: Rows) -> list[tuple[int, int, str]]:
        """Return the entities on the likeliest path: first word, end and label."""
        found: list[tuple[int, int, str]] = []
        path = [*self.best(rows), 0]
        begin: int | None = None
        for at, tag in enumerate(path):
            if begin is not None and not self._tags[tag].startswith("I-"):
                found.append((begin, at, self._tags[path[begin]].removeprefix("B-")))
                begin = None
            if self._tags[tag].startswith("B-"):
                begin = at
        return found

    def _others(self, chances: Rows, run: Run, floor: float) -> list[Run]:
        """Return the other labels that a run may have, as runs."""
        if chances[run.first : run.end].max(axis=1).min() > 1 - floor:
            return []
        return [self._run(chances, run.first, run.end, label) for label in self._begins if label != run.label]

    def _run(self, chances: Rows, first: int, end: int, label: str) -> Run:
        begins = chances[:, self._begins[label]].sum(axis=1)
        goes_on = chances[:, self._goes_on[label]].sum(axis=1)
        least = min(float(begins[first]), *(float(chance) for chance in goes_on[first + 1 : end]), 1.0)
        sure = float((begins[first:end] + goes_on[first:end]).mean()) ** (1 - _LEAST_SHARE) * least**_LEAST_SHARE
        if end < len(chances):
            sure *= (1 - float(goes_on[end])) * (1 - _NEXT_SHARE * (1 - float(chances[end, 0])))
        if first > 0:
            before = float(begins[first - 1] + goes_on[first - 1])
            # Behind another entity of the label it begins here if its first word says so.
            sure *= 1 - before if before < _LIKELY else 1 - float(goes_on[first])
        return Run(first, end, label, min(1.0, max(0.0, round(sure, 4))))


def cooled(rows: Rows, temperature: float) -> Rows:
    """Return log-probabilities as they are at another temperature: above 1 less sure, below 1 surer."""
    if temperature == 1:
        return rows
    scaled = rows / np.float32(temperature)
    cool: Rows = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return cool


def _may_follow(tag: str, after: str) -> bool:
    return not after.startswith("I-") or tag[2:] == after[2:]
