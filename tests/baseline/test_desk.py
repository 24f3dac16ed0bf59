from queue import SimpleQueue

import pytest

from reader.baseline.desk import Desk
from reader.baseline.found import Found
from reader.baseline.parts import LONGEST_PART
from reader.baseline.protocol import SPANS_IN_A_LINE, Ask, Cancel, Know, Quit
from reader.core.baselines import Tagger
from reader.core.spans import Span


class Finder:
    """A tagger that finds every x, and cannot read a part with a bomb in it."""

    tagger = Tagger("finder", "1", "f")

    def __init__(self):
        self.batches = []

    def know(self, names):
        self.tagger = self.tagger.knowing(",".join(names))

    def tag_parts(self, batch):
        self.batches.append([part.text for part in batch])
        if any("bomb" in part.text for part in batch):
            raise ValueError("a bomb\nin it")
        return [
            Found(
                {Span(part.start + at, part.start + at + 1, "X"): None for at, char in enumerate(part.text) if char == "x"},
                {Span(part.start + at, part.start + at + 1, "Y"): 0.2 for at, char in enumerate(part.text) if char == "y"},
            )
            for part in batch
        ]


@pytest.fixture
def served():
    def serve(*asked):
        said, finder, requests = [], Finder(), SimpleQueue()

        def send(message):
            said.append(message)
            if message.get("tagger") or "error" in message:
                open_jobs.discard(message["job"])
            if not open_jobs:
                requests.put(Quit())

        open_jobs = {request.job for request in asked if isinstance(request, Ask)}
        open_jobs -= {request.job for request in asked if isinstance(request, Cancel)}
        for request in asked:
            requests.put(request)
        Desk(finder, send).serve(requests)
        return said, finder

    return serve


def spans(said, job, key="spans"):
    return [tuple(row) for message in said if message.get("job") == job for row in message.get(key, ())]


def test_short_articles_are_tagged_together_and_before_long_ones(served):
    said, finder = served(Ask(1, "a", "x" * 50 + " long"), Ask(2, "b", "x"), Ask(3, "c", "xx"))
    assert finder.batches == [["x", "xx", "x" * 50 + " long"]]
    assert [message["job"] for message in said if "tagger" in message] == [2, 3, 1]
    assert spans(said, 3) == [(0, 1, "X", None), (1, 2, "X", None)]


def test_a_job_says_that_it_begins_before_it_is_tagged(served):
    said, _ = served(Ask(1, "a", "x"))
    assert said[0] == {"job": 1, "digest": "a", "progress": 0}


def test_the_spans_of_a_long_article_come_in_several_lines_at_their_places(served):
    text = ("x" * 399 + "\n") * (3 * LONGEST_PART // 400)
    said, _ = served(Ask(1, "a", text))
    assert [start for start, *_ in spans(said, 1)] == [at for at, char in enumerate(text) if char == "x"]
    assert all(len(message["spans"]) <= SPANS_IN_A_LINE for message in said if "spans" in message)
    assert [message.get("more", False) for message in said if "spans" in message][-1] is False
    assert [message for message in said if "tagger" in message] == said[-1:]


def test_alternatives_come_beside_the_spans(served):
    said, _ = served(Ask(1, "a", ("y" * 99 + "\n") * (2 * LONGEST_PART // 100) + "x"))
    assert len(spans(said, 1)) == 1
    assert len(spans(said, 1, "near")) == 2 * LONGEST_PART // 100 * 99
    assert all(len(message["near"]) + len(message["spans"]) <= SPANS_IN_A_LINE for message in said if "near" in message)


def test_an_empty_article_has_an_empty_baseline(served):
    said, finder = served(Ask(1, "a", " \n\u00a0"))
    assert said == [
        {"job": 1, "digest": "a", "spans": [], "near": [], "tagger": {"name": "finder", "version": "1", "digest": "f"}}
    ]
    assert finder.batches == []


def test_an_article_that_cannot_be_read_is_refused_and_its_company_tagged(served):
    said, _ = served(Ask(1, "a", "x"), Ask(2, "b", "bomb"), Ask(3, "c", "xxxxxxxx"))
    assert [message["error"] for message in said if "error" in message] == [
        "The tagger “finder” cannot read this article (ValueError: a bomb)."
    ]
    assert len(spans(said, 1)) == 1
    assert len(spans(said, 3)) == 8


def test_a_cancelled_job_is_dropped_before_it_is_tagged(served):
    said, finder = served(Ask(1, "a", "x"), Ask(2, "b", "xx"), Cancel(1))
    assert {"dropped": 1} in said
    assert finder.batches == [["xx"]]


def test_names_told_hold_for_what_comes_and_an_article_that_is_begun_is_of_one_tagger(served):
    said, _ = served(Ask(1, "d", "x"), Know({"Mosul": "GPE"}), Ask(2, "e", "x"))
    assert {message["tagger"]["digest"] for message in said if "tagger" in message} == {"f+Mosul"}
