import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reader.baseline.decode import Decoder, cooled

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
    assert [(run.first, run.end, run.label) for run in Decoder(TAGS).runs(sure)] == [(0, 2, "ORG"), (2, 3, "ORG")]


def distribution(**chances):
    """Return the log-probabilities of one word; what is not given is shared by the other tags."""
    rest = (1 - sum(chances.values())) / (len(TAGS) - len(chances))
    return [np.log(chances.get(tag.replace("-", ""), rest)) for tag in TAGS]


def sentence(*words):
    return np.array([distribution(**word) for word in words], dtype=np.float32)


def test_a_score_counts_how_sure_it_is_where_the_entity_ends():
    (clear,) = Decoder(TAGS).runs(sentence({"BORG": 0.9}, {"O": 0.98}))
    (vague,) = Decoder(TAGS).runs(sentence({"BORG": 0.9}, {"O": 0.6, "IORG": 0.38}))
    assert clear.score > 0.85
    assert 0.4 < vague.score < 0.5


def test_what_was_nearly_found_has_other_labels_and_missed_places():
    rows = sentence({"BORG": 0.6, "BGPE": 0.38}, {"O": 0.98}, {"O": 0.7, "BORG": 0.28}, {"O": 0.98}, {"O": 0.94, "BORG": 0.04})
    decoder = Decoder(TAGS)
    found = decoder.runs(rows)
    assert [(run.first, run.end, run.label) for run in found] == [(0, 1, "ORG")]
    near = decoder.nearly(rows, found, 0.1)
    assert [(run.first, run.end, run.label) for run in near] == [(0, 1, "GPE"), (2, 3, "ORG")]
    assert [round(run.score, 1) for run in near] == [0.4, 0.3]


def test_a_longer_entity_may_have_been_near():
    rows = sentence({"BORG": 0.98}, {"O": 0.6, "IORG": 0.38})
    decoder = Decoder(TAGS)
    assert [(run.first, run.end) for run in decoder.nearly(rows, decoder.runs(rows), 0.1)] == [(0, 2)]


@given(rows, st.floats(0.02, 0.5))
def test_what_was_nearly_found_is_likely_enough_and_was_not_found(log_probabilities, floor):
    proper = log_probabilities - np.logaddexp.reduce(log_probabilities, axis=1, keepdims=True)
    decoder = Decoder(TAGS)
    found = decoder.runs(proper)
    near = decoder.nearly(proper, found, floor)
    assert all(floor <= run.score <= 1 for run in near)
    keys = [(run.first, run.end, run.label) for run in [*found, *near]]
    assert len(set(keys)) == len(keys)


@given(rows)
def test_a_temperature_changes_scores_but_not_what_is_found(log_probabilities):
    proper = log_probabilities - np.logaddexp.reduce(log_probabilities, axis=1, keepdims=True)
    warm = cooled(proper, 1.7)
    assert np.allclose(np.exp(warm).sum(axis=1), 1, atol=1e-4)
    assert (warm.argmax(axis=1) == proper.argmax(axis=1)).all()
    assert cooled(proper, 1) is proper
