"""Baselines: what a tagger found, by place."""

from __future__ import annotations

from reader.core.baselines import Baseline, Tagger
from reader.core.spans import Span


def test_a_baseline_can_be_asked_by_place() -> None:
    outer, inner = Span(0, 9, "ORG"), Span(2, 5, "GPE")
    baseline = Baseline("digest", Tagger("fake", "1", "0"), {outer: 0.5, inner: None})
    assert baseline.indexed() is baseline
    assert baseline.index is baseline.index
    assert list(baseline.index) == [outer, inner]
    assert baseline.index.overlapping(6, 7) == [outer]
