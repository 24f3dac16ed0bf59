"""The worker beside the window, and beside bare spaCy.

gui_gap      the longest time between two ticks of a 5 ms timer in the window's process (see `gui_gap`).
throughput   words per second from the first request to the last answer, through client, pipes and worker, over articles as long
             as the seed, all asked for at once; `bare`: the same texts through `nlp.pipe` (see `bare_pipe`). In turn, on new
             texts in each round. `ratio` is the median of the rounds' ratios.
load         from starting the worker to its saying that it is ready.
memory       resident and most resident memory of the worker after all that.
"""

import statistics
import time
from pathlib import Path
from queue import SimpleQueue

from reader.baseline.answers import Failed, Ready, Refused, Tagged
from reader.baseline.client import WorkerClient
from reader.baseline.identity import SHIPPED
from tests.benchmarks.children import Child, home_folder
from tests.benchmarks.figures import emit, note
from tests.benchmarks.texts import numbered_seeds, seed_article

_PATIENCE_S = 300


class WorkerGaveUp(Exception):
    """There is nothing to measure. The message says why."""


def measure(options):
    """Print the figures."""
    _measure_gaps(*((1, 0.3, 2_000, 5) if options.quick else (5, 3.0, 50_000, 200)))
    _measure_throughput(*((2, 4) if options.quick else (5, 100)))


def _measure_gaps(rounds, idle_s, words, files):
    taken = {}
    for nth in range(rounds):
        note(f"worker: gaps, round {nth + 1} of {rounds}")
        with home_folder() as home, Child("gui_gap", home=home) as child:
            for case, request in (
                ("idle", {"what": "idle", "seconds": idle_s}),
                (f"import {files}", {"what": "bring_in", "count": files}),
                ("load+tag 350", {"what": "load_and_tag"}),
                (f"tag {words // 1000}k", {"what": "tag", "words": words}),
            ):
                taken.setdefault(case, []).append(child.ask(**request)["worst"])
    for case, worst in taken.items():
        emit("worker", f"gui_gap/{case}", "p50_of_worst", statistics.median(worst), "ms", n=rounds)
        emit("worker", f"gui_gap/{case}", "worst", max(worst), "ms", n=rounds)


def _measure_throughput(rounds, count):
    words = len(seed_article().text.split()) * count
    rates = {"worker": [], "bare": []}
    with home_folder() as home, Child("bare_pipe", home=home) as bare:
        desk = _Desk()
        try:
            emit("worker", "load", "ready", desk.loaded_ms, "ms")
            for nth in range(rounds + 1):
                note(f"worker: throughput, round {nth} of {rounds}")
                texts = numbered_seeds(count, first=1 + nth * count)
                seconds = desk.seconds(texts), bare.ask(count=count, first=1 + nth * count)["seconds"]
                if nth:  # the first round wakes both up
                    for case, took in zip(rates, seconds, strict=True):
                        rates[case].append(words / took)
            for metric, field in (("resident", "VmRSS"), ("most_resident", "VmHWM")):
                if megabytes := desk.memory(field):
                    emit("worker", "memory", metric, megabytes, "MB")
        finally:
            desk.close()
    for case, found in rates.items():
        emit("worker", f"throughput/{case}", "p50", statistics.median(found), "words/s", n=rounds)
    ratio = statistics.median(ours / bare for ours, bare in zip(*rates.values(), strict=True))
    emit("worker", "throughput/worker", "ratio", ratio, "", n=rounds)


class _Desk:
    """A client with its worker, and the time it takes."""

    def __init__(self):
        """Start the worker and wait till it is ready."""
        self._answers = SimpleQueue()
        began = time.perf_counter()
        self._client = WorkerClient(SHIPPED, self._answers.put)
        self._next(Ready)
        self.loaded_ms = (time.perf_counter() - began) * 1000

    def _next(self, wanted):
        """Wait for an answer of a kind."""
        while not isinstance(answer := self._answers.get(timeout=_PATIENCE_S), wanted):
            if isinstance(answer, Failed | Refused):
                raise WorkerGaveUp(answer.sentence)
        return answer

    def seconds(self, texts):
        """Ask for all of some texts; return the seconds till the last is tagged."""
        began = time.perf_counter()
        for number, text in enumerate(texts):
            self._client.ask(str(number), text)
        for _ in texts:
            self._next(Tagged)
        return time.perf_counter() - began

    def memory(self, field):
        """Return a figure of the worker's memory in MB; 0 where the system does not tell."""
        status = Path(f"/proc/{self._client.pid}/status")
        rows = dict(line.split(":", 1) for line in status.read_text().splitlines()) if status.exists() else {}
        return int(rows[field].split()[0]) / 1000 if field in rows else 0

    def close(self):
        """End the worker."""
        self._client.close()
