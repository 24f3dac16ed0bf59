"""The child process that tags: `python -m reader.baseline.worker --tagger NAME`. See `protocol` for what it reads and writes.

It ends when its input does, be it in the middle of an article: so it never outlives the window.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from importlib import import_module
from queue import SimpleQueue
from typing import TYPE_CHECKING

from reader.baseline import protocol
from reader.baseline.desk import Desk
from reader.baseline.identity import SHIPPED, TaggerBroken, TaggerNotFound
from reader.core.pipes import Outlet, own_stdin, own_stdout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reader.baseline.desk import TagsParts

NO_TAGGER = 2
"""The exit code when the tagger cannot be loaded."""

_NICE = 10
_HEARTBEAT = 5.0
"""Seconds between two signs of life while the tagger is loaded."""


class Heartbeat:
    """Says now and then that the tagger is being loaded, as long as the `with` lasts."""

    def __init__(self, outlet: Outlet) -> None:
        """Take where to say it."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, args=(outlet,), daemon=True)

    def __enter__(self) -> None:
        """Begin."""
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """End."""
        self._over.set()
        self._thread.join()

    def _beat(self, outlet: Outlet) -> None:
        outlet.send({"loading": True})
        while not self._over.wait(_HEARTBEAT):
            outlet.send({"loading": True})


def listen(lines: Iterator[bytes], requests: SimpleQueue[protocol.Request], at_end: Callable[[], None]) -> None:
    """Put requests into the queue until there are no more or one says quit; a line that is none is named on stderr."""
    for raw in lines:
        try:
            request = protocol.request(raw)
        except ValueError as error:
            sys.stderr.write(f"reader.baseline.worker: {error}\n")
            continue
        if isinstance(request, protocol.Quit):
            break
        requests.put(request)
    at_end()


def main(arguments: Sequence[str] | None = None) -> int:
    """Load the tagger and serve; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reader.baseline.worker", description=__doc__)
    parser.add_argument("--tagger", default=SHIPPED, help="the shipped one, an installed spaCy pipeline, or a path")
    parser.add_argument("--threads", type=int, default=1, help="threads the tagger may use")
    chosen = parser.parse_args(arguments)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    # Read by the linear algebra under spaCy when it is imported.
    os.environ.setdefault("OMP_NUM_THREADS", str(chosen.threads))
    outlet = Outlet(own_stdout())
    requests: SimpleQueue[protocol.Request] = SimpleQueue()
    # When the pipe ends, the process ends at once, whatever the tagger is at.
    ear = threading.Thread(target=listen, args=(own_stdin(), requests, lambda: os._exit(0)), daemon=True)
    ear.start()
    try:
        with Heartbeat(outlet):
            pipeline = _load(chosen.tagger, chosen.threads)
    except (TaggerNotFound, TaggerBroken) as error:
        outlet.send({"failed": str(error)})
        return NO_TAGGER
    outlet.send({"ready": protocol.tagger_row(pipeline.tagger)})
    Desk(pipeline, outlet.send).serve(requests)
    return 0


def _load(name: str, threads: int) -> TagsParts:
    # spaCy is imported only now: after nice, and with somebody listening.
    pipeline: TagsParts = import_module("reader.baseline.pipeline").load(name, threads=threads)
    return pipeline


if __name__ == "__main__":
    sys.exit(main())
