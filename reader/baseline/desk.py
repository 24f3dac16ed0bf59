"""The worker's desk: which part of which article is tagged next, and what is answered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol

from reader.baseline.found import Found
from reader.baseline.parts import cut
from reader.baseline.protocol import SPANS_IN_A_LINE, Ask, Cancel, Know, Quit, Request, lines, tagger_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reader.baseline.parts import Part
    from reader.core.baselines import Tagger

_ROUND_SECONDS = 2.0
"""Time between two looks at the requests, about: so a cancel or a short article is heard soon, and a sign of life given."""
_FIRST_ROUND, _LONGEST_ROUND = 20_000, 1_000_000
"""Code points tagged between two looks: before the tagger's speed is known, and at most."""
_ROUND_PARTS = 256
_PAUSE = 0.2
"""Seconds between two progress lines."""


class TagsParts(Protocol):
    """A loaded tagger, as `pipeline.Pipeline` is one."""

    tagger: Tagger

    def tag_parts(self, batch: Sequence[Part]) -> Sequence[Found]:
        """Return what is found in each part."""

    def know(self, names: Mapping[str, str]) -> None:
        """Learn the label of each surface judged before."""


@dataclass(slots=True)
class _Job:
    ask: Ask
    parts: Iterator[Part]
    ahead: Part | None = None
    """The next part to tag; None if no part is left."""
    begun: bool = False
    done: int = 0
    found: Found = field(default_factory=Found)

    @property
    def left(self) -> int:
        return len(self.ask.text) - self.done

    def advance(self) -> None:
        self.ahead = next(self.parts, None)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a job in a round. last: none comes after it."""

    job: _Job
    part: Part
    last: bool


class Desk:
    """Takes requests, tags, and answers. Short articles go first, and many of them go together."""

    def __init__(self, pipeline: TagsParts, send: Callable[[Mapping[str, object]], None]) -> None:
        """Take a loaded tagger and what sends a message."""
        self._pipeline = pipeline
        self._send = send
        self._jobs: dict[int, _Job] = {}
        self._said = 0.0
        self._round = _FIRST_ROUND
        self._names: Mapping[str, str] | None = None
        """Told, but not yet to the tagger: an article that is begun must come out as one tagger found it."""

    def serve(self, requests: SimpleQueue[Request]) -> None:
        """Answer requests until one says quit."""
        while True:
            for request in _drained(requests, wait=not self._jobs):
                match request:
                    case Ask():
                        self._take(request)
                    case Cancel(job):
                        self._jobs.pop(job, None)
                        self._send({"dropped": job})
                    case Know(names):
                        self._names = names
                    case Quit():
                        return
            if self._names is not None and not any(job.begun for job in self._jobs.values()):
                self._pipeline.know(self._names)
                self._names = None
            self._work()

    def _take(self, ask: Ask) -> None:
        job = _Job(ask, cut(ask.text))
        job.advance()
        self._jobs[ask.job] = job
        if job.ahead is None:
            self._finish(job)

    def _work(self) -> None:
        """Tag the next round of parts."""
        began = time.monotonic()
        pieces = self._next_round()
        for piece, found in self._tagged(pieces):
            job = piece.job
            if job.ask.job not in self._jobs:
                continue  # another of its parts could not be tagged
            if isinstance(found, str):
                del self._jobs[job.ask.job]
                self._send(self._head(job) | {"error": found})
                continue
            job.found.update(found)
            job.done = piece.part.start + len(piece.part.text)
            if piece.last:
                self._finish(job)
            else:
                self._report(job)
        speed = sum(len(piece.part.text) for piece in pieces) / max(time.monotonic() - began, 1e-6)
        self._round = min(int(speed * _ROUND_SECONDS), _LONGEST_ROUND)

    def _next_round(self) -> list[_Piece]:
        chosen: list[_Piece] = []
        size = 0
        for job in sorted(self._jobs.values(), key=lambda job: job.left):
            if self._names is not None and not job.begun:
                continue
            while job.ahead is not None:
                if chosen and (size >= self._round or len(chosen) >= _ROUND_PARTS):
                    return chosen
                self._begin(job)
                part = job.ahead
                job.advance()
                chosen.append(_Piece(job, part, last=job.ahead is None))
                size += len(part.text)
        return chosen

    def _tagged(self, pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, Found | str]]:
        """Yield what is found in each part, or the sentence that says why nothing could be."""
        try:
            found = self._pipeline.tag_parts([piece.part for piece in pieces])
        except Exception as error:  # noqa: BLE001 - a pipeline may be anyone's, and one article must not end the worker
            if len(pieces) == 1:
                yield pieces[0], f"The tagger “{self._pipeline.tagger.name}” cannot read this article ({_brief(error)})."
                return
            for piece in pieces:
                yield from self._tagged([piece])
        else:
            yield from zip(pieces, found, strict=True)

    def _begin(self, job: _Job) -> None:
        if not job.begun:
            job.begun = True
            self._send(self._head(job) | {"progress": 0})

    def _report(self, job: _Job) -> None:
        """Send spans, if there are many, and how far a job is, if that has not been said just now."""
        if len(job.found) >= SPANS_IN_A_LINE:
            for few in lines(job.found):
                self._send(self._head(job) | few | {"more": True})
            job.found.clear()
        if (now := time.monotonic()) - self._said >= _PAUSE:
            self._said = now
            self._send(self._head(job) | {"progress": round(job.done / len(job.ask.text), 4)})

    def _finish(self, job: _Job) -> None:
        *before, last = lines(job.found)
        for few in before:
            self._send(self._head(job) | few | {"more": True})
        self._send(self._head(job) | last | {"tagger": tagger_row(self._pipeline.tagger)})
        del self._jobs[job.ask.job]

    @staticmethod
    def _head(job: _Job) -> dict[str, object]:
        return {"job": job.ask.job, "digest": job.ask.digest}


def _brief(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _drained(requests: SimpleQueue[Request], *, wait: bool) -> Iterator[Request]:
    """Yield the requests that are there; wait for the first if asked to."""
    if wait:
        yield requests.get()
    try:
        while True:
            yield requests.get_nowait()
    except Empty:
        return
