"""How sure an entity is, once the rest of the article has been heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.baseline.agreement import agreed
from reader.baseline.mentions import Mention
from reader.baseline.page import Page


def scores(*named):
    """Return the scores that names get in one article; `named`: words, label and score of each."""
    words, mentions = [], []
    for name, label, score in named:
        words += ["and", *name.split()]
        mentions.append(Mention(len(words) - len(name.split()), len(words), label, score))
    return [mention.score for mention in agreed(Page(words), mentions)]


ALONE = scores(("Basra", "GPE", 0.7))[0]


def test_a_name_found_alike_elsewhere_is_surer():
    assert scores(("Basra", "GPE", 0.7), ("Basra", "GPE", 0.95))[0] > ALONE
    assert scores(("Basra", "GPE", 0.7), ("BASRA", "GPE", 0.95))[0] > ALONE


def test_a_name_is_no_surer_for_being_there_again_and_less_so_where_it_is_doubted():
    assert scores(("Basra", "GPE", 0.7), ("Basra", "GPE", 0.7))[0] == ALONE
    assert scores(("Basra", "GPE", 0.7), ("Basra", "GPE", 0.4))[0] < ALONE


def test_a_name_found_otherwise_elsewhere_is_less_sure_and_less_so_the_more_often():
    once = scores(("Basra", "GPE", 0.7), ("Basra", "PERSON", 0.5))[0]
    twice = scores(("Basra", "GPE", 0.7), ("Basra", "PERSON", 0.5), ("Basra", "ORG", 0.5))[0]
    assert twice < once < ALONE


def test_a_longer_name_of_another_kind_speaks_against_a_part_of_it_but_not_against_a_place():
    assert scores(("Sadr", "ORG", 0.7), ("Ali Sadr", "PERSON", 0.9))[0] < scores(("Sadr", "ORG", 0.7))[0]
    assert scores(("Basra", "GPE", 0.7), ("University of Basra", "ORG", 0.9))[0] == ALONE


def test_a_name_that_has_no_score_gets_none():
    assert scores(("Basra", "GPE", None), ("Basra", "GPE", 0.9))[0] is None


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_what_is_certain_is_still_a_probability(score):
    assert 0 < scores(("Basra", "GPE", score))[0] < 1


@given(st.lists(st.tuples(st.sampled_from(["Al Noor", "Noor", "noor", "UN"]), st.sampled_from(["ORG", "GPE"]), st.floats(0, 1))))
def test_every_score_is_a_probability_and_rises_with_the_name_s_own(named):
    found = scores(*named)
    assert all(0 < score < 1 for score in found)
    for at, (name, label, score) in enumerate(named):
        surer = [*named[:at], (name, label, min(1, score + 0.1)), *named[at + 1 :]]
        assert scores(*surer)[at] >= found[at]
