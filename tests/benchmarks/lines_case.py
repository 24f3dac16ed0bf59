"""A window on a library, in which many lines are marked, judged and taken back: the child process of `library`.

Of each it tells the longest time between two ticks of a 5 ms clock, and how long it takes in all.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt

from reader.actions.library_context import Face
from reader.library import Library
from tests.benchmarks.gui_gap import Gaps
from tests.benchmarks.list_case import SilentWorker
from tests.benchmarks.stage import Stage


def measure(path, query):
    """Return by what was done the longest gap in ms, the seconds it took, and how many lines or articles it was done to."""
    stage = Stage(Library.open(path), SilentWorker())
    stage.window.open_article(stage.queue.first())
    stage.settle()
    stage.window.boxes.open_library(Face.LINES, query)
    door, key, none = stage.window.boxes.library, Qt.Key, Qt.KeyboardModifier.NoModifier
    stage.wait_until(lambda: not door.is_busy)
    lines = door.context.lines
    stage.press(key.Key_G)

    def timed(pressed, modifiers=none):
        gaps, began = Gaps(), time.perf_counter()
        stage.press(pressed, modifiers)
        stage.wait_until(lambda: not door.is_busy)
        return {"gap": gaps.stop()["worst"], "time": time.perf_counter() - began}

    taken = {"mark": timed(key.Key_Asterisk) | {"count": len(lines.concordance.marks)}}
    taken["judge"] = timed(key.Key_Return, Qt.KeyboardModifier.ControlModifier) | {"count": len(lines.applied[-1].edits)}
    taken["take back"] = timed(key.Key_U) | {"count": taken["judge"]["count"]}
    stage.close()
    return taken


def main():
    """`python -m tests.benchmarks.lines_case LIBRARY QUERY`: print the figures as one line of JSON."""
    path, query = sys.argv[1:]
    sys.stdout.write(json.dumps(measure(Path(path), query)) + "\n")


if __name__ == "__main__":
    main()
