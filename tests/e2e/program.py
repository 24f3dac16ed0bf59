"""Runs the real program in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "islamic-state-leaders-fleeing-mosul.txt"


class Run:
    """What one run of `reader` came to."""

    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


def reader(*words, timeout=100, stdout=subprocess.PIPE, **environment):
    """Run `reader` with these words; its home is that of the test."""
    command = [sys.executable, "-m", "reader", *map(str, words)]
    done = subprocess.run(
        command,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        env=os.environ | environment,
    )
    run = Run(done)
    assert "Traceback" not in run.err, run.err
    assert "Exception ignored" not in run.err, run.err
    return run
