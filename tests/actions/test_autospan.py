import pytest

from reader.core.article import BlockKind
from reader.core.baselines import Baseline
from tests.actions.desk import TAGGER, Bench


@pytest.mark.parametrize(
    ("text", "word", "key", "name"),
    [
        ("He met Khalid al-Obeidi there.", "Khalid", "p", "Khalid al-Obeidi"),
        ("He met Khalid al-Obeidi there.", "al-Obeidi", "p", "Khalid al-Obeidi"),
        ("In Mosul it rained.", "Mosul", "g", "Mosul"),
        ("The Red Cross said so.", "Cross", "o", "Red Cross"),
        ("a bank, the Bank of England, fell", "Bank", "o", "Bank of England"),
        ("a bank, the Bank of England, fell", "England", "o", "Bank of England"),
        ("near Mosul, Iraq and Syria", "Mosul", "g", "Mosul"),
        ("said Gen. Abdul Amir Rasheed today", "Amir", "p", "Abdul Amir Rasheed"),
        ("said President Fuad Masum today", "Fuad", "p", "Fuad Masum"),
        ("the UN Security Council met", "Council", "o", "UN Security Council"),
        ("Iraq's Mosul Dam broke", "Mosul", "f", "Mosul Dam"),
        ("in June 2014 it began", "June", "d", "June"),
        ("the militants fled", "militants", "o", "militants"),
        ("IS fled Mosul", "IS", "o", "IS"),
        ("of Free of men", "Free", "o", "Free"),
    ],
)
def test_a_label_on_a_part_of_a_name_takes_the_whole_name(text, word, key, name):
    bench = Bench(text).go(word).press(key)
    assert [surface for surface, _ in bench.positive] == [name]


def test_edges_set_by_hand_are_never_changed():
    bench = Bench("He met Khalid al-Obeidi there.").go("Khalid").press("shift+right", "shift+left", "p")
    assert bench.positive == {("Khalid", "PERSON")}


def test_a_name_never_goes_into_another_entity():
    bench = Bench("said US President Barack Obama", [("US", "GPE")]).go("President").press("m")
    assert bench.positive == {("President Barack Obama", "MISC")}


def test_a_name_tagged_elsewhere_is_taken_again():
    bench = Bench("the army of god rose. The army of god fell. An army came.").go("army of god").press("o")
    bench.go("army", 1).press("o").go("army", 2).press("o")
    assert sorted(bench.positive) == [("army", "ORG"), ("army of god", "ORG")]
    assert bench.standing("army of god", "ORG", 1) == "added"


def test_in_a_headline_of_capitals_they_tell_nothing():
    bench = Bench("Islamic State Leaders Flee Mosul", kinds=[BlockKind.TITLE]).go("Mosul").press("g")
    assert bench.positive == {("Mosul", "GPE")}
    bench = Bench("Leaders of the Red Cross flee from the town", kinds=[BlockKind.TITLE]).go("Red").press("o")
    assert bench.positive == {("Red Cross", "ORG")}


def test_a_name_told_elsewhere_never_swallows_another_entity():
    text = "Islamic State group leaders left. Islamic State group leaders came."
    bench = Bench(text, [("Islamic State", "ORG", 1)]).go("Islamic State group leaders").press("p")
    bench.go("group", 1).press("p")
    assert bench.session.entity.span == bench.span("group", "PERSON", 1)


def test_a_longer_span_that_the_tagger_nearly_took_is_taken():
    bench = Bench("the battle for mosul began")
    near = {bench.span("battle for mosul", "EVENT"): 0.2}
    bench.session.attach(Baseline(bench.article.digest, TAGGER, {}, near))
    assert bench.go("battle").press("e").positive == {("battle for mosul", "EVENT")}
    assert bench.press("u").go("mosul").press("g").positive == {("mosul", "GPE")}
