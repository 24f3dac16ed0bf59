"""Process start → article painted, beside the start of an empty PySide6 window; `first_paint` says how the end is known.

empty   a QMainWindow with nothing in it, in a fresh interpreter: the reference.
warm    `reader open SEED` with a library that has the seed and its baseline: till text and entities are painted.
again   `reader` alone, which goes on with the article that was open last: the same.
first   `reader` in an empty home: the library is made, the seed imported and painted while the worker loads.
        `entities`: till the entities are painted, too.

Taken in turn, so that what else goes on on the machine falls on all alike. A first round is thrown away: after it the files are
in the page cache and compiled, as after an installation. `ratio` is the median over that of `empty`. `work` is the processor time
till the first paint, without that of the worker, and `work_ratio` the like of it: a busy machine changes them less.
"""

import statistics
import time

from reader.baseline.identity import SHIPPED, identify
from reader.core.baselines import Baseline
from reader.library import Library
from tests.benchmarks.children import home_folder, run
from tests.benchmarks.figures import emit, emit_times, note
from tests.benchmarks.texts import dense_baseline, seed_article, seed_path


def measure(options):
    """Start everything in turn and print the figures."""
    rounds = 1 if options.quick else 15
    taken = {"empty": [], "warm": [], "again": [], "first": []}
    with home_folder() as home:
        _fill(home / "library.sqlite")
        if not options.quick:
            _round(home)
        for nth in range(rounds):
            note(f"start: round {nth + 1} of {rounds}")
            for case, took in _round(home).items():
                taken[case].append(took)
    base, base_work = (_median(taken["empty"], what) for what in ("first", "work"))
    for case, starts in taken.items():
        # With a library that has its entities, the first paint shows them; with an empty one, they come later.
        emit_times("start", case, [each["first" if case == "first" else "last"] for each in starts])
        emit("start", case, "work", _median(starts, "work"), "ms", n=rounds)
        if case != "empty":
            emit("start", case, "ratio", _median(starts, "first" if case == "first" else "last") / base, "", n=rounds)
            emit("start", case, "work_ratio", _median(starts, "work") / base_work, "", n=rounds)
    emit("start", "first", "entities", _median(taken["first"], "last"), "ms", n=rounds)


def _median(starts, what):
    return statistics.median(each[what] for each in starts)


def _round(home):
    """Start each once; return what `first_paint` says of it."""
    row = {
        "empty": _start("empty", home=home),
        "warm": _start("reader", "open", seed_path(), home=home),
        "again": _start("reader", home=home),
    }
    with home_folder() as empty_home:
        return row | {"first": _start("reader", home=empty_home)}


def _start(what, *words, home):
    return run("first_paint", time.monotonic_ns(), what, *words, home=home)


def _fill(path):
    """Make a library with the seed and a baseline that counts as the shipped tagger's, so that nothing is left to ask."""
    article = seed_article()
    baseline = Baseline(article.digest, identify(SHIPPED), dense_baseline(article).scores)
    with Library.open(path) as library:
        library.add(article)
        library.save_baseline(baseline)
