from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.library import judge_at_full_speed
from tests.library.judge_at_full_speed import ARTICLE, spans_of

KILLS = 100
KILLS_WHILE_MADE = 10
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
ROOT = Path(__file__).parents[2]


def judging(path: Path) -> subprocess.Popen[str]:
    script = Path(judge_at_full_speed.__file__)
    here = {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, script, path], env=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def judge_and_be_killed(path: Path, at: random.Random) -> int:
    """Return the number of the last edit that a child was told is kept before it was killed at some moment."""
    with judging(path) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(at.randint(1, 12))]
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=at.uniform(0, 0.004))
        child.kill()
        # Not by `communicate`, which passes over the lines that `readline` has read ahead.
        assert child.stderr is not None
        rest, complaint = child.stdout.read(), child.stderr.read()
    assert complaint == ""
    return int([line for line in [*told, *rest.splitlines(keepends=True)] if line.endswith("\n")][-1])


def test_whatever_was_acknowledged_is_there_after_a_kill_at_any_moment(path: Path) -> None:
    at = random.Random(20160731)  # noqa: S311  moments, not secrets
    kept = 0
    for _ in range(KILLS):
        acknowledged = judge_and_be_killed(path, at) + 1
        assert acknowledged > kept
        with Library.open(path) as library:
            past = library.past(ARTICLE.digest, "ann")
            layer = library.layer(ARTICLE.digest, "ann")
            faults = library.check()
        kept = len(past)
        assert acknowledged <= kept <= acknowledged + 1
        assert [edit.title for edit in past] == [str(number) for number in range(kept)]
        assert layer.positive == {span for number in range(kept) for span in spans_of(number)}
        assert faults == []


def test_a_kill_while_a_library_is_made_leaves_none_or_one_that_opens(tmp_path: Path) -> None:
    at = random.Random(20160731)  # noqa: S311  moments, not secrets
    for number in range(KILLS_WHILE_MADE):
        path = tmp_path / f"{number}.sqlite"
        with judging(path) as child:
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=at.uniform(0.05, 0.2))
            child.kill()
            child.communicate()
        with Library.open(path) as library:
            assert library.check() == []
