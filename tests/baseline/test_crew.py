import sys
from pathlib import Path

import pytest

from reader.baseline.crew import Crew, cores
from reader.baseline.identity import TaggerBroken
from reader.core.spans import Span

FAKE = Path(__file__).with_name("fake_worker.py")


def crew(folder, workers=2, start="well"):
    return Crew("fake", workers, command=[sys.executable, str(FAKE), str(folder), "--start", start])


def test_baselines_come_in_the_order_of_the_texts_however_long_each_takes(tmp_path):
    texts = [(number, "x " * (5000 if number % 7 == 0 else 1) + "Acme") for number in range(60)]
    with crew(tmp_path) as workers:
        out = list(workers.tag(texts))
    assert [mark for mark, _ in out] == list(range(60))
    assert all(
        list(found.scores) == [Span(len(text) - 4, len(text), "ORG")] for (_, text), (_, found) in zip(texts, out, strict=True)
    )


def test_what_has_no_text_keeps_its_place_and_a_text_that_cannot_be_read_is_told(tmp_path):
    with crew(tmp_path) as workers:
        first, second, third = workers.tag([("a", "Acme"), ("b", None), ("c", "refuse")])
    assert first[1].scores
    assert second == ("b", "")
    assert third == ("c", "I cannot read this.")


@pytest.mark.parametrize(("text", "most"), [("Acme", 1_000), ("Acme " * 500, 100)])
def test_no_more_texts_are_taken_than_are_at_work(tmp_path, text, most):
    taken = []

    def texts():
        for number in range(5_000):
            taken.append(number)
            yield number, text

    with crew(tmp_path, workers=1) as workers:
        out = workers.tag(texts())
        assert next(out)[0] == 0
        assert len(taken) < most


def test_a_tagger_that_cannot_be_loaded_is_told(tmp_path):
    with crew(tmp_path, start="fail") as workers, pytest.raises(TaggerBroken, match="Install one"):
        list(workers.tag([(1, "Acme")]))


def test_there_is_a_core():
    assert cores() >= 1
