"""One run of the worker: the process, the threads on its pipes, and the watch over its signs of life."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.core.pipes import pipe, start

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_JOIN = 2.0
"""Seconds a thread may take to see that its process is dead."""


class Ending(NamedTuple):
    """How a run ended. code: as `subprocess` gives it, negative for a signal; silent: killed because no sign of life came."""

    code: int
    silent: bool


class Listener(Protocol):
    """Hears what a child says, on that child's reader thread."""

    def heard(self, child: Child, line: bytes) -> bool:
        """Take a line; tell whether it made sense, and so is a sign of life."""

    def ended(self, child: Child, ending: Ending) -> None:
        """Learn that the child is gone. It is the last call."""


class Child:
    """A running worker. None of its methods waits for the process, but for `close`."""

    def __init__(self, command: Sequence[str], listener: Listener, *, patience: float) -> None:
        """Start it.

        Args:
            command: The command line.
            listener: Who hears its lines.
            patience: Seconds it may stay silent while an answer is awaited; then it is killed.

        Raises:
            OSError: It cannot be started.
        """
        self._listener = listener
        self._patience = patience
        self._outbox: SimpleQueue[Iterable[bytes] | None] = SimpleQueue()
        self._watch = threading.Condition()
        self._awaited = True
        self._over = self._silent = False
        self._last_sign = time.monotonic()
        self._process = start(command)
        self._threads = [
            threading.Thread(target=target, name=f"reader-baseline-{target.__name__.strip('_')}", daemon=True)
            for target in (self._read, self._write, self._guard)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def gone(self) -> bool:
        """Whether the process has ended and all threads with it."""
        return not any(thread.is_alive() for thread in self._threads)

    def send(self, line: Iterable[bytes]) -> None:
        """Write a line, in pieces, as soon as the process takes it."""
        self._outbox.put(line)

    def await_sign(self, *, awaited: bool) -> None:
        """Say whether an answer is awaited: silence is no fault of a worker that has nothing to do."""
        with self._watch:
            if awaited and not self._awaited:
                self._last_sign = time.monotonic()
            self._awaited = awaited
            self._watch.notify()

    def close(self) -> None:
        """Kill the process and wait till it and the threads are gone."""
        self._process.kill()
        self._retire()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(_JOIN)

    def _read(self) -> None:
        stream = pipe(self._process.stdout)
        with stream:
            for line in stream:
                if self._listener.heard(self, line):
                    with self._watch:
                        self._last_sign = time.monotonic()
        # It may have closed its output and live on: nobody hears it any more.
        self._process.kill()
        code = self._process.wait()
        self._retire()
        self._listener.ended(self, Ending(code, self._silent))

    def _retire(self) -> None:
        """Let the other threads end."""
        self._outbox.put(None)
        with self._watch:
            self._over = True
            self._watch.notify()

    def _write(self) -> None:
        stream = pipe(self._process.stdin)
        # A dead process takes no more; the reader thread sees to what follows from that.
        with suppress(OSError), stream:
            while (line := self._outbox.get()) is not None:
                for piece in line:
                    stream.write(piece)
                stream.flush()

    def _guard(self) -> None:
        with self._watch:
            while not self._over:
                left = self._last_sign + self._patience - time.monotonic()
                if not self._awaited:
                    self._watch.wait()
                elif left > 0:
                    self._watch.wait(left)
                else:
                    self._silent = self._over = True
        if self._silent:
            self._process.kill()
