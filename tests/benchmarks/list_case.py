"""A window on a library, that opens its list and moves in it: the child process of `library`."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from reader.actions.listing import ORDERS
from reader.library import Library
from tests.benchmarks.gui_gap import Gaps
from tests.benchmarks.stage import Stage

_MORE = 2000
"""So many rows are gone down at most to time a page: beyond, the list begins anew."""


class SilentWorker:
    """Is asked and says nothing."""

    def ask(self, _digest, _text):
        """Take the question."""
        return 0

    def cancel(self, _job):
        """Have nothing to cancel."""


def measure(path, times):
    """Return times in ms by what was done, each till the end of the paint that it causes."""
    stage = Stage(Library.open(path), SilentWorker())
    window = stage.window
    window.open_article(stage.queue.first())
    stage.settle()
    door = window.boxes.library
    rows = door.view.list
    stage.watch(rows.viewport())
    key, taken = Qt.Key, {}
    taken["open"] = [_opened(stage) for _ in range(times)]
    taken["page_down"] = [_page_down(stage, rows) for _ in range(times * 5)]
    taken["end"] = [_there_and_back(stage, key.Key_End) for _ in range(times)]
    taken["order"] = [stage.time_key(key.Key_O) for _ in range(times)]
    taken["gap"] = [_gap(stage, door) for _ in ORDERS]
    taken["typed"] = [stage.time_to_paint(lambda: door.view.typed.emit(words)) for words in ("mosul", "") * times]  # noqa: B023
    door.view.edit.clear()
    stage.close()
    return taken


def _opened(stage):
    """Time the key that shows the list, and go back to the page."""
    took = stage.time_key(Qt.Key.Key_A)
    stage.press(Qt.Key.Key_Escape)
    return took


def _page_down(stage, rows):
    if not rows.isVisible():
        stage.press(Qt.Key.Key_A)
    if rows.at + 50 > min(rows.rows.rowCount(), _MORE):
        stage.press(Qt.Key.Key_Home)
    return stage.time_key(Qt.Key.Key_PageDown)


def _gap(stage, door):
    """Return the longest time between two ticks of a 5 ms clock until the list is in another order."""
    gaps = Gaps()
    stage.press(Qt.Key.Key_O)
    stage.wait_until(lambda: not door.is_busy)
    return gaps.stop()["worst"]


def _there_and_back(stage, key):
    took = stage.time_key(key)
    stage.press(Qt.Key.Key_Home)
    return took


def main():
    """`python -m tests.benchmarks.list_case LIBRARY TIMES`: print the times as one line of JSON."""
    path, times = sys.argv[1:]
    sys.stdout.write(json.dumps(measure(Path(path), int(times))) + "\n")


if __name__ == "__main__":
    main()
