"""Importing, source by source: files of stories of some 350 words into a new library, as `reader import` does.

words, articles, size   words, articles and MB of file a second, from the end of a first file, which starts the process that
                        reads, to the last article kept.
ratio                   words a second over those of plain text in the same round: what a format costs.
most_resident           the most memory of the process that reads.

Taken in turn, so that what else goes on falls on all alike; medians of the rounds.
"""

import statistics
import time
from pathlib import Path
from typing import NamedTuple

from reader.actions.importing import Arrived, Import, Progress
from reader.library import Library
from reader.sources.child import BoundedReader
from tests.benchmarks.children import home_folder
from tests.benchmarks.figures import emit, note
from tests.benchmarks.source_files import FILES


class _Run(NamedTuple):
    seconds: float
    words: int
    articles: int
    megabytes: float
    resident: float


def measure(options):
    """Import some files of every source and print the figures."""
    rounds, count = (1, 3) if options.quick else (5, 60)
    runs = {name: [] for name in FILES}
    for nth in range(rounds):
        note(f"sources: round {nth + 1} of {rounds}")
        for name, make in FILES.items():
            with home_folder() as folder:
                runs[name].append(_import(folder, make([0]), make(range(1, count + 1))))
    reference = [run.words / run.seconds for run in runs["plain text"]]
    for name, found in runs.items():
        rates = [run.words / run.seconds for run in found]
        emit("sources", name, "words", statistics.median(rates), "words/s", n=rounds)
        emit("sources", name, "articles", statistics.median(run.articles / run.seconds for run in found), "articles/s", n=rounds)
        emit("sources", name, "size", statistics.median(run.megabytes / run.seconds for run in found), "MB/s", n=rounds)
        ratio = statistics.median(rate / plain for rate, plain in zip(rates, reference, strict=True))
        emit("sources", name, "ratio", ratio, "", n=rounds)
        emit("sources", name, "most_resident", max(run.resident for run in found), "MB", n=rounds)


def _import(folder, first, files):
    """Import files, the first ones before time is taken."""
    paths = []
    for raw in (*first, *files):
        paths.append(folder / f"{len(paths)}.file")
        paths[-1].write_bytes(raw)
    reader = BoundedReader()
    job = Import(map(str, paths), reader)
    began = ended = words = articles = resident = 0
    with Library.open(folder / "library.sqlite") as library:
        for event in job.run(library):
            if isinstance(event, Progress) and event.done == len(first):
                began = time.perf_counter()
            if isinstance(event, Arrived) and began:
                words, articles = words + event.words, articles + 1
                ended = time.perf_counter()
                resident = _most_resident(reader.pid)
    if job.report.refused or job.report.known or not articles:
        raise RuntimeError(f"not all came in: {job.report}")
    return _Run(ended - began, words, articles, sum(map(len, files)) / 1e6, resident)


def _most_resident(pid):
    """Return the most memory that a process has held, in MB; 0 where it cannot be told."""
    status = Path(f"/proc/{pid}/status")
    rows = status.read_text().splitlines() if status.exists() else []
    return next((int(row.split()[1]) / 1000 for row in rows if row.startswith("VmHWM")), 0)
