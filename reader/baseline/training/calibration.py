"""Makes probabilities mean what they say: one temperature for all (Guo et al. 2017, On Calibration of Modern Neural Networks)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reader.baseline.decode import Decoder, cooled
from reader.baseline.training.recipe import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.baseline.decode import Rows

_TEMPERATURES = tuple(round(float(each), 3) for each in np.arange(0.7, 1.81, 0.05))
_LEAST = 1e-4
_ENOUGH = 200
"""Spans. Fewer say too little: they stay as sure as they are."""


def temperature(sentences: Sequence[tuple[Rows, frozenset[tuple[int, int, str]]]]) -> float:
    """Return the temperature under which the scores of what is found are likeliest, given what is right.

    sentences: log-probabilities, one row a word, and the true entities as first word, end and label. 1 if little is found.
    """
    decoder = Decoder(TAGS)
    best, least = 1.0, float("inf")
    for each in _TEMPERATURES:
        surprise = [
            -np.log(max(_LEAST, run.score if (run.first, run.end, run.label) in gold else 1 - run.score))
            for rows, gold in sentences
            for run in decoder.runs(cooled(rows, each))
        ]
        if len(surprise) >= _ENOUGH and float(np.mean(surprise)) < least:
            best, least = each, float(np.mean(surprise))
    return best
