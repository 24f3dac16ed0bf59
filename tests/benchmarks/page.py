"""Key → paint, and opening → painted, at lengths from 350 to a million words.

Each text has a process and a window of its own, and all of them run side by side, one at work at a time: they are told in turn to
press a batch of keys, so that what else goes on on the machine falls on all alike. How the end of a paint is known, `stage` says.

caret   right arrow, word by word. line: down arrow, line by line, with scrolling.
tag     a label's key on a plain word; undo: taking that back. Both are written to the library file first.
first_tag   the first one after the article was opened.
page    a screen down, onto text not seen before. page_back: a screen up, over text just seen.
hints   the jump key, onto hints on every word in sight. suspect: the key to the next suspect,
        until all events are handled: where no suspect is left, nothing is painted.
open    a session that is loaded with its baseline is given to the window. open_with_loading: the same from the library file.
open_gap    the longest time between two ticks of a clock in the window, meanwhile.
load    what loading takes by itself.

"finished" texts have a judgement on every entity. `ratio_to_350` is the median over that of the seed article, for what should
cost the same at any length. On the seed no page is ever new for long: `page_back` compares like with like, `page` does not.
"""

import statistics
from contextlib import ExitStack
from typing import NamedTuple

from tests.benchmarks.children import Child, home_folder
from tests.benchmarks.figures import emit, emit_times, note

_KEYS = {
    "caret": "right",
    "line": "down",
    "tag": "tag",
    "undo": "undo",
    "page": "page",
    "page_back": "page_back",
    "hints": "hints",
    "suspect": "suspect",
}
_OPENINGS = ("first_tag", "open", "open_with_loading", "open_gap", "load")


class Text(NamedTuple):
    """A text to measure on. name: as figures call it."""

    name: str
    words: int
    shape: str = "blocks"
    layer: str = "empty"


SEED = Text("350", 350, "seed")
_TEXTS = (
    SEED,
    Text("50k", 50_000),
    Text("50k-paragraph", 50_000, "paragraph"),
    Text("1M", 1_000_000),
    Text("1M-finished", 1_000_000, layer="finished"),
)
_QUICK_TEXTS = (SEED, Text("5k", 5_000), Text("5k-paragraph", 5_000, "paragraph"), Text("5k-finished", 5_000, layer="finished"))


class Effort(NamedTuple):
    """How often things are done: rounds over all texts, keys in a round, openings in a round."""

    rounds: int
    keys: int
    openings: int


def measure(options):
    """Measure every text in turn and print the figures."""
    texts = _QUICK_TEXTS if options.quick else _TEXTS
    effort = Effort(1, 6, 1) if options.quick else Effort(10, 50, 2)
    with ExitStack() as stack:
        children = {}
        for text in texts:
            note(f"page: making {text.name}")
            home = stack.enter_context(home_folder())
            children[text.name] = stack.enter_context(Child("page_case", text.words, text.shape, text.layer, home=home))
            _warm_up(text.name, children[text.name])
        for case, what in _KEYS.items():
            note(f"page: {case}")
            _print(case, _rounds(children, what, effort.rounds, effort.keys), is_flat=True)
        for case in _OPENINGS:
            note(f"page: {case}")
            _print(case, _rounds(children, case, effort.rounds, effort.openings))


def _warm_up(name, child):
    """Press each kind of key twice, untimed: the first one in a process builds caches that no text is to blame for."""
    for what in _KEYS.values():
        about = child.ask(what=what, times=2)
    emit("page", f"text/{name}", "words", about["words"], "words")
    emit("page", f"text/{name}", "spans_per_1000_words", 1000 * about["spans"] / about["words"], "spans")


def _rounds(children, what, rounds, times):
    """Return the times in ms of each text, taken in turn."""
    taken = {name: [] for name in children}
    stuck = dict.fromkeys(children, 0)
    for _ in range(rounds):
        for name, child in children.items():
            answer = child.ask(what=what, times=times)
            taken[name] += answer["ms"]
            stuck[name] = answer["stuck"]
            if not answer["fresh"]:
                raise RuntimeError(f"after {what} on {name} the screen is not what a fresh paint shows: work was put off")
    if any(stuck.values()):
        note(f"page: keys that left the caret where it was, though the text goes on: {stuck}")
    return taken


def _print(case, taken, *, is_flat=False):
    base = statistics.median(taken[SEED.name])
    for name, times in taken.items():
        emit_times("page", f"{case}/{name}", times, p99=is_flat)
        if is_flat and name != SEED.name:
            emit("page", f"{case}/{name}", "ratio_to_350", statistics.median(times) / base, "", n=len(times))
