"""The library file: opening it, its list, its journal, and a baseline of a million words.

The library holds 10,000 articles (100,000 with `--full`) of some 60 words each: half of them with a baseline and finished by the
analyst, one in ten an edited copy of the one before. Most are put in by the thousand in one transaction, by the functions that
the program calls; only the last ones are put in one by one and timed. The figures come from the file system where temporary files
lie: `append` waits for its disk.

add         an article put in, by itself; `edit`: what a second window keeps meanwhile, 20 ms after each edit the next.
open        the file opened by a new `Library`; it is in the page cache.
list        the rows of all articles; `first_row`: till the first of them is there.
ids         the numbers of a list in some order, or of what passes some filter; `first`: those of a first screen, with rows.
rows        the rows of one screen from the middle of a list.
merge       another library of 1,000 articles, half of them known, all with a baseline and judged by the same analyst, while a
            second window edits (`edit`); `processor`: of the merge alone; `again`: once more.
memory      what the process holds more after all lists were read than before the library was opened.
view        the window's list: from a key (or the words typed, once they rest) to the end of the paint; `gap`: how long the window
            stands still at most on the way, for each of the orders.
lines       lines marked, judged, taken back in the window: how long it stood still at most (5 ms clock), and how long it took.
next        the next unfinished article after one in the middle.
append      an edit by `Session.edit`, journal and layer, kept for good; on a text of 350 words and on one of a million.
finish      an edit that keeps all suggestions of a text of a million words, and one that takes that back; `processor`: its time.
baseline    `save`, and `load` of a baseline of some 130,000 spans.
"""

import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from threading import Event
from typing import NamedTuple

from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.session import Session
from reader.core.spans import Span
from reader.library import Library, Order, Wanted, articles, baselines, layers
from reader.library.file import open_file, writing
from reader.library.packing import time_text
from reader.library.tally import Ground
from tests.benchmarks import searching
from tests.benchmarks.children import home_folder, run
from tests.benchmarks.figures import emit, emit_times, note
from tests.benchmarks.stage import AUTHOR
from tests.benchmarks.texts import article_of, dense_baseline, long_article, seed_article

_SHORT = 60
_SCREEN = 50
_AT_ONCE, _MERGED, _TIMED = 1000, 1000, 300
_REST_S = 0.02
_SITES = ("apnews.com", "bbc.com", "aljazeera.com", "cnn.com")


def measure(options):
    """Make the libraries and print the figures."""
    size = 300 if options.quick else 100_000 if options.full else 10_000
    times = 3 if options.quick else 30
    long = long_article(20_000 if options.quick else 1_000_000)
    with home_folder() as folder:
        path = folder / "library.sqlite"
        _measure_import(path, size)
        _measure_reading(path, size, times)
        _measure_lists(path, size, 3 if options.quick else 9)
        _measure_merge(path, folder / "other.sqlite", size)
        searching.measure(path, size, times)
        _measure_view(path, folder, size, times)
        _measure_lines(path, folder)
        with Library.open(folder / "long.sqlite") as library:
            name = f"{len(long.text.split()) // 1000}k"
            (took, _), edits = _with_edits(library.path, lambda: _timed(lambda: library.add(long)))
            emit("library", f"add/{name}", "time", took, "ms")
            emit_times("library", f"add edit/{name}", edits, p99=True)
            searching.measure_lines(library, name)
            _measure_append(library, seed_article(), "350", 20 if options.quick else 1000)
            _measure_baseline(library, long, 1 if options.quick else 5)
            _measure_append(library, long, name, 20 if options.quick else 1000)
            _measure_finish(library, long, name)


def _timed(work):
    """Return how many ms a function takes, and what it returns."""
    began = time.perf_counter()
    made = work()
    return (time.perf_counter() - began) * 1000, made


