import numpy as np
import pytest

from reader.baseline.training.calibration import temperature
from reader.baseline.training.recipe import TAGS


def sentences(number, said, right):
    """Return sentences of one word, found with a probability, of which a share is right."""
    rows = np.full((1, len(TAGS)), np.log((1 - said) / (len(TAGS) - 1)), dtype=np.float32)
    rows[0, 1] = np.log(said)
    return [(rows, frozenset({(0, 1, "PERSON")} if at < right * number else ())) for at in range(number)]


@pytest.mark.parametrize(("right", "least", "most"), [(0.8, 1.2, 1.8), (0.99, 0.7, 0.9), (0.95, 0.95, 1.05)])
def test_a_tagger_that_is_too_sure_is_warmed_and_one_that_is_not_is_cooled(right, least, most):
    assert least <= temperature(sentences(400, 0.95, right)) <= most


def test_few_spans_say_nothing():
    assert temperature(sentences(20, 0.95, 0.5)) == 1
    assert temperature([]) == 1
