"""Tags any number of texts in one or more workers at once, and gives the baselines back in the order of the texts."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from reader.baseline.answers import Failed, Refused, Tagged
from reader.baseline.client import WorkerClient
from reader.baseline.identity import TaggerBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from reader.baseline.answers import Answer
    from reader.core.baselines import Baseline

_MOST_TEXTS, _MOST_POINTS = 512, 100_000
"""How many texts, and code points of them, are on their way for each worker: two of its rounds (`desk`), so that it is never
idle, and no more: they are in memory, and the first in order may be the last that it gets to."""

_Mark = TypeVar("_Mark")


@dataclass(slots=True)
class _Place(Generic[_Mark]):
    """A text's place in the order. outcome: None until it is known."""

    mark: _Mark
    size: int
    outcome: Baseline | str | None = None


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Workers with one tagger. Use in a `with`: its end ends them. One that crashes is started again, as the window's is."""

    def __init__(
        self,
        tagger: str,
        workers: int = 1,
        *,
        names: Mapping[str, str] | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        """Start them.

        Args:
            tagger: As `identity.tagger_folder` takes it.
            workers: How many; each is a process, with one thread that tags.
            names: The gazetteer; see `WorkerClient.know`.
            command: See `WorkerClient`.
        """
        self._answers: SimpleQueue[tuple[int, Answer]] = SimpleQueue()
        self._clients: list[WorkerClient] = []
        for number in range(max(1, workers)):
            self._clients.append(WorkerClient(tagger, partial(self._hear, number), command=command))
            if names:
                self._clients[-1].know(names)
        self._loads = [0] * len(self._clients)

    def __enter__(self) -> Self:
        """Return the crew itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """End all workers."""
        for client in self._clients:
            client.close()

    def tag(self, texts: Iterable[tuple[_Mark, str | None]]) -> Iterator[tuple[_Mark, Baseline | str]]:
        """Yield what came of each text, in their order: its baseline, or the sentence that says why there is none.

        No more texts are taken than the workers need to be busy, so there may be any number. A mark without a text, None, comes
        back in its place with an empty sentence. The baselines' `text_digest` says nothing.

        Raises:
            TaggerBroken: The tagger cannot be loaded, or keeps crashing.
        """
        places: deque[_Place[_Mark]] = deque()
        jobs: dict[tuple[int, int], _Place[_Mark]] = {}
        for mark, text in texts:
            place = _Place(mark, len(text or ""), None if text is not None else "")
            places.append(place)
            if text is not None:
                worker = min(range(len(self._loads)), key=self._loads.__getitem__)
                self._loads[worker] += place.size
                jobs[worker, self._clients[worker].ask("", text)] = place
            yield from _known(places)
            while len(places) >= _MOST_TEXTS * len(self._clients) or sum(self._loads) >= _MOST_POINTS * len(self._clients):
                self._await(jobs)
                yield from _known(places)
        while places:
            self._await(jobs)
            yield from _known(places)

    def _hear(self, number: int, answer: Answer) -> None:
        """Take an answer, on its worker's thread."""
        self._answers.put((number, answer))

    def _await(self, jobs: dict[tuple[int, int], _Place[_Mark]]) -> None:
        """Wait for what comes of one text."""
        while True:
            worker, answer = self._answers.get()
            match answer:
                case Failed(sentence):
                    raise TaggerBroken(sentence)
                case Tagged(job, baseline):
                    outcome: Baseline | str = baseline
                case Refused(job, _, sentence):
                    outcome = sentence
                case _:
                    continue
            place = jobs.pop((worker, job))
            place.outcome = outcome
            self._loads[worker] -= place.size
            return


def _known(places: deque[_Place[_Mark]]) -> Iterator[tuple[_Mark, Baseline | str]]:
    """Take from the front what is known."""
    while places and (outcome := places[0].outcome) is not None:
        yield places.popleft().mark, outcome