def _measure_import(path, size):
    """Put the articles in, half of them finished."""
    last = size - min(size // 2, _TIMED)
    with closing(open_file(path, wait_s=1)) as connection:
        for first in range(1, last + 1, _AT_ONCE):
            note(f"library: {first} of {size} articles")
            with writing(connection):
                for number in range(first, min(first + _AT_ONCE, last + 1)):
                    _put_in(connection, number)
    taken = []
    with Library.open(path) as library:
        for number in range(last + 1, size + 1):
            article = _article(number)
            took, stored = _timed(lambda: library.add(article))  # noqa: B023 - called at once
            taken.append(took)
            if number % 2:
                library.open_session(stored.id, AUTHOR, baseline=dense_baseline(article)).finish()
    emit_times("library", f"add/{size}", taken, p99=True)
    emit("library", f"file/{size}", "size", path.stat().st_size / 1e6, "MB")


def _put_in(connection, number):
    """Put an article in as `Library` does it, but for the transaction; each second one finished."""
    article, now = _article(number), datetime.now(UTC)
    stored = articles.add(connection, articles.Prepared.of(article), now)
    if number % 2:
        baseline = dense_baseline(article)
        ground = Ground.of(article, baseline)
        known = baselines.put_in(connection, stored.id, baselines.Row.of(baseline, ground))
        baselines.use(connection, stored.id, known, Ground(article), ground)
        journal = _Journal(connection, stored.id, ground)
        Session(article, Layer(article.digest, AUTHOR), journal, baseline=baseline).finish()
    if number % 5 == 0:
        visit, tag = (
            (stored.id, AUTHOR, number % _SHORT, time_text(now)),
            (stored.id, AUTHOR, f"tag {number % 3}", time_text(now)),
        )
        connection.execute("INSERT INTO visit (article, author, caret, at) VALUES (?, ?, ?, ?)", visit)
        connection.execute("INSERT INTO article_tag (article, author, tag, held, at) VALUES (?, ?, ?, 1, ?)", tag)


class _Journal(NamedTuple):
    """The journal of one article, within a transaction that others are in too."""

    connection: object
    article_id: int
    ground: Ground

    def append(self, edit):
        """Keep an edit."""
        layers.append(self.connection, self.article_id, edit, self.ground)


@cache
def _words():
    return seed_article().text.split()


def _article(number):
    """Return an article of words drawn by its number; each tenth is the one before with another last word."""
    chance = random.Random(number - (number % 10 == 0))  # noqa: S311 - the same articles each time
    words = " ".join(chance.choices(_words(), k=_SHORT))
    read = article_of(f"Article {chance.randrange(10**6)}\n\n{words} {number}.".encode())
    day = f"20{chance.randrange(10, 24)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return replace(read, meta=read.meta._replace(published=day, site=chance.choice(_SITES)))


def _measure_lists(path, size, times):
    """Time each order, each filter, and all of them; tell what memory this takes."""
    asked = {order.value: Wanted(order=order, descending=True) for order in Order}
    asked |= {
        "unfinished": Wanted(unfinished=True),
        "label": Wanted(label="ORG"),
        "dates": Wanted(since="2016", until="2017-06"),
        "one site": Wanted(site=_SITES[0]),
        "tag": Wanted(tag="tag 1"),
        "among": Wanted(among=range(1, size, 7), order=Order.SUSPECTS),
        "several": Wanted(unfinished=True, since="2016", site=_SITES[0], order=Order.SUSPECTS),
    }
    before = _resident()
    with Library.open(path) as library:
        for name, wanted in asked.items():
            ids, first, rows = [], [], []
            for _ in range(times):
                took, found = _timed(lambda: library.shelf.ids(AUTHOR, wanted))  # noqa: B023 - called at once
                ids.append(took)
                first.append(_timed(lambda: library.shelf.rows(AUTHOR, library.shelf.ids(AUTHOR, wanted, limit=_SCREEN)))[0])  # noqa: B023
                middle = len(found) // 2
                rows.append(_timed(lambda: library.shelf.rows(AUTHOR, found[middle : middle + _SCREEN]))[0])  # noqa: B023
            emit_times("library", f"ids/{name}/{len(found)}", ids)
            emit_times("library", f"first/{name}/{size}", first)
            emit_times("library", f"rows/{name}/{size}", rows)
        emit("library", f"memory/{size}", "resident", _resident() - before, "MB")


def _resident():
    """Return what memory the process holds, in MB; 0 where it cannot be told."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS")), 0)


def _measure_view(path, folder, size, times):
    for case, taken in run("list_case", path, times, home=folder).items():
        emit_times("library", f"view {case}/{size}", taken, p99=True)


def _measure_lines(path, folder):
    """Judge all lines of a word in the articles of some dates, which is taken back again."""
    for case, taken in run("lines_case", path, "mosul since:2021", home=folder).items():
        named = f"lines {case}/{taken['count']}"
        emit("library", named, "worst_gap", taken["gap"], "ms")
        emit("library", named, "time", taken["time"], "s")


def _measure_merge(path, other, size):
    number = min(_MERGED, size // 10)
    with Library.open(other) as library:
        for at in range(size - number // 2 + 1, size + number // 2 + 1):
            article = _article(at)
            session = library.open_session(library.add(article).id, AUTHOR, baseline=dense_baseline(article))
            session.judge("Reject", others=list(session.review.suggested)[:2])
    with Library.open(path) as library:
        began = time.thread_time()
        (took, merged), edits = _with_edits(path, lambda: _timed(lambda: library.care.merge(other)))
        emit("library", f"merge/{number}", "time", took, "ms")
        emit("library", f"merge/{number}", "processor", (time.thread_time() - began) * 1000, "ms")
        emit("library", f"merge/{number}", "edits", merged.edits, "edits")
        emit_times("library", f"merge edit/{number}", edits, p99=True)
        took, merged = _timed(lambda: library.care.merge(other))
        if any(merged):
            raise RuntimeError(f"a second merge took in {merged}")
        emit("library", f"merge/{number}", "again", took, "ms")


def _with_edits(path, work):
    """Return what some work returns, and the ms that edits took which another window kept meanwhile."""
    taken, is_over = [], Event()

    def edit():
        with Library.open_again(path) as window:
            session = window.open_session(window.add(seed_article()).id, AUTHOR)
            for start in count():
                taken.append(_append(session, start))
                if is_over.wait(_REST_S):
                    return

    with ThreadPoolExecutor(1) as threads:
        editing = threads.submit(edit)
        try:
            return work(), taken
        finally:
            is_over.set()
            editing.result()


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


def _measure_finish(library, article, name):
    """Time keeping all suggestions at once, by an analyst who has judged nothing, and taking that back."""
    session = library.open_session(library.add(article).id, "another", baseline=dense_baseline(article))
    for case, work in {"finish": session.finish, "finish undone": session.undo}.items():
        began = time.process_time()
        emit("library", f"{case}/{name}", "time", _timed(work)[0], "ms")
        emit("library", f"{case}/{name}", "processor", (time.process_time() - began) * 1000, "ms")


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
