"""A real window over a real library file, and how the end of a paint is known.

A key is sent to the window's `QWindow`, as the platform does it, so it takes the whole way: window system interface → focus
widget → page → keymap → action → session → journal (the library file, with its fsync) → signals → `update()`. Qt then posts one
`UpdateRequest` to the window, in whose handling every dirty widget (page, status line, legend) paints and the backing store is
flushed. So a paint is over when both hold: the page's viewport has been given a `Paint` event, which an event filter counts, and
the event dispatcher, asked again and again, has nothing left to do. That waits for whatever the key caused to be queued besides
(queued signals, zero timers, deferred layouts), and cannot measure less than the work. After each batch `is_up_to_date` compares
what is on the screen with a window painted afresh: had something been put off, the two would differ.
"""

import time
from contextlib import suppress

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from reader.actions.context import ViewOptions
from reader.actions.queue import Queue
from reader.ui import start

SIZE = (1180, 980)
"""Of the window, in px: what the program opens with."""
AUTHOR = "analyst"
_PATIENCE_S = 600.0
_LATEST_PAINT_S = 2.0
"""A paint that has not come so long after all events were handled never will."""
_TICK_MS = 5
_ALL = QEventLoop.ProcessEventsFlag.AllEvents
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class NotPainted(Exception):
    """What was done changed nothing on the page."""


class Gaps:
    """A clock that remembers the time between its ticks, in ms."""

    def __init__(self):
        """Tick from now on."""
        self.between = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = time.perf_counter()
        self.between.append((now - self._last) * 1000)
        self._last = now

    def stop(self):
        """Stop; the time since the last tick counts too. Return the longest and the number of ticks."""
        self._tick()
        self._timer.stop()
        return {"worst": max(self.between), "ticks": len(self.between)}


class PaintWatch(QObject):
    """Counts the paint events given to a widget."""

    def __init__(self, widget):
        """Watch from now on."""
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        """Count, and let everything pass."""
        if event.type() is QEvent.Type.Paint:
            self.paints += 1
        return False


class NobodyWorks:
    """The worker of a stage whose baselines are all in the library: it is never asked."""

    def ask(self, _digest, _text):
        """Refuse: something is measured that should not be."""
        raise AssertionError("a baseline that should have been in the library was asked for")

    def cancel(self, _job):
        """Have nothing to cancel."""


class LoadedQueue(Queue):
    """A queue that opens, when told to beforehand, a session that is loaded already: for timing what comes after loading."""

    loaded = None

    def open(self, article_id):
        """Return the session that lies ready, else open as ever."""
        session, self.loaded = self.loaded, None
        return session or super().open(article_id)


class Stage:
    """A shown window, with the keys pressed on it timed."""

    def __init__(self, library, worker=None, tagger=None):
        """Show a window without an article."""
        self.library = library
        self.queue = LoadedQueue(library, AUTHOR, worker or NobodyWorks(), tagger)
        self.gui = start.open_gui(self.queue, ViewOptions(theme="light"), SIZE)
        self.window = self.gui.window
        self._watch = PaintWatch(self.window.page.viewport())
        self.window.show()
        self._dispatcher = QAbstractEventDispatcher.instance()
        self.settle()

    @property
    def session(self):
        """The open session."""
        return self.window.session

    def watch(self, widget):
        """Time the paints of another widget than the page from now on."""
        self._watch = PaintWatch(widget)

    def open(self, article_id):
        """Open an article, and handle events until it is there with all that its paint queues."""
        self.window.open_article(article_id)
        self.wait_until(lambda: not self.window.articles.is_opening)

    def settle(self):
        """Handle events until none is left."""
        while self._dispatcher.processEvents(_ALL):
            pass

    def wait_until(self, done):
        """Handle events, and wait for more, until something is so."""
        until = time.monotonic() + _PATIENCE_S
        while not done():
            self._dispatcher.processEvents(_WAIT)
            if time.monotonic() > until:
                raise TimeoutError("what the benchmark waits for does not come")
        self.settle()

    def time_to_paint(self, cause):
        """Call something that changes the page; return the ms till the end of the paint that this causes.

        Raises NotPainted when it causes none.
        """
        painted = self._watch.paints
        began = time.perf_counter()
        cause()
        self.settle()
        settled = time.perf_counter()
        while self._watch.paints == painted:
            if time.perf_counter() - settled > _LATEST_PAINT_S:
                raise NotPainted
            self._dispatcher.processEvents(_WAIT)
            self.settle()
        return (time.perf_counter() - began) * 1000

    def time_key(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press a key; return the ms from the event to the end of the paint that this causes."""
        handle = self.window.windowHandle()
        took = self.time_to_paint(lambda: QTest.keyPress(handle, key, modifiers))
        QTest.keyRelease(handle, key, modifiers)
        self.settle()
        return took

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press and release a key without timing it; it need not change anything."""
        QTest.keyClick(self.window.windowHandle(), key, modifiers)
        self.settle()

    def is_up_to_date(self):
        """Tell whether the screen shows what a window painted afresh would show: nothing was put off."""
        shown = self.window.screen().grabWindow(self.window.winId()).toImage()
        afresh = self.window.grab().toImage()
        return bool(shown.convertToFormat(afresh.format()) == afresh)

    def close(self):
        """Close the window and the library."""
        self.window.close()
        with suppress(RuntimeError):
            self.window.deleteLater()
        self.settle()
        self.library.close()
