"""The library file: opening it, its list, its journal, and a baseline of a million words.

The library holds 10,000 articles (100,000 with `--full`) of some 60 words each, put in one by one as the program does, and half
of them finished by the analyst. The figures come from the file system where temporary files lie: `append` waits for its disk.

open        the file opened by a new `Library`; it is in the page cache.
list        the rows of all articles; `first_row`: till the first of them is there.
next        the next unfinished article after one in the middle.
append      an edit by `Session.edit`, journal and layer, kept for good; on a text of 350 words and on one of a million.
baseline    `save`, and `load` of a baseline of some 130,000 spans.
"""

import statistics
import time
from datetime import UTC, datetime
from itertools import count

from reader.core.layers import How, Judgement, Verdict
from reader.core.spans import Span
from reader.library import Library
from tests.benchmarks import searching
from tests.benchmarks.children import home_folder
from tests.benchmarks.figures import emit, emit_times, note
from tests.benchmarks.stage import AUTHOR
from tests.benchmarks.texts import article_of, dense_baseline, long_article, seed_article

_SHORT = 60


def measure(options):
    """Make the libraries and print the figures."""
    size = 300 if options.quick else 100_000 if options.full else 10_000
    times = 3 if options.quick else 30
    long = long_article(20_000 if options.quick else 1_000_000)
    with home_folder() as folder:
        path = folder / "library.sqlite"
        _measure_import(path, size)
        _measure_reading(path, size, times)
        searching.measure(path, size, times)
        with Library.open(folder / "long.sqlite") as library:
            _measure_append(library, seed_article(), "350", 20 if options.quick else 1000)
            _measure_baseline(library, long, 1 if options.quick else 5)
            _measure_append(library, long, f"{len(long.text.split()) // 1000}k", 20 if options.quick else 1000)


def _timed(work):
    """Return how many ms a function takes, and what it returns."""
    began = time.perf_counter()
    made = work()
    return (time.perf_counter() - began) * 1000, made


def _measure_import(path, size):
    """Put the articles in, half of them finished."""
    words = seed_article().text.split()
    taken = []
    with Library.open(path) as library:
        for number in range(1, size + 1):
            if number % 2000 == 0:
                note(f"library: {number} of {size} articles")
            at = number * 7 % (len(words) - _SHORT)
            article = article_of(f"Article {number}\n\n{' '.join(words[at : at + _SHORT])} {number}.".encode())
            took, stored = _timed(lambda: library.add(article))  # noqa: B023 - called at once
            taken.append(took)
            if number % 2:
                library.open_session(stored.id, AUTHOR).finish()
    emit_times("library", f"add/{size}", taken, p99=True)
    emit("library", f"file/{size}", "size", path.stat().st_size / 1e6, "MB")


def _measure_reading(path, size, times):
    taken = {"open": [], "list": [], "first_row": [], "next": []}
    for _ in range(times):
        took, library = _timed(lambda: Library.open(path))
        taken["open"].append(took)
        with library:
            taken["first_row"].append(_timed(lambda: next(library.articles(AUTHOR)))[0])  # noqa: B023 - called at once
            took, rows = _timed(lambda: sum(1 for _ in library.articles(AUTHOR)))  # noqa: B023
            if rows != size:
                raise RuntimeError(f"the list has {rows} rows instead of {size}")
            taken["list"].append(took)
            taken["next"].append(_timed(lambda: library.next_unfinished(size // 2, AUTHOR))[0])  # noqa: B023
    for case, found in taken.items():
        emit_times("library", f"{case}/{size}", found, p99=case == "open")


def _measure_append(library, article, name, times):
    """Time edits, each of which adds one span. first: the very first one, on a library opened afresh."""
    with Library.open(library.path) as fresh:
        session = fresh.open_session(fresh.add(article).id, AUTHOR)
        starts = count(len(session.layer))
        first = _append(session, next(starts))
        taken = [_append(session, next(starts)) for _ in range(times)]
    emit("library", f"append/{name}", "first", first, "ms")
    emit_times("library", f"append/{name}", taken, p99=True)


def _append(session, start):
    judgement = Judgement(Span(start, start + 9, "ORG"), Verdict.IS, How.KEYED, datetime.now(UTC))
    return _timed(lambda: session.edit("Tag", add=[judgement]))[0]


def _measure_baseline(library, article, times):
    """Time saving a baseline, which is kept only once, so under as many names; and loading it."""
    baseline = dense_baseline(article)
    library.add(article)
    saved, loaded = [], []
    for number in range(times):
        tagger = type(baseline.tagger)("benchmark", "1", f"{number:064x}")
        each = type(baseline)(article.digest, tagger, baseline.scores)
        saved.append(_timed(lambda: library.save_baseline(each))[0])  # noqa: B023 - called at once
        loaded.append(_timed(lambda: library.baseline(article.digest, tagger.digest))[0])  # noqa: B023
    case = f"baseline/{len(baseline.scores)} spans"
    emit("library", case, "save", statistics.median(saved), "ms", n=times)
    emit("library", case, "load", statistics.median(loaded), "ms", n=times)
