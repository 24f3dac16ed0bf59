"""Searching the library that `library.py` has filled: its texts are of the seed's words, and half of it is finished.

find      the first 200 articles for each of some queries, by relevance and by date. Words of the seed stand in a large share of
          such articles: harder than a library of as many different ones.
lines     the concordance lines of 100 articles, or of one long one.
names     the numbers of all names of the entity index, and the first 100 of these names: by count, by name, of those that hold
          some letters, of one label.
"""

import time

from reader.library import Library
from reader.library.matching import First
from tests.benchmarks.figures import emit, emit_times, quantile
from tests.benchmarks.stage import AUTHOR

_QUERIES = {
    "word": ("mosul", "families", "obeidi", "seized"),
    "two words": ("mosul families", "iraqi forces"),
    "phrase": ('"islamic state"', '"defence minister"'),
    "prefix": ("famil*", "isl*"),
    "rare": ("17 -mosul", "title:23"),
}
_NAMES = {"names": {}, "names by name": {"order": "name"}, "names typed": {"typed": "mos"}, "names of label": {"label": "ORG"}}
_FIRST = 200


def measure(path, size, times):
    """Print the figures of a library of so many articles."""
    with Library.open(path) as library:
        searching = library.searching
        for first in First:
            for case, typed in _QUERIES.items():
                queries = [searching.parse(each) for each in typed] * times
                taken = [_ms(lambda: searching.find(query, AUTHOR, first=first, limit=_FIRST)) for query in queries]  # noqa: B023
                emit_times("library", f"find {case}, {first}/{size}", taken)
                emit("library", f"find {case}, {first}/{size}", "p95", quantile(taken, 0.95), "ms", n=len(taken))
        for case, typed in {"lines": "mosul", "lines prefix": "m*"}.items():
            emit_times("library", f"{case}/{size}", [_lines_ms(searching, typed) for _ in range(times)])
        for case, asked in _NAMES.items():
            taken = [_ms(lambda: searching.names(AUTHOR, searching.name_ids(AUTHOR, **asked)[:100])) for _ in range(times)]  # noqa: B023
            emit_times("library", f"{case}/{size}", taken)


def measure_lines(library, name):
    """Print how long all lines take of a word that stands often in one long article."""
    emit("library", f"lines/{name}", "time", _lines_ms(library.searching, "mosul"), "ms")


def _lines_ms(searching, typed):
    query = searching.parse(typed)
    ids = searching.find(query, AUTHOR, limit=100)
    return _ms(lambda: list(searching.lines(query, ids, AUTHOR)))


def _ms(work):
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
