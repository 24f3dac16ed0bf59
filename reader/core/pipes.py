"""Child processes that speak JSON lines over pipes: how they are started, what they read and write, and what no line may do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Message = dict[str, Any]

_CHUNK = 100_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a child with pipes to and from it. Raises OSError."""
    return subprocess.Popen(  # noqa: S603 - the command is our own or the caller's
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A program without a console has no stderr to hand on.
        stderr=None if sys.stderr is not None else subprocess.DEVNULL,
        # Ctrl+C in the terminal is for the parent, which ends its children in order.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def pipe(stream: object) -> BinaryIO:
    """Return a pipe of a process that `start` gave."""
    if stream is None:
        message = "the process was started without its pipes"
        raise RuntimeError(message)
    return stream  # type: ignore[return-value]


def own_stdin() -> BinaryIO:
    """Return the real standard input, under another object than `sys.stdin`.

    Python closes that one as it ends, and aborts if a thread is still reading from it.
    """
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb")


def own_stdout() -> BinaryIO:
    """Return the real standard output, and let all else that is printed go to standard error."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return stream


class Outlet:
    """Sends messages, from any thread, one whole line at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take the stream to write to."""
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, message: Mapping[str, object]) -> None:
        """Write the line of a message at once."""
        with self._lock:
            self._stream.write(line(message))
            self._stream.flush()


def line(message: Mapping[str, object]) -> bytes:
    """Return the line of a message: JSON in ASCII, ended by a line feed."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def message(raw: bytes) -> Message:
    """Return the message in a line.

    Raises:
        ValueError: It holds no JSON object.
    """
    read = json.loads(raw)
    if not isinstance(read, dict):
        wrong = "not a JSON object"
        raise ValueError(wrong)  # noqa: TRY004 - to the caller it is a line that says nothing, as any other
    return read


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces small enough that none, written or read as JSON, holds the interpreter's lock for long.

    Lone surrogates become U+FFFD: two of them side by side would come out of JSON as one character, and move all offsets.
    """
    for at in range(0, len(text), _CHUNK):
        yield _SURROGATE.sub("\ufffd", text[at : at + _CHUNK])
