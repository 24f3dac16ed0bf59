"""The worker beside the window, and beside bare spaCy.

gui_gap      the longest time between two ticks of a 5 ms timer in the window's process (see `gui_gap`).
throughput   words per second from the first request to the last answer, through client, pipes and worker, over articles as long
             as the seed, all asked for at once; `bare`: the same texts through `nlp.pipe` (see `bare_pipe`). In turn, on new
             texts in each round. `ratio` is the median of the rounds' ratios.
load         from starting the worker to its saying that it is ready.
memory       resident and most resident memory of the worker after all that.
threads      words per second of articles as long as the seed, and of 5,000 words, with one and with two threads.
shipped      what the tagger takes on the disk.
"""

import statistics
import time
from pathlib import Path
from queue import SimpleQueue

from reader.baseline.answers import Failed, Ready, Refused, Tagged
from reader.baseline.client import WorkerClient, worker_command
from reader.baseline.identity import SHIPPED
from reader.resources import resource
from tests.benchmarks.children import Child, home_folder
from tests.benchmarks.figures import emit, note
from tests.benchmarks.texts import long_article, numbered_seeds, seed_article

_PATIENCE_S = 300


class WorkerGaveUp(Exception):
    """There is nothing to measure. The message says why."""


def measure(options):
    """Print the figures."""
    _measure_gaps(*((1, 0.3, 2_000, 5) if options.quick else (5, 3.0, 50_000, 200)))
    _measure_throughput(*((2, 4) if options.quick else (5, 100)))
    _measure_threads(*((1, 1_000) if options.quick else (3, 20_000)))
    size = sum(path.stat().st_size for path in resource("baseline").rglob("*") if path.is_file())
    emit("worker", "shipped", "size", size / 1e6, "MB")


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
                (f"keep {20 * words // 1000}k", {"what": "keep", "words": 20 * words}),
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


def _measure_threads(rounds, total):
    """Measure articles of two lengths with one and with two threads; about so many words in each round."""
    for threads in (1, 2):
        desk = _Desk(threads)
        try:
            for words in (350, 5_000):
                rates = []
                for nth in range(rounds + 1):
                    note(f"worker: {threads} threads, {words} words, round {nth} of {rounds}")
                    texts = _texts(words, max(1, total // words), first=1 + nth * total)
                    rates.append(sum(len(text.split()) for text in texts) / desk.seconds(texts))
                emit("worker", f"threads/{threads}/{words}", "p50", statistics.median(rates[1:]), "words/s", n=rounds)
            emit("worker", f"threads/{threads}", "most_resident", desk.memory("VmHWM"), "MB")
        finally:
            desk.close()


def _texts(words, count, *, first):
    """Return so many texts of about so many words, which differ in their numbers."""
    if words < len(seed_article().text.split()):
        return numbered_seeds(count, first=first)
    return [long_article(words, first=first + nth * words).text for nth in range(count)]


class _Desk:
    """A client with its worker, and the time it takes."""

    def __init__(self, threads=1):
        """Start the worker and wait till it is ready."""
        self._answers = SimpleQueue()
        began = time.perf_counter()
        command = [*worker_command(SHIPPED), "--threads", str(threads)]
        self._client = WorkerClient(SHIPPED, self._answers.put, command=command)
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
