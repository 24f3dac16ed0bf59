import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import SimpleQueue

import pytest

from reader.baseline.answers import Failed, Progress, Ready, Refused, Restarted, Tagged
from reader.baseline.client import WorkerClient, worker_command
from reader.core.baselines import Tagger
from reader.core.spans import Span

FAKE = Path(__file__).with_name("fake_worker.py")
SOON = 20
SHORT = 0.6
"""Patience that a busy machine still allows a sound worker, which answers at once."""


class Desk:
    """A client of the fake worker, and the answers it gave."""

    def __init__(self, marks, *, start="well", patience=60.0, command=None):
        self.answers = SimpleQueue()
        self.threads = set()
        command = command or [sys.executable, str(FAKE), str(marks), "--start", start]
        self.client = WorkerClient("fake", self._hear, command=command, patience=patience)

    def _hear(self, answer):
        self.threads.add(threading.current_thread())
        self.answers.put(answer)

    def next(self, *kinds):
        """Return the next answer of one of these kinds."""
        while not isinstance(answer := self.answers.get(timeout=SOON), kinds):
            pass
        return answer


@pytest.fixture
def desk(tmp_path):
    opened = []

    def open_desk(**options):
        opened.append(Desk(tmp_path, **options))
        return opened[-1]

    yield open_desk
    for one in opened:
        one.client.close()


def test_a_baseline_comes_for_a_text(desk):
    one = desk()
    job = one.client.ask("digest", "Acme sues Acme.")
    assert one.next(Ready) == Ready(Tagger("fake", "1", "f"))
    assert one.next(Progress) == Progress(job, "digest", 0)
    tagged = one.next(Tagged)
    assert tagged.job == job
    assert tagged.baseline.text_digest == "digest"
    assert tagged.baseline.tagger == Tagger("fake", "1", "f")
    assert tagged.baseline.scores == {Span(0, 4, "ORG"): 0.5, Span(10, 14, "ORG"): 0.5}
    assert tagged.baseline.alternatives == {Span(0, 4, "GPE"): 0.2, Span(10, 14, "GPE"): 0.2}


def test_answers_come_on_another_thread(desk):
    one = desk()
    one.next(Ready)
    assert threading.current_thread() not in one.threads


def test_offsets_hold_through_emoji_quotes_and_lone_surrogates(desk):
    one = desk()
    one.client.ask("d", '😀"\\\ud83d\ude00\n Acme')
    assert list(one.next(Tagged).baseline.scores) == [Span(7, 11, "ORG")]


def test_asking_for_a_very_long_text_does_not_wait_for_the_worker(desk):
    one = desk(start="hang")
    one.client.ask("d", "Acme " * 2_000_000)
    one.client.close()


def test_after_a_crash_the_article_is_asked_for_again(desk):
    one = desk()
    job = one.client.ask("d", "crash once, Acme")
    assert one.next(Restarted).sentence == "The tagger was started again: it ended with code 3."
    assert one.next(Tagged).job == job


def test_a_worker_that_falls_silent_is_started_again(desk):
    one = desk(patience=SHORT)
    job = one.client.ask("d", "hang once, Acme")
    assert "no sign of life" in one.next(Restarted).sentence
    assert one.next(Tagged).job == job


def test_a_worker_with_nothing_to_do_may_be_silent(desk):
    one = desk(patience=SHORT)
    one.next(Ready)
    pid = one.client.pid
    assert not threading.Event().wait(2 * SHORT)
    one.client.ask("d", "Acme")
    one.next(Tagged)
    assert one.client.pid == pid


def test_an_article_that_always_crashes_is_refused_and_the_others_are_tagged(desk):
    one = desk()
    bad, *good = [one.client.ask("d", text) for text in ("crash always", "Acme", "Acme", "Acme")]
    ends = [one.next(Tagged, Refused, Failed) for _ in range(4)]
    refused = [end for end in ends if isinstance(end, Refused)]
    assert [end.job for end in refused] == [bad]
    assert refused[0].sentence == "The tagger stopped 3 times at this article."
    assert sorted(end.job for end in ends if isinstance(end, Tagged)) == good


def test_a_worker_that_crashes_at_its_start_is_given_up_in_words(desk):
    one = desk(start="crash")
    assert one.next(Failed).sentence == "The tagger stopped 3 times in a row (it ended with code 4)."


def test_a_worker_that_hangs_at_its_start_is_given_up_in_words(desk):
    one = desk(start="hang", patience=0.2)
    assert "no sign of life" in one.next(Failed).sentence


def test_a_tagger_that_is_missing_is_named_and_not_tried_again(desk):
    one = desk(start="fail")
    assert one.next(Ready, Failed, Restarted) == Failed("There is no tagger. Install one.")


def test_asking_after_a_failure_tries_again(desk):
    one = desk(start="fail")
    one.next(Failed)
    one.client.ask("d", "Acme")
    one.next(Failed)


def test_a_worker_that_cannot_be_started_fails_in_words(desk, tmp_path):
    one = desk(command=[str(tmp_path / "nothing here")])
    assert "cannot be started" in one.next(Failed).sentence


def test_garbage_between_answers_is_passed_over(desk):
    one = desk()
    one.client.ask("d", "garbage, Acme")
    assert list(one.next(Tagged).baseline.scores) == [Span(9, 13, "ORG")]


def test_stale_answers_are_dropped(desk):
    one = desk()
    job = one.client.ask("d", "stale Acme")
    tagged = one.next(Tagged)
    assert (tagged.job, tagged.baseline.text_digest) == (job, "d")
    assert one.answers.empty()


def test_a_refusal_concerns_one_article(desk):
    one = desk()
    job = one.client.ask("d", "refuse")
    assert one.next(Refused) == Refused(job, "d", "I cannot read this.")
    one.client.ask("d", "Acme")
    one.next(Tagged)


def test_a_cancelled_job_is_not_answered(desk):
    one = desk()
    one.next(Ready)
    cancelled = one.client.ask("a", "crash once")  # not answered before the worker is started again
    one.client.cancel(cancelled)
    kept = one.client.ask("b", "Acme")
    assert one.next(Tagged).job == kept


def test_a_worker_that_hangs_over_a_cancelled_job_is_started_again(desk):
    one = desk(patience=SHORT)
    job = one.client.ask("d", "hang always")
    one.next(Progress)
    one.client.cancel(job)
    one.next(Restarted)


def test_a_closed_client_leaves_no_process_and_takes_no_more(desk):
    one = desk()
    one.next(Ready)
    pid = one.client.pid
    one.client.close()
    one.client.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError, match="closed"):
        one.client.ask("d", "Acme")


def test_a_client_may_be_closed_from_its_own_answer(tmp_path):
    done = threading.Event()
    client = None

    def hear(answer):
        if isinstance(answer, Tagged):
            client.close()
            done.set()

    client = WorkerClient("fake", hear, command=[sys.executable, str(FAKE), str(tmp_path)])
    client.ask("d", "Acme")
    assert done.wait(SOON)
    client.close()


def test_the_client_brings_neither_spacy_nor_numpy_into_the_window():
    code = (
        "import sys, reader.baseline.client; print([m for m in ('spacy', 'numpy', 'onnxruntime', 'PySide6') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_worker_of_our_own_is_not_led_astray_by_files_in_the_current_folder():
    assert worker_command("en_core_web_sm")[1:] == ["-P", "-m", "reader.baseline.worker", "--tagger", "en_core_web_sm"]
