import json
import os
import signal
import subprocess
import sys
import threading
from queue import SimpleQueue

import pytest

from reader.baseline.answers import Failed, Progress, Ready, Refused, Tagged
from reader.baseline.client import WorkerClient
from reader.baseline.identity import identify
from reader.baseline.protocol import Ask, ask_line
from reader.baseline.worker import NO_TAGGER, listen
from reader.core.pipes import line

WORKER = [sys.executable, "-m", "reader.baseline.worker"]
SOON = 60


def test_a_line_that_is_no_request_is_named_and_the_next_one_read(capsys):
    requests, over = SimpleQueue(), threading.Event()
    listen(iter([b"nonsense\n", *[b"".join(ask_line(Ask(1, "d", "t")))], b'{"quit":true}\n', b"never read"]), requests, over.set)
    assert requests.get_nowait() == Ask(1, "d", "t")
    assert requests.empty()
    assert over.is_set()
    assert "reader.baseline.worker" in capsys.readouterr().err


def test_a_missing_tagger_is_said_in_words_and_by_exit_code():
    # The input stays open: its end would end the worker too.
    with subprocess.Popen([*WORKER, "--tagger", "xx_core_none_sm"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        said = [json.loads(raw) for raw in worker.stdout]
        assert worker.wait(SOON) == NO_TAGGER
    assert said[0] == {"loading": True}
    assert said[-1]["failed"].startswith("There is no tagger “xx_core_none_sm” here.")


def test_a_client_hears_that_the_tagger_is_missing():
    answers = SimpleQueue()
    client = WorkerClient("xx_core_none_sm", answers.put)
    try:
        assert answers.get(timeout=SOON) == Failed(
            "There is no tagger “xx_core_none_sm” here. Install it with: python -m spacy download xx_core_none_sm"
        )
    finally:
        client.close()


@pytest.mark.model
def test_the_real_worker_tags_and_outlives_its_own_death():
    answers = SimpleQueue()
    client = WorkerClient("reader", answers.put)
    try:
        assert answers.get(timeout=SOON) == Ready(identify("reader"))
        os.kill(client.pid, signal.SIGKILL)
        client.ask("d", "😀 NATO met in Baghdad.")
        while not isinstance(answer := answers.get(timeout=SOON), (Tagged, Refused, Failed)):
            pass
        assert isinstance(answer, Tagged)
        assert answer.baseline.tagger == identify("reader")
        assert {(span.start, span.end, span.label) for span in answer.baseline.scores} >= {(14, 21, "GPE")}
    finally:
        client.close()


@pytest.mark.model
def test_a_busy_worker_takes_a_cancel_and_a_short_article_in_between():
    answers = SimpleQueue()
    client = WorkerClient("reader", answers.put)
    try:
        long = client.ask("long", "NATO met envoys in Baghdad on Saturday.\n\n" * 100_000)
        while not (isinstance(answer := answers.get(timeout=SOON), Progress) and answer.job == long):
            pass
        client.cancel(long)
        short = client.ask("short", "NATO met in Baghdad.")
        while not isinstance(answer := answers.get(timeout=SOON), Tagged):
            pass
        assert answer.job == short
    finally:
        client.close()


@pytest.mark.model
def test_a_worker_dies_with_its_parent_even_while_busy():
    # The parent starts a worker, gives it hours of work, tells its number, and is killed.
    code = (
        "import subprocess, sys, time\n"
        f"worker = subprocess.Popen({WORKER!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "worker.stdin.write(sys.stdin.buffer.read()); worker.stdin.flush()\n"
        "for line in worker.stdout:\n"
        "    if b'progress' in line: break\n"
        "print(worker.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    # Held open by the worker for as long as it lives: that it ends is seen without asking again and again.
    read, write = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=write)
    os.close(write)
    with parent, os.fdopen(read, "rb") as alive:
        parent.stdin.write(b"".join(ask_line(Ask(1, "d", "NATO met envoys in Baghdad.\n\n" * 100_000))))
        parent.stdin.close()
        assert parent.stdout.readline().strip().isdigit()
        parent.kill()
        ended = threading.Thread(target=alive.read)
        ended.start()
        ended.join(SOON)
        assert not ended.is_alive()


@pytest.mark.model
def test_what_a_tagger_prints_does_not_reach_the_answers(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import builtins, sys\nsys.stdout.write('noise from a library\\n')\n")
    worker = subprocess.Popen(
        WORKER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUNBUFFERED": ""},
    )
    with worker:
        worker.stdin.write(b"".join(ask_line(Ask(1, "d", "\u00a0"))))
        worker.stdin.flush()
        said = []
        while "tagger" not in (said[-1] if said else {}):
            said.append(json.loads(worker.stdout.readline()))
        worker.stdin.write(line({"quit": True}))
        worker.stdin.close()
        assert worker.wait(SOON) == 0
    assert [sorted(message) for message in said][-2:] == [["ready"], ["digest", "job", "near", "spans", "tagger"]]
