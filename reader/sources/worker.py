r"""The child process that reads: `python -m reader.sources.worker`. A crash or a hang of it harms nobody but itself.

It speaks in lines, as `reader.core.pipes` has them.

To it: `{"read": path or address}`, or `{"raw": bytes in base64, "name"}`.

From it, for each article: `{"text": piece}` and then `{"blocks": [[kind, start, end], …]}`, as often as it takes, and
`{"meta": {…}, "notes": […], "name"}`; for what gives none `{"refused": sentence, "name"}`; at the end of each request
`{"done": true}`, with `"exhausted": sentence` where the memory did not suffice.

It ends when its input does, be it in the middle of a file: so it never outlives the window.
"""

from __future__ import annotations

import argparse
import base64
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from reader.core import pipes
from reader.sources.files import is_address, short_name
from reader.sources.source import Outcome, Refusal, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MEMORY = 2 * 1024**3
"""Bytes that the process may take, all in all."""
ALARM_S = 240
_NICE = 5
_BLOCKS_IN_A_LINE = 2_000
"""Reading one line holds the interpreter's lock of the window: see `reader.core.pipes.pieces`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the input ends; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reader.sources.worker", description=__doc__)
    parser.add_argument("--memory", type=int, default=MEMORY, help="bytes it may take")
    parser.add_argument("--alarm", type=int, default=ALARM_S, help="seconds without an answer after which it ends itself")
    parser.add_argument("--nice", action="store_true", help="give way to the window")
    chosen = parser.parse_args(arguments)
    if chosen.nice and hasattr(os, "nice"):
        os.nice(_NICE)
    _bound(chosen.memory)
    # What libraries have to say of a broken file is for their authors; ours is said in the answers.
    logging.getLogger().addHandler(logging.NullHandler())
    outlet = pipes.Outlet(pipes.own_stdout())
    requests: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        _answer(pipes.message(requests.get()), _Sender(outlet.send, chosen.alarm))


def _listen(requests: SimpleQueue[bytes]) -> None:
    """Take requests; when the pipe ends, the process ends at once, whatever it is at."""
    for raw in pipes.own_stdin():
        requests.put(raw)
    os._exit(0)


def _bound(memory: int) -> None:
    """Take no more memory than that, and write no core of a crash, where the system can hold to it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (most, most))


class _Sender:
    """Sends messages, and sees that the process ends when none is sent for long.

    The parent sees to that too, but a parent that was killed cannot, and code that holds the interpreter's lock hears nothing.
    """

    def __init__(self, send: Callable[[pipes.Message], None], alarm_s: int) -> None:
        self._send = send
        self._alarm_s = alarm_s if hasattr(signal, "alarm") else 0
        self.wait()

    def wait(self) -> None:
        if self._alarm_s:
            signal.alarm(self._alarm_s)

    def send(self, message: pipes.Message) -> None:
        self._rest()  # a parent that is slow to take an answer is alive
        self._send(message)
        self.wait()

    def end(self, **more: object) -> None:
        self._rest()
        self._send({"done": True, **more})

    def _rest(self) -> None:
        if self._alarm_s:
            signal.alarm(0)


def _answer(request: pipes.Message, sender: _Sender) -> None:
    named = str(request.get("read", request.get("name")))
    try:
        for outcome in _outcomes(request):
            _tell(outcome, sender)
    except SourceError as error:
        _tell(Refusal(str(error)), sender)
    except MemoryError:
        limit = f"{MEMORY // 1024**3} GiB"
        sender.end(exhausted=f"{short_name(named)} takes more than {limit} of memory to read: cut it into smaller files.")
        return
    except Exception as error:  # noqa: BLE001 - libraries raise what they like, and one bad file must not end the process
        brief = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        what = f"{short_name(named)} is damaged or very unusual ({brief}): save it anew, or as plain text."
        _tell(Refusal(what), sender)
    sender.end()


def _outcomes(request: pipes.Message) -> Iterator[Outcome]:
    from reader.sources import registry  # noqa: PLC0415 - what reading brings along is imported while somebody listens

    if "raw" in request:
        return registry.read_bytes(base64.b64decode(request["raw"]), request["name"])
    named: str = request["read"]
    if is_address(named):
        from reader.sources.web import read_url  # noqa: PLC0415 - only an address needs the libraries that fetch

        return read_url(named)
    return registry.read(Path(named))


def _tell(outcome: Outcome, sender: _Sender) -> None:
    if isinstance(outcome, Refusal):
        sender.send({"refused": outcome.sentence, "name": outcome.name})
        return
    article = outcome.article
    for piece in pipes.pieces(article.text):
        sender.send({"text": piece})
    rows = [[block.kind, block.start, block.end] for block in article.blocks]
    for at in range(0, len(rows), _BLOCKS_IN_A_LINE):
        sender.send({"blocks": rows[at : at + _BLOCKS_IN_A_LINE]})
    sender.send({"meta": article.meta._asdict(), "notes": outcome.notes, "name": outcome.name})


if __name__ == "__main__":
    sys.exit(main())
