"""A process that tells when its window was first painted, a child of `start`.

`python -m tests.benchmarks.first_paint BEGAN WHAT …`

BEGAN: the parent's monotonic clock, in ns, just before it started this process; the clock is the machine's, so the difference
holds the start of the interpreter too. WHAT: `empty`, a QMainWindow without anything in it; or `reader` with its arguments, which
runs the program's own `main` till entities are painted and not just the text. The program is given one thing from outside: a
queue that, when it is asked to open an article, first has the page's viewport watched. By then Qt and the window are there, and
nothing is painted yet.

A paint event is seen before it is handled, so a zero timer is set there and then: it fires after the event in whose handling all
widgets paint and the backing store is flushed. Then the window is closed, the program ends as ever, and the times are printed.
"""

import gc
import json
import sys
import time
from importlib import import_module


def watch(widget, is_enough):
    """Close all windows after the first paint of a widget that is enough; return when each paint ended, by both clocks in ns.

    is_enough: tells after each paint whether what was painted is all that is waited for.
    """
    core, widgets = import_module("PySide6.QtCore"), import_module("PySide6.QtWidgets")
    ends = []

    def painted():
        ends.append((time.monotonic_ns(), time.process_time_ns()))
        if is_enough():
            widgets.QApplication.closeAllWindows()

    class Watch(core.QObject):
        def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
            if event.type() == core.QEvent.Type.Paint:
                core.QTimer.singleShot(0, painted)
            return False

    widget.installEventFilter(Watch(widget))
    return ends


def empty():
    """Show a window without anything in it."""
    widgets = import_module("PySide6.QtWidgets")
    application = widgets.QApplication(["empty"])
    window = widgets.QMainWindow()
    window.resize(1180, 980)
    ends = watch(window, lambda: True)
    window.show()
    application.exec()
    return ends


def reader(words):
    """Run the program till it has painted entities."""
    program = import_module("reader.__main__")
    gc.disable()  # as the program does before it imports the rest
    app = import_module("reader.app")
    ends = []

    class WatchedQueue(app.Queue):
        def open(self, article_id):
            page = next(
                window.page
                for window in import_module("PySide6.QtWidgets").QApplication.topLevelWidgets()
                if hasattr(window, "page")
            )
            ends.append(watch(page.viewport(), lambda: bool(page.painted())))
            return super().open(article_id)

    app.Queue = WatchedQueue
    sys.argv = ["reader", *words]
    if code := program.main():
        sys.exit(code)
    return ends[0]


def main(began, what, *words):
    """Run what is asked for; print the ms from the start of the process to the first paint and to the last that was awaited.

    work: the ms of processor time till the first of them, of all threads of this process, not of its children.
    """
    ends = empty() if what == "empty" else reader(words)
    took = [(end - int(began)) / 1e6 for end, _ in ends]
    sys.stdout.write(json.dumps({"first": took[0], "last": took[-1], "work": ends[0][1] / 1e6}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
