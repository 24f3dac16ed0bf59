import string

from hypothesis import given
from hypothesis import strategies as st

from reader.baseline.found import Found
from reader.baseline.gazetteer import SCORE, Gazetteer
from reader.core.baselines import Tagger
from reader.core.spans import Span, SpanIndex

TEXT = "Anadolu quoted the Wagner Group in Bamako. Anadolus said so in May."


def at(surface, label, text=TEXT):
    return Span(text.index(surface), text.index(surface) + len(surface), label)


def test_a_missed_name_is_put_in_and_a_longer_word_is_not_it():
    found = Gazetteer({"Anadolu": "ORG"}).put_right(TEXT, 0, Found())
    assert found.scores == {Span(0, 7, "ORG"): SCORE}


def test_another_label_and_parts_of_a_name_become_alternatives():
    names = Gazetteer({"Anadolu": "ORG", "Wagner Group": "ORG"})
    before = Found({at("Anadolu", "GPE"): 0.9, at("Wagner", "PERSON"): 0.2, at("Bamako", "GPE"): 0.9})
    found = names.put_right(TEXT, 0, before)
    assert list(found.scores) == [at("Anadolu", "ORG"), at("Wagner Group", "ORG"), at("Bamako", "GPE")]
    assert set(found.alternatives) == {at("Anadolu", "GPE"), at("Wagner", "PERSON")}
    assert max(found.alternatives.values()) <= 1 - SCORE + 1e-9


def test_a_name_gives_way_to_what_reaches_further_and_to_what_a_rule_is_sure_of():
    before = Found({at("Wagner Group", "ORG"): 0.4, at("May", "DATE"): None})
    found = Gazetteer({"Wagner": "PERSON", "May": "PERSON"}).put_right(TEXT, 0, before)
    assert found.scores == before.scores


def test_the_longest_name_wins_and_a_part_of_an_article_keeps_its_place():
    found = Gazetteer({"Wagner": "PERSON", "Wagner Group": "ORG"}).put_right(TEXT, 1000, Found())
    assert list(found.scores) == [Span(1019, 1031, "ORG")]


def test_the_digest_says_what_was_told_and_keeps_the_base():
    tagger = Tagger("reader", "1", "d1")
    one, other = (Gazetteer({name: "ORG"}).names(tagger) for name in ("A1", "B1"))
    assert one != other
    assert one.base == other.base == tagger.base == "d1"
    assert Gazetteer({}).names(tagger) == tagger
    assert Gazetteer({"B1": "ORG"}).names(one) == other


@given(
    st.text(string.ascii_letters[:4] + " .’\u00a0😀", max_size=60),
    st.dictionaries(st.text(string.ascii_letters[:4] + " 😀.", max_size=5), st.sampled_from(["A", "B"]), max_size=6),
)
def test_places_lie_in_the_text_and_do_not_overlap(text, labels):
    places = list(Gazetteer(labels).places(text))
    assert all(text[place.start : place.end] in labels for place in places)
    assert all(len(SpanIndex(places).overlapping(place.start, place.end)) == 1 for place in places)
