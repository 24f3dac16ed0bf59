"""Whatever a file does to the process that reads it, the one that asks goes on."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.core.article import Article, Block, BlockKind
from reader.sources import registry
from reader.sources.child import BoundedReader, Clipping, worker_command
from reader.sources.source import Reading, Refusal

NASTY = [sys.executable, str(Path(__file__).with_name("nasty_worker.py"))]
SEED = Path(__file__).parents[2] / "seeds" / "islamic-state-leaders-fleeing-mosul.txt"
SOON = 30
SHORT = 1.0
"""Seconds that a busy machine still allows a file of a few words."""


@pytest.fixture
def nasty(tmp_path):
    """Return what writes files that do what they say, and a reader that has them read by the real worker."""
    readers = []

    class Nasty:
        def file(self, does, name="bad.x"):
            (tmp_path / name).write_text(f"NASTY {does}")
            return str(tmp_path / name)

        def reader(self, *options, **limits):
            readers.append(BoundedReader([*NASTY, *options], **limits))
            return readers[-1]

        def read(self, does, reader=None, name="bad.x"):
            return [told(outcome) for outcome in (reader or self.reader()).read(self.file(does, name))]

    yield Nasty()
    for reader in readers:
        reader.close()


def told(outcome):
    return outcome.article.text if isinstance(outcome, Reading) else outcome


def sentence(outcomes):
    (refusal,) = outcomes
    assert isinstance(refusal, Refusal)
    return refusal.sentence


@pytest.mark.parametrize("path", [SEED, Path(__file__), Path(__file__).parent, SEED / "none.txt"], ids=lambda path: path.name)
def test_a_file_read_in_a_child_is_the_file_read_here(path):
    try:
        here = list(registry.read(path))
    except registry.SourceError as error:
        here = [Refusal(str(error))]
    with BoundedReader() as reader:
        assert list(reader.read(str(path))) == here


def test_a_long_text_of_all_planes_and_half_characters_comes_over_whole(tmp_path):
    text = "😀 Núñez\u00a0met\u2029 الموصل e\u0301\n\n" * 60_000
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    with BoundedReader() as reader:
        (reading,) = reader.read(str(tmp_path / "long.txt"))
    assert reading == next(iter(registry.read(tmp_path / "long.txt")))


def test_what_is_no_file_at_all_can_be_read_too():
    with BoundedReader() as reader:
        (reading,) = reader.read(Clipping("Mosul fell.".encode("utf-16"), "the clipboard"))
    assert reading.article == Article("Mosul fell.", (Block(BlockKind.BODY, 0, 11),))
    assert reading.name == "the clipboard"


@pytest.mark.parametrize("does", ["crash", "exit"])
def test_a_file_that_crashes_its_reader_is_refused_and_the_next_is_read(nasty, does):
    reader = nasty.reader()
    assert nasty.read(f"one {does} two", reader)[0] == "one"
    refused = sentence(nasty.read(does, reader))
    assert refused.startswith("bad.x made the reading program stop (it ended with code ")
    assert nasty.read("fine", reader) == ["fine"]


def test_a_file_that_hangs_is_given_up_and_the_next_is_read(nasty):
    reader = nasty.reader(file_s=SHORT)
    assert sentence(nasty.read("hang", reader)).startswith("bad.x took longer to read than 1 seconds")
    reader = nasty.reader(file_s=SOON)
    assert nasty.read("fine", reader) == ["fine"]


def test_a_file_that_eats_memory_is_refused_and_the_next_is_read(nasty):
    reader = nasty.reader("--memory", str(500 * 1024**2))
    assert "of memory" in sentence(nasty.read("eat", reader))
    assert nasty.read("fine", reader) == ["fine"]


def test_what_earlier_files_left_behind_is_not_blamed_on_a_later_one(nasty):
    reader = nasty.reader("--memory", str(500 * 1024**2))
    assert [nasty.read("leak leaked", reader) for _ in range(4)] == [["leaked"]] * 4


def test_a_library_that_raises_is_told_on_one_line_and_the_process_stays(nasty):
    reader = nasty.reader()
    assert sentence(nasty.read("raise", reader)) == (
        "bad.x is damaged or very unusual (KeyError: 'no such\\nthing'): save it anew, or as plain text."
    )
    pid = reader.pid
    assert nasty.read("one give-up two", reader) == ["one", Refusal("Nothing more can be had.")]
    assert nasty.read("one refuse two", reader) == ["one", Refusal("That cannot be read.", "bad.x \u203a part"), "two"]
    assert reader.pid == pid


def test_what_libraries_print_does_not_reach_the_answers(nasty):
    assert nasty.read("one print two") == ["one", "two"]


@pytest.mark.parametrize("does", ["hang", "hog"])
def test_reading_is_cancelled_from_another_thread_at_once_and_for_good(nasty, tmp_path, does):
    mark = tmp_path / "mark"
    os.mkfifo(mark)
    reader = nasty.reader()
    canceller = threading.Thread(target=lambda: (mark.read_text(), reader.cancel()))
    canceller.start()
    assert nasty.read(f"tell={mark} {does}", reader) == []
    canceller.join()
    assert nasty.read("fine", reader) == []
    assert reader.pid is None


def test_a_reader_left_in_the_middle_of_a_file_begins_the_next_anew(nasty):
    reader = nasty.reader()
    first = reader.read(nasty.file("one two three"))
    assert told(next(first)) == "one"
    first.close()
    assert nasty.read("fine", reader) == ["fine"]


def test_a_reader_that_cannot_be_started_says_so(nasty, tmp_path):
    with BoundedReader([str(tmp_path / "nothing here")]) as reader:
        assert "cannot be started" in sentence(nasty.read("fine", reader))


def test_nothing_is_started_before_it_is_wanted_and_closing_twice_is_harmless():
    reader = BoundedReader()
    assert reader.pid is None
    reader.close()
    reader.close()


@pytest.mark.parametrize("does", ["hang", "hog"])
def test_a_worker_ends_with_its_parent_even_when_that_is_killed(nasty, tmp_path, does):
    mark = tmp_path / "mark"
    os.mkfifo(mark)
    path = nasty.file(f"tell={mark} {does}")
    code = f"from reader.sources.child import BoundedReader; list(BoundedReader({NASTY!r}).read({path!r}))"
    # Held open by the worker for as long as it lives: that it ends is seen without asking again and again.
    read, write = os.pipe()
    parent = subprocess.Popen([sys.executable, "-c", code], stderr=write)
    os.close(write)
    with parent, os.fdopen(read, "rb") as alive:
        assert mark.read_text() == "here"
        parent.send_signal(signal.SIGKILL)
        ended = threading.Thread(target=alive.read)
        ended.start()
        ended.join(SOON)
        assert not ended.is_alive()


def test_a_worker_whose_code_hears_nothing_ends_by_its_alarm(nasty):
    reader = nasty.reader("--alarm", "1")
    assert "ended with code -14" in sentence(nasty.read("hang", reader))


def test_the_process_that_asks_loads_no_source():
    code = "import sys, reader.sources.child; print([m for m in ('lxml', 'reader.sources.registry', 're') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "registry" not in said
    assert "lxml" not in said


def test_a_worker_of_our_own_is_not_led_astray_by_files_in_the_current_folder():
    assert "-P" in worker_command(give_way=True)
