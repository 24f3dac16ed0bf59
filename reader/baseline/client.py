"""Keeps a worker running and asks it for baselines. Standard library and core only: it lives in the window's process."""

from __future__ import annotations

import itertools
import logging
import sys
import threading
from typing import TYPE_CHECKING

from reader.baseline import protocol
from reader.baseline.answers import Answer, Failed, Progress, Ready, Refused, Restarted, Tagged
from reader.baseline.child import Child, Ending
from reader.baseline.found import Found
from reader.core import pipes
from reader.core.baselines import Baseline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reader.core.pipes import Message

MOST_CRASHES = 3
"""After so many an article is refused, or, if none is to blame, the tagger given up."""

PATIENCE = 60.0
"""Seconds without a sign of life, while one is awaited, after which a worker counts as hung."""

_log = logging.getLogger(__name__)


def worker_command(tagger: str) -> list[str]:
    """Return the command line that starts the worker with this tagger."""
    # -P: a file called spacy.py in the folder the user happens to be in is not spaCy.
    return [sys.executable, "-P", "-m", "reader.baseline.worker", "--tagger", tagger]


class _Job:
    """An article whose baseline has not come yet. sent, begun: to and by the worker that runs now."""

    def __init__(self, ask: protocol.Ask) -> None:
        self.ask = ask
        self.crashes = 0
        self.reset()

    def reset(self) -> None:
        self.sent = self.begun = False
        self.found = Found()


