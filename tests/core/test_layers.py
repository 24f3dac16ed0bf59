"""Layers: at most one judgement for each span."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.spans import Span
from tests.strategies import FIRST_DAY, judgements

MOSUL = Span(0, 5, "GPE")
IS_MOSUL = Judgement(MOSUL, Verdict.IS, How.KEYED, FIRST_DAY)


def layer_of(*said: Judgement) -> Layer:
    return Layer("digest", "ann", said)


@given(st.lists(judgements("0123456789"), max_size=30))
def test_of_two_judgements_on_one_span_the_later_given_counts(said: list[Judgement]) -> None:
    layer, model = layer_of(*said), {judgement.span: judgement for judgement in said}
    assert dict(layer) == model
    assert len(layer) == len(model)
    assert layer.positive == {span for span, judgement in model.items() if judgement.verdict is Verdict.IS}


def test_a_span_nobody_judged_has_no_judgement() -> None:
    layer = layer_of(IS_MOSUL)
    assert layer[MOSUL] is IS_MOSUL
    assert layer.get(Span(0, 5, "ORG")) is None
    with pytest.raises(KeyError):
        layer[Span(0, 4, "GPE")]


def test_what_is_put_in_takes_the_place_of_what_is_taken_out() -> None:
    is_not = IS_MOSUL._replace(verdict=Verdict.IS_NOT)
    layer = layer_of(IS_MOSUL)
    layer.apply([IS_MOSUL], [is_not])
    assert dict(layer) == {MOSUL: is_not}
    layer.apply([is_not], [])
    assert not layer


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    layer = layer_of()
    layer.apply([IS_MOSUL], [])
    assert not layer


def test_the_mark_of_a_finished_article_changes_only_when_told() -> None:
    layer = layer_of()
    layer.apply([], [IS_MOSUL])
    assert not layer.finished
    layer.apply([], [], finished=True)
    layer.apply([IS_MOSUL], [])
    assert layer.finished
    layer.apply([], [], finished=False)
    assert not layer.finished


def test_judgements_that_differ_only_in_time_say_the_same() -> None:
    assert IS_MOSUL.says_the_same(IS_MOSUL._replace(at=FIRST_DAY + timedelta(days=1)))
    assert not IS_MOSUL.says_the_same(None)
    assert not IS_MOSUL.says_the_same(IS_MOSUL._replace(verdict=Verdict.IS_NOT))
    assert not IS_MOSUL.says_the_same(IS_MOSUL._replace(how=How.BULK))
    assert not IS_MOSUL.says_the_same(IS_MOSUL._replace(note="sure"))
    assert not IS_MOSUL.says_the_same(IS_MOSUL._replace(span=Span(0, 5, "ORG")))
