"""What the worker has been asked and has not answered yet."""

from __future__ import annotations

from typing import Protocol


class Worker(Protocol):
    """Who makes baselines, in the background."""

    def ask(self, text_digest: str, text: str) -> int:
        """Ask for the baseline of a text; the answer names the number returned."""

    def cancel(self, job: int) -> None:
        """Want an answer no more."""

    def use(self, tagger: str) -> None:
        """Let another tagger answer, and nothing that was asked before."""


class Questions:
    """Asks a worker for baselines, one text at a time: a new question takes the place of the one before.

    has_failed: the worker has given up, and is asked no more until another tagger is used.
    """

    def __init__(self, worker: Worker) -> None:
        """Ask nothing yet."""
        self._worker = worker
        self._jobs: dict[str, int] = {}
        self._refused: set[str] = set()
        self.has_failed = False

    def __contains__(self, text_digest: object) -> bool:
        """Tell whether an answer for a text is still to come."""
        return text_digest in self._jobs

    def ask(self, text_digest: str, text: str) -> None:
        """Ask for the baseline of a text, unless that is being asked."""
        if text_digest in self._jobs or self.has_failed:
            return
        for job in self._jobs.values():
            self._worker.cancel(job)
        self._jobs = {text_digest: self._worker.ask(text_digest, text)}

    def settle(self, text_digest: str, *, refused: bool = False) -> None:
        """Wait for this text no more. refused: nor ask for it again, until it is wanted anew."""
        self._jobs.pop(text_digest, None)
        if refused:
            self._refused.add(text_digest)

    def is_refused(self, text_digest: str) -> bool:
        """Tell whether the worker could make no baseline of a text."""
        return text_digest in self._refused

    def want_anew(self, text_digest: str) -> None:
        """Forget that the worker could make no baseline of a text."""
        self._refused.discard(text_digest)

    def fail(self) -> None:
        """Wait for nothing more, and ask nothing more."""
        self._jobs.clear()
        self.has_failed = True

    def use(self, tagger: str) -> None:
        """Let another tagger answer from now on."""
        self._worker.use(tagger)
        self._jobs.clear()
        self.has_failed = False