class WorkerClient:
    """Asks a worker for baselines, and starts it anew when it crashes or hangs.

    No method waits for the worker, but for `close`. Answers come on a thread of the client's, one at a time for each worker;
    one may still be on its way when `cancel` returns. What takes them must not raise.
    """

    def __init__(
        self,
        tagger: str,
        on_answer: Callable[[Answer], None],
        *,
        command: Sequence[str] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Start a worker at once.

        Args:
            tagger: The name of the tagger: see `identity.tagger_folder`.
            on_answer: Is given every answer, on another thread.
            command: The worker's command line, in place of Reader's own.
            patience: Seconds; see `PATIENCE`.
        """
        self._command = list(command) if command is not None else worker_command(tagger)
        self._on_answer = on_answer
        self._patience = patience
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._taken_back: set[int] = set()
        self._names: dict[str, str] | None = None
        self._crashes = 0
        self._ready = self._closed = False
        self._child: Child | None = None
        self._children: list[Child] = []
        with self._lock:
            self._start()

    @property
    def pid(self) -> int | None:
        """The number of the worker's process; None if none runs."""
        with self._lock:
            return self._child.pid if self._child is not None else None

    def ask(self, text_digest: str, text: str) -> int:
        """Ask for the baseline of a text; returns the job's number, which its answers carry.

        Raises:
            RuntimeError: The client is closed.
        """
        with self._lock:
            if self._closed:
                message = "the client is closed"
                raise RuntimeError(message)
            number = next(self._numbers)
            self._jobs[number] = _Job(protocol.Ask(number, text_digest, text))
            if self._child is None:
                self._crashes = 0
                self._start()
            self._feed()
            return number

    def know(self, names: Mapping[str, str]) -> None:
        """Tell the worker names judged before: the label of each surface. It holds for articles it has not begun."""
        with self._lock:
            self._names = dict(names)
            self._tell_names()

    def use(self, tagger: str) -> None:
        """Let another tagger make the baselines; what was asked of the one before is not answered."""
        with self._lock:
            before, self._child = self._child, None
            self._jobs.clear()
            self._command = worker_command(tagger)
            self._crashes = 0
            self._start()
        if before is not None:
            before.close()

    def cancel(self, job: int) -> None:
        """Take a job back; nothing happens if it is unknown or answered."""
        with self._lock:
            found = self._jobs.pop(job, None)
            if found is not None and found.sent and self._child is not None:
                self._taken_back.add(job)
                self._child.send([pipes.line({"cancel": job})])
                self._feed()

    def close(self) -> None:
        """End the worker and all threads; no answer comes after it."""
        with self._lock:
            self._closed = True
            self._child = None
            self._jobs.clear()
            children = list(self._children)
        for child in children:
            child.close()

    def heard(self, child: Child, line: bytes) -> bool:
        """Take a line from a worker; see `child.Listener`."""
        try:
            message = pipes.message(line)
            answers = self._answers(child, message)
        except (ValueError, KeyError, TypeError, OverflowError) as error:
            _log.debug("the worker wrote a line that says nothing: %s", error)
            return False
        for answer in answers:
            self._on_answer(answer)
        return True

    def ended(self, child: Child, ending: Ending) -> None:
        """Learn that a worker is gone; see `child.Listener`."""
        with self._lock:
            if self._closed or child is not self._child:
                return
            answers = self._after_crash(ending)
        for answer in answers:
            self._on_answer(answer)

    def _start(self) -> None:
        """Start a worker; the lock is held."""
        self._ready = False
        self._taken_back.clear()
        self._children = [child for child in self._children if not child.gone]
        for job in self._jobs.values():
            job.reset()
        try:
            self._child = Child(self._command, self, patience=self._patience)
        except OSError as error:
            self._child = None
            self._jobs.clear()
            failed = Failed(f"The tagger cannot be started: {error}.")
            # Never on the caller's thread: it may hold what the answer needs.
            threading.Thread(target=self._on_answer, args=(failed,), daemon=True).start()
            return
        self._children.append(self._child)
        self._tell_names()

    def _tell_names(self) -> None:
        """Send the names, if there are any; the lock is held."""
        if self._names is not None and self._child is not None:
            self._child.send([pipes.line({"names": self._names})])

    def _feed(self) -> None:
        """Send what may be sent; the lock is held.

        After a crash jobs are sent one by one, those that were not at work first, until one is answered: so the article
        that a tagger crashes on is told from those beside it.
        """
        if self._child is None:
            return
        at_work = sum(job.sent for job in self._jobs.values())
        for job in sorted(self._jobs.values(), key=lambda job: (job.crashes, job.ask.job)):
            if not job.sent and (self._crashes == 0 or at_work == 0):
                job.sent = True
                at_work += 1
                self._child.send(protocol.ask_line(job.ask))
        self._child.await_sign(awaited=not self._ready or at_work > 0 or bool(self._taken_back))

    def _answers(self, child: Child, message: Message) -> list[Answer]:
        """Return what a message means for the owner."""
        found = protocol.found(message)
        with self._lock:
            if self._closed or child is not self._child:
                return []
            if "job" in message:
                answers = self._about_job(message, found)
            elif "ready" in message:
                self._ready = True
                answers = [Ready(protocol.tagger_in(message["ready"]))]
            elif "failed" in message:
                return [self._give_up(str(message["failed"]))]
            elif "dropped" in message:
                self._taken_back.discard(message["dropped"])
                answers = []
            elif "loading" in message:
                answers = []
            else:
                raise KeyError(*message)
            self._feed()
            return answers

    def _about_job(self, message: Message, found: Found) -> list[Answer]:
        number, digest = message["job"], message["digest"]
        job = self._jobs.get(number)
        if job is None or job.ask.digest != digest:
            return []
        if "progress" in message:
            job.begun = True
            return [Progress(number, digest, float(message["progress"]))]
        if "error" in message:
            answer: Answer = Refused(number, digest, str(message["error"]))
        else:
            tagger = None if message.get("more") else protocol.tagger_in(message["tagger"])
            job.found.update(found)
            if tagger is None:
                return []
            answer = Tagged(number, Baseline(digest, tagger, job.found.scores, job.found.alternatives).indexed())
        del self._jobs[number]
        self._crashes = 0
        return [answer]

    def _after_crash(self, ending: Ending) -> list[Answer]:
        """Start anew, refuse what crashed too often, or give up; the lock is held."""
        self._crashes += 1
        for job in self._jobs.values():
            job.crashes += job.begun
        bad = [number for number, job in self._jobs.items() if job.crashes >= MOST_CRASHES]
        refused: list[Answer] = [
            Refused(number, self._jobs.pop(number).ask.digest, f"The tagger stopped {MOST_CRASHES} times at this article.")
            for number in bad
        ]
        if refused:
            self._crashes = 0
        elif self._crashes >= MOST_CRASHES:
            return [self._give_up(f"The tagger stopped {MOST_CRASHES} times in a row ({_why(ending, self._patience)}).")]
        self._start()
        self._feed()
        return [*refused, Restarted(f"The tagger was started again: {_why(ending, self._patience)}.")]

    def _give_up(self, sentence: str) -> Failed:
        """Go without a worker until asked again; the lock is held."""
        self._child = None
        self._jobs.clear()
        self._taken_back.clear()
        return Failed(sentence)


def _why(ending: Ending, patience: float) -> str:
    return f"no sign of life for {patience:g} s" if ending.silent else f"it ended with code {ending.code}"
