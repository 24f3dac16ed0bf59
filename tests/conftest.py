"""What holds for every test: no screen, nobody's home folder, and nothing left behind."""

import atexit
import gc
import os
import shutil
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:  # Qt warns where there is none, and a warning fails a test.
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="reader-tests-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

_PATIENCE_S = 5.0
"""How long a thread or process of a finished test may take to end."""

settings.register_profile("here", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory, monkeypatch):
    """Give each test a home folder and a library of its own, in the environment that its child processes see too."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("READER_LIBRARY", str(home / "library.sqlite"))
    for kind in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(home / kind))


@pytest.fixture(autouse=True)
def _nothing_left_behind(request):
    """Fail a test that leaves a window, a thread or a child process; one that failed already is left alone."""
    threads, children, failed = set(threading.enumerate()), _children(), request.session.testsfailed
    yield
    left = _windows_left() + _threads_left(threads) + _children_left(children)
    if left and request.session.testsfailed == failed:
        pytest.fail("The test left behind: " + "; ".join(left), pytrace=False)


def _windows_left():
    """Return the windows still shown, and the program's own that are still alive; closes them, to spare the next test."""
    qt = sys.modules.get("PySide6.QtWidgets")
    application = qt.QApplication.instance() if qt else None
    if application is None:
        return []
    if not _left_among(application.topLevelWidgets()):
        return []
    gc.collect()
    application.sendPostedEvents(None, sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete)
    application.processEvents()
    left = _left_among(application.topLevelWidgets())
    for window in left:
        window.close()
        window.deleteLater()
    return [f"window {window!r}" for window in left]


def _left_among(windows):
    # Qt makes the label of a tool tip by itself, and keeps it.
    shown = [window for window in windows if window.isVisible() and window.metaObject().className() != "QTipLabel"]
    return shown + [window for window in windows if window not in shown and type(window).__module__.startswith("reader.")]


def _threads_left(before):
    """Return the new threads that would keep the program alive, and the program's own whether they would or not."""
    until = time.monotonic() + _PATIENCE_S
    new = [thread for thread in threading.enumerate() if thread not in before]
    left = [thread for thread in new if not thread.daemon or thread.name.startswith("reader")]
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    return [f"thread {thread.name}" for thread in left if thread.is_alive()]


def _children():
    """Return the running child processes by id, as command lines; empty on a system without /proc."""
    found = {}
    for tasks in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            for pid in tasks.read_text().split():
                with suppress(OSError):
                    found[pid] = Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
    # A process that ended but was not waited for has no command line. Multiprocessing keeps a tracker until the end.
    return {pid: command for pid, command in found.items() if command and "multiprocessing" not in command}


def _children_left(before):
    until = time.monotonic() + _PATIENCE_S
    while (left := {pid: command for pid, command in _children().items() if pid not in before}) and time.monotonic() < until:
        time.sleep(0.02)
    return [f"process {pid} ({command})" for pid, command in left.items()]
