"""Child processes that measure: each has a heap and a home of its own, and answers a line of JSON for a line of JSON."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def environment(home):
    """Return the environment of a process that finds an empty home and no other library than its own.

    home: its folder.
    """
    kinds = {f"XDG_{kind.upper()}_HOME": str(home / kind) for kind in ("cache", "config", "data", "state")}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    own = {"HOME": str(home), "READER_LIBRARY": str(home / "library.sqlite"), "XDG_RUNTIME_DIR": str(runtime)}
    return {"QT_QPA_PLATFORM": "offscreen"} | os.environ | kinds | own


@contextmanager
def home_folder():
    """Give a folder that goes away again."""
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as folder:
        yield Path(folder)


@contextmanager
def kept_bytecode():
    """Let all processes started from here keep what Python compiles, in a folder of their own that goes away again.

    An installed Reader is compiled once. A checkout is compiled at every start where `PYTHONDONTWRITEBYTECODE` is set, as it is
    in many containers; that would make a start half as long again.
    """
    names = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    with home_folder() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
        try:
            yield
        finally:
            del os.environ["PYTHONPYCACHEPREFIX"]
            os.environ.update(before)


def command(module, *words):
    """Return the command line of one of this package's modules."""
    return [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, words)]


def run(module, *words, home, said=""):
    """Run a module to its end in a home folder; return the object in the last line it wrote."""
    done = subprocess.run(
        command(module, *words), cwd=_ROOT, env=environment(home), input=said, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


class Child:
    """A module of this package at work in a process of its own. Use in a `with`."""

    def __init__(self, module, *words, home):
        """Start it."""
        self._process = subprocess.Popen(
            command(module, *words),
            cwd=_ROOT,
            env=environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **request):
        """Send a request and wait for its answer."""
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a measuring process ended with code {self._process.wait()}")
        return json.loads(line)

    def __enter__(self):
        """Return the child itself."""
        return self

    def __exit__(self, *_):
        """End it: the end of its input tells it to."""
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def serve(answer):
    """Answer every request on stdin until there are no more: the other end of `Child.ask`."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(**json.loads(line))) + "\n")
        sys.stdout.flush()
