"""Reads files and web addresses in a child process, so that nothing in them can crash or stall the one that asks."""

from __future__ import annotations

import base64
import math
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Self

from reader.core import pipes
from reader.core.article import Article, Block, BlockKind, Metadata
from reader.sources.files import is_address, printable, short_name
from reader.sources.source import Outcome, Reading, Refusal

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Sequence
    from types import TracebackType

FILE_S, ADDRESS_S = 60.0, 120.0
"""Seconds in which a file, or an address, must give its next article or come to its end. Fetching has limits of its own."""


@dataclass(frozen=True, slots=True)
class Clipping:
    """Bytes to be read like those of a file, from somewhere that is none, such as the clipboard. name: for messages."""

    raw: bytes
    name: str


Named = str | Clipping
"""What can be read: a path, an address with http:// or https://, or a clipping."""


def worker_command(*, give_way: bool) -> list[str]:
    """Return the command line that starts the worker. give_way: to the window, when both have much to do."""
    # -P: a file called docx.py in the folder the user happens to be in is no library.
    return [sys.executable, "-P", "-W", "ignore", "-m", "reader.sources.worker", *(["--nice"] if give_way else [])]


class BoundedReader:
    """Reads one thing after another in a child process, which is started on first use, and anew when it crashed or hung.

    Used by one thread; `cancel` may be called from any. Use in a `with`.
    """

    def __init__(self, command: Sequence[str] | None = None, *, file_s: float = FILE_S, address_s: float = ADDRESS_S) -> None:
        """Start nothing yet. command: the worker's command line, in place of Reader's own. Seconds: see `FILE_S`."""
        self._command = list(command) if command is not None else worker_command(give_way=False)
        self._file_s, self._address_s = file_s, address_s
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_fresh = True
        self._cancelled = False

    @property
    def pid(self) -> int | None:
        """The number of the worker's process; None if none runs."""
        process = self._process
        return process.pid if process else None

    def read(self, named: Named) -> Iterator[Outcome]:
        """Yield what a path, an address or a clipping gives, as `reader.sources.registry.read` does.

        Nothing is raised: whatever goes wrong is a `Refusal`. Once cancelled, nothing more is yielded.
        """
        again = True
        while again and not self._cancelled:
            again = False
            was_fresh, given = self._is_fresh, 0
            try:
                for outcome in self._ask(named):
                    given += 1
                    yield outcome
            except _Stopped as stopped:
                # What earlier files have left in the process may be to blame.
                again = not (was_fresh or given or stopped.hung)
                if not again and not self._cancelled:
                    yield Refusal(stopped.sentence)

    def cancel(self) -> None:
        """Stop at once, for good; on any thread."""
        with self._lock:
            self._cancelled = True
            if self._process:
                self._process.kill()

    def close(self) -> None:
        """End the worker. Closing twice does nothing."""
        self._cancelled = True
        self._end()

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        """End the worker."""
        self.close()

    def _ask(self, named: Named) -> Iterator[Outcome]:
        name = printable(named.name) if isinstance(named, Clipping) else short_name(named)
        limit_s = self._address_s if isinstance(named, str) and is_address(named) else self._file_s
        is_over = False
        try:
            process = self._running(name)
            _send(process, named)
            parts = _Parts()
            with _Watch(process, name, limit_s) as watch:
                while not is_over:
                    message = watch.next_message()
                    is_over = "done" in message
                    if parts.takes(message):
                        continue
                    if "refused" in message:
                        yield Refusal(str(message["refused"]), str(message["name"]))
                    elif not is_over:
                        yield parts.reading(message)
                        parts = _Parts()
            if "exhausted" in message:
                is_over = False
                raise _Stopped(str(message["exhausted"]))
        finally:
            self._is_fresh = False
            if not is_over:  # it is dead, spoilt, or still at something that nobody waits for any more
                self._end()

    def _running(self, name: str) -> subprocess.Popen[bytes]:
        """Return the worker, started if there is none."""
        with self._lock:
            if self._cancelled:
                raise _Stopped("")
            if self._process is None or self._process.poll() is not None:
                try:
                    self._process = pipes.start(self._command)
                except OSError as error:
                    raise _Stopped(f"{name} was not read, for the reading program cannot be started ({error}).") from error
                self._is_fresh = True
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        self._is_fresh = True
        if process:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):  # what could not be written any more
                    pipes.pipe(stream).close()
            process.wait()


class _Stopped(Exception):
    """The worker is of no more use. hung: it was killed because nothing came."""

    def __init__(self, sentence: str, *, hung: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hung = hung


class _Watch:
    """Waits for messages, and kills the worker when none comes in time: one thread for all messages of a request."""

    def __init__(self, process: subprocess.Popen[bytes], name: str, limit_s: float) -> None:
        self._process = process
        self._name = name
        self._limit_s = limit_s
        self._until = math.inf  # while nobody waits
        self._hung = False
        self._over = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._look, name="reader-watch", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._over.set()

    def next_message(self) -> pipes.Message:
        """Return the next message. Raises _Stopped."""
        self._until = monotonic() + self._limit_s
        try:
            return pipes.message(pipes.pipe(self._process.stdout).readline())
        except ValueError as error:  # half a line, or none: the worker is dead
            self._process.kill()
            code = self._process.wait()
            if self._hung:
                told = f"{self._name} took longer to read than {self._limit_s:g} seconds, and was given up: "
                raise _Stopped(told + "save it anew, or as plain text.", hung=True) from error
            told = f"{self._name} made the reading program stop (it ended with code {code}): save it anew, or as plain text."
            raise _Stopped(told) from error
        finally:
            self._until = math.inf

    def _look(self) -> None:
        left = self._limit_s
        while not self._over.wait(min(left, self._limit_s)):
            left = self._until - monotonic()
            if left <= 0:
                self._hung = True
                self._process.kill()
                return


def _send(process: subprocess.Popen[bytes], named: Named) -> None:
    if isinstance(named, Clipping):
        request = {"raw": base64.b64encode(named.raw).decode("ascii"), "name": named.name}
    else:
        request = {"read": named}
    with suppress(OSError):  # it died in between: its silence tells
        stdin = pipes.pipe(process.stdin)
        stdin.write(pipes.line(request))
        stdin.flush()


@dataclass(slots=True)
class _Parts:
    """What has come of an article."""

    text: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def takes(self, message: pipes.Message) -> bool:
        """Take a message, and tell whether it was a part of the article."""
        self.text += [message["text"]] if "text" in message else ()
        self.blocks += (Block(BlockKind(kind), start, end) for kind, start, end in message.get("blocks", ()))
        return "text" in message or "blocks" in message

    def reading(self, last: pipes.Message) -> Reading:
        article = Article("".join(self.text), tuple(self.blocks), Metadata(**last["meta"]))
        return Reading(article, tuple(last["notes"]), str(last["name"]))
