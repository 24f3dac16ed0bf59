import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reader.baseline.decode import Decoder, Run

TAGS = ("O", "B-ORG", "I-ORG", "B-GPE", "I-GPE")

rows = st.integers(0, 5).flatmap(
    lambda words: arrays(np.float32, (words, len(TAGS)), elements=st.floats(-20, 0, width=32)),
)


def allowed(path):
    return all(
        TAGS[tag][:1] != "I" or (before is not None and TAGS[before][2:] == TAGS[tag][2:])
        for before, tag in zip([None, *path], path, strict=False)
    )


@given(rows)
def test_no_entity_goes_on_that_did_not_begin(log_probabilities):
    assert allowed(Decoder(TAGS).best(log_probabilities))


@given(rows)
def test_the_path_is_the_best_of_all_that_are_allowed(log_probabilities):
    def worth(path):
        return sum(float(log_probabilities[at, tag]) for at, tag in enumerate(path))

    every = itertools.product(range(len(TAGS)), repeat=len(log_probabilities))
    best = max(worth(path) for path in every if allowed(path))
    assert abs(worth(Decoder(TAGS).best(log_probabilities)) - best) < 1e-3


@given(rows)
def test_runs_lie_in_order_with_scores_that_are_probabilities(log_probabilities):
    runs = Decoder(TAGS).runs(log_probabilities - np.logaddexp.reduce(log_probabilities, axis=1, keepdims=True))
    assert all(run.first < run.end and 0 <= run.score <= 1 for run in runs)
    assert all(left.end <= right.first for left, right in itertools.pairwise(runs))


def test_neighbours_of_one_label_are_two_entities():
    sure = np.full((4, len(TAGS)), -20, dtype=np.float32)
    for at, tag in enumerate([1, 2, 1, 0]):
        sure[at, tag] = 0
    assert Decoder(TAGS).runs(sure) == [Run(0, 2, "ORG", 1.0), Run(2, 3, "ORG", 1.0)]
